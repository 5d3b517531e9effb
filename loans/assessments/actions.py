"""Filling in an assessment part by part, and clarifying a hit on a sanctions list: by a second person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from applicants.cases.actions import add_event
from loans.applications.models import Application
from loans.applications.moves import lock
from loans.assessments.models import (
    Assessment,
    ChecklistAnswer,
    ChecklistQuestion,
    Figure,
    Hit,
    SanctionCheck,
)
from loans.assessments.sources import begun_with
from portal.actors import Actor
from portal.models import User
from portal.record.acting import action
from portal.roles import Permission

# After the proposal those who decide rest on it: it is changed once the application is sent back.
EDITABLE = frozenset({"submitted", "in_review", "information_needed"})


@dataclass(frozen=True)
class Taken:
    """The figure that the advisor takes, in euros a month; `note` says why where it is not the file's."""

    amount: Decimal
    note: str = ""


@action
def save_figures(*, by: Actor, application: Application, taken: Mapping[str, Taken]) -> Assessment:
    """Keep the four figures beside those that the file has today. `ValidationError` by kind for a missing note."""
    assessment = _open(by, application)
    for kind, (begun, source) in begun_with(application).items():
        mine = taken[kind]
        if mine.amount != begun and not mine.note.strip():
            raise ValidationError({kind.value: _("Write why the figure is another one.")})
        figure = Figure.objects.filter(assessment=assessment, kind=kind).first()
        figure = figure or Figure(assessment=assessment, kind=kind)
        figure.begun, figure.source, figure.amount = begun, source, mine.amount
        figure.note = mine.note.strip() if mine.amount != begun else ""
        figure.full_clean()
        figure.save()
    add_event(by=by, case=application.case, code="assessment.figures")
    return assessment


@action
def note_register(
    *, by: Actor, application: Application, checked_on: date, result: str, registered: str, number: str = ""
) -> Assessment:
    """Keep what the country's credit register said, in words, and whether the business is registered."""
    assessment = _open(by, application)
    if checked_on > timezone.localdate():
        raise ValidationError({"checked_on": _("This day has not come yet.")})
    assessment.register_checked_on, assessment.register_result = checked_on, result
    assessment.register_by = User.objects.get(pk=by.id)
    assessment.registered, assessment.number = registered, number
    assessment.full_clean()
    assessment.save()
    add_event(by=by, case=application.case, code="assessment.register")
    return assessment


@action
def note_sanction_check(*, by: Actor, application: Application, check: SanctionCheck) -> SanctionCheck:
    """Keep that a list was looked through (not saved yet), with what it said."""
    check.assessment = _open(by, application)
    check.checked_by = User.objects.get(pk=by.id)
    if check.checked_on > timezone.localdate():
        raise ValidationError({"checked_on": _("This day has not come yet.")})
    check.full_clean()
    check.save()
    add_event(by=by, case=application.case, code="assessment.sanctions")
    return check


@action
def clear(*, by: Actor, check: SanctionCheck, clearing: str) -> None:
    """A second person has found out that the hit is somebody else. Never who checked the list."""
    application = check.assessment.application
    lock(application)
    check.refresh_from_db(from_queryset=SanctionCheck.objects.select_for_update(of=("self",)))
    if not by.may(Permission.DECIDE_LOANS):
        raise ValidationError(_("You may not do this."))
    if check.checked_by_id == by.id:
        raise ValidationError(_("A second person clarifies a hit."))
    if check.hit != Hit.TO_CLARIFY or check.cleared_at is not None:
        raise ValidationError(_("This was already clarified. Please look again."))
    check.cleared_by, check.cleared_at = User.objects.get(pk=by.id), timezone.now()
    check.clearing = clearing.strip()
    check.full_clean()
    check.save()
    add_event(by=by, case=application.case, code="assessment.cleared")


@action
def save_checklist(
    *, by: Actor, application: Application, answers: Sequence[tuple[ChecklistQuestion, str, str]]
) -> Assessment:
    """Keep the answers as (question, reply, note); the question's words are kept as they are shown now."""
    assessment = _open(by, application)
    for question, reply, note in answers:
        answer = ChecklistAnswer.objects.filter(assessment=assessment, question=question).first()
        answer = answer or ChecklistAnswer(assessment=assessment, question=question)
        answer.asked, answer.reply, answer.note = question.text, reply, note.strip()
        answer.full_clean()
        answer.save()
    add_event(by=by, case=application.case, code="assessment.checklist")
    return assessment


def _open(by: Actor, application: Application) -> Assessment:
    """The assessment, begun where there is none; within the caller's action."""
    lock(application)
    if not by.may(Permission.PROPOSE_LOANS):
        raise ValidationError(_("You may not do this."))
    if application.state not in EDITABLE:
        raise ValidationError(_("This proposal was already made. Ask your manager to send it back."))
    return Assessment.objects.get_or_create(application=application)[0]
