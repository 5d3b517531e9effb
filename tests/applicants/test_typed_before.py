"""What she types on her own pages is not lost when the session has ended, and is shown to nobody else."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from applicants.models import Case, Document, Letter, Person
from applicants.plans.actions import begin_plan
from portal.actors import system
from portal.typed import HELD, MOST, whose
from tests.applicants.journeys import last_code
from tests.factories import ApplicationFactory, DocumentFactory, PersonFactory

pytestmark = pytest.mark.django_db
Enter = Callable[[Person], Client]
TYPED = "I can come on Friday, after four."


@pytest.fixture
def file() -> Case:
    application = ApplicationFactory(in_review=True, case__stage="intake")
    found: Case = application.case
    return found


def when_it_is_too_late(client: Client, path: str, data: dict[str, Any]) -> Any:
    """The page is open, the session ends, she presses the button."""
    page = client.get(path)
    says = whose(page.context["actor"].id)
    assert f'name="whose" value="{says}"' in page.content.decode()
    Session.objects.all().delete()
    return {**data, "whose": says}


def comes_back(client: Client, person: Person, language: str = "en") -> Any:
    client.post(f"/{language}/enter/", {"contact": person.contacts.get().value})
    page = client.post(f"/{language}/enter/code/", {"code": last_code()}, follow=True)
    if page.request["PATH_INFO"].endswith("/enter/who/"):
        answer = {"who": "0", "birth_year": str(person.birth_year or "")}
        page = client.post(f"/{language}/enter/who/", answer, follow=True)
    return page


def test_a_message_waits_until_she_is_back_in_whatever_language(client_of_person: Enter, file: Case) -> None:
    client, path = client_of_person(file.person), f"me/messages/{file.ref}/"
    data = when_it_is_too_late(client, f"/en/{path}", {"body": TYPED, "once": "7d3a0f4e-5a0b-4a0e-9c53-1a7b6b8f2c11"})
    ended = client.post(f"/en/{path}", data, follow=True)
    assert ended.request["PATH_INFO"] == "/en/enter/"
    assert "we have kept what you just wrote" in ended.content.decode()
    assert TYPED not in ended.content.decode()
    back = comes_back(client, file.person, "ar")
    assert back.request["PATH_INFO"] == f"/ar/{path}"
    assert TYPED in back.content.decode()
    assert not Letter.objects.exists()
    assert TYPED not in client.get(f"/ar/{path}").content.decode()
    client.post(f"/ar/{path}", {"body": TYPED, "once": data["once"]})
    assert Letter.objects.get().body == TYPED


def test_the_next_person_at_this_phone_reads_nothing_of_it(client_of_person: Enter, file: Case) -> None:
    client, path = client_of_person(file.person), f"/en/me/messages/{file.ref}/"
    client.post(path, when_it_is_too_late(client, path, {"body": TYPED}))
    page = comes_back(client, PersonFactory())
    assert page.status_code == 200
    assert TYPED not in page.content.decode()
    assert HELD not in client.session


def test_words_about_a_document_come_back_beside_it(client_of_person: Enter, file: Case) -> None:
    document: Document = DocumentFactory(case=file)
    client, page = client_of_person(file.person), f"/en/me/document/{document.ref}/"
    client.post(f"{page}say/", when_it_is_too_late(client, page, {"note": TYPED, "what": "cant_find"}))
    back = comes_back(client, file.person)
    assert back.request["PATH_INFO"] == page
    assert TYPED in back.content.decode()
    document.refresh_from_db()
    assert not document.note


def test_a_file_is_asked_for_again(client_of_person: Enter, file: Case) -> None:
    document: Document = DocumentFactory(case=file)
    client, page = client_of_person(file.person), f"/en/me/document/{document.ref}/"
    data = when_it_is_too_late(client, page, {"pages": SimpleUploadedFile("a.pdf", b"%PDF-1.4")})
    ended = client.post(page, data, follow=True).content.decode()
    assert "choose your file once more" in ended
    assert comes_back(client, file.person).request["PATH_INFO"] == page


def test_a_page_of_the_plan_comes_back_with_its_figures(client_of_person: Enter, file: Case) -> None:
    begin_plan(by=system("test"), case=file, monthly={})
    client, path = client_of_person(file.person), f"/en/me/plan/{file.ref}/page/sales/"
    data = {"name_1": "Repairs", "amount_1": "450", "base": "1"}
    client.post(path, when_it_is_too_late(client, path, data))
    back = comes_back(client, file.person)
    assert back.request["PATH_INFO"] == path
    assert 'value="Repairs"' in back.content.decode()
    assert file.plan.versions.count() == 1


def test_a_name_on_the_list_comes_back_in_its_open_form(client_of_person: Enter, file: Case) -> None:
    client, path = client_of_person(file.person), f"/en/me/loan/{file.application.ref}/people/"
    data = {"do": "friend", "friend-name": "Nadia", "friend-contact": "+32471999999"}
    client.post(path, when_it_is_too_late(client, path, data))
    back = comes_back(client, file.person).content.decode()
    assert 'value="Nadia"' in back
    assert not file.application.group_friends.exists()


def test_a_token_that_is_too_old_loses_nothing_and_sends_nothing(client_of_person: Enter, file: Case) -> None:
    client, path = client_of_person(file.person), f"/en/me/messages/{file.ref}/"
    client.handler.enforce_csrf_checks = True
    data = {"body": TYPED, "once": "7d3a0f4e-5a0b-4a0e-9c53-1a7b6b8f2c11", "whose": whose(file.person_id)}
    page = client.post(path, data, follow=True)
    assert "nothing was sent yet" in page.content.decode()
    assert TYPED in page.content.decode()
    assert not Letter.objects.exists()


def test_a_strange_page_that_sends_a_form_here_puts_nothing_into_hers(client_of_person: Enter, file: Case) -> None:
    client, path = client_of_person(file.person), f"/en/me/messages/{file.ref}/"
    client.handler.enforce_csrf_checks = True
    page = client.post(path, {"body": TYPED, "whose": "guessed"}, follow=True)
    assert TYPED not in page.content.decode()


def test_what_is_far_too_long_is_not_kept(file: Case) -> None:
    stranger = Client()
    stranger.post(f"/en/me/messages/{file.ref}/", {"body": "x" * (MOST + 1), "whose": whose(file.person_id)})
    assert stranger.session[HELD]["data"] == ""
