"""Where files lie: in Django's default storage, below folders of ours, under names that tell nothing."""

import secrets
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.db.models.fields.files import FieldFile


class HiddenName:
    """For `upload_to`: a random name in a folder; what the file was called elsewhere is not kept."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def __call__(self, row: models.Model, name: str) -> str:
        del row, name
        word = secrets.token_hex(20)
        return f"{self.folder}/{word[:2]}/{word}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, HiddenName) and other.folder == self.folder

    def __hash__(self) -> int:
        return hash(self.folder)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return ("portal.files.storing.HiddenName", [self.folder], {})


def put(field: FieldFile, content: bytes) -> None:
    """Write the content; the row is saved by the caller."""
    field.save("", ContentFile(content), save=False)


def remove_after_commit(*fields: FieldFile) -> None:
    """Take files out of the storage once it is certain that no row names them any more."""
    for field in fields:
        if field.name:
            transaction.on_commit(partial(field.storage.delete, field.name))
