"""What is lost elsewhere: a jump ahead, an ended session, a page open for too long, the next person on one phone."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from applicants.journey.visit import DRAFT
from applicants.models import Answer, Case, Person
from portal.accounts.scope import PERSON_KEY
from tests.applicants.journeys import Applicant, answers, furnish, last_code, only_case, where

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

TYPED = "I want to open a bakery."


@pytest.fixture(autouse=True)
def _institution() -> None:
    furnish()


def come_back(visitor: Applicant, contact: str = "0470123456") -> Any:
    visitor.post("enter/", {"contact": contact})
    visitor.post("enter/code/", {"code": last_code()})
    return visitor.post("enter/who/", {"who": "0", "birth_year": "1375"})


@pytest.mark.parametrize("slug", ["contact", "consent", "birth", "idea", "loan-people"])
def test_nobody_jumps_ahead(slug: str) -> None:
    visitor = Applicant()
    assert where(visitor.get(f"apply/{slug}/")) == "apply/needs/"
    visitor.go(until="office")
    assert where(visitor.get(f"apply/{slug}/")) == "apply/languages/"


def test_nobody_jumps_ahead_with_a_file_either() -> None:
    visitor = Applicant()
    visitor.go(until="consent")
    assert where(visitor.get("apply/idea/")) == "apply/birth/"
    assert where(visitor.get("apply/check/")) == "apply/birth/"
    assert where(visitor.get("apply/done/")) == "me/"


def test_a_question_that_does_not_apply_is_not_there() -> None:
    visitor = Applicant()
    given = answers(needs={"needs": ["advice"]})
    visitor.go(until="birth", given=given)
    assert where(visitor.get("apply/loan-amount/")) == "apply/wish/"
    assert visitor.get("apply/no-such-question/").status_code == 404


def test_without_the_code_nothing_is_in_the_tables() -> None:
    visitor = Applicant()
    visitor.go(until="contact")
    assert not Person.objects.exists()
    assert set(visitor.client.session[DRAFT]) == {
        "needs", "business", "place", "office", "languages", "name", "contact",
    }  # fmt: skip


def test_without_consent_no_further_question() -> None:
    visitor = Applicant()
    visitor.go(until="code")
    assert where(visitor.answer("consent", {})) == "apply/consent/"
    assert where(visitor.get("apply/birth/")) == "apply/consent/"


def test_an_answer_after_the_session_ended_is_kept_until_she_is_back() -> None:
    visitor = Applicant()
    page = visitor.go(until="papers-work")
    whose = page.context["whose"]
    Session.objects.all().delete()
    ended = visitor.answer("idea", {"idea": TYPED, "whose": whose})
    assert where(ended) == "enter/"
    assert "kept" in ended.content.decode()
    page = come_back(visitor)
    assert where(page) == "apply/idea/"
    assert TYPED in page.content.decode()
    assert not Answer.objects.filter(step="idea").exists()
    assert TYPED not in visitor.get("apply/idea/").content.decode()


def test_what_one_person_typed_is_never_shown_to_the_next() -> None:
    first = Applicant()
    page = first.go(until="papers-work")
    whose = page.context["whose"]
    second_given = answers(contact={"phone": "0471 99 88 77"}, name={"full_name": "Sami"})
    Applicant().go(until="papers-work", given=second_given)
    Session.objects.all().delete()
    first.answer("idea", {"idea": TYPED, "whose": whose})
    shown = come_back(first, "0471998877")
    assert where(shown) == "apply/idea/"
    assert TYPED not in shown.content.decode()
    assert TYPED not in first.get("apply/idea/").content.decode()


def test_before_the_code_the_last_answer_is_kept_when_the_session_ended() -> None:
    visitor = Applicant()
    visitor.go(until="languages")
    Session.objects.all().delete()
    page = visitor.answer("name", answers()["name"])
    assert where(page) == "apply/needs/"
    assert "kept your last answer" in page.content.decode()
    visitor.go(until="languages")
    assert "Zahra Ahmadi" in visitor.get("apply/name/").content.decode()


def test_a_page_without_its_token_shows_what_was_typed() -> None:
    visitor = Applicant(enforce_csrf_checks=True)
    token = visitor.get("apply/needs/").client.cookies["csrftoken"].value
    refused = visitor.post("apply/needs/", {"needs": ["loan"]})
    assert refused.status_code == 403
    assert "once more" in refused.content.decode()
    assert 'value="loan"' in refused.content.decode()
    assert "checked" in refused.content.decode()
    assert not visitor.client.session.get(DRAFT)
    kept = visitor.post("apply/needs/", {"needs": ["loan"], "csrfmiddlewaretoken": token})
    assert where(kept) == "apply/business/"


def test_an_answer_after_sending_changes_nothing_and_says_so() -> None:
    visitor = Applicant()
    visitor.go()
    visitor.post("apply/check/")
    page = visitor.answer("idea", {"idea": TYPED})
    assert where(page) == "me/"
    assert "already sent" in page.content.decode()
    assert Answer.objects.get(step="idea").value == "I sew."


def test_the_start_page_offers_to_go_on_and_resets_nothing() -> None:
    visitor = Applicant()
    visitor.go(until="languages")
    page = visitor.get("apply/")
    assert "/en/apply/name/" in page.content.decode()
    assert len(visitor.client.session[DRAFT]) == 5
    assert where(visitor.post("apply/")) == "apply/needs/"
    assert DRAFT not in visitor.client.session


def test_a_second_request_begins_with_what_we_know() -> None:
    visitor = Applicant()
    visitor.go()
    visitor.post("apply/check/")
    for _ in range(2):
        assert where(visitor.post("apply/")) == "apply/needs/"
    assert Case.objects.count() == 2
    page = visitor.answer("needs", {"needs": ["training"]})
    assert 'value="1401"' in page.content.decode()
    visitor.answer("business", answers()["business"])
    assert 'value="Gent"' in visitor.get("apply/place/").content.decode()
    assert Person.objects.count() == 1


def test_a_move_to_another_country_asks_for_the_office_and_the_papers_again() -> None:
    visitor = Applicant()
    visitor.go()
    page = visitor.answer("place", {"country": "FR", "city": "Lille"}, query="?from=check")
    assert where(page) == "apply/papers/"
    assert only_case().office.code == "lille"  # type: ignore[union-attr]  # the only one there


def test_another_country_of_the_world() -> None:
    visitor = Applicant()
    given = answers(place={"country": "other", "elsewhere": "TR", "city": "Mersin"}, contact={"email": "Z@Example.org"})
    visitor.go(until="consent", given=given)
    person = only_case().person
    assert (person.country, person.contacts.get().value) == ("TR", "z@example.org")


def test_two_browsers_two_sessions() -> None:
    one, two = Applicant(), Client()
    one.go(until="code")
    assert one.client.session[PERSON_KEY]
    assert PERSON_KEY not in two.session
