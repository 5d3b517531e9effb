"""What becomes of a document when a worker has opened a file of it."""

from applicants.cases.actions import add_event, lock
from applicants.documents.models import DocumentFile
from applicants.documents.uploads import CHECK, back_to_missing
from portal.actors import Actor
from portal.files import checking
from portal.files.checking import Verdict
from portal.record.acting import action


def check(file_id: int, *, by: Actor) -> str:
    """Check one file; returns the state it ended in. Safe to call again; a scanner that is away leaves it waiting."""

    def settle(file: DocumentFile, verdict: Verdict) -> None:
        _settle(by=by, file=file, verdict=verdict)

    return checking.check(DocumentFile.objects.all(), file_id, by=by, settle=settle)


@action
def _settle(*, by: Actor, file: DocumentFile, verdict: Verdict) -> None:
    """Write down what came of it. She may have taken the file away meanwhile: then nothing is left to do."""
    lock(file.document.case)
    found = checking.settled(DocumentFile.objects.all(), file, verdict)
    if found is not None and verdict.ours is None:
        params = {"kind": found.document.kind.names, "why": verdict.why}
        add_event(by=by, case=found.document.case, code="document.file_refused", params=params, public=True)
        back_to_missing(by=by, document=found.document)


def check_waiting(*, by: Actor) -> int:
    """Ask again for the files that were left: a scanner or a broker was away, a worker was killed."""
    del by
    return checking.check_left(DocumentFile.objects.all(), task=CHECK)
