"""
Where a repayment goes: oldest instalment first, and within it fee, interest, principal.

What is left once everything due is paid goes to principal that is not due yet, as the product says: it
skips ahead (`next`), shortens (`last`) or is spread (`reamortise`). Interest is never taken before it is
due: after a prepayment the interest of later rows is computed anew, as a new version of the schedule.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Literal, Self

from loans.drawing import Drawn, run
from loans.schedule import Instalment
from portal.money import CENT, ZERO, euros, from_cents, round_to, to_cents, with_own_precision

Prepayment = Literal["next", "last", "reamortise"]


@dataclass(frozen=True)
class Parts:
    """Euros, by what they pay, in the order in which they are paid."""

    fee: Decimal = ZERO
    interest: Decimal = ZERO
    principal: Decimal = ZERO

    @property
    def amount(self) -> Decimal:
        return self.fee + self.interest + self.principal

    def __add__(self, other: Self) -> "Parts":
        return Parts(self.fee + other.fee, self.interest + other.interest, self.principal + other.principal)

    def __sub__(self, other: Self) -> "Parts":
        return Parts(self.fee - other.fee, self.interest - other.interest, self.principal - other.principal)

    def first(self, amount: Decimal) -> "Parts":
        """What `amount` pays of these parts: the fee, then the interest, then the principal."""
        fee = min(self.fee, amount)
        interest = min(self.interest, amount - fee)
        return Parts(fee, interest, min(self.principal, amount - fee - interest))


@dataclass(frozen=True)
class Row:
    """
    An instalment and what is paid of it already. `ValueError` when a part is paid below 0 or beyond what is
    owed.
    """

    instalment: Instalment
    paid: Parts = Parts()

    def __post_init__(self) -> None:
        left = self.outstanding
        if min(left.fee, left.interest, left.principal) < 0:
            raise ValueError("More is paid of an instalment than is owed.")
        if min(self.paid.fee, self.paid.interest, self.paid.principal) < 0:
            raise ValueError("What is paid is 0 or more.")

    @property
    def outstanding(self) -> Parts:
        owed = self.instalment
        return Parts(owed.fee, owed.interest, owed.principal) - self.paid

    @property
    def due(self) -> date:
        return self.instalment.due


@dataclass(frozen=True)
class Allocation:
    """
    Where a payment went: `shares` one per row in the order given, `rows` as they stand after it, and the
    `surplus` in euros, which pays nothing of the loan and is the payer's.
    """

    shares: tuple[Parts, ...]
    rows: tuple[Row, ...]
    surplus: Decimal

    @property
    def total(self) -> Parts:
        return sum(self.shares, Parts())


@with_own_precision
def allocate(
    rows: Iterable[Row], amount: Decimal, *, on: date | None = None, prepayment: Prepayment | None = None
) -> Allocation:
    """
    Allocate a payment of `amount` euros (> 0) received on the day `on` (None: every row counts as due).

    Rows due by then are paid oldest first. What is left goes to later rows' principal by `prepayment`, or
    without one back as surplus, as does what exceeds all that may be paid. `ValueError` for an amount of 0
    or less or finer than a cent.
    """
    rows = tuple(rows)
    left = euros(amount)
    if left <= 0:
        raise ValueError("A payment is above 0.")
    if prepayment not in (None, "next", "last", "reamortise"):
        raise ValueError(f"Unknown way to prepay: {prepayment!r}.")
    shares = [Parts()] * len(rows)
    order = _oldest_first(rows)
    for index in order:
        if on is None or rows[index].due <= on:
            shares[index] = rows[index].outstanding.first(left)
            left -= shares[index].amount
    if prepayment is not None and on is not None:
        later = [index for index in order if rows[index].due > on]
        ahead = _spread([rows[index].outstanding.principal for index in later], left, prepayment)
        for index, principal in zip(later, ahead, strict=True):
            shares[index] = Parts(principal=principal)
        left -= sum(ahead, ZERO)
    after = tuple(Row(row.instalment, row.paid + share) for row, share in zip(rows, shares, strict=True))
    return Allocation(tuple(shares), after, left)


def outstanding(rows: Iterable[Row]) -> Parts:
    """All that is not paid yet, due or not."""
    return sum((row.outstanding for row in rows), Parts())


def overdue(rows: Iterable[Row], on: date) -> Parts:
    """What should have been paid before the day `on`; an instalment due on that very day is not late."""
    return outstanding(row for row in rows if row.due < on)


def days_late(rows: Iterable[Row], on: date) -> int:
    """Days from the oldest due date with anything unpaid to the day `on`; 0 when nothing is late."""
    unpaid = [row.due for row in rows if row.due < on and row.outstanding.amount]
    return (on - min(unpaid)).days if unpaid else 0


@with_own_precision
def payoff(rows: Iterable[Row], on: date, *, since: date, drawn: Sequence[Drawn] = ()) -> Parts:
    """
    What ends the loan on the day `on`: all principal left, fees and interest due by then, and of the next
    row the interest for the days that have run since the row before (since the disbursement `since`, for
    the first).

    Without interest and fees only the principal is left. Where principal was paid ahead, the running interest
    falls in proportion; of a part of the loan that was `drawn` within this time it runs from its own day.
    """
    rows = tuple(rows)
    ordered = [rows[index] for index in _oldest_first(rows)]
    due = [row for row in ordered if row.due <= on]
    later = [row for row in ordered if row.due > on]
    owed = outstanding(due) + Parts(principal=outstanding(later).principal)
    if not later:
        return owed
    begin = due[-1].due if due else since
    planned = sum((row.instalment.principal for row in later), ZERO)
    if on <= begin or not planned:
        return owed
    share = run(begin, on, later[0].due, owed=planned, later=drawn)
    running = later[0].instalment.interest * share.numerator / share.denominator
    running = running * outstanding(later).principal / planned
    return owed + Parts(interest=max(round_to(running, CENT, "half_up") - later[0].paid.interest, ZERO))


def _oldest_first(rows: Sequence[Row]) -> list[int]:
    return sorted(range(len(rows)), key=lambda index: (rows[index].due, rows[index].instalment.number))


def _spread(owed: Sequence[Decimal], amount: Decimal, prepayment: Prepayment) -> list[Decimal]:
    """How much of `amount` each of the amounts `owed` gets: all of it, or all that is owed."""
    if prepayment == "next":
        return _one_after_the_other(owed, amount)
    if prepayment == "last":
        return _one_after_the_other(owed[::-1], amount)[::-1]
    return _in_proportion(owed, amount)


def _one_after_the_other(owed: Sequence[Decimal], amount: Decimal) -> list[Decimal]:
    shares = []
    for each in owed:
        shares.append(min(each, amount))
        amount -= shares[-1]
    return shares


def _in_proportion(owed: Sequence[Decimal], amount: Decimal) -> list[Decimal]:
    """Whole cents: rounding the running sum keeps each share within what is owed and the whole exact."""
    cents = [to_cents(each) for each in owed]
    whole = sum(cents)
    if not whole:
        return [ZERO for _ in owed]
    part = Fraction(min(to_cents(amount), whole), whole)
    running = [int(part * reached) for reached in accumulate(cents, initial=0)]
    return [from_cents(b - a) for a, b in pairwise(running)]
