"""Making an appointment, moving and cancelling it; who comes is told each time, in her language."""

from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from advisors.hours import actions as hours
from advisors.models import Booking, Purpose
from applicants.appointments.models import Appointment
from applicants.cases.actions import add_event, lock
from applicants.cases.models import Case, Stage
from applicants.persons.contacts import Reach, recipient_of
from applicants.persons.models import ContactKind
from applicants.waiting.models import EarlierWish
from portal.actors import Actor
from portal.models import Office
from portal.outbox.actions import Recipient, queue
from portal.outbox.models import Channel
from portal.record.acting import action

MOST_WITHOUT_FILE: Final = 3  # appointments to come, for one contact


@action
def book_for_file(*, by: Actor, case: Case, purpose: Purpose, office: Office, key: str) -> Appointment:
    """For the person of a file; staff need no notice. `ValidationError` when the time is gone or the file closed."""
    lock(case)
    if case.stage == Stage.CLOSED:
        raise ValidationError(_("This file is closed."))
    booking = hours.book(
        by=by,
        purpose=purpose,
        office=office,
        key=key,
        holder=f"person:{case.person_id}",
        notice=not by.is_staff,
    )
    made = Appointment.objects.create(booking=booking, case=case, language=case.person.language, booked_by=by.key)
    _note(by, made, "appointment.booked")
    tell(made, "appointment_booked")
    return made


@action
def book_for_name(
    *, by: Actor, name: str, reach: Reach, language: str, purpose: Purpose, office: Office, key: str
) -> Appointment:
    """For somebody without a file: a name and a contact, to which the link goes."""
    holder = "contact:" + salted_hmac("applicants.appointments", reach.value, algorithm="sha256").hexdigest()[:40]
    if not by.is_staff:
        _refuse_too_many(holder)
    booking = hours.book(by=by, purpose=purpose, office=office, key=key, holder=holder, notice=not by.is_staff)
    made = Appointment(
        booking=booking,
        name=name,
        contact_kind=reach.kind,
        contact=reach.value,
        language=language,
        booked_by=by.key,
    )
    made.full_clean(exclude=["booking"], validate_unique=False)
    made.save()
    tell(made, "appointment_booked")
    return made


@action
def move_appointment(*, by: Actor, appointment: Appointment, key: str) -> None:
    """To another free time for the same purpose at the same office. It is reminded of anew."""
    _hold_file(appointment)
    _refuse_past(appointment)
    _move(by=by, appointment=appointment, key=key, event="moved")


@action
def pass_on(*, by: Actor, appointment: Appointment, key: str) -> None:
    """At the same time to a colleague (`key` is hers), who has the file now. She reads that the time stays."""
    _move(by=by, appointment=appointment, key=key, event="passed_on")


def _move(*, by: Actor, appointment: Appointment, key: str, event: str) -> None:
    before = appointment.booking.begins
    hours.move(by=by, booking=appointment.booking, key=key, notice=not by.is_staff)
    appointment.sequence += 1
    appointment.day_before_at = appointment.hours_before_at = None
    appointment.told_at = timezone.now()
    appointment.save(update_fields=["sequence", "day_before_at", "hours_before_at", "told_at"])
    if appointment.booking.begins < before:  # the earlier time that she waited for
        EarlierWish.objects.filter(appointment=appointment).delete()
    _note(by, appointment, f"appointment.{event}")
    tell(appointment, f"appointment_{event}")


@action
def cancel_appointment(*, by: Actor, appointment: Appointment) -> bool:
    """Nobody comes, and the time is free for others. False when it was cancelled before."""
    _hold_file(appointment)
    if not appointment.booking.is_live:
        return False
    _refuse_past(appointment)
    if not hours.cancel(by=by, booking=appointment.booking):
        return False
    appointment.sequence += 1
    appointment.save(update_fields=["sequence"])
    _note(by, appointment, "appointment.cancelled")
    tell(appointment, "appointment_cancelled")
    return True


def tell(appointment: Appointment, event: str) -> bool:
    """Write to who comes; each event once for each time it stands at. False when there is no contact."""
    to = recipient_for(appointment)
    if to is None:
        return False
    booking = appointment.booking
    with translation.override(to.language):
        path = reverse("appointment", args=[appointment.token])
    params = {
        "at": booking.begins,
        "office": booking.office,
        "purpose": booking.purpose,
        "advisor": booking.advisor,
        "path": path,
    }
    queue(event=event, to=to, params=params, about=appointment.case or appointment, key=key_of(appointment, event))
    return True


def key_of(appointment: Appointment, event: str) -> UUID:
    """Names the message about an event and the time at which the appointment stands."""
    return uuid5(NAMESPACE_URL, f"{event}:{appointment.ref}:{appointment.sequence}")


def recipient_for(appointment: Appointment) -> Recipient | None:
    if appointment.case is not None:
        return recipient_of(appointment.case.person)
    channel = Channel.SMS if appointment.contact_kind == ContactKind.PHONE else Channel.EMAIL
    return Recipient(channel, appointment.contact, appointment.language)


def _hold_file(appointment: Appointment) -> None:
    """The file before the time, as everybody takes them: a hand-over and a change of hers cannot block each other."""
    if appointment.case is not None:
        lock(appointment.case)


def _refuse_too_many(holder: str) -> None:
    """Nobody takes all the times there are; a colleague may make more of them for somebody."""
    coming = Booking.objects.live().filter(holder=holder, during__endswith__gt=timezone.now())
    if coming.count() >= MOST_WITHOUT_FILE:
        raise ValidationError(
            _("You have several appointments already. Please cancel one with the link in its message, or call us.")
        )


def _refuse_past(appointment: Appointment) -> None:
    if not appointment.may_change:
        raise ValidationError(_("This appointment has begun or is over. Please call the office."))


def _note(by: Actor, appointment: Appointment, code: str) -> None:
    if appointment.case is not None:
        params = {"at": appointment.begins.isoformat(timespec="minutes"), "advisor": str(appointment.booking.advisor)}
        add_event(by=by, case=appointment.case, code=code, params=params, public=True)
