"""Writing the ledger: opening a loan, booking a repayment, putting an error right by a reversal."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from applicants.appointments.following import cancel_coming
from applicants.cases.actions import add_event, set_stage
from loans.allocation import allocate, outstanding, payoff
from loans.applications.models import Application
from loans.arrears.refresh import refresh
from loans.changing import after_prepayment
from loans.cost import Quote
from loans.guarantees.moves import release_repaid, resume_repaid
from loans.ledger.models import ADDED, REVERSIBLE, Loan, LoanState, Movement, MovementKind, Row, ScheduleVersion
from loans.ledger.standing import drawn_of, rows_of, standing_of
from loans.ledger.writing import hold, refuse_unless_teller, refuse_unless_within, the_same, write
from loans.schedule import Instalment
from loans.tell import tell_applicant
from portal.actors import Actor
from portal.language.money import format_euro
from portal.record.acting import action


@action
def open_loan(
    *, by: Actor, application: Application, quote: Quote, on: date, rows: Iterable[Instalment] | None = None
) -> Loan:
    """The loan of an application that is paid out on the day `on`: its first schedule, the disbursement, the fee.

    Of a loan in parts it is the first one, and `rows` is the schedule while it is the only one.
    """
    loan, first = Loan.objects.create(application=application, disbursed_on=on), quote.drawn[0].amount
    new_version(loan, quote.rows if rows is None else rows)
    write(by, loan, MovementKind.DISBURSEMENT, on, principal=first, cash=first)
    if quote.fee:
        # Taken by the day of disbursement, withheld or apart: it is received, and never owed.
        write(by, loan, MovementKind.FEE, on, cash=-quote.fee)
    return loan


def new_version(
    loan: Loan, rows: Iterable[Instalment], *, reason: str = "", caused_by: Movement | None = None
) -> ScheduleVersion:
    """The schedule that holds from now on, within the caller's action; the earlier ones stay to be read."""
    newest = loan.schedules.first()
    number = newest.number + 1 if newest else 1
    version = ScheduleVersion.objects.create(loan=loan, number=number, reason=reason, caused_by=caused_by)
    Row.objects.bulk_create(
        Row(
            schedule=version,
            number=row.number,
            nominal=row.nominal,
            due=row.due,
            principal=row.principal,
            interest=row.interest,
            fee=row.fee,
        )
        for row in rows
    )
    return version


@action
def book_repayment(*, by: Actor, loan: Loan, amount: Decimal, on: date, reference: str, note: str = "") -> Movement:
    """Book money received: oldest instalment first, the rest ahead on the next ones.

    The same reference with the same amount and day twice is one repayment. `ValidationError` for an amount
    above what can be paid now, a day before the loan or in the future, and a reference used otherwise.
    """
    refuse_unless_teller(by)
    hold(loan)
    known = Movement.objects.filter(reference=reference).select_related("reversed_by").first()
    if known is not None:
        return the_same(known, kind=MovementKind.REPAYMENT, loan=loan, amount=amount, on=on)
    refuse_unless_within(loan, on)
    if loan.state != LoanState.ACTIVE:
        raise ValidationError(_("This loan is no longer running."))
    movement = write(by, loan, MovementKind.REPAYMENT, on, reference=reference, note=note, **_parts(loan, amount, on))
    _reckon_anew(loan, movement)
    add_event(by=by, case=loan.application.case, code="loan.repaid", params={"amount": str(amount)}, public=True)
    _settle(by, loan)
    standing = standing_of(loan, timezone.localdate())
    tell_applicant(loan.application, "repayment_received", amount=amount, loan=loan, standing=standing)
    return movement


def _parts(loan: Loan, amount: Decimal, on: date) -> dict[str, Decimal]:
    """What the money pays, as the columns of its movement: all that is left, or the oldest first."""
    rows = rows_of(loan)
    ending = payoff(rows, on, since=loan.disbursed_on, drawn=drawn_of(loan, rows))
    try:
        paid = ending if amount == ending.amount else allocate(rows, amount, on=on, prepayment="next").total
    except ValueError as problem:
        raise ValidationError({"amount": _("The amount is above 0, in euros and cents.")}) from problem
    if paid.amount < amount:
        payable = format_euro(ending.amount, get_language() or "en")
        raise ValidationError({"amount": _("At most %(amount)s can be paid now.") % {"amount": payable}})
    return {"principal": -paid.principal, "interest": -paid.interest, "fee": -paid.fee, "cash": -amount}


def _reckon_anew(loan: Loan, movement: Movement) -> None:
    """A payment ahead lowers the interest to come: the schedule of a loan with interest is reckoned anew."""
    rows = rows_of(loan)
    later = [row for row in rows if row.due > movement.value_date]
    if any(row.instalment.interest for row in later) and any(row.paid.amount for row in later):
        anew = after_prepayment(rows, movement.value_date, since=loan.disbursed_on, drawn=drawn_of(loan, rows))
        new_version(loan, anew, reason=_("paid ahead"), caused_by=movement)


def _take_back_version(movement: Movement) -> None:
    """The schedule as it was before this payment. `ValidationError` when a later one rests on what it made."""
    made = ScheduleVersion.objects.filter(caused_by=movement).first()
    if made is None:
        return
    loan = movement.loan
    if loan.schedules.filter(number__gt=made.number).exists():
        raise ValidationError(_("A later schedule rests on this payment. Put the later change right first."))
    before = loan.schedules.get(number=made.number - 1)
    rows = before.rows.values_list("number", "nominal", "due", "principal", "interest", "fee")
    new_version(loan, [Instalment(*row) for row in rows], reason=_("payment reversed"))


