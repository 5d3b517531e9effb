"""The meetings of a group: planned, moved, cancelled, come near; its members are told."""

from datetime import date, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from loans.groups.meeting_models import GroupMeeting
from loans.groups.models import Group, Rhythm
from loans.groups.moves import lock
from loans.groups.telling import tell_member
from portal.actors import Actor
from portal.record.acting import action
from portal.roles import Permission

DAYS: Final = {Rhythm.WEEK: 7, Rhythm.FORTNIGHT: 14, Rhythm.MONTH: 28, Rhythm.AGREED: 28}
_FURTHEST: Final = timedelta(days=366)


@action
def plan_meeting(*, by: Actor, group: Group, meeting: GroupMeeting) -> GroupMeeting:
    """Keep a meeting (not saved yet); who has joined is told when it is still to come. `ValidationError` by field."""
    _refuse_unless_open(by, group)
    last = group.meetings.aggregate(last=Max("number"))["last"] or 0
    meeting.group, meeting.number = group, last + 1
    _check(meeting)
    meeting.save()
    _tell(meeting, "group_meeting")
    return meeting


@action
def move_meeting(*, by: Actor, meeting: GroupMeeting) -> None:
    """Keep another day, hour or place (set on the row already) of a meeting that did not take place yet."""
    _refuse_unless_open(by, meeting.group)
    before = GroupMeeting.objects.get(pk=meeting.pk)
    _refuse_unless_coming(before)
    _check(meeting)
    if (before.day, before.begins, before.place) == (meeting.day, meeting.begins, meeting.place):
        return
    meeting.told_at, meeting.reminded_at = timezone.now(), None
    meeting.save(update_fields=["day", "begins", "place", "told_at", "reminded_at"])
    _tell(meeting, "group_meeting_moved")


@action
def cancel_meeting(*, by: Actor, meeting: GroupMeeting) -> None:
    """It does not take place. Cancelled already is cancelled."""
    _refuse_unless_open(by, meeting.group)
    meeting.refresh_from_db()
    if meeting.cancelled_at is None:
        _refuse_unless_coming(meeting)
        _cancel(meeting)


@action
def remind_members(*, by: Actor, today: date) -> int:
    """Tell the members of each meeting of tomorrow, once; how many messages were written.

    Who was told only today of this day is not told twice what she has just read.
    """
    del by
    due = GroupMeeting.objects.to_remind(today).select_related("group__office")
    told = 0
    for meeting in due.select_for_update(of=("self",), skip_locked=True).order_by("pk"):
        meeting.reminded_at = timezone.now()
        meeting.save(update_fields=["reminded_at"])
        if timezone.localdate(meeting.told_at) < today:
            told += _tell(meeting, "group_meeting_tomorrow")
    return told


@action
def cancel_coming(*, by: Actor, group: Group) -> None:
    """Every meeting that was not held, within the action that ends the group."""
    del by
    for meeting in group.meetings.standing().filter(held_at=None):
        _cancel(meeting)


def _cancel(meeting: GroupMeeting) -> None:
    meeting.cancelled_at = timezone.now()
    meeting.save(update_fields=["cancelled_at"])
    _tell(meeting, "group_meeting_cancelled")


def _refuse_unless_open(by: Actor, group: Group) -> None:
    lock(group)
    if not by.may(Permission.PROPOSE_LOANS):
        raise ValidationError(_("You may not do this."))
    if group.state == "ended":
        raise ValidationError(_("This group has ended."))


def _refuse_unless_coming(meeting: GroupMeeting) -> None:
    if meeting.cancelled_at is not None:
        raise ValidationError(_("This meeting was cancelled."))
    if meeting.held_at is not None:
        raise ValidationError(_("This meeting took place. Its day stays as it is."))


def _check(meeting: GroupMeeting) -> None:
    if abs(meeting.day - timezone.localdate()) > _FURTHEST:
        raise ValidationError({"day": _("Choose a day within a year.")})
    meeting.full_clean()


def _tell(meeting: GroupMeeting, event: str) -> int:
    """To all who have joined and can be reached; how many. Nothing of a day that is past."""
    if meeting.day < timezone.localdate():
        return 0
    members = meeting.group.members.joined().select_related("person", "case", "group__office")
    return sum(tell_member(member, event, meeting=meeting) is not None for member in members)
