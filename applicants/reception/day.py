"""The day of an office, put together for its page: a fixed number of queries, whatever the number of people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone

from applicants.appointments.actions import key_of
from applicants.appointments.models import Appointment
from applicants.cases.models import Case
from applicants.cases.shown import ShownName, shown_name
from applicants.persons.models import PersonLanguage
from applicants.reception.actions import WRITTEN_FOR, today_at
from applicants.reception.models import Visit, VisitState
from portal.actors import Actor
from portal.models import Message, Office
from portal.privacy import masked
from portal.refs import display
from portal.roles import Permission, Role

LATE: Final = timedelta(minutes=15)  # after the beginning, who is not here did not come


@dataclass(frozen=True)
class Line:
    """Somebody on the page: announced (no visit yet) or come. `place` is hers in the queue, 0 for none.

    `opens` is whether the reader may open her file; `mine`, whether she comes to the reader.
    """

    name: ShownName
    number: str
    case: Case | None
    languages: list[str]
    interpreter: bool
    advisor: str
    appointment: Appointment | None = None
    visit: Visit | None = None
    place: int = 0
    waited: int = 0
    opens: bool = False
    mine: bool = False
    written: bool = False

    @property
    def arrived(self) -> datetime | None:
        return self.visit.arrived_at.astimezone(self.visit.office.zone) if self.visit else None

    @property
    def begun(self) -> datetime | None:
        at = self.visit.begun_at if self.visit else None
        return at.astimezone(self.visit.office.zone) if at and self.visit else None

    @property
    def left(self) -> datetime | None:
        at = self.visit.left_at if self.visit else None
        return at.astimezone(self.visit.office.zone) if at and self.visit else None


@dataclass(frozen=True)
class _Reader:
    """Who reads, when, and which of the files here she may open."""

    actor: Actor
    now: datetime
    files: frozenset[int]


def day_of(office: Office, day: date, actor: Actor) -> dict[str, Any]:
    """Everything on the page: who waits, is received, is announced, did not come, has left."""
    now, today = timezone.now(), today_at(office)
    came = list(Visit.objects.visible_to(actor).filter(office=office, day=day).whole().order_by("arrived_at", "pk"))
    announced = _announced(office, day, actor)
    cases = [case for case in (*(one.case for one in announced), *(visit.case for visit in came)) if case]
    complete(cases)
    reader = _Reader(actor, now, _open_files(cases, actor))
    missing = [one for one in announced if day < today or (day == today and one.begins + LATE < now)]
    written = _written_to(missing)
    by_state = {state: [visit for visit in came if visit.state == state] for state in VisitState}
    waiting = sorted(by_state[VisitState.WAITING], key=lambda visit: (visit.turn, visit.pk))
    late = {one.pk for one in missing}
    return {
        "office": office,
        "at": datetime.combine(day, time(12), tzinfo=office.zone),
        "day": day,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "is_today": day == today,
        "now": now.astimezone(office.zone),
        "waiting": [_came(visit, reader, place) for place, visit in enumerate(waiting, 1)],
        "received": [_came(visit, reader) for visit in by_state[VisitState.RECEIVED]],
        "announced": [_expected(one, reader) for one in announced if one.pk not in late],
        "missing": [_expected(one, reader, written=one.pk in written) for one in missing],
        "gone": [_came(visit, reader) for visit in by_state[VisitState.LEFT]],
        "may_press": actor.may(Permission.WORK_CASES) and day == today,
        "may_book": actor.may(Permission.WORK_CASES),
        "may_write": actor.may(Permission.WORK_CASES) and now - WRITTEN_FOR < midnight(office, day),
        "receives": Role.ADVISOR in actor.roles,
    }


def midnight(office: Office, day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=office.zone).astimezone(UTC)


def _announced(office: Office, day: date, actor: Actor) -> list[Appointment]:
    """Appointments of the day for which nobody has come, in order of time."""
    span = (midnight(office, day), midnight(office, day + timedelta(days=1)))
    rows = Appointment.objects.visible_to(actor).live().filter(booking__office=office)
    rows = rows.filter(booking__during__startswith__gte=span[0], booking__during__startswith__lt=span[1])
    rows = rows.exclude(visits__day=day).whole().order_by("booking__during", "pk")
    return list(rows)


def complete(cases: Sequence[Case]) -> None:
    """Bring the languages of all these people at once."""
    spoken = PersonLanguage.objects.select_related("language").order_by("rank")
    prefetch_related_objects(cases, Prefetch("person__languages", spoken))


def _open_files(cases: Sequence[Case], actor: Actor) -> frozenset[int]:
    seen = Case.objects.visible_to(actor).filter(pk__in=[case.pk for case in cases])
    return frozenset(seen.values_list("pk", flat=True))


def _written_to(appointments: Sequence[Appointment]) -> set[int]:
    """Those to whom the message about not coming went, for the time at which they were expected."""
    keys = {key_of(one, "appointment_missed"): one.pk for one in appointments}
    return {keys[key] for key in Message.objects.filter(key__in=keys).values_list("key", flat=True)}


def _expected(one: Appointment, reader: _Reader, *, written: bool = False) -> Line:
    return Line(
        name=name_of(one.case, one.name, reader.actor),
        number=display(one.case.ref) if one.case else "",
        case=one.case,
        languages=_languages(one.case) if one.case else [one.get_language_display()],
        interpreter=bool(one.case and one.case.interpreter_needed),
        advisor=str(one.booking.advisor),
        appointment=one,
        opens=one.case_id in reader.files,
        mine=one.booking.advisor.user_id == reader.actor.id,
        written=written,
    )


def _came(visit: Visit, reader: _Reader, place: int = 0) -> Line:
    said = [str(visit.language)] if visit.language else []
    if visit.case is None and visit.appointment is not None and not said:
        said = [visit.appointment.get_language_display()]
    return Line(
        name=name_of(visit.case, visit.name, reader.actor),
        number=display(visit.case.ref) if visit.case else "",
        case=visit.case,
        languages=list(dict.fromkeys([*said, *_languages(visit.case)])),
        interpreter=bool(visit.case and visit.case.interpreter_needed),
        advisor=str(visit.advisor or ""),
        appointment=visit.appointment,
        visit=visit,
        place=place,
        waited=int((reader.now - visit.arrived_at).total_seconds() // 60),
        opens=visit.case_id in reader.files,
        mine=visit.advisor is not None and visit.advisor.user_id == reader.actor.id,
    )


def _languages(case: Case | None) -> list[str]:
    return [str(spoken.language) for spoken in case.person.languages.all()] if case else []


def name_of(case: Case | None, name: str, actor: Actor) -> ShownName:
    """Who it is, as far as the reader may know."""
    if case is not None:
        return shown_name(case.person, actor)
    return ShownName(name if actor.sees_names else masked(name, Visit.PERSONAL["name"].mask))
