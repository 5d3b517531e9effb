"""Writing the ledger: opening a loan, booking a repayment, putting an error right by a reversal."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from applicants.cases.actions import add_event, set_stage
from loans.allocation import allocate
from loans.applications.models import Application
from loans.arrears.refresh import hold_still, refresh
from loans.cost import Quote
from loans.ledger.models import Loan, LoanState, Movement, MovementKind, Row, ScheduleVersion
from loans.ledger.standing import rows_of, standing_of
from loans.tell import tell_applicant
from portal.actors import Actor
from portal.language.money import format_euro
from portal.record.acting import action
from portal.roles import Permission


@action
def open_loan(*, by: Actor, application: Application, quote: Quote, on: date) -> Loan:
    """The loan of an application that is paid out on the day `on`: its first schedule, the disbursement, the fee."""
    loan = Loan.objects.create(application=application, disbursed_on=on)
    version = ScheduleVersion.objects.create(loan=loan, number=1)
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
        for row in quote.rows
    )
    _write(by, loan, MovementKind.DISBURSEMENT, on, principal=quote.principal, cash=quote.principal)
    if quote.fee:
        # Taken by the day of disbursement, withheld or apart: it is received, and never owed.
        _write(by, loan, MovementKind.FEE, on, cash=-quote.fee)
    return loan


@action
def book_repayment(*, by: Actor, loan: Loan, amount: Decimal, on: date, reference: str, note: str = "") -> Movement:
    """Book money received: oldest instalment first, the rest ahead on the next ones.

    The same reference with the same amount and day twice is one repayment. `ValidationError` for an amount
    above what can be paid now, a day before the loan or in the future, and a reference used otherwise.
    """
    _refuse_unless_teller(by)
    _lock(loan)
    known = Movement.objects.filter(reference=reference).select_related("reversed_by").first()
    if known is not None:
        return _the_same(known, loan=loan, amount=amount, on=on)
    if not loan.disbursed_on <= on <= timezone.localdate():
        raise ValidationError({"on": _("The day is between the day of paying out and today.")})
    if loan.state != LoanState.ACTIVE:
        raise ValidationError(_("This loan is no longer running."))
    movement = _write(by, loan, MovementKind.REPAYMENT, on, reference=reference, note=note, **_parts(loan, amount, on))
    add_event(by=by, case=loan.application.case, code="loan.repaid", params={"amount": str(amount)}, public=True)
    _settle(by, loan)
    standing = standing_of(loan, timezone.localdate())
    tell_applicant(loan.application, "repayment_received", amount=amount, loan=loan, standing=standing)
    return movement


def _the_same(known: Movement, *, loan: Loan, amount: Decimal, on: date) -> Movement:
    """The movement that has the reference, when it is this very repayment and still counts."""
    same = (known.loan_id, known.kind, -known.cash, known.value_date)
    if same != (loan.pk, MovementKind.REPAYMENT, amount, on):
        raise ValidationError({"reference": _("This reference is already used for another movement.")})
    if hasattr(known, "reversed_by"):
        raise ValidationError({"reference": _("This repayment was reversed. Book it again with another reference.")})
    return known


def _parts(loan: Loan, amount: Decimal, on: date) -> dict[str, Decimal]:
    """What the money pays, as the columns of its movement."""
    try:
        allocation = allocate(rows_of(loan), amount, on=on, prepayment="next")
    except ValueError as problem:
        raise ValidationError({"amount": _("The amount is above 0, in euros and cents.")}) from problem
    if allocation.surplus:
        payable = format_euro(amount - allocation.surplus, get_language() or "en")
        raise ValidationError({"amount": _("At most %(amount)s can be paid now.") % {"amount": payable}})
    paid = allocation.total
    return {"principal": -paid.principal, "interest": -paid.interest, "fee": -paid.fee, "cash": -amount}


@action
def reverse(*, by: Actor, movement: Movement, note: str) -> Movement:
    """Put an error right: a new entry that undoes a repayment. Every figure of every day is as before.

    Nothing is edited; the entry has the day of what it undoes, and `recorded_at` says when it was made.
    Reversed already gives the reversal that is there.
    """
    _refuse_unless_teller(by)
    if not note.strip():
        raise ValidationError({"note": _("Please write the reason.")})
    loan = movement.loan
    _lock(loan)
    if movement.kind != MovementKind.REPAYMENT:
        raise ValidationError(_("Only a repayment can be reversed here."))
    known = Movement.objects.filter(reverses=movement).first()
    if known is not None:
        return known
    parts = {"principal": -movement.principal, "interest": -movement.interest, "fee": -movement.fee}
    reversal = _write(
        by,
        loan,
        MovementKind.REVERSAL,
        movement.value_date,
        reference=f"reversal {movement.pk}",
        note=note,
        reverses=movement,
        cash=-movement.cash,
        **parts,
    )
    told = {"amount": str(-movement.cash)}
    add_event(by=by, case=loan.application.case, code="loan.reversed", params=told, public=True)
    _settle(by, loan)
    return reversal


def _refuse_unless_teller(by: Actor) -> None:
    if by.kind != "system" and not by.may(Permission.BOOK_PAYMENTS):
        raise ValidationError(_("You may not do this."))


def _lock(loan: Loan) -> None:
    hold_still()
    loan.refresh_from_db(from_queryset=Loan.objects.select_for_update(of=("self",)))


def _write(by: Actor, loan: Loan, kind: MovementKind, on: date, *, reference: str = "", **columns: Any) -> Movement:
    movement = Movement(
        loan=loan,
        kind=kind,
        value_date=on,
        currency=loan.currency,
        reference=reference or f"{kind} {loan.ref}",
        recorded_by=by.key,
        **columns,
    )
    movement.full_clean()
    movement.save()
    return movement


def _settle(by: Actor, loan: Loan) -> None:
    """A loan of which nothing is owed any more is repaid; a reversal reopens it. Its case and its lateness follow."""
    owed = sum((row.outstanding.amount for row in rows_of(loan)), Decimal(0))
    state = LoanState.ACTIVE if owed else LoanState.REPAID
    if loan.state != state:
        _turn(by, loan, state)
    refresh(by=by, loans=[loan.pk], today=timezone.localdate())


def _turn(by: Actor, loan: Loan, state: LoanState) -> None:
    loan.state = state
    loan.save(update_fields=["state"])
    case = loan.application.case
    if state == LoanState.REPAID:
        set_stage(by=by, case=case, stage="closed", waiting_on="nobody", outcome="loan")
        add_event(by=by, case=case, code="loan.finished", public=True)
    else:
        set_stage(by=by, case=case, stage="running", waiting_on="applicant")
        add_event(by=by, case=case, code="loan.reopened")
