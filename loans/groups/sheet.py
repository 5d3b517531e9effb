"""The sheet of a meeting: for each member what her loans ask for, and what was booked of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from applicants.cases.shown import ShownName
from loans.allocation import Row
from loans.groups.meeting_models import Attendance, Collected, GroupMeeting
from loans.groups.meetings import DAYS
from loans.groups.models import GroupMember, Rhythm
from loans.groups.names import member_name
from loans.ledger.models import Loan, Movement
from loans.ledger.standing import Standing, standings_of
from portal.actors import Actor
from portal.refs import display
from portal.roles import Permission


@dataclass(frozen=True)
class Booked:
    """A payment from this sheet: where it can be reversed ("" when it was, or may not be), and whether it was."""

    amount: Decimal
    reversed: bool
    reverse_url: str


@dataclass(frozen=True)
class LoanLine:
    """One running loan: `late` and the `next` instalment that is not late; `due`, what is asked for at this meeting."""

    loan: Loan
    number: str
    late: Decimal
    days_late: int
    next: Row | None
    due: Decimal
    booked: list[Booked] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """Whether something can still be booked: not while a payment of this sheet counts."""
        return all(one.reversed for one in self.booked)


@dataclass(frozen=True)
class MemberLine:
    """A member; `came` is None until the sheet was kept."""

    member: GroupMember
    name: ShownName
    came: bool | None
    loans: list[LoanLine]


def sheet_of(meeting: GroupMeeting, actor: Actor, *, typed: Collection[int] = ()) -> list[MemberLine]:
    """A line for each who has joined, and for who was on the sheet when it was kept; eight queries, however many.

    `typed`: keys of loans for which something was sent. One that has ended meanwhile keeps its line, so that what
    was typed there is answered with a sentence.
    """
    kept = {row.member_id: row.came for row in Attendance.objects.filter(meeting=meeting)}
    collected = list(
        Collected.objects.filter(meeting=meeting).select_related("movement__reversed_by", "loan").order_by("pk")
    )
    on_it = Q(state="joined") | Q(pk__in=kept) | Q(pk__in=[one.member_id for one in collected])
    members = list(meeting.group.members.filter(on_it).select_related("person", "case").order_by("pk"))
    loans = _loans_of(members, {*typed, *(one.loan_id for one in collected)}, actor)
    booked = _booked(collected, actor)
    day = max(meeting.day, timezone.localdate())
    standings = standings_of([loan for some in loans.values() for loan in some], day)
    until = day + timedelta(days=DAYS[Rhythm(meeting.group.rhythm)])
    return [
        MemberLine(
            member,
            member_name(member, actor),
            kept.get(member.pk),
            [_line(loan, standings[loan.pk], until, booked[loan.pk]) for loan in loans[member.person_id]],
        )
        for member in members
    ]


def _loans_of(members: Iterable[GroupMember], also: Collection[int], actor: Actor) -> dict[int | None, list[Loan]]:
    """Person → her loans that run, and those of these keys, the oldest first."""
    people = [member.person_id for member in members if member.person_id is not None]
    seen = Loan.objects.visible_to(actor).filter(application__case__person__in=people)
    rows = seen.filter(Q(state="active") | Q(pk__in=also))
    found: dict[int | None, list[Loan]] = defaultdict(list)
    for loan in rows.select_related("application__case__person").order_by("pk"):
        found[loan.application.case.person_id].append(loan)
    return found


def _line(loan: Loan, standing: Standing, until: date, booked: list[Booked]) -> LoanLine:
    coming = [row for row in standing.rows if row.due >= standing.on and row.outstanding.amount]
    soon = sum((row.outstanding.amount for row in coming if row.due < until), Decimal(0))
    return LoanLine(
        loan=loan,
        number=display(loan.ref),
        late=standing.overdue,
        days_late=standing.days_late,
        next=coming[0] if coming else None,
        due=standing.overdue + soon,
        booked=booked,
    )


def _booked(collected: list[Collected], actor: Actor) -> dict[int, list[Booked]]:
    """Loan → what this sheet booked. A payment is reversed on the ledger's own page, by its number there."""
    found: dict[int, list[Booked]] = defaultdict(list)
    numbers = _numbers({one.loan_id for one in collected})
    for one in collected:
        gone = hasattr(one.movement, "reversed_by")
        may = not gone and actor.may(Permission.BOOK_PAYMENTS)
        url = reverse("movement-reverse", args=[one.loan.ref, numbers[one.movement_id]]) if may else ""
        found[one.loan_id].append(Booked(one.amount, gone, url))
    return found


def _numbers(loans: set[int]) -> dict[int, int]:
    """Movement → its number in the ledger of its loan, from 1."""
    counted: dict[int, int] = defaultdict(int)
    numbers = {}
    for key, loan in Movement.objects.filter(loan__in=loans).order_by("pk").values_list("pk", "loan"):
        counted[loan] += 1
        numbers[key] = counted[loan]
    return numbers


def totals_of(lines: Iterable[MemberLine]) -> dict[str, Any]:
    """Sums of the sheet: late, asked for, booked; and how many came."""
    loans = [line for member in lines for line in member.loans]
    counting = [one.amount for line in loans for one in line.booked if not one.reversed]
    return {
        "late": sum((line.late for line in loans), Decimal(0)),
        "due": sum((line.due for line in loans if line.open), Decimal(0)),
        "booked": sum(counting, Decimal(0)),
        "came": sum(1 for member in lines if member.came),
    }
