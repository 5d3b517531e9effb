"""The weekly mail: what is new in the network and not read yet, to each reader in her language."""

import uuid
from datetime import timedelta
from typing import Any, Final

from django.utils import timezone

from advisors.network.models import DigestChoice, Practice
from advisors.network.region_models import sharing_roles
from portal.actors import Actor, system
from portal.models import User
from portal.outbox.actions import Recipient, queue
from portal.record.acting import action
from portal.slots import Panel

_WEEK: Final = timedelta(days=7)
_MOST: Final = 12
_NAMESPACE: Final = uuid.UUID("6f1d2a52-3a44-4c0f-9a2b-5b0c6a0f7d11")


def readers() -> Any:
    """Everybody who shares practices and did not turn the mail off."""
    sharing = User.objects.filter(is_active=True, memberships__role__in=sharing_roles())
    return sharing.exclude(practice_digest__wanted=False).distinct().order_by("pk")


@action
def send_digests(*, by: Actor) -> int:
    """One mail a reader and week at most, however often it is called; nothing new, no mail. Returns how many."""
    now = timezone.now()
    year, week, _day = timezone.localdate(now).isocalendar()
    sent = 0
    for user in readers():
        fresh = Practice.objects.visible_to(by).unread_by(user.pk).filter(news_at__gte=now - _WEEK)
        found = list(fresh.order_by("-news_at", "-pk")[: _MOST + 1])
        if found:
            queue(
                event="practices_new",
                to=Recipient("email", user.email, user.language),
                params={"name": user.name, "practices": found[:_MOST], "more": len(found) > _MOST},
                key=uuid.uuid5(_NAMESPACE, f"{user.pk} {year} {week}"),
            )
            sent += 1
    return sent


def send_weekly() -> int:
    return send_digests(by=system("digest"))


def section(*, advisor: Any, actor: Actor) -> Panel:
    """The choice on the advisor's own page; those who carry no files have it on the page of the network."""
    del advisor
    return Panel("advisors/_digest_choice.html", {"digest": wants_digest(actor), "back": "own"}, order=95)


def wants_digest(actor: Actor) -> bool:
    return not DigestChoice.objects.filter(user=actor.id, wanted=False).exists()
