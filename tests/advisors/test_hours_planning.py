"""Changing hours by dates: overlaps refused with a sentence, what was stays known, and what was booked is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from datetime import date, time, timedelta
from time import sleep
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from advisors.hours.actions import book
from advisors.hours.planning import Plan, add_day_off, add_exception, add_hours, change_hours, end_hours, overtaken
from advisors.hours.queries import free_times
from advisors.models import Advisor, Hours, HoursException
from portal.actors import system
from portal.models import Holiday
from tests.factories import AdvisorFactory, BookingFactory, HoursFactory, OfficeFactory

pytestmark = pytest.mark.django_db
BY = system("test")
FIRST = date(2026, 1, 1)


def plan_of(row: Hours, **fields: Any) -> Plan:
    told: dict[str, Any] = {
        "office": row.office,
        "purpose": row.purpose,
        "begins": row.begins,
        "ends": row.ends,
        "minutes": 30,
        "seats": 1,
        "first": FIRST,
    }
    return Plan(**told | fields)


def test_the_same_hours_on_some_days_are_a_row_each() -> None:
    row = HoursFactory()
    made = add_hours(by=BY, advisor=row.advisor, plan=plan_of(row), weekdays=[4, 2, 4])
    assert [one.weekday for one in made] == [2, 4]
    with pytest.raises(ValidationError, match="at least one day"):
        add_hours(by=BY, advisor=row.advisor, plan=plan_of(row), weekdays=[])


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({}, True),
        ({"begins": time(10, 30), "ends": time(12)}, True),
        ({"begins": time(11), "ends": time(12)}, False),  # begins when the others end
        ({"last": date(2026, 3, 1)}, True),
        ({"first": date(2025, 1, 1), "last": date(2025, 12, 31)}, False),  # over before the others begin
        ({"last": date(2026, 3, 1), "instead": True}, False),  # other hours of a dated time
    ],
)
def test_hours_that_overlap_others_are_refused(fields: dict[str, Any], refused: bool) -> None:  # noqa: FBT001 - of the table above
    row = HoursFactory()
    sentence = f"These hours overlap others of the same advisor: {row.office}, Monday 09:00–11:00."
    with pytest.raises(ValidationError, match=sentence) if refused else nullcontext():
        add_hours(by=BY, advisor=row.advisor, plan=plan_of(row, **fields), weekdays=[1])


def test_nobody_is_at_two_offices_at_once_in_a_season_either() -> None:
    row, other = HoursFactory(), OfficeFactory()
    row.advisor.offices.add(other)
    for fields in ({}, {"instead": True, "last": date(2026, 3, 1)}):
        with pytest.raises(ValidationError, match="overlap"):
            add_hours(by=BY, advisor=row.advisor, plan=plan_of(row, office=other, **fields), weekdays=[1])


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"ends": time(8)}, "The end is after the beginning."),
        ({"last": date(2025, 1, 1)}, "The last day is not before the first."),
        ({"instead": True}, "Hours that stand instead of the usual ones have a last day."),
    ],
)
def test_nonsense_is_refused_with_the_sentence_of_the_table(fields: dict[str, Any], sentence: str) -> None:
    row = HoursFactory()
    with pytest.raises(ValidationError, match=sentence):
        add_hours(by=BY, advisor=row.advisor, plan=plan_of(row, **fields), weekdays=[3])


def test_other_hours_from_a_day_on_leave_what_was_before() -> None:
    row = HoursFactory()
    day = timezone.localdate() + timedelta(days=14)
    made = change_hours(by=BY, row=row, plan=plan_of(row, begins=time(13), ends=time(15), first=day), weekday=2)
    row.refresh_from_db()
    assert (row.valid_until, row.begins) == (day - timedelta(days=1), time(9))
    assert (made.valid_from, made.begins, made.weekday) == (day, time(13), 2)


def test_hours_that_hold_from_then_are_changed_themselves() -> None:
    row = HoursFactory()
    change_hours(by=BY, row=row, plan=plan_of(row, seats=3), weekday=1)
    assert Hours.objects.get().seats == 3


def test_hours_that_are_over_stay_as_they_were() -> None:
    row = HoursFactory(valid_until=date(2026, 2, 1))
    with pytest.raises(ValidationError, match="over"):
        change_hours(by=BY, row=row, plan=plan_of(row), weekday=1)


def test_a_change_that_would_overlap_changes_nothing() -> None:
    row = HoursFactory()
    HoursFactory(advisor=row.advisor, office=row.office, purpose=row.purpose, weekday=2)
    day = timezone.localdate() + timedelta(days=14)
    with pytest.raises(ValidationError, match="overlap"):
        change_hours(by=BY, row=row, plan=plan_of(row, first=day), weekday=2)
    row.refresh_from_db()
    assert row.valid_until is None


def test_hours_end_on_a_day_and_go_when_they_never_held() -> None:
    row, never = HoursFactory(), HoursFactory(valid_from=timezone.localdate() + timedelta(days=30))
    end_hours(by=BY, row=row, last=timezone.localdate())
    end_hours(by=BY, row=row, last=timezone.localdate() + timedelta(days=9))  # ended is ended
    end_hours(by=BY, row=never, last=timezone.localdate())
    assert list(Hours.objects.values_list("valid_until", flat=True)) == [timezone.localdate()]


def test_what_was_booked_before_is_counted() -> None:
    row = HoursFactory()
    free = free_times(row.purpose, row.office)
    book(by=BY, purpose=row.purpose, office=row.office, key=free[-1].key, holder="test")
    day = free[-1].begins.date()
    assert overtaken(advisor=row.advisor) == 0
    add_day_off(by=BY, office=row.office, day=day, name="Moving house")
    assert (overtaken(advisor=row.advisor), overtaken(office=row.office), overtaken(office=OfficeFactory())) == (
        1,
        1,
        0,
    )
    with pytest.raises(ValidationError, match="already in the list"):
        add_day_off(by=BY, office=row.office, day=day, name="Once more")


@pytest.mark.parametrize(
    "fields",
    [
        {"day": date(2020, 1, 1)},
        {"begins": time(9)},
        {"begins": time(9), "ends": time(8)},
    ],
)
def test_a_busy_time_is_to_come_and_has_both_ends(fields: dict[str, Any]) -> None:
    day = timezone.localdate() + timedelta(days=3)
    with pytest.raises(ValidationError):
        add_exception(by=BY, advisor=AdvisorFactory(), **{"day": day} | fields)
    assert not HoursException.objects.exists()


@pytest.mark.thorough
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "change",
    [
        lambda row, day: end_hours(by=BY, row=row, last=day - timedelta(days=1)),
        lambda row, day: add_exception(by=BY, advisor=row.advisor, day=day),
        lambda row, day: add_day_off(by=BY, office=row.office, day=day, name="Closed"),
    ],
)
def test_who_books_while_hours_change_waits_and_sees_them(change: Callable[[Hours, date], object]) -> None:
    row = HoursFactory()
    free = free_times(row.purpose, row.office)[-1]

    def take() -> str:
        try:
            book(by=BY, purpose=row.purpose, office=row.office, key=free.key, holder="test")
        except ValidationError as problem:
            return str(problem.messages[0])
        finally:
            connection.close()
        return "booked"

    with ThreadPoolExecutor(max_workers=1) as pool:
        with transaction.atomic():
            change(row, free.begins.date())
            booking = pool.submit(take)
            sleep(0.4)
            assert not booking.done()
        assert "taken" in booking.result(timeout=10)
    assert BookingFactory(office=row.office, advisor=Advisor.objects.get(pk=row.advisor_id)).is_live
    assert Holiday.objects.count() <= 1
