"""The cover that members of a group give each other, for the page of the group, of a loan, and a member's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.urls import reverse

from applicants.cases.shown import ShownName
from loans.applications.models import Application
from loans.groups.blocking import Standing
from loans.groups.cover_picture import Picture, picture
from loans.groups.models import Group, GroupMember
from loans.groups.names import first_name_of, group_name, member_name
from loans.guarantees.models import ENDED, Guarantee, GuaranteeKind
from loans.guarantees.owed import owed_of, still
from loans.workflow import OPEN_STATES
from portal.actors import Actor
from portal.refs import display
from portal.roles import Permission

_OPEN: Final = OPEN_STATES - {"draft"}
# Before and after these the block stands among what is missing.


@dataclass(frozen=True)
class CoverRow:
    """A member with the euros she covers of the others' loans and that they cover of hers: in force, and asked for."""

    number: int
    name: ShownName
    given: Decimal
    given_asked: Decimal
    received: Decimal
    received_asked: Decimal


def cover_part(group: Group, actor: Actor) -> dict[str, Any]:
    """The table and the picture; `applications` are open ones of members, for which the others may stand."""
    members = list(group.members.joined().exclude(person=None).select_related("person", "case").order_by("pk"))
    numbers = {member.person_id: number for number, member in enumerate(members, 1)}
    found = _within(list(numbers))
    owed = owed_of({one.application_id for one in found})
    rows = [_row(number, member, actor, found, owed) for number, member in enumerate(members, 1)]
    return {
        "cover_rows": rows,
        "cover_picture": _drawn(numbers, found) if found else None,
        "cover_for": _open_applications(group, members, actor),
    }


def _within(people: Sequence[int | None]) -> list[Guarantee]:
    """The living guarantees by one of these people for another."""
    rows = Guarantee.objects.filter(
        kind=GuaranteeKind.CROSS, guarantor__in=people, application__case__person__in=people
    )
    return list(rows.exclude(state__in=ENDED).select_related("application__case").order_by("pk"))


def _row(
    number: int, member: GroupMember, actor: Actor, found: Sequence[Guarantee], owed: dict[int, Decimal]
) -> CoverRow:
    given = [one for one in found if one.guarantor_id == member.person_id]
    received = [one for one in found if one.application.case.person_id == member.person_id]
    return CoverRow(
        number,
        member_name(member, actor),
        _in_force(given, owed),
        _asked(given),
        _in_force(received, owed),
        _asked(received),
    )


def _in_force(some: Sequence[Guarantee], owed: dict[int, Decimal]) -> Decimal:
    return sum((still(one, owed.get(one.application_id)) for one in some), Decimal(0))


def _asked(some: Sequence[Guarantee]) -> Decimal:
    return sum((one.amount or Decimal(0) for one in some if one.state != "active"), Decimal(0))


def _drawn(numbers: dict[int | None, int], found: Sequence[Guarantee]) -> Picture:
    ties = {
        (numbers[one.guarantor_id], numbers[one.application.case.person_id]): one.state != "active" for one in found
    }
    return picture(list(numbers.values()), [(start, end, asked) for (start, end), asked in ties.items()])


def _open_applications(group: Group, members: Sequence[GroupMember], actor: Actor) -> list[tuple[ShownName, str, str]]:
    """Name, number and address of each: none for who may not change anything."""
    if group.state != "active" or not actor.may(Permission.PROPOSE_LOANS):
        return []
    by_person = {member.person_id: member for member in members}
    rows = Application.objects.visible_to(actor).filter(state__in=_OPEN, case__person__in=list(by_person))
    return [
        (
            member_name(by_person[one.case.person_id], actor),
            display(one.ref),
            reverse("group-cover", args=[group.ref, one.ref]),
        )
        for one in rows.select_related("case").order_by("pk")
    ]


def group_note(application: Application, actor: Actor, standing: Standing | None) -> dict[str, Any] | None:
    """For the pages of a loan application: the group the applicant is in, and where cover is agreed."""
    if standing is None:
        return None
    group = standing.group
    works = actor.may(Permission.PROPOSE_LOANS) and application.state in _OPEN and group.state == "active"
    return {
        "group": group,
        "name": group_name(group, actor),
        "cover_url": reverse("group-cover", args=[group.ref, application.ref]) if works else "",
    }


@dataclass(frozen=True)
class StandsFor:
    """What a member answers for: for whom (first name), how much at most and now, where it stands."""

    name: str
    amount: Decimal
    now: Decimal
    said: str
    url: str


def answers_for(person: int | None) -> list[StandsFor]:
    """All that somebody answers for within her group: nothing else of what the others owe."""
    if person is None:
        return []
    rows = Guarantee.objects.filter(kind=GuaranteeKind.CROSS, guarantor=person)
    found = list(rows.exclude(state__in=[*ENDED, "named"]).select_related("application__case__person").order_by("pk"))
    owed = owed_of({one.application_id for one in found})
    return [
        StandsFor(
            first_name_of(one.application.case.person),
            one.amount or Decimal(0),
            still(one, owed.get(one.application_id)),
            one.said,
            reverse("guarantee", args=[one.token]) if one.state in ("invited", "understood") else "",
        )
        for one in found
    ]
