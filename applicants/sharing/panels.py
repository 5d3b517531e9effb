"""What this room shows on the page of a file and on the client's own."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from applicants.cases.models import Stage
from applicants.sharing.queries import shares_of
from portal.actors import Actor
from portal.roles import Permission
from portal.slots import Panel


def case_panel(*, case: Any, actor: Actor) -> Panel | None:
    """What was shared, how often she opened it, and the way to share more."""
    shares = actor.may(Permission.WORK_CASES) and case.stage not in (Stage.DRAFT, Stage.CLOSED)
    found = shares_of(case, actor)
    if not found and not shares:
        return None
    return Panel("applicants/_shares_panel.html", {"shared": found, "shares": shares}, order=45)


def home_card(*, case: Any, actor: Actor) -> Panel | None:
    """What her advisor gave her. Her home fetches it for all files with `SHARED`."""
    del actor  # the files are her own
    if not case.shared:
        return None
    return Panel("applicants/_shares_card.html", {"shared": case.shared}, order=35, title=_("For you to read and use"))
