"""The scan of the signed paper: taken in, checked by a worker, replaced with a reason; wanted before paying out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from applicants.cases.actions import add_event
from applicants.documents.kinds import MOST_FILES
from loans.applications.models import Contract
from loans.applications.moves import lock
from loans.signing.scan_models import ContractScan
from portal.actors import Actor
from portal.files import checking
from portal.files.checking import Verdict
from portal.files.taking import Taken, digest_of, keep, refusal_of
from portal.record.acting import action
from portal.roles import Permission

CHECK: Final = "loans.tasks.check_contract_scan"


@action
def add_scan(
    *, by: Actor, contract: Contract, uploads: Iterable[UploadedFile[Any]], instead: str = ""
) -> Taken[ContractScan]:
    """Keep what can be taken of the signed paper; a bad file refuses itself alone. The same file twice is one.

    `instead` is why these pages take the place of those that are there; they stay, as replaced. When none of the
    new ones can be taken, nothing is replaced.
    """
    application = lock(contract.application)
    if not by.may(Permission.PROPOSE_LOANS):
        raise ValidationError(_("You may not do this."))
    before = {} if instead else dict(contract.scans.current().kept().values_list("digest", "pk"))
    good, taken = _judged(uploads, set(before))
    if not good:
        return taken
    if instead:
        contract.scans.current().update(replaced_at=timezone.now(), replaced_by=by.key, replaced_why=instead)
    taken.files.extend(keep(ContractScan(contract=contract, sent_by=by.key), one, task=CHECK) for one in good)
    params: dict[str, Any] = {"count": len(good)} | ({"reason": instead} if instead else {})
    code = "contract.scan_replaced" if instead else "contract.scanned"
    add_event(by=by, case=application.case, code=code, params=params, public=not instead)
    return taken


def _judged(
    uploads: Iterable[UploadedFile[Any]], known: set[str]
) -> tuple[list[UploadedFile[Any]], Taken[ContractScan]]:
    good: list[UploadedFile[Any]] = []
    taken: Taken[ContractScan] = Taken([], [])
    for upload in uploads:
        refusal = refusal_of(upload)
        if not refusal and digest_of(upload) in known:
            refusal = "again"
        if not refusal and len(known) >= MOST_FILES:
            refusal = "many"
        if refusal:
            taken.refused.append(refusal)
        else:
            good.append(upload)
            known.add(digest_of(upload))
    return good, taken


def check(key: int, *, by: Actor) -> str:
    """What a worker does: open one file, scan it for viruses, write it anew; returns the state it ended in."""

    def settle(file: ContractScan, verdict: Verdict) -> None:
        _settle(by=by, file=file, verdict=verdict)

    return checking.check(ContractScan.objects.all(), key, by=by, settle=settle)


@action
def _settle(*, by: Actor, file: ContractScan, verdict: Verdict) -> None:
    application = lock(file.contract.application)
    found = checking.settled(ContractScan.objects.all(), file, verdict)
    if found is not None and verdict.ours is None:
        add_event(by=by, case=application.case, code="contract.scan_refused", params={"why": verdict.why})


def check_left(*, by: Actor) -> int:
    """Each minute: files that a worker has not opened yet are handed out again."""
    del by
    return checking.check_left(ContractScan.objects.all(), task=CHECK)


@dataclass(frozen=True)
class Standing:
    """What paying out lacks of the scan, as sentences; `waits` while a worker has not checked it."""

    missing: list[str]
    waits: bool = False


def wanted(contract: Contract) -> bool:
    """Whether there is a paper, and the institution pays out only when it was scanned; a service signs none."""
    return bool(settings.CONTRACT_SCAN_REQUIRED) and not hasattr(contract, "signature")


def standing_of(contract: Contract) -> Standing:
    """One checked file is enough: how many pages the paper has, people see."""
    states = set(contract.scans.current().kept().values_list("state", flat=True))
    if "ready" in states:
        return Standing([])
    if states:
        return Standing([_("The scan of the signed contract is still being checked.")], waits=True)
    return Standing([_("The scan of the signed contract is not there yet.")])
