"""The private calendar of an advisor: a secret address, no names, the right hour on both sides of the change."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from icalendar import Calendar

from advisors.feeds.actions import advisor_by, end, renew
from advisors.models import Advisor, CalendarFeed
from applicants.appointments.feed_views import MISSES_OF_ADDRESS, READS_OF_ONE
from applicants.models import Appointment
from loans.demo.clock import at
from portal.actors import system
from portal.models import Entry, User
from portal.refs import display
from portal.roles import Role
from tests.factories import AdvisorFactory, AppointmentFactory, BookingFactory, OfficeFactory, member

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
ClientOf = Callable[[User], Client]
BY = system("test")
FRIDAY = datetime(2026, 10, 23, 7, tzinfo=UTC)  # nine o'clock in summer, two days before the clocks change


@pytest.fixture(autouse=True)
def forget() -> None:
    cache.clear()


def expected(advisor: Advisor, begins: datetime) -> Appointment:
    office = advisor.offices.get()
    booking = BookingFactory(office=office, advisor=advisor, during=(begins, begins + timedelta(minutes=30)))
    made: Appointment = AppointmentFactory(booking=booking)
    return made


def read(secret: str, language: str = "en") -> Calendar:
    answer = Client().get(f"/{language}/calendar/{secret}.ics")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    assert "no-store" in answer["Cache-Control"]
    return Calendar.from_ical(answer.content)


def test_it_shows_the_hour_of_the_office_before_and_after_the_change() -> None:
    advisor = AdvisorFactory()
    with at(FRIDAY - timedelta(days=1)):
        before = expected(advisor, FRIDAY)
        after = expected(advisor, FRIDAY + timedelta(days=3, hours=1))
        calendar = read(renew(by=BY, advisor=advisor))
    starts: list[Any] = [event["DTSTART"] for event in calendar.events]
    assert [f"{one.dt:%H:%M}" for one in starts] == ["09:00", "09:00"]
    assert [one.dt.astimezone(UTC).hour for one in starts] == [7, 8]
    assert {one.params["TZID"] for one in starts} == {"Europe/Brussels"}
    text = calendar.to_ical().decode()
    assert text.count("BEGIN:VTIMEZONE") == 1
    assert "TZOFFSETFROM:+0200" in text
    for made in (before, after):
        assert made.case is not None
        assert display(made.case.ref) in text


def test_nobody_is_named_and_what_is_cancelled_or_a_colleagues_is_left_out() -> None:
    advisor = AdvisorFactory(at=[OfficeFactory()])
    made = expected(advisor, datetime.now(UTC) + timedelta(days=3))
    gone = expected(advisor, datetime.now(UTC) + timedelta(days=4))
    gone.booking.state = "cancelled"
    gone.booking.save()
    AppointmentFactory()
    calendar = read(renew(by=BY, advisor=advisor))
    assert [str(event["UID"]) for event in calendar.events] == [f"{made.ref}@sanduq"]
    assert made.case is not None
    text = calendar.to_ical().decode()
    person = made.case.person
    told = [person.full_name, person.latin_name, *person.contacts.values_list("value", flat=True), made.token]
    assert not [one for one in told if one and one in text]


def test_a_new_address_makes_the_old_one_dead_and_so_does_leaving() -> None:
    advisor = AdvisorFactory()
    old = renew(by=BY, advisor=advisor)
    new = renew(by=BY, advisor=advisor)
    assert advisor_by(old) is None
    assert advisor_by(new) == advisor
    assert Client().get(f"/en/calendar/{old}.ics").status_code == 404
    advisor.user.is_active = False
    advisor.user.save()
    assert Client().get(f"/en/calendar/{new}.ics").status_code == 404
    advisor.user.is_active = True
    advisor.user.save()
    end(by=BY, advisor=advisor)
    assert Client().get(f"/en/calendar/{new}.ics").status_code == 404


def test_the_secret_is_kept_nowhere() -> None:
    secret = renew(by=BY, advisor=AdvisorFactory())
    feed = CalendarFeed.objects.get()
    assert secret not in str(vars(feed))
    kept = str(list(Entry.objects.values_list("difference", flat=True)))
    assert feed.digest not in kept
    assert secret not in kept


def test_she_sets_it_up_renews_and_ends_it_on_her_page(client_of: ClientOf) -> None:
    advisor = AdvisorFactory()
    client = client_of(advisor.user)
    assert "/en/desk/me/calendar/" in client.get("/en/desk/me/").content.decode()
    assert client.get("/en/desk/me/calendar/").context["address"] == ""
    page = client.post("/en/desk/me/calendar/")
    address = page.context["address"]
    assert address in page.content.decode()
    path = "/en/calendar/" + address.rpartition("/")[2]
    assert Client().get(path).status_code == 200
    assert address not in client.get("/en/desk/me/calendar/").content.decode()
    client.post("/en/desk/me/calendar/", {"end": "1"})
    assert Client().get(path).status_code == 404


def test_who_is_no_advisor_is_sent_back(client_of: ClientOf) -> None:
    client = client_of(member(Role.OFFICE_MANAGER))
    assert client.post("/en/desk/me/calendar/")["Location"] == "/en/desk/me/"
    assert not CalendarFeed.objects.exists()


def test_reading_too_often_and_guessing_are_slowed_down() -> None:
    secret = renew(by=BY, advisor=AdvisorFactory())
    client = Client()
    found = [client.get(f"/en/calendar/{secret}.ics").status_code for _each in range(READS_OF_ONE + 1)]
    assert (found[0], found[-2], found[-1]) == (200, 200, 429)
    other = renew(by=BY, advisor=AdvisorFactory())
    missed = [client.get(f"/en/calendar/{number}.ics").status_code for number in range(MISSES_OF_ADDRESS + 1)]
    assert (missed[0], missed[-1]) == (404, 429)
    assert client.get(f"/en/calendar/{other}.ics").status_code == 429
