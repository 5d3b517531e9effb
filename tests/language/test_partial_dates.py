import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.language.calendars import Calendar
from portal.language.partial_dates import PartialDate

calendars: st.SearchStrategy[Calendar] = st.sampled_from(["gregorian", "solar_hijri"])


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    calendar = draw(calendars)
    month = draw(st.none() | st.integers(1, 12))
    return PartialDate(
        year=draw(st.integers(1300, 1400)) + (600 if calendar == "gregorian" else 0),
        month=month,
        day=draw(st.none() | st.integers(1, 28)) if month else None,
        calendar=calendar,
        text=draw(st.text(max_size=5)),
    )


@given(partial_dates())
def test_it_survives_json(known: PartialDate) -> None:
    stored = json.loads(json.dumps(known.as_dict()))
    assert PartialDate.from_dict(stored) == known
    assert stored["precision"] == known.precision


@given(partial_dates())
def test_a_whole_day_is_one_day_and_less_is_more(known: PartialDate) -> None:
    span = (known.latest() - known.earliest()).days + 1
    assert {"day": span == 1, "month": 28 <= span <= 31, "year": span in {365, 366}}[known.precision]


@pytest.mark.parametrize(
    ("known", "first", "last"),
    [
        (PartialDate(1996), date(1996, 1, 1), date(1996, 12, 31)),
        (PartialDate(1996, 2), date(1996, 2, 1), date(1996, 2, 29)),
        (PartialDate(1375, calendar="solar_hijri"), date(1996, 3, 20), date(1997, 3, 20)),
        (PartialDate(1375, 1, calendar="solar_hijri"), date(1996, 3, 20), date(1996, 4, 19)),
        (PartialDate(1375, 1, 1, "solar_hijri"), date(1996, 3, 20), date(1996, 3, 20)),
    ],
)
def test_first_and_last_day_it_can_be(known: PartialDate, first: date, last: date) -> None:
    assert (known.earliest(), known.latest()) == (first, last)


@pytest.mark.parametrize(
    ("known", "on", "ages"),
    [
        (PartialDate(1990, 6, 15), date(2026, 6, 14), (35, 35)),
        (PartialDate(1990, 6, 15), date(2026, 6, 15), (36, 36)),
        (PartialDate(1990), date(2026, 6, 15), (35, 36)),
        (PartialDate(1990), date(2026, 12, 31), (36, 36)),
        (PartialDate(2026), date(2026, 6, 15), (0, 0)),
        (PartialDate(2000, 2, 29), date(2026, 2, 28), (25, 25)),
    ],
)
def test_ages(known: PartialDate, on: date, ages: tuple[int, int]) -> None:
    assert known.age_range(on) == ages


def test_nobody_is_born_later_than_the_day_asked() -> None:
    with pytest.raises(ValueError, match="born after"):
        PartialDate(2027).age_range(date(2026, 1, 1))


@pytest.mark.parametrize(
    "fields",
    [
        {"year": 1990, "day": 3},
        {"year": 1990, "month": 13},
        {"year": 1990, "month": 0},
        {"year": 1990, "month": 2, "day": 29},
        {"year": 1990, "month": 2, "day": 0},
        {"year": 1404, "month": 12, "day": 30, "calendar": "solar_hijri"},
        {"year": 1990, "calendar": "solar_hijri"},
        {"year": 1990, "calendar": "lunar"},
        {"year": 0},
    ],
)
def test_what_does_not_exist_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"day|calendar"):
        PartialDate(**fields)


@pytest.mark.parametrize(
    "stored", [{}, {"year": "1990"}, {"year": True}, {"year": 1990, "month": 1.5}, {"year": 1990, "text": None}]
)
def test_what_was_not_stored_by_us_is_refused(stored: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="not a partial date"):
        PartialDate.from_dict(stored)


SOLAR = "solar_hijri"


@pytest.mark.parametrize(
    ("fields", "language", "shown"),
    [
        ((1996,), "en", "1996"),
        ((1996,), "fa", "۱۹۹۶"),
        ((1996, 3), "fr", "mars 1996"),
        ((1996, 3, 20), "en", "20 March 1996"),
        ((1996, 3, 20), "ar", "20 مارس 1996"),
        ((1996, 3, 20), "nl", "20 maart 1996"),
        ((1375, None, None, SOLAR), "en", "1375 (1996/1997)"),
        ((1375, None, None, SOLAR), "ps", "۱۳۷۵ (۱۹۹۶/۱۹۹۷)"),
        ((1375, 1, None, SOLAR), "en", "Hamal 1375 (March/April 1996)"),
        ((1375, 1, None, SOLAR), "fa", "حمل ۱۳۷۵ (مارس/آوریل ۱۹۹۶)"),
        ((1375, 1, None, SOLAR), "ps", "وری ۱۳۷۵ (۱۹۹۶ مارچ/اپریل)"),
        ((1375, 10, None, SOLAR), "nl", "Jadi 1375 (december 1996/januari 1997)"),
        ((1375, 1, 1, SOLAR), "en", "1 Hamal 1375 (20 March 1996)"),
        ((1375, 1, 1, SOLAR, "اول فروردین ۱۳۷۵"), "fa", "۱ فروردین ۱۳۷۵ (۲۰ مارس ۱۹۹۶)"),
        ((1375, 1, 1, SOLAR, "1 Farvardin 1375"), "fr", "1 Farvardin 1375 (20 mars 1996)"),
    ],
)
def test_it_is_shown_as_what_it_is(fields: tuple[Any, ...], language: str, shown: str) -> None:
    assert PartialDate(*fields).display(language) == shown


def test_the_caller_may_choose_whose_month_names() -> None:
    known = PartialDate(1375, 1, calendar="solar_hijri")
    assert known.display("en", variant="iranian").startswith("Farvardin 1375")


@pytest.mark.parametrize("language", ["en", "fr", "nl", "ar", "fa", "ps", "ur"])
def test_a_year_alone_never_becomes_a_day(language: str) -> None:
    assert PartialDate(1996).display(language) in {"1996", "۱۹۹۶"}
