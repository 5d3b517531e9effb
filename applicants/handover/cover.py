"""Cover for an advisor who will be away, on her own page: for a manager, the way to the preview."""

from typing import Any

from applicants.cases.models import Case
from portal.actors import Actor
from portal.roles import Permission
from portal.slots import Panel


def section(*, advisor: Any, actor: Actor) -> Panel | None:
    """How many open files she carries, with the way to hand them over; nothing for who may not."""
    if not actor.may(Permission.ASSIGN_CASES):
        return None
    files = Case.objects.visible_to(actor).open().filter(advisor=advisor).count()
    return Panel("applicants/_own_cover.html", {"files": files}, order=50)
