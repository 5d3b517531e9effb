"""Turns entries of the record into words: whose row, which columns, what is shown of a personal value."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.actors import Actor
from portal.privacy import Personal, masked
from portal.record.models import Entry, EntryKind, RecordChanges
from portal.roles import Permission

HIDDEN = "•"  # what the database itself keeps of a secret column


@dataclass(frozen=True)
class Change:
    """One column: its name in words, and what stood there before and after."""

    column: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """One entry, ready to be shown. `by` is a name, `what` a kind of row, `row` its number."""

    entry: Entry
    kind: EntryKind
    by: str
    what: str
    row: int
    changes: list[Change]


def read(entries: Iterable[Entry], actor: Actor) -> list[Line]:
    """The lines of a page, with one query for all names."""
    rows = list(entries)
    names = _names(rows)
    return [_line(entry, names, actor) for entry in rows]


@cache
def recorded_models() -> dict[str, type[models.Model]]:
    """Table → model, of every table whose changes are on record."""
    found = {}
    for model in apps.get_models():
        if any(isinstance(trigger, RecordChanges) for trigger in getattr(model._meta, "triggers", [])):
            found[model._meta.db_table] = model
    return found


def table_choices() -> list[tuple[str, str]]:
    """Tables by their names in the page's language."""
    named = [(table, capfirst(str(model._meta.verbose_name_plural))) for table, model in recorded_models().items()]
    return sorted(named, key=lambda choice: choice[1])


def actor_choices() -> list[tuple[str, str]]:
    """Everybody who can log in, as the record writes them."""
    return [(f"staff:{pk}", name) for pk, name in User.objects.order_by("name").values_list("pk", "name")]


def _names(entries: list[Entry]) -> dict[int, str]:
    """Users by key. Clients are not named here: what they did is theirs, who they are stands in the file."""
    keys = {
        int(key) for kind, _, key in (entry.actor.partition(":") for entry in entries) if kind in ("staff", "partner")
    }
    return dict(User.objects.filter(pk__in=keys).values_list("pk", "name"))


def _line(entry: Entry, names: dict[int, str], actor: Actor) -> Line:
    model = recorded_models().get(entry.table)
    what = capfirst(str(model._meta.verbose_name)) if model else entry.table
    changes = [_change(model, column, pair, actor) for column, pair in sorted((entry.difference or {}).items())]
    return Line(entry, EntryKind(entry.kind), _who(entry, names), what, entry.row, changes)


def _who(entry: Entry, names: dict[int, str]) -> str:
    kind, _sep, key = entry.actor.partition(":")
    if kind in ("staff", "partner"):
        return names.get(int(key), entry.actor)
    if kind == "person":
        return _("a client")
    if kind == "system":
        return _("the portal (%(part)s)") % {"part": key}
    return _("not known")


def _change(model: type[models.Model] | None, column: str, pair: list[Any], actor: Actor) -> Change:
    name, personal = _column(model, column)
    before, after = (_shown(value, personal, actor) for value in pair)
    return Change(name, before, after)


def _column(model: type[models.Model] | None, column: str) -> tuple[str, Personal | None]:
    """The column's name in words, and what its model says of it as a personal field."""
    if model is None:
        return column, None
    personal: dict[str, Personal] = getattr(model, "PERSONAL", {})
    for field in model._meta.concrete_fields:
        if field.column == column:
            return capfirst(str(field.verbose_name)), personal.get(field.name)
    return column, personal.get(column)


def _shown(value: Any, personal: Personal | None, actor: Actor) -> str:
    """Empty for nothing; a personal value is masked for those who do not work with files."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else str(value)
    if personal is None or text == HIDDEN or (actor.may(Permission.WORK_CASES) and actor.sees_names):
        return text
    return masked(text, personal.mask)
