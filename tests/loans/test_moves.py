"""The workflow table: who may do what from where, in the action and in the database, and the page written from it."""

from itertools import product
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import InternalError, connection, transaction

from applicants.cases.actions import close_case
from applicants.models import Case
from loans.applications.decisions import decline
from loans.applications.models import Application
from loans.applications.moves import lock, move, possible
from loans.workflow import PERSON, PORTAL, STATES, TRANSITIONS, WORKFLOW
from portal.accounts.scope import actor_for_user
from portal.actors import NOBODY, Actor, system
from portal.management.commands import workflow_diagram
from portal.record.acting import acting
from portal.roles import PERMISSIONS, Role
from portal.workflow import Transition
from tests.factories import ApplicationFactory, CaseFactory, UserFactory, member
from tests.loans.stages import proposed

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

# Written out by hand, so that the table cannot be its own witness: state → role → what may be done.
ADVISOR = {
    "submitted": {"review", "ask", "note_withdrawal"},
    "in_review": {"ask", "propose", "note_withdrawal"},
    "information_needed": {"answered", "note_withdrawal"},
    "proposed": {"ask", "note_withdrawal"},
    "deferred": {"note_withdrawal"},
    "approved": {"note_acceptance", "revise", "note_withdrawal"},
    "accepted": {"sign", "revise", "note_withdrawal"},
    "signed": {"note_withdrawal"},
}
MANAGER_MORE = {
    "proposed": {"send_back", "defer", "approve", "decline"},
    "deferred": {"send_back", "defer", "approve", "decline"},
    "approved": {"lapse"},
    "accepted": {"lapse"},
    "signed": {"disburse", "lapse"},
}
APPLICANT = {"draft": {"submit"}, "approved": {"accept", "withdraw"}} | {
    state: {"withdraw"}
    for state in ("submitted", "in_review", "information_needed", "proposed", "deferred", "accepted", "signed")
}
BY_ITSELF = {"approved": {"expire"}, "accepted": {"sign_by_service"}}
EVERY_STATE = [state.name for state in STATES]


def allowed(role: Role | str, state: str) -> set[str]:
    if role == PORTAL:
        return BY_ITSELF.get(state, set())
    if role == PERSON:
        return APPLICANT.get(state, set())
    if role == Role.ADVISOR:
        return ADVISOR.get(state, set())
    if role in (Role.OFFICE_MANAGER, Role.HEAD_OFFICE):
        return ADVISOR.get(state, set()) | MANAGER_MORE.get(state, set())
    return set()


def in_state(state: str) -> Application:
    """An application that has everything any state asks for."""
    office_case = CaseFactory()
    fields = {
        "decided_by": UserFactory(),
        "decided_at": office_case.created_at,
        "offer_valid_until": office_case.created_at.date(),
    }
    return ApplicationFactory(proposed=True, case=office_case, **fields | {"state": state})


def actor_of(role: Role | str, application: Application) -> Actor:
    if role == PORTAL:
        return system("offers")
    if role == PERSON:
        return Actor(kind="person", id=application.case.person_id, offices=frozenset())
    return actor_for_user(member(Role(role), office=application.case.office if role in OFFICE_ROLES else None))


OFFICE_ROLES = (Role.ADVISOR, Role.OFFICE_MANAGER)


@pytest.mark.parametrize("role", [*Role, PERSON, PORTAL])
def test_each_role_may_do_in_each_state_what_the_house_decided_and_no_more(role: Role | str) -> None:
    application = in_state("draft")
    actor = actor_of(role, application)
    for state in EVERY_STATE:
        set_by_force(application, state)
        application.refresh_from_db()
        assert {each.name for each in possible(actor, application)} == allowed(role, state), state
        for transition in TRANSITIONS:
            point = transaction.savepoint()
            done = attempt(actor, application, transition.name)
            transaction.savepoint_rollback(point)
            assert done is (transition.name in allowed(role, state)), (state, transition.name)


