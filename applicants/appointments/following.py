"""What becomes of appointments when their file is closed, or goes to another advisor."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from advisors.hours.queries import free_times
from advisors.models import Advisor
from applicants.appointments.actions import cancel_appointment, pass_on
from applicants.appointments.models import Appointment
from applicants.cases.models import Case
from portal.actors import Actor
from portal.record.acting import action


@action
def cancel_coming(*, by: Actor, case: Case) -> int:
    """Cancel what is to come of a file that is being closed; she is told of each. Returns how many."""
    coming = Appointment.objects.filter(case=case).changeable().whole()
    return sum(cancel_appointment(by=by, appointment=one) for one in coming.order_by("pk"))


def on_close(*, case: Any, by: Actor, outcome: str) -> None:
    """For the slot `on_close`."""
    del outcome
    cancel_coming(by=by, case=case)


@action
def follow(*, by: Actor, case: Case, before: int, advisor: Advisor) -> int:
    """
    The coming appointments of a file with its advisor until now (the key `before`) go to the new one, where that one
    is free at the same time for the same purpose at the same office. The others stay as they are: she meets the one
    she knows, or, where that one is away, they wait for a decision. Returns how many went.
    """
    gone = 0
    coming = Appointment.objects.filter(case=case, booking__advisor=before).changeable().whole()
    for one in coming.order_by("pk"):
        booking = one.booking
        free = free_times(
            booking.purpose, booking.office, advisors=[advisor.pk], since=booking.begins.date(), notice=False
        )
        key = next((time.key for time in free if time.begins == booking.begins), None)
        if key is None:
            continue
        try:
            with transaction.atomic():
                pass_on(by=by, appointment=one, key=key)
        except ValidationError:
            continue  # somebody has just taken that time
        gone += 1
    return gone
