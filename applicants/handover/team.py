"""The advisors of a manager's offices: what each speaks, carries and has room for, and when she is away."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from advisors.matching import Rules
from advisors.models import Absence, Advisor
from advisors.rulebook.actions import rules_now
from applicants.cases.matching import Files, files_carried
from portal.actors import Actor
from portal.pages import keyset_page


@dataclass(frozen=True)
class Colleague:
    """`load` open files of at most `size`; `room` is what the rules leave. `away`: from and back on, now or next."""

    advisor: Advisor
    load: int
    size: int
    room: int
    away_from: date | None
    back_on: date | None
    is_away: bool


def team_page(actor: Actor, *, after: str) -> dict[str, Any]:
    """A page of advisors, those who joined first on top; as many queries for any number of them."""
    advisors = Advisor.objects.visible_to(actor).led_by(actor).active().select_related("user")
    page = keyset_page(
        advisors.prefetch_related("languages__language", "offices", "specialities"), sort="id", after=after
    )
    carried, rules = files_carried(), rules_now()
    today = timezone.localdate()
    coming = Absence.objects.filter(advisor__in=page.rows, days__endswith__gt=today).order_by("-days")
    away = {absence.advisor_id: absence for absence in coming}
    return {
        "rows": [_colleague(one, carried.get(one.pk, {}), rules, away.get(one.pk), today) for one in page.rows],
        "page": page,
    }


def _colleague(advisor: Advisor, files: Files, rules: Rules, absence: Absence | None, today: date) -> Colleague:
    first = absence.days.lower if absence else None
    return Colleague(
        advisor=advisor,
        load=sum(files.values()),
        size=advisor.capacity,
        room=rules.left_of(advisor.capacity, files),
        away_from=first,
        back_on=absence.days.upper if absence else None,
        is_away=first is not None and first <= today,
    )
