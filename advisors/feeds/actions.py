"""A secret address for an advisor's calendar: made, renewed, ended; and who it belongs to."""

import secrets
from hashlib import sha256

from django.utils import timezone

from advisors.feeds.models import CalendarFeed
from advisors.models import Advisor
from portal.actors import Actor
from portal.record.acting import action


@action
def renew(*, by: Actor, advisor: Advisor) -> str:
    """The secret part of the new address; it is not kept, so this is the only time it is known."""
    del by
    secret = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(
        advisor=advisor, defaults={"digest": _digest(secret), "made_at": timezone.now()}
    )
    return secret


@action
def end(*, by: Actor, advisor: Advisor) -> None:
    """The address is dead."""
    del by
    CalendarFeed.objects.filter(advisor=advisor).delete()


def feed_of(advisor: Advisor) -> CalendarFeed | None:
    """Hers, where she wants one."""
    return CalendarFeed.objects.filter(advisor=advisor).first()


def advisor_by(secret: str) -> Advisor | None:
    """Whose calendar the address opens; None for an old or a wrong one, and for who has left."""
    feeds = CalendarFeed.objects.filter(digest=_digest(secret), advisor__user__is_active=True)
    found = feeds.select_related("advisor__user").first()
    return found.advisor if found else None


def _digest(secret: str) -> str:
    """The secret has 256 bits of chance: no salt and no slow digest would add to it."""
    return sha256(secret.encode()).hexdigest()
