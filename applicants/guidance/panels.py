"""What this room shows on the page of a file and on the client's own."""

from typing import Any, Final

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from applicants.cases.models import Stage
from applicants.guidance.models import ChosenGuide
from applicants.guidance.progress import progress_of
from applicants.guidance.queries import complete, guides_of
from portal.actors import Actor
from portal.roles import Permission
from portal.slots import Panel

# For the applicant's home: the guides of all her files at once.
FOLLOWED: Final = Prefetch("chosen_guides", complete(ChosenGuide.objects.followed()), to_attr="followed_guides")


def case_panel(*, case: Any, actor: Actor) -> Panel | None:
    """How far each guide is, and the way to choose one."""
    chooses = actor.may(Permission.WORK_CASES) and case.stage not in (Stage.DRAFT, Stage.CLOSED)
    found = guides_of(case, actor)
    if not found and not chooses:
        return None
    return Panel("applicants/_guides_panel.html", {"guides": found, "chooses": chooses}, order=40)


def home_card(*, case: Any, actor: Actor) -> Panel | None:
    """What is done and what comes next. Her home fetches the guides of all files with `FOLLOWED`."""
    del actor  # the files are her own
    found = [progress_of(chosen) for chosen in case.followed_guides]
    return Panel("applicants/_guides_card.html", {"guides": found}, order=30, title=_("Guides")) if found else None
