"""Adds the guides that are not there yet, as drafts; what the institution has edited or removed stays as it is."""

import tomllib
from pathlib import Path
from typing import Any, Final

from advisors.guides.models import Guide, GuideStep
from portal.actors import Actor
from portal.language import registry
from portal.record.acting import action

_HERE: Final = Path(__file__).parent


@action
def load_guides(*, by: Actor) -> int:
    """Returns how many guides were added. They are example texts: somebody checks them, then publishes them."""
    del by  # the record has it from the transaction
    return sum(_load(tomllib.loads(path.read_text(encoding="utf-8"))) for path in sorted(_HERE.glob("*.toml")))


def _load(told: dict[str, Any]) -> bool:
    fields = {"country": told["country"], "order": told["order"], "example": True, **_texts(told)}
    guide, new = Guide.objects.get_or_create(code=told["code"], defaults=fields)
    if new:
        for number, step in enumerate(told["steps"], start=1):
            GuideStep.objects.create(guide=guide, order=number * 10, link=step["link"], **_texts(step))
    return new


def _texts(told: dict[str, Any]) -> dict[str, str]:
    """`title_nl` and so on, from one table for each language."""
    return {
        f"{field}_{language.code}": text
        for language in registry.LANGUAGES
        for field, text in told[language.code].items()
    }
