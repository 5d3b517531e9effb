"""
The schedule of a loan: when each instalment is due and what it is made of.

The instalments always sum to the principal, to the cent; the last one absorbs what rounding left. Monthly
dates keep the wished day and clip to the month's end; a date moved off a closed day never moves the ones
after it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypedDict, Unpack

from loans.drawing import Drawn, check_drawn, counted, drawn_times
from loans.due_dates import Closed, Frequency, Shift, nominal_days, nominal_times, shifted
from portal.money import CENT, ZERO, Rounding, euros, round_to, with_own_precision


@dataclass(frozen=True)
class Instalment:
    """
    One row: `number` from 1, `nominal` the wished day, `due` the day after shifting; euros with two
    decimals.
    """

    number: int
    nominal: date
    due: date
    principal: Decimal
    interest: Decimal = ZERO
    fee: Decimal = ZERO

    @property
    def amount(self) -> Decimal:
        """What is to be paid on the day, in euros."""
        return self.principal + self.interest + self.fee


@dataclass(frozen=True)
class Totals:
    """Sums over rows, in euros."""

    principal: Decimal
    interest: Decimal
    fee: Decimal

    @property
    def amount(self) -> Decimal:
        return self.principal + self.interest + self.fee


class Plan(TypedDict, total=False):
    """
    The keywords that `build`, `build_interest` and `loans.cost.quote` share; meaning and defaults as in
    `build`.
    """

    every: Frequency
    day: int | None
    grace: int
    skip_months: Collection[int]
    dates: Sequence[date] | None
    unit: Decimal
    rounding: Rounding
    closed: Closed
    shift: Shift


def totals(rows: Iterable[Instalment]) -> Totals:
    """The sums of the rows; zero for none."""
    rows = tuple(rows)
    return Totals(
        principal=sum((row.principal for row in rows), ZERO),
        interest=sum((row.interest for row in rows), ZERO),
        fee=sum((row.fee for row in rows), ZERO),
    )


@with_own_precision
def build(  # noqa: PLR0913 -- the names and defaults that page, PDF, import and API rely on
    principal: Decimal,
    count: int,
    first_due: date,
    *,
    every: Frequency = "month",
    day: int | None = None,
    grace: int = 0,
    skip_months: Collection[int] = (),
    dates: Sequence[date] | None = None,
    unit: Decimal = CENT,
    rounding: Rounding = "half_even",
    closed: Closed = frozenset(),
    shift: Shift = "next",
) -> list[Instalment]:
    """
    Equal instalments of principal, without interest.

    `count` is all rows; the first `grace` have principal 0. Row 1 falls on `first_due`; `day` (1–31, that
    of `first_due` if None) governs later rows of months and quarters. No row falls in `skip_months` (1–12):
    the next period takes its place. `dates` are own dates, one per row, from `first_due` on, instead of
    `every`. Each row is a multiple of `unit` (whole cents) by the mode `rounding`; the last absorbs the
    rest. `closed` is the set, or a predicate, of *every* day on which nothing can be due, weekends
    included; `shift` says where a row on such a day goes, at most `MAX_SHIFT` days.

    `ValueError` for a row after the grace that would be 0 or less, for arguments that contradict each other
    (`first_due` in a skipped month, own dates not ascending …) and when no open day is near enough.
    """
    owed = _principal(principal)
    _check_terms(count, grace, unit)
    days = nominal_days(count, first_due, every=every, day=day, skip_months=skip_months, dates=dates)
    parts = equal_parts(owed, count, grace=grace, unit=unit, rounding=rounding)
    return [
        Instalment(number, nominal, shifted(nominal, closed, shift), part.quantize(CENT))
        for number, (nominal, part) in enumerate(zip(days, parts, strict=True), start=1)
    ]


def equal_parts(
    owed: Decimal, count: int, *, grace: int = 0, unit: Decimal = CENT, rounding: Rounding = "half_even"
) -> list[Decimal]:
    """`owed` in `count` rows, nothing in the first `grace`; arguments and errors as in `build`."""
    equal = round_to(owed / (count - grace), unit, rounding)
    parts = [ZERO] * grace + [equal] * (count - grace - 1)
    parts.append(owed - sum(parts))
    if min(parts[grace:]) <= 0:
        raise ValueError("An instalment would be 0 or less: fewer instalments or a smaller unit.")
    return parts


@with_own_precision
def build_interest(
    principal: Decimal,
    count: int,
    first_due: date,
    *,
    rate: Decimal,
    start: date | None = None,
    later: Sequence[Drawn] = (),
    **plan: Unpack[Plan],
) -> list[Instalment]:
    """
    The same with a nominal yearly `rate` in percent on the declining balance: equal instalments of
    principal and interest together, interest alone in the grace; a rate of 0 gives `build`.

    Interest runs over nominal times (`nominal_times`), so that a shifted day costs nothing, from `start`,
    the day of disbursement; without it row 1 bears one whole period. Interest is rounded to the cent row by
    row, the instalment to `unit`; the last row balances. `later` are the parts of `principal` that are drawn
    after `start`, each before the first row that repays; interest runs on what is drawn. `ValueError` as in
    `build` and `check_drawn`, for a rate below 0, and when an instalment would not cover its interest or would
    repay the loan before the last row.
    """
    if rate == 0:
        rows = build(principal, count, first_due, **plan)
        check_drawn(euros(principal), later, start=start, repays=rows[plan.get("grace", 0)].nominal)
        return rows
    if not rate.is_finite() or rate < 0:
        raise ValueError("The rate is a percentage of 0 or more.")
    owed = _principal(principal)
    grace, unit = plan.get("grace", 0), plan.get("unit", CENT)
    rounding = plan.get("rounding", "half_even")
    _check_terms(count, grace, unit)
    every, day, dates = plan.get("every", "month"), plan.get("day"), plan.get("dates")
    skip_months = plan.get("skip_months", ())
    days = nominal_days(count, first_due, every=every, day=day, skip_months=skip_months, dates=dates)
    times = nominal_times(days, start=start, every=every, day=day, own_dates=dates is not None)
    check_drawn(owed, later, start=start, repays=days[grace])
    drawn = zip(drawn_times(days, times, later, every=every), [part.amount for part in later], strict=True)
    split = declining(owed, counted(owed, times, list(drawn)), rate, grace=grace, unit=unit, rounding=rounding)
    closed, shift = plan.get("closed", frozenset()), plan.get("shift", "next")
    return [
        Instalment(number, nominal, shifted(nominal, closed, shift), repaid, interest)
        for number, (nominal, (repaid, interest)) in enumerate(zip(days, split, strict=True), start=1)
    ]


def declining(
    owed: Decimal,
    years: Sequence[Fraction],
    rate: Decimal,
    *,
    grace: int = 0,
    unit: Decimal = CENT,
    rounding: Rounding = "half_even",
) -> list[tuple[Decimal, Decimal]]:
    """Principal and interest of each row, where `years` are those for which each bears interest on all of `owed`."""
    growth = [_decimal(each) * rate / 100 for each in years]
    level = round_to(_annuity(owed, growth[grace:]), unit, rounding)
    rows = []
    for number, part in enumerate(growth, start=1):
        interest = round_to(owed * part, CENT, rounding)
        repaid = ZERO if number <= grace else owed if number == len(growth) else level - interest
        if number > grace and (repaid <= 0 or (number < len(growth) and repaid >= owed)):
            raise ValueError("An instalment would repay nothing, or all before the last: another unit or count.")
        owed -= repaid
        rows.append((repaid.quantize(CENT), interest.quantize(CENT)))
    return rows


def _annuity(owed: Decimal, growth: Sequence[Decimal]) -> Decimal:
    """The equal payment that brings `owed` to 0 when it grows by these parts from row to row."""
    discount = Decimal(1)
    worth = Decimal(0)
    for part in growth:
        discount /= 1 + part
        worth += discount
    return owed / worth


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


def _principal(principal: Decimal) -> Decimal:
    owed = euros(principal)
    if owed <= 0:
        raise ValueError("The principal is above 0.")
    return owed


def _check_terms(count: int, grace: int, unit: Decimal) -> None:
    if count < 1 or not 0 <= grace < count:
        raise ValueError("At least one instalment comes after the grace.")
    if euros(unit) <= 0:
        raise ValueError("The unit is one cent or more.")
