"""Visits: who came to an office, waited, was received and left."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advisors.models import Advisor, SpokenLanguage
from applicants.appointments.models import Appointment
from applicants.cases.models import Case
from portal.actors import Actor
from portal.models import Office
from portal.privacy import NAME, SITUATION, Personal
from portal.record.models import Recorded
from portal.refs import new_ref


class VisitState(models.TextChoices):
    """Where somebody is who came; it follows from the times."""

    WAITING = "waiting", _("waiting")
    RECEIVED = "received", _("with an advisor")
    LEFT = "left", _("left")


class VisitQuerySet(models.QuerySet["Visit"]):
    def visible_to(self, actor: Actor) -> VisitQuerySet:
        """Those at the actor's offices, and those who came to see her."""
        if not actor.is_staff:
            return self if actor.kind == "system" and actor.offices is None else self.none()
        if actor.offices is None:
            return self
        return self.filter(Q(office__in=actor.offices) | Q(advisor__user=actor.id))

    def waiting(self) -> VisitQuerySet:
        return self.filter(begun_at=None, left_at=None)

    def whole(self) -> VisitQuerySet:
        """With everything that a line shows of it, but the languages of people."""
        return self.select_related(
            "office", "language", "advisor__user", "case__person", "appointment__booking__office", "appointment__case"
        )


class Visit(Recorded):
    """Somebody at an office, on a day of its clock: by appointment, with a file, or with a name alone.

    The times are added one by one. `once` is the press of a button: the same twice is one visit.
    """

    ref = models.CharField(max_length=8, unique=True, default=new_ref, editable=False)
    once = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="visits", verbose_name=_("office"))
    day = models.DateField(_("day"))
    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, null=True, blank=True, related_name="visits")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, blank=True, related_name="visits")
    name = models.CharField(_("name"), max_length=150, blank=True)
    language = models.ForeignKey(
        SpokenLanguage, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("language spoken")
    )
    advisor = models.ForeignKey(
        Advisor, on_delete=models.PROTECT, null=True, blank=True, related_name="visits", verbose_name=_("advisor")
    )
    arrived_at = models.DateTimeField(_("arrived"), default=timezone.now)
    begun_at = models.DateTimeField(_("received"), null=True, blank=True)
    left_at = models.DateTimeField(_("left"), null=True, blank=True)

    objects = VisitQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "name": NAME,
        "day": SITUATION,
        "language": SITUATION,
        "arrived_at": SITUATION,
        "begun_at": SITUATION,
        "left_at": SITUATION,
    }

    class Meta(Recorded.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["office", "day"], name="visit_office_day"),
            models.Index(fields=["advisor", "day"], name="visit_advisor_day"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["appointment", "day"], name="visit_once_for_appointment"),
            models.UniqueConstraint(
                fields=["case", "day"],
                condition=Q(appointment=None, left_at=None),
                name="visit_once_without_appointment",
                violation_error_message=_("This person is in the list already."),
            ),
            models.CheckConstraint(
                name="visit_of_somebody",
                condition=Q(appointment__isnull=False) | Q(case__isnull=False) | ~Q(name=""),
                violation_error_message=_("Please write a name, or choose a file."),
            ),
            models.CheckConstraint(
                name="visit_times_in_order",
                condition=(Q(begun_at=None) | Q(begun_at__gte=F("arrived_at")))
                & (Q(left_at=None) | Q(left_at__gte=F("arrived_at")))
                & (Q(left_at=None) | Q(begun_at=None) | Q(left_at__gte=F("begun_at"))),
            ),
            models.CheckConstraint(
                name="visit_received_by_somebody",
                condition=Q(begun_at=None) | Q(advisor__isnull=False),
                violation_error_message=_("Please choose the advisor who receives this person."),
            ),
        ]
        verbose_name = _("visit")
        verbose_name_plural = _("visits")

    def __str__(self) -> str:
        return self.ref

    @property
    def state(self) -> VisitState:
        if self.left_at is not None:
            return VisitState.LEFT
        return VisitState.WAITING if self.begun_at is None else VisitState.RECEIVED

    @property
    def turn(self) -> datetime:
        """When it is her turn: at the time of her appointment, or when she came if that was later."""
        if self.appointment is None:
            return self.arrived_at
        appointed: datetime = self.appointment.booking.during.lower
        return max(self.arrived_at, appointed)
