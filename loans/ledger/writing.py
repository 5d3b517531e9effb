"""What every entry of the ledger goes through: who may, the loan held still, the row itself, and a repeat told."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from loans.arrears.refresh import hold_still
from loans.ledger.models import Loan, Movement, MovementKind
from portal.actors import Actor
from portal.roles import Permission


def refuse_unless_teller(by: Actor) -> None:
    if by.kind != "system" and not by.may(Permission.BOOK_PAYMENTS):
        raise ValidationError(_("You may not do this."))


def refuse_unless_within(loan: Loan, on: date) -> None:
    if not loan.disbursed_on <= on <= timezone.localdate():
        raise ValidationError({"on": _("The day is between the day of paying out and today.")})


def hold(loan: Loan) -> None:
    """The loan as it is now, until the transaction ends."""
    hold_still()
    loan.refresh_from_db(from_queryset=Loan.objects.select_for_update(of=("self",)))


def the_same(known: Movement, *, kind: MovementKind, loan: Loan, amount: Decimal, on: date) -> Movement:
    """The movement that has the reference, when it is this very payment and still counts."""
    if (known.kind, known.loan_id, -known.cash, known.value_date) != (kind, loan.pk, amount, on):
        raise ValidationError({"reference": _("This reference is already used for another movement.")})
    if hasattr(known, "reversed_by"):
        raise ValidationError({"reference": _("This repayment was reversed. Book it again with another reference.")})
    return known


def write(by: Actor, loan: Loan, kind: MovementKind, on: date, *, reference: str = "", **columns: Any) -> Movement:
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
