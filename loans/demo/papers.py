"""Documents of the demo: drawn papers, sent and looked at in the newest open files, with each kind of answer."""

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw

from applicants.documents import deciding, saying
from applicants.documents.checking import check
from applicants.documents.models import AgainReason
from applicants.documents.uploads import add_files
from applicants.models import Case, Document, DocumentKind
from loans.demo.cast import Cast
from loans.demo.clock import at
from portal.actors import Actor, system

_FILES: Final = 10  # of the open files with an advisor, the newest ones
_INK, _PAPER, _TABLE = "#31413f", "#fbf8f1", "#b08d62"


def paper(number: int) -> bytes:
    """A photograph of a paper on a table: no words, nobody's data."""
    picture = Image.new("RGB", (900, 1200), _TABLE)
    draw = ImageDraw.Draw(picture)
    draw.polygon([(90, 70), (820, 90 + number % 5 * 6), (800, 1120), (70, 1130)], fill=_PAPER)
    draw.rectangle((150, 150, 300, 320), fill="#d9c7a6" if number % 2 else "#9db5b1")
    for line in range(10 + number % 7):
        top = 380 + line * 44
        draw.line((150, top, 150 + 560 - (line * 97 + number * 53) % 220, top), fill=_INK, width=9)
    draw.ellipse((590, 930, 730, 1070), outline="#c9703f", width=9)
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=60)
    return kept.getvalue()


def send_papers(cast: Cast, now: datetime) -> None:
    """In each of some files another thing has happened; the newest are still to be looked at."""
    now = min(now, timezone.now())
    files = Case.objects.open().filter(advisor__isnull=False).select_related("person", "office", "advisor__user")
    for place, case in enumerate(files.order_by("-submitted_at", "-pk")[:_FILES]):
        with at(max(now - timedelta(hours=2 + place), case.submitted_at or now)):
            colleague = cast.advisor(case)
            if colleague is not None:
                play(case, colleague, place)


def play(case: Case, colleague: Actor, place: int) -> None:
    """So many of a file's documents as `place` says, each with another answer."""
    herself = Actor(kind="person", id=case.person_id, language=case.person.language)
    wanted = list(case.documents.in_order())
    answers: list[Callable[[Document], None]] = [
        lambda one: _send(one, herself, place, pages=2),
        lambda one: saying.say(by=herself, document=one, what="cant_find"),
        lambda one: _accepted(one, herself, colleague, place),
        lambda one: _again(one, herself, colleague, place),
        lambda one: saying.remind_me(by=herself, document=one, day=timezone.localdate() + timedelta(days=5)),
        lambda one: saying.say(by=herself, document=one, what="not_apply"),
    ]
    for number, document in enumerate(wanted[: 2 + place % 4]):
        answers[(number + place) % len(answers)](document)
    if place % 3 == 0:
        lease = DocumentKind.objects.get(code="lease")
        deciding.request_document(by=colleague, case=case, kind=lease)


def _send(document: Document, by: Actor, place: int, pages: int = 1) -> None:
    files = [SimpleUploadedFile("photo.jpg", paper(place * 10 + document.pk % 7 + page * 3)) for page in range(pages)]
    for file in add_files(by=by, document=document, uploads=files).files:
        check(file.pk, by=system("files"))


def _accepted(document: Document, by: Actor, colleague: Actor, place: int) -> None:
    _send(document, by, place)
    deciding.accept(by=colleague, document=document)


def _again(document: Document, by: Actor, colleague: Actor, place: int) -> None:
    _send(document, by, place)
    deciding.ask_again(by=colleague, document=document, reason=AgainReason.BLURRED)
