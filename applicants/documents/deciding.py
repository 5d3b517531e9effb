"""What colleagues do with documents: ask for one, accept, ask for a better picture, let it be."""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from applicants.cases.actions import BEFORE_PROPOSAL, add_event, lock, set_stage
from applicants.cases.models import Case, Stage, WaitingOn
from applicants.documents.kinds import DocumentKind
from applicants.documents.models import AgainReason, Document, DocumentState
from applicants.documents.wanted import recount
from applicants.persons.contacts import recipient_of
from portal.actors import Actor
from portal.outbox.actions import queue
from portal.record.acting import action


@action
def request_document(*, by: Actor, case: Case, kind: DocumentKind, about: str = "", sentence: str = "") -> Document:
    """Ask for one more document, with a sentence that she reads on her page; a message says that there is something.

    What is in the list already, and still wanted, is asked for again with the new sentence. `ValidationError`
    for a closed file.
    """
    lock(case)
    if case.stage in (Stage.DRAFT, Stage.CLOSED):
        raise ValidationError(_("This file is closed."))
    key = f"staff:{about.casefold()[:34]}" if about else ""
    wanted, new = Document.objects.get_or_create(
        case=case, kind=kind, key=key, defaults={"about": about, "sentence": sentence, "asked_by_staff": True}
    )
    if not new:
        if wanted.state in (DocumentState.GIVEN, DocumentState.ACCEPTED):
            raise ValidationError(_("This document was sent already. Ask for a better picture on its page."))
        wanted.sentence, wanted.asked_by_staff, wanted.state = sentence, True, DocumentState.MISSING
        wanted.note = ""
        wanted.save(update_fields=["sentence", "asked_by_staff", "state", "note"])
    _tell(by, wanted, "document.requested")
    return wanted


@action
def accept(*, by: Actor, document: Document) -> None:
    """It is what we need. `ValidationError` while a file is being checked, or when there is none."""
    _hold(document)
    if document.files.waiting().exists():
        raise ValidationError(_("A file is still being checked. Please wait a moment."))
    if document.state not in (DocumentState.GIVEN, DocumentState.AGAIN) or not document.files.kept().exists():
        raise ValidationError(_("There is nothing to accept."))
    _set(by, document, DocumentState.ACCEPTED)
    params = {"kind": document.kind.names}
    add_event(by=by, case=document.case, code="document.accepted", params=params, public=True)


@action
def ask_again(*, by: Actor, document: Document, reason: str, sentence: str = "") -> None:
    """A better picture is needed, for a reason of `AgainReason`; what was sent stays until she replaces it."""
    _hold(document)
    if document.state not in (DocumentState.GIVEN, DocumentState.ACCEPTED):
        raise ValidationError(_("Nothing was sent yet."))
    if reason not in AgainReason.values:
        raise ValidationError(_("Please say why another picture is needed."))
    document.again_reason, document.sentence = AgainReason(reason), sentence
    _set(by, document, DocumentState.AGAIN, "again_reason", "sentence")
    _tell(by, document, "document.again")


@action
def waive(*, by: Actor, document: Document) -> None:
    """We can do without it; her reason is answered."""
    _hold(document)
    if document.state in (DocumentState.ACCEPTED, DocumentState.WAIVED):
        raise ValidationError(_("This document is settled already."))
    document.remind_on = None
    _set(by, document, DocumentState.WAIVED, "remind_on")
    params = {"kind": document.kind.names}
    add_event(by=by, case=document.case, code="document.waived", params=params, public=True)


@action
def insist(*, by: Actor, document: Document, sentence: str) -> None:
    """We need it after all: what she said is answered with a sentence."""
    _hold(document)
    if not document.says_she_cannot and document.state != DocumentState.WAIVED:
        raise ValidationError(_("This is no longer possible. Please look again at where it stands."))
    if not sentence:
        raise ValidationError(_("Please write a sentence: how can it be found, or what else would help?"))
    document.sentence, document.note = sentence, ""
    _set(by, document, DocumentState.MISSING, "sentence", "note")
    _tell(by, document, "document.requested")


def _hold(document: Document) -> None:
    lock(document.case)
    document.refresh_from_db(fields=["state", "note", "remind_on"])
    if document.case.stage == Stage.CLOSED:
        raise ValidationError(_("This file is closed."))


def _set(by: Actor, document: Document, state: DocumentState, *columns: str) -> None:
    document.state = state
    document.save(update_fields=["state", *columns])
    recount(by=by, case=document.case)


def _tell(by: Actor, document: Document, code: str) -> None:
    """It is her turn, and a message says so without saying what: that stands on her page."""
    case = document.case
    recount(by=by, case=case)
    add_event(by=by, case=case, code=code, params={"kind": document.kind.names}, public=True)
    if case.stage in BEFORE_PROPOSAL:
        set_stage(by=by, case=case, stage=case.stage, waiting_on=WaitingOn.APPLICANT)
    to = recipient_of(case.person)
    if to is not None:
        with translation.override(to.language):
            path = reverse("my-documents", args=[case.ref])
        queue(event="document_wanted", to=to, params={"path": path}, about=case)
