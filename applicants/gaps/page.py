"""What the page about missing languages shows, put together for its template."""

from dataclasses import dataclass
from typing import Any

from advisors.matching import Candidate, Rules
from advisors.rulebook.actions import rules_now
from applicants.cases.matching import candidates_now
from applicants.cases.reasons import Names, names_now
from applicants.gaps.demand import Cell, cells
from applicants.gaps.forms import WhatIfForm
from applicants.gaps.what_if import Change, change_by
from portal.actors import Actor
from portal.models import Office


@dataclass(frozen=True)
class Row:
    """A language with its cells, one for each office (None where nobody asks for it), and what all of them ask."""

    language: str
    files: int
    cells: list[Cell | None]


@dataclass(frozen=True)
class Gap:
    """A line of the table: a language that is not spoken, or has no room, where it is asked for."""

    cell: Cell
    language: str
    office: str


def gaps_page(actor: Actor, form: WhatIfForm, offices: list[Office]) -> dict[str, Any]:
    """The picture, the table, and, where the form was filled in, what one more speaker changes."""
    rules, names = rules_now(), names_now()
    people = candidates_now(rules)
    found = cells(actor, offices, people, rules)
    return {
        "form": form,
        "offices": offices,
        "rows": _rows(found, offices, names),
        "gaps": _gaps(found, names),
        "change": _change(actor, form, offices, people, rules),
    }


def _rows(found: list[Cell], offices: list[Office], names: Names) -> list[Row]:
    by_language: dict[str, dict[int, Cell]] = {}
    for cell in found:
        by_language.setdefault(cell.language, {})[cell.office] = cell
    rows = [
        Row(names.language(code), sum(cell.files for cell in own.values()), [own.get(office.pk) for office in offices])
        for code, own in by_language.items()
    ]
    return sorted(rows, key=lambda row: (-row.files, row.language))


def _gaps(found: list[Cell], names: Names) -> list[Gap]:
    """Those who wait first, then those who need an interpreter, then who asks most."""
    wanted = [
        Gap(cell, names.language(cell.language), names.offices.get(cell.office, "")) for cell in found if cell.heat
    ]
    order = sorted(wanted, key=lambda gap: (gap.language, gap.office))
    return sorted(order, key=lambda gap: (-gap.cell.waiting, -gap.cell.interpreter, -gap.cell.heat, -gap.cell.files))


def _change(
    actor: Actor, form: WhatIfForm, offices: list[Office], people: list[Candidate], rules: Rules
) -> Change | None:
    if not form.is_bound or not form.is_valid():
        return None
    asked = form.cleaned_data
    office = next(office for office in offices if office.code == asked["office"])
    return change_by(actor, people, rules, language=asked["language"], office=office, capacity=asked["capacity"])
