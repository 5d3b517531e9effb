"""Files on their way in: each judged by itself, none lost, none twice, nothing infected kept."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as portal_settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage

from applicants.documents import checking
from applicants.documents.deciding import accept
from applicants.documents.models import Document
from applicants.documents.uploads import add_files, remove_file
from applicants.documents.words import REFUSALS
from applicants.models import DocumentFile, Event
from portal.actors import system
from portal.files.checking import MOST_TRIES, judge, take
from portal.files.scanners import ScannerAway
from portal.files.taking import MOST_BYTES
from tests.applicants.papers import advisor_of, herself, only_file, send, upload
from tests.factories import DocumentFactory
from tests.portal.files import EICAR, heic, jpeg, pdf, png, polyglot, word

pytestmark = pytest.mark.django_db
FILES = system("files")
SCANNER = "portal.files.scanners.TestPatternScanner"


class Away:
    """A scanner that nobody reaches."""

    def is_infected(self, content: bytes) -> bool:
        raise ScannerAway


def state(document: Document) -> str:
    document.refresh_from_db()
    return document.state


@pytest.mark.parametrize(("content", "kind"), [(jpeg(), "jpeg"), (png(), "png"), (heic(), "jpeg"), (pdf(), "pdf")])
def test_good_files_are_taken_and_what_was_sent_is_not_kept(
    content: bytes, kind: str, django_capture_on_commit_callbacks: Any
) -> None:
    document = DocumentFactory()
    with django_capture_on_commit_callbacks(execute=True):
        send(document, content)
    file = only_file(document)
    assert (file.state, file.kind, file.scan, state(document)) == ("ready", kind, "unchecked", "given")
    assert not file.incoming
    assert not [*Path(portal_settings.MEDIA_ROOT, "incoming").glob(f"*/*{file.ref}*")]
    assert default_storage.exists(str(file.content))
    assert str(file.content).startswith("documents/")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (word(), "word"),
        (b"MZ\x90", "program"),
        (b"<html><script>", "page"),
        (EICAR, "unknown"),
        (b"", "empty"),
        (jpeg() + b"\x00" * MOST_BYTES, "large"),
    ],
)
def test_bad_files_are_refused_with_a_sentence_and_the_good_ones_beside_them_stay(content: bytes, why: str) -> None:
    document = DocumentFactory()
    taken = send(document, content, jpeg())
    assert (taken.refused, len(taken.files)) == ([why], 1)
    assert why in REFUSALS
    assert only_file(document).state == "ready"


@pytest.mark.parametrize(
    ("content", "why"), [(jpeg(300, 300)[:700], "broken"), (pdf(password="x"), "locked"), (pdf(pages=61), "many_pages")]
)
def test_what_a_worker_cannot_open_is_said_and_the_document_is_wanted_again(content: bytes, why: str) -> None:
    document = DocumentFactory()
    send(document, content)
    file = only_file(document)
    assert (file.state, file.why, state(document)) == ("refused", why, "missing")
    assert not file.content
    assert Event.objects.filter(code="document.file_refused", public=True).exists()


def test_a_polyglot_is_only_a_picture_afterwards() -> None:
    document = DocumentFactory()
    send(document, polyglot())
    with only_file(document).content.open("rb") as kept:
        content = kept.read()
    assert b"script" not in content.lower()
    assert b"word/document.xml" not in content


def test_an_infected_file_is_gone_and_said_kindly(settings: Any, django_capture_on_commit_callbacks: Any) -> None:
    settings.VIRUS_SCANNER = SCANNER
    document = DocumentFactory()
    taken = send(document, jpeg() + EICAR, checked=False)
    incoming = str(taken.files[0].incoming)
    with django_capture_on_commit_callbacks(execute=True):
        assert checking.check(taken.files[0].pk, by=FILES) == "infected"
    file = only_file(document)
    assert (file.why, bool(file.content), bool(file.preview), state(document)) == ("infected", False, False, "missing")
    assert not default_storage.exists(incoming)
    assert "You did nothing wrong" in str(REFUSALS[file.why])
    send(document, jpeg())
    assert document.files.get(state="ready").scan == "clean"


def test_a_scanner_that_is_away_leaves_the_file_waiting_until_it_is_back(settings: Any) -> None:
    settings.VIRUS_SCANNER = f"{__name__}.Away"
    document = DocumentFactory()
    send(document)
    for _ in range(5):
        assert checking.check_waiting(by=FILES) == 1
        assert checking.check(only_file(document).pk, by=FILES) == "waiting"
    settings.VIRUS_SCANNER = SCANNER
    assert checking.check(only_file(document).pk, by=FILES) == "ready"
    assert checking.check_waiting(by=FILES) == 0


def test_a_file_that_brings_its_worker_down_is_given_up() -> None:
    document = DocumentFactory()
    send(document, checked=False)
    DocumentFile.objects.update(tries=MOST_TRIES)
    assert checking.check(only_file(document).pk, by=FILES) == "refused"


def test_the_same_file_twice_is_one_also_when_the_button_is_pressed_twice() -> None:
    document = DocumentFactory()
    send(document)
    assert send(document).refused == ["again"]
    assert send(document, png(), png()).refused == ["again"]
    assert document.files.count() == 2
    assert checking.check(document.files.all()[0].pk, by=FILES) == "taken"


def test_a_document_has_its_limit_of_files() -> None:
    document = DocumentFactory()
    taken = send(document, *[jpeg(10, 10 + n) for n in range(21)], checked=False)
    assert (len(taken.files), taken.refused) == (20, ["many"])


def test_she_takes_a_file_away_until_it_is_accepted(django_capture_on_commit_callbacks: Any) -> None:
    document = DocumentFactory()
    send(document, jpeg(), png())
    first, second = document.files.all()
    content = str(first.content)
    with django_capture_on_commit_callbacks(execute=True):
        remove_file(by=herself(document.case), file=first)
    assert not default_storage.exists(content)
    assert state(document) == "given"
    accept(by=advisor_of(document.case), document=document)
    with pytest.raises(ValidationError, match="accepted this document"):
        remove_file(by=herself(document.case), file=second)
    with pytest.raises(ValidationError, match="settled already"):
        add_files(by=herself(document.case), document=document, uploads=[upload(jpeg(9, 9))])


def test_a_colleague_removes_with_a_reason(django_capture_on_commit_callbacks: Any) -> None:
    document = DocumentFactory()
    send(document)
    with pytest.raises(ValidationError, match="say why"):
        remove_file(by=advisor_of(document.case), file=only_file(document))
    remove_file(by=advisor_of(document.case), file=only_file(document), reason="Another person’s card")
    assert state(document) == "missing"
    assert Event.objects.get(code="document.removed_by_staff").params["reason"] == "Another person’s card"


def test_a_file_taken_away_while_it_was_checked_stays_away() -> None:
    document = DocumentFactory()
    send(document, checked=False)
    file = take(DocumentFile.objects.all(), only_file(document).pk, FILES)
    assert file is not None
    remove_file(by=herself(document.case), file=only_file(document))
    checking._settle(by=FILES, file=file, verdict=judge(file))
    assert not document.files.exists()
