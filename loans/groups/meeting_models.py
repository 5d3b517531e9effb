"""The meetings of a group: planned, who came, and what was collected of whose loan."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loans.groups.models import Group, GroupMember
from loans.ledger.models import Loan, Movement
from portal.actors import Actor
from portal.privacy import SITUATION, STORY, Personal
from portal.record.models import Recorded


class GroupMeetingQuerySet(models.QuerySet["GroupMeeting"]):
    def visible_to(self, actor: Actor) -> GroupMeetingQuerySet:
        return self.filter(group__in=Group.objects.visible_to(actor))

    def standing(self) -> GroupMeetingQuerySet:
        """Those that were not cancelled."""
        return self.filter(cancelled_at=None)

    def to_remind(self, today: date) -> GroupMeetingQuerySet:
        """Those of tomorrow of which nobody was reminded."""
        return self.standing().filter(day=today + timedelta(days=1), held_at=None, reminded_at=None)


class GroupMeeting(Recorded):
    """A day on which the group meets. `number` counts within the group; `held_at` is when its sheet was first kept.

    `told_at` is when the members heard of the day as it is now, `reminded_at` when they were reminded of it.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveSmallIntegerField(_("number"))
    day = models.DateField(_("day"))
    begins = models.TimeField(null=True, blank=True)
    place = models.CharField(_("where"), max_length=150, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    told_at = models.DateTimeField(default=timezone.now)
    reminded_at = models.DateTimeField(null=True, blank=True)

    objects = GroupMeetingQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {"day": SITUATION, "place": SITUATION, "note": STORY}

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["day", "pk"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["group", "day"], name="group_meeting_day")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["group", "number"], name="group_meeting_number"),
            models.UniqueConstraint(
                fields=["group", "day"],
                condition=Q(cancelled_at=None),
                name="group_meeting_once_a_day",
                violation_error_message=_("The group meets on this day already."),
            ),
            models.CheckConstraint(
                name="group_meeting_held_or_cancelled",
                condition=Q(held_at=None) | Q(cancelled_at=None),
                violation_error_message=_("This meeting took place. It cannot be cancelled any more."),
            ),
        ]
        verbose_name = _("meeting of a group")
        verbose_name_plural = _("meetings of groups")

    def __str__(self) -> str:
        return f"{self.group}: {self.day}"


class Attendance(Recorded):
    """Whether a member came to a meeting."""

    meeting = models.ForeignKey(GroupMeeting, on_delete=models.PROTECT, related_name="attendances")
    member = models.ForeignKey(GroupMember, on_delete=models.PROTECT, related_name="attendances")
    came = models.BooleanField()

    class Meta(Recorded.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "member"], name="attendance_once")
        ]
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")

    def __str__(self) -> str:
        return f"{self.meeting}: {self.member}"


class CollectedQuerySet(models.QuerySet["Collected"]):
    def counting(self) -> CollectedQuerySet:
        """Those whose payment was not reversed."""
        return self.filter(movement__reversed_by=None)


class Collected(Recorded):
    """A payment of a member's loan that was collected at a meeting: the ledger's entry, with where it came from."""

    meeting = models.ForeignKey(GroupMeeting, on_delete=models.PROTECT, related_name="collected")
    member = models.ForeignKey(GroupMember, on_delete=models.PROTECT, related_name="collected")
    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="collected")
    movement = models.OneToOneField(Movement, on_delete=models.PROTECT, related_name="collected")
    number = models.PositiveSmallIntegerField(default=1)  # 2 after the first was reversed, and so on

    objects = CollectedQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "loan", "number"], name="collected_once"),
            models.CheckConstraint(name="collected_counts_from_one", condition=Q(number__gte=1)),
        ]
        verbose_name = _("collected payment")
        verbose_name_plural = _("collected payments")

    def __str__(self) -> str:
        return f"{self.meeting}: {self.movement.reference}"

    @property
    def amount(self) -> Decimal:
        """Euros received."""
        return -self.movement.cash
