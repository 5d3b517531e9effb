"""The applicant's journey in a browser: every page fits and is open to all, in two directions and two sizes."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import Page

from loans.models import Application
from portal.language.digits import localize
from portal.language.partial_dates import PartialDate
from portal.refs import display
from tests.applicants.journeys import ARABIC, PERSIAN, furnish, only_case
from tests.browser.applying import (
    IN_ARABIC,
    IN_PASHTO,
    PHONE_NUMBER,
    answers_questions,
    begins,
    comes_back,
    sends,
    typed,
)
from tests.browser.conftest import DESKTOP, PHONE, Watched
from tests.browser.steps import WESTERN, Digits, Visitor, no_axe_violations

SIZES = {"phone": PHONE, "desktop": DESKTOP}
# One of each kind of field that can be left out: choices, fields, a whole form, a tick, a date in parts, a long text.
EMPTY_FIRST = ("needs", "place", "contact", "consent", "birth", "idea")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("language", "size"),
    [
        ("ar", "phone"),
        pytest.param("en", "desktop", marks=pytest.mark.wide),
        pytest.param("ar", "desktop", marks=pytest.mark.wide),
        pytest.param("en", "phone", marks=pytest.mark.wide),
    ],
)
def test_axe_finds_nothing_on_any_page_of_the_journey(
    open_browser: Callable[..., Page], watched: Watched, language: str, size: str
) -> None:
    furnish()
    digits = ARABIC if language == "ar" else WESTERN
    page = open_browser(language, size=SIZES[size])
    applicant = Visitor(page, language, watched.problems, digits, look=no_axe_violations)
    begins(applicant)
    answers_questions(applicant, typed(**IN_ARABIC), empty_first=EMPTY_FIRST)
    assert sends(applicant) == display(only_case().ref)
    applicant.follows("My page", within=page.get_by_role("main"))
    applicant.presses("Leave")
    comes_back(applicant, birth_year="1990")
    assert applicant.path == "me/"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("language", "digits"),
    [
        ("ps", PERSIAN),
        ("en", WESTERN),
        pytest.param("ar", ARABIC, marks=pytest.mark.wide),
        pytest.param("fa", PERSIAN, marks=pytest.mark.wide),
        pytest.param("ur", PERSIAN, marks=pytest.mark.wide),  # Urdu's own digits have the code points of Persian
    ],
)
def test_with_its_own_digits_and_without_scripts_stopping_in_the_middle(
    open_browser: Callable[..., Page], watched: Watched, language: str, digits: Digits
) -> None:
    furnish()
    given = typed(**IN_PASHTO)
    on_the_bus = Visitor(open_browser(language, scripts=False), language, watched.problems, digits)
    begins(on_the_bus)
    answers_questions(on_the_bus, given, until="papers-work")
    on_the_bus.page.context.close()

    at_home = Visitor(open_browser(language, scripts=False), language, watched.problems, digits)
    comes_back(at_home, birth_year="1369")
    assert at_home.path == "apply/papers-work/"
    answers_questions(at_home, given)
    at_home.reads("زرغونه احمدزۍ", localize(1369, language), "زه غواړم یو کوچنی رستورانت پرانیزم.")
    number = sends(at_home)

    case = only_case()
    assert number == display(case.ref)
    assert case.person.language == language
    assert case.person.birth_date == PartialDate(1369, calendar="solar_hijri", text="1369")
    assert case.person.permit.valid_until == date(2029, 12, 31)
    assert [contact.value for contact in case.person.contacts.all()] == [PHONE_NUMBER]
    application = Application.objects.get(case=case)
    assert (application.state, application.amount_wished) == ("submitted", Decimal("4000.50"))
