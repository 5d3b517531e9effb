"""A running loan of which one more part is paid out: no date changes, what is left is laid over those to come. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from loans.allocation import Row, outstanding
from loans.drawing import Drawn, counted, drawn_times
from loans.due_dates import Frequency, nominal_times
from loans.schedule import Instalment, declining, equal_parts
from portal.money import ZERO, with_own_precision


def repays_from(rows: Sequence[Row]) -> date | None:
    """The day of the first instalment that repays; until then a part may be paid out. None where there is none.

    What was paid ahead of a loan with interest is a row of its own without interest, and is no instalment.
    """
    bears = any(row.instalment.interest for row in rows)
    repaying = (row for row in rows if row.instalment.principal and (row.instalment.interest or not bears))
    return min((row.instalment.nominal for row in repaying), default=None)


@with_own_precision
def with_part(
    rows: Sequence[Row], drawn: Sequence[Drawn], *, since: date, rate: Decimal = ZERO, every: Frequency = "month"
) -> list[Instalment]:
    """
    The schedule once another part is out: `drawn` are those after the first, this one last. What was due by its day
    stays, what was paid ahead stays as rows of its own, and all that is left is laid over the instalments to come;
    interest runs on each part from its day, on the first `since` the agreed one.

    Where every part goes out as planned, the last one gives the schedule of the contract, to the cent. `ValueError`
    when an instalment that repays comes by that day, when interest of a later day is paid, and as in `loans.schedule`.
    """
    on, begins = drawn[-1].on, repays_from(rows)
    if begins is None or begins <= on:
        raise ValueError("A part comes before the first instalment that repays the loan.")
    if rate and any(row.paid.interest for row in rows if row.due > on):
        raise ValueError("Interest of a later day is paid already.")
    due = [row.instalment for row in rows if row.due <= on]
    later = [row for row in rows if row.due > on and (row.outstanding.amount or not row.instalment.amount)]
    owed = outstanding(later).principal + drawn[-1].amount
    grace = next(place for place, row in enumerate(later) if row.outstanding.principal)
    if rate:
        split = _with_interest(due, later, drawn, owed, grace, since=since, rate=rate, every=every)
    else:
        split = [(part, ZERO) for part in equal_parts(owed, len(later), grace=grace)]
    kept = [_paid_part(row) for row in rows if row.due > on and row.paid.amount]
    new = [
        replace(row.instalment, principal=part, interest=interest, fee=row.outstanding.fee)
        for row, (part, interest) in zip(later, split, strict=True)
    ]
    anew = sorted([*due, *kept, *new], key=lambda row: row.due)
    return [replace(row, number=number) for number, row in enumerate(anew, start=1)]


def _with_interest(
    due: Sequence[Instalment],
    later: Sequence[Row],
    drawn: Sequence[Drawn],
    owed: Decimal,
    grace: int,
    *,
    since: date,
    rate: Decimal,
    every: Frequency,
) -> list[tuple[Decimal, Decimal]]:
    """Principal and interest of the rows to come. What was paid ahead since the last of the due ones counts as well."""
    begin = max((row.nominal for row in due if not row.principal), default=since)
    ahead = [Drawn(row.nominal, -row.principal) for row in due if row.principal and row.nominal > begin]
    flows = [*(part for part in drawn if part.on > begin), *ahead]
    nominals = [row.instalment.nominal for row in later]
    times = nominal_times(nominals, start=begin, every=every)
    at = drawn_times(nominals, times, flows, every=every)
    years = counted(owed, times, list(zip(at, [flow.amount for flow in flows], strict=True)))
    return declining(owed, years, rate, grace=grace)


def _paid_part(row: Row) -> Instalment:
    paid = row.paid
    return replace(row.instalment, principal=paid.principal, interest=paid.interest, fee=paid.fee)
