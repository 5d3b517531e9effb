"""What becomes of the fee when a loan ends early: what is due back, and booking that it was given back.

A fee is received by the day of paying out and not before, so that nothing of it is here for a loan that never comes.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from applicants.cases.actions import add_event
from loans.fee_back import due_back
from loans.ledger.models import Loan, LoanState, Movement, MovementKind
from loans.ledger.models import Row as ScheduleRow
from loans.ledger.writing import hold, refuse_unless_teller, refuse_unless_within, write
from loans.products.models import FeeEarly
from loans.tell import tell_applicant
from portal.actors import Actor
from portal.record.acting import action


@dataclass(frozen=True)
class FeeBack:
    """Of the fee of a loan, in euros: what was `received` and `given` back, and what is still `due` back.

    `due` is above 0 only once the loan has ended (on the day `ended`); `if_today` is what would be given back if it
    ended on the day that was asked for. `too_much` was given back and is not due any more: a payment was reversed.
    """

    received: Decimal = Decimal(0)
    given: Decimal = Decimal(0)
    due: Decimal = Decimal(0)
    if_today: Decimal = Decimal(0)
    too_much: Decimal = Decimal(0)
    ended: date | None = None


def fee_back_of(loan: Loan, movements: Iterable[Movement], on: date) -> FeeBack:
    """From all movements of the loan; one query where its terms give something back, none elsewhere."""
    found = list(movements)
    terms = loan.application.terms
    received = -_sum(found, MovementKind.FEE)
    given = _sum(found, MovementKind.FEE_BACK)
    if terms is None or terms.fee_if_early != FeeEarly.PART or not received:
        return FeeBack(received, given)
    ended = _last_payment(found) if loan.state == LoanState.REPAID else None
    reckoned = due_back(
        received, terms.fee_early_kept, begun=loan.disbursed_on, agreed_end=_agreed_end(loan), ended=ended or on
    )
    running = loan.state == LoanState.ACTIVE
    return FeeBack(
        received,
        given,
        due=max(reckoned - given, Decimal(0)) if ended else Decimal(0),
        if_today=max(reckoned - given, Decimal(0)) if running else Decimal(0),
        too_much=max(given - (reckoned if ended else Decimal(0)), Decimal(0)),
        ended=ended,
    )


def _sum(movements: Sequence[Movement], kind: str) -> Decimal:
    """The cash of this kind, with what undid it."""
    own = {each.pk for each in movements if each.kind == kind}
    return sum((each.cash for each in movements if each.pk in own or each.reverses_id in own), Decimal(0))


def _last_payment(movements: Sequence[Movement]) -> date | None:
    undone = {each.reverses_id for each in movements}
    paid = [each for each in movements if each.kind == MovementKind.REPAYMENT and each.pk not in undone]
    return max((each.value_date for each in paid), default=None)


def _agreed_end(loan: Loan) -> date:
    """The last day of the first schedule, the one of the offer: new dates give nothing more back."""
    rows = ScheduleRow.objects.filter(schedule__loan=loan, schedule__number=1)
    last = rows.order_by("-due").values_list("due", flat=True).first()
    return last or loan.disbursed_on


@action
def give_fee_back(*, by: Actor, loan: Loan, on: date, reference: str, note: str = "") -> Movement:
    """Book that the part which is due back was paid to the borrower; she is told. Twice with one reference is once.

    `ValidationError` when nothing is due back, or the day is before the loan ended or still to come.
    """
    refuse_unless_teller(by)
    hold(loan)
    known = Movement.objects.filter(reference=reference).select_related("reversed_by").first()
    if known is not None:
        if (known.loan_id, known.kind, known.value_date) != (loan.pk, MovementKind.FEE_BACK, on):
            raise ValidationError({"reference": _("This reference is already used for another movement.")})
        if hasattr(known, "reversed_by"):
            raise ValidationError({"reference": _("This entry was reversed. Book it again with another reference.")})
        return known
    refuse_unless_within(loan, on)
    back = fee_back_of(loan, loan.movements.all(), on)
    if not back.due or back.ended is None:
        raise ValidationError(_("Nothing of the fee is due back."))
    if on < back.ended:
        raise ValidationError({"on": _("The loan had not ended yet on that day.")})
    movement = write(by, loan, MovementKind.FEE_BACK, on, reference=reference, note=note, cash=back.due)
    told = {"amount": str(back.due)}
    add_event(by=by, case=loan.application.case, code="loan.fee_back", params=told, public=True)
    tell_applicant(loan.application, "fee_given_back", amount=back.due, loan=loan)
    return movement


def begun_giving_back() -> dict[str, Any]:
    return {"reference": f"F-{secrets.token_hex(4).upper()}"}
