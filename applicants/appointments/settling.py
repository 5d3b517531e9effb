"""Appointments that cannot take place as they were booked, until somebody moves, cancels or keeps each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from advisors.hours.models import Trouble
from advisors.hours.standing import troubles
from applicants.appointments.models import Appointment
from applicants.cases.shown import ShownName, shown_name
from portal.actors import Actor
from portal.refs import display

MOST: Final = 50  # lines on one page; the others come when these are settled


@dataclass(frozen=True)
class Unsettled:
    """`number` of the file, "" without one."""

    appointment: Appointment
    trouble: Trouble
    name: ShownName
    number: str


def unsettled(actor: Actor, *, advisor: int | None = None) -> list[Unsettled]:
    """Those the actor sees (with this advisor alone, where one is named), the next one first; five queries."""
    coming = Appointment.objects.visible_to(actor).changeable().whole().order_by("booking__during", "pk")
    rows = list(coming if advisor is None else coming.filter(booking__advisor=advisor))
    against = troubles(row.booking for row in rows)
    return [_line(row, against[row.booking_id], actor) for row in rows if row.booking_id in against]


def mark(appointments: Iterable[Appointment]) -> None:
    """Write onto each appointment (as `trouble`) what stands against it, for a list that shows it."""
    rows = list(appointments)
    against = troubles(row.booking for row in rows if row.may_change)
    for row in rows:
        row.trouble = against.get(row.booking_id)


def _line(row: Appointment, trouble: Trouble, actor: Actor) -> Unsettled:
    if row.case is None:
        return Unsettled(row, trouble, ShownName(row.name), "")
    return Unsettled(row, trouble, shown_name(row.case.person, actor), display(row.case.ref))
