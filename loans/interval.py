"""
The length of time between two days, in years, as the European Union counts it for the APR.

Directive 2008/48/EC, Annex I, remark (c), kept in Directive (EU) 2023/2225, Annex III, and explained in
Commission SWD(2012) 128, 4.1.1.
"""

from calendar import isleap, monthrange
from datetime import date
from fractions import Fraction
from typing import Final, Literal

Period = Literal["month", "year", "week"]

_MONTHS_IN: Final = {"month": 1, "year": 12}
_WEEKS_IN_A_YEAR: Final = 52
_FEBRUARY_29: Final = (2, 29)


def month_number(day: date) -> int:
    """Months since year 0: equal steps, whatever the lengths of the months."""
    return day.year * 12 + day.month - 1


def day_in_month(number: int, day: int) -> date:
    """The day (1–31), or the last, in that month (`month_number`). `ValueError` outside years 1–9999."""
    year, month = divmod(number, 12)
    if not date.min.year <= year <= date.max.year:
        raise ValueError("A date lies outside the calendar.")
    return date(year, month + 1, min(day, monthrange(year, month + 1)[1]))


def years_between(start: date, end: date, period: Period = "month") -> Fraction:
    """
    The EU interval from `start` to `end`, in years: whole periods (`month`, `year` or `week`) counted
    backwards from `end`, then the days that are left over 365, or 366 where the year that ends on the
    remaining date holds 29 February. Month ends clip; from a month's end to a month's end is whole months.

    `ValueError` when `end` comes before `start` or the period is unknown.
    """
    if end < start:
        raise ValueError("The interval ends before it starts.")
    if period == "week":
        weeks, days = divmod((end - start).days, 7)
        return Fraction(weeks, _WEEKS_IN_A_YEAR) + _days_left(date.fromordinal(start.toordinal() + days), days)
    if period not in _MONTHS_IN:
        raise ValueError(f"Unknown period {period!r}.")
    length = _MONTHS_IN[period]
    months = month_number(end) - month_number(start)
    if months % length == 0 and _ends_month(start) and _ends_month(end):
        return Fraction(months, 12)
    months -= months % length
    remaining = day_in_month(month_number(end) - months, end.day)
    if remaining < start:
        months -= length
        remaining = day_in_month(month_number(end) - months, end.day)
    return Fraction(months, 12) + _days_left(remaining, (remaining - start).days)


def whole_months(start: date, end: date) -> int:
    """How many whole months lie between the days, counted backwards from `end`; 0 when `end` is not after `start`."""
    return int(years_between(start, end) * 12) if start < end else 0


def _days_left(remaining: date, days: int) -> Fraction:
    year = remaining.year if (remaining.month, remaining.day) >= _FEBRUARY_29 else remaining.year - 1
    return Fraction(days, 366 if isleap(year) else 365)


def _ends_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]
