"""A guarantee from the name to the end: named, invited, understood, signed on paper, withdrawn, released."""

from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from applicants.cases.actions import add_event
from applicants.models import Contact
from applicants.persons.actions import verify_contact
from applicants.persons.models import ContactKind
from loans.applications.models import Application
from loans.applications.moves import lock as lock_application
from loans.applications.pricing import quote_of
from loans.guarantees.liability import share_in_euros
from loans.guarantees.limits import refuse_above_limits
from loans.guarantees.models import ENDED, PERSONS, EndReason, Guarantee, GuaranteeKind, Scope
from loans.guarantees.moves import lock, move
from loans.guarantees.sharing import may_be_told
from loans.guarantees.telling import send_code, tell_advisor, tell_guarantor
from loans.guarantees.who import person_for
from loans.guarantees.workflow import WORKFLOW
from loans.words import euro_words
from loans.workflow import OPEN_STATES
from portal.actors import Actor
from portal.codes import actions as codes
from portal.models import User
from portal.record.acting import action
from portal.roles import Permission

ANSWERS: Final = ("agree", "vouch", "refuse", "step_back")


@action
def add_guarantee(*, by: Actor, application: Application, guarantee: Guarantee) -> Guarantee:
    """Keep a guarantor: a new one (not yet saved), or one the applicant named, completed.

    A moral one needs its partner, and takes name and contact from it; one by a person a name, a contact, and an
    amount up to the amount lent; within a group its person, who is not the borrower; one of a scheme its name and
    amount. `ValidationError` by field.
    """
    lock_application(application)
    if not by.may(Permission.PROPOSE_LOANS):
        raise ValidationError(_("You may not do this."))
    if application.state not in OPEN_STATES - {"draft"}:
        raise ValidationError(_("This loan application is no longer open."))
    if guarantee.pk and Guarantee.objects.select_for_update().get(pk=guarantee.pk).state != "named":
        raise ValidationError(_("This guarantor was already asked. Withdraw the request first."))
    guarantee.application, guarantee.state = application, "named"
    if guarantee.kind == GuaranteeKind.MORAL:
        _take_over_partner(guarantee)
    else:
        _check_money(application, guarantee)
    is_new = guarantee.pk is None
    guarantee.full_clean()
    guarantee.save()
    if is_new:
        add_event(by=by, case=application.case, code="guarantee.named", params={"name": guarantee.name})
    return guarantee


def _take_over_partner(guarantee: Guarantee) -> None:
    partner = guarantee.partner
    if partner is None or not (partner.is_active and partner.gives_guarantees):
        raise ValidationError({"partner": _("Choose an organisation that gives moral guarantees.")})
    guarantee.name, guarantee.contact, guarantee.language = partner.name, partner.signatory_email, partner.language
    guarantee.signatory, guarantee.scope = partner.signatory, guarantee.scope or Scope.PERSON
    if guarantee.valid_until is not None and guarantee.valid_until <= timezone.localdate():
        raise ValidationError({"valid_until": _("Choose a day that is still to come.")})


def _check_money(application: Application, guarantee: Guarantee) -> None:
    errors: dict[str, str] = {}
    if guarantee.share is not None and guarantee.kind in PERSONS:
        known = application.principal
        guarantee.amount = None if known is None else share_in_euros(known, guarantee.share)
    if guarantee.amount is not None and application.principal is not None and guarantee.amount > application.principal:
        most = euro_words(application.principal)
        errors["amount"] = _("A guarantee is at most the amount lent: %(most)s.") % {"most": most}
    if guarantee.kind == GuaranteeKind.CROSS and guarantee.guarantor is None:
        errors["guarantor"] = _("Choose the member of the group who answers.")
    if guarantee.guarantor_id == application.case.person_id:
        errors["guarantor"] = _("Nobody answers for their own loan.")
    if guarantee.contact and Contact.objects.filter(person=application.case.person, value=guarantee.contact).exists():
        errors["contact"] = _("This is the applicant’s own contact. Nobody answers for their own loan.")
    same = application.guarantees.filter(contact=guarantee.contact, name=guarantee.name)
    if same.exclude(pk=guarantee.pk).exclude(state__in=ENDED).exists():
        errors["name"] = _("This person is already in the list.")
    if errors:
        raise ValidationError(errors)


def missing_for_invitation(guarantee: Guarantee, *, shared: bool) -> list[str]:
    """What must be known before he can be asked, as sentences; empty when nothing is missing.

    `shared`: whether he may be told, as `may_be_told` says.
    """
    application, found = guarantee.application, []
    if application.principal is None or application.disburse_on is None:
        found.append(_("Save an offer first: a guarantor must read what he answers for."))
    if not shared:
        found.append(_("Ask the client whether this organisation may read of the loan, and note her answer."))
    if guarantee.kind in PERSONS:
        if guarantee.amount is None:
            found.append(_("Write the amount or the share for which this person answers at most."))
        elif application.principal is not None and guarantee.amount > application.principal:
            most = euro_words(application.principal)
            found.append(_("A guarantee is at most the amount lent: %(most)s.") % {"most": most})
    return found


@action
def follow_principal(*, by: Actor, application: Application) -> None:
    """The amount lent has changed: the euros of those who answer for a share follow it."""
    del by
    if application.principal is None:
        return
    shares = application.guarantees.persons().filter(share__isnull=False).exclude(state__in=ENDED)
    for guarantee in shares.select_for_update(of=("self",)):
        if guarantee.share is not None:
            guarantee.amount = share_in_euros(application.principal, guarantee.share)
            guarantee.save(update_fields=["amount"])


