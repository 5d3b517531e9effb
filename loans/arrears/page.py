"""What the pages about late loans show, put together for their templates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from applicants.cases.shown import ShownName, shown_name
from loans.arrears.models import Arrears, ArrearsQuerySet, Band, FollowUp
from loans.ledger.models import Loan, Movement, MovementKind
from portal.actors import Actor
from portal.pages import keyset_page
from portal.refs import display


@dataclass(frozen=True)
class Bar:
    """One band of ageing: how many loans, euros overdue and outstanding; `share` of the highest bar, in percent."""

    band: Band
    count: int
    overdue: Decimal
    outstanding: Decimal
    share: int


@dataclass(frozen=True)
class Said:
    """A follow-up with how its promise stands: `open`, `kept`, `broken` or ""."""

    row: FollowUp
    promise: str


@dataclass(frozen=True)
class LateLine:
    late: Arrears
    number: str
    name: ShownName
    last: Said | None


def bars_of(late: ArrearsQuerySet) -> list[Bar]:
    """The ageing of these loans, the youngest band first."""
    sums = late.by_band()
    most = max((outstanding for _count, _overdue, outstanding in sums.values()), default=Decimal(0))
    return [
        Bar(Band(band), count, overdue, outstanding, int(100 * outstanding / most) if most else 0)
        for band, (count, overdue, outstanding) in sums.items()
    ]


def filtered(late: ArrearsQuerySet, chosen: Mapping[str, str]) -> ArrearsQuerySet:
    """Narrowed by codes: `office`, `advisor` (key). Not by band: the picture shows them all."""
    if chosen.get("office"):
        late = late.filter(loan__application__case__office__code=chosen["office"])
    if chosen.get("advisor"):
        late = late.filter(loan__application__case__advisor=int(chosen["advisor"]))
    return late


def late_page(actor: Actor, chosen: Mapping[str, str], *, after: str) -> dict[str, Any]:
    """The late loans that the actor sees, the latest first, and their ageing."""
    everything = filtered(Arrears.objects.visible_to(actor), chosen)
    rows = everything.in_band(chosen["band"]) if chosen.get("band") else everything
    rows = rows.select_related(
        "loan__application__case__person", "loan__application__case__office", "loan__application__case__advisor__user"
    ).prefetch_related(Prefetch("loan__follow_ups", FollowUp.objects.select_related("by"), to_attr="said"))
    page = keyset_page(rows, sort="-days", after=after)
    paid = payments_of([late.loan for late in page.rows])
    lines = [
        LateLine(
            late,
            display(late.loan.ref),
            shown_name(late.loan.application.case.person, actor),
            next(iter(said_of(late.loan.said, paid.get(late.loan_id, []))), None),  # type: ignore[attr-defined]  # the prefetch's name
        )
        for late in page.rows
    ]
    bars = bars_of(everything)
    return {"lines": lines, "page": page, "chosen": chosen, "bars": bars, "any": any(bar.count for bar in bars)}


def payments_of(loans: Iterable[Loan]) -> dict[int, list[tuple[date, Decimal]]]:
    """Loan → (day, euros) of each payment that counts; one query."""
    found: dict[int, list[tuple[date, Decimal]]] = {}
    moved = Movement.objects.not_reversed().filter(loan__in=list(loans), kind=MovementKind.REPAYMENT)
    for key, day, cash in moved.values_list("loan", "value_date", "cash"):
        found.setdefault(key, []).append((day, -cash))
    return found


def said_of(rows: Iterable[FollowUp], payments: list[tuple[date, Decimal]]) -> list[Said]:
    """Follow-ups, the newest first, with how their promises stand today."""
    today = timezone.localdate()
    return [Said(row, row.promise(_paid(payments, row.at, row.promised_by), today)) for row in rows]


def _paid(payments: list[tuple[date, Decimal]], since: datetime, until: date | None) -> Decimal:
    begin = timezone.localdate(since)
    return sum((euros for day, euros in payments if begin <= day and (until is None or day <= until)), Decimal(0))


def follow_up_part(loan: Loan) -> dict[str, Any]:
    """For the page of a loan: whether it is late, and all that was said about it."""
    rows = list(loan.follow_ups.select_related("by"))
    return {
        "late": Arrears.objects.filter(loan=loan).first(),
        "said": said_of(rows, payments_of([loan]).get(loan.pk, [])) if rows else [],
    }
