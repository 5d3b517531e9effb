"""The way of an applicant through the pages, from the front page to her file number and back by a code."""

from collections.abc import Collection
from typing import Any, Final

from applicants.journey import engine
from tests.applicants.journeys import answers
from tests.browser.steps import Visitor, code_in, message

Answers = dict[str, dict[str, Any]]
PHONE_NUMBER: Final = "+32470123456"
SAMI: Final = "+32471112233"

# What a client of Ghent types: her own script and digits, the Gregorian calendar as on her card.
IN_ARABIC: Final[Answers] = {
    "languages": {"language_1": "ar", "reads_1": "on"},
    "name": {"full_name": "مريم الحسن", "latin_name": "Maryam Alhassan", "called": "مريم"},
    "birth": {"calendar": "gregorian", "birth_day": "7", "birth_month": 9, "birth_year": "1990"},
    "papers-until": {"end": "date", "until_day": "5", "until_month": 3, "until_year": "2031"},
    "idea": {"idea": "أخيط الثياب منذ ثماني سنوات وأريد أن أفتح محلاً صغيراً."},
    "loan-amount": {"amount_wished": "2500", "purpose": "ماكينة خياطة وقماش"},
    "loan-people": {"name_1": "سامي حداد", "contact_1": SAMI},
}
IN_PASHTO: Final[Answers] = {
    "languages": {"language_1": "ps", "reads_1": "on", "language_2": "prs"},
    "name": {"full_name": "زرغونه احمدزۍ"},
    "birth": {"calendar": "solar_hijri", "birth_year": "1369"},
    "papers-until": {"end": "date", "until_day": "31", "until_month": 12, "until_year": "2029"},
    "idea": {"idea": "زه غواړم یو کوچنی رستورانت پرانیزم."},
    "loan-amount": {"amount_wished": "4000٫50", "purpose": "د پخلنځي سامان"},
}


def typed(**changed: Any) -> Answers:
    """An answer for every question, in the order of the journey."""
    given = answers(**changed)
    given["papers-until"] = given["papers-until"] | {"until_month": int(given["papers-until"]["until_month"])}
    return given


def begins(applicant: Visitor) -> None:
    """From the address of the institution, in the language of her own phone, to the first question."""
    applicant.goes_to("/")
    assert applicant.path == ""
    applicant.follows("Apply now")
    assert applicant.path == "apply/"
    applicant.follows("I apply for myself")


def answers_questions(
    applicant: Visitor,
    given: Answers,
    *,
    delivered: bool = False,
    until: str = "",
    empty_first: Collection[str] = (),
) -> None:
    """Question after question from where she is, as they come; stops in front of `until`, else at the check page.

    Those of `empty_first` she sends without an answer before, and is told what is missing.
    """
    while applicant.path not in ("apply/check/", f"apply/{until}/"):
        if applicant.path == "enter/code/":
            enters_code(applicant, delivered=delivered)
            continue
        slug = applicant.path.split("/")[1]
        step = engine.step_of(slug)
        assert step is not None, applicant.path
        if slug in empty_first:
            applicant.presses(button_of(slug))
            applicant.reads(applicant.word("Please look at this again"), within=applicant.page.get_by_role("alert"))
        applicant.fills_in(given[slug])
        applicant.presses(button_of(slug))
        assert applicant.path != f"apply/{slug}/", applicant.text


def button_of(slug: str) -> str:
    return "I agree" if slug == "consent" else "Continue"


def enters_code(applicant: Visitor, *, delivered: bool = False) -> None:
    """The code that came to her phone, in her own digits."""
    sent = message("entry_code", PHONE_NUMBER, delivered=delivered)
    applicant.fills_in({"code": code_in(sent)})
    applicant.presses("Continue")
    assert applicant.path != "enter/code/", applicant.text


def comes_back(applicant: Visitor, *, birth_year: str = "", delivered: bool = False) -> None:
    """In another browser, from the front page: her number, a code, and her birth year once she has said it."""
    applicant.goes_to("/")
    applicant.follows("Continue your application")
    applicant.fills_in({"contact": "0470 12 34 56"})
    applicant.presses("Send me a code")
    enters_code(applicant, delivered=delivered)
    if birth_year:
        assert applicant.path == "enter/who/", applicant.page.url
        applicant.fills_in({"birth_year": birth_year})
        applicant.presses("Continue")


def sends(applicant: Visitor) -> str:
    """From the page that shows all answers; gives the file number that she reads."""
    assert applicant.path == "apply/check/"
    applicant.presses("Send my application")
    assert applicant.path == "apply/done/"
    number = applicant.page.locator("bdi.code").inner_text()
    applicant.reads(applicant.word("Your file number"))
    return number
