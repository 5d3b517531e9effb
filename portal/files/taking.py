"""Taking in a file: what can be said of it without opening it, and keeping it aside for a worker."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Generic, TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from portal.celery import tell_worker
from portal.files.checked import CheckedFile
from portal.files.sniff import ACCEPTED, HEAD, sniff

MOST_BYTES: Final = 15 * 1024 * 1024
F = TypeVar("F", bound=CheckedFile)


@dataclass(frozen=True)
class Taken(Generic[F]):
    """What came of an upload: files that were taken, and for each of the others a code of why not."""

    files: list[F]
    refused: list[str]


def refusal_of(upload: UploadedFile[Any]) -> str:
    """Why a file is not taken, by what can be said without opening it; "" when it is."""
    if not upload.size:
        return "empty"
    if upload.size > MOST_BYTES:
        return "large"
    kind = sniff(_head(upload))
    return "" if kind in ACCEPTED else kind.value


def _head(upload: UploadedFile[Any]) -> bytes:
    upload.seek(0)
    return bytes(upload.read(HEAD))


def digest_of(upload: UploadedFile[Any]) -> str:
    """SHA-256 of what was sent."""
    upload.seek(0)
    found = hashlib.sha256()
    for chunk in upload.chunks():
        found.update(chunk)
    return found.hexdigest()


def keep(row: F, upload: UploadedFile[Any], *, task: str) -> F:
    """Save the row with what was sent; `task` opens it after the commit, by the row's key."""
    row.size, row.kind, row.digest = upload.size or 0, sniff(_head(upload)).value, digest_of(upload)
    upload.seek(0)
    row.incoming.save("", upload, save=False)
    row.save()
    transaction.on_commit(partial(tell_worker, task, row.pk))
    return row
