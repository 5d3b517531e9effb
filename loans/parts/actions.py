"""Paying out the parts of a loan, one after the other; the first goes with the disbursement of the loan."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from applicants.cases.actions import add_event
from loans.applications.models import Application
from loans.applications.pricing import FREQUENCIES
from loans.arrears.refresh import refresh
from loans.changes.models import ChangeKind, LoanChange
from loans.drawing import Drawn
from loans.ledger.actions import new_version
from loans.ledger.models import Loan, LoanState, Movement, MovementKind
from loans.ledger.standing import rows_of, standing_of
from loans.ledger.writing import hold, write
from loans.next_part import repays_from, with_part
from loans.parts.models import LoanPart
from loans.parts.planning import PartsStand, parts_stand
from loans.schedule import Instalment
from loans.tell import tell_applicant
from loans.words import day_words
from portal.actors import Actor
from portal.models import User
from portal.record.acting import action
from portal.roles import Permission


@action
def pay_first(*, by: Actor, loan: Loan) -> None:
    """Within the disbursement of a loan in parts: its movement is that of the first one."""
    del by
    part = loan.application.parts.get(number=1)
    part.movement = loan.movements.get(kind=MovementKind.DISBURSEMENT)
    part.save(update_fields=["movement"])


@action
def pay_part(*, by: Actor, loan: Loan, number: int, on: date, reference: str, met: bool = False) -> Movement:
    """Pay out the part `number` on the day `on`: the ledger, the schedule of what is paid out by now, a message.

    `met` is said by the one who pays: that what must be so before this part is so. The same reference for the same part
    and day twice is once. `ValidationError` with the sentence for the reader.
    """
    if not by.may(Permission.PAY_OUT):
        raise ValidationError(_("You may not do this."))
    application = loan.application
    if by.id == application.proposed_by_id:
        raise ValidationError(_("Whoever proposed the loan does not pay it out. Ask a colleague."))
    hold(loan)
    known = Movement.objects.filter(reference=reference).select_related("part").first()
    if known is not None:
        return _the_same(known, loan=loan, number=number, on=on)
    stand = parts_stand(application)
    if sentence := hindrance(loan, stand):
        raise ValidationError(sentence)
    part = stand.next
    if part is None or part.number != number:
        raise ValidationError(_("This part was already paid out. Please look again."))
    if part.before and not met:
        raise ValidationError({"met": _("Look first whether this is so, then tick it.")})
    paid = [each.movement for each in stand.parts if each.movement is not None]
    if not paid[-1].value_date <= on <= timezone.localdate():
        raise ValidationError({"on": _("The day is between that of the part before and today.")})
    before = [Drawn(each.value_date, each.principal) for each in paid[1:]]
    anew = _schedule(loan, application, [*before, Drawn(on, part.amount)])
    movement = write(
        by, loan, MovementKind.DISBURSEMENT, on, reference=reference, principal=part.amount, cash=part.amount
    )
    part.movement = movement
    if part.before:
        part.met_at, part.met_by = timezone.now(), User.objects.get(pk=by.id)
    part.full_clean()
    part.save(update_fields=["movement", "met_at", "met_by"])
    new_version(loan, anew, reason=_("one more part paid out"), caused_by=movement)
    refresh(by=by, loans=[loan.pk], today=timezone.localdate())
    told = {"amount": str(part.amount), "day": on.isoformat()}
    add_event(by=by, case=application.case, code="loan.part_paid", params=told, public=True)
    standing = standing_of(loan, timezone.localdate())
    coming = stand.coming - part.amount
    tell_applicant(application, "loan_part_paid", amount=part.amount, loan=loan, standing=standing, coming=coming)
    return movement


def hindrance(loan: Loan, stand: PartsStand) -> str:
    """Why no part can be paid out today, as a sentence; "" when one can, or when none is still to come."""
    if stand.next is None:
        return ""
    if loan.state != LoanState.ACTIVE:
        return _("This loan is no longer running.")
    if LoanChange.objects.asked().filter(loan=loan, kind=ChangeKind.REST).exists():
        return _("Somebody asked that the rest is not paid out. That is decided first.")
    today = timezone.localdate()
    if standing_of(loan, today).days_late:
        return _("The loan is late. The next part is paid out when nothing is late any more.")
    begins = repays_from(rows_of(loan))
    if begins is not None and begins <= today:
        said = {"day": day_words(begins)}
        return (
            _("Paying back began on %(day)s, so nothing more is paid out. Ask for a pause, or give up the rest.") % said
        )
    return ""


def _schedule(loan: Loan, application: Application, later: Sequence[Drawn]) -> list[Instalment]:
    """The schedule once the `later` parts are paid out, the last of them now."""
    terms = application.terms
    try:
        return with_part(
            rows_of(loan),
            later,
            since=application.disburse_on or loan.disbursed_on,
            rate=terms.yearly_rate if terms else Decimal(0),
            every=FREQUENCIES[application.every],
        )
    except ValueError as problem:
        said = _("This day cannot be: an instalment after it is paid already, or nothing is left to lay the part over.")
        raise ValidationError({"on": said}) from problem


def _the_same(known: Movement, *, loan: Loan, number: int, on: date) -> Movement:
    part: LoanPart | None = getattr(known, "part", None)
    if part is None or (known.loan_id, part.number, known.value_date) != (loan.pk, number, on):
        raise ValidationError({"reference": _("This reference is already used for another movement.")})
    return known
