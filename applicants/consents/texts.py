"""The words of a consent in the language of the page, from the back office, or as the portal brings them."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from applicants.consents.models import ConsentText

FIRST_VERSION: Final = "2026-01"  # of what the portal brings
_POINT: Final = "- "


@dataclass(frozen=True)
class Words:
    """One text as it is shown: sentences, then points; and what it means to take the agreement back."""

    purpose: str
    version: str
    sentences: list[str]
    points: list[str]
    withdrawal: str


@cache
def brought() -> dict[str, Any]:
    """Purpose → texts by language, for an institution that has written none of its own."""
    path = Path(__file__).parent.parent / "reference" / "consent_texts.json"
    return {row["purpose"]: row for row in json.loads(path.read_text(encoding="utf-8"))}


def text_now(purpose: str) -> ConsentText | None:
    """The institution's own text that is in use today, in every language."""
    return ConsentText.objects.filter(purpose=purpose, valid_from__lte=timezone.localdate()).first()


def words_of(purpose: str) -> Words:
    """The version in use today."""
    return words_in(text_now(purpose), purpose)


def words_in(row: ConsentText | None, purpose: str) -> Words:
    """A text in the language of the moment; without one of its own, the one that the portal brings."""
    if row is not None:
        return _words(purpose, row.version, row.text, row.withdrawal)
    language, texts = get_language() or "en", brought()[purpose]
    return _words(purpose, FIRST_VERSION, texts["text"][language], texts["withdrawal"][language])


def _words(purpose: str, version: str, text: str, withdrawal: str) -> Words:
    lines = [line.strip() for line in text.replace("{institution}", settings.INSTITUTION_NAME).splitlines()]
    return Words(
        purpose=purpose,
        version=version,
        sentences=[line for line in lines if line and not line.startswith(_POINT)],
        points=[line.removeprefix(_POINT) for line in lines if line.startswith(_POINT)],
        withdrawal=withdrawal.replace("{institution}", settings.INSTITUTION_NAME),
    )


def version_now(purpose: str) -> str:
    """The version to which a yes is given today."""
    return words_of(purpose).version
