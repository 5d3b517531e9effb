"""Waiting for an earlier time: wished, taken back; and who is told when one comes free."""

from datetime import timedelta
from itertools import groupby
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from advisors.hours.queries import Free, free_times
from applicants.appointments.actions import recipient_for
from applicants.appointments.models import Appointment
from applicants.waiting.models import EarlierWish
from portal.actors import Actor
from portal.outbox.actions import queue
from portal.record.acting import action

# Between two messages to one person, so that a day of many changes is not a day of many messages.
REST: Final = timedelta(hours=2)


@action
def wish_earlier(*, by: Actor, appointment: Appointment) -> EarlierWish:
    """Tell her when an earlier time comes free. What is free now she has seen: she is told of later ones."""
    del by
    if not appointment.may_change:
        raise ValidationError(_("This appointment has begun or is over. Please call the office."))
    known = [one.key for one in _earlier(appointment, _free(appointment))]
    wish, _made = EarlierWish.objects.get_or_create(appointment=appointment, defaults={"known": known})
    return wish


@action
def wish_no_more(*, by: Actor, appointment: Appointment) -> None:
    del by
    EarlierWish.objects.filter(appointment=appointment).delete()


@action
def tell_of_earlier(*, by: Actor) -> int:
    """
    Tell those who wait of an earlier time that came free since, in the order in which they wished: for the same
    purpose at the same office. Whoever takes it first gets it. Whatever made it free (a cancelled or moved
    appointment, new hours, an absence taken out) is seen here alike. Returns how many were told.
    """
    del by
    waiting = EarlierWish.objects.waiting().select_for_update(of=("self",), skip_locked=True)
    rows = waiting.select_related(
        "appointment__booking__office", "appointment__booking__purpose", "appointment__case__person"
    )
    told = 0
    for _place, wishes in groupby(sorted(rows, key=_place_of), key=_place_of):
        same = list(wishes)
        free = _free(same[0].appointment)
        told += sum(_tell(wish, free) for wish in same)
    return told


def _place_of(wish: EarlierWish) -> tuple[int, int]:
    """What free times are looked at together; sorting keeps the order of the wishes within."""
    booking = wish.appointment.booking
    return booking.office_id, booking.purpose_id


def _free(appointment: Appointment) -> list[Free]:
    return free_times(appointment.booking.purpose, appointment.booking.office)


def _earlier(appointment: Appointment, free: list[Free]) -> list[Free]:
    return [one for one in free if one.begins < appointment.begins]


def _tell(wish: EarlierWish, free: list[Free]) -> bool:
    """Write to her of the first time that is new; what is free no more is forgotten, and told of when it is again."""
    earlier = _earlier(wish.appointment, free)
    new = [one for one in earlier if one.key not in wish.known]
    still = [one.key for one in earlier if one.key in wish.known]
    now = timezone.now()
    rests = wish.told_at is not None and wish.told_at > now - REST
    tells = bool(new) and not rests and _write(wish.appointment, new[0])
    known = [one.key for one in earlier] if tells else still
    if tells or known != wish.known:
        wish.known, wish.told_at = known, now if tells else wish.told_at
        wish.save(update_fields=["known", "told_at"])
    return tells


def _write(appointment: Appointment, free: Free) -> bool:
    """False when there is no contact to write to."""
    to = recipient_for(appointment)
    if to is None:
        return False
    with translation.override(to.language):
        path = reverse("appointment-move", args=[appointment.token])
    params = {
        "at": free.begins,
        "now": appointment.begins,
        "office": appointment.booking.office,
        "advisor": free.advisor,
        "path": f"{path}?who=any",
    }
    key = uuid5(NAMESPACE_URL, f"earlier:{appointment.ref}:{free.key}:{timezone.now().isoformat()}")
    queue(event="appointment_earlier", to=to, params=params, about=appointment.case or appointment, key=key)
    return True
