"""The pages of documents: hers and the office's, and the one door to the files."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from applicants.documents.models import Document
from applicants.documents.wanted import recount
from applicants.models import Case, DocumentFile, Person
from portal.actors import system
from portal.models import Entry, User
from portal.roles import Role
from tests.applicants.papers import only_file, send, upload
from tests.factories import DocumentFactory, DocumentKindFactory, assigned_case, member
from tests.portal.files import jpeg, pdf, word

pytestmark = pytest.mark.django_db
Enter = Callable[[Person], Client]
ClientOf = Callable[[User], Client]


def advisor(document: Document) -> User:
    assert document.case.advisor is not None
    return document.case.advisor.user


def sent(client: Client, document: Document, **files: Any) -> str:
    answer = client.post(f"/en/me/document/{document.ref}/", files, follow=True)
    return str(answer.content.decode())


def test_she_sends_a_photo_and_two_files_at_once(client_of_person: Enter) -> None:
    document = DocumentFactory()
    client = client_of_person(document.case.person)
    files = [upload(jpeg(30, 30)), upload(pdf(), "bank.pdf")]
    page = sent(client, document, photo=upload(jpeg()), pages=files)
    assert "3 files have arrived" in page
    assert "We are checking your file" in page
    assert 'hx-trigger="every 3s"' in page
    assert set(DocumentFile.objects.values_list("kind", flat=True)) == {"jpeg", "pdf"}


def test_of_good_and_bad_files_the_bad_get_a_sentence(client_of_person: Enter) -> None:
    document = DocumentFactory()
    client = client_of_person(document.case.person)
    page = sent(client, document, pages=[upload(word(), "photo.jpg"), upload(jpeg(), "letter.doc"), upload(b"")])
    assert "This is a Word file. Take a photo of the paper, or save it as PDF." in page
    assert "The file is empty" in page
    assert "1 file has arrived" in page
    assert "We already have this file" in sent(client, document, pages=upload(jpeg()))
    assert "Please take a photo, or choose a file." in sent(client, document)


def test_htmx_asks_for_the_files_alone_and_stops_when_they_are_ready(client_of_person: Enter) -> None:
    document = DocumentFactory()
    client, path = client_of_person(document.case.person), f"/en/me/document/{document.ref}/"
    send(document, checked=False)
    assert "every 3s" in client.get(path, headers={"HX-Request": "true"}).content.decode()
    DocumentFile.objects.update(state="refused", why="broken")
    part = client.get(path, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "every 3s" not in part
    assert "The file is damaged" in part


def test_she_says_what_she_cannot_and_takes_it_back(client_of_person: Enter) -> None:
    document = DocumentFactory()
    client, path = client_of_person(document.case.person), f"/en/me/document/{document.ref}/"
    client.post(f"{path}say/", {"what": "cant_get", "note": "The embassy is closed"})
    assert "The embassy is closed" in client.get(path).content.decode()
    client.post(f"{path}say/", {"what": "undo"})
    client.post(f"{path}remind/", {"days": "7"})
    assert "We write to you on" in client.get(path).content.decode()
    for odd in ({"days": "x"}, {}):
        assert client.post(f"{path}remind/", odd, follow=True).status_code == 200
    assert (
        "Please choose one of the answers." in client.post(f"{path}say/", {"what": "x"}, follow=True).content.decode()
    )


def test_the_list_says_what_is_missing_first(client_of_person: Enter) -> None:
    case = assigned_case()
    given, missing = (DocumentFactory(case=case, kind=DocumentKindFactory(name=name)) for name in ("Card", "Lease"))
    send(given)
    page = client_of_person(case.person).get(f"/en/me/documents/{case.ref}/").content.decode()
    assert page.index("Lease") < page.index("Card")
    assert "1 of 2 documents are there." in page
    home = client_of_person(case.person).get("/en/me/").content.decode()
    assert "Send your documents" in home
    assert missing.ref in page


def test_a_file_is_handed_out_as_what_it_is_and_kept_nowhere(client_of_person: Enter) -> None:
    document = DocumentFactory()
    send(document)
    answer = client_of_person(document.case.person).get(f"/en/me/file/{only_file(document).ref}/full/")
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert answer.content.startswith(b"\xff\xd8")


def test_files_are_seen_by_her_and_her_office_alone(client_of_person: Enter, client_of: ClientOf) -> None:
    document, other = DocumentFactory(), DocumentFactory()
    send(document)
    ref = only_file(document).ref
    for size in ("full", "small"):
        assert client_of_person(other.case.person).get(f"/en/me/file/{ref}/{size}/").status_code == 404
        assert client_of(advisor(other)).get(f"/en/desk/documents/file/{ref}/{size}/").status_code == 404
        assert client_of(member(Role.AUDITOR)).get(f"/en/desk/documents/file/{ref}/{size}/").status_code == 403
        assert client_of(advisor(document)).get(f"/en/desk/documents/file/{ref}/{size}/").status_code == 200
    assert Client().get(f"/en/me/file/{ref}/full/").status_code == 302
    looks = Entry.objects.of(only_file(document)).looks()
    assert list(looks.values_list("actor", flat=True).distinct()) == [f"staff:{advisor(document).pk}"]


def test_a_file_that_is_not_ready_is_404(client_of_person: Enter) -> None:
    document = DocumentFactory()
    send(document, checked=False)
    client = client_of_person(document.case.person)
    for size in ("full", "small"):
        assert client.get(f"/en/me/file/{only_file(document).ref}/{size}/").status_code == 404


def test_on_the_desk_a_document_is_looked_at_and_accepted(client_of: ClientOf) -> None:
    document = DocumentFactory()
    send(document)
    client = client_of(advisor(document))
    assert "1 to look at" in client.get(f"/en/desk/cases/{document.case.ref}/").content.decode()
    assert "To look at" in client.get("/en/desk/cases/").content.decode()
    assert "To look at" in client.get("/en/desk/cases/?mark=documents_sent").content.decode()
    page = client.get(f"/en/desk/documents/{document.ref}/").content.decode()
    assert "not checked for viruses" in page
    answer = client.post(f"/en/desk/documents/{document.ref}/decide/", {"what": "accept"}, follow=True)
    assert "accepted" in answer.content.decode()
    assert "100 %" in client.get("/en/desk/cases/").content.decode()
    assert client.get(f"/en/desk/documents/file/{only_file(document).ref}/?zoom=4").status_code == 200


def test_the_manager_sees_who_looked(client_of: ClientOf) -> None:
    document = DocumentFactory()
    send(document)
    client_of(advisor(document)).get(f"/en/desk/documents/file/{only_file(document).ref}/full/")
    manager = client_of(member(Role.OFFICE_MANAGER, office=document.case.office))
    for path in (f"documents/{document.ref}", f"cases/{document.case.ref}/documents"):
        assert advisor(document).name in manager.get(f"/en/desk/{path}/").content.decode()


def test_a_colleague_sends_asks_and_removes(client_of: ClientOf) -> None:
    document = DocumentFactory()
    client, path = client_of(advisor(document)), f"/en/desk/documents/{document.ref}/"
    page = client.post(f"{path}upload/", {"pages": upload(jpeg())}, follow=True).content.decode()
    assert "1 file has arrived" in page
    assert only_file(document).sent_by == f"staff:{advisor(document).pk}"
    assert "choose a file" in client.post(f"{path}upload/", follow=True).content.decode()
    file = f"/en/desk/documents/file/{only_file(document).ref}/remove/"
    assert "error-summary" in client.post(file, {"reason": ""}).content.decode()
    client.post(file, {"reason": "Wrong person"})
    assert not DocumentFile.objects.exists()
    ask = f"/en/desk/cases/{document.case.ref}/documents/ask/"
    kind = DocumentKindFactory(name="A lease")
    client.post(ask, {"kind": kind.pk, "sentence": "Please"})
    assert document.case.documents.get(kind=kind).asked_by_staff
    for what in ("again", "insist", "waive", "accept", "nonsense"):
        assert client.post(f"{path}decide/", {"what": what}, follow=True).status_code == 200


def test_what_is_wrong_on_the_desk_keeps_the_sentence(client_of: ClientOf) -> None:
    document = DocumentFactory()
    send(document)
    client, path = client_of(advisor(document)), f"/en/desk/documents/{document.ref}/"
    typed = {"what": "again", "sentence": "Please lay it on a dark table."}
    page = client.post(f"{path}decide/", typed).content.decode()
    assert "error-summary" in page
    assert typed["sentence"] in page
    assert "<details" in page
    document.refresh_from_db()
    assert document.state == "given"
    assert client.get(f"{path}decide/")["Location"] == path
    twice = {"what": "again", "reason": "blurred", "sentence": typed["sentence"]}
    client.post(f"{path}decide/", twice)
    late = client.post(f"{path}decide/", twice).content.decode()
    assert "Nothing was sent yet." in late


@pytest.mark.parametrize("where", ["me", "desk"])
def test_the_lists_ask_as_often_with_three_as_with_one(
    where: str, client_of_person: Enter, client_of: ClientOf
) -> None:
    case: Case = assigned_case()
    path = f"/en/me/documents/{case.ref}/" if where == "me" else f"/en/desk/cases/{case.ref}/documents/"
    client = client_of_person(case.person) if where == "me" else client_of(case.advisor.user)  # type: ignore[union-attr]  # assigned
    client.get(path)  # what the first page of a session asks for
    counts = []
    for more in (1, 2):
        for _ in range(more):
            send(DocumentFactory(case=case))
        recount(by=system("test"), case=case)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12
