"""Slots of weekly hours: never two at once, always whole, right by every clock in March and October."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisors.hours.slots import Calendar, Rule, Slot, Span, slots

BRUSSELS = ZoneInfo("Europe/Brussels")
LISBON = ZoneInfo("Europe/Lisbon")
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
MONDAY = date(2026, 11, 2)


def rule(**fields: object) -> Rule:
    given: dict[str, object] = {
        "advisor": 1,
        "weekday": 1,
        "begins": time(9),
        "ends": time(11),
        "minutes": 30,
        "seats": 1,
        "first": date(2026, 1, 1),
    }
    return Rule(**(given | fields))  # type: ignore[arg-type]  # of the right types by hand


def found(
    *rules: Rule, day: date = MONDAY, days: int = 1, not_before: datetime = LONG_AGO, **known: object
) -> list[Slot]:
    calendar = Calendar(**({"zone": BRUSSELS} | known))  # type: ignore[arg-type]  # as above
    return slots(rules, calendar, first=day, last=day + timedelta(days=days - 1), not_before=not_before)


def clock(every: list[Slot], zone: ZoneInfo = BRUSSELS) -> list[str]:
    return [f"{slot.begins.astimezone(zone):%H:%M}" for slot in every]


def test_two_hours_are_four_half_hours() -> None:
    assert clock(found(rule())) == ["09:00", "09:30", "10:00", "10:30"]


def test_what_does_not_fit_whole_is_left_out() -> None:
    assert clock(found(rule(minutes=45))) == ["09:00", "09:45"]


def test_days_off_absences_and_exceptions_have_no_slots() -> None:
    nine = datetime(2026, 11, 2, 8, tzinfo=UTC)
    assert found(rule(), closed={MONDAY}) == []
    assert found(rule(), away={1: [(MONDAY, MONDAY + timedelta(days=1))]}) == []
    assert len(found(rule(), away={1: [(MONDAY - timedelta(days=7), MONDAY)]})) == 4
    assert clock(found(rule(), blocked={1: [Span(nine, nine + timedelta(minutes=61))]})) == ["10:30"]


def test_seats_are_counted_and_another_meeting_takes_them_all() -> None:
    nine = datetime(2026, 11, 2, 8, tzinfo=UTC)
    same, other = Span(nine, nine + timedelta(minutes=30)), Span(nine, nine + timedelta(minutes=20))
    assert [slot.free for slot in found(rule(seats=3), taken={1: [same, same]})] == [1, 3, 3, 3]
    assert clock(found(rule(seats=3), taken={1: [same, same, same]}))[0] == "09:30"
    assert clock(found(rule(seats=3), taken={1: [other]}))[0] == "09:30"
    assert len(found(rule(), taken={2: [same]})) == 4


def test_notice_leaves_out_what_is_too_soon() -> None:
    assert clock(found(rule(), not_before=datetime(2026, 11, 2, 9, 1, tzinfo=UTC))) == ["10:30"]


def test_other_hours_stand_instead_of_the_usual_ones_within_their_dates() -> None:
    ramadan = rule(begins=time(9), ends=time(10), first=MONDAY, last=MONDAY + timedelta(days=6), instead=True)
    assert clock(found(rule(), ramadan)) == ["09:00", "09:30"]
    assert len(found(rule(), ramadan, day=MONDAY + timedelta(days=7))) == 4
    assert len(found(rule(), rule(weekday=2), ramadan, days=7)) == 2  # no usual Tuesday in it
    assert len(found(rule(advisor=2), ramadan)) == 6  # a colleague keeps hers
    elsewhere = rule(first=MONDAY, last=MONDAY, instead=True, offered=False)
    assert found(rule(), elsewhere) == []


@pytest.mark.parametrize("zone", [BRUSSELS, LISBON])
def test_in_october_nine_o_clock_stays_nine_o_clock(zone: ZoneInfo) -> None:
    before, after = date(2026, 10, 19), date(2026, 10, 26)
    first, second = found(rule(), day=before, zone=zone)[0], found(rule(), day=after, zone=zone)[0]
    assert clock([first, second], zone) == ["09:00", "09:00"]
    assert second.begins - first.begins == timedelta(days=7, hours=1)


def test_the_hour_that_comes_twice_is_used_once() -> None:
    night = rule(weekday=7, begins=time(1), ends=time(4))
    every = found(night, day=date(2026, 10, 25))
    assert clock(every) == ["01:00", "01:30", "02:00", "02:30", "03:00", "03:30"]
    assert every[4].begins - every[3].begins == timedelta(minutes=90)


def test_the_hour_that_is_left_out_in_march_has_no_slots() -> None:
    night = rule(weekday=7, begins=time(1), ends=time(4))
    assert clock(found(night, day=date(2026, 3, 29))) == ["01:00", "01:30", "03:00", "03:30"]


CLOCK_CHANGES = st.sampled_from([date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2026, 7, 5)])


@given(
    day=CLOCK_CHANGES,
    zone=st.sampled_from([BRUSSELS, LISBON, ZoneInfo("Europe/Paris")]),
    begins=st.times(max_value=time(12)),
    length=st.integers(0, 11 * 60),
    minutes=st.integers(5, 200),
)
def test_slots_of_one_rule_never_touch_and_last_their_minutes(
    day: date, zone: ZoneInfo, begins: time, length: int, minutes: int
) -> None:
    ends = (datetime.combine(day, begins) + timedelta(minutes=length)).time()
    every = found(rule(weekday=7, begins=begins, ends=ends, minutes=minutes), day=day, zone=zone)
    assert all(slot.ends - slot.begins == timedelta(minutes=minutes) for slot in every)
    assert all(one.ends <= other.begins for one, other in pairwise(every))
    walls = [slot.begins.astimezone(zone).replace(tzinfo=None) for slot in every]
    assert all(datetime.combine(day, begins) <= wall < datetime.combine(day, ends) for wall in walls)
