"""What every page needs: the institution, the languages, the direction, the desk's menu."""

from functools import partial
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from portal.actors import NOBODY, Actor
from portal.language import registry
from portal.slots import MenuEntry, Panel, fill, panels

_ONE_LINE: Final = 8  # so many lines of the menu stand beside each other on most screens


def portal(request: HttpRequest) -> dict[str, Any]:
    language = registry.BY_CODE[get_language() or settings.LANGUAGE_CODE]
    actor: Actor = getattr(request, "actor", NOBODY)
    return {
        "institution": settings.INSTITUTION_NAME,
        "language": language,
        "languages": registry.LANGUAGES,
        "actor": actor,
        **(menu_of(actor) if actor.is_staff else {"desk_menu": [], "desk_menu_more": []}),
        "desk_marks": partial(marks_for, actor),  # asked for by the pages of the desk alone
        "development_inbox": settings.DEVELOPMENT_INBOX,
    }


def menu_of(actor: Actor) -> dict[str, list[MenuEntry]]:
    """The whole menu, and what of it is folded away where there is room for one line."""
    entries = menu_for(actor)
    folded = [entry for entry in entries if not entry.daily] if len(entries) > _ONE_LINE else []
    return {"desk_menu": entries, "desk_menu_more": folded}


def menu_for(actor: Actor) -> list[MenuEntry]:
    """The lines of the desk's menu that this actor may follow, in the order of settings."""
    return [entry for make in fill("desk_menu") for entry in make() if actor.may(entry.permission)]


def marks_for(actor: Actor) -> list[Panel]:
    """What this actor should notice on every page of the desk."""
    return panels("desk_marks", actor=actor) if actor.is_staff else []
