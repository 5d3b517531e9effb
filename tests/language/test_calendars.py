from datetime import date, timedelta

import jdatetime
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.language.calendars import (
    Calendar,
    Variant,
    days_in_month,
    from_gregorian,
    is_leap,
    month_names,
    parse_month,
    to_gregorian,
    variant_of,
)

LANGUAGES = ("en", "fr", "nl", "ar", "fa", "ps", "ur")
VECTORS = {
    "1357-11-22": "1979-02-11",
    "1379-01-01": "2000-03-20",
    "1403-01-01": "2024-03-20",
    "1404-01-01": "2025-03-21",
}
years = st.integers(min_value=1251, max_value=1498)
days = st.dates(min_value=date(1872, 3, 21), max_value=date(2120, 3, 19))
CALENDARS: tuple[Calendar, ...] = ("gregorian", "solar_hijri")


@pytest.mark.parametrize(("solar", "gregorian"), VECTORS.items())
def test_known_days(solar: str, gregorian: str) -> None:
    year, month, day = map(int, solar.split("-"))
    assert to_gregorian(year, month, day) == date.fromisoformat(gregorian)
    assert from_gregorian(date.fromisoformat(gregorian)) == (year, month, day)


@given(days)
def test_there_and_back_and_as_jdatetime_has_it(day: date) -> None:
    solar = from_gregorian(day)
    assert to_gregorian(*solar) == day
    assert jdatetime.date(*solar).togregorian() == day


@given(days)
def test_the_next_day_is_the_next_day(day: date) -> None:
    year, month, number = from_gregorian(day)
    following = (year, month, number + 1) if number < days_in_month(year, month) else (year, month + 1, 1)
    if following[1] > 12:
        following = (year + 1, 1, 1)
    if day < date(2120, 3, 19):
        assert from_gregorian(day + timedelta(days=1)) == following


@given(years)
def test_leap_years_follow_the_rule_of_33(year: int) -> None:
    assert is_leap(year) == jdatetime.date(year, 1, 1).isleap()
    assert days_in_month(year, 12) == 29 + is_leap(year)


def test_the_years_in_which_the_other_rule_is_wrong() -> None:
    assert is_leap(1403)
    assert not is_leap(1404)


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        (1404, 12, 30),
        (1403, 7, 31),
        (1403, 1, 32),
        (1403, 13, 1),
        (1403, 0, 1),
        (1403, 1, 0),
        (1250, 1, 1),
        (1499, 1, 1),
    ],
)
def test_a_day_that_does_not_exist_is_refused(year: int, month: int, day: int) -> None:
    with pytest.raises(ValueError, match="no such day"):
        to_gregorian(year, month, day)


def test_gregorian_days_are_checked_too() -> None:
    assert to_gregorian(2024, 2, 29, "gregorian") == date(2024, 2, 29)
    assert from_gregorian(date(2024, 2, 29), "gregorian") == (2024, 2, 29)
    for year, day in ((2023, 29), (1900, 29), (2024, 30)):
        with pytest.raises(ValueError, match="no such day"):
            to_gregorian(year, 2, day, "gregorian")


def test_a_day_outside_the_vouched_years_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        from_gregorian(date(1800, 1, 1))
    with pytest.raises(ValueError, match="outside"):
        from_gregorian(date(2121, 1, 1))


def test_an_unknown_calendar_or_language_is_refused() -> None:
    with pytest.raises(ValueError, match="calendar"):
        to_gregorian(1446, 1, 1, "lunar")  # type: ignore[arg-type]  # the mistake under test
    with pytest.raises(ValueError, match="language"):
        month_names("gregorian", "de")


@pytest.mark.parametrize(
    ("language", "variant", "first", "last"),
    [
        ("fa", "iranian", "فروردین", "اسفند"),
        ("fa", "afghan", "حمل", "حوت"),
        ("ps", "afghan", "وری", "کب"),
        ("ar", "afghan", "حمل", "حوت"),
        ("en", "iranian", "Farvardin", "Esfand"),
        ("nl", "afghan", "Hamal", "Hut"),
    ],
)
def test_solar_hijri_months(language: str, variant: Variant, first: str, last: str) -> None:
    names = month_names("solar_hijri", language, variant=variant)
    assert (names[0], names[11], len(names)) == (first, last, 12)


def test_gregorian_months() -> None:
    assert month_names("gregorian", "ar")[0] == "يناير"
    assert month_names("gregorian", "fr")[1] == "février"
    assert month_names("gregorian", "ur")[2] == "مارچ"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("calendar", CALENDARS)
def test_every_name_that_is_shown_is_read(language: str, calendar: Calendar) -> None:
    for variant in ("iranian", "afghan"):
        for number, name in enumerate(month_names(calendar, language, variant=variant), 1):
            assert parse_month(name) == parse_month(name.upper()) == (calendar, number)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("كانون الثاني", ("gregorian", 1)),
        ("شباط", ("gregorian", 2)),
        ("آذار", ("gregorian", 3)),
        ("آذر", ("solar_hijri", 9)),
        ("نيسان", ("gregorian", 4)),
        ("أيار", ("gregorian", 5)),
        ("جوان", ("gregorian", 6)),
        ("تموز", ("gregorian", 7)),
        ("غشت", ("gregorian", 8)),
        ("أيلول", ("gregorian", 9)),
        ("تشرين الأول", ("gregorian", 10)),
        ("تشرين الثاني", ("gregorian", 11)),
        ("دجنبر", ("gregorian", 12)),
        ("Févr.", ("gregorian", 2)),
        ("  AOUT ", ("gregorian", 8)),
        ("mrt", ("gregorian", 3)),
        ("جنوری", ("gregorian", 1)),
        ("Saur", ("solar_hijri", 2)),
        ("غبرگولی", ("solar_hijri", 3)),
        ("غبرګولی", ("solar_hijri", 3)),
        ("۳", ("gregorian", 3)),
        ("١٢", ("gregorian", 12)),
        ("07", ("gregorian", 7)),
    ],
)
def test_months_as_people_type_them(typed: str, expected: tuple[Calendar, int]) -> None:
    assert parse_month(typed) == expected


def test_a_number_is_taken_in_the_calendar_that_was_chosen() -> None:
    assert parse_month("۱", "solar_hijri") == ("solar_hijri", 1)
    assert parse_month("March", "solar_hijri") == ("gregorian", 3)


@pytest.mark.parametrize("typed", ["", "0", "13", "1.5", "-1", "Ram", "م"])
def test_what_is_no_month_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="not a month"):
        parse_month(typed)


def test_whose_names_a_text_uses() -> None:
    assert variant_of("۱ فروردین ۱۳۷۵") == variant_of("1 Farvardin") == "iranian"
    assert variant_of("حمل 1375") == variant_of("وری") == variant_of("hamal") == "afghan"
    assert variant_of("1375") is None
