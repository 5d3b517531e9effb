"""What being late added in the demo: a real cost here, a gift to charity there, one of them paid and passed on."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from loans.arrears.models import Arrears
from loans.demo.cast import Cast
from loans.ledger.gifts import pass_on, purse
from loans.ledger.late import add_for_lateness, book_late_payment, kind_of
from loans.ledger.models import Loan, MovementKind
from loans.ledger.standing import rows_of, standing_of
from portal.actors import Actor

_COST: Final = (Decimal("9.85"), "Registered letter of this week; the receipt of the post is in the file.")
_GIFT: Final = (Decimal("10.00"), "Promised at the office, for the month that was late.")


def add_some(cast: Cast, today: date) -> None:
    """For three loans that are late today, and for one that was and has caught up."""
    late = Arrears.objects.select_related("loan__application__case", "loan__application__terms").order_by("pk")
    for found in late:
        kind = kind_of(found.loan)
        if kind:
            amount, note = _COST if kind == MovementKind.LATE_COST else _GIFT
            _add(cast, found.loan, today, amount, note)
    for loan in Loan.objects.active().select_related("application__case", "application__terms").order_by("pk"):
        day = _late_once(loan)
        if kind_of(loan) == MovementKind.CHARITY and day is not None and not standing_of(loan, today).overdue:
            _add(cast, loan, day, *_GIFT)
            reference = f"R-{loan.ref}"
            book_late_payment(by=_staff(cast, loan), loan=loan, amount=_GIFT[0], on=today, reference=reference)
            break
    if purse().left:
        manager = cast.manager(Loan.objects.select_related("application__case").order_by("pk")[0].application.case)
        pass_on(by=manager, charity="Voedselbank", amount=Decimal("6.00"), on=today, proof="Transfer, statement 48")


def _add(cast: Cast, loan: Loan, on: date, amount: Decimal, note: str) -> None:
    add_for_lateness(by=_staff(cast, loan), loan=loan, amount=amount, on=on, reference=f"L-{loan.ref}", note=note)


def _late_once(loan: Loan) -> date | None:
    """A day on which an instalment was late that is paid now."""
    days = [row.due + timedelta(days=1) for row in rows_of(loan) if not row.outstanding.amount]
    return next((day for day in days if standing_of(loan, day).days_late), None)


def _staff(cast: Cast, loan: Loan) -> Actor:
    return cast.advisor(loan.application.case) or cast.manager(loan.application.case)
