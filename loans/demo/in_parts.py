"""Loans in parts in the demo: the deposit of a shop first, more when the lease is signed, the rest for the machine."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from loans.applications.models import Application
from loans.applications.pricing import Wish
from loans.drawing import Drawn
from loans.ledger.models import LoanState
from loans.parts.actions import hindrance, pay_part
from loans.parts.planning import parts_stand
from loans.products.models import Terms
from portal.actors import Actor

_OF = 9
_THESE = (1, 6, 8)  # of so many files, these are paid out in parts
_LEAST = Decimal(2000)
_WORDS = ("The lease of the shop is signed", "The machine is delivered")


def planned(wish: Wish, terms: Terms, case: int) -> Wish:
    """Half at first, the rest in two parts while nothing is repaid yet."""
    if case % _OF not in _THESE or terms.parts_max < len(_WORDS) + 1 or wish.principal < _LEAST:
        return wish
    third = (wish.principal * Decimal("0.3")).quantize(Decimal(1))
    last = (wish.principal * Decimal("0.2")).quantize(Decimal(1))
    begin = wish.disburse_on
    parts = (
        Drawn(begin + timedelta(days=21), third, _WORDS[0]),
        Drawn(begin + timedelta(days=49), last, _WORDS[1]),
    )
    return replace(wish, grace=2, months=max(wish.months, 12), parts=parts)


def chapters(application: Application, manager: Callable[[], Actor]) -> Iterator[tuple[float, Callable[[], None]]]:
    """The parts to come, some weeks after one another; of every second loan the last one still waits."""
    coming = len(parts_stand(application).parts) - 1
    for _number in range(coming - application.pk % 2):
        yield 20, lambda: _pay(application, manager())


def paid_out(application: Application, now: datetime) -> datetime:
    """When the last part that is out was paid, or the whole loan, in the time zone of `now`."""
    last = application.loan.movements.filter(kind="disbursement").latest("value_date").value_date
    return datetime.combine(last, datetime.min.time(), tzinfo=now.tzinfo)


def _pay(application: Application, by: Actor) -> None:
    loan, stand = application.loan, parts_stand(application)
    loan.refresh_from_db()
    if stand.next is None or loan.state != LoanState.ACTIVE or hindrance(loan, stand):
        return
    reference, today = f"{loan.ref} part {stand.next.number}", timezone.localdate()
    pay_part(by=by, loan=loan, number=stand.next.number, on=today, reference=reference, met=True)
