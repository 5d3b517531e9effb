"""What somebody sees of her own group: who is in it, when it meets; nothing about what the others owe."""

from dataclasses import dataclass
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy

from loans.groups.cover_page import answers_for
from loans.groups.meeting_models import GroupMeeting
from loans.groups.models import Group, GroupMember
from loans.groups.moves import possible_about
from loans.groups.names import first_name
from portal.actors import Actor
from portal.slots import Panel


@dataclass(frozen=True)
class Companion:
    name: str
    leads: bool
    joined: bool


def my_membership(actor: Actor, ref: str) -> GroupMember:
    """Her own row in a group, asked or joined; 404 for any other group."""
    rows = GroupMember.objects.visible_to(actor).living()
    return get_object_or_404(
        rows.select_related("group__office", "group__advisor__user", "person", "case"), group__ref=ref
    )


def next_meeting(group: Group) -> GroupMeeting | None:
    coming: Any = group.meetings.standing().filter(day__gte=timezone.localdate(), held_at=None)
    found: GroupMeeting | None = coming.first()
    return found


def companions(group: Group) -> list[Companion]:
    """First names, in the order in which they came."""
    members = group.members.living().select_related("person").order_by("pk")
    return [Companion(first_name(each), each.pk == group.leader_id, each.state == "joined") for each in members]


def my_group_page(member: GroupMember, actor: Actor) -> dict[str, Any]:
    """The page of her group, also before she has answered."""
    group = member.group
    return {
        "member": member,
        "group": group,
        "status": member.status,
        "leads": group.leader_id == member.pk,
        "companions": companions(group),
        "meeting": next_meeting(group),
        "answers": possible_about(actor, member),
        "office": group.office,
        "stands_for": answers_for(member.person_id) if member.state == "joined" else [],
    }


def invitation_page(member: GroupMember, actor: Actor) -> dict[str, Any]:
    """The page behind the link, after the code: leaving is for her own page, or her advisor."""
    page = my_group_page(member, actor)
    return page | {
        "answers": page["answers"] if member.state == "invited" else [],
        "has_file": member.case_id is not None,
    }


def group_panel(key: int, actor: Actor) -> Panel:
    """Her group on her own page; `key` is her row in it."""
    found = GroupMember.objects.visible_to(actor).select_related("group").get(pk=key)
    shown: dict[str, Any] = {
        "member": found,
        "group": found.group,
        "companions": companions(found.group),
        "meeting": next_meeting(found.group),
    }
    return Panel("loans/_group_card.html", shown, order=8, title=gettext_lazy("Your group"))
