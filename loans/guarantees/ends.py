"""An organisation vouches until a day: the advisor hears some weeks before, and the night after it has ended."""

from datetime import date, timedelta
from typing import Final

from django.utils import timezone

from applicants.models import Event
from loans.guarantees.models import EndReason, Guarantee, GuaranteeKind, GuaranteeQuerySet
from loans.guarantees.telling import tell_advisor, tell_guarantor
from portal.actors import Actor
from portal.record.acting import action

WARNED_BEFORE: Final = timedelta(weeks=4)


@action
def end_past(*, by: Actor, today: date) -> int:
    """Moral guarantees whose last day has passed end, all in one statement; each organisation is told."""
    past = _standing().filter(valid_until__lt=today).select_for_update(of=("self",))
    ending = list(past.order_by("pk"))
    Guarantee.objects.filter(pk__in=[each.pk for each in ending]).update(
        state="released", state_since=timezone.now(), ended_because=EndReason.PAST
    )
    Event.objects.bulk_create(
        Event(case=each.application.case, code="guarantee.past", params={"name": each.name}, actor=by.key)
        for each in ending
    )
    for each in ending:
        tell_guarantor(each, "guarantee_released")
        tell_advisor(each, "guarantee_past")
    return len(ending)


@action
def warn_of_ends(*, by: Actor, today: date) -> int:
    """The advisor hears once that an organisation will soon vouch no longer for a loan that goes on."""
    del by
    coming = _standing().filter(valid_until__range=(today, today + WARNED_BEFORE), warned_at=None)
    warned = list(coming.select_for_update(of=("self",)).order_by("pk"))
    Guarantee.objects.filter(pk__in=[each.pk for each in warned]).update(warned_at=timezone.now())
    return sum(tell_advisor(each, "guarantee_ends") is not None for each in warned)


def _standing() -> GuaranteeQuerySet:
    found: GuaranteeQuerySet = Guarantee.objects.active().filter(kind=GuaranteeKind.MORAL, valid_until__isnull=False)
    return found.select_related("application__case__person", "application__case__advisor__user")
