"""Messages between an applicant and her office: both ways, nothing in the notice, nothing lost, nothing doubled."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applicants.letters.actions import MOST_AN_HOUR, mark_read, write_to_applicant, write_to_office
from applicants.models import Case, Event, Letter, Person
from portal.accounts.scope import actor_for_user
from portal.actors import Actor
from portal.models import Message, User
from portal.roles import Role
from tests.factories import CaseFactory, assigned_case, member

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
Enter = Callable[[Person], Client]
ClientOf = Callable[[User], Client]
SECRET = "دستگاه خیاطی من شکست"


def herself(case: Case, language: str = "fa") -> Actor:
    return Actor(kind="person", id=case.person_id, language=language)


def advisor_of(case: Case) -> Actor:
    assert case.advisor is not None
    return actor_for_user(case.advisor.user)


def hers(case: Case, body: str = SECRET) -> Letter:
    return write_to_office(by=herself(case), case=case, body=body, once=uuid.uuid4())


def ours(case: Case, body: str = "Kom donderdag.") -> Letter:
    return write_to_applicant(by=advisor_of(case), case=case, body=body, once=uuid.uuid4())


def sent(client: Client, path: str, body: str) -> Any:
    form = client.get(path).context["form"]
    return client.post(path, {"body": body, "once": form["once"].value()}, follow=True)


def test_she_writes_and_the_advisor_hears_that_there_is_a_message_and_no_more(client_of_person: Enter) -> None:
    case = assigned_case(stage="intake", waiting_on="applicant")
    answer = sent(client_of_person(case.person), f"/fa/me/messages/{case.ref}/", SECRET)
    assert SECRET in answer.content.decode()
    letter = Letter.objects.get()
    assert (letter.body, letter.language, letter.from_applicant) == (SECRET, "fa", True)
    case.refresh_from_db()
    assert case.waiting_on == "advisor"
    notice = Message.objects.get(event="letter_for_office")
    assert notice.address == case.advisor.user.email  # type: ignore[union-attr]  # it was just assigned
    assert SECRET not in notice.body + notice.subject


def test_the_advisor_sees_her_text_in_its_direction_and_answers(client_of: ClientOf) -> None:
    case = assigned_case()
    hers(case)
    client = client_of(case.advisor.user)  # type: ignore[union-attr]  # it was just assigned
    file = client.get(f"/en/desk/cases/{case.ref}/").content.decode()
    assert SECRET in file
    assert 'lang="fa" dir="auto"' in file
    assert "Mark as read" in file
    answer = sent(client, f"/en/desk/cases/{case.ref}/messages/", "Kom donderdag.")
    assert "Mark as read" not in answer.content.decode()
    notice = Message.objects.get(event="letter_for_applicant")
    assert notice.language == case.person.language
    assert f"/fa/me/messages/{case.ref}/" in notice.body
    assert "donderdag" not in notice.body + notice.subject
    case.refresh_from_db()
    assert case.last_contact_at is not None
    assert set(Event.objects.filter(public=True).values_list("code", flat=True)) >= {"letter.in", "letter.out"}


def test_a_message_is_read_when_she_says_so(client_of_person: Enter) -> None:
    case = assigned_case()
    ours(case)
    client = client_of_person(case.person)
    page = client.get(f"/en/me/messages/{case.ref}/").content.decode()
    assert "Kom donderdag." in page
    assert Letter.objects.get().read_at is None
    client.post(f"/en/me/messages/{case.ref}/read/")
    assert Letter.objects.get().read_at is not None


def test_each_side_reads_what_the_other_wrote() -> None:
    case = assigned_case()
    hers(case)
    ours(case, "Later")
    assert mark_read(by=advisor_of(case), case=case) == 0  # the answer said that hers was read
    assert mark_read(by=herself(case), case=case) == 1


def test_the_same_message_sent_twice_is_one(client_of_person: Enter) -> None:
    case = assigned_case()
    client, path = client_of_person(case.person), f"/en/me/messages/{case.ref}/"
    data = {"body": "Hello", "once": str(uuid.uuid4())}
    for _ in range(2):
        assert client.post(path, data).status_code == 302
    assert Letter.objects.count() == 1
    assert Event.objects.filter(code="letter.in").count() == 1


def test_messages_that_follow_each_other_make_one_notice() -> None:
    case = assigned_case()
    for text in ("One", "Two"):
        hers(case, text)
        ours(case, text)
    assert Message.objects.filter(event="letter_for_applicant").count() == 1


def test_without_an_advisor_it_waits_for_the_office(client_of_person: Enter, client_of: ClientOf) -> None:
    case = CaseFactory()
    page = client_of_person(case.person).get(f"/en/me/messages/{case.ref}/").content.decode()
    assert "Somebody at your office reads it." in page
    hers(case)
    assert not Message.objects.exists()
    manager = client_of(member(Role.OFFICE_MANAGER, office=case.office))
    for path in ("cases/?of=office", "cases/?of=office&mark=new_letter", "without-advisor/"):
        assert "New message" in manager.get(f"/en/desk/{path}").content.decode(), path


def test_too_many_are_refused_with_a_sentence_and_the_text_stays(client_of_person: Enter) -> None:
    case = assigned_case()
    for number in range(MOST_AN_HOUR):
        hers(case, str(number))
    page = sent(client_of_person(case.person), f"/en/me/messages/{case.ref}/", SECRET).content.decode()
    assert "many messages in a short time" in page
    assert SECRET in page
    assert Letter.objects.count() == MOST_AN_HOUR


@pytest.mark.parametrize("body", ["", "   ", "\x00", "x" * 5001])
def test_what_is_no_message_gets_a_sentence(client_of_person: Enter, body: str) -> None:
    case = assigned_case()
    page = sent(client_of_person(case.person), f"/en/me/messages/{case.ref}/", body)
    assert "error-summary" in page.content.decode()
    assert not Letter.objects.exists()


def test_a_draft_has_no_messages() -> None:
    with pytest.raises(ValidationError):
        hers(CaseFactory(draft=True))


def test_others_read_nothing(client_of_person: Enter, client_of: ClientOf) -> None:
    case, other = assigned_case(), assigned_case()
    hers(case)
    assert client_of_person(other.person).get(f"/en/me/messages/{case.ref}/").status_code == 404
    auditor = client_of(member(Role.AUDITOR))
    assert SECRET not in auditor.get(f"/en/desk/cases/{case.ref}/").content.decode()
    assert auditor.get(f"/en/desk/cases/{case.ref}/messages/").status_code == 403
    colleague = advisor_of(other)
    assert not Letter.objects.visible_to(colleague).exists()


def test_the_page_asks_as_often_with_three_as_with_one(client_of_person: Enter) -> None:
    case = assigned_case()
    client, path = client_of_person(case.person), f"/en/me/messages/{case.ref}/"
    ours(case)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        counts.append(len(asked))
        hers(case)
        ours(case)
    assert counts[0] == counts[1] <= 12


def test_the_newest_stand_on_top_and_older_ones_on_the_next_page(client_of_person: Enter) -> None:
    case = assigned_case()
    for number in range(25):
        letter = ours(case, f"Number {number}.")
        Letter.objects.filter(pk=letter.pk).update(sent_at=timezone.now() + timedelta(minutes=number))
    client, path = client_of_person(case.person), f"/en/me/messages/{case.ref}/"
    page = client.get(path)
    assert "Number 24." in page.content.decode()
    assert "Number 3." not in page.content.decode()
    older = client.get(path, {"after": page.context["page"].next}).content.decode()
    assert "Number 3." in older
