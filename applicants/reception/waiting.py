"""Who waits for an advisor now: shown on every page of her desk, which asks again by itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils import timezone

from applicants.cases.shown import ShownName
from applicants.reception.actions import today_at
from applicants.reception.day import name_of
from applicants.reception.models import Visit
from portal.actors import Actor
from portal.models import Office
from portal.roles import Permission, Role
from portal.slots import Panel

_MOST: Final = 3  # named; the others are counted


@dataclass(frozen=True)
class Waits:
    name: ShownName
    office: Office
    at: datetime

    @property
    def since(self) -> datetime:
        return self.at.astimezone(self.office.zone)


def desk_mark(*, actor: Actor) -> Panel | None:
    """Above the page of who receives people: nothing but a place to be filled while nobody waits."""
    if Role.ADVISOR not in actor.roles or not actor.may(Permission.WORK_CASES):
        return None
    return Panel("applicants/_waiting_mark.html", waiting_for(actor))


def waiting_for(actor: Actor) -> dict[str, Any]:
    """Those who came today to see her and were not received yet, who came first on top; one query.

    `code` is the office to look at, "" where they came to another than hers: she meets them by phone.
    """
    since = timezone.localdate() - timedelta(days=1)  # clocks differ by hours; each office's own decides below
    rows = Visit.objects.visible_to(actor).waiting().filter(advisor__user=actor.id, day__gte=since)
    found = [row for row in rows.whole().order_by("arrived_at", "pk") if row.day == today_at(row.office)]
    shown = [Waits(name_of(row.case, row.name, actor), row.office, row.arrived_at) for row in found]
    here = [one.office.code for one in shown if actor.offices is None or one.office.pk in actor.offices]
    return {
        "code": here[0] if here else "",
        "shown": shown[:_MOST],
        "number": len(shown),
        "more": max(0, len(shown) - _MOST),
    }
