"""Appointments: whose a booking is, how she is written to, and the secret link with which she changes it."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advisors.hours.models import Trouble
from advisors.models import Booking
from applicants.cases.models import Case
from applicants.persons.models import ContactKind
from portal.actors import Actor
from portal.language import registry
from portal.privacy import CONTACT, NAME, SITUATION, Personal
from portal.record.models import RecordChanges, Recorded
from portal.refs import new_ref


def new_token() -> str:
    return secrets.token_urlsafe(24)


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def visible_to(self, actor: Actor) -> AppointmentQuerySet:
        """Her own; for staff, those at the actor's offices, those of hers, and those of files she sees."""
        if actor.kind == "system":
            return self if actor.offices is None else self.none()
        if actor.kind == "person":
            return self.filter(case__person=actor.id)
        if not actor.is_staff:
            return self.none()
        if actor.offices is None:
            return self
        own = Q(booking__office__in=actor.offices) | Q(booking__advisor__user=actor.id)
        return self.filter(own | Q(case__in=Case.objects.visible_to(actor)))

    def live(self) -> AppointmentQuerySet:
        return self.filter(booking__state="booked")

    def coming(self) -> AppointmentQuerySet:
        """Not cancelled and not over."""
        return self.live().filter(booking__during__endswith__gt=timezone.now())

    def changeable(self) -> AppointmentQuerySet:
        """Not cancelled and not begun."""
        return self.live().filter(booking__during__startswith__gt=timezone.now())

    def whole(self) -> AppointmentQuerySet:
        """With everything that a line shows of it."""
        return self.select_related(
            "booking__office", "booking__advisor__user", "booking__purpose", "case__person", "earlier_wish"
        )


class Appointment(Recorded):
    """A booking and who comes: a person with a file, or somebody with a name and a contact and no file.

    `token` is the secret part of the link in her messages. `sequence` counts the moves, for calendars.
    """

    ref = models.CharField(max_length=8, unique=True, default=new_ref, editable=False)
    booking = models.OneToOneField(Booking, on_delete=models.PROTECT, related_name="appointment")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, blank=True, related_name="appointments")
    name = models.CharField(_("name"), max_length=150, blank=True)
    contact_kind = models.CharField(_("kind"), max_length=5, choices=ContactKind, blank=True)
    contact = models.CharField(_("phone or e-mail"), max_length=254, blank=True)
    language = models.CharField(
        _("language we write in"), max_length=2, choices=[(x.code, x.own_name) for x in registry.LANGUAGES]
    )
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    sequence = models.PositiveSmallIntegerField(default=0)
    booked_by = models.CharField(_("booked by"), max_length=60)
    created_at = models.DateTimeField(_("booked"), default=timezone.now)
    told_at = models.DateTimeField(_("told of this time"), default=timezone.now)
    day_before_at = models.DateTimeField(_("reminded the day before"), null=True, blank=True)
    hours_before_at = models.DateTimeField(_("reminded two hours before"), null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    trouble: Trouble | None = None  # what stands against it, where `settling.mark` has looked

    PERSONAL: ClassVar[dict[str, Personal]] = {"name": NAME, "contact": CONTACT, "language": SITUATION}

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="appointment_of_file_or_name",
                condition=Q(case__isnull=False, name="", contact="", contact_kind="")
                | (Q(case=None) & ~Q(name="") & ~Q(contact="") & ~Q(contact_kind="")),
                violation_error_message=_("Please write a name and a phone number or e-mail address."),
            )
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["case", "-id"], name="appointment_case")]
        triggers: ClassVar[list[RecordChanges]] = [RecordChanges(secret=("token",))]
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")

    def __str__(self) -> str:
        return self.ref

    @property
    def begins(self) -> datetime:
        return self.booking.begins

    @property
    def waits_for_earlier(self) -> bool:
        """Whether she is told when an earlier time comes free."""
        return hasattr(self, "earlier_wish")

    @property
    def is_coming(self) -> bool:
        return self.booking.is_live and self.booking.ends > timezone.now()

    @property
    def may_change(self) -> bool:
        """Whether she may still move or cancel it herself: until it begins."""
        return self.booking.is_live and self.booking.begins > timezone.now()
