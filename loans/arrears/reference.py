"""The reminders that an institution begins with; it changes them in the back office."""

from typing import Final

from loans.arrears.models import Audience, ReminderStep
from portal.actors import Actor
from portal.record.acting import action

_STEPS: Final = {Audience.BORROWER: (3, 15, 30), Audience.GUARANTORS: (30, 60)}


@action
def load(*, by: Actor) -> int:
    """Only where there is no step at all: one that was taken away does not come back."""
    del by
    if ReminderStep.objects.exists():
        return 0
    steps = [ReminderStep(days=days, audience=audience) for audience, each in _STEPS.items() for days in each]
    return len(ReminderStep.objects.bulk_create(steps))
