"""What stands against a booked time: each kind of change takes its ground, and giving it back makes it stand again."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from advisors.hours.actions import keep, move
from advisors.hours.queries import free_times
from advisors.hours.standing import troubles
from advisors.models import Absence, Booking, Hours, HoursException
from loans.demo.clock import at
from portal.actors import system
from portal.models import Holiday
from tests.factories import BookingFactory, HoursFactory

pytestmark = pytest.mark.django_db
BY = system("test")
MONDAY = date(2026, 11, 2)
NOON = datetime(2026, 10, 23, 8, tzinfo=UTC)


def booked() -> tuple[Booking, Hours]:
    """Monday at nine in Brussels, in hours until eleven."""
    hours = HoursFactory()
    begins = datetime(2026, 11, 2, 8, tzinfo=UTC)
    during = (begins, begins + timedelta(minutes=30))
    booking = BookingFactory(office=hours.office, advisor=hours.advisor, purpose=hours.purpose, during=during)
    booking.refresh_from_db()
    return booking, hours


def trouble(booking: Booking) -> str | None:
    fresh = Booking.objects.select_related("office", "advisor__user").get(pk=booking.pk)
    return troubles([fresh]).get(booking.pk)


def away(hours: Hours) -> object:
    return Absence.objects.create(advisor=hours.advisor, days=(MONDAY, MONDAY + timedelta(days=1)))


def country_off(hours: Hours) -> object:
    return Holiday.objects.create(country=hours.office.country, day=MONDAY, name="All Souls")


def office_off(hours: Hours) -> object:
    return Holiday.objects.create(country=hours.office.country, office=hours.office, day=MONDAY, name="Moving house")


def busy(hours: Hours) -> object:
    return HoursException.objects.create(advisor=hours.advisor, day=MONDAY, begins=time(9, 15), ends=time(10))


def whole_day(hours: Hours) -> object:
    return HoursException.objects.create(advisor=hours.advisor, day=MONDAY)


def later(hours: Hours) -> object:
    return Hours.objects.filter(pk=hours.pk).update(begins=time(9, 15))


def ended(hours: Hours) -> object:
    return Hours.objects.filter(pk=hours.pk).update(valid_until=MONDAY - timedelta(days=1))


def season(hours: Hours) -> object:
    return HoursFactory(
        advisor=hours.advisor,
        office=hours.office,
        purpose=hours.purpose,
        weekday=2,
        valid_from=MONDAY,
        valid_until=MONDAY + timedelta(days=20),
        instead=True,
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (away, "away"),
        (country_off, "closed"),
        (office_off, "closed"),
        (busy, "blocked"),
        (whole_day, "blocked"),
        (later, "no_hours"),
        (ended, "no_hours"),
        (season, "no_hours"),
    ],
)
def test_each_change_takes_the_ground(change: Callable[[Hours], object], expected: str) -> None:
    booking, hours = booked()
    assert trouble(booking) is None
    change(hours)
    assert trouble(booking) == expected


def test_what_touches_another_day_hour_or_office_changes_nothing() -> None:
    booking, hours = booked()
    Absence.objects.create(advisor=hours.advisor, days=(MONDAY - timedelta(days=3), MONDAY))  # back on that day
    HoursException.objects.create(advisor=hours.advisor, day=MONDAY, begins=time(9, 30), ends=time(10))
    elsewhere = HoursFactory()
    Holiday.objects.create(country=hours.office.country, office=elsewhere.office, day=MONDAY, name="Elsewhere")
    Hours.objects.filter(pk=hours.pk).update(purpose=elsewhere.purpose, valid_until=MONDAY)
    assert trouble(booking) is None


def test_who_has_left_receives_nobody() -> None:
    booking, hours = booked()
    hours.advisor.user.is_active = False
    hours.advisor.user.save()
    assert trouble(booking) == "left"


def test_it_stands_again_when_the_advisor_comes_back_and_counts_no_more_when_cancelled() -> None:
    booking, hours = booked()
    absence = away(hours)
    assert isinstance(absence, Absence)
    absence.delete()
    assert trouble(booking) is None
    away(hours)
    Booking.objects.filter(pk=booking.pk).update(state="cancelled")
    assert trouble(booking) is None


def test_kept_it_stands_until_something_else_comes_or_it_is_moved() -> None:
    booking, hours = booked()
    later(hours)
    with at(NOON):
        keep(by=BY, booking=booking)
        assert trouble(booking) is None
        busy(hours)
        assert trouble(booking) == "blocked"
        HoursException.objects.all().delete()
        booking.refresh_from_db()
        move(by=BY, booking=booking, key=free_times(hours.purpose, hours.office)[-1].key)
    booking.refresh_from_db()
    assert booking.kept_despite == ""
    assert trouble(booking) is None


def test_keeping_what_stands_anyway_writes_nothing() -> None:
    booking, _hours = booked()
    keep(by=BY, booking=booking)
    booking.refresh_from_db()
    assert booking.kept_despite == ""


def test_many_ask_as_much_as_one() -> None:
    counts = []
    for number in (1, 3):
        for _each in range(number):
            booked()
        rows = list(Booking.objects.select_related("office", "advisor__user"))
        with CaptureQueriesContext(connection) as asked:
            assert troubles(rows) == {}
        counts.append(len(asked))
    assert counts == [4, 4]
