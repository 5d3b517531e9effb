"""Two at once: the same photograph from two fingers, two workers at one file."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from applicants.documents.checking import check
from applicants.models import Document, DocumentFile
from portal.actors import system
from tests.applicants.papers import send
from tests.factories import DocumentFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_double_press_sends_once() -> None:
    document = DocumentFactory()
    ready = Barrier(2)

    def press() -> list[str]:
        try:
            own = Document.objects.select_related("case", "kind").get(pk=document.pk)
            ready.wait(timeout=10)
            return send(own, checked=False).refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        refused = sorted(each.result() for each in [threads.submit(press), threads.submit(press)])
    assert refused == [[], ["again"]]
    assert DocumentFile.objects.count() == 1


def test_two_workers_open_a_file_once() -> None:
    document = DocumentFactory()
    send(document, checked=False)
    file = DocumentFile.objects.get()
    ready = Barrier(2)

    def work() -> str:
        try:
            ready.wait(timeout=10)
            return check(file.pk, by=system("files"))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        states = sorted(each.result() for each in [threads.submit(work), threads.submit(work)])
    assert states == ["ready", "taken"]
    assert DocumentFile.objects.get().tries == 1
