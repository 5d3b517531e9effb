"""Appointments: booked once, in time, told in her language, moved and cancelled by her and for her."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from advisors.hours.queries import free_times
from advisors.models import Booking, Hours
from applicants.appointments.actions import (
    book_for_file,
    book_for_name,
    cancel_appointment,
    move_appointment,
)
from applicants.appointments.calendars import invitation
from applicants.appointments.reminding import remind
from applicants.models import Appointment, Case, Event, Person
from applicants.persons.contacts import Reach
from loans.demo.clock import at
from portal.accounts.scope import actor_for_user
from portal.actors import Actor, system
from portal.models import Message, User
from portal.roles import Role
from tests.factories import (
    AppointmentFactory,
    BookingFactory,
    CaseFactory,
    HoursFactory,
    PersonFactory,
    assigned_case,
    member,
)

pytestmark = pytest.mark.django_db
Enter = Callable[[Person], Client]
ClientOf = Callable[[User], Client]
FRIDAY = datetime(2026, 10, 23, 8, tzinfo=UTC)  # two days before the clocks change


def with_hours(**fields: Any) -> tuple[Case, Hours]:
    case = assigned_case()
    return case, HoursFactory(advisor=case.advisor, **fields)


def herself(case: Case) -> Actor:
    return Actor(kind="person", id=case.person_id, language="fa")


def booked(case: Case, hours: Hours, place: int = 0, by: Actor | None = None) -> Appointment:
    key = free_times(hours.purpose, hours.office)[place].key
    return book_for_file(by=by or herself(case), case=case, purpose=hours.purpose, office=hours.office, key=key)


def test_she_books_on_her_page_and_reads_when_and_where_in_her_digits(client_of_person: Enter) -> None:
    case, hours = with_hours()
    client = client_of_person(case.person)
    with at(FRIDAY):
        url = f"/fa/me/appointments/{case.ref}/?purpose={hours.purpose.code}"
        page = client.get(url)
        free = page.context["picking"].free[0]
        answer = client.post(url, {"time": free.key}, follow=True)
    # Monday after the change: nine o'clock in Brussels is eight in UTC
    made = Appointment.objects.get()
    assert made.booking.during.lower == datetime(2026, 10, 26, 8, tzinfo=UTC)
    assert "دوشنبه ۲۶ اکتبر ۲۰۲۶، ۰۹:۰۰" in answer.content.decode()
    text = Message.objects.get(event="appointment_booked").body
    assert "دوشنبه ۲۶ اکتبر ۲۰۲۶، ۰۹:۰۰" in text
    assert f"/fa/a/{made.token}/" in text
    assert Event.objects.get(code="appointment.booked").public


def test_a_time_that_is_gone_is_refused_with_a_sentence_and_the_next_ones(client_of_person: Enter) -> None:
    case, hours = with_hours()
    other = CaseFactory(office=hours.office)
    url = f"/en/me/appointments/{case.ref}/?purpose={hours.purpose.code}"
    with at(FRIDAY):
        first = booked(other, hours)
        key = f"{hours.advisor_id}-{int(first.begins.timestamp())}"
        answer = client_of_person(case.person).post(url, {"time": key})
    page = answer.content.decode()
    assert "Somebody has just taken this time. Please choose another." in page
    assert f"{answer.context['picking'].free[0].begins:%a %H:%M}" == "Mon 09:30"


@pytest.mark.parametrize("key", ["", "x", "1-", "0-0", "99999999999999999999-1790000000", "1-999999999999", "١-٢"])
def test_a_time_that_never_was_is_refused(key: str) -> None:
    case, hours = with_hours()
    with pytest.raises(ValidationError):
        book_for_file(by=herself(case), case=case, purpose=hours.purpose, office=hours.office, key=key)


def test_the_database_lets_nobody_have_a_seat_twice_nor_be_in_two_places() -> None:
    one = BookingFactory()
    with pytest.raises(IntegrityError, match="booking_seat_once"), transaction.atomic():
        BookingFactory(office=one.office, advisor=one.advisor)
    with pytest.raises(IntegrityError, match="booking_holder_once"), transaction.atomic():
        BookingFactory(holder=one.holder)
    assert BookingFactory(office=one.office, advisor=one.advisor, seat=2)
    Booking.objects.filter(pk=one.pk).update(state="cancelled")
    assert BookingFactory(office=one.office, advisor=one.advisor)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_the_last_time_at_once_one_gets_it() -> None:
    case, hours = with_hours(begins=time(9), ends=time(9, 30), valid_until=timezone.localdate() + timedelta(days=7))
    cases = [case, CaseFactory(office=hours.office)]
    free = free_times(hours.purpose, hours.office)
    hours.purpose.notice_hours = 0

    def take(one: Case) -> str:
        try:
            book_for_file(by=herself(one), case=one, purpose=hours.purpose, office=hours.office, key=free[-1].key)
        except ValidationError as problem:
            return str(problem.messages[0])
        finally:
            connection.close()
        return "booked"

    with ThreadPoolExecutor(max_workers=2) as pool:
        told = sorted(pool.map(take, cases))
    assert told == ["Somebody has just taken this time. Please choose another.", "booked"]
    assert Booking.objects.live().count() == 1


def test_seats_of_one_time_are_given_one_by_one() -> None:
    case, hours = with_hours(seats=2, ends=time(9, 30))
    for one in (case, CaseFactory(office=hours.office)):
        with at(FRIDAY):
            booked(one, hours)
    assert sorted(Booking.objects.values_list("seat", flat=True)) == [1, 2]
    with at(FRIDAY):
        assert free_times(hours.purpose, hours.office)[0].begins.date().isoformat() == "2026-11-02"


def test_notice_binds_clients_and_not_staff() -> None:
    case, hours = with_hours()
    hours.purpose.notice_hours = 24 * 7
    hours.purpose.save()
    assert case.advisor is not None
    with at(FRIDAY):
        assert free_times(hours.purpose, hours.office)[0].begins.date().isoformat() == "2026-11-02"
        key = free_times(hours.purpose, hours.office, notice=False)[0].key
        by = actor_for_user(case.advisor.user)
        made = book_for_file(by=by, case=case, purpose=hours.purpose, office=hours.office, key=key)
    assert made.begins.date().isoformat() == "2026-10-26"


def test_the_link_moves_and_cancels_and_the_time_is_free_again() -> None:
    case, hours = with_hours()
    client = Client()
    with at(FRIDAY):
        made = booked(case, hours)
        assert client.get(f"/ar/a/{made.token}/").status_code == 200
        page = client.get(f"/ar/a/{made.token}/move/")
        assert made.begins not in [one.begins for one in page.context["picking"].free]  # the time she has is no other
        later = page.context["picking"].free[1]
        client.post(f"/ar/a/{made.token}/move/", {"time": later.key})
        made.refresh_from_db()
        made.booking.refresh_from_db()
        assert (made.booking.during.lower, made.sequence) == (later.slot.begins, 1)
        client.post(f"/ar/a/{made.token}/cancel/")
        client.post(f"/ar/a/{made.token}/cancel/")
    assert list(Message.objects.order_by("pk").values_list("event", flat=True)) == [
        "appointment_booked",
        "appointment_moved",
        "appointment_cancelled",
    ]
    assert not Booking.objects.live().exists()
    assert client.get("/ar/a/unknown/").status_code == 404


def test_what_has_begun_is_neither_moved_nor_cancelled() -> None:
    case, hours = with_hours()
    with at(FRIDAY):
        made = booked(case, hours)
        key = free_times(hours.purpose, hours.office)[0].key
    with at(FRIDAY + timedelta(days=3, minutes=10)):
        with pytest.raises(ValidationError):
            move_appointment(by=herself(case), appointment=made, key=key)
        with pytest.raises(ValidationError):
            cancel_appointment(by=herself(case), appointment=made)


def test_reminders_go_once_each_and_not_for_what_is_cancelled() -> None:
    case, hours = with_hours()
    other = CaseFactory(office=hours.office)
    with at(FRIDAY - timedelta(days=1)):
        booked(case, hours)
        cancelled = booked(other, hours)
        cancel_appointment(by=herself(other), appointment=cancelled)
    begins = datetime(2026, 10, 26, 8, tzinfo=UTC)
    told = []
    for before in (30, 24, 23.5, 2, 1.5, -1):
        with at(begins - timedelta(hours=before)):
            told.append(remind(by=system("test")))
    assert told == [0, 1, 0, 1, 0, 0]
    events = Message.objects.exclude(event__in=["appointment_booked", "appointment_cancelled"]).order_by("pk")
    assert [one.event for one in events] == ["appointment_tomorrow", "appointment_soon"]
    assert {one.language for one in events} == {"fa"}


def test_who_books_for_tomorrow_is_not_reminded_at_once() -> None:
    case, hours = with_hours()
    hours.purpose.notice_hours = 0
    hours.purpose.save()
    begins = datetime(2026, 10, 26, 8, tzinfo=UTC)
    with at(begins - timedelta(hours=20)):
        booked(case, hours)
        assert remind(by=system("test")) == 0
    with at(begins - timedelta(hours=2)):
        assert remind(by=system("test")) == 1


def test_a_calendar_file_keeps_its_uid_counts_moves_and_says_the_zone() -> None:
    case, hours = with_hours()
    with at(FRIDAY):
        made = booked(case, hours)
        before = Calendar.from_ical(invitation(made)).events[0]
        move_appointment(by=herself(case), appointment=made, key=free_times(hours.purpose, hours.office)[0].key)
        calendar = Calendar.from_ical(invitation(made))
        after = calendar.events[0]
        cancel_appointment(by=herself(case), appointment=made)
        cancelled = Calendar.from_ical(invitation(made))
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after["DTSTART"].params["TZID"] == "Europe/Brussels"
    assert "VTIMEZONE" in calendar.to_ical().decode()
    assert (calendar["METHOD"], cancelled["METHOD"]) == ("PUBLISH", "CANCEL")
    answer = Client().get(f"/en/a/{made.token}/calendar.ics")
    assert answer["Content-Type"].startswith("text/calendar")


def test_somebody_without_a_file_gets_the_link_at_her_contact() -> None:
    _case, hours = with_hours()
    with at(FRIDAY):
        key = free_times(hours.purpose, hours.office)[0].key
        made = book_for_name(
            by=system("test"),
            name="سارا",
            reach=Reach("phone", "+32470112233"),
            language="ar",
            purpose=hours.purpose,
            office=hours.office,
            key=key,
        )
    message = Message.objects.get()
    assert (message.address, message.language) == ("+32470112233", "ar")
    assert made.token in message.body


def test_an_advisor_books_moves_and_cancels_for_her(client_of: ClientOf) -> None:
    case, hours = with_hours()
    assert case.advisor is not None
    client = client_of(case.advisor.user)
    with at(FRIDAY):
        url = f"/nl/desk/cases/{case.ref}/appointment/?purpose={hours.purpose.code}"
        free = client.get(url).context["picking"].free
        assert client.post(url, {"time": ""}).context["form"].errors
        assert client.post(url, {"time": free[0].key}).status_code == 302
        made = Appointment.objects.get()
        client.post(f"/nl/desk/appointments/{made.ref}/move/", {"time": free[2].key})
        client.post(f"/nl/desk/appointments/{made.ref}/cancel/")
        page = client.get(f"/nl/desk/cases/{case.ref}/").content.decode()
    assert "maandag 26 oktober 2026, 10:00" in page
    assert Event.objects.filter(case=case, code__startswith="appointment.").count() == 3


def test_colleagues_of_another_office_see_nothing(client_of: ClientOf) -> None:
    made = AppointmentFactory()
    stranger = client_of(member(Role.ADVISOR))
    assert stranger.get(f"/en/desk/appointments/{made.ref}/move/").status_code == 404


def test_her_page_asks_as_much_for_three_as_for_one(client_of_person: Enter) -> None:
    person = PersonFactory()
    case = CaseFactory(person=person)
    counts = []
    for number in (1, 2):
        for _each in range(number):
            begins = timezone.now() + timedelta(days=2 + Appointment.objects.count())
            booking = BookingFactory(office=case.office, during=(begins, begins + timedelta(minutes=30)))
            AppointmentFactory(case=case, booking=booking)
        with CaptureQueriesContext(connection) as asked:
            client_of_person(person).get("/en/me/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_where_no_time_is_free_she_reads_whom_to_call_or_write_to(client_of_person: Enter, client_of: ClientOf) -> None:
    case, hours = with_hours(valid_until=FRIDAY.date())
    assert case.advisor is not None
    hours.office.phone = "+32 9 555 01 01"
    hours.office.save()
    with at(FRIDAY):
        hers = client_of_person(case.person).get(f"/en/me/appointments/{case.ref}/?purpose={hours.purpose.code}")
        ours = client_of(case.advisor.user).get(f"/en/desk/cases/{case.ref}/appointment/?purpose={hours.purpose.code}")
        made = AppointmentFactory(case=case, booking=BookingFactory(office=case.office, purpose=hours.purpose))
        by_link = Client().get(f"/en/a/{made.token}/move/")
    assert "Call the office: +32 9 555 01 01. Or write to us" in hers.content.decode()
    assert f"/en/me/messages/{case.ref}/" in hers.content.decode()
    for page in (ours, by_link):
        text = page.content.decode()
        assert "No time is free" in text
        assert "+32 9 555 01 01" in text
        assert "Or write to us" not in text
