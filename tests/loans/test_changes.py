"""Changes of a running loan: asked by one, decided by another, on the figures that were read."""

import threading
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Sum
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from loans.arrears.models import Arrears
from loans.arrears.refresh import refresh_all
from loans.changes.actions import ask_for_change, decide_change, take_back
from loans.changes.effect import basis_of
from loans.changes.models import ChangeState, LoanChange
from loans.ledger.actions import book_recovery, book_repayment
from loans.ledger.actions import reverse as reverse_movement
from loans.ledger.models import Loan, LoanState
from loans.ledger.standing import standing_of
from portal.actors import system
from portal.models import User
from portal.outbox.models import Message
from portal.roles import Role
from tests.factories import TermsFactory, member
from tests.loans.stages import Stage, lent, running

pytestmark = pytest.mark.thorough

ClientOf = Callable[[User], Client]
TODAY = timezone.localdate()
D = Decimal


def late(days: int = 40, **fields: Any) -> tuple[Stage, Loan]:
    stage, loan = lent(since=TODAY - timedelta(days=days + 30), first_due=TODAY - timedelta(days=days), **fields)
    refresh_all(by=system("arrears"), today=TODAY)
    return stage, loan


def ask(stage: Stage, loan: Loan, **fields: Any) -> LoanChange:
    wished = {"kind": "pause", "months": 3, "reason": "Ze is ziek."} | fields
    return ask_for_change(by=stage.proposer, loan=loan, change=LoanChange(**wished))


def decide(stage: Stage, change: LoanChange, *, make: bool = True, basis: str | None = None) -> LoanChange:
    basis = basis_of(change.loan) if basis is None else basis
    return decide_change(by=stage.decider, change=change, make=make, basis=basis)


def pay(stage: Stage, loan: Loan, amount: Any, reference: str, on: date = TODAY) -> Any:
    return book_repayment(by=stage.proposer, loan=loan, amount=D(amount), on=on, reference=reference)


@pytest.mark.django_db
class TestPause:
    def test_made_it_gives_a_new_schedule_and_ends_the_lateness(self) -> None:
        stage, loan = late()
        pay(stage, loan, "100", "one")
        before = standing_of(loan, TODAY)
        decide(stage, ask(stage, loan))
        after = standing_of(loan, TODAY)
        assert (after.outstanding, after.paid, after.overdue) == (before.outstanding, before.paid, D(0))
        assert not Arrears.objects.exists()
        assert loan.schedules.count() == 2
        told = Message.objects.get(event="loan_changed")
        assert told.language == loan.application.case.person.language

    def test_refused_or_taken_back_nothing_changes(self) -> None:
        stage, loan = late()
        decide(stage, ask(stage, loan), make=False)
        take_back(by=stage.proposer, change=ask(stage, loan))
        assert loan.schedules.count() == 1
        assert set(loan.changes.values_list("state", flat=True)) == {ChangeState.REFUSED, ChangeState.WITHDRAWN}

    def test_nobody_decides_on_his_own(self) -> None:
        stage, loan = late()
        change = ask_for_change(
            by=stage.decider, loan=loan, change=LoanChange(kind="pause", months=1, reason="Her shop burned.")
        )
        with pytest.raises(ValidationError, match="Nobody decides"):
            decide(stage, change)
        with pytest.raises(IntegrityError), transaction.atomic():
            LoanChange.objects.filter(pk=change.pk).update(
                state="made", decided_by=change.asked_by, decided_at=timezone.now()
            )

    def test_one_waits_at_a_time(self) -> None:
        stage, loan = late()
        ask(stage, loan)
        with pytest.raises(ValidationError, match="already waits"):
            ask(stage, loan)

    def test_a_payment_meanwhile_asks_to_look_again(self) -> None:
        stage, loan = late()
        change, read = ask(stage, loan), basis_of(loan)
        pay(stage, loan, "100", "one")
        with pytest.raises(ValidationError, match="look at the new figures"):
            decide(stage, change, basis=read)
        change.refresh_from_db()
        assert change.state == ChangeState.ASKED

    def test_of_a_loan_that_ended_since_it_can_still_be_refused(self) -> None:
        stage, loan = late()
        change = ask(stage, loan)
        pay(stage, loan, "5000", "all")
        with pytest.raises(ValidationError, match="no longer running"):
            decide(stage, change)
        decide(stage, change, make=False)
        assert change.state == ChangeState.REFUSED

    def test_a_loan_that_ended_takes_no_change(self) -> None:
        stage, loan = running()
        pay(stage, loan, "5000", "all")
        with pytest.raises(ValidationError, match="no longer running"):
            ask(stage, loan)

    @pytest.mark.parametrize("wrong", [{"months": None}, {"kind": "dates", "months": None, "first_due": TODAY}])
    def test_figures_are_whole(self, wrong: dict[str, Any]) -> None:
        stage, loan = late()
        with pytest.raises(ValidationError):
            ask(stage, loan, **wrong)


