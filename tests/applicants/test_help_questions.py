"""Do you still need help? Asked of the silent, answered by her, closed by nobody else."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from applicants.home.asking import answer_help, ask_silent, close_unneeded, help_state
from applicants.letters.actions import write_to_office
from applicants.models import Case, HelpQuestion, Pace, Person
from applicants.tasks import ask_silent as ask_task
from applicants.tasks import close_unneeded as close_task
from portal.actors import Actor, system
from portal.models import Message, User
from tests.factories import ApplicationFactory, CaseFactory, assigned_case
from tests.fences.doors_table import DOORS

pytestmark = pytest.mark.django_db
Enter = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _paces() -> None:
    Pace.objects.create(stage="new", working_days=3, ask_after_days=30)
    Pace.objects.create(stage="intake", working_days=10, ask_after_days=45)
    Pace.objects.create(stage="proposed", working_days=5)


def silent(days: int = 40, **fields: Any) -> Case:
    return assigned_case(submitted_at=timezone.now() - timedelta(days=days), **fields)


def asked(case: Case, *, days_ago: int = 0) -> HelpQuestion:
    question: HelpQuestion = HelpQuestion.objects.create(case=case)
    HelpQuestion.objects.filter(pk=question.pk).update(asked_at=timezone.now() - timedelta(days=days_ago))
    question.refresh_from_db()
    return question


def herself(case: Case) -> Actor:
    return Actor(kind="person", id=case.person_id)


def test_who_was_silent_for_long_is_asked_once_by_a_message_with_a_link() -> None:
    case, recent = silent(), silent(10)
    assert ask_task() == 1
    assert ask_task() == 0
    assert HelpQuestion.objects.get().case == case != recent
    message = Message.objects.get(event="help_question")
    assert message.language == case.person.language
    assert f"/{case.person.language}/me/" in message.body


@pytest.mark.parametrize("sign", ["meeting", "letter", "another stage", "no pace", "closed", "proposed"])
def test_a_sign_of_life_is_enough(sign: str) -> None:
    case = silent(stage="proposed" if sign == "proposed" else "new")
    if sign == "meeting":
        Case.objects.update(last_contact_at=timezone.now() - timedelta(days=5))
    elif sign == "letter":
        write_to_office(by=herself(case), case=case, body="Hello", once="6d2d4a34-0000-4000-8000-000000000001")  # type: ignore[arg-type]  # as a form gives it
    elif sign == "another stage":
        Case.objects.update(stage="intake")
    elif sign == "no pace":
        Pace.objects.update(ask_after_days=None)
    elif sign == "closed":
        Case.objects.update(stage="closed", outcome="other_help")
    assert ask_silent(by=system("test")) == 0


def test_yes_brings_the_file_to_the_top_of_the_advisors_list(
    client_of_person: Enter, client_of: Callable[[User], Client]
) -> None:
    case = silent(stage="intake", waiting_on="applicant")
    asked(case, days_ago=1)
    client = client_of_person(case.person)
    assert "Do you still need help?" in client.get("/en/me/").content.decode()
    answer = client.post(f"/en/me/still-needed/{case.ref}/", {"reply": "yes"}, follow=True)
    assert "will contact you" in answer.content.decode()
    assert "Do you still need help?" not in answer.content.decode()
    case.refresh_from_db()
    assert case.waiting_on == "advisor"
    desk = client_of(case.advisor.user)  # type: ignore[union-attr]  # it was just assigned
    listed = desk.get("/en/desk/cases/")
    assert [row.case for row in listed.context["urgent_rows"]] == [case]
    assert "Still needs help" in listed.content.decode()
    assert "The applicant still needs help" in desk.get(f"/en/desk/cases/{case.ref}/").content.decode()
    Case.objects.update(last_contact_at=timezone.now())
    assert not desk.get("/en/desk/cases/").context["urgent_rows"]


@pytest.mark.parametrize(("reply", "outcome"), [("no", "withdrawn"), ("other", "other_help")])
def test_no_closes_after_some_days_as_her_own_doing(client_of_person: Enter, reply: str, outcome: str) -> None:
    case = silent()
    ApplicationFactory(case=case)
    asked(case)
    client = client_of_person(case.person)
    answer = client.post(f"/en/me/still-needed/{case.ref}/", {"reply": reply}, follow=True)
    assert "We close this file on" in answer.content.decode()
    assert close_task() == 0
    HelpQuestion.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
    assert close_task() == 1
    case.refresh_from_db()
    assert (case.stage, case.outcome) == ("closed", outcome)
    assert case.events.get(code="case.closed").actor == f"person:{case.person_id}"
    assert close_task() == 0


def test_she_can_think_again(client_of_person: Enter) -> None:
    case = silent()
    question = asked(case)
    answer_help(by=herself(case), question=question, reply="no")
    client = client_of_person(case.person)
    assert "Keep it open" in client.get("/en/me/").content.decode()
    client.post(f"/en/me/still-needed/{case.ref}/", {"reply": "yes"})
    HelpQuestion.objects.filter(closes_at__isnull=False).update(closes_at=timezone.now())
    assert close_unneeded(by=system("test")) == 0
    case.refresh_from_db()
    assert case.stage == "new"


def test_no_answer_is_a_flag_and_closes_nothing(client_of: Callable[[User], Client]) -> None:
    case = silent()
    asked(case, days_ago=8)
    state = help_state(case)
    assert state is not None
    assert state.code == "no_answer"
    desk = client_of(case.advisor.user)  # type: ignore[union-attr]  # it was just assigned
    assert "Asked, no answer" in desk.get("/en/desk/cases/?mark=no_answer").content.decode()
    assert "have no answer" in desk.get(f"/en/desk/cases/{case.ref}/").content.decode()
    assert close_unneeded(by=system("test")) == 0


def test_the_question_goes_when_somebody_spoke_with_her(client_of_person: Enter) -> None:
    case = silent()
    asked(case, days_ago=2)
    Case.objects.update(last_contact_at=timezone.now())
    assert "Do you still need help?" not in client_of_person(case.person).get("/en/me/").content.decode()


def test_an_answer_that_comes_too_late_is_refused() -> None:
    case = silent(stage="proposed")
    question = asked(case)
    for reply in ("no", "perhaps"):
        with pytest.raises(ValidationError):
            answer_help(by=herself(case), question=question, reply=reply)


def test_it_is_hers_alone(client_of_person: Enter) -> None:
    case = silent()
    asked(case)
    stranger = CaseFactory().person
    assert DOORS["my-help-answer"] == ("person", "case")
    path = f"/en/me/still-needed/{case.ref}/"
    assert client_of_person(stranger).post(path, {"reply": "no"}).status_code == 404


def test_a_yes_closes_nothing_in_the_table_either() -> None:
    now = timezone.now()
    with pytest.raises(IntegrityError):
        HelpQuestion.objects.create(case=CaseFactory(), reply="yes", answered_at=now, closes_at=now)
