"""
The longest term that ends by a day, such as the end of a residence permit: a fact to choose by. Pure.

A due date on a closed day moves to the next open one, and it is the moved date that counts.
"""

from datetime import date
from typing import NamedTuple

from loans.due_dates import Closed, nominal_days, shifted


class Term(NamedTuple):
    """So many months, the last instalment of which falls on `last_due`."""

    months: int
    last_due: date


def longest_term(*, first_due: date, least: int, most: int, until: date, closed: Closed) -> Term | None:
    """Of the terms from `least` to `most` months, the longest whose last instalment falls by the day `until`.

    One instalment a month from `first_due`, which keep their day of the month. None when even the shortest ends later.
    """
    if most < max(least, 1):
        return None
    days = nominal_days(most, first_due, every="month", day=None, skip_months=(), dates=None)
    for months in range(most, max(least, 1) - 1, -1):
        last = shifted(days[months - 1], closed, "next")
        if last <= until:
            return Term(months, last)
    return None
