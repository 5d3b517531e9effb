"""What changes a case: stages, meetings, next steps, closing."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from applicants.cases.actions import add_event, close_case, finish_step, log_meeting, set_stage
from applicants.cases.assigning import assign_case, take_case
from applicants.cases.models import Case, Meeting, Outcome, Route, Stage, WaitingOn
from applicants.cases.reasons import reasons_in_words
from portal.accounts.scope import actor_for_user
from portal.actors import Actor, system
from portal.outbox.models import Message
from portal.record.models import Entry
from portal.roles import Role
from tests.factories import AdvisorFactory, CaseFactory, SpokenLanguageFactory, assigned_case, member

pytestmark = pytest.mark.django_db
BY = system("test")


def advisor_of(case: Case) -> Actor:
    assert case.advisor is not None
    return actor_for_user(case.advisor.user)


def meeting(**fields: Any) -> Meeting:
    given: dict[str, Any] = {"at": timezone.now() - timedelta(hours=1), "kind": "office", "notes": "دیدار خوب بود"}
    return Meeting(language=SpokenLanguageFactory(code="prs"), **(given | fields))


def test_a_change_of_stage_starts_its_time_anew_and_one_of_turn_does_not() -> None:
    case = assigned_case(stage_since=datetime(2026, 1, 5, 9, tzinfo=timezone.get_current_timezone()))
    before = case.stage_since
    set_stage(by=BY, case=case, stage=Stage.NEW, waiting_on=WaitingOn.APPLICANT)
    case.refresh_from_db()
    assert (case.stage_since, case.waiting_on) == (before, WaitingOn.APPLICANT)
    set_stage(by=BY, case=case, stage=Stage.PROPOSED, waiting_on=WaitingOn.MANAGER)
    case.refresh_from_db()
    assert case.stage_since > before
    assert (case.stage, case.waiting_on) == (Stage.PROPOSED, WaitingOn.MANAGER)


def test_a_closed_stage_needs_an_outcome() -> None:
    case = assigned_case()
    with pytest.raises(ValidationError, match="what came of it"):
        set_stage(by=BY, case=case, stage=Stage.CLOSED, waiting_on=WaitingOn.NOBODY)
    set_stage(by=BY, case=case, stage=Stage.CLOSED, waiting_on=WaitingOn.NOBODY, outcome=Outcome.LOAN)
    case.refresh_from_db()
    assert case.outcome == Outcome.LOAN


def test_set_stage_writes_over_nothing_else() -> None:
    case = assigned_case()
    Case.objects.filter(pk=case.pk).update(last_contact_at=timezone.now(), interpreter_needed=True)
    set_stage(by=BY, case=case, stage=Stage.DECIDED, waiting_on=WaitingOn.APPLICANT)
    case.refresh_from_db()
    assert case.last_contact_at is not None
    assert case.interpreter_needed


def test_an_event_says_who_and_the_change_is_on_record() -> None:
    case = assigned_case()
    actor = advisor_of(case)
    event = add_event(by=actor, case=case, code="case.taken", params={"advisor": "Lina"}, public=True)
    assert (event.actor, event.public) == (actor.key, True)
    assert Entry.objects.of(event).get().actor == actor.key


def test_a_logged_meeting_starts_the_intake() -> None:
    case = assigned_case()
    held = meeting()
    log_meeting(by=advisor_of(case), case=case, meeting=held, waiting_on=WaitingOn.APPLICANT)
    case.refresh_from_db()
    assert (case.stage, case.waiting_on, case.last_contact_at) == (Stage.INTAKE, WaitingOn.APPLICANT, held.at)
    assert case.meetings.get().advisor == case.advisor
    assert list(case.events.values_list("code", flat=True)) == ["meeting.logged"]


def test_an_older_meeting_typed_later_does_not_move_the_last_contact_back() -> None:
    case = assigned_case()
    actor = advisor_of(case)
    latest = meeting()
    log_meeting(by=actor, case=case, meeting=latest)
    log_meeting(by=actor, case=case, meeting=meeting(at=timezone.now() - timedelta(days=3), kind="phone"))
    case.refresh_from_db()
    assert case.last_contact_at == latest.at


def test_after_a_proposal_a_meeting_moves_nothing() -> None:
    case = assigned_case(stage=Stage.PROPOSED, waiting_on=WaitingOn.MANAGER)
    log_meeting(by=advisor_of(case), case=case, meeting=meeting())
    case.refresh_from_db()
    assert (case.stage, case.waiting_on) == (Stage.PROPOSED, WaitingOn.MANAGER)


def test_a_meeting_sent_twice_is_kept_once() -> None:
    case = assigned_case()
    actor, at = advisor_of(case), timezone.now() - timedelta(hours=2)
    first = log_meeting(by=actor, case=case, meeting=meeting(at=at))
    assert log_meeting(by=actor, case=case, meeting=meeting(at=at)) == first
    assert case.meetings.count() == 1
    assert case.events.count() == 1


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.CLOSED])
def test_no_meeting_in_a_file_that_is_not_open(stage: Stage) -> None:
    case = assigned_case(stage=stage, outcome="silent" if stage == Stage.CLOSED else "")
    with pytest.raises(ValidationError):
        log_meeting(by=advisor_of(case), case=case, meeting=meeting())
    assert not case.meetings.exists()


def test_no_meeting_in_the_future() -> None:
    case = assigned_case()
    with pytest.raises(ValidationError, match="after it took place"):
        log_meeting(by=advisor_of(case), case=case, meeting=meeting(at=timezone.now() + timedelta(hours=1)))


def test_a_next_step_needs_a_date_and_is_done_once() -> None:
    case = assigned_case()
    actor = advisor_of(case)
    with pytest.raises(ValidationError, match="needs a date"):
        log_meeting(by=actor, case=case, meeting=meeting(next_step="Bring the plan"))
    held = log_meeting(by=actor, case=case, meeting=meeting(next_step="Bring the plan", next_step_on=date(2026, 9, 1)))
    finish_step(by=actor, meeting=held)
    done_at = held.next_step_done_at
    assert done_at is not None
    finish_step(by=actor, meeting=held)
    held.refresh_from_db()
    assert held.next_step_done_at == done_at
    assert sorted(case.events.values_list("code", flat=True)) == ["meeting.logged", "step.finished", "step.set"]


def test_a_file_is_closed_with_other_help() -> None:
    case = assigned_case()
    close_case(by=advisor_of(case), case=case, outcome=Outcome.OTHER_HELP, note="Found a job")
    case.refresh_from_db()
    assert (case.stage, case.outcome, case.waiting_on) == (Stage.CLOSED, Outcome.OTHER_HELP, WaitingOn.NOBODY)
    public = case.events.public().get()
    assert public.code == "case.closed"
    assert "Found a job" not in str(public.params)


@pytest.mark.parametrize(
    ("stage", "outcome"), [(Stage.PROPOSED, "silent"), (Stage.NEW, "loan"), (Stage.DRAFT, "silent")]
)
def test_what_the_loan_decides_is_not_closed_by_hand(stage: Stage, outcome: str) -> None:
    case = assigned_case(stage=stage)
    with pytest.raises(ValidationError):
        close_case(by=advisor_of(case), case=case, outcome=outcome)
    case.refresh_from_db()
    assert case.stage == stage


def test_a_manager_gives_a_file_to_somebody_knowingly_full() -> None:
    case = CaseFactory(waiting_on=WaitingOn.MANAGER, route=Route.QUEUE)
    full = AdvisorFactory(at=[case.office], speaks={"prs": "native"}, capacity=0)
    manager = actor_for_user(member(Role.OFFICE_MANAGER, office=case.office))
    assign_case(by=manager, case=case, advisor=full, reason="Knows the trade")
    case.refresh_from_db()
    assert (case.advisor, case.route, case.waiting_on) == (full, Route.BY_HAND, WaitingOn.ADVISOR)
    words = reasons_in_words(case, "en")
    assert words[0] == "chosen by a colleague: Knows the trade"
    assert "has no room left" in words
    assert {message.event for message in Message.objects.all()} == {"advisor_assigned", "case_assigned"}


def test_a_new_advisor_does_not_change_whose_turn_it_is() -> None:
    case = assigned_case(stage=Stage.PROPOSED, waiting_on=WaitingOn.MANAGER)
    assign_case(by=BY, case=case, advisor=AdvisorFactory(at=[case.office], speaks={"prs": "native"}))
    case.refresh_from_db()
    assert case.waiting_on == WaitingOn.MANAGER


def test_an_advisor_takes_a_file_and_writes_no_mail_to_herself() -> None:
    case = CaseFactory()
    advisor = AdvisorFactory(at=[case.office], speaks={"nl": "native"})
    take_case(by=actor_for_user(advisor.user), case=case)
    case.refresh_from_db()
    assert (case.advisor, case.interpreter_needed) == (advisor, True)
    assert [message.event for message in Message.objects.all()] == ["advisor_assigned"]
    with pytest.raises(ValidationError, match="already"):
        take_case(by=actor_for_user(advisor.user), case=case)


def test_only_an_advisor_takes_a_file() -> None:
    case = CaseFactory()
    with pytest.raises(ValidationError, match="Only an advisor"):
        take_case(by=actor_for_user(member(Role.OFFICE_MANAGER, office=case.office)), case=case)
