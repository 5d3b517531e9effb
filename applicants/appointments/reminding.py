"""Reminders: the day before and two hours before, once each, in her language; never for what is cancelled."""

from datetime import timedelta
from typing import Final

from django.utils import timezone

from applicants.appointments.actions import tell
from applicants.appointments.models import Appointment
from portal.actors import Actor
from portal.record.acting import action

# column, template, how long before, and how late it still helps
KINDS: Final = (
    ("day_before_at", "appointment_tomorrow", timedelta(hours=24), timedelta(hours=3)),
    ("hours_before_at", "appointment_soon", timedelta(hours=2), timedelta(0)),
)
_BATCH: Final = 200


@action
def remind(*, by: Actor) -> int:
    """Remind everybody whose time has come; returns how many messages were written.

    Who booked when the time of a reminder had come already is not told twice what she has just read.
    """
    del by
    now, told = timezone.now(), 0
    for column, event, before, least in KINDS:
        due = Appointment.objects.live().filter(
            booking__during__startswith__gt=now + least,
            booking__during__startswith__lte=now + before,
            **{f"{column}__isnull": True},
        )
        for one in due.whole().select_for_update(of=("self",), skip_locked=True).order_by("pk")[:_BATCH]:
            fresh = one.booking.begins - before <= one.told_at
            setattr(one, column, now)
            one.save(update_fields=[column])
            told += 0 if fresh else tell(one, event)
    return told
