"""
The longest term that ends by a day, such as the end of a residence permit: a fact to choose by. Pure.

A due date on a closed day moves to the next open one, and it is the moved date that counts.
"""

from collections.abc import Collection
from datetime import date
from typing import Final, NamedTuple

from loans.due_dates import Closed, Frequency, nominal_days, rows_within, shifted
from loans.interval import day_in_month, month_number

_QUARTER: Final = 3


class Term(NamedTuple):
    """So many months, in which so many instalments fall; the last of them on `last_due`."""

    months: int
    last_due: date
    rows: int


def longest_term(
    *,
    first_due: date,
    least: int,
    most: int,
    until: date,
    closed: Closed,
    every: Frequency = "month",
    skip_months: Collection[int] = (),
) -> Term | None:
    """Of the terms from `least` to `most` months, the longest whose last instalment falls by the day `until`.

    One instalment each period from `first_due` on, none in `skip_months`. None when even the shortest ends later.
    """
    least = max(least, 1)
    if most < least:
        return None
    whole = rows_within(most, first_due, every=every, skip_months=skip_months)
    days = nominal_days(whole, first_due, every=every, day=None, skip_months=skip_months, dates=None)
    for months in range(most, least - 1, -1):
        if every == "quarter" and months % _QUARTER:
            continue
        end = day_in_month(month_number(first_due) + months, first_due.day)
        count = sum(day < end for day in days)
        last = shifted(days[count - 1], closed, "next")
        if last <= until:
            return Term(months, last, count)
    return None


def longest_wait(*, paid_out: date, least: int, most: int, until: date, closed: Closed) -> Term | None:
    """The same for a loan that is repaid all at once: so many months after `paid_out`, on the same day of the month."""
    for months in range(most, max(least, 1) - 1, -1):
        due = shifted(day_in_month(month_number(paid_out) + months, paid_out.day), closed, "next")
        if due <= until:
            return Term(months, due, 1)
    return None
