"""What the pages read: the guides of a file, and one of them."""

from typing import Any

from django.shortcuts import get_object_or_404

from advisors.models import Guide
from applicants.cases.models import Case
from applicants.guidance.models import ChosenGuide, ChosenGuideQuerySet
from applicants.guidance.progress import STEPS, TICKS, Progress, progress_of
from portal.actors import Actor


def complete(rows: ChosenGuideQuerySet) -> ChosenGuideQuerySet:
    """With everything that `progress_of` reads."""
    return rows.select_related("guide").prefetch_related(STEPS, TICKS)


def guides_of(case: Case, actor: Actor) -> list[Progress]:
    """The guides that are followed in a file, the one chosen first on top."""
    rows = ChosenGuide.objects.visible_to(actor).filter(case=case).followed()
    return [progress_of(row) for row in complete(rows)]


def chosen_guide(case: Case, actor: Actor, code: str) -> ChosenGuide:
    """A guide that is followed in this file; 404 otherwise."""
    rows = complete(ChosenGuide.objects.visible_to(actor).filter(case=case).followed())
    chosen: ChosenGuide = get_object_or_404(rows, guide__code=code)
    chosen.case = case
    return chosen


def my_guide(actor: Actor, ref: str, code: str) -> ChosenGuide:
    """The same for the person herself, by the number of her file."""
    mine = Case.objects.visible_to(actor).submitted().select_related("person", "office")
    return chosen_guide(get_object_or_404(mine, ref=ref), actor, code)


def choices(case: Case, actor: Actor) -> list[Any]:
    """Published guides that are not followed yet, those of the office's country first."""
    taken = ChosenGuide.objects.visible_to(actor).filter(case=case).followed().values("guide")
    found = Guide.objects.published().exclude(pk__in=taken)
    country = case.office.country if case.office else ""
    return sorted(found, key=lambda guide: (guide.country != country, guide.country, guide.order, guide.code))
