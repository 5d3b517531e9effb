"""Founding a group, changing what is known of it, its leader, its beginning and its end."""

from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loans.groups.meetings import cancel_coming
from loans.groups.models import Group, GroupMember
from loans.groups.moves import held_by, lock, move_group, refuse_unless_possible, set_member_state, tell_timeline
from loans.groups.ties import ties_of
from loans.groups.workflow import GROUP
from portal.actors import Actor
from portal.record.acting import action
from portal.roles import Permission

FEWEST: Final = 2  # members with whom a group can begin


@action
def found_group(*, by: Actor, group: Group) -> Group:
    """Keep a new group (not saved yet), which forms. `ValidationError` by field."""
    _check(by, group)
    group.save()
    return group


@action
def change_group(*, by: Actor, group: Group) -> None:
    """Keep another name, office, advisor, rhythm or place (set on the row already); an ended group stays as it was."""
    if Group.objects.select_for_update().get(pk=group.pk).state == "ended":
        raise ValidationError(_("This group has ended."))
    _check(by, group)
    away = group.members.living().exclude(case=None).exclude(case__office=group.office_id)
    if away.exists():
        raise ValidationError({"office": _("The files of its members belong to another office.")})
    group.save(update_fields=["name", "office", "advisor", "rhythm", "place"])


def _check(by: Actor, group: Group) -> None:
    if not by.may(Permission.PROPOSE_LOANS):
        raise ValidationError(_("You may not do this."))
    if by.offices is not None and group.office_id not in by.offices:
        raise ValidationError({"office": _("You do not work at this office.")})
    if group.advisor is not None and not group.advisor.offices.filter(pk=group.office_id).exists():
        raise ValidationError({"advisor": _("This advisor does not work at the office of the group.")})
    group.full_clean()


@action
def choose_leader(*, by: Actor, group: Group, member: GroupMember) -> None:
    """The group's leader from now on, one of those who joined. Chosen already is chosen."""
    lock(group)
    if not by.may(Permission.PROPOSE_LOANS):
        raise ValidationError(_("You may not do this."))
    member.refresh_from_db(fields=["state"])
    if group.state == "ended":
        raise ValidationError(_("This group has ended."))
    if member.group_id != group.pk or member.state != "joined":
        raise ValidationError(_("The leader is one of those who have joined."))
    if group.leader_id == member.pk:
        return
    group.leader = member
    group.save(update_fields=["leader"])
    tell_timeline(by, member, "group.leads")


def missing_to_begin(group: Group) -> list[str]:
    """What is missing before the group can begin, as sentences; empty when nothing is."""
    found = []
    short = FEWEST - group.members.joined().count()
    if short > 0:
        sentence = ngettext(
            "At least %(count)s more person must join.", "At least %(count)s more people must join.", short
        )
        found.append(sentence % {"count": short})
    if group.leader_id is None:
        found.append(_("Choose the leader: the group agrees who it is."))
    return found


@action
def begin_group(*, by: Actor, group: Group) -> None:
    """From now on the group is active. `ValidationError` with every sentence of `missing_to_begin`."""
    lock(group)
    if group.state == "active":
        return
    found = missing_to_begin(group)
    if found:
        raise ValidationError(found)
    move_group(by, group, "begin")


@action
def end_group(*, by: Actor, group: Group, reason: str) -> None:
    """The group ends, for a reason; its members are free, invitations and coming meetings fall away.

    `ValidationError` while a member has a loan that runs, or stands for another's.
    """
    lock(group)
    if group.state == "ended":
        return
    refuse_unless_possible(GROUP, group.state, "end", held_by(by), reason)
    living = list(group.members.living().select_related("case", "person"))
    if any(ties_of(member) for member in living):
        raise ValidationError(
            _("Members have running loans, or stand for each other. A group ends when these have ended.")
        )
    group.leader = None
    move_group(by, group, "end", reason)
    for member in living:
        member.group = group
        set_member_state(by, member, "left", "group.ended")
    cancel_coming(by=by, group=group)
