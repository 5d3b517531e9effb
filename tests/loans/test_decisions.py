"""Deciding: four eyes, one decision, and what the applicant hears; by the pages and by the actions."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applicants.models import Person
from loans.applications.decision_models import Decision
from loans.applications.decisions import accept, approve, decline, defer, lapse, meet_condition, send_back, withdraw
from loans.applications.models import Application
from portal.accounts.scope import actor_for_user
from portal.actors import Actor
from portal.models import User
from portal.outbox.models import Message
from portal.record.models import Entry
from portal.roles import Role
from tests.factories import OfficeFactory, member
from tests.loans.stages import Stage, approved, proposed, signed

NEXT_WEEK = timezone.localdate() + timedelta(days=7)
ClientOf = Callable[[User], Client]
ClientOfPerson = Callable[[Person], Client]


def decide_url(stage: Stage) -> str:
    return reverse("application-decide", args=[stage.application.ref])


def fresh(stage: Stage) -> Application:
    return Application.objects.get(pk=stage.application.pk)


def last_message() -> Message:
    return Message.objects.latest("pk")


@pytest.mark.django_db
class TestApproving:
    def test_approves_with_conditions_and_tells_the_applicant_in_her_language(self, client_of: ClientOf) -> None:
        stage = proposed()
        sent = {"do": "approve", "approve-conditions": "Rent contract\n\n  Trade register  \n", "approve-note": "Good"}
        response = client_of(stage.manager).post(decide_url(stage), sent, follow=True)
        assert "The loan is approved" in response.content.decode()
        application = fresh(stage)
        assert (application.state, application.decided_by) == ("approved", stage.manager)
        assert [str(each) for each in application.conditions.all()] == ["Rent contract", "Trade register"]
        assert (application.case.stage, application.case.waiting_on) == ("decided", "applicant")
        message = last_message()
        assert (message.event, message.language) == ("application_approved", "fa")
        assert reverse("my-loan-accept", args=[application.ref]).removeprefix("/en") in message.body

    def test_the_page_shows_the_file_the_price_the_cover_and_the_permit(self, client_of: ClientOf) -> None:
        stage = proposed(assessment="She knows her trade.")
        text = client_of(stage.manager).get(decide_url(stage)).content.decode()
        for part in ("A sewing machine and cloth", "She knows her trade.", "€4,750.00", "5.1%", "A moral guarantee"):
            assert part in text
        assert Entry.objects.looks().filter(row=stage.application.case_id).exists()

    def test_the_preview_shows_the_message_and_decides_nothing(self, client_of: ClientOf) -> None:
        stage = proposed()
        sent = {"do": "decline", "decline-reason": "plan", "decline-tell_reason": "on", "preview": "1"}
        text = client_of(stage.manager).post(decide_url(stage), sent).content.decode()
        assert "The plan needs more work first." in text.split('class="notice"', 1)[1]
        assert 'dir="rtl"' in text
        assert fresh(stage).state == "proposed"
        assert not Message.objects.exists()

    def test_a_condition_that_is_too_long_is_a_sentence_and_nothing_is_lost(self, client_of: ClientOf) -> None:
        stage = proposed()
        sent = {"do": "approve", "approve-conditions": "short\n" + "x" * 301}
        text = client_of(stage.manager).post(decide_url(stage), sent).content.decode()
        assert "at most 300 signs" in text
        assert "x" * 301 in text
        assert fresh(stage).state == "proposed"

    def test_a_condition_that_is_too_long_is_refused_by_the_action_too(self) -> None:
        stage = proposed()
        with pytest.raises(ValidationError):
            approve(by=stage.decider, application=stage.application, conditions=["x" * 301])
        assert fresh(stage).state == "proposed"
        assert not Decision.objects.exists()


@pytest.mark.django_db
class TestFourEyes:
    def test_the_proposer_reads_a_sentence_where_the_forms_would_be(self, client_of: ClientOf) -> None:
        stage = proposed()
        Application.objects.filter(pk=stage.application.pk).update(proposed_by=stage.manager)
        text = client_of(stage.manager).get(decide_url(stage)).content.decode()
        assert "You proposed this loan. Somebody else decides on it." in text
        assert 'name="do"' not in text

    @pytest.mark.parametrize("act", [approve, decline, defer, send_back])
    def test_the_action_refuses_the_proposer(self, act: Callable[..., object]) -> None:
        stage = proposed()
        Application.objects.filter(pk=stage.application.pk).update(proposed_by=stage.manager)
        reason: dict[str, Any] = {} if act is approve else {"reason": "plan"}
        if act is defer:
            reason["until"] = NEXT_WEEK
        with pytest.raises(ValidationError, match="own proposal"):
            act(by=stage.decider, application=stage.application, **reason)
        assert fresh(stage).state == "proposed"

    def test_posting_past_the_page_is_refused_with_a_sentence(self, client_of: ClientOf) -> None:
        stage = proposed()
        Application.objects.filter(pk=stage.application.pk).update(proposed_by=stage.manager)
        text = client_of(stage.manager).post(decide_url(stage), {"do": "approve"}).content.decode()
        assert "Nobody decides on their own proposal" in text
        assert fresh(stage).state == "proposed"

    def test_the_tables_refuse_it_by_sql(self) -> None:
        stage = proposed()
        with pytest.raises(IntegrityError, match="application_four_eyes"), transaction.atomic():
            Application.objects.filter(pk=stage.application.pk).update(decided_by=stage.advisor)
        with pytest.raises(IntegrityError, match="own proposal"), transaction.atomic():
            Decision.objects.create(application=stage.application, kind="send_back", note="x", by=stage.advisor)

    @pytest.mark.parametrize("role", [Role.ADVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
    def test_who_may_not_decide_gets_403(self, client_of: ClientOf, role: Role) -> None:
        stage = proposed()
        office = stage.office if role == Role.ADVISOR else None
        assert client_of(member(role, office=office)).get(decide_url(stage)).status_code == 403

    def test_a_manager_of_another_office_gets_404(self, client_of: ClientOf) -> None:
        stage = proposed()
        other = member(Role.OFFICE_MANAGER, office=OfficeFactory())
        assert client_of(other).get(decide_url(stage)).status_code == 404


@pytest.mark.django_db
class TestOtherAnswers:
    def test_declining_tells_the_reason_only_when_asked_to(self, client_of: ClientOf) -> None:
        for tells in (True, False):
            stage = proposed()
            Person.objects.filter(pk=stage.application.case.person_id).update(language="en")
            sent = {"do": "decline", "decline-reason": "plan"} | ({"decline-tell_reason": "on"} if tells else {})
            client_of(stage.manager).post(decide_url(stage), sent)
            assert fresh(stage).state == "declined"
            assert ("more work" in last_message().body) is tells
            assert (fresh(stage).case.stage, fresh(stage).case.outcome) == ("closed", "declined")

    def test_her_own_page_says_the_reason_only_when_she_was_told(self, client_of_person: ClientOfPerson) -> None:
        for tells in (True, False):
            stage = proposed()
            decline(by=stage.decider, application=stage.application, reason="plan", tell_reason=tells)
            page = client_of_person(stage.application.case.person).get(reverse("my-home")).content.decode()
            assert ("more work" in page) is tells

    @pytest.mark.parametrize("end", ["decline", "lapse", "withdraw"])
    def test_whoever_stood_for_a_loan_that_is_not_given_is_free(self, end: str) -> None:
        stage = proposed() if end == "decline" else approved()
        if end == "withdraw":
            withdraw(by=stage.client, application=stage.application)
        elif end == "lapse":
            lapse(by=stage.decider, application=stage.application, reason="plan")
        else:
            decline(by=stage.decider, application=stage.application, reason="plan")
        assert stage.application.guarantees.get().state == "released"

    def test_declining_needs_a_reason_of_the_list(self, client_of: ClientOf) -> None:
        stage = proposed()
        client_of(stage.manager).post(decide_url(stage), {"do": "decline"})
        assert fresh(stage).state == "proposed"
        with pytest.raises(ValidationError):
            decline(by=stage.decider, application=stage.application, reason="because")

    def test_deciding_later_and_sending_back_keep_the_reason_for_colleagues(self, client_of: ClientOf) -> None:
        stage = proposed()
        manager = client_of(stage.manager)
        sent = {"do": "defer", "defer-reason": "Budget of March", "defer-until": NEXT_WEEK.isoformat()}
        manager.post(decide_url(stage), sent)
        assert (fresh(stage).state, fresh(stage).decide_by) == ("deferred", NEXT_WEEK)
        manager.post(decide_url(stage), {"do": "send_back", "send_back-reason": "Shorter term?"})
        application = fresh(stage)
        assert (application.state, application.decided_by) == ("in_review", None)
        assert [each.note for each in application.decisions.order_by("pk")] == ["Budget of March", "Shorter term?"]
        assert (application.decide_by, [one.event for one in Message.objects.all()]) == (None, ["application_deferred"])

    @pytest.mark.parametrize("name", ["defer", "send_back"])
    def test_a_reason_of_spaces_is_none(self, name: str) -> None:
        stage = proposed()
        act: Callable[..., object] = partial(defer, until=NEXT_WEEK) if name == "defer" else send_back
        with pytest.raises(ValidationError, match="reason"):
            act(by=stage.decider, application=stage.application, reason="  ")

    def test_an_unknown_decision_changes_nothing(self, client_of: ClientOf) -> None:
        stage = proposed()
        assert client_of(stage.manager).post(decide_url(stage), {"do": "disburse"}).status_code == 200
        assert fresh(stage).state == "proposed"


@pytest.mark.django_db
class TestAfterTheApproval:
    def test_she_accepts_on_her_own_page_and_sees_the_price_before(self, client_of_person: ClientOfPerson) -> None:
        stage = approved()
        client = client_of_person(stage.application.case.person)
        url = reverse("my-loan-accept", args=[stage.application.ref])
        assert url in client.get(reverse("my-home")).content.decode()
        text = client.get(url).content.decode()
        assert "€4,750.00" in text
        assert "I accept the loan" in text
        client.post(url)
        assert fresh(stage).state == "accepted"
        client.post(url)
        assert fresh(stage).case.events.filter(code="application.accept").count() == 1

    def test_nobody_else_opens_or_accepts_it(self, client_of_person: ClientOfPerson) -> None:
        stage, other = approved(), approved()
        url = reverse("my-loan-accept", args=[stage.application.ref])
        stranger = client_of_person(other.application.case.person)
        assert stranger.get(url).status_code == 404
        assert stranger.post(url).status_code == 404
        with pytest.raises(ValidationError):
            accept(by=other.client, application=stage.application)
        assert fresh(stage).state == "approved"

    def test_the_advisor_notes_that_she_accepts(self, client_of: ClientOf) -> None:
        stage = approved()
        advisor = client_of(stage.advisor)
        assert (
            "Note that the client accepts"
            in advisor.get(reverse("application", args=[stage.application.ref])).content.decode()
        )
        advisor.post(reverse("application-note-acceptance", args=[stage.application.ref]))
        assert fresh(stage).state == "accepted"

    def test_an_old_link_says_where_it_stands(self, client_of_person: ClientOfPerson) -> None:
        stage = approved()
        lapse(by=stage.decider, application=stage.application, reason="three months passed")
        text = client_of_person(stage.application.case.person).get(
            reverse("my-loan-accept", args=[stage.application.ref])
        )
        assert "The offer has ended." in text.content.decode()
        assert "I accept the loan" not in text.content.decode()

    def test_a_condition_is_ticked_once_by_whom_and_when(self, client_of: ClientOf) -> None:
        stage = approved(conditions=("Rent contract", "Trade register"))
        advisor = client_of(stage.advisor)
        for _again in range(2):
            advisor.post(reverse("condition-meet", args=[stage.application.ref, 2]))
        first, second = stage.application.conditions.all()
        assert (first.met_at, second.met_by) == (None, stage.advisor)
        assert stage.application.case.events.filter(code="condition.met").count() == 1
        assert advisor.post(reverse("condition-meet", args=[stage.application.ref, 3])).status_code == 404

    def test_a_condition_is_not_ticked_after_the_end_nor_by_the_applicant(self) -> None:
        stage = approved(conditions=("Rent contract",))
        condition = stage.application.conditions.get()
        with pytest.raises(ValidationError, match="may not"):
            meet_condition(by=stage.client, condition=condition)
        lapse(by=stage.decider, application=stage.application, reason="over")
        with pytest.raises(ValidationError, match="no longer"):
            meet_condition(by=stage.proposer, condition=condition)

    def test_withdrawing_asks_once_more(self, client_of_person: ClientOfPerson) -> None:
        stage = signed()
        client = client_of_person(stage.application.case.person)
        url = reverse("my-loan-withdraw", args=[stage.application.ref])
        assert "Yes, withdraw my application" in client.get(url).content.decode()
        assert fresh(stage).state == "signed"
        client.post(url)
        assert (fresh(stage).state, fresh(stage).case.outcome) == ("withdrawn", "withdrawn")

    def test_staff_note_a_withdrawal_and_let_an_offer_lapse_with_a_reason(self, client_of: ClientOf) -> None:
        for name, user, state in (("note-withdrawal", "advisor", "withdrawn"), ("lapse", "manager", "lapsed")):
            stage = approved()
            client, url = client_of(getattr(stage, user)), reverse(f"application-{name}", args=[stage.application.ref])
            assert "This field is required" in client.post(url, {"reason": " "}).content.decode()
            client.post(url, {"reason": "He moved away"})
            assert fresh(stage).state == state


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_one_wins_and_the_other_reads_a_sentence() -> None:
    stage = proposed()
    second = member(Role.OFFICE_MANAGER, office=stage.office)

    def attempt(by: Actor) -> str:
        try:
            approve(by=by, application=Application.objects.get(pk=stage.application.pk))
        except ValidationError as problem:
            return problem.messages[0]
        else:
            return "won"
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=2) as pool:
        answers = list(pool.map(attempt, [stage.decider, actor_for_user(second)]))
    assert answers.count("won") == 1
    assert "no longer possible" in "".join(answers)
    assert Decision.objects.count() == 1
    assert Message.objects.filter(event="application_approved").count() == 1


@pytest.mark.django_db(transaction=True)
def test_approving_and_withdrawing_at_once_end_in_one_of_both() -> None:
    stage = proposed()

    def attempt(act: Callable[..., object], by: Actor) -> bool:
        try:
            act(by=by, application=Application.objects.get(pk=stage.application.pk))
        except ValidationError:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=2) as pool:
        done = list(pool.map(attempt, [approve, withdraw], [stage.decider, stage.client]))
    # She may withdraw what was just approved; nobody approves what she has withdrawn.
    assert fresh(stage).state == "withdrawn"
    assert done[1] is True
