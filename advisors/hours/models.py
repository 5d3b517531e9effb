"""When advisors receive people: purposes, weekly hours with their exceptions, and the bookings made in them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.actors import Actor
from portal.models import Office
from portal.record.models import Recorded
from portal.refs import new_ref


class PurposeQuerySet(models.QuerySet["Purpose"]):
    def bookable(self) -> PurposeQuerySet:
        return self.filter(is_active=True, drop_in=False)


class Purpose(Recorded):
    """What people come for: a first meeting, help with a tax return. Texts of the institution, in seven languages."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=80)
    drop_in = models.BooleanField(
        _("without appointment"), default=False, help_text=_("Hours are shown, and nobody books in them.")
    )
    notice_hours = models.PositiveSmallIntegerField(_("booked at least so many hours before"), default=24)
    ahead_days = models.PositiveSmallIntegerField(_("booked at most so many days before"), default=60)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("active"), default=True)

    objects = PurposeQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["order", "pk"]
        verbose_name = _("purpose of a meeting")
        verbose_name_plural = _("purposes of meetings")

    def __str__(self) -> str:
        return self.name


class Weekday(models.IntegerChoices):
    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")
    SATURDAY = 6, _("Saturday")
    SUNDAY = 7, _("Sunday")


class HoursQuerySet(models.QuerySet["Hours"]):
    def visible_to(self, actor: Actor) -> HoursQuerySet:
        """Colleagues know each other's hours."""
        return self if actor.is_staff or actor.kind == "system" else self.none()


class Hours(Recorded):
    """A weekly time, by the clock of the office, cut into meetings of `minutes` with `seats` people each.

    Within the dates of hours that stand `instead`, the advisor's usual ones at that office do not count.
    """

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="hours", verbose_name=_("office"))
    advisor = models.ForeignKey(
        "advisors.Advisor", on_delete=models.CASCADE, related_name="hours", verbose_name=_("advisor")
    )
    purpose = models.ForeignKey(Purpose, on_delete=models.PROTECT, related_name="hours", verbose_name=_("purpose"))
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday)
    begins = models.TimeField(_("from"))
    ends = models.TimeField(_("until"))
    minutes = models.PositiveSmallIntegerField(
        _("minutes for each meeting"), default=30, validators=[MinValueValidator(5), MaxValueValidator(480)]
    )
    seats = models.PositiveSmallIntegerField(
        _("people at once"), default=1, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )
    valid_from = models.DateField(_("from day"))
    valid_until = models.DateField(_("until day"), null=True, blank=True)
    instead = models.BooleanField(
        _("instead of the usual hours"),
        default=False,
        help_text=_("For a time with other hours, such as Ramadan: the usual ones do not count in it."),
    )

    objects = HoursQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["weekday", "begins", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="hours_end_after_begin",
                condition=Q(ends__gt=F("begins")),
                violation_error_message=_("The end is after the beginning."),
            ),
            models.CheckConstraint(
                name="hours_last_day_after_first",
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                violation_error_message=_("The last day is not before the first."),
            ),
            models.CheckConstraint(
                name="hours_instead_has_end",
                condition=Q(instead=False) | Q(valid_until__isnull=False),
                violation_error_message=_("Hours that stand instead of the usual ones have a last day."),
            ),
            models.CheckConstraint(name="hours_have_room", condition=Q(minutes__gte=5, seats__gte=1)),
        ]
        verbose_name = _("weekly hours")
        verbose_name_plural = _("weekly hours")

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.begins:%H:%M}–{self.ends:%H:%M}"


