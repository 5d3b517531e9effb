"""Late loans: the night's run agrees with the ledger, each is told once, a promise is kept or it is not."""

import threading
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from applicants.consents.models import Consent, Purpose
from loans.arrears.actions import log_follow_up, remind
from loans.arrears.models import Arrears, Audience, FollowUp, ReminderStep
from loans.arrears.refresh import refresh_all
from loans.ledger.actions import book_repayment, reverse
from loans.ledger.models import Loan
from loans.ledger.standing import standing_of
from loans.tasks import find_late_loans
from portal.actors import system
from portal.outbox.models import Message
from tests.factories import GuaranteeFactory, PersonFactory, TermsFactory
from tests.loans.stages import Stage, lent, running

TODAY = timezone.localdate()
NIGHT = system("arrears")
D = Decimal


def pay(stage: Stage, loan: Loan, amount: str | Decimal, reference: str, on: date = TODAY) -> Any:
    return book_repayment(by=stage.proposer, loan=loan, amount=D(amount), on=on, reference=reference)


def late_by(days: int, **fields: Any) -> tuple[Stage, Loan]:
    """A loan whose first instalment was due so many days ago (or a little less, after a day off)."""
    stage, loan = lent(since=TODAY - timedelta(days=days + 30), first_due=TODAY - timedelta(days=days), **fields)
    refresh_all(by=NIGHT, today=TODAY)
    return stage, loan


def said(**fields: Any) -> FollowUp:
    return FollowUp(**{"kind": "phone", "at": timezone.now(), "note": "Her customer pays on Friday."} | fields)


def messages(event: str) -> list[Message]:
    return list(Message.objects.filter(event=event).order_by("pk"))


@pytest.mark.django_db
class TestWhoIsLate:
    def test_a_loan_on_time_has_no_row(self) -> None:
        running()
        refresh_all(by=NIGHT, today=TODAY)
        assert not Arrears.objects.exists()

    def test_a_late_loan_has_the_figures_of_its_page(self) -> None:
        _stage, loan = late_by(45)
        late, standing = Arrears.objects.get(), standing_of(loan, TODAY)
        assert (late.days, late.overdue) == (standing.days_late, standing.overdue)
        assert late.outstanding == D(5000)

    def test_paying_what_is_overdue_clears_it_at_once_and_a_reversal_brings_it_back(self) -> None:
        stage, loan = late_by(20)
        before = Arrears.objects.get()
        movement = pay(stage, loan, before.overdue, "one")
        assert not Arrears.objects.exists()
        reverse(by=stage.proposer, movement=movement, note="Another client’s payment")
        after = Arrears.objects.get()
        assert (after.since, after.days, after.overdue) == (before.since, before.days, before.overdue)

    def test_a_loan_that_ended_is_not_late(self) -> None:
        stage, loan = late_by(20)
        pay(stage, loan, "5000", "all")
        refresh_all(by=NIGHT, today=TODAY + timedelta(days=400))
        assert not Arrears.objects.exists()

    @pytest.mark.thorough
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        interest=st.booleans(),
        payments=st.lists(st.tuples(st.integers(0, 400), st.integers(100, 60000)), max_size=5),
        on=st.integers(0, 900),
    )
    def test_the_statement_agrees_with_the_ledger_on_any_day(
        self, *, interest: bool, payments: list[tuple[int, int]], on: int
    ) -> None:
        with transaction.atomic():
            since = TODAY - timedelta(days=430)
            stage, loan = lent(since=since, terms=TermsFactory(with_interest=interest))
            for number, (after, cents) in enumerate(payments):
                day = min(since + timedelta(days=after), TODAY)
                pay(stage, loan, D(cents) / 100, f"{loan.ref}-{number}", on=day)
            day = since + timedelta(days=on)
            refresh_all(by=NIGHT, today=day)
            standing, late = standing_of(loan, day), Arrears.objects.filter(loan=loan).first()
            found = (late.days, late.overdue) if late else (0, D(0))
            assert found == (standing.days_late, standing.overdue)
            transaction.set_rollback(True)


