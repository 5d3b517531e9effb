"""Do you still need help? Asked of silent files, answered by her, never closed without her."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.db.models import DateTimeField, F, Max, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from applicants.cases.actions import BEFORE_PROPOSAL, add_event, close_case, lock, set_stage
from applicants.cases.models import Case, CaseQuerySet, WaitingOn
from applicants.home.models import OUTCOMES, PATIENCE, SECOND_THOUGHTS, HelpQuestion, Pace, Reply
from applicants.persons.contacts import recipient_of
from portal.actors import Actor
from portal.outbox.actions import queue
from portal.record.acting import action

_MOST_AT_ONCE: Final = 200


@action
def ask_silent(*, by: Actor) -> int:
    """Ask in each file in which nothing was heard for as long as its stage allows; returns how many were asked.

    A sign of life is a meeting, a message either way, or an earlier question. Who cannot be reached by message
    sees the question on her page alone.
    """
    asked = 0
    for pace in Pace.objects.filter(ask_after_days__isnull=False):
        quiet_since = timezone.now() - timedelta(days=pace.ask_after_days or 0)
        for case in _silent(pace.stage, quiet_since)[:_MOST_AT_ONCE]:
            # Once more, now that the row is held: another worker may have asked meanwhile.
            if not HelpQuestion.objects.filter(case=case, asked_at__gte=quiet_since).exists():
                _ask(by, case)
                asked += 1
    return asked


def _silent(stage: str, quiet_since: datetime) -> QuerySet[Case]:
    """Files of a stage without a sign of life since then, held until the transaction ends."""
    last = Greatest(
        Coalesce(F("last_contact_at"), F("submitted_at")),
        F("submitted_at"),
        Coalesce(Max("letters__sent_at"), F("submitted_at")),
        Coalesce(Max("help_questions__asked_at"), F("submitted_at")),
        output_field=DateTimeField(),
    )
    found: CaseQuerySet = Case.objects.open().filter(stage=stage)
    quiet = found.annotate(last_sign=last).filter(last_sign__lt=quiet_since).values("pk")
    held = Case.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk__in=quiet)
    return held.select_related("person").order_by("pk")


def _ask(by: Actor, case: Case) -> None:
    HelpQuestion.objects.create(case=case)
    add_event(by=by, case=case, code="help.asked", public=True)
    to = recipient_of(case.person)
    if to is not None:
        with translation.override(to.language):
            path = reverse("my-home")
        queue(event="help_question", to=to, params={"path": path}, about=case)


@action
def answer_help(*, by: Actor, question: HelpQuestion, reply: str) -> None:
    """Her answer: a value of `Reply`. The same twice is one; a yes to what was a no keeps the file open.

    `ValidationError` when the file has moved on meanwhile.
    """
    case = question.case
    lock(case)
    question.refresh_from_db(from_queryset=HelpQuestion.objects.select_for_update())
    if reply not in Reply.values:
        raise ValidationError(_("Please choose one of the answers."))
    if question.reply == reply:
        return
    if case.stage not in BEFORE_PROPOSAL:
        raise ValidationError(_("This is no longer possible. Please look again at where it stands."))
    question.reply, question.answered_at = Reply(reply), timezone.now()
    question.closes_at = None if reply == Reply.YES else timezone.now() + SECOND_THOUGHTS
    question.save()
    if reply == Reply.YES:
        set_stage(by=by, case=case, stage=case.stage, waiting_on=WaitingOn.ADVISOR)
    add_event(by=by, case=case, code="help.yes" if reply == Reply.YES else "help.no", public=True)


@action
def close_unneeded(*, by: Actor) -> int:
    """Close the files whose owners said no and did not think again; each as done by herself. Returns how many."""
    del by
    closed = 0
    due = HelpQuestion.objects.closing().filter(closes_at__lte=timezone.now()).select_for_update(of=("self",))
    for question in due.select_related("case__person", "case__office"):
        herself = Actor(kind="person", id=question.case.person_id, language=question.case.person.language)
        if question.case.stage in BEFORE_PROPOSAL:
            close_case(by=herself, case=question.case, outcome=OUTCOMES[Reply(question.reply)])
            closed += 1
        question.closes_at = None
        question.save(update_fields=["closes_at"])
    return closed


def marked(files: CaseQuerySet, mark: str) -> CaseQuerySet:
    """The files of a list that a mark names: `wants_help` or `no_answer`."""
    questions = HelpQuestion.objects.wants_help() if mark == "wants_help" else HelpQuestion.objects.without_answer()
    return files.filter(Q(pk__in=questions.values("case")))


@dataclass(frozen=True)
class HelpState:
    """What a colleague should know of the question: `yes`, `closing`, `no_answer` or `asked`, and of which day."""

    code: str
    day: datetime


def help_state(case: Case) -> HelpState | None:
    """Where the latest question of a file stands; None when there is none, or when somebody has spoken with her."""
    latest = HelpQuestion.objects.filter(case=case).first()
    if latest is None or case.stage not in BEFORE_PROPOSAL:
        return None
    if latest.closes_at is not None:
        return HelpState("closing", latest.closes_at)
    said = latest.answered_at or latest.asked_at
    if case.last_contact_at is not None and case.last_contact_at >= said:
        return None
    if latest.reply == Reply.YES:
        return HelpState("yes", said)
    return HelpState("no_answer" if latest.asked_at < timezone.now() - PATIENCE else "asked", latest.asked_at)
