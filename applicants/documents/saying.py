"""What an applicant says instead of sending: cannot find it, cannot get it, does not apply, remind me; and undo."""

from datetime import date, timedelta
from itertools import groupby
from typing import Final

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from applicants.cases.actions import add_event, lock
from applicants.cases.models import Stage
from applicants.documents.models import HER_WORDS, OPEN, Document, DocumentState
from applicants.documents.wanted import recount
from applicants.persons.contacts import recipient_of
from portal.actors import Actor
from portal.outbox.actions import queue
from portal.record.acting import action

LATEST_REMINDER: Final = timedelta(days=180)


@action
def say(*, by: Actor, document: Document, what: str, note: str = "") -> None:
    """She cannot find it, cannot get it, or it does not apply: a value of `HER_WORDS`. An advisor is told by a flag.

    `ValidationError` for a document that was sent or settled meanwhile.
    """
    case = document.case
    _held(document)
    if what not in HER_WORDS:
        raise ValidationError(_("Please choose one of the answers."))
    if document.state not in (*OPEN, *HER_WORDS):
        raise ValidationError(_("This document was already sent."))
    document.state, document.note, document.remind_on = DocumentState(what), note, None
    document.again_reason = ""
    document.save(update_fields=["state", "note", "remind_on", "again_reason"])
    recount(by=by, case=case)
    params = {"kind": document.kind.names, "note": note}
    add_event(by=by, case=case, code=f"document.{what}", params=params, public=True)


@action
def remind_me(*, by: Actor, document: Document, day: date) -> None:
    """A message on that day, if it is still missing then; a note for the advisor until then."""
    _held(document)
    if document.state not in OPEN:
        raise ValidationError(_("This document was already sent."))
    if not timezone.localdate() < day <= timezone.localdate() + LATEST_REMINDER:
        raise ValidationError(_("Please choose a day from tomorrow on, within half a year."))
    document.remind_on = day
    document.save(update_fields=["remind_on"])
    params = {"kind": document.kind.names, "day": day.isoformat()}
    add_event(by=by, case=document.case, code="document.remind", params=params, public=True)


@action
def unsay(*, by: Actor, document: Document) -> None:
    """She takes back what she said, or the reminder: the document is wanted as before."""
    _held(document)
    if not document.says_she_cannot and document.remind_on is None:
        return
    if document.says_she_cannot:
        document.state = DocumentState.MISSING
    document.note, document.remind_on = "", None
    document.save(update_fields=["state", "note", "remind_on"])
    recount(by=by, case=document.case)
    add_event(by=by, case=document.case, code="document.unsaid", params={"kind": document.kind.names}, public=True)


def _held(document: Document) -> None:
    lock(document.case)
    document.refresh_from_db(fields=["state", "note", "remind_on", "again_reason"])
    if document.case.stage in (Stage.DRAFT, Stage.CLOSED):
        raise ValidationError(_("This is no longer possible. Please look again at where it stands."))


@action
def send_reminders(*, by: Actor) -> int:
    """One message a file for all documents of which a reminder is due; returns how many files."""
    due = (
        Document.objects.to_remind().exclude(case__stage=Stage.CLOSED).select_for_update(skip_locked=True, of=("self",))
    )
    rows = list(due.select_related("case__person").order_by("case", "pk"))
    files = 0
    for _key, group in groupby(rows, key=lambda document: document.case_id):
        case = next(group).case
        to = recipient_of(case.person)
        if to is not None:
            with translation.override(to.language):
                path = reverse("my-documents", args=[case.ref])
            queue(event="document_reminder", to=to, params={"path": path}, about=case)
        add_event(by=by, case=case, code="document.reminded", public=True)
        files += 1
    Document.objects.filter(pk__in=[row.pk for row in rows]).update(remind_on=None)
    return files
