"""
The days on which instalments fall, and the time until each as the APR counts it.

A wished day clips to the month's end and comes back; a day moved off a closed day never moves the ones
after it.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Final, Literal

from loans.interval import day_in_month, month_number, years_between

Frequency = Literal["week", "fortnight", "month", "quarter"]
Shift = Literal["next", "previous", "same"]
Closed = Collection[date] | Callable[[date], bool]

MAX_SHIFT: Final = 60
_WEEKS: Final = {"week": 1, "fortnight": 2}
_MONTHS: Final = {"month": 1, "quarter": 3}
_WEEKS_OF_A_MONTH: Final = 5  # at most, in whole weeks
_LAST_MONTH: Final = 12
_LAST_DAY: Final = 31


def nominal_days(
    count: int,
    first_due: date,
    *,
    every: Frequency,
    day: int | None,
    skip_months: Collection[int],
    dates: Sequence[date] | None,
) -> list[date]:
    """The nominal date of each row; arguments and errors as in `loans.schedule.build`."""
    wished = first_due.day if day is None else day
    if any(not 1 <= month <= _LAST_MONTH for month in skip_months) or not 1 <= wished <= _LAST_DAY:
        raise ValueError("A skipped month is 1 to 12, a day 1 to 31.")
    if any(each.month in skip_months for each in (first_due, *(dates or ()))):
        raise ValueError("A date falls in a month without payment.")
    if dates is None:
        return _regular_days(count, first_due, every=every, wished=wished, skip_months=skip_months)
    days = list(dates)
    if len(days) != count or days[0] != first_due or any(a >= b for a, b in pairwise(days)):
        raise ValueError("Own dates are one per row, ascending, from the first due date on.")
    return days


def _regular_days(
    count: int, first_due: date, *, every: Frequency, wished: int, skip_months: Collection[int]
) -> list[date]:
    if every not in _WEEKS and every not in _MONTHS:
        raise ValueError(f"Unknown frequency {every!r}.")
    days = [first_due]
    step = 0
    # The month of the first row is not skipped and comes round again, so this ends.
    while len(days) < count:
        step += 1
        if every in _WEEKS:
            candidate = _later(first_due, 7 * _WEEKS[every] * step)
        else:
            candidate = day_in_month(month_number(first_due) + _MONTHS[every] * step, wished)
        if candidate.month not in skip_months:
            days.append(candidate)
    return days


def rows_within(
    months: int, first_due: date, *, every: Frequency, day: int | None = None, skip_months: Collection[int] = ()
) -> int:
    """
    How many instalments fall in the so many months that begin with the first one, which is one of them.

    24 months are 24 instalments every month, 8 every quarter, 104 or 105 every week, and 18 where a quarter of each
    year is skipped. `ValueError` for less than one month and as in `nominal_days`.
    """
    if months < 1:
        raise ValueError("A loan runs for a month or more.")
    end = day_in_month(month_number(first_due) + months, first_due.day if day is None else day)
    most = months if every in _MONTHS else _WEEKS_OF_A_MONTH * months
    days = nominal_days(most, first_due, every=every, day=day, skip_months=skip_months, dates=None)
    return sum(each < end for each in days)


def _later(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError as error:
        raise ValueError("A date lies outside the calendar.") from error


def shifted(nominal: date, closed: Closed, shift: Shift) -> date:
    """
    The open day nearest to `nominal` in the direction of `shift`, at most `MAX_SHIFT` days off; else
    `ValueError`.
    """
    if shift not in ("next", "previous", "same"):
        raise ValueError(f"Unknown shift {shift!r}.")
    is_closed = closed if callable(closed) else closed.__contains__
    if shift == "same":
        return nominal
    direction = 1 if shift == "next" else -1
    for distance in range(MAX_SHIFT + 1):
        due = _later(nominal, direction * distance)
        if not is_closed(due):
            return due
    raise ValueError(f"No open day within {MAX_SHIFT} days of {nominal.isoformat()}.")


def nominal_times(
    nominals: Sequence[date],
    *,
    start: date | None,
    every: Frequency = "month",
    day: int | None = None,
    own_dates: bool = False,
) -> list[Fraction]:
    """
    Years from `start` to each nominal date, as the APR counts them: in a regular schedule the first by the
    EU interval rule and the rest one period further each; own dates each by the rule. A first date off the
    wished `day` stands alone, and the second is counted by the rule. Without `start` the first lies one
    period away.

    `ValueError` when the first date comes before `start`, and for own dates without `start`.
    """
    first = nominals[0]
    period: Literal["week", "month"] = "week" if every in _WEEKS else "month"
    if own_dates:
        if start is None:
            raise ValueError("Own dates need the day from which time is counted.")
        return [years_between(start, nominal) for nominal in nominals]
    if start is None:
        begin, before = first, _period(every)
    else:
        begin, before = start, Fraction(0)
    times = [before + years_between(begin, first, period)]
    if period == "month" and day is not None and first != day_in_month(month_number(first), day):
        times.extend(before + years_between(begin, nominal, period) for nominal in nominals[1:2])
    regular = len(times) - 1
    times.extend(
        times[regular] + _steps_between(nominals[regular], nominal, period) for nominal in nominals[len(times) :]
    )
    return times


def _period(every: Frequency) -> Fraction:
    return Fraction(_WEEKS[every], 52) if every in _WEEKS else Fraction(_MONTHS[every], 12)


def _steps_between(first: date, later: date, period: Literal["week", "month"]) -> Fraction:
    if period == "week":
        return Fraction((later - first).days, 7 * 52)
    return Fraction(month_number(later) - month_number(first), 12)
