"""The one way by which a group, and somebody in it, change their state."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from applicants.cases.actions import add_event
from loans.groups.models import Group, GroupMember
from loans.groups.workflow import GROUP, MEMBER, MEMBERSHIP
from portal.actors import Actor
from portal.roles import Permission
from portal.workflow import Transition, Workflow


def held_by(by: Actor) -> set[Permission | str]:
    return {permission for permission in Permission if by.may(permission)}


def permissions_about(by: Actor, member: GroupMember) -> set[Permission | str]:
    """What the table lets this actor do about a member: she answers for herself, staff by role."""
    if by.kind == "person":
        return {MEMBER} if by.id == (member.person_id or 0) else set()
    return held_by(by)


def possible_for(by: Actor, group: Group) -> list[Transition]:
    return GROUP.possible(group.state, may=held_by(by))


def possible_about(by: Actor, member: GroupMember) -> list[Transition]:
    return MEMBERSHIP.possible(member.state, may=permissions_about(by, member))


def lock(group: Group) -> Group:
    """Hold the group until the transaction ends, as others have left it: everything about it waits here."""
    group.refresh_from_db(from_queryset=Group.objects.select_for_update(of=("self",)))
    return group


def lock_member(member: GroupMember) -> GroupMember:
    """The same, and her row as it is now."""
    lock(member.group)
    member.refresh_from_db(fields=["state", "person", "case", "contact", "name", "language"])
    return member


def refuse_unless_possible(
    workflow: Workflow, state: str, name: str, held: set[Permission | str], reason: str
) -> Transition:
    """The transition, when the table allows it now; otherwise `ValidationError` with the sentence for the reader."""
    transition = workflow.transition(name)
    if state not in transition.sources:
        raise ValidationError(_("This is no longer possible. Please look again at where it stands."))
    if transition.who not in held:
        raise ValidationError(_("You may not do this."))
    if transition.reason_required and not reason.strip():
        raise ValidationError({"reason": _("Please write the reason.")})
    return transition


def move_group(by: Actor, group: Group, name: str, reason: str = "") -> None:
    """Within the caller's action, which holds the group."""
    transition = refuse_unless_possible(GROUP, group.state, name, held_by(by), reason)
    group.state, group.state_since, group.reason = transition.target, timezone.now(), reason.strip()
    group.full_clean(validate_unique=False)
    group.save()


def move_member(by: Actor, member: GroupMember, name: str, reason: str = "") -> None:
    """The same for somebody in it; written into her file, when she has one."""
    transition = refuse_unless_possible(MEMBERSHIP, member.state, name, permissions_about(by, member), reason)
    set_member_state(by, member, transition.target, f"group.{name}", reason)


def set_member_state(by: Actor, member: GroupMember, state: str, event: str, reason: str = "") -> None:
    member.state, member.state_since, member.reason = state, timezone.now(), reason.strip()
    member.full_clean(validate_unique=False)
    member.save()
    tell_timeline(by, member, event)


def tell_timeline(by: Actor, member: GroupMember, event: str, **params: Any) -> None:
    if member.case is not None:
        add_event(by=by, case=member.case, code=event, params={"group": member.group.name, **params})
