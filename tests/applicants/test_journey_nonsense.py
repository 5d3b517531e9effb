"""Nonsense into every question: never a server error, always a sentence, and what was typed is still there."""

from html import escape
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from applicants.journey import engine
from applicants.journey.dates import birth_months
from applicants.journey.forms import BirthForm, shown_parts
from applicants.journey.step import Sheet
from portal.accounts.scope import PERSON_KEY
from portal.language.partial_dates import PartialDate
from tests.applicants.journeys import Applicant, answers, filled_in, furnish

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

LATER = [step.slug for step in engine.all_steps() if not step.before_code]
EARLIER = [step.slug for step in engine.all_steps() if step.before_code]

# What a form can send: any characters a browser can encode, among them the ones that hurt.
_NASTY = st.sampled_from(
    [
        "\x00",
        "٣٫٥",
        "²",
        "۹" * 400,
        "-1",
        "1e999",
        "NaN",
        "Infinity",
        "９９",
        "\u202e12",
        "<script>",
        "' OR 1=1",
        "0",
        "٠",
        "%s",
        "{}",
        "9" * 60,
    ]
)
_TEXT = st.one_of(_NASTY, st.text(st.characters(exclude_categories=["Cs"]), max_size=60))


def _given(names: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    known = [data for given_ in answers().values() for data in given_.values() if isinstance(data, str)]
    value = st.one_of(_TEXT, st.sampled_from(known), st.lists(_TEXT, max_size=3))
    typed = st.dictionaries(st.sampled_from(names), value, max_size=len(names))
    pressed = st.sampled_from([{}, {}, {"again": "1"}, {"declined": "1"}])  # which button
    return st.builds(lambda data, button: data | button, typed, pressed)


def _names(slug: str) -> list[str]:
    """Every name that the page of a question can send, and some that it never does."""
    step = engine.step_of(slug)
    assert step is not None
    form = step.form(Sheet(known={"place": {"country": "BE"}}))
    names = {"whose", "nobody"}
    for name, field in form.fields.items():
        suffixes: list[str] = getattr(field.widget, "widgets_names", [""])
        names |= {f"{name}{suffix}" for suffix in suffixes}
    return sorted(names | {name.replace("_1", more) for name in names for more in ("_2", "_9", "_x")})


@pytest.fixture
def visitor() -> Applicant:
    """Somebody who has answered everything and goes back to one question."""
    furnish()
    one = Applicant()
    one.come_in(filled_in())
    return one


_SETTINGS = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("slug", LATER + EARLIER)
def test_no_answer_breaks_a_question(visitor: Applicant, slug: str) -> None:
    @_SETTINGS
    @given(data=_given(_names(slug)))
    def answer(data: dict[str, Any]) -> None:
        response = visitor.client.post(f"/en/apply/{slug}/", data)
        assert response.status_code in (200, 302)
        if response.status_code == 200:
            assert "error-summary" in response.content.decode()
        after = visitor.get("apply/check/")
        assert after.status_code == 200

    answer()


@pytest.mark.parametrize("slug", EARLIER)
def test_no_answer_breaks_a_question_before_the_code(slug: str) -> None:
    furnish()

    @_SETTINGS
    @given(data=_given(_names(slug)))
    def answer(data: dict[str, Any]) -> None:
        stranger = Applicant()
        stranger.begin(until=slug)
        response = stranger.client.post(f"/ps/apply/{slug}/", data)
        assert response.status_code in (200, 302)

    answer()


@pytest.mark.parametrize("path", ["enter/", "enter/code/", "enter/who/", "apply/", "apply/check/"])
def test_no_answer_breaks_the_door(path: str) -> None:
    furnish()

    @_SETTINGS
    @given(data=_given(["contact", "region", "code", "who", "birth_year", "again"]))
    def answer(data: dict[str, Any]) -> None:
        stranger = Applicant()
        stranger.post("enter/", {"contact": "a@example.org"})
        assert stranger.client.post(f"/ar/{path}", data).status_code in (200, 302)
        assert PERSON_KEY not in stranger.client.session

    answer()


@pytest.mark.parametrize("slug", ["name", "place", "contact", "birth", "idea", "loan-amount", "loan-people"])
def test_an_error_keeps_what_was_typed(visitor: Applicant, slug: str) -> None:
    typed = {
        "name": {"called": "Zé <b>"},
        "place": {"city": "Gent", "country": "other"},
        "contact": {"phone": "12", "email": "nobody"},
        "birth": {"birth_day": "31", "birth_month": "February", "birth_year": "1990", "calendar": "gregorian"},
        "idea": {"idea": "x" * 5001},
        "loan-amount": {"amount_wished": "two thousand", "purpose": "A machine"},
        "loan-people": {"name_1": "Sami", "contact_1": "near the station"},
    }[slug]
    page = visitor.answer(slug, typed)
    words = page.content.decode()
    assert "error-summary" in words
    for value in typed.values():
        assert escape(value) in words


def birth_form(data: dict[str, str], language: str = "en") -> BirthForm:
    with translation.override(language):
        form = BirthForm({"calendar": "gregorian"} | data, sheet=Sheet())
        form.explain()
        form.is_valid()
        return form


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"birth_year": ""}, "Please write an answer"),
        ({"birth_day": "5", "birth_year": "1990"}, "choose the month"),
        ({"birth_day": "31", "birth_month": "April", "birth_year": "1990"}, "does not exist"),
        ({"birth_year": "2999"}, "does not exist"),
        ({"birth_year": "1375", "calendar": "gregorian"}, "another calendar"),
        ({"birth_year": "1990", "calendar": "solar_hijri"}, "does not exist"),
        ({"birth_year": "nineteen"}, "in digits"),
        ({"birth_month": "Smarch", "birth_year": "1990"}, "choose a month"),
    ],
)
def test_a_date_that_cannot_be_gets_a_sentence(data: dict[str, str], sentence: str) -> None:
    assert sentence in str(birth_form(data).errors["birth"])


@pytest.mark.parametrize(
    ("data", "kept", "shown"),
    [
        (
            {"birth_day": "۱", "birth_month": "حمل", "birth_year": "۱۳۷۵"},
            (1375, 1, 1, "solar_hijri"),
            [1, "حمل", 1375],
        ),
        (
            {"birth_day": "1", "birth_month": "فروردین", "birth_year": "1375"},
            (1375, 1, 1, "solar_hijri"),
            [1, "فروردین", 1375],
        ),
        (
            {"birth_day": "5", "birth_month": "March", "birth_year": "1990"},
            (1990, 3, 5, "gregorian"),
            [5, "مارس", 1990],
        ),
        (
            {"birth_month": "3", "birth_year": "1375", "calendar": "solar_hijri"},
            (1375, 3, None, "solar_hijri"),
            [None, "جوزا", 1375],
        ),
        ({"birth_year": "١٩٩٠"}, (1990, None, None, "gregorian"), [None, "", 1990]),
    ],
)
def test_a_date_is_kept_as_it_was_said(data: dict[str, str], kept: tuple[Any, ...], shown: list[Any]) -> None:
    stored = PartialDate.from_dict(birth_form(data).packed()["birth"])
    assert (stored.year, stored.month, stored.day, stored.calendar) == kept
    assert shown_parts(stored, "fa") == shown
    months = [name for _group, names in birth_months("fa") for name, _label in names]
    assert shown[1] in ["", *months]


def test_a_stranger_reaches_no_page_of_the_end() -> None:
    for path in ("apply/check/", "apply/done/", "me/"):
        assert Client().get(f"/en/{path}")["Location"] == "/en/enter/"
