"""The guarantor's own page, behind a secret link and a code: who asks, what he would owe, his answer."""

from typing import Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applicants.entry import limits
from loans.guarantees.actions import actor_for, answer, ask_for_code, enter
from loans.guarantees.forms import GuaranteeCodeForm
from loans.guarantees.models import Guarantee
from loans.guarantees.page import guarantor_page
from loans.guarantees.queries import by_link, by_token
from portal.doors import ActorRequest, public

SESSION_KEY: Final = "guarantee"  # which guarantee this browser has opened by its code; never a person's login
SENT_KEY: Final = "guarantee_code"  # for which one it asked for a code
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
    if _opened(request, found):
        return render(request, "loans/guarantee_detail.html", guarantor_page(found, get_language() or "en"))
    form = GuaranteeCodeForm(request.POST or None)
    sent = form.is_bound or request.session.get(SENT_KEY) == found.pk
    if request.method == "POST" and form.is_valid():
        if _guess(request, found, form.cleaned_data["code"]):
            return redirect("guarantee", token=token)
        form.add_error("code", _("This code is not right, or it is too old. You can ask for a new one."))
    return render(request, "loans/guarantee_gate.html", {"form": form, "token": token, "sent": sent})


def _opened(request: ActorRequest, found: Guarantee) -> bool:
    return bool(request.session.get(SESSION_KEY) == found.pk)


def _guess(request: ActorRequest, found: Guarantee, code: str) -> bool:
    """Whether the code opens this request; few guesses for one address and one request."""
    if not (
        limits.within("guesses", limits.address_of(request), limits.GUESSES_FOR_ADDRESS)
        and limits.within("guesses", f"guarantee {found.pk}", limits.GUESSES_FOR_CONTACT)
    ):
        return False
    if not enter(by=actor_for(found, get_language() or "en"), guarantee=found, code=code):
        return False
    request.session.cycle_key()
    request.session[SESSION_KEY] = found.pk
    return True


@public
@never_cache
@require_POST
def guarantee_code(request: ActorRequest, token: str) -> HttpResponse:
    """Send a code to the contact to which the link went."""
    found = by_token(token)
    if limits.within("codes", limits.address_of(request), limits.CODES_FOR_ADDRESS):
        ask_for_code(by=actor_for(found, get_language() or "en"), guarantee=found)
    request.session[SENT_KEY] = found.pk
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
    if _opened(request, found):
        by = actor_for(found, get_language() or "en")
        try:
            answer(by=by, guarantee=found, name=request.POST.get("answer", ""))
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            messages.success(request, _("Thank you. Your answer is kept."))
    return redirect("guarantee", token=token)
