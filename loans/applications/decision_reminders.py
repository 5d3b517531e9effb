"""Those who decide are reminded on the day that the applicant was told, and each week after it."""

import uuid
from datetime import date
from typing import Final

from django.db.models import QuerySet

from loans.applications.models import Application
from loans.applications.readings import Readings
from loans.levels.models import Level
from loans.levels.standing import level_of
from portal.actors import Actor
from portal.models import Membership, User
from portal.outbox.actions import Recipient, queue
from portal.outbox.models import Channel
from portal.record.acting import action
from portal.roles import Role

_AGAIN: Final = 7  # days
_KEYS: Final = uuid.UUID("9d0a2c1e-5a0e-4a55-8f0e-3a1c6f0b7d21")


@action
def remind_deciders(*, by: Actor, today: date) -> int:
    """A mail for each application put off until today, or whole weeks ago; run twice a day, it is one. How many."""
    del by
    waiting = Application.objects.in_state("deferred").filter(decide_by__lte=today)
    due = [one for one in waiting.select_related("case__office") if not (today - one.decide_by).days % _AGAIN]  # type: ignore[operator]  # the filter leaves those with a day
    return sum(_remind(application, today) for application in due)


def _remind(application: Application, today: date) -> int:
    deciders = _deciders(application)
    for user in deciders:
        queue(
            event="decision_due",
            to=Recipient(Channel.EMAIL, user.email, user.language),
            params={"application": application},
            about=application.case,
            key=uuid.uuid5(_KEYS, f"{application.pk} {today} {user.pk}"),
        )
    return len(deciders)


def _deciders(application: Application) -> list[User]:
    """The managers of the office, where that level is enough; else, and where there are none, the head office."""
    if level_of(Readings(application)).level == Level.OFFICE:
        found = _users(application, Membership.objects.filter(role=Role.OFFICE_MANAGER, office=application.case.office))
        if found:
            return found
    return _users(application, Membership.objects.filter(role=Role.HEAD_OFFICE))


def _users(application: Application, roles: QuerySet[Membership]) -> list[User]:
    users = User.objects.filter(is_active=True, memberships__in=roles).exclude(pk=application.proposed_by_id or 0)
    return list(users.order_by("pk").distinct())
