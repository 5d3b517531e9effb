"""Her page of people who vouch; the note she sends herself; a colleague's answer to an unknown organisation."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applicants.cases.page import head_of
from loans.applications.mine import my_offer
from loans.applications.models import Application
from loans.applications.queries import open_application
from loans.guarantees.models import Guarantee
from loans.guarantees.queries import guarantee_number
from loans.vouching.actions import (
    add_friend,
    ask_again,
    name_partner,
    name_person,
    propose_organisation,
    remove_named,
    settle_proposal,
)
from loans.vouching.forms import NamedForm, PartnerForm, SettleForm
from loans.vouching.models import GroupFriend, OrganisationProposal
from loans.vouching.page import vouching_page
from loans.vouching.sharing import SHARED, Named, note_for
from portal.doors import ActorRequest, person, staff
from portal.roles import Permission
from portal.typed import keeps_typed, typed_before

_NAMES = {"person": name_person, "new": propose_organisation, "friend": add_friend}


@keeps_typed()
@person
@require_http_methods(["GET", "HEAD", "POST"])
def my_vouching(request: ActorRequest, ref: str) -> HttpResponse:
    """Who stands by her; one of four small forms adds somebody."""
    application = my_offer(request.actor, ref)
    typed = request.POST or typed_before(request)
    sent = typed.get("do", "") if typed else ""
    region = application.case.person.country
    forms: dict[str, Any] = {
        name: NamedForm(typed if sent == name else None, prefix=name, region=region) for name in _NAMES
    }
    forms["partner"] = PartnerForm(typed if sent == "partner" else None, application=application, prefix="partner")
    if request.method == "POST" and sent in forms and forms[sent].is_valid():
        try:
            _add(request, application, sent, forms[sent])
        except ValidationError as problem:
            forms[sent].add_error(None, problem.messages)
        else:
            messages.success(request, _("Thank you. It is on your list."))
            return redirect("my-vouching", ref=ref)
    context = vouching_page(application, request.actor) | {"forms": forms, "sent": sent}
    return render(request, "loans/vouching_mine.html", context)


def _add(request: ActorRequest, application: Application, kind: str, form: Any) -> None:
    if kind == "partner":
        chosen = form.offered[form.cleaned_data["partner"]]
        name_partner(by=request.actor, application=application, partner=chosen)
    else:
        _NAMES[kind](by=request.actor, application=application, **form.named())


@person
@require_POST
def my_vouching_remove(request: ActorRequest, ref: str) -> HttpResponse:
    """Off the list, as long as nobody was asked."""
    application = my_offer(request.actor, ref)
    lists: dict[str, Any] = {
        "guarantee": application.guarantees,
        "proposal": application.proposed_organisations,
        "friend": application.group_friends,
    }
    number = request.POST.get("row", "")
    rows = lists.get(request.POST.get("kind", "guarantee"), application.guarantees)
    named = rows.filter(pk=int(number) if number.isdecimal() else 0).first()
    if named is not None:
        try:
            remove_named(by=request.actor, named=named)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            messages.success(request, _("Taken off your list."))
    return redirect("my-vouching", ref=ref)


@person
@require_POST
def my_vouching_again(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    """Our message to somebody who was asked, once more."""
    try:
        ask_again(by=request.actor, guarantee=guarantee_number(my_offer(request.actor, ref), number))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("We wrote once more."))
    return redirect("my-vouching", ref=ref)


@person
@require_safe
def my_vouching_share(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    """What the guarantor will read, in the language she chooses, to send from her own phone."""
    guarantee = guarantee_number(my_offer(request.actor, ref), number)
    if guarantee.state not in SHARED:
        raise Http404
    return _note(request, ref, guarantee)


@person
@require_safe
def my_vouching_tell(request: ActorRequest, ref: str, kind: str, number: int) -> HttpResponse:
    """The same for an organisation we do not know yet, or a friend for a group."""
    application = my_offer(request.actor, ref)
    named: dict[str, list[OrganisationProposal] | list[GroupFriend]] = {
        "organisation": list(application.proposed_organisations.all()),
        "friend": list(application.group_friends.all()),
    }
    rows = named.get(kind, [])
    if not 1 <= number <= len(rows):
        raise Http404
    chosen = rows[number - 1]
    if isinstance(chosen, OrganisationProposal) and chosen.settled_at is not None:
        raise Http404
    return _note(request, ref, chosen)


def _note(request: ActorRequest, ref: str, named: Named) -> HttpResponse:
    spoken = named.language if isinstance(named, Guarantee) else ""
    note = note_for(named, request.GET.get("in", "") or spoken or get_language() or "en")
    says = "asked" if isinstance(named, Guarantee) and named.state != "named" else "explains"
    if isinstance(named, GroupFriend):
        says = "group"
    return render(request, "loans/vouching_share.html", {"named": named, "note": note, "ref": ref, "says": says})


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_settle(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    """An organisation that the applicant named and that is not in the list: which partner it is, or none."""
    application = open_application(request.actor, ref)
    proposals = list(application.proposed_organisations.all())
    if not 1 <= number <= len(proposals):
        raise Http404
    proposal = proposals[number - 1]
    form = SettleForm(request.POST if request.method == "POST" else None, application=application)
    if request.method == "POST" and form.is_valid():
        partner = form.offered.get(form.cleaned_data["partner"])
        try:
            settle_proposal(by=request.actor, proposal=proposal, partner=partner)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("Thank you. The proposal is settled."))
            return redirect("application", ref=ref)
    context = head_of(application.case, request.actor) | {"application": application, "proposal": proposal}
    return render(request, "loans/organisation_settle_form.html", context | {"form": form})