@action
def write_off(*, by: Actor, loan: Loan, principal: Decimal, note: str) -> Movement:
    """The institution no longer expects the principal that is left. The debt stays, and so does every guarantor.

    Within the decision of two people (`loans.changes`); the caller holds the loan.
    """
    movement = write(by, loan, MovementKind.WRITE_OFF, timezone.localdate(), principal=-principal, note=note[:200])
    loan.state = LoanState.WRITTEN_OFF
    loan.save(update_fields=["state"])
    refresh(by=by, loans=[loan.pk], today=timezone.localdate())
    return movement


@action
def book_recovery(*, by: Actor, loan: Loan, amount: Decimal, on: date, reference: str, note: str = "") -> Movement:
    """Money that came after writing off, at most what was written off. Twice with one reference is once."""
    refuse_unless_teller(by)
    hold(loan)
    known = Movement.objects.filter(reference=reference).select_related("reversed_by").first()
    if known is not None:
        return the_same(known, kind=MovementKind.RECOVERY, loan=loan, amount=amount, on=on)
    if loan.state != LoanState.WRITTEN_OFF:
        raise ValidationError(_("This loan is not written off."))
    refuse_unless_within(loan, on)
    left = outstanding(rows_of(loan)).principal
    if amount > left:
        payable = format_euro(left, get_language() or "en")
        raise ValidationError({"amount": _("At most %(amount)s can be paid now.") % {"amount": payable}})
    movement = write(by, loan, MovementKind.RECOVERY, on, reference=reference, note=note, cash=-amount)
    if amount == left:
        release_repaid(by=by, application=loan.application)
    add_event(by=by, case=loan.application.case, code="loan.repaid", params={"amount": str(amount)}, public=True)
    return movement


@action
def reverse(*, by: Actor, movement: Movement, note: str) -> Movement:
    """Put an error right: a new entry that undoes one. Every figure of every day is as before.

    Nothing is edited; the entry has the day of what it undoes, and `recorded_at` says when it was made.
    Reversed already gives the reversal that is there.
    """
    refuse_unless_teller(by)
    if not note.strip():
        raise ValidationError({"note": _("Please write the reason.")})
    loan = movement.loan
    hold(loan)
    if movement.kind not in REVERSIBLE:
        raise ValidationError(_("This entry cannot be reversed."))
    known = Movement.objects.filter(reverses=movement).first()
    if known is not None:
        return known
    _take_back_version(movement)
    undone = {name: -getattr(movement, name) for name in ("principal", "interest", "fee", "cash", "late", "charity")}
    reversal = write(
        by,
        loan,
        MovementKind.REVERSAL,
        movement.value_date,
        reference=f"reversal {movement.pk}",
        note=note,
        reverses=movement,
        **undone,
    )
    told = {"amount": str(movement.shown_amount)}
    if movement.kind == MovementKind.FEE_BACK:
        add_event(by=by, case=loan.application.case, code="loan.fee_back_undone", params=told, public=True)
    elif movement.kind in ADDED:
        add_event(by=by, case=loan.application.case, code="loan.late_taken_back", params=told, public=True)
    else:
        add_event(by=by, case=loan.application.case, code="loan.reversed", params=told, public=True)
    if movement.kind == MovementKind.REPAYMENT:
        _settle(by, loan)
    elif movement.kind == MovementKind.RECOVERY:
        resume_repaid(by=by, application=loan.application)
    return reversal


def _settle(by: Actor, loan: Loan) -> None:
    """A loan of which nothing is owed any more is repaid; a reversal reopens it. Its case and its lateness follow.

    One that was written off stays so.
    """
    if loan.state == LoanState.WRITTEN_OFF:
        _write_off_as_well(by, loan)
        return
    owed = sum((row.outstanding.amount for row in rows_of(loan)), Decimal(0))
    state = LoanState.ACTIVE if owed else LoanState.REPAID
    if loan.state != state:
        _turn(by, loan, state)
    refresh(by=by, loans=[loan.pk], today=timezone.localdate())


def _write_off_as_well(by: Actor, loan: Loan) -> None:
    """A payment from before the writing off is taken back: its principal is not expected either, and nobody is free."""
    left = loan.movements.aggregate(sum=Sum("principal", default=Decimal(0)))["sum"]
    if left:
        reference = f"write_off {loan.ref} {loan.movements.count()}"
        write(by, loan, MovementKind.WRITE_OFF, timezone.localdate(), principal=-left, reference=reference)
    resume_repaid(by=by, application=loan.application)


def _turn(by: Actor, loan: Loan, state: LoanState) -> None:
    loan.state = state
    loan.save(update_fields=["state"])
    case = loan.application.case
    if state == LoanState.REPAID:
        set_stage(by=by, case=case, stage="closed", waiting_on="nobody", outcome="loan")
        cancel_coming(by=by, case=case)
        add_event(by=by, case=case, code="loan.finished", public=True)
        release_repaid(by=by, application=loan.application)
    else:
        set_stage(by=by, case=case, stage="running", waiting_on="applicant")
        add_event(by=by, case=case, code="loan.reopened")
        resume_repaid(by=by, application=loan.application)
