"""A line of a list of files, as it is shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from applicants.cases.models import Case, Meeting, Stage
from applicants.cases.shown import ShownName, shown_name
from applicants.cases.silence import is_silent
from applicants.cases.stages import status_of
from portal.actors import Actor
from portal.models import Holiday
from portal.refs import display
from portal.workflow import State


@dataclass(frozen=True)
class FileRow:
    """`contact_at` is the last contact (None: none yet), `silent` whether it is too long ago; on `diploma_on` somebody
    wants to look again whether a diploma was recognised.
    """

    case: Case
    number: str
    status: State
    name: ShownName
    languages: list[str]
    contact_at: datetime | None
    silent: bool
    next_step: Meeting | None
    diploma_on: date | None
    shows_notes: bool
    permit_until: date | None
    new_letter: bool = False
    documents_sent: bool = False
    mark: str = ""  # `wants_help` or `no_answer`: what she said, or did not say, when asked whether she needs help


def file_rows(cases: Iterable[Case], actor: Actor, holidays: Iterable[Holiday]) -> list[FileRow]:
    """Lines for cases as `queries.for_list` and `complete` give them; no further query."""
    return [_row(case, actor, holidays) for case in cases]


def _row(case: Case, actor: Actor, holidays: Iterable[Holiday]) -> FileRow:
    permit = getattr(case.person, "permit", None)
    steps: list[Meeting] = getattr(case, "open_steps", [])
    return FileRow(
        case=case,
        number=display(case.ref),
        status=status_of(case.stage),
        name=shown_name(case.person, actor),
        languages=[str(spoken.language) for spoken in case.person.languages.all()],
        contact_at=case.last_contact_at,
        silent=_silent(case, holidays),
        next_step=steps[0] if steps else None,
        diploma_on=getattr(case, "diploma_on", None),
        shows_notes=actor.sees_names,
        permit_until=permit.valid_until if permit else None,
        new_letter=getattr(case, "new_letter", False),
        documents_sent=getattr(case, "documents_sent", False),
        mark="wants_help" if getattr(case, "wants_help", False) else "no_answer" if _unanswered(case) else "",
    )


def _unanswered(case: Case) -> bool:
    return bool(getattr(case, "no_answer", False))


def _silent(case: Case, holidays: Iterable[Holiday]) -> bool:
    """Until a loan is proposed she should hear from us; who never did waits since she sent her request."""
    since = case.last_contact_at or case.submitted_at
    if since is None or case.office is None or case.stage not in (Stage.NEW, Stage.INTAKE):
        return False
    office = case.office
    last, today = timezone.localdate(since, office.zone), timezone.localdate(timezone=office.zone)
    if not is_silent(last, today, weekdays=office.working_weekdays, closed=()):
        return False  # and days off would only make it less so
    closed = {
        day.day
        for day in holidays
        if day.office_id == office.pk or (day.office_id is None and day.country == office.country)
    }
    return is_silent(last, today, weekdays=office.working_weekdays, closed=closed)
