"""The hours of the demo's advisors at each of their offices, and the appointments made in them."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from django.core.exceptions import ValidationError
from django.utils import timezone

from advisors.hours.queries import free_times
from advisors.models import Advisor, Hours, HoursException, Purpose
from advisors.own.actions import add_absence
from applicants.appointments.actions import book_for_file, cancel_appointment, move_appointment
from applicants.models import Appointment, Case
from applicants.waiting.actions import wish_earlier
from loans.demo.cast import Cast
from loans.demo.clock import at
from loans.demo.institution import read
from portal.actors import Actor, system
from portal.models import Office

# weekday, from, until, purpose; each advisor begins at another place of the list
_WEEK: Final = (
    (1, time(9), time(12), "first-meeting"),
    (1, time(13, 30), time(16), "tax-return"),
    (2, time(9), time(12), "accounting"),
    (2, time(13), time(16), "first-meeting"),
    (3, time(9, 30), time(12), "registration"),
    (3, time(14), time(16), "questions"),
    (4, time(9), time(12), "first-meeting"),
    (4, time(13), time(16), "tax-return"),
    (5, time(9), time(11, 30), "first-meeting"),
    (5, time(14, 30), time(16), "registration"),
)
_EVERY_PURPOSE: Final = ("first-meeting", "tax-return", "accounting", "registration")
_BOOKED: Final = 24  # of the newest open files
_BACK: Final = timedelta(days=12)


def open_hours(today: date) -> None:
    """Purposes, weekly hours, other hours on Fridays of a dated time, a free afternoon."""
    purposes = {}
    for order, row in enumerate(read("purposes")):
        names = {f"name_{code}": text for code, text in row["name"].items()}
        made = Purpose.objects.create(code=row["code"], order=order, drop_in=row["drop_in"], **names)
        purposes[row["code"]] = (made, row["minutes"])
    since = today - timedelta(days=400)
    for place, advisor in enumerate(Advisor.objects.order_by("pk")):
        offices = list(advisor.offices.order_by("pk"))
        for number, (weekday, begins, ends, code) in enumerate(_WEEK):
            purpose, minutes = purposes[code]
            Hours.objects.create(
                office=offices[(number // 2 + place) % len(offices)],
                advisor=advisor,
                purpose=purpose,
                weekday=weekday,
                begins=begins,
                ends=ends,
                minutes=minutes,
                seats=3 if code == "accounting" else 1,
                valid_from=since,
            )
        HoursException.objects.create(
            advisor=advisor, day=today + timedelta(days=9 + place), begins=time(13), ends=time(17)
        )
    _fewer_hours(today, purposes["first-meeting"][0])


def _fewer_hours(today: date, purpose: Purpose) -> None:
    """Three weeks, some months from now, in which one advisor receives people in the morning alone."""
    advisor = Advisor.objects.order_by("pk")[0]
    first = today + timedelta(days=75)
    for weekday in (1, 2, 4):
        Hours.objects.create(
            office=advisor.offices.order_by("pk")[0],
            advisor=advisor,
            purpose=purpose,
            weekday=weekday,
            begins=time(9),
            ends=time(11),
            minutes=30,
            valid_from=first,
            valid_until=first + timedelta(days=20),
            instead=True,
        )


def make_appointments(cast: Cast, random: Random, now: datetime) -> None:
    """By the clients and by their advisors: some past, some to come, some moved, some cancelled."""
    now = min(now, timezone.now())
    files = Case.objects.open().filter(advisor__isnull=False).select_related("person", "office", "advisor__user")
    for place, case in enumerate(files.order_by("-submitted_at", "-pk")[:_BOOKED]):
        herself = Actor(kind="person", id=case.person_id, language=case.person.language)
        by = cast.advisor(case) if place % 3 == 2 else herself
        made_at = now - _BACK if place % 2 else now - timedelta(hours=2)
        if by is None or case.office is None or (case.submitted_at or now) > made_at:
            continue
        with at(made_at):
            _make(case, case.office, by, herself, random, place)
    _something_comes_up()


def _something_comes_up() -> None:
    """After they were booked: one advisor is away on the day of her last appointment, another is busy at an hour."""
    coming = Appointment.objects.filter(case__isnull=False).changeable().whole().order_by("-booking__during", "-pk")
    rows = list(coming)
    for last in rows[:1]:
        day = last.begins.date()
        with suppress(ValidationError):  # she is away then as it is
            add_absence(by=system("demo"), advisor=last.booking.advisor, first=day, last=day)
    for other in [row for row in rows if row.booking.advisor_id != rows[0].booking.advisor_id][:1]:
        HoursException.objects.create(
            advisor=other.booking.advisor,
            day=other.begins.date(),
            begins=other.begins.time(),
            ends=other.booking.ends.time(),
        )


def _make(case: Case, office: Office, by: Actor, herself: Actor, random: Random, place: int) -> None:
    purpose = Purpose.objects.get(code=_EVERY_PURPOSE[place % len(_EVERY_PURPOSE)])
    own = [case.advisor_id] if case.advisor_id else None
    free = free_times(purpose, office, advisors=own) or free_times(purpose, office)
    if not free:
        return
    try:
        made = book_for_file(by=by, case=case, purpose=purpose, office=office, key=random.choice(free[:9]).key)
        if place % 7 == 3:
            move_appointment(by=herself, appointment=made, key=free[-1].key)
        elif place % 7 == 4:
            wish_earlier(by=herself, appointment=made)
        elif place % 7 == 5:
            cancel_appointment(by=herself, appointment=made)
    except ValidationError:
        return  # the time was given to somebody before her
