"""What the page of a guide with a client shows, for her advisor and for herself."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from advisors.models import GuideStep
from applicants.cases.models import Stage
from applicants.guidance.forms import NoteForm
from applicants.guidance.models import ChosenGuide
from applicants.guidance.progress import Line, progress_of
from portal.actors import Actor
from portal.roles import Permission


@dataclass(frozen=True)
class Row:
    """A line of the desk's page with the form of its note; None for who may not write one."""

    line: Line
    form: NoteForm | None


def guide_page(chosen: ChosenGuide, actor: Actor) -> dict[str, Any]:
    """The guide step by step. Who sees no names sees no notes either."""
    progress = progress_of(chosen)
    works = actor.may(Permission.WORK_CASES) and chosen.case.stage != Stage.CLOSED
    return {
        "progress": progress,
        "rows": [Row(line, _note_form(line) if works else None) for line in progress.lines],
        "works": works,
        "sees_names": actor.sees_names,
        "is_old": chosen.guide.is_old(timezone.localdate()),
    }


def _note_form(line: Line) -> NoteForm:
    """Many on one page: the id carries the step's number, the name does not."""
    return NoteForm(initial={"text": line.note}, auto_id=f"id_%s_{line.step.pk}")


def step_of(chosen: Any, asked: str) -> GuideStep | None:
    """The step of this guide that a form names by its key, or None."""
    key = int(asked) if asked.isdecimal() and len(asked) < 19 else 0  # noqa: PLR2004 - the digits of a bigint
    return next((line.step for line in progress_of(chosen).lines if line.step.pk == key), None)
