"""Who is to be told when an earlier time comes free."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.actors import Actor
from portal.privacy import SITUATION, Personal
from portal.record.models import Recorded


class EarlierWishQuerySet(models.QuerySet["EarlierWish"]):
    def visible_to(self, actor: Actor) -> EarlierWishQuerySet:
        from applicants.appointments.models import Appointment  # noqa: PLC0415 - that room shows these in its pages

        return self.filter(appointment__in=Appointment.objects.visible_to(actor))

    def waiting(self) -> EarlierWishQuerySet:
        """Whose appointment is still to come, who wished first on top."""
        coming = self.filter(
            appointment__booking__state="booked", appointment__booking__during__startswith__gt=timezone.now()
        )
        return coming.order_by("since", "pk")


class EarlierWish(Recorded):
    """She wants an earlier time for this appointment. `known` are the free times she has been told of, or saw."""

    appointment = models.OneToOneField(
        "applicants.Appointment", on_delete=models.CASCADE, related_name="earlier_wish", verbose_name=_("appointment")
    )
    since = models.DateTimeField(_("since"), default=timezone.now)
    told_at = models.DateTimeField(_("told"), null=True, blank=True)
    known = models.JSONField(default=list, blank=True, editable=False)

    objects = EarlierWishQuerySet.as_manager()

    PERSONAL: ClassVar[dict[str, Personal]] = {"since": SITUATION, "told_at": SITUATION, "known": SITUATION}

    class Meta(Recorded.Meta):
        ordering: ClassVar[Any] = ["since", "pk"]
        verbose_name = _("wish for an earlier time")
        verbose_name_plural = _("wishes for an earlier time")

    def __str__(self) -> str:
        return f"{self.appointment}"
