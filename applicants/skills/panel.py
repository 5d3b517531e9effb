"""What staff read of skills on the page of a file: a level for each language, and diplomas on their way."""

from typing import Any, NamedTuple

from applicants.cases.models import Stage
from applicants.journey.step import Sheet
from applicants.skills.levels import level_of
from applicants.skills.lists import sentences_of
from applicants.skills.models import Recognition
from portal.actors import Actor
from portal.roles import Permission
from portal.slots import Panel


class Spoken(NamedTuple):
    """A language of the country, and about how much of it she said she can do; empty: nothing."""

    language: str
    level: str


def levels(case: Any) -> list[Spoken]:
    """For each language she was asked about, in the order of the country."""
    kept = case.answers.filter(step="can-do", field="can").first()
    if kept is None or not isinstance(kept.value, dict):
        return []
    sheet = Sheet(known={"place": {"country": case.person.country}})
    return [
        Spoken(str(rows[0].language), level_of(row.level for row in rows if row.code in kept.value.get(code, [])))
        for code, rows in sentences_of(sheet).items()
    ]


def case_panel(*, case: Any, actor: Actor) -> Panel | None:
    """Fills the slot `case_panels`. Who sees no names sees no skills either."""
    if not actor.sees_names:
        return None
    may = actor.may(Permission.WORK_CASES) and case.stage not in (Stage.DRAFT, Stage.CLOSED)
    spoken = levels(case)
    recognitions = list(Recognition.objects.visible_to(actor).filter(person=case.person))
    if not (may or spoken or recognitions):
        return None
    shown = {"spoken": spoken, "recognitions": recognitions, "may_follow": may}
    return Panel("applicants/_case_skills.html", shown, order=30)
