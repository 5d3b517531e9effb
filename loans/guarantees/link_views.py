"""The guarantor's own page, behind a secret link and a code: who asks, what he would owe, his answer."""

from typing import Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loans.guarantees.actions import actor_for, answer, ask_for_code, enter
from loans.guarantees.forms import GuaranteeCodeForm
from loans.guarantees.gate import Gate
from loans.guarantees.models import Guarantee
from loans.guarantees.page import guarantor_page
from loans.guarantees.queries import by_link, by_token
from portal.doors import ActorRequest, public

SESSION_KEY: Final = "guarantee"  # which guarantee this browser has opened by its code; never a person's login
_OVER: Final = frozenset({"withdrawn", "released"})


@public
@require_safe
def guarantee_about(request: ActorRequest) -> HttpResponse:
    """What vouching means, for whom an applicant told of it herself; it knows nobody."""
    return render(request, "loans/guarantee_about.html")


@public
@require_safe
def group_about(request: ActorRequest) -> HttpResponse:
    """What borrowing as a group means, for a friend; it knows nobody."""
    return render(request, "loans/group_about.html")


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def guarantee(request: ActorRequest, token: str) -> HttpResponse:
    """Before the code nothing is said about who asks or for how much; after it, everything. A POST brings the code."""
    found = by_link(token)
    if found.state == "named":  # she passed the link on herself: it explains, and knows nobody
        return render(request, "loans/guarantee_about.html")
    if found.state in _OVER:
        return render(request, "loans/guarantee_over.html", {"released": found.state == "released"})
    if _gate(found).is_open(request):
        return render(request, "loans/guarantee_detail.html", guarantor_page(found, get_language() or "en"))
    form = GuaranteeCodeForm(request.POST or None)
    sent = form.is_bound or _gate(found).is_awaited(request)
    if request.method == "POST" and form.is_valid():
        if _guess(request, found, form.cleaned_data["code"]):
            return redirect("guarantee", token=token)
        form.add_error("code", _("This code is not right, or it is too old. You can ask for a new one."))
    gate = {"here": reverse("guarantee", args=[token]), "code": reverse("guarantee-code", args=[token])}
    return render(request, "loans/guarantee_gate.html", {"form": form, "sent": sent, **gate})


def _gate(found: Guarantee) -> Gate:
    return Gate(SESSION_KEY, found.pk)


def _guess(request: ActorRequest, found: Guarantee, code: str) -> bool:
    by = actor_for(found, get_language() or "en")
    return _gate(found).opens(request, lambda: enter(by=by, guarantee=found, code=code))


@public
@never_cache
@require_POST
def guarantee_code(request: ActorRequest, token: str) -> HttpResponse:
    """Send a code to the contact to which the link went."""
    found = by_token(token)
    by = actor_for(found, get_language() or "en")
    _gate(found).send(request, lambda: ask_for_code(by=by, guarantee=found))
    messages.success(
        request, _("We sent a code to the phone or e-mail where you got this link. It works for 10 minutes.")
    )
    return redirect("guarantee", token=token)


@public
@never_cache
@require_POST
def guarantee_answer(request: ActorRequest, token: str) -> HttpResponse:
    """His answer; only in a browser that was opened by the code."""
    found = by_token(token)
    if _gate(found).is_open(request):
        by = actor_for(found, get_language() or "en")
        try:
            answer(by=by, guarantee=found, name=request.POST.get("answer", ""))
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            messages.success(request, _("Thank you. Your answer is kept."))
    return redirect("guarantee", token=token)
