"""Naming who could stand by her, after the request was sent; and what colleagues do with an unknown organisation."""

from datetime import timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from applicants.cases.actions import add_event
from applicants.models import Contact
from loans.applications.models import Application
from loans.applications.moves import lock
from loans.guarantees.actions import add_guarantee
from loans.guarantees.models import ENDED, Guarantee, GuaranteeKind
from loans.guarantees.telling import tell_guarantor
from loans.vouching.models import GroupFriend, OrganisationProposal
from partnerships.models import Partner
from portal.actors import Actor
from portal.outbox.models import Message
from portal.record.acting import action

# Until the loan is proposed she may still name people.
NAMING: Final = frozenset({"submitted", "in_review", "information_needed"})
MOST: Final = 6  # of each kind
INVITATION: Final = "guarantee_invitation"  # the message by which a guarantor is asked
MOST_AGAIN: Final = 3  # times that it is sent once more


@action
def name_person(*, by: Actor, application: Application, name: str, contact: str) -> Guarantee:
    """A person who could vouch; nobody is written to. `ValidationError` by field, and when it is too late."""
    _open_for(application)
    _not_her_own(application, contact)
    pending = application.guarantees.filter(kind=GuaranteeKind.PERSONAL).exclude(state__in=ENDED)
    if pending.filter(contact=contact).exists():
        raise ValidationError({"contact": _("This person is already in the list.")})
    _not_too_many(pending.count())
    guarantee = Guarantee(application=application, kind=GuaranteeKind.PERSONAL, name=name, contact=contact)
    guarantee.full_clean()
    guarantee.save()
    add_event(by=by, case=application.case, code="guarantee.named", params={"name": name})
    return guarantee


@action
def name_partner(*, by: Actor, application: Application, partner: Partner) -> Guarantee:
    """An organisation of the list; it is asked when her advisor has spoken with her."""
    _open_for(application)
    asked = application.guarantees.filter(partner=partner).exclude(state__in=ENDED)
    if asked.exists() or not (partner.is_active and partner.gives_guarantees):
        raise ValidationError({"partner": _("This organisation is already in your list.")})
    guarantee: Guarantee = Guarantee.objects.create(
        application=application,
        kind=GuaranteeKind.MORAL,
        partner=partner,
        name=partner.name,
        contact=partner.signatory_email,
        language=partner.language,
    )
    add_event(by=by, case=application.case, code="guarantee.named", params={"name": partner.name})
    return guarantee


@action
def propose_organisation(*, by: Actor, application: Application, name: str, contact: str) -> OrganisationProposal:
    """An organisation that is not in the list, for a colleague to check."""
    _open_for(application)
    _not_too_many(application.proposed_organisations.count())
    proposal = OrganisationProposal(application=application, name=name, contact=contact)
    proposal.full_clean()
    proposal.save()
    add_event(by=by, case=application.case, code="organisation.proposed", params={"name": name})
    return proposal


@action
def add_friend(*, by: Actor, application: Application, name: str, contact: str) -> GroupFriend:
    """Somebody with whom she wishes to borrow as a group."""
    _open_for(application)
    _not_her_own(application, contact)
    _not_too_many(application.group_friends.count())
    friend = GroupFriend(application=application, name=name, contact=contact)
    friend.full_clean()
    friend.save()
    add_event(by=by, case=application.case, code="group.wished", params={"name": name})
    return friend


@action
def remove_named(*, by: Actor, named: Guarantee | OrganisationProposal | GroupFriend) -> None:
    """She takes somebody off her list. `ValidationError` once he was asked, or a colleague has dealt with it."""
    _open_for(named.application)
    named.refresh_from_db()
    if isinstance(named, Guarantee) and named.state != "named":
        raise ValidationError(_("This person was asked already. Speak with your advisor."))
    if isinstance(named, OrganisationProposal) and named.settled_at is not None:
        raise ValidationError(_("This organisation was looked at already. Speak with your advisor."))
    case, name = named.application.case, named.name
    named.delete()
    add_event(by=by, case=case, code="guarantee.unnamed", params={"name": name})


@action
def ask_again(*, by: Actor, guarantee: Guarantee) -> None:
    """Send our message once more to somebody who was asked and has not answered: once a day, a few times in all.

    `ValidationError` with the sentence she reads otherwise.
    """
    lock(guarantee.application)
    guarantee.refresh_from_db()
    if guarantee.state != "invited":
        raise ValidationError(_("This person has answered already."))
    case = guarantee.application.case
    sent = Message.objects.about(case).filter(event=INVITATION, address=guarantee.contact)
    sent = sent.filter(created_at__gte=guarantee.state_since)
    if sent.filter(created_at__gte=timezone.now() - timedelta(days=1)).exists():
        raise ValidationError(_("We wrote to this person today. Please wait until tomorrow."))
    if sent.count() > MOST_AGAIN:
        raise ValidationError(_("We wrote several times. Please speak with this person yourself."))
    tell_guarantor(guarantee, INVITATION)
    add_event(by=by, case=case, code="guarantee.asked_again", params={"name": guarantee.name})


@action
def settle_proposal(*, by: Actor, proposal: OrganisationProposal, partner: Partner | None) -> None:
    """A colleague has looked: it is this partner (and is asked like the others), or we cannot ask it. Once."""
    lock(proposal.application)
    proposal.refresh_from_db()
    if proposal.settled_at is not None:
        raise ValidationError(_("A colleague has dealt with this already."))
    if partner is not None:
        guarantee = Guarantee(kind=GuaranteeKind.MORAL, partner=partner)
        add_guarantee(by=by, application=proposal.application, guarantee=guarantee)
    proposal.partner, proposal.settled_at = partner, timezone.now()
    proposal.save()
    add_event(by=by, case=proposal.application.case, code="organisation.settled", params={"name": proposal.name})


def _open_for(application: Application) -> None:
    if lock(application).state not in NAMING:
        raise ValidationError(_("This is no longer possible here. Speak with your advisor."))


def _not_her_own(application: Application, contact: str) -> None:
    if Contact.objects.filter(person=application.case.person, value=contact).exists():
        raise ValidationError(
            {"contact": _("This is your own phone or e-mail. Please write that of the other person.")}
        )


def _not_too_many(count: int) -> None:
    if count >= MOST:
        raise ValidationError(_("This is enough for now. Your advisor looks at the list with you."))
