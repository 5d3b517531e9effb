"""Whom she names while she still fills in: what a page of the journey says replaces what it said before."""

from collections.abc import Sequence

from applicants.models import Case
from loans.applications.wishes import draft_of
from loans.vouching.models import GroupFriend, OrganisationProposal
from portal.actors import Actor
from portal.record.acting import action

Named = Sequence[tuple[str, str]]  # name, and phone or e-mail


@action
def propose_organisations(*, by: Actor, case: Case, organisations: Named) -> None:
    """Organisations that are not in the list, for a colleague to check; who is left out is no longer named."""
    application = draft_of(by=by, case=case)
    rows = OrganisationProposal.objects.filter(application=application)
    rows.exclude(name__in=[name for name, _contact in organisations]).delete()
    for name, contact in organisations:
        OrganisationProposal.objects.update_or_create(application=application, name=name, defaults={"contact": contact})


@action
def name_friends(*, by: Actor, case: Case, friends: Named) -> None:
    """Friends with whom she wishes to borrow as a group; who is left out is no longer named."""
    application = draft_of(by=by, case=case)
    rows = GroupFriend.objects.filter(application=application)
    rows.exclude(contact__in=[contact for _name, contact in friends]).delete()
    for name, contact in friends:
        GroupFriend.objects.update_or_create(application=application, contact=contact, defaults={"name": name})