@pytest.mark.django_db
def test_new_dates_keep_what_is_owed_and_move_the_last_day() -> None:
    stage, loan = late()
    first = TODAY + timedelta(days=20)
    decide(stage, ask(stage, loan, kind="dates", months=None, first_due=first, count=40))
    after = standing_of(loan, TODAY)
    assert (after.outstanding, len(after.rows)) == (D(5000), 40)
    assert sum(row.instalment.principal for row in after.rows) == D(5000)


@pytest.mark.django_db
class TestWriteOff:
    def test_it_books_the_principal_and_releases_nobody(self) -> None:
        stage, loan = late(400)
        pay(stage, loan, "1000", "one")
        decide(stage, ask(stage, loan, kind="write_off", months=None))
        loan.refresh_from_db()
        assert loan.state == LoanState.WRITTEN_OFF
        assert loan.movements.aggregate(Sum("principal"))["principal__sum"] == 0
        assert standing_of(loan, TODAY).outstanding == D(4000), "the borrower still owes it"
        assert not Arrears.objects.exists()
        assert loan.application.guarantees.get().state == "active"
        assert not Message.objects.filter(event="loan_changed").exists()

    def test_a_payment_from_before_that_is_taken_back_is_written_off_as_well(self) -> None:
        stage, loan = late()
        paid = pay(stage, loan, "100", "one")
        decide(stage, ask(stage, loan, kind="write_off", months=None))
        reverse_movement(by=stage.proposer, movement=paid, note="The bank took it back.")
        loan.refresh_from_db()
        assert loan.state == LoanState.WRITTEN_OFF
        assert loan.movements.aggregate(left=Sum("principal"))["left"] == D(0)
        book_recovery(by=stage.proposer, loan=loan, amount=D(5000), on=TODAY, reference="all of it")

    def test_what_comes_later_is_booked_apart_and_never_more_than_was_written_off(self) -> None:
        stage, loan = late(400)
        decide(stage, ask(stage, loan, kind="write_off", months=None))
        got = book_recovery(by=stage.proposer, loan=loan, amount=D(300), on=TODAY, reference="r1")
        assert book_recovery(by=stage.proposer, loan=loan, amount=D(300), on=TODAY, reference="r1") == got
        assert standing_of(loan, TODAY).outstanding == D(4700)
        with pytest.raises(ValidationError, match="4,700"):
            book_recovery(by=stage.proposer, loan=loan, amount=D(4701), on=TODAY, reference="r2")
        with pytest.raises(IntegrityError), transaction.atomic():
            loan.movements.create(kind="recovery", value_date=TODAY, cash=D(-4701), reference="x", recorded_by="x")
        reverse_movement(by=stage.proposer, movement=got, note="Somebody else’s")
        assert standing_of(loan, TODAY).outstanding == D(5000)

    def test_only_a_loan_written_off_takes_it(self) -> None:
        stage, loan = running()
        with pytest.raises(ValidationError, match="not written off"):
            book_recovery(by=stage.proposer, loan=loan, amount=D(1), on=TODAY, reference="r1")


