"""What the pages of groups show, put together for their templates."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db.models import Count, F, Q, Sum
from django.urls import reverse
from django.utils import timezone

from applicants.cases.shown import ShownName
from loans.groups.actions import missing_to_begin
from loans.groups.blocking import lost_by
from loans.groups.cover_page import cover_part
from loans.groups.meeting_models import GroupMeeting
from loans.groups.models import Group, GroupMember
from loans.groups.moves import possible_about, possible_for
from loans.groups.names import group_name, member_name
from loans.groups.queries import groups_for_list, members_of
from loans.ledger.models import Loan
from loans.ledger.standing import Standing, standings_of
from portal.actors import Actor
from portal.pages import Page, keyset_page
from portal.refs import display
from portal.roles import Permission
from portal.workflow import Transition

ASK_WHY: Final = frozenset({"note_leave"})  # a page of its own asks for the reason
_MOST_PAST: Final = 12


@dataclass(frozen=True)
class Button:
    """`asks` leads to a page with a question; otherwise it acts at once."""

    transition: Transition
    url: str
    asks: bool


@dataclass(frozen=True)
class MemberRow:
    """Somebody in the group with her running loans, and those `lost` to a write-off; `number` counts from 1."""

    member: GroupMember
    number: int
    name: ShownName
    leads: bool
    loans: list[tuple[Loan, str, Standing]]  # the loan, its number as people read it, how it stands
    lost: list[tuple[Loan, str, Standing]]
    buttons: list[Button]
    may_lead: bool
    may_ask_again: bool
    may_connect: bool


def group_page(group: Group, actor: Actor) -> dict[str, Any]:
    """Everything on the page of a group."""
    rows = _rows(group, actor)
    works = actor.may(Permission.PROPOSE_LOANS) and group.state != "ended"
    may = {each.name for each in possible_for(actor, group)}
    return {
        "group": group,
        "name": group_name(group, actor),
        "number": display(group.ref),
        "status": group.status,
        "rows": [row for row in rows if not row.member.status.closed],
        "gone": [row for row in rows if row.member.status.closed],
        "missing": missing_to_begin(group) if group.state == "forming" else [],
        "works": works,
        "may_begin": "begin" in may,
        "may_end": "end" in may,
        "sees_names": actor.sees_names,
        **meetings_part(group),
        **cover_part(group, actor),
    }


def _rows(group: Group, actor: Actor) -> list[MemberRow]:
    members = members_of(group)
    loans, lost = running_loans(members, actor), lost_by(_people(members))
    every = [loan for some in (*loans.values(), *lost.values()) for loan in some]
    standings = standings_of(every, timezone.localdate())
    works = actor.may(Permission.PROPOSE_LOANS) and group.state != "ended"
    return [
        MemberRow(
            member=member,
            number=number,
            name=member_name(member, actor),
            leads=group.leader_id == member.pk,
            loans=[(loan, display(loan.ref), standings[loan.pk]) for loan in loans[member.person_id or 0]],
            lost=[(loan, display(loan.ref), standings[loan.pk]) for loan in lost[member.person_id or 0]],
            buttons=_buttons(group, member, number, actor),
            may_ask_again=works and member.state == "invited" and bool(member.contact),
            may_connect=works and member.case_id is None and not member.status.closed,
            may_lead=works and member.state == "joined" and group.leader_id != member.pk,
        )
        for number, member in enumerate(members, 1)
    ]


def _buttons(group: Group, member: GroupMember, number: int, actor: Actor) -> list[Button]:
    found = []
    for each in possible_about(actor, member):
        url = reverse("group-member-note", args=[group.ref, number, each.name])
        found.append(Button(each, url, each.name in ASK_WHY))
    return found


def running_loans(members: Sequence[GroupMember], actor: Actor) -> dict[int, list[Loan]]:
    """Person → her running loans, as far as the actor sees them."""
    seen = Loan.objects.visible_to(actor).active().filter(application__case__person__in=_people(members))
    rows: Any = seen.annotate(person=F("application__case__person")).order_by("pk")
    found: dict[int, list[Loan]] = defaultdict(list)
    for loan in rows:
        found[loan.person].append(loan)
    return found


def _people(members: Sequence[GroupMember]) -> list[int]:
    return [member.person_id for member in members if member.person_id is not None and not member.status.closed]


@dataclass(frozen=True)
class MeetingRow:
    """A meeting with how many came and how many euros were collected."""

    meeting: GroupMeeting
    came: int
    collected: Decimal


def meetings_part(group: Group) -> dict[str, list[MeetingRow]]:
    """Meetings to come (and those without a sheet yet), the next one first; those that were, the newest first."""
    counting = Q(collected__movement__reversed_by=None)
    cash = Sum("collected__movement__cash", filter=counting, default=Decimal(0))
    came = dict(group.meetings.values_list("pk").annotate(n=Count("attendances", filter=Q(attendances__came=True))))
    standing: Any = group.meetings.standing().annotate(cash=cash).order_by("day")
    rows = [MeetingRow(each, came.get(each.pk, 0), -each.cash) for each in standing]
    past = [row for row in reversed(rows) if row.meeting.held_at is not None]
    return {"coming": [row for row in rows if row.meeting.held_at is None], "past": past[:_MOST_PAST]}


@dataclass(frozen=True)
class GroupLine:
    """One group of the list."""

    group: Any
    name: str
    number: str
    next_day: date | None


def groups_page(actor: Actor, chosen: Mapping[str, str], *, after: str) -> dict[str, Any]:
    """A page of groups, the one whose state changed last first."""
    page: Page[Any] = keyset_page(groups_for_list(actor, chosen), sort="-state_since", after=after)
    lines = [GroupLine(row, group_name(row, actor), display(row.ref), row.next_day) for row in page.rows]
    return {
        "lines": lines,
        "page": page,
        "chosen": chosen,
        "may_found": actor.may(Permission.PROPOSE_LOANS),
    }
