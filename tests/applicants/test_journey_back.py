"""Back loses nothing and doubles nothing: what was typed is an answer, or waits on its page."""

import re

import pytest

from applicants.models import Answer
from tests.applicants.journeys import Applicant, answers, furnish, only_case, where

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

BACK = {"back": "1"}
WAITS = "Here is what you wrote"


@pytest.fixture
def visitor() -> Applicant:
    furnish()
    return Applicant()


def test_an_answer_is_kept_on_the_way_back(visitor: Applicant) -> None:
    visitor.go(until="consent")
    assert where(visitor.post("apply/birth/", {**answers()["birth"], **BACK})) == "apply/consent/"
    assert {answer.step for answer in Answer.objects.all()} >= {"birth"}
    page = visitor.get("apply/birth/").content.decode()
    assert f'value="{answers()["birth"]["birth_year"]}"' in page
    assert WAITS not in page


def test_before_the_code_what_is_no_answer_yet_waits_on_its_page(visitor: Applicant) -> None:
    visitor.go(until="languages")
    assert where(visitor.post("apply/name/", {"full_name": "", "latin_name": "Zahra", **BACK})) == "apply/languages/"
    page = visitor.get("apply/name/").content.decode()
    assert WAITS in page
    assert 'value="Zahra"' in page
    assert WAITS not in visitor.get("apply/name/").content.decode()


def test_with_a_file_what_is_no_answer_yet_waits_on_its_page(visitor: Applicant) -> None:
    visitor.go(until="consent")
    whose = re.search(r'name="whose" value="(\w+)"', visitor.get("apply/birth/").content.decode())
    assert whose
    typed = {"birth_year": "", "birth_month": "", "birth_day": "31", "birth_calendar": "gregorian"}
    assert where(visitor.post("apply/birth/", {**typed, "whose": whose.group(1), **BACK})) == "apply/consent/"
    page = visitor.get("apply/birth/").content.decode()
    assert WAITS in page
    assert 'value="31"' in page


def test_a_page_left_as_it_was_changes_nothing(visitor: Applicant) -> None:
    visitor.go(until="birth")
    before = list(Answer.objects.order_by("pk").values_list("pk", "value", "answered_at"))
    page = visitor.post("apply/wish/", BACK)
    assert where(page) == "apply/birth/"
    assert list(Answer.objects.order_by("pk").values_list("pk", "value", "answered_at")) == before
    assert WAITS not in visitor.get("apply/wish/").content.decode()
    assert only_case().journey_step == "birth"


def test_the_enter_key_goes_on(visitor: Applicant) -> None:
    """A browser presses the first button of a form, wherever it stands on the page."""
    page = visitor.get("apply/needs/").content.decode()
    first, second = re.findall(r'<button form="answer"[^>]*>', page)
    assert "name=" not in first
    assert 'name="back"' in second
