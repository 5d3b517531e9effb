"""Taking in files: each is judged by itself, kept aside, and opened by a worker."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from applicants.cases.actions import BEFORE_PROPOSAL, add_event, lock, set_stage
from applicants.cases.models import Stage, WaitingOn
from applicants.documents.kinds import MOST_FILES
from applicants.documents.models import OPEN, Document, DocumentFile, DocumentState
from applicants.documents.wanted import recount
from portal.actors import Actor
from portal.celery import app
from portal.files.sniff import ACCEPTED, HEAD, sniff
from portal.files.storing import remove_after_commit
from portal.record.acting import action

MOST_BYTES: Final = 15 * 1024 * 1024


@dataclass(frozen=True)
class Taken:
    """What came of an upload: files that were taken, and for each of the others a code of `words.REFUSALS`."""

    files: list[DocumentFile]
    refused: list[str]


@action
def add_files(*, by: Actor, document: Document, uploads: Iterable[UploadedFile[Any]]) -> Taken:
    """Keep what can be taken; a bad file refuses itself alone. The same file twice is one.

    `ValidationError` when the document takes no files any more.
    """
    case = document.case
    lock(case)
    document.refresh_from_db(fields=["state", "remind_on"])
    if case.stage in (Stage.DRAFT, Stage.CLOSED) or document.state == DocumentState.ACCEPTED:
        raise ValidationError(_("This document is settled already. Tell your advisor if something has changed."))
    taken = Taken([], [])
    for upload in uploads:
        refusal = _refusal(document, upload)
        if refusal:
            taken.refused.append(refusal)
        else:
            taken.files.append(_keep(by, document, upload))
    if taken.files:
        _given(by, document, len(taken.files))
    return taken


def _refusal(document: Document, upload: UploadedFile[Any]) -> str:
    """Why a file is not taken, by what can be said without opening it; "" when it is."""
    if not upload.size:
        return "empty"
    if upload.size > MOST_BYTES:
        return "large"
    kind = sniff(_head(upload))
    if kind not in ACCEPTED:
        return kind.value
    if document.files.kept().filter(digest=_digest(upload)).exists():
        return "again"
    return "many" if document.files.kept().count() >= MOST_FILES else ""


def _head(upload: UploadedFile[Any]) -> bytes:
    upload.seek(0)
    return bytes(upload.read(HEAD))


def _digest(upload: UploadedFile[Any]) -> str:
    upload.seek(0)
    found = hashlib.sha256()
    for chunk in upload.chunks():
        found.update(chunk)
    return found.hexdigest()


def _keep(by: Actor, document: Document, upload: UploadedFile[Any]) -> DocumentFile:
    kept = DocumentFile(document=document, sent_by=by.key, size=upload.size or 0)
    kept.kind, kept.digest = sniff(_head(upload)).value, _digest(upload)
    upload.seek(0)
    kept.incoming.save("", upload, save=False)
    kept.save()
    transaction.on_commit(partial(ask_for_check, kept.pk))
    return kept


def _given(by: Actor, document: Document, count: int) -> None:
    """It was sent: what she said before, and the day of a reminder, no longer hold."""
    case = document.case
    document.state, document.note, document.again_reason, document.remind_on = DocumentState.GIVEN, "", "", None
    document.save(update_fields=["state", "note", "again_reason", "remind_on"])
    recount(by=by, case=case)
    add_event(
        by=by, case=case, code="document.given", params={"kind": document.kind.names, "count": count}, public=True
    )
    nothing_left = not case.documents.filter(state__in=OPEN).exists()
    if case.stage in BEFORE_PROPOSAL and case.waiting_on == WaitingOn.APPLICANT and nothing_left:
        set_stage(by=by, case=case, stage=case.stage, waiting_on=WaitingOn.ADVISOR)


def ask_for_check(file_id: int) -> None:
    """Tell a worker. Without a broker, the sweep that looks every minute takes the file."""
    with suppress(OperationalError, OSError):
        app.send_task("applicants.tasks.check_file", [file_id], retry=False)


@action
def remove_file(*, by: Actor, file: DocumentFile, reason: str = "") -> None:
    """Take a file away for good. Hers until the document is accepted; a colleague says why.

    `ValidationError` when it is accepted, or the reason is missing.
    """
    document = file.document
    lock(document.case)
    document.refresh_from_db(fields=["state"])
    if by.kind == "person" and document.state == DocumentState.ACCEPTED:
        raise ValidationError(_("Your advisor has accepted this document. Ask your advisor if it must go."))
    if by.kind != "person" and not reason:
        raise ValidationError(_("Please say why the file is removed."))
    remove_after_commit(file.incoming, file.content, file.preview)
    file.delete()
    params: dict[str, Any] = {"kind": document.kind.names, "reason": reason}
    code = "document.removed_by_staff" if reason else "document.removed"
    add_event(by=by, case=document.case, code=code, params=params, public=True)
    back_to_missing(by=by, document=document)


@action
def back_to_missing(*, by: Actor, document: Document) -> None:
    """A document of which no file is left is wanted again."""
    if document.state in (DocumentState.GIVEN, DocumentState.ACCEPTED) and not document.files.kept().exists():
        document.state = DocumentState.MISSING
        document.save(update_fields=["state"])
    recount(by=by, case=document.case)
