"""What a worker does with a file: has it scanned, writes it anew, and lets go of what was sent."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from applicants.cases.actions import add_event, lock
from applicants.documents.models import DocumentFile, FileState, Scan
from applicants.documents.uploads import ask_for_check, back_to_missing
from portal.actors import Actor
from portal.files.rewriting import Rewritten, Unreadable, rewrite
from portal.files.scanners import ScannerAway, scanner
from portal.files.storing import put, remove_after_commit
from portal.record.acting import acting, action

MOST_TRIES: Final = 3  # a file that brought down a worker so often is given up
_STUCK: Final = timedelta(minutes=10)


@dataclass(frozen=True)
class Verdict:
    """What came of a file: one of ours, or why not."""

    state: FileState
    scan: Scan = Scan.UNCHECKED
    why: str = ""
    ours: Rewritten | None = None


def check(file_id: int, *, by: Actor) -> str:
    """Check one file; returns the state it ended in. Safe to call again; a scanner that is away leaves it waiting."""
    file = _take(file_id, by)
    if file is None:
        return "taken"
    try:
        verdict = _judge(file)
    except ScannerAway:
        with acting(by):
            DocumentFile.objects.filter(pk=file.pk).update(taken_at=None, tries=F("tries") - 1)
        return FileState.WAITING.value
    _settle(by=by, file=file, verdict=verdict)
    return verdict.state.value


def _take(file_id: int, by: Actor) -> DocumentFile | None:
    """The row is committed as taken before the file is opened, so that one that kills its worker is counted."""
    with transaction.atomic(), acting(by):
        free = Q(taken_at=None) | Q(taken_at__lt=timezone.now() - _STUCK)
        waiting = DocumentFile.objects.waiting().filter(free, pk=file_id)
        file = waiting.select_for_update(skip_locked=True).first()
        if file is not None:
            file.taken_at, file.tries = timezone.now(), file.tries + 1
            file.save(update_fields=["taken_at", "tries"])
    return file


def _judge(file: DocumentFile) -> Verdict:
    if file.tries > MOST_TRIES:
        return Verdict(FileState.REFUSED, why="broken")
    try:
        with file.incoming.open("rb") as opened:
            original = opened.read()
    except FileNotFoundError:
        return Verdict(FileState.REFUSED, why="broken")
    asked = scanner()
    if asked is not None and asked.is_infected(original):
        return Verdict(FileState.INFECTED, why="infected")
    scan = Scan.UNCHECKED if asked is None else Scan.CLEAN
    try:
        return Verdict(FileState.READY, scan, ours=rewrite(original))
    except Unreadable as refusal:
        return Verdict(FileState.REFUSED, scan, why=refusal.code)
    except SoftTimeLimitExceeded:
        return Verdict(FileState.REFUSED, scan, why="broken")


@action
def _settle(*, by: Actor, file: DocumentFile, verdict: Verdict) -> None:
    """Write down what came of it. She may have taken the file away meanwhile: then nothing is left to do."""
    lock(file.document.case)
    file = DocumentFile.objects.select_for_update().filter(pk=file.pk).first()  # type: ignore[assignment]  # looked at below
    if file is None or file.state != FileState.WAITING:
        return
    remove_after_commit(file.incoming)
    file.incoming, file.state, file.scan, file.why = "", verdict.state, verdict.scan, verdict.why
    if verdict.ours is not None:
        ours = verdict.ours
        file.kind, file.pages, file.size = ours.kind.value, ours.pages, len(ours.content)
        file.width, file.height = ours.width, ours.height
        put(file.content, ours.content)
        if ours.preview:
            put(file.preview, ours.preview)
    file.save()
    if verdict.ours is None:
        params = {"kind": file.document.kind.names, "why": verdict.why}
        add_event(by=by, case=file.document.case, code="document.file_refused", params=params, public=True)
        back_to_missing(by=by, document=file.document)


def check_waiting(*, by: Actor) -> int:
    """Ask again for the files that were left: a scanner or a broker was away, a worker was killed."""
    del by
    left = DocumentFile.objects.waiting().filter(Q(taken_at=None) | Q(taken_at__lt=timezone.now() - _STUCK))
    waiting = list(left.order_by("pk").values_list("pk", flat=True)[:200])
    for file_id in waiting:
        ask_for_check(file_id)
    return len(waiting)
