"""What a worker does with a file: has it scanned, writes it anew, and lets go of what was sent."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from portal.actors import Actor
from portal.celery import tell_worker
from portal.files.checked import CheckedFile, CheckedFileQuerySet, FileState, Scan
from portal.files.rewriting import Rewritten, Unreadable, rewrite
from portal.files.scanners import ScannerAway, scanner
from portal.files.storing import put, remove_after_commit
from portal.record.acting import acting

MOST_TRIES: Final = 3  # a file that brought down a worker so often is given up
_AT_ONCE: Final = 200
Row = TypeVar("Row", bound=CheckedFile)


@dataclass(frozen=True)
class Verdict:
    """What came of a file: one of ours, or why not."""

    state: FileState
    scan: Scan = Scan.UNCHECKED
    why: str = ""
    ours: Rewritten | None = None


def check(rows: CheckedFileQuerySet[Row], key: int, *, by: Actor, settle: Callable[[Row, Verdict], None]) -> str:
    """Check one file of a table; returns the state it ended in, which `settle` wrote down in an action of its own.

    Safe to call again; a scanner that is away leaves it waiting.
    """
    file = take(rows, key, by)
    if file is None:
        return "taken"
    try:
        verdict = judge(file)
    except ScannerAway:
        with acting(by):
            rows.filter(pk=file.pk).update(taken_at=None, tries=F("tries") - 1)
        return FileState.WAITING.value
    settle(file, verdict)
    return verdict.state.value


def take(rows: CheckedFileQuerySet[Row], key: int, by: Actor) -> Row | None:
    """The row is committed as taken before the file is opened, so that one that kills its worker is counted."""
    with transaction.atomic(), acting(by):
        file = rows.left().filter(pk=key).select_for_update(skip_locked=True).first()
        if file is not None:
            file.taken_at, file.tries = timezone.now(), file.tries + 1
            file.save(update_fields=["taken_at", "tries"])
    return file


def judge(file: CheckedFile) -> Verdict:
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


def settled(rows: CheckedFileQuerySet[Row], file: Row, verdict: Verdict) -> Row | None:
    """The row with what came of it, saved; None when it was taken away meanwhile. Within the caller's action."""
    found = rows.select_for_update().filter(pk=file.pk).first()
    if found is None or found.state != FileState.WAITING:
        return None
    remove_after_commit(found.incoming)
    found.incoming, found.state, found.scan, found.why = "", verdict.state, verdict.scan, verdict.why
    if verdict.ours is not None:
        ours = verdict.ours
        found.kind, found.pages, found.size = ours.kind.value, ours.pages, len(ours.content)
        found.width, found.height = ours.width, ours.height
        put(found.content, ours.content)
        if ours.preview:
            put(found.preview, ours.preview)
    found.save()
    return found


def check_left(rows: CheckedFileQuerySet[Row], *, task: str) -> int:
    """Ask again for the files that were left: a scanner or a broker was away, a worker was killed."""
    left = list(rows.left().order_by("pk").values_list("pk", flat=True)[:_AT_ONCE])
    for key in left:
        tell_worker(task, key)
    return len(left)
