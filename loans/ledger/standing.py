"""How a loan stands: its instalments with what is paid of each, computed from the ledger.

A past day has two sides. What was paid counts by value date: a transfer of the 10th that is booked on the 15th was
paid on the 10th, and a payment that was reversed was never paid. Dates and amounts to pay are those that were in force
on that day: new dates decided on the 15th change nothing of what was to be paid on the 10th. So the
same day asked later gives the same answer, until something is booked, or reversed, that counts from before it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, Sum
from django.utils import timezone

from loans.allocation import Parts, Row, days_late, overdue, payoff
from loans.ledger.models import Loan, Movement, MovementKind, ScheduleVersion
from loans.ledger.models import Row as ScheduleRow
from loans.schedule import Instalment


@dataclass(frozen=True)
class Standing:
    """A loan on a day: euros outstanding and overdue, days late, the next instalment that is not paid."""

    on: date
    rows: list[Row]
    outstanding: Decimal
    overdue: Decimal
    days_late: int
    next_due: Row | None
    ending: Decimal  # what ends the loan on that day

    @property
    def paid(self) -> Decimal:
        return sum((row.paid.amount for row in self.rows), Decimal(0))

    @property
    def total(self) -> Decimal:
        return sum((row.instalment.amount for row in self.rows), Decimal(0))

    @property
    def paid_share(self) -> int:
        """Whole percent of what is to be paid, rounded down: 100 only when nothing is left."""
        return int(self.paid * 100 / self.total) if self.total else 100


def standing_of(loan: Loan, on: date) -> Standing:
    """How the loan stands on the day `on`, with everything booked up to that day. Two queries."""
    return standings_of([loan], on)[loan.pk]


def standings_of(loans: Iterable[Loan], on: date) -> dict[int, Standing]:
    """The same for many loans, by key, with two queries in all."""
    since = {loan.pk: loan.disbursed_on for loan in loans}
    return {key: _standing(rows, on, since[key]) for key, rows in _rows(list(since), as_of=on).items()}


def _standing(rows: list[Row], on: date, since: date) -> Standing:
    return Standing(
        on=on,
        rows=rows,
        outstanding=sum((row.outstanding.amount for row in rows), Decimal(0)),
        overdue=overdue(rows, on).amount,
        days_late=days_late(rows, on),
        next_due=next((row for row in rows if row.outstanding.amount), None),
        ending=payoff(rows, on, since=since).amount,
    )


def rows_of(loan: Loan, *, as_of: date | None = None) -> list[Row]:
    """The instalments of the newest schedule, each with what is paid of it; two queries.

    What was paid is the sum of repayments and reversals (up to the day `as_of`, by value date), laid over the
    instalments from the oldest on, part by part. For a day before today they are those of the schedule that was in
    force on it; three queries.
    """
    return _rows([loan.pk], as_of=as_of)[loan.pk]


def _rows(keys: list[int], *, as_of: date | None) -> dict[int, list[Row]]:
    left = _paid(keys, as_of)
    rows: dict[int, list[Row]] = {key: [] for key in keys}
    planned = (
        ScheduleRow.objects.filter(schedule__in=_versions(keys, as_of))
        .select_related("schedule")
        .order_by("schedule", "number")
    )
    for row in planned:
        key = row.schedule.loan_id
        owed = left[key]
        paid = Parts(min(owed.fee, row.fee), min(owed.interest, row.interest), min(owed.principal, row.principal))
        left[key] = owed - paid
        instalment = Instalment(row.number, row.nominal, row.due, row.principal, row.interest, row.fee)
        rows[key].append(Row(instalment, paid))
    return rows


def _versions(keys: list[int], as_of: date | None) -> Any:
    """The keys of the schedules that hold: the newest of each loan, or on a past day the one in force on it."""
    versions = ScheduleVersion.objects.filter(loan__in=keys)
    if as_of is None or as_of >= timezone.localdate():
        return versions.order_by("loan", "-number").distinct("loan").values("pk")
    undone = Exists(Movement.objects.filter(reverses=OuterRef("caused_by")))
    columns = ("loan", "pk", "made_at", "caused_by__value_date", "undone")
    found: dict[int, int] = {}
    begun: dict[int, date] = {}
    for loan, key, made_at, paid_on, taken_back in (
        versions.order_by("loan", "number").annotate(undone=undone).values_list(*columns)
    ):
        # what a payment changed, it changed from the day on which it was paid; the first one holds from the beginning
        begins = max(paid_on or timezone.localdate(made_at), begun.get(loan, date.min))
        if loan not in found or (begins <= as_of and not taken_back):
            found[loan] = key
            begun[loan] = begins if loan in begun else date.min
    return list(found.values())


def _paid(keys: list[int], as_of: date | None) -> dict[int, Parts]:
    """What was paid of each loan, by part, in euros; what came after writing off pays principal."""
    kinds = [MovementKind.REPAYMENT, MovementKind.REVERSAL, MovementKind.RECOVERY]
    moved = Movement.objects.filter(loan__in=keys, kind__in=kinds)
    if as_of is not None:
        moved = moved.filter(value_date__lte=as_of)
    recovered = Q(kind=MovementKind.RECOVERY) | Q(reverses__kind=MovementKind.RECOVERY)
    sums = (
        moved.order_by()
        .values_list("loan")
        .annotate(
            Sum("fee"), Sum("interest"), Sum("principal"), recovered=Sum("cash", filter=recovered, default=Decimal(0))
        )
    )
    found: dict[int, Parts] = defaultdict(Parts)
    for key, fee, interest, principal, cash in sums:
        found[key] = Parts(-fee, -interest, -principal - cash)
    return found
