"""What changes a case. `set_stage` and `add_event` are the two that upper floors call."""

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from advisors.models import Advisor
from applicants.cases.models import Case, Event, Meeting, Outcome, Stage, WaitingOn
from portal.actors import Actor
from portal.record.acting import action
from portal.slots import fill

# Before a proposal the advisor says whose turn it is; from then on the loan's own workflow does.
BEFORE_PROPOSAL: Final = frozenset({Stage.NEW, Stage.INTAKE})
CLOSED_BY_HAND: Final = (Outcome.OTHER_HELP, Outcome.WITHDRAWN, Outcome.SILENT)
_STAGE_COLUMNS: Final = ("stage", "stage_since", "waiting_on", "outcome")


@action
def add_event(*, by: Actor, case: Case, code: str, params: dict[str, Any] | None = None, public: bool = False) -> Event:
    """Write a line of the timeline; its sentence is registered in `timeline`. `public`: she sees it herself."""
    return Event.objects.create(case=case, code=code, params=params or {}, actor=by.key, public=public)


@action
def set_stage(*, by: Actor, case: Case, stage: str, waiting_on: str, outcome: str = "") -> None:
    """Write where a case stands, for lists to filter on. The caller writes the event that says why.

    `stage` of `Stage`, `waiting_on` of `WaitingOn`; a closed case needs an `Outcome` (`ValidationError`
    otherwise). `stage_since` starts anew only when the stage changes. A new case must have its office and
    `submitted_at` saved before.
    """
    del by  # the record has it from the transaction
    if Stage(stage) == Stage.CLOSED and not outcome:
        raise ValidationError(_("A closed file says what came of it."))
    lock(case)
    if case.stage != stage:
        case.stage, case.stage_since = Stage(stage), timezone.now()
    case.waiting_on = WaitingOn(waiting_on)
    case.outcome = Outcome(outcome) if outcome else ""
    case.save(update_fields=_STAGE_COLUMNS)


@action
def log_meeting(*, by: Actor, case: Case, meeting: Meeting, waiting_on: str = WaitingOn.ADVISOR) -> Meeting:
    """Keep a meeting (not yet saved) in the case: a new one goes into intake, and was just in contact.

    The same meeting sent twice is kept once. `ValidationError` for one in the future or in a closed case.
    """
    lock(case)
    _refuse_unless_open(case)
    meeting.case, meeting.advisor = case, Advisor.objects.filter(user=by.id).first() if by.is_staff else None
    if meeting.at > timezone.now():
        raise ValidationError({"at": _("A meeting is logged after it took place.")})
    meeting.full_clean()
    same = Meeting.objects.filter(case=case, at=meeting.at, kind=meeting.kind, notes=meeting.notes).first()
    if same is not None:
        return same
    meeting.save()
    if case.last_contact_at is None or case.last_contact_at < meeting.at:
        case.last_contact_at = meeting.at
        case.save(update_fields=["last_contact_at"])
    if case.stage in BEFORE_PROPOSAL:
        set_stage(by=by, case=case, stage=Stage.INTAKE, waiting_on=waiting_on)
    add_event(by=by, case=case, code="meeting.logged", params={"kind": meeting.kind})
    if meeting.next_step and meeting.next_step_on:
        told = {"step": meeting.next_step, "day": meeting.next_step_on.isoformat()}
        add_event(by=by, case=case, code="step.set", params=told)
    return meeting


@action
def finish_step(*, by: Actor, meeting: Meeting) -> None:
    """The next step that was agreed at this meeting is done. Done already is done."""
    meeting.refresh_from_db(from_queryset=Meeting.objects.select_for_update())
    if not meeting.next_step:
        raise ValidationError(_("No next step was agreed at this meeting."))
    if meeting.next_step_done_at is not None:
        return
    meeting.next_step_done_at = timezone.now()
    meeting.save(update_fields=["next_step_done_at"])
    add_event(by=by, case=meeting.case, code="step.finished", params={"step": meeting.next_step})


@action
def close_case(*, by: Actor, case: Case, outcome: str, note: str = "") -> None:
    """Close a case that has no loan proposed: helped otherwise, withdrawn, or no answer any more.

    What upper floors keep open for it they close in the slot `on_close`.
    """
    if outcome not in CLOSED_BY_HAND:
        raise ValidationError(_("Please choose what came of it."))
    lock(case)
    _refuse_unless_open(case)
    if case.stage not in BEFORE_PROPOSAL:
        raise ValidationError(_("A loan is proposed in this file. It is closed by the decision on the loan."))
    for close in fill("on_close"):
        close(case=case, by=by, outcome=outcome)
    set_stage(by=by, case=case, stage=Stage.CLOSED, waiting_on=WaitingOn.NOBODY, outcome=outcome)
    add_event(by=by, case=case, code="case.closed", params={"outcome": outcome}, public=True)
    if note:
        add_event(by=by, case=case, code="case.note", params={"note": note})


@action
def stop_case(*, by: Actor, case: Case) -> None:
    """Her own end of a case that is not decided for good: as `close_case`, and also where a loan is proposed.

    `ValidationError` when an upper floor cannot stop what it keeps open any more.
    """
    lock(case)
    _refuse_unless_open(case)
    for close in fill("on_close"):
        close(case=case, by=by, outcome=Outcome.WITHDRAWN)
    set_stage(by=by, case=case, stage=Stage.CLOSED, waiting_on=WaitingOn.NOBODY, outcome=Outcome.WITHDRAWN)
    add_event(by=by, case=case, code="case.closed", params={"outcome": Outcome.WITHDRAWN}, public=True)


def lock(case: Case) -> None:
    """Read the columns that say where the case stands anew, and hold the row until the transaction ends."""
    fields = (*_STAGE_COLUMNS, "advisor", "last_contact_at")
    case.refresh_from_db(fields=fields, from_queryset=Case.objects.select_for_update())


def _refuse_unless_open(case: Case) -> None:
    if case.stage == Stage.DRAFT:
        raise ValidationError(_("This request has not been sent yet."))
    if case.stage == Stage.CLOSED:
        raise ValidationError(_("This file is closed."))
