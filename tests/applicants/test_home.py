"""The applicant's own page."""

import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from applicants.cases.models import Outcome, Stage, WaitingOn
from applicants.home.states import ball_of, state_of
from applicants.letters.actions import write_to_applicant
from applicants.models import Case, Event, Pace, Person
from portal.actors import system
from portal.language import registry
from portal.refs import display
from tests.factories import ApplicationFactory, CaseFactory, OfficeFactory, PersonFactory, assigned_case

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
Enter = Callable[[Person], Client]


def page(client: Client, language: str = "en") -> str:
    return client.get(f"/{language}/me/").content.decode()


def test_one_card_for_each_file_and_nobody_elses(client_of_person: Enter) -> None:
    mine, other = CaseFactory(), CaseFactory()
    words = page(client_of_person(mine.person))
    assert display(mine.ref) in words
    assert display(other.ref) not in words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"stage": "new", "waiting_on": "advisor"}, "We received your application."),
        ({"stage": "intake", "waiting_on": "applicant"}, "It is your turn."),
        ({"stage": "proposed", "waiting_on": "manager"}, "we are deciding"),
        ({"stage": "decided", "waiting_on": "guarantor"}, "somebody who vouches for you"),
        ({"stage": "running", "waiting_on": "applicant"}, "You repay it in parts."),
        ({"stage": "closed", "waiting_on": "nobody", "outcome": "declined"}, "could not approve this loan"),
        ({"stage": "closed", "waiting_on": "nobody", "outcome": "silent"}, "You can begin again."),
    ],
)
def test_every_state_is_said_in_plain_words(client_of_person: Enter, fields: dict[str, Any], words: str) -> None:
    assert words in page(client_of_person(CaseFactory(**fields).person))


def all_states() -> list[dict[str, str]]:
    """Every stage with whoever can be waited for; every end with its outcome."""
    living = [{"stage": s, "waiting_on": w, "outcome": ""} for s in Stage for w in WaitingOn if s != Stage.CLOSED]
    ended = [{"stage": "closed", "waiting_on": "nobody", "outcome": outcome} for outcome in Outcome]
    return living + ended


@pytest.mark.parametrize("language", registry.CODES)
def test_no_state_is_without_words_in_any_language(language: str) -> None:
    with translation.override(language):
        for fields in all_states():
            case = Case(**fields)
            assert str(state_of(case).public), fields
            assert ball_of(case) or fields["waiting_on"] == "nobody", fields


def test_how_long_it_takes_is_said_while_others_have_the_ball(client_of_person: Enter) -> None:
    Pace.objects.create(stage="new", working_days=3)
    person = CaseFactory().person
    assert "up to 3 working days" in page(client_of_person(person))
    assert "۳" in page(client_of_person(person), "fa")
    Case.objects.update(waiting_on="applicant")
    assert "working day" not in page(client_of_person(person))


def test_a_stage_without_a_promise_says_nothing(client_of_person: Enter) -> None:
    assert "working day" not in page(client_of_person(CaseFactory().person))


def main_button(words: str) -> str:
    """The words of the one big button of the first card."""
    found = re.search(r'<a class="btn btn-lg [^"]*" href="[^"]*">(.*?)\s*<svg', words, re.DOTALL)
    assert found, words
    return found.group(1).strip()


def test_the_main_button_is_what_is_most_urgent(client_of_person: Enter) -> None:
    application = ApplicationFactory(state="information_needed", case__stage="intake", case__waiting_on="applicant")
    client = client_of_person(application.case.person)
    assert main_button(page(client)) == "Answer the question"
    Case.objects.update(waiting_on="advisor")
    assert main_button(page(client)) == "Write a message"
    write_to_applicant(by=system("test"), case=application.case, body="Hello", once=uuid.uuid4())
    assert main_button(page(client)) == "Read your message"


def test_an_offer_goes_before_everything(client_of_person: Enter) -> None:
    application = ApplicationFactory(approved=True, case__stage="decided", case__waiting_on="applicant")
    write_to_applicant(by=system("test"), case=application.case, body="Hello", once=uuid.uuid4())
    assert main_button(page(client_of_person(application.case.person))) == "See the price and answer"


def test_a_closed_file_stands_below_an_open_one(client_of_person: Enter) -> None:
    old = CaseFactory()
    new = CaseFactory(person=old.person, stage="closed", outcome="silent", waiting_on="nobody")
    words = page(client_of_person(old.person))
    assert words.index(display(old.ref)) < words.index(display(new.ref))


def test_the_advisor_and_the_office_are_named(client_of_person: Enter) -> None:
    case = assigned_case(office=OfficeFactory(name="Ghent", phone="+3292000000"))
    words = page(client_of_person(case.person))
    assert case.advisor.user.name in words  # type: ignore[union-attr]  # it was just assigned
    assert "Ghent" in words
    assert "+3292000000" in words


def test_a_draft_has_one_button_and_no_second_is_begun(client_of_person: Enter) -> None:
    words = page(client_of_person(CaseFactory(draft=True).person))
    assert "Go on" in words
    assert "Begin a new application" not in words


def test_only_public_events_are_shown(client_of_person: Enter) -> None:
    case = CaseFactory()
    Event.objects.create(case=case, code="case.submitted", actor="system:test", public=True)
    Event.objects.create(case=case, code="case.note", params={"note": "secret"}, actor="system:test")
    words = page(client_of_person(case.person))
    assert "The request was sent." in words
    assert "secret" not in words


def test_somebody_without_a_file_is_told_what_to_do(client_of_person: Enter) -> None:
    assert "You have no application yet" in page(client_of_person(PersonFactory()))


def test_as_many_queries_with_three_files_as_with_one(
    client_of_person: Enter, django_assert_max_num_queries: Any
) -> None:
    person = CaseFactory().person
    client = client_of_person(person)
    with django_assert_max_num_queries(12) as one:
        page(client)
    CaseFactory.create_batch(2, person=person)
    with django_assert_max_num_queries(12) as three:
        page(client)
    assert _own(one) == _own(three)
    assert Case.objects.count() == 3


def _own(queries: CaptureQueriesContext) -> int:
    """What this page asks by itself: the loan's card, of an upper floor, asks once for each file."""
    return len([query for query in queries.captured_queries if "loans_" not in query["sql"]])
