"""Arrived, received, left; taken back when it was a wrong press; who did not come is written to."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from advisors.models import Advisor, SpokenLanguage
from applicants.appointments.actions import key_of, tell
from applicants.appointments.models import Appointment
from applicants.cases.actions import add_event, lock
from applicants.cases.models import Case
from applicants.reception.models import Visit, VisitState
from portal.actors import Actor
from portal.models import Message, Office
from portal.record.acting import action

WRITTEN_FOR: Final = timedelta(days=7)  # who did not come is written to within so long


def today_at(office: Office) -> date:
    return timezone.localdate(timezone=office.zone)


@action
def arrive(*, by: Actor, appointment: Appointment) -> Visit:
    """Who has an appointment today is here; twice is once. `ValidationError` for a cancelled one or another day."""
    del by
    locked = Appointment.objects.select_for_update(of=("self",)).whole().get(pk=appointment.pk)
    office, day = locked.booking.office, today_at(locked.booking.office)
    if not locked.booking.is_live:
        raise ValidationError(_("This appointment is cancelled."))
    if locked.begins.date() != day:
        raise ValidationError(_("This appointment is on another day."))
    if locked.case is not None:
        lock(locked.case)
        before = Visit.objects.filter(case=locked.case, office=office, day=day, appointment=None, left_at=None).first()
        if before is not None:  # she was written down as somebody without an appointment
            before.appointment = locked
            before.save(update_fields=["appointment"])
            return before
    visit, _made = Visit.objects.get_or_create(
        appointment=locked,
        day=day,
        defaults={
            "office": office,
            "case": locked.case,
            "name": locked.name,
            "language": _spoken_in(locked.case),
            "advisor": locked.booking.advisor,
        },
    )
    return visit


@action
def walk_in(
    *,
    by: Actor,
    office: Office,
    once: UUID,
    case: Case | None = None,
    name: str = "",
    language: SpokenLanguage | None = None,
    advisor: Advisor | None = None,
) -> Visit:
    """Somebody came unannounced: to her own advisor when she has a file and nobody else was named.

    Who is in the house already is not added twice, and who has an appointment today is noted as arrived for it.
    """
    there = Visit.objects.filter(once=once).first()
    if there is not None:
        return there
    day = today_at(office)
    if case is not None:
        lock(case)
        known = Visit.objects.filter(case=case, office=office, day=day, left_at=None).first()
        expected = None if known else _expected_today(case, office, day)
        if known is not None:
            return known
        if expected is not None:
            return arrive(by=by, appointment=expected)
        language = language or _spoken_in(case)
        advisor = advisor or case.advisor
    visit = Visit(
        once=once, office=office, day=day, case=case, name="" if case else name, language=language, advisor=advisor
    )
    visit.full_clean(validate_unique=False)
    made, _new = Visit.objects.get_or_create(
        once=once,
        defaults={name: getattr(visit, name) for name in ("office", "day", "case", "name", "language", "advisor")},
    )
    return made


def _expected_today(case: Case, office: Office, day: date) -> Appointment | None:
    rows = Appointment.objects.live().filter(case=case, booking__office=office, visits=None).select_related("booking")
    today = (row for row in rows.order_by("booking__during") if row.begins.date() == day)
    return next(today, None)


def _spoken_in(case: Case | None) -> SpokenLanguage | None:
    first = case.person.languages.select_related("language").order_by("rank").first() if case else None
    return first.language if first else None


@action
def direct(*, by: Actor, visit: Visit, advisor: Advisor | None, language: SpokenLanguage | None) -> None:
    """Whom she waits for, and what she speaks. Who is with an advisor has one."""
    del by
    _lock(visit)
    visit.advisor, visit.language = advisor, language
    visit.full_clean(validate_unique=False)
    visit.save(update_fields=["advisor", "language"])


@action
def begin(*, by: Actor, visit: Visit, advisor: Advisor | None = None) -> None:
    """An advisor receives her: the one named here, else the one she came for. Twice is once."""
    del by
    _lock(visit)
    if visit.state == VisitState.RECEIVED:
        return
    _refuse_unless(visit, VisitState.WAITING)
    visit.advisor = advisor or visit.advisor
    if visit.advisor is None:
        raise ValidationError(_("Please choose the advisor who receives this person."))
    visit.begun_at = timezone.now()
    visit.save(update_fields=["advisor", "begun_at"])


@action
def leave(*, by: Actor, visit: Visit) -> None:
    """She has left, received or not. Twice is once."""
    del by
    _lock(visit)
    if visit.left_at is None:
        visit.left_at = timezone.now()
        visit.save(update_fields=["left_at"])


@action
def undo(*, by: Actor, visit: Visit, seen: str) -> None:
    """Take back the last press, as it was `seen`: left, then received, then arrived (and the visit is gone)."""
    del by
    _lock(visit)
    _refuse_unless(visit, seen)
    if visit.left_at is not None:
        visit.left_at = None
    elif visit.begun_at is not None:
        visit.begun_at = None
    else:
        visit.delete()
        return
    visit.validate_constraints()  # she may have come again meanwhile
    visit.save(update_fields=["left_at", "begun_at"])


@action
def write_to_absent(*, by: Actor, appointment: Appointment) -> bool:
    """A message to who did not come, once for each time she was expected; False where there is no contact."""
    since = timezone.now() - appointment.booking.begins
    came = appointment.visits.exists()
    if came or not appointment.booking.is_live or not timedelta(0) < since < WRITTEN_FOR:
        raise ValidationError(_("There is nobody to write to about this appointment."))
    if Message.objects.filter(key=key_of(appointment, "appointment_missed")).exists():
        return True
    if not tell(appointment, "appointment_missed"):
        return False
    if appointment.case is not None:
        params = {"at": appointment.begins.isoformat(timespec="minutes")}
        add_event(by=by, case=appointment.case, code="appointment.missed", params=params)
    return True


def _lock(visit: Visit) -> None:
    """As it is now; nobody changes it until the end of the transaction."""
    try:
        visit.refresh_from_db(from_queryset=Visit.objects.select_for_update())
    except Visit.DoesNotExist as problem:
        raise ValidationError(_changed()) from problem


def _refuse_unless(visit: Visit, seen: str) -> None:
    if visit.state != seen:
        raise ValidationError(_changed())


def _changed() -> str:
    return _("Somebody has changed this meanwhile. Please look again.")
