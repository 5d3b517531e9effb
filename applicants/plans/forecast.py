"""
Month by month: what comes in, what goes out, what is left, and the money at hand. Pure.

What is at hand before the first month is what comes in once less what it costs to start.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Final, Literal

from applicants.plans.figures import MONTHLY, Figures
from portal.money import ZERO, with_own_precision

WarningCode = Literal["short_at_start", "short", "deepest", "nothing_sold", "nothing_for_household"]
IN: Final = "sales"
OUT: Final = tuple(page for page in MONTHLY if page != IN)


@dataclass(frozen=True)
class Month:
    """One month: euros by page; `left` of the month, and `cash` at its end, which is what is at hand."""

    number: int
    begins: date
    amounts: Mapping[str, Decimal]
    cash: Decimal

    @property
    def left(self) -> Decimal:
        return self.amounts[IN] - sum((self.amounts[page] for page in OUT), ZERO)


@dataclass(frozen=True)
class Warned:
    """What somebody should know: a code for its sentence, the month it is about (0: before the first), the euros."""

    code: WarningCode
    month: int = 0
    amount: Decimal = ZERO


@dataclass(frozen=True)
class Forecast:
    """The plan worked out. `opening` is at hand before the first month."""

    opening: Decimal
    months: tuple[Month, ...]

    @cached_property
    def totals(self) -> dict[str, Decimal]:
        """The sum of all months, by page; `left` too."""
        sums = {page: sum((month.amounts[page] for month in self.months), ZERO) for page in MONTHLY}
        return {**sums, "left": sum((month.left for month in self.months), ZERO)}

    @property
    def closing(self) -> Decimal:
        """At hand after the last month."""
        return self.months[-1].cash if self.months else self.opening

    @property
    def warnings(self) -> list[Warned]:
        """In the order of time; nothing when there is money in every month."""
        found = [Warned("short_at_start", amount=-self.opening)] if self.opening < 0 else []
        short = [month for month in self.months if month.cash < 0]
        if short:
            deepest = min(short, key=lambda month: (month.cash, month.number))
            found.append(Warned("short", short[0].number, -short[0].cash))
            found += [Warned("deepest", deepest.number, -deepest.cash)] if deepest is not short[0] else []
        if not self.totals[IN]:
            found.append(Warned("nothing_sold"))
        elif not self.totals["household"]:
            found.append(Warned("nothing_for_household"))
        return found


@with_own_precision
def forecast(figures: Figures, instalments: Mapping[int, Decimal] | None = None) -> Forecast:
    """Work a plan out. `instalments`: month → euros of an offered loan, in the place of the page `loan`."""
    opening = _once(figures, "sources") - _once(figures, "start")
    months, cash = [], opening
    for number in range(1, figures.months + 1):
        amounts = {page: sum((line.in_month(number) for line in figures.of(page)), ZERO) for page in MONTHLY}
        if instalments is not None:
            amounts["loan"] = instalments.get(number, ZERO)
        cash += amounts[IN] - sum((amounts[page] for page in OUT), ZERO)
        months.append(Month(number, figures.month(number), amounts, cash))
    return Forecast(opening, tuple(months))


def _once(figures: Figures, page: str) -> Decimal:
    return sum((line.amount for line in figures.of(page)), ZERO)
