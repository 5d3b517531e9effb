"""The page of somebody who is asked into a group, behind a secret link and a code: what it means, and her answer."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from loans.groups.inviting import actor_of, ask_for_code, enter, gate_of
from loans.groups.members import answer
from loans.groups.mine import invitation_page
from loans.groups.models import GroupMember
from loans.groups.queries import by_token
from loans.guarantees.forms import GuaranteeCodeForm
from portal.actors import Actor
from portal.doors import ActorRequest, public


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def group_invitation(request: ActorRequest, token: str) -> HttpResponse:
    """Before the code nothing is said about who asks; after it, everything. A POST brings the code."""
    found = by_token(token)
    if found.state == "left":
        return render(request, "loans/guarantee_over.html", {"released": False})
    gate, by = gate_of(found), _by(found)
    if gate.is_open(request):
        return render(request, "loans/group_invitation.html", invitation_page(found, by))
    form = GuaranteeCodeForm(request.POST or None)
    sent = form.is_bound or gate.is_awaited(request)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        if gate.opens(request, lambda: enter(by=by, member=found, code=code)):
            return redirect("group-invitation", token=token)
        form.add_error("code", _("This code is not right, or it is too old. You can ask for a new one."))
    return render(request, "loans/guarantee_gate.html", {"form": form, "sent": sent, **_addresses(token)})


def _by(member: GroupMember) -> Actor:
    return actor_of(member, get_language() or "en")


def _addresses(token: str) -> dict[str, Any]:
    return {"here": reverse("group-invitation", args=[token]), "code": reverse("group-invitation-code", args=[token])}


@public
@never_cache
@require_POST
def group_invitation_code(request: ActorRequest, token: str) -> HttpResponse:
    """Send a code to the contact to which the link went."""
    found = by_token(token)
    gate_of(found).send(request, lambda: ask_for_code(by=_by(found), member=found))
    messages.success(
        request, _("We sent a code to the phone or e-mail where you got this link. It works for 10 minutes.")
    )
    return redirect("group-invitation", token=token)


@public
@never_cache
@require_POST
def group_invitation_answer(request: ActorRequest, token: str) -> HttpResponse:
    """Her answer; only in a browser that was opened by the code."""
    found = by_token(token)
    if gate_of(found).is_open(request):
        try:
            answer(by=_by(found), member=found, name=request.POST.get("answer", ""))
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            messages.success(request, _("Thank you. Your answer is kept."))
    return redirect("group-invitation", token=token)