def attempt(actor: Actor, application: Application, name: str) -> bool:
    """Whether the move goes through; within the caller's transaction."""
    fresh = Application.objects.get(pk=application.pk)
    try:
        with acting(actor):
            move(by=actor, application=lock(fresh), name=name, reason="because")
    except ValidationError:
        return False
    return Application.objects.get(pk=fresh.pk).state == WORKFLOW.transition(name).target


def test_another_person_may_do_nothing() -> None:
    application = in_state("approved")
    stranger = Actor(kind="person", id=CaseFactory().person_id, offices=frozenset())
    assert possible(stranger, application) == []
    assert possible(NOBODY, application) == []


@pytest.mark.parametrize("transition", [each for each in TRANSITIONS if each.reason_required], ids=lambda t: t.name)
def test_a_reason_that_is_asked_for_must_be_there(transition: Transition) -> None:
    application = in_state(min(transition.sources))
    actor = actor_of(Role.HEAD_OFFICE, application)
    with pytest.raises(ValidationError, match="reason"), acting(actor):
        move(by=actor, application=lock(application), name=transition.name, reason=" \n")


def test_the_database_refuses_every_jump_that_the_table_does_not_know() -> None:
    edges = set(WORKFLOW.edges())
    application = in_state("draft")
    for source, target in product(EVERY_STATE, EVERY_STATE):
        if source == target:
            continue
        known = (source, target) in edges
        with transaction.atomic():
            set_by_force(application, source)
            if known:
                write(application, target)
            else:
                with pytest.raises(InternalError, match="Invalid transition"), transaction.atomic():
                    write(application, target)
            transaction.set_rollback(True)


def write(application: Application, state: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE loans_application SET state = %s WHERE id = %s", [state, application.pk])


def set_by_force(application: Application, state: str) -> None:
    """Put a row where the trigger would not let it, by taking the trigger away for one statement."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE loans_application SET state = %s WHERE id = %s", [state, application.pk])
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_a_move_writes_state_stage_event_and_reason_at_once() -> None:
    stage = proposed()
    with acting(stage.decider):
        move(by=stage.decider, application=lock(stage.application), name="defer", reason="Next month")
    case = Case.objects.get(pk=stage.application.case_id)
    assert (case.stage, case.waiting_on) == ("proposed", "manager")
    event = case.events.get(code="application.defer")
    assert (event.params, event.actor, event.public) == ({"reason": "Next month"}, stage.decider.key, False)


def test_what_the_applicant_reads_on_her_timeline_never_holds_a_reason() -> None:
    stage = proposed()
    decline(by=stage.decider, application=stage.application, reason="capacity")
    assert not stage.application.case.events.public().exists()


def test_closing_a_file_by_hand_ends_its_loan_application() -> None:
    stage = proposed()
    Application.objects.filter(pk=stage.application.pk).update(state="in_review")
    case = Case.objects.get(pk=stage.application.case_id)
    Case.objects.filter(pk=case.pk).update(stage="intake")
    close_case(by=stage.proposer, case=case, outcome="other_help")
    assert Application.objects.get(pk=stage.application.pk).state == "withdrawn"
    case.refresh_from_db()
    assert (case.stage, case.outcome) == ("closed", "other_help")


def test_every_permission_of_the_table_is_held_by_some_role() -> None:
    held = set().union(*PERMISSIONS.values())
    assert {each.who for each in TRANSITIONS} - {PERSON, PORTAL} <= held


def test_the_page_of_workflows_is_up_to_date() -> None:
    assert workflow_diagram.PATH.read_text(encoding="utf-8") == workflow_diagram.text(), (
        "run: manage.py workflow_diagram"
    )


def test_the_command_writes_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "docs" / "workflow.md"
    monkeypatch.setattr(workflow_diagram, "PATH", target)
    call_command("workflow_diagram")
    assert "approved --> accepted: accept" in target.read_text(encoding="utf-8")
