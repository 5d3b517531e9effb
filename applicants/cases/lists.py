"""What the lists of files show, put together for their templates."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q

from applicants.cases.models import Case, Stage
from applicants.cases.queries import (
    MINE,
    OFFICE,
    complete,
    counts_of,
    files_of,
    filtered,
    for_list,
    recent_holidays,
    without_advisor,
)
from applicants.cases.reasons import in_words, names_now
from applicants.cases.rows import FileRow, file_rows
from applicants.cases.shown import ShownName, shown_name
from applicants.cases.stages import status_of
from applicants.persons.search import find
from portal.actors import Actor
from portal.models import Office
from portal.pages import keyset_page
from portal.refs import display
from portal.roles import Permission, Role
from portal.workflow import State

_MOST_NEW: Final = 10


def scope_of(actor: Actor, asked: str) -> str:
    """Whose files: an advisor begins with her own, others carry none."""
    if asked in (MINE, OFFICE):
        return asked
    return MINE if Role.ADVISOR in actor.roles else OFFICE


def list_page(actor: Actor, asked: str, chosen: Mapping[str, str], *, after: str) -> dict[str, Any]:
    """A page of files, the latest change of stage first; above the first page stand those that cannot wait.

    First where she wrote or still wants help, then the new ones; both are left out below.
    """
    scope = scope_of(actor, asked)
    files = files_of(actor, scope)
    listed, holidays = for_list(filtered(files, chosen)), recent_holidays()
    urgent: list[Case] = []
    new: list[Case] = []
    if not chosen.get("stage") and not chosen.get("mark"):
        calls = Q(new_letter=True) | Q(wants_help=True)
        quiet = listed.exclude(calls)
        if not after:
            urgent = list(listed.filter(calls).order_by("stage_since", "pk")[:_MOST_NEW])
            new = list(quiet.filter(stage=Stage.NEW).order_by("-stage_since", "-pk")[:_MOST_NEW])
        listed = quiet.exclude(stage=Stage.NEW)
    page = keyset_page(listed, sort="-stage_since", after=after)
    complete([*urgent, *new, *page.rows])
    counts = counts_of(files)
    return {
        "scope": scope,
        "counts": counts,
        "urgent_rows": file_rows(urgent, actor, holidays),
        "new_rows": file_rows(new, actor, holidays),
        "more_new": counts["new"] > _MOST_NEW,
        "rows": file_rows(page.rows, actor, holidays),
        "page": page,
        "chosen": chosen,
        "carries_files": actor.may(Permission.WORK_CASES),
        "sees_queue": actor.may(Permission.ASSIGN_CASES),
    }


@dataclass(frozen=True)
class QueueRow:
    row: FileRow
    reasons: list[str]


def queue_page(actor: Actor, *, after: str) -> dict[str, Any]:
    """Open files that nobody carries, the one that waits longest first, each with why."""
    page = keyset_page(for_list(without_advisor(actor)), sort="stage_since", after=after)
    complete(page.rows)
    names = names_now()
    rows = [
        QueueRow(row, in_words(row.case.match_reasons, names)) for row in file_rows(page.rows, actor, recent_holidays())
    ]
    return {"rows": rows, "page": page}


@dataclass(frozen=True)
class FoundFile:
    case: Case
    number: str
    status: State


@dataclass(frozen=True)
class FoundRow:
    """`name` is None for somebody whose file is elsewhere."""

    name: ShownName | None
    birth_year: int | None
    files: list[FoundFile]
    known_in: Office | None


def found_rows(actor: Actor, text: str) -> list[FoundRow]:
    """People found, as far as the actor may know them."""
    return [
        FoundRow(
            name=shown_name(found.person, actor) if found.files else None,
            birth_year=found.person.birth_year if found.files else None,
            files=[FoundFile(case, display(case.ref), status_of(case.stage)) for case in found.files],
            known_in=found.known_in,
        )
        for found in find(actor, text)
    ]