@action
def invite(*, by: Actor, guarantee: Guarantee) -> None:
    """Ask him, by a link in his language. Asked already is asked.

    A personal guarantor becomes a person of ours, whose contact counts once he has entered the code. `ValidationError`
    with every sentence of `missing_for_invitation`, or with the limits that this would pass.
    """
    lock_application(guarantee.application)
    lock(guarantee)
    if guarantee.state == "invited":
        return
    found = missing_for_invitation(guarantee, shared=may_be_told(guarantee))
    quote = None if found else quote_of(guarantee.application)
    if found or quote is None:
        raise ValidationError(found or _("Save an offer first: a guarantor must read what he answers for."))
    guarantee.language = guarantee.language or guarantee.application.case.person.language
    if guarantee.kind != GuaranteeKind.MORAL or guarantee.valid_until is None:
        guarantee.valid_until = quote.last_due
    if guarantee.kind == GuaranteeKind.MORAL and guarantee.partner is not None:
        guarantee.scope, guarantee.signatory = guarantee.scope or Scope.PERSON, guarantee.partner.signatory
    if guarantee.kind == GuaranteeKind.PERSONAL and guarantee.guarantor is None:
        guarantee.guarantor = person_for(by, guarantee)
    refuse_above_limits(guarantee, asking=True)
    move(by=by, guarantee=guarantee, name="invite", event="guarantee.invited")
    tell_guarantor(guarantee, "guarantee_invitation")


def actor_for(guarantee: Guarantee, language: str) -> Actor:
    """Who acts on the guarantor's page: the person himself, or whoever signs for the partner."""
    if guarantee.partner_id is not None:
        return Actor(kind="partner", id=0, partner_id=guarantee.partner_id, language=language)
    return Actor(kind="person", id=guarantee.guarantor_id or 0, language=language)


@action
def ask_for_code(*, by: Actor, guarantee: Guarantee) -> None:
    """Send a code to his contact; nothing when five are alive already."""
    code = codes.issue(contact=guarantee.contact, purpose=_purpose(guarantee))
    if code is not None:
        send_code(guarantee, code, by.language)


@action
def enter(*, by: Actor, guarantee: Guarantee, code: str) -> bool:
    """Whether the code is right; then the contact has proved to be his."""
    if not codes.use(contact=guarantee.contact, purpose=_purpose(guarantee), code=code):
        return False
    if guarantee.guarantor is not None:
        kind = ContactKind.EMAIL if "@" in guarantee.contact else ContactKind.PHONE
        verify_contact(by=by, person=guarantee.guarantor, kind=kind, value=guarantee.contact)
    return True


def _purpose(guarantee: Guarantee) -> str:
    """A code opens this one request: two requests may reach the same phone."""
    return f"guarantee {guarantee.pk}"


@action
def answer(*, by: Actor, guarantee: Guarantee, name: str) -> None:
    """What the guarantor says: a name of `ANSWERS`. The same answer twice is one."""
    lock_application(guarantee.application)
    lock(guarantee)
    if name not in ANSWERS:
        raise ValidationError(_("Please choose one of the answers."))
    if guarantee.answered_at is not None and guarantee.state == WORKFLOW.transition(name).target:
        return
    guarantee.answered_at = timezone.now()
    if name == "vouch":
        refuse_above_limits(guarantee, asking=False)
    move(by=by, guarantee=guarantee, name=name, event=f"guarantee.{name}")
    tell_advisor(guarantee)


@action
def note_signed_on_paper(*, by: Actor, guarantee: Guarantee, signed_on: date) -> None:
    """The personal guarantor signed what the law of the office's country asks; from now on it counts."""
    lock_application(guarantee.application)
    lock(guarantee)
    if guarantee.state == "active" and guarantee.signed_on == signed_on:
        return
    if signed_on > timezone.localdate():
        raise ValidationError({"signed_on": _("This day has not come yet.")})
    if guarantee.answered_at is not None and signed_on < timezone.localdate(guarantee.answered_at):
        raise ValidationError({"signed_on": _("He signs after he has read and agreed. Look at the date again.")})
    refuse_above_limits(guarantee, asking=False)
    guarantee.signed_on, guarantee.signed_noted_by = signed_on, User.objects.filter(pk=by.id).first()
    move(by=by, guarantee=guarantee, name="sign", event="guarantee.signed", params={"day": signed_on.isoformat()})


@action
def withdraw(*, by: Actor, guarantee: Guarantee) -> None:
    """He is no longer asked; whoever had heard of it is told. Withdrawn already is withdrawn."""
    lock_application(guarantee.application)
    lock(guarantee)
    if guarantee.state == "withdrawn":
        return
    knows = guarantee.state != "named"
    move(by=by, guarantee=guarantee, name="withdraw", event="guarantee.withdrawn")
    if knows:
        tell_guarantor(guarantee, "guarantee_withdrawn")


@action
def release(*, by: Actor, guarantee: Guarantee) -> None:
    """He is free from now on, and is told. Released already is released."""
    lock_application(guarantee.application)
    lock(guarantee)
    if guarantee.state == "released":
        return
    guarantee.ended_because = EndReason.RELEASED
    move(by=by, guarantee=guarantee, name="release", event="guarantee.released")
    tell_guarantor(guarantee, "guarantee_released")
