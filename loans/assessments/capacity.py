"""
What is left in a month to pay a loan back: sums to the cent, and words of warning. Pure; no score.

All amounts are euros a month.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from portal.money import CENT, ZERO, round_to

Warned = Literal["nothing", "short", "thin"]

# Less than this share of the income left after the instalment is thin: nothing may go wrong then.
THIN: Final = Decimal("0.1")


@dataclass(frozen=True)
class Capacity:
    """What comes in, what goes out, what other loans take, and the instalment of this one."""

    income: Decimal
    charges: Decimal
    debts: Decimal
    instalment: Decimal

    @property
    def left(self) -> Decimal:
        """Before the instalment."""
        return self.income - self.charges - self.debts

    @property
    def after(self) -> Decimal:
        """After the instalment."""
        return self.left - self.instalment

    @property
    def warnings(self) -> list[Warned]:
        """`nothing` is left before the instalment; it is `short` after it; what is left after it is `thin`."""
        if self.left <= ZERO:
            return ["nothing"]
        if self.after < ZERO:
            return ["short"]
        return ["thin"] if self.after < self.income * THIN else []


def heaviest_month(instalments: Iterable[tuple[date, Decimal]]) -> Decimal:
    """The most that is due in one calendar month."""
    months: dict[tuple[int, int], Decimal] = {}
    for due, amount in instalments:
        month = (due.year, due.month)
        months[month] = months.get(month, ZERO) + amount
    return max(months.values(), default=ZERO)


def monthly_mean(amounts: Iterable[Decimal], months: int) -> Decimal:
    """The sum of the amounts spread over so many months (one or more), to the cent, half up."""
    return round_to(sum(amounts, ZERO) / months, CENT, "half_up")
