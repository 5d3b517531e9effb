"""The applicant's own page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from applicants.models import Case, Event, Person
from portal.refs import display
from tests.factories import CaseFactory, OfficeFactory, PersonFactory, assigned_case

pytestmark = pytest.mark.django_db
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
