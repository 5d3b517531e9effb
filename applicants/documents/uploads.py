"""Taking in files: each is judged by itself, kept aside, and opened by a worker."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from applicants.cases.actions import BEFORE_PROPOSAL, add_event, lock, set_stage
from applicants.cases.models import Stage, WaitingOn
from applicants.documents.kinds import MOST_FILES
from applicants.documents.models import OPEN, Document, DocumentFile, DocumentState
from applicants.documents.wanted import recount
from portal.actors import Actor
from portal.files.storing import remove_after_commit
from portal.files.taking import Taken, digest_of, keep, refusal_of
from portal.record.acting import action

CHECK: Final = "applicants.tasks.check_file"


@action
def add_files(*, by: Actor, document: Document, uploads: Iterable[UploadedFile[Any]]) -> Taken[DocumentFile]:
    """Keep what can be taken; a bad file refuses itself alone. The same file twice is one.

    `ValidationError` when the document takes no files any more.
    """
    case = document.case
    lock(case)
    document.refresh_from_db(fields=["state", "remind_on"])
    if case.stage in (Stage.DRAFT, Stage.CLOSED) or document.state == DocumentState.ACCEPTED:
        raise ValidationError(_("This document is settled already. Tell your advisor if something has changed."))
    taken: Taken[DocumentFile] = Taken([], [])
    for upload in uploads:
        refusal = _refusal(document, upload)
        if refusal:
            taken.refused.append(refusal)
        else:
            taken.files.append(keep(DocumentFile(document=document, sent_by=by.key), upload, task=CHECK))
    if taken.files:
        _given(by, document, len(taken.files))
    return taken


def _refusal(document: Document, upload: UploadedFile[Any]) -> str:
    """Why a file is not taken, by what can be said without opening it; "" when it is."""
    refusal = refusal_of(upload)
    if refusal:
        return refusal
    if document.files.kept().filter(digest=digest_of(upload)).exists():
        return "again"
    return "many" if document.files.kept().count() >= MOST_FILES else ""


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
