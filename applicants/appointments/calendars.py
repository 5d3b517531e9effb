"""Appointments for calendars (RFC 5545)."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from advisors.models import Advisor
from applicants.appointments.models import Appointment
from portal.refs import display

TYPE: Final = "text/calendar; charset=utf-8"


def invitation(appointment: Appointment) -> bytes:
    """One appointment, as who comes keeps it: what, where, with whom, and an alarm two hours before."""
    booking = appointment.booking
    event = _event(appointment)
    event.add("summary", _("%(purpose)s – %(institution)s") % {"purpose": booking.purpose, **_institution()})
    event.add("description", _("With %(advisor)s") % {"advisor": booking.advisor})
    if booking.is_live:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", str(booking.purpose))
        alarm.add("trigger", timedelta(hours=-2))
        event.add_component(alarm)
    return _calendar([event], "PUBLISH" if booking.is_live else "CANCEL")


def calendar_of(advisor: Advisor) -> bytes:
    """
    All booked times of an advisor, from four weeks ago on, for her own calendar: time, place, purpose and the number
    of the file. It lies on servers that are not ours, so nobody is named.
    """
    since = timezone.now() - timedelta(weeks=4)
    booked = Appointment.objects.live().filter(booking__advisor=advisor, booking__during__endswith__gt=since).whole()
    return _calendar([_entry(one) for one in booked.order_by("booking__during", "pk")], "PUBLISH")


def _entry(appointment: Appointment) -> Event:
    event = _event(appointment)
    purpose = str(appointment.booking.purpose)
    number = display(appointment.case.ref) if appointment.case else ""
    event.add("summary", f"{purpose} · {number}" if number else purpose)
    event.add("class", "PRIVATE")
    return event


def as_file(contents: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        contents, content_type=TYPE, headers={"Content-Disposition": f'attachment; filename="{name}.ics"'}
    )


def _institution() -> dict[str, str]:
    return {"institution": settings.INSTITUTION_NAME}


def _event(appointment: Appointment) -> Event:
    """The same `UID` for life, `SEQUENCE` raised by each move, times in the zone of the office."""
    booking = appointment.booking
    event = Event()
    event.add("uid", f"{appointment.ref}@sanduq")
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", timezone.now())
    event.add("dtstart", booking.begins)
    event.add("dtend", booking.ends)
    event.add("status", "CONFIRMED" if booking.is_live else "CANCELLED")
    place = ", ".join(part for part in (str(booking.office), booking.office.address, booking.office.city) if part)
    event.add("location", place)
    return event


def _calendar(events: Iterable[Event], method: str) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Sanduq//appointments//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for event in events:
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())