class HoursException(Recorded):
    """A day, or a part of one, on which an advisor receives nobody; days away are absences."""

    advisor = models.ForeignKey(
        "advisors.Advisor", on_delete=models.CASCADE, related_name="exceptions", verbose_name=_("advisor")
    )
    day = models.DateField(_("day"))
    begins = models.TimeField(_("from"), null=True, blank=True, help_text=_("Empty: the whole day."))
    ends = models.TimeField(_("until"), null=True, blank=True)

    class Meta(Recorded.Meta):
        ordering: ClassVar[list[str]] = ["day", "begins"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="exception_whole_or_part",
                condition=Q(begins=None, ends=None) | Q(ends__gt=F("begins")),
                violation_error_message=_("The end is after the beginning."),
            )
        ]
        verbose_name = _("exception to the hours")
        verbose_name_plural = _("exceptions to the hours")

    def __str__(self) -> str:
        return f"{self.advisor}: {self.day}"


class BookingState(models.TextChoices):
    BOOKED = "booked", _("booked")
    CANCELLED = "cancelled", _("cancelled")


class Trouble(models.TextChoices):
    """Why a booked time cannot take place as it was booked."""

    LEFT = "left", _("The advisor has left.")
    CLOSED = "closed", _("The office is closed on this day.")
    AWAY = "away", _("The advisor is away on this day.")
    BLOCKED = "blocked", _("The advisor receives nobody at this time.")
    NO_HOURS = "no_hours", _("The hours have changed.")


class BookingQuerySet(models.QuerySet["Booking"]):
    def live(self) -> BookingQuerySet:
        return self.filter(state=BookingState.BOOKED)

    def coming(self) -> BookingQuerySet:
        """Given away, and not begun."""
        return self.live().filter(during__startswith__gt=timezone.now())

    def visible_to(self, actor: Actor) -> BookingQuerySet:
        """Free and busy is known among colleagues."""
        return self if actor.is_staff or actor.kind == "system" else self.none()


class Booking(Recorded):
    """A time of an advisor that is given away. `holder` is a key of those above: who it is, this floor never knows.

    The database lets nobody have the same seat of an advisor at one time, and no holder two meetings at once.
    `kept_despite` is the trouble in spite of which somebody decided that this time stands.
    """

    ref = models.CharField(max_length=8, unique=True, default=new_ref, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="bookings", verbose_name=_("office"))
    advisor = models.ForeignKey(
        "advisors.Advisor", on_delete=models.PROTECT, related_name="bookings", verbose_name=_("advisor")
    )
    purpose = models.ForeignKey(Purpose, on_delete=models.PROTECT, related_name="bookings", verbose_name=_("purpose"))
    during = DateTimeRangeField(_("when"))
    seat = models.PositiveSmallIntegerField(default=1)
    holder = models.CharField(max_length=60)
    state = models.CharField(_("state"), max_length=9, choices=BookingState, default=BookingState.BOOKED)
    kept_despite = models.CharField(_("stands although"), max_length=8, choices=Trouble, blank=True)

    objects = BookingQuerySet.as_manager()

    class Meta(Recorded.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            ExclusionConstraint(
                name="booking_seat_once",
                expressions=[
                    ("advisor", RangeOperators.EQUAL),
                    ("seat", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(state=BookingState.BOOKED),
                violation_error_message=_("Somebody has just taken this time. Please choose another."),
            ),
            ExclusionConstraint(
                name="booking_holder_once",
                expressions=[("holder", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=Q(state=BookingState.BOOKED),
                violation_error_message=_("There is another appointment at this time already."),
            ),
            models.CheckConstraint(
                name="booking_has_time",
                condition=Q(during__isempty=False, during__lower_inf=False, during__upper_inf=False),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["office", "during"], name="booking_office")]
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")

    def __str__(self) -> str:
        return f"{self.ref} {self.begins:%Y-%m-%d %H:%M}"

    @property
    def begins(self) -> datetime:
        """The beginning by the clock of the office."""
        at: datetime = self.during.lower
        return at.astimezone(self.office.zone)

    @property
    def ends(self) -> datetime:
        """The end by the clock of the office."""
        at: datetime = self.during.upper
        return at.astimezone(self.office.zone)

    @property
    def is_live(self) -> bool:
        return bool(self.state == BookingState.BOOKED)


def overlapping(begins: datetime, ends: datetime) -> dict[str, Any]:
    """The filter for bookings that touch this time."""
    return {"during__overlap": (begins, ends)}
