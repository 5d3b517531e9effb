"""She hears that her offer ends soon: a week before its last day, and the day before."""

import uuid
from datetime import date, timedelta
from typing import Final

from loans.applications.models import Application
from loans.tell import tell_applicant
from portal.actors import Actor
from portal.record.acting import action

_BEFORE: Final = (7, 1)  # days
_MADE_UP: Final = 1  # a morning that was missed is made up on the next
_KEYS: Final = uuid.UUID("5b1f4b60-0c0d-4d5c-9a55-1f7f7f2f6f39")


@action
def remind_of_ends(*, by: Actor, today: date) -> int:
    """A message for each offer that ends then; run twice, or made up, it is one for each of its last days. How many."""
    del by
    days = {today + timedelta(days=before - late) for before in _BEFORE for late in range(_MADE_UP + 1)}
    ending = Application.objects.in_state("approved").filter(offer_valid_until__in=days)
    rows = ending.select_related("case__person", "case__office").order_by("pk")
    return sum(_remind(application, today) for application in rows)


def _remind(application: Application, today: date) -> bool:
    last = application.offer_valid_until or today
    before = min(each for each in _BEFORE if each >= (last - today).days)
    key = uuid.uuid5(_KEYS, f"{application.pk} {last} {before}")
    return tell_applicant(application, "offer_ends", key=key, until=last) is not None
