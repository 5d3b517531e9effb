"""What is said of documents and files: states, refusals, and the lines of the timeline."""

from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from applicants.cases import timeline
from applicants.documents.models import Document, DocumentState
from portal.workflow import State

# Code of `uploads` or `portal.files` → what she reads: what it is, and what helps.
REFUSALS: Final[dict[str, Any]] = {
    "empty": _("The file is empty. Please choose it again, or take a new photo."),
    "large": _("The file is larger than 15 MB. Take a photo of the paper instead."),
    "word": _("This is a Word file. Take a photo of the paper, or save it as PDF."),
    "sheet": _("This is an Excel file. Save it as PDF, or take a photo of the printed page."),
    "archive": _("This is a packed file (ZIP). Send the papers one by one, as photo or PDF."),
    "video": _("This is a video. Please take a photo instead."),
    "sound": _("This is a sound recording. Please take a photo of the paper."),
    "picture": _("We cannot open this kind of picture. Take a new photo, or a picture of the screen."),
    "program": _("This is a program, not a paper. Please choose a photo or a PDF."),
    "page": _("This is a web page. Save it as PDF, or take a picture of the screen."),
    "unknown": _("We do not know this kind of file. Please send a photo or a PDF."),
    "again": _("We already have this file. Nothing was lost, and nothing is there twice."),
    "many": _("These are more than 20 files for one document. Put several pages into one PDF, or ask your advisor."),
    "broken": _("The file is damaged, or only a part of it arrived. Please send it again, or take a new photo."),
    "locked": _("This PDF is locked with a password. Save it without the password, or take a photo of the page."),
    "large_picture": _("This picture is too large to open. Please take a normal photo."),
    "many_pages": _("This PDF has more than 60 pages. Please send only the pages that we ask for."),
    "infected": _(
        "We removed this file because our virus check found something in it. You did nothing wrong."
        " Please take a new photo of the paper."
    ),
}


def refusal(code: str) -> Any:
    return REFUSALS.get(code, REFUSALS["unknown"])


_STATUS: Final = {
    DocumentState.MISSING: (_("We need this"), "ask", "upload"),
    DocumentState.AGAIN: (_("Please send a better picture"), "ask", "camera"),
    DocumentState.GIVEN: (_("Sent"), "work", "hourglass-split"),
    DocumentState.CANT_FIND: (_("You cannot find it"), "wait", "question-circle"),
    DocumentState.CANT_GET: (_("You cannot get it"), "wait", "question-circle"),
    DocumentState.NOT_APPLY: (_("You say it does not apply"), "wait", "slash-circle"),
    DocumentState.ACCEPTED: (_("All right"), "good", "check-circle"),
    DocumentState.WAIVED: (_("Not needed"), "calm", "check-lg"),
}


def status_of(document: Document) -> State:
    """The state as `_status.html` draws it, for the desk and (public) for her."""
    state = DocumentState(document.state)
    public, colour, icon = _STATUS[state]
    return State(state.value, state.label, public, colour, icon, closed=document.is_settled)


def _kind(names: dict[str, str]) -> str:
    return names.get(get_language() or "en") or names.get("en", timeline.NOT_SHOWN)


def register() -> None:
    """The sentences of the timeline."""
    sentences = {
        "document.given": _("Sent: %(kind)s"),
        "document.file_refused": _("A file could not be used: %(kind)s"),
        "document.removed": _("A file was removed again: %(kind)s"),
        "document.removed_by_staff": _("The office removed a file: %(kind)s. Reason: %(reason)s"),
        "document.cant_find": _("Cannot be found: %(kind)s. %(note)s"),
        "document.cant_get": _("Cannot be had: %(kind)s. %(note)s"),
        "document.not_apply": _("Does not apply: %(kind)s. %(note)s"),
        "document.remind": _("A reminder on %(day)s: %(kind)s"),
        "document.unsaid": _("Wanted again: %(kind)s"),
        "document.reminded": _("We reminded of the missing documents."),
        "document.requested": _("The office asked for: %(kind)s"),
        "document.again": _("The office asked for a better picture: %(kind)s"),
        "document.accepted": _("Document accepted: %(kind)s"),
        "document.waived": _("No longer needed: %(kind)s"),
    }
    readers: dict[str, dict[str, timeline.Read]] = {code: {"kind": _kind} for code in sentences}
    readers["document.remind"]["day"] = timeline.as_date
    timeline.register(sentences, readers)
