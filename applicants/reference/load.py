"""Adds what is missing of the lists and guides; what the institution has edited or added stays as it is."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from advisors.guides.reference.load import load_guides
from advisors.models import SpokenLanguage
from advisors.reference.load import load_lists
from applicants.consents.texts import FIRST_VERSION, brought
from applicants.documents.reference import add_kinds
from applicants.models import CanDo, ConsentText, Pace, PermitKind
from portal.actors import Actor
from portal.record.acting import action
from portal.slots import fill

_HERE = Path(__file__).parent
_IN_USE_FROM = date(2024, 1, 1)
# Stage → working days it usually takes, silent days after which she is asked whether she still needs help.
_PACES = {"new": (3, 30), "intake": (15, 45), "proposed": (5, None), "decided": (10, None)}
_CAN_DO = ("nl", "fr")  # what is spoken at the counters of the countries with offices
_LANGUAGES = _HERE.parent.parent / "advisors" / "reference" / "spoken_languages.json"


@action
def load_reference(*, by: Actor) -> int:
    """Add the lists, guides, usual times and what upper floors begin with, where not there yet; returns how many."""
    added = load_guides(by=by)
    for row in _read(_LANGUAGES):
        names = {f"name_{code}": name for code, name in row.pop("name").items()}
        _, new = SpokenLanguage.objects.get_or_create(code=row.pop("code"), defaults={**row, **names})
        added += new
    added += load_lists(by=by)
    for row in _read(_HERE / "permit_kinds.json"):
        hints = {f"hint_{code}": hint for code, hint in row.pop("hint").items()}
        _, new = PermitKind.objects.get_or_create(code=row.pop("code"), defaults={**row, **hints})
        added += new
    for stage, (working_days, ask_after_days) in _PACES.items():
        told = {"working_days": working_days, "ask_after_days": ask_after_days}
        _, new = Pace.objects.get_or_create(stage=stage, defaults=told)
        added += new
    added += add_kinds(_HERE / "document_kinds.json")
    added += _load_can_do()
    return added + _add_texts() + sum(int(load(by=by)) for load in fill("reference"))


def _add_texts() -> int:
    """The first version of each consent's words, where the institution has none of that purpose."""
    added = 0
    for purpose, row in brought().items():
        if not ConsentText.objects.filter(purpose=purpose).exists():
            texts = {f"{name}_{code}": words for name in ("text", "withdrawal") for code, words in row[name].items()}
            ConsentText.objects.create(purpose=purpose, version=FIRST_VERSION, valid_from=_IN_USE_FROM, **texts)
            added += 1
    return added


def _load_can_do() -> int:
    """The same sentences for each language to begin with; an institution may change those of one."""
    added = 0
    spoken = {row.code: row for row in SpokenLanguage.objects.filter(code__in=_CAN_DO)}
    for order, row in enumerate(_read(_HERE / "can_do.json")):
        code = row.pop("code")
        words = {f"sentence_{language}": text for language, text in row.pop("sentence").items()}
        for language in spoken.values():
            _, new = CanDo.objects.get_or_create(
                language=language, code=code, defaults={**row, **words, "order": order * 10}
            )
            added += new
    return added


def _read(path: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return rows