@pytest.mark.django_db
class TestReminders:
    def test_each_step_is_told_once_the_highest_alone(self) -> None:
        ReminderStep.objects.bulk_create(ReminderStep(days=days, audience=Audience.BORROWER) for days in (3, 15, 90))
        _stage, loan = late_by(40)
        assert list(Arrears.objects.to_tell()) == [loan.arrears]
        assert [remind(by=NIGHT, loan=loan.pk) for _again in range(3)] == [1, 0, 0]
        assert not Arrears.objects.to_tell().exists()
        (told,) = messages("loan_late")
        assert told.language == loan.application.case.person.language

    def test_the_message_says_how_much_since_when_and_that_nothing_is_added(self) -> None:
        ReminderStep.objects.create(days=3, audience=Audience.BORROWER)
        _stage, loan = late_by(40)
        loan.application.case.person.language = "en"
        loan.application.case.person.save()
        remind(by=NIGHT, loan=loan.pk)
        (told,) = messages("loan_late")
        assert "is late, since" in told.body
        assert "nothing is added" in told.body

    def test_a_promise_leaves_her_in_peace_until_its_day(self) -> None:
        ReminderStep.objects.create(days=3, audience=Audience.BORROWER)
        stage, loan = late_by(40)
        promise = said(promised_amount=D(100), promised_by=TODAY + timedelta(days=2))
        log_follow_up(by=stage.proposer, loan=loan, follow_up=promise)
        assert remind(by=NIGHT, loan=loan.pk) == 0
        refresh_all(by=NIGHT, today=TODAY + timedelta(days=3))
        assert remind(by=NIGHT, loan=loan.pk) == 1

    def test_late_anew_is_told_anew(self) -> None:
        ReminderStep.objects.create(days=3, audience=Audience.BORROWER)
        stage, loan = late_by(40)
        remind(by=NIGHT, loan=loan.pk)
        pay(stage, loan, Arrears.objects.get().overdue, "one")
        refresh_all(by=NIGHT, today=TODAY + timedelta(days=60))
        assert remind(by=NIGHT, loan=loan.pk) == 1

    def test_personal_guarantors_are_told_and_organisations_are_not(self) -> None:
        ReminderStep.objects.create(days=30, audience=Audience.GUARANTORS)
        _stage, loan = late_by(40)  # with a moral guarantee
        about = {"application": loan.application, "guarantor": PersonFactory()}
        GuaranteeFactory(application=loan.application, contact="+32480111111", language="nl")
        GuaranteeFactory(**about, state="active", signed_on=TODAY, contact="+32480222222", language="fr")
        assert remind(by=NIGHT, loan=loan.pk) == 1
        (told,) = messages("guaranteed_loan_late")
        assert (told.address, told.language) == ("+32480222222", "fr")

    def test_an_organisation_is_told_while_the_borrower_agrees(self) -> None:
        ReminderStep.objects.create(days=30, audience=Audience.GUARANTORS)
        _stage, loan = late_by(40)  # with a moral guarantee
        person = loan.application.case.person
        yes = Consent.objects.create(person=person, purpose=Purpose.ARREARS, text_version="1", language="en")
        assert remind(by=NIGHT, loan=loan.pk) == 1
        (told,) = messages("guaranteed_loan_late")
        assert told.address == loan.application.guarantees.get().contact
        assert "شما هیچ بدهی ندارید" in told.body  # you owe nothing

        Arrears.objects.update(told_guarantors=0)
        yes.withdrawn_at = timezone.now()
        yes.save()
        assert remind(by=NIGHT, loan=loan.pk) == 0

    @pytest.mark.usefixtures("own_queue")
    def test_the_night_hands_each_to_a_worker(self) -> None:
        ReminderStep.objects.create(days=3, audience=Audience.BORROWER)
        late_by(40)
        assert find_late_loans() == 1


@pytest.mark.django_db
class TestFollowUp:
    def test_counts_as_contact_and_is_kept_once(self) -> None:
        stage, loan = late_by(40)
        first, again = (
            log_follow_up(by=stage.proposer, loan=loan, follow_up=said(at=timezone.now().replace(microsecond=0)))
            for _again in range(2)
        )
        assert first == again
        case = loan.application.case
        case.refresh_from_db()
        assert case.last_contact_at == first.at

    @pytest.mark.parametrize(
        ("field", "wrong"),
        [
            ("at", {"at": timezone.now() + timedelta(days=1)}),
            ("promised_by", {"promised_amount": D(10), "promised_by": TODAY - timedelta(days=1)}),
            ("__all__", {"promised_amount": D(10)}),
        ],
    )
    def test_what_cannot_be_is_refused(self, field: str, wrong: dict[str, Any]) -> None:
        stage, loan = late_by(40)
        with pytest.raises(ValidationError) as refused:
            log_follow_up(by=stage.proposer, loan=loan, follow_up=said(**wrong))
        assert field in refused.value.message_dict

    def test_the_table_takes_no_half_promise(self) -> None:
        _stage, loan = late_by(40)
        with pytest.raises(IntegrityError):
            FollowUp.objects.create(loan=loan, kind="phone", note="x", promised_by=TODAY)

    def test_a_loan_that_ended_takes_none(self) -> None:
        stage, loan = late_by(40)
        pay(stage, loan, "5000", "all")
        with pytest.raises(ValidationError, match="no longer running"):
            log_follow_up(by=stage.proposer, loan=loan, follow_up=said())

    @pytest.mark.parametrize(
        ("paid", "on", "stands"), [("100", 2, "kept"), ("99.99", 2, "open"), ("99.99", -1, "broken")]
    )
    def test_a_promise_is_kept_open_or_broken(self, paid: str, on: int, stands: str) -> None:
        row = said(promised_amount=D(100), promised_by=TODAY + timedelta(days=on))
        assert row.promise(D(paid), TODAY) == stands


@pytest.mark.django_db(transaction=True)
def test_a_payment_during_the_nights_run_is_not_lost() -> None:
    """The run waits for a payment that is being booked: whoever is first, the row tells the truth afterwards."""
    stage, loan = late_by(20)
    owed, done = Arrears.objects.get().overdue, threading.Event()

    def night() -> None:
        refresh_all(by=NIGHT, today=TODAY)
        connection.close()
        done.set()

    with transaction.atomic():
        pay(stage, loan, owed, "one")
        thread = threading.Thread(target=night)
        thread.start()
        assert not done.wait(0.5), "the night's run should wait"
    thread.join(20)
    assert done.is_set()
    assert not Arrears.objects.exists()
