"""What every page needs: the institution, the languages, the direction, the desk's menu."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from portal.actors import NOBODY, Actor
from portal.language import registry
from portal.slots import MenuEntry, fill


def portal(request: HttpRequest) -> dict[str, Any]:
    language = registry.BY_CODE[get_language() or settings.LANGUAGE_CODE]
    actor: Actor = getattr(request, "actor", NOBODY)
    return {
        "institution": settings.INSTITUTION_NAME,
        "language": language,
        "languages": registry.LANGUAGES,
        "actor": actor,
        "desk_menu": [counted(entry, actor) for entry in menu_for(actor)] if actor.is_staff else [],
        "development_inbox": settings.DEVELOPMENT_INBOX,
    }


def menu_for(actor: Actor) -> list[MenuEntry]:
    """The lines of the desk's menu that this actor may follow, in the order of settings."""
    return [entry for make in fill("desk_menu") for entry in make() if actor.may(entry.permission)]


def counted(entry: MenuEntry, actor: Actor) -> MenuEntry:
    """The line with what is new behind it, where it counts something."""
    return replace(entry, number=entry.count(actor)) if entry.count else entry
