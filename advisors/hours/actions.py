"""Giving a time away and taking it back. One at a time for each advisor; the database has the last word."""

from datetime import UTC, datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from advisors.hours.models import Booking, BookingState, Purpose
from advisors.hours.queries import Free, free_times
from advisors.hours.standing import troubles
from advisors.models import Advisor
from portal.actors import Actor
from portal.models import Office
from portal.record.acting import action


def taken_sentence() -> str:
    return _("Somebody has just taken this time. Please choose another.")


@action
def book(*, by: Actor, purpose: Purpose, office: Office, key: str, holder: str, notice: bool = True) -> Booking:
    """Give a free time (`Free.key`) to a holder. `ValidationError` when it is not free any more, or never was."""
    del by
    free = _hold(purpose, office, key, notice=notice, without=None)
    booking = Booking(office=office, purpose=purpose, holder=holder)
    _write(booking, free)
    return booking


@action
def move(*, by: Actor, booking: Booking, key: str, notice: bool = True) -> None:
    """To another free time, perhaps of another advisor; the old one is free again. Otherwise as `book`."""
    del by
    free = _hold(booking.purpose, booking.office, key, notice=notice, without=booking)
    booking.refresh_from_db(fields=["state"], from_queryset=Booking.objects.select_for_update())
    if not booking.is_live:
        raise ValidationError(_("This appointment is cancelled."))
    _write(booking, free)


@action
def cancel(*, by: Actor, booking: Booking) -> bool:
    """The time is free again; False when it was already."""
    del by
    booking.refresh_from_db(fields=["state"], from_queryset=Booking.objects.select_for_update())
    if not booking.is_live:
        return False
    booking.state = BookingState.CANCELLED
    booking.save(update_fields=["state"])
    return True


@action
def keep(*, by: Actor, booking: Booking) -> None:
    """It takes place although something stands against it now; what comes later is asked about again."""
    del by
    booking.refresh_from_db(fields=["state", "during"], from_queryset=Booking.objects.select_for_update())
    trouble = troubles([booking]).get(booking.pk)
    if trouble is not None:
        booking.kept_despite = trouble
        booking.save(update_fields=["kept_despite"])


def _hold(purpose: Purpose, office: Office, key: str, *, notice: bool, without: Booking | None) -> Free:
    """The free time of this key, with its advisor locked, so that nobody else gives away her times meanwhile."""
    number, _dash, second = key.partition("-")
    if not (number.isascii() and number.isdecimal() and second.isascii() and second.isdecimal() and len(second) < 12):  # noqa: PLR2004 - seconds of this era
        raise ValidationError(_("Please choose a time."))
    list(Advisor.objects.select_for_update(of=("self",)).filter(pk=int(number[:15])))
    day = datetime.fromtimestamp(int(second), UTC).astimezone(office.zone).date()
    free = free_times(purpose, office, advisors=[int(number[:15])], since=day, notice=notice, without=without)
    found = next((one for one in free if one.key == key), None)
    if found is None:
        raise ValidationError(taken_sentence(), code="taken")
    return found


def _write(booking: Booking, free: Free) -> None:
    """The lowest seat that is left. Where the database refuses, somebody was faster."""
    slot = free.slot
    beside = Booking.objects.live().filter(advisor=free.advisor, during__overlap=(slot.begins, slot.ends))
    used = set(beside.exclude(pk=booking.pk).values_list("seat", flat=True))
    booking.advisor, booking.during, booking.kept_despite = free.advisor, (slot.begins, slot.ends), ""
    booking.seat = next(seat for seat in range(1, slot.seats + 1) if seat not in used)
    try:
        with transaction.atomic():
            booking.save()
    except IntegrityError as problem:
        if "booking_holder_once" in str(problem):
            raise ValidationError(_("There is another appointment at this time already."), code="holder") from problem
        raise ValidationError(taken_sentence(), code="taken") from problem
    booking.refresh_from_db(fields=["during"])
