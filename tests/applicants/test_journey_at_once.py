"""Two clicks at one moment, on two real connections."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from applicants.journey.actions import start_case, submit_case
from applicants.models import Case, Event
from loans.models import Application
from portal.actors import Actor
from portal.outbox.models import Message
from tests.applicants.journeys import filled_in, furnish

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.thorough]


def herself(case: Case) -> Actor:
    return Actor(kind="person", id=case.person_id, language="en")


def twice(act: object, **arguments: object) -> list[Case]:
    def once(_turn: int) -> Case:
        try:
            done: Case = act(**arguments)  # type: ignore[operator]  # one of the two actions below
            return done
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(once, range(2)))


def test_two_clicks_send_one_request() -> None:
    furnish()
    case = filled_in()
    sent = twice(submit_case, by=herself(case), case=case)
    assert {one.stage for one in sent} == {"new"}
    assert Event.objects.filter(code="case.submitted").count() == 1
    assert Message.objects.filter(event="application_received").count() == 1
    assert Application.objects.get().state == "submitted"


def test_two_clicks_begin_one_new_request() -> None:
    furnish()
    case = filled_in()
    submit_case(by=herself(case), case=case)
    begun = twice(start_case, by=herself(case), person=case.person)
    assert len({one.pk for one in begun}) == 1
    assert Case.objects.count() == 2
