"""
A running loan whose dates change: what is paid stays as it is, what is left is laid over new dates. Pure.

Nothing is added by a change of dates: without interest the instalments to come sum to what is left, with interest the
agreed rate goes on running over what is left.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from loans.allocation import Parts, Row, outstanding
from loans.drawing import Drawn, run
from loans.due_dates import Closed, Frequency
from loans.interval import day_in_month, month_number
from loans.schedule import Instalment, build_interest
from portal.money import CENT, ZERO, round_to, with_own_precision


@dataclass(frozen=True)
class Dates:
    """New dates for what is left: the first one, how many, the day of the month (1–31) that governs them, how often.

    No date falls in `skip_months` (1–12).
    """

    first_due: date
    count: int
    day: int
    every: Frequency = "month"
    skip_months: tuple[int, ...] = ()


@with_own_precision
def respread(
    rows: Sequence[Row],
    on: date,
    dates: Dates,
    *,
    rate: Decimal = ZERO,
    since: date,
    closed: Closed = frozenset(),
) -> list[Instalment]:
    """
    The whole schedule anew, as decided on the day `on`: first what is paid of it, numbered as before, then
    instalments on the new `dates` (after `on`) for all that is left.

    Fees and interest that were due by `on` and are unpaid fall on the first new one. Interest runs on from the last
    due date by then (from the disbursement `since`, before the first). `ValueError` when nothing is left, for a first
    date not after `on`, and as in `loans.schedule.build_interest`.
    """
    left = outstanding(rows)
    if left.principal <= 0:
        raise ValueError("Nothing is left to be laid over new dates.")
    if dates.first_due <= on:
        raise ValueError("The first new date is after today.")
    due = [row for row in rows if row.due <= on]
    begin = max((row.instalment.nominal for row in due), default=since)
    new = build_interest(
        left.principal,
        dates.count,
        dates.first_due,
        rate=rate,
        start=begin,
        every=dates.every,
        day=dates.day,
        skip_months=dates.skip_months,
        closed=closed,
    )
    carried = outstanding(due)
    new[0] = replace(new[0], interest=new[0].interest + carried.interest, fee=new[0].fee + carried.fee)
    kept = [_paid_part(row) for row in rows if row.paid.amount]
    number = max((row.number for row in kept), default=0)
    return kept + [replace(row, number=number + row.number) for row in new]


def _paid_part(row: Row) -> Instalment:
    paid = row.paid
    return replace(row.instalment, principal=paid.principal, interest=paid.interest, fee=paid.fee)


def paused(
    rows: Sequence[Row], on: date, months: int, *, every: Frequency = "month", skip_months: tuple[int, ...] = ()
) -> Dates:
    """
    The dates when paying stops for so many months: every instalment not due by `on` moves, and what is overdue comes
    with the first of them. A loan paid by the week keeps its weekday, one with months without payment these months.
    `ValueError` for less than one month, and when no instalment is still to come.
    """
    if months < 1:
        raise ValueError("A pause has one month or more.")
    later = [row for row in rows if row.due > on and row.outstanding.amount]
    if not later:
        raise ValueError("No instalment is still to come.")
    nominals = [row.instalment.nominal for row in later]
    wished = max(day.day for day in nominals)
    first = day_in_month(month_number(nominals[0]) + months, wished)
    if every in ("week", "fortnight"):
        first += timedelta(days=(nominals[0] - first).days % 7)
    while first.month in skip_months:
        if every in ("week", "fortnight"):
            first += timedelta(weeks=1)
        else:
            first = day_in_month(month_number(first) + 1, wished)
    return Dates(first, len(later), wished, every, skip_months)


@with_own_precision
def after_prepayment(rows: Sequence[Row], on: date, *, since: date, drawn: Sequence[Drawn] = ()) -> list[Instalment]:
    """
    The schedule of a loan with interest once principal was paid ahead on the day `on`: what was due stays, what was
    paid ahead is a row of that day, and the interest to come falls with what is owed.

    Each later row bears the share of its interest that is still owed of the principal it was reckoned on; the one that
    runs bears all of it until `on`, of a part that was `drawn` within it from its own day. Nobody pays interest on what
    is paid back.
    """
    due = [row for row in rows if row.due <= on]
    later = [row for row in rows if row.due > on]
    anew = [row.instalment for row in due]
    ahead = sum((row.paid for row in later), Parts())
    if ahead.amount:
        anew.append(Instalment(0, on, on, ahead.principal, ahead.interest, ahead.fee))
    planned = sum((row.instalment.principal for row in later), ZERO)
    owed = outstanding(later).principal
    begin = due[-1].due if due else since
    for place, row in enumerate(later):
        share = Fraction(owed) / Fraction(planned) if planned else Fraction(0)
        if place == 0 and on > begin:
            so_far = run(begin, on, row.due, owed=planned, later=drawn)
            share = so_far + (1 - so_far) * share
        borne = round_to(row.instalment.interest * share.numerator / share.denominator, CENT, "half_up")
        left = row.outstanding
        now = replace(
            row.instalment, principal=left.principal, interest=max(borne - row.paid.interest, ZERO), fee=left.fee
        )
        anew += [now] if now.amount else []
        planned -= row.instalment.principal
        owed -= left.principal
    return [replace(row, number=number) for number, row in enumerate(anew, start=1)]