@pytest.mark.django_db
class TestPaidAhead:
    def interest(self, days: int = 10) -> tuple[Stage, Loan]:
        since = TODAY - timedelta(days=days)
        return lent(since=since, first_due=TODAY + timedelta(days=20), terms=TermsFactory(with_interest=True), fee=D(0))

    def test_ending_a_loan_with_interest_costs_the_days_that_ran(self) -> None:
        stage, loan = self.interest()
        standing = standing_of(loan, TODAY)
        assert D(5000) < standing.ending < standing.outstanding
        with pytest.raises(ValidationError, match="At most"):
            pay(stage, loan, standing.ending + D("0.01"), "more")
        pay(stage, loan, standing.ending, "all")
        loan.refresh_from_db()
        assert loan.state == LoanState.REPAID
        assert standing_of(loan, TODAY).outstanding == 0

    def test_a_payment_ahead_lowers_the_interest_and_its_reversal_brings_it_back(self) -> None:
        stage, loan = self.interest()
        before = standing_of(loan, TODAY)
        movement = pay(stage, loan, "2000", "ahead")
        after = standing_of(loan, TODAY)
        assert after.outstanding < before.outstanding - 2000
        reverse_movement(by=stage.proposer, movement=movement, note="Not hers")
        again = standing_of(loan, TODAY)
        assert (again.rows, again.outstanding) == (before.rows, before.outstanding)

    def test_a_payment_under_a_later_schedule_is_not_reversed(self) -> None:
        stage, loan = self.interest()
        movement = pay(stage, loan, "2000", "ahead")
        decide(stage, ask(stage, loan))
        with pytest.raises(ValidationError, match="later schedule"):
            reverse_movement(by=stage.proposer, movement=movement, note="Not hers")


@pytest.mark.django_db
class TestPages:
    def test_asked_with_a_look_before_and_decided_by_the_manager(self, client_of: ClientOf) -> None:
        stage, loan = late()
        advisor, manager = client_of(stage.advisor), client_of(stage.manager)
        ask_url, url = (reverse(name, args=[loan.ref]) for name in ("loan-change-ask", "loan-change"))
        form = {"kind": "pause", "months": "۳", "count": "junk", "reason": "Ze is ziek."}
        looked = advisor.post(ask_url, form | {"preview": "1"}).content.decode()
        assert "The change itself costs nothing." in looked
        assert not LoanChange.objects.exists()
        assert advisor.post(ask_url, form)["Location"] == reverse("loan", args=[loan.ref])
        assert "Somebody else decides" in advisor.get(url).content.decode()
        assert "Ze is ziek." in manager.get("/en/desk/ledger/changes/").client.get(url).content.decode()
        passed = manager.post(url, {"do": "make", "basis": "of yesterday", "note": "Seen with her."})
        assert "Seen with her." in passed.content.decode(), "the figures are others by now, the note stays"
        assert manager.post(url, {"do": "make", "basis": basis_of(loan)})["Location"] == reverse(
            "loan", args=[loan.ref]
        )
        assert loan.schedules.count() == 2
        assert advisor.get(url).status_code == 404, "nothing waits any more"

    def test_what_is_missing_is_asked_for_and_nothing_is_lost(self, client_of: ClientOf) -> None:
        stage, loan = late()
        url = reverse("loan-change-ask", args=[loan.ref])
        page = client_of(stage.advisor).post(url, {"kind": "dates", "count": "6", "reason": "Winter."}).content.decode()
        assert "Please write an answer." in page
        assert "Winter." in page

    @pytest.mark.parametrize("rows", [1, 3])
    def test_the_list_asks_the_same_number_of_questions(
        self, client_of: ClientOf, django_assert_num_queries: Any, rows: int
    ) -> None:
        for _ in range(rows):
            ask(*late())
        client = client_of(member(Role.HEAD_OFFICE))
        client.get("/en/desk/ledger/changes/")
        with django_assert_num_queries(4):
            client.get("/en/desk/ledger/changes/")


@pytest.mark.django_db(transaction=True)
def test_a_payment_during_a_decision_waits_and_is_laid_over_the_new_dates() -> None:
    stage, loan = late()
    change, done = ask(stage, loan), threading.Event()

    def teller() -> None:
        pay(stage, Loan.objects.get(pk=loan.pk), "100", "one")
        connection.close()
        done.set()

    with transaction.atomic():
        decide(stage, change)
        thread = threading.Thread(target=teller)
        thread.start()
        assert not done.wait(0.5), "the teller should wait"
    thread.join(20)
    assert done.is_set()
    after = standing_of(loan, TODAY)
    assert (after.paid, after.outstanding) == (D(100), D(4900))
