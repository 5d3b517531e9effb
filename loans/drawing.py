"""
A loan that is paid out in parts: when each part begins to count, and what a period bears because of it. Pure.

Every later part comes before the first instalment that repays anything: until then what is owed only grows, and from
then on the loan is like any other.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Literal, NamedTuple

from loans.due_dates import Frequency
from loans.interval import years_between
from portal.money import ZERO, euros


class Drawn(NamedTuple):
    """A part of a loan: the day it is paid out, its euros, and what must be so `before` it, in words."""

    on: date
    amount: Decimal
    before: str = ""


def check_drawn(principal: Decimal, later: Sequence[Drawn], *, start: date | None, repays: date) -> None:
    """
    `ValueError` unless the `later` parts are above 0, leave something of `principal` for the first, and their days
    ascend from `start` on and lie before `repays`, the day of the first instalment that repays anything.
    """
    if not later:
        return
    if start is None:
        raise ValueError("Parts need the day of the first one.")
    if min(euros(part.amount) for part in later) <= 0 or sum(part.amount for part in later) >= principal:
        raise ValueError("Every part is above 0, and together they are the loan.")
    if any(a >= b for a, b in pairwise([start, *(part.on for part in later)])) or later[-1].on >= repays:
        raise ValueError("The days of parts ascend, and come before the first instalment that repays the loan.")


def drawn_times(
    nominals: Sequence[date], times: Sequence[Fraction], later: Sequence[Drawn], *, every: Frequency
) -> list[Fraction]:
    """
    Years from the first part to each later one: counted back from the instalment that follows, as the APR counts, and
    never before the instalment that it follows. `ValueError` for a part after the last instalment.
    """
    period: Literal["week", "month"] = "week" if every in ("week", "fortnight") else "month"
    found = []
    for part in later:
        place = bisect_right(nominals, part.on)
        if place == len(nominals):
            raise ValueError("A part comes after the last instalment.")
        back = years_between(part.on, nominals[place], period)
        found.append(max(times[place] - back, times[place - 1] if place else Fraction(0)))
    return found


def counted(owed: Decimal, times: Sequence[Fraction], later: Sequence[tuple[Fraction, Decimal]]) -> list[Fraction]:
    """For each instalment the years for which all of `owed` bears interest: the period, less what was not yet drawn."""
    found = []
    for begin, end in pairwise([Fraction(0), *times]):
        waits = sum(
            (Fraction(amount) / Fraction(owed) * max(min(at, end) - begin, Fraction(0)) for at, amount in later),
            Fraction(0),
        )
        found.append(end - begin - waits)
    return found


def run(begin: date, on: date, end: date, *, owed: Decimal, later: Sequence[Drawn] = ()) -> Fraction:
    """
    The share of a period's interest that has come by the day `on`: by days, and by what was drawn on each of them.

    `owed` is the principal at its end; `later` are the parts of it that were drawn within it.
    """
    inside = [part for part in later if begin < part.on < end]
    first = owed - sum((part.amount for part in inside), ZERO)
    so_far = whole = Fraction(0)
    for since, amount in [(begin, first), *((part.on, part.amount) for part in inside)]:
        so_far += Fraction(amount) * max((on - since).days, 0)
        whole += Fraction(amount) * (end - since).days
    return so_far / whole if whole else Fraction(0)
