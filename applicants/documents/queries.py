"""What the pages of documents read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, Prefetch
from django.shortcuts import get_object_or_404

from applicants.cases.models import Case, Stage
from applicants.cases.who import names_of
from applicants.documents.models import Document, DocumentFile
from applicants.documents.words import refusal, status_of
from portal.actors import Actor
from portal.files.checked import FAILED, CheckedFile
from portal.record.models import Entry, record_look
from portal.workflow import State


@dataclass(frozen=True)
class FileRow:
    """A file as a page shows it: `problem` is why it is not there, "" for one that is."""

    file: DocumentFile
    problem: str
    number: int

    @property
    def is_waiting(self) -> bool:
        return self.file.is_waiting


@dataclass(frozen=True)
class DocumentRow:
    """A document with its state in words and its files."""

    document: Document
    status: State
    files: list[FileRow]

    @property
    def is_waiting(self) -> bool:
        return any(row.is_waiting for row in self.files)

    @property
    def kept(self) -> list[FileRow]:
        return [row for row in self.files if not row.problem]


def document_row(document: Document) -> DocumentRow:
    """A row of a document whose files are at hand."""
    files = list(document.files.all())
    rows = [FileRow(one, str(refusal(one.why)) if one.state in FAILED else "", n) for n, one in enumerate(files, 1)]
    return DocumentRow(document, status_of(document), rows)


def document_rows(case: Case, actor: Actor) -> list[DocumentRow]:
    """The documents of a file in their order; two queries for any number."""
    found = Document.objects.visible_to(actor).filter(case=case).in_order()
    return [document_row(one) for one in found.prefetch_related(Prefetch("files", DocumentFile.objects.order_by("pk")))]


def document_for(actor: Actor, ref: str) -> Document:
    """A document that the actor may see, with its file; 404 otherwise."""
    found = Document.objects.visible_to(actor).exclude(case__stage=Stage.DRAFT)
    return get_object_or_404(
        found.select_related("kind", "case__person", "case__office", "case__advisor__user").prefetch_related("files"),
        ref=ref,
    )


def file_for(actor: Actor, ref: str) -> DocumentFile:
    """A file of a document that the actor may see; 404 otherwise."""
    found = DocumentFile.objects.visible_to(actor).select_related("document__kind", "document__case__person")
    return get_object_or_404(found.select_related("document__case__office"), ref=ref)


def file_to_show(actor: Actor, ref: str) -> DocumentFile:
    """The one way to a file's contents. A colleague's look is kept."""
    found = file_for(actor, ref)
    if actor.kind != "person":
        record_look(found, by=actor)
    return found


def neighbours(document: Document) -> dict[str, str]:
    """The refs of the documents before and after it in the file's list, "" at the ends."""
    refs = list(document.case.documents.in_order().values_list("ref", flat=True))
    place = refs.index(document.ref)
    return {
        "previous": refs[place - 1] if place else "",
        "next": refs[place + 1] if place + 1 < len(refs) else "",
    }


@dataclass(frozen=True)
class Looker:
    who: str
    at: datetime


def lookers(files: Iterable[CheckedFile]) -> list[Looker]:
    """Who looked at these files of one table, each once with the last time, newest first; two queries."""
    found = list(files)
    table = found[0]._meta.db_table if found else ""
    looks = Entry.objects.looks().filter(table=table, row__in=[one.pk for one in found])
    last: list[Any] = list(looks.values_list("actor").annotate(last=Max("at")).order_by("-last"))
    names = names_of([actor for actor, _at in last])
    return [Looker(names[actor], at) for actor, at in last]
