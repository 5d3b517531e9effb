"""The ledger: what is booked is kept, twice is once, an error is put right by a reversal, and the sums hold."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, InternalError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loans.ledger.actions import book_repayment, reverse
from loans.ledger.models import Loan, Movement, MovementKind
from loans.ledger.standing import Standing, standing_of, standings_of
from portal.outbox.models import Message
from tests.factories import TermsFactory
from tests.loans.stages import Stage, lent, running

TODAY = timezone.localdate()
D = Decimal


def pay(stage: Stage, loan: Loan, amount: str, reference: str, on: date | None = None) -> Movement:
    return book_repayment(by=stage.proposer, loan=loan, amount=D(amount), on=on or TODAY, reference=reference)


def with_balance(loan: Loan) -> Any:
    """The loan with `principal_outstanding`."""
    return Loan.objects.with_balance().get(pk=loan.pk)


def figures(loan: Loan) -> tuple[Any, ...]:
    """Everything that anybody reads of a loan, today and on days around it."""
    fresh = with_balance(loan)
    days = [standing_of(fresh, TODAY + timedelta(days=days)) for days in (-40, -1, 0, 1, 400)]
    case = fresh.application.case
    case.refresh_from_db()
    return fresh.state, fresh.principal_outstanding, case.stage, case.outcome, [plain(each) for each in days]


def plain(standing: Standing) -> tuple[Any, ...]:
    return standing.rows, standing.outstanding, standing.overdue, standing.days_late, standing.next_due


@pytest.mark.django_db
class TestBooking:
    def test_pays_the_oldest_instalment_first_and_the_rest_ahead(self) -> None:
        stage, loan = lent(since=TODAY - timedelta(days=70), first_due=TODAY - timedelta(days=40))
        assert standing_of(loan, TODAY).days_late >= 38
        movement = pay(stage, loan, "300", "bank 1")
        assert (movement.principal, movement.cash) == (D("-300.00"), D("-300.00"))
        standing = standing_of(loan, TODAY)
        assert [row.paid.amount for row in standing.rows[:3]] == [D("208.33"), D("91.67"), D(0)]
        assert standing.outstanding == D("4700.00")
        assert standing.next_due == standing.rows[1]

    def test_the_same_reference_twice_is_one_payment(self) -> None:
        stage, loan = running()
        assert pay(stage, loan, "100", "bank 1") == pay(stage, loan, "100", "bank 1")
        assert Movement.objects.filter(kind=MovementKind.REPAYMENT).count() == 1
        assert Message.objects.filter(event="repayment_received").count() == 1

    @pytest.mark.parametrize(("amount", "on"), [("100.01", TODAY), ("100", None)])
    def test_a_reference_that_is_used_otherwise_is_refused(self, amount: str, on: date | None) -> None:
        stage, loan = lent(since=TODAY - timedelta(days=20))
        pay(stage, loan, "100", "bank 1")
        with pytest.raises(ValidationError, match="already used"):
            pay(stage, loan, amount, "bank 1", on or TODAY - timedelta(days=1))
        other_stage, other = running()
        with pytest.raises(ValidationError, match="already used"):
            pay(other_stage, other, "100", "bank 1")

    def test_a_reference_whose_payment_was_reversed_books_nothing_silently(self) -> None:
        stage, loan = running()
        reverse(by=stage.proposer, movement=pay(stage, loan, "100", "bank 1"), note="another client")
        with pytest.raises(ValidationError, match="was reversed"):
            pay(stage, loan, "100", "bank 1")

    @pytest.mark.parametrize(
        ("amount", "days", "sentence"),
        [
            ("5000.01", 0, "At most €5,000.00"),
            ("0", 0, "above 0"),
            ("-5", 0, "above 0"),
            ("0.001", 0, "euros and cents"),
            ("100", 1, "between the day"),
            ("100", -21, "between the day"),
        ],
    )
    def test_what_cannot_be_is_a_sentence(self, amount: str, days: int, sentence: str) -> None:
        stage, loan = lent(since=TODAY - timedelta(days=20))
        with pytest.raises(ValidationError, match=sentence):
            pay(stage, loan, amount, "bank 1", TODAY + timedelta(days=days))
        assert not Movement.objects.filter(kind=MovementKind.REPAYMENT).exists()

    def test_who_may_not_book_books_nothing(self) -> None:
        stage, loan = running()
        with pytest.raises(ValidationError, match="may not"):
            book_repayment(by=stage.client, loan=loan, amount=D(100), on=TODAY, reference="mine")

    def test_the_message_says_what_is_left_and_what_comes_next(self) -> None:
        stage, loan = running()
        pay(stage, loan, "208.33", "bank 1")
        body = Message.objects.latest("pk").body
        assert "208.33" in body
        assert "4,791.67" in body

    def test_interest_is_paid_before_principal_and_never_before_it_is_due(self) -> None:
        terms = TermsFactory(with_interest=True)
        stage, loan = lent(since=TODAY - timedelta(days=31), first_due=TODAY, terms=terms, fee=D(0))
        first = standing_of(loan, TODAY).rows[0]
        movement = pay(stage, loan, str(first.instalment.amount + 100), "bank 1")
        assert movement.interest == -first.instalment.interest
        assert movement.principal == -(first.instalment.principal + 100)


@pytest.mark.django_db
class TestTheEnd:
    def test_a_loan_paid_as_planned_ends_at_nothing_and_closes_the_case(self) -> None:
        stage, loan = lent(since=TODAY - timedelta(days=800), first_due=TODAY - timedelta(days=770))
        for row in standing_of(loan, TODAY).rows:
            pay(stage, loan, str(row.instalment.amount), f"row {row.instalment.number}", row.due)
        kept = with_balance(loan)
        assert (kept.principal_outstanding, kept.state) == (D("0.00"), "repaid")
        assert standing_of(kept, TODAY).outstanding == D("0.00")
        case = kept.application.case
        assert (case.stage, case.outcome, case.waiting_on) == ("closed", "loan", "nobody")
        assert case.events.filter(code="loan.finished").count() == 1
        with pytest.raises(ValidationError, match="no longer running"):
            pay(stage, loan, "1", "one more")

    def test_reversing_the_last_payment_opens_loan_and_case_again(self) -> None:
        stage, loan = running()
        last = pay(stage, loan, "5000", "all")
        loan.refresh_from_db()
        assert loan.state == "repaid"
        reverse(by=stage.proposer, movement=last, note="the cheque bounced")
        loan.refresh_from_db()
        loan.application.case.refresh_from_db()
        assert (loan.state, loan.application.case.stage, loan.application.case.outcome) == ("active", "running", "")
        assert standing_of(loan, TODAY).outstanding == D(5000)

    def test_what_was_booked_later_does_not_change_an_earlier_day(self) -> None:
        stage, loan = lent(since=TODAY - timedelta(days=60))
        before = plain(standing_of(loan, TODAY - timedelta(days=10)))
        pay(stage, loan, "300", "bank 1", TODAY - timedelta(days=5))
        assert plain(standing_of(loan, TODAY - timedelta(days=10))) == before

    def test_many_loans_stand_as_each_does_in_two_queries(
        self, django_assert_num_queries: Callable[[int], Any]
    ) -> None:
        made = [running() for _ in range(3)]
        for number, (stage, loan) in enumerate(made):
            pay(stage, loan, str(100 * number + 1), f"bank {number}")
        with django_assert_num_queries(2):
            together = standings_of([loan for _stage, loan in made], TODAY)
        assert together == {loan.pk: standing_of(loan, TODAY) for _stage, loan in made}


@pytest.mark.django_db
class TestReversing:
    def test_needs_a_reason_and_is_done_once(self) -> None:
        stage, loan = running()
        movement = pay(stage, loan, "100", "bank 1")
        with pytest.raises(ValidationError, match="reason"):
            reverse(by=stage.proposer, movement=movement, note=" ")
        first = reverse(by=stage.proposer, movement=movement, note="wrong client")
        assert reverse(by=stage.proposer, movement=movement, note="again") == first
        assert Movement.objects.filter(kind=MovementKind.REVERSAL).count() == 1

    def test_only_a_repayment_can_be_reversed(self) -> None:
        stage, loan = running()
        with pytest.raises(ValidationError, match="cannot be reversed"):
            reverse(by=stage.proposer, movement=loan.movements.get(kind="disbursement"), note="no")

    def test_references_that_begin_alike_are_reversed_each(self) -> None:
        stage, loan = running()
        for end in "ab":
            reverse(by=stage.proposer, movement=pay(stage, loan, "100", "x" * 79 + end), note="wrong")
        assert Movement.objects.filter(kind=MovementKind.REVERSAL).count() == 2

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        before=st.lists(st.tuples(st.integers(1, 60_000), st.integers(0, 59)), max_size=3),
        wrong=st.tuples(st.integers(1, 250_000), st.integers(0, 59)),
        interest=st.booleans(),
    )
    @pytest.mark.thorough
    def test_restores_every_figure(
        self, before: list[tuple[int, int]], wrong: tuple[int, int], *, interest: bool
    ) -> None:
        terms = TermsFactory(with_interest=True) if interest else TermsFactory()
        stage, loan = lent(since=TODAY - timedelta(days=60), terms=terms, fee=D(0) if interest else D(250))
        for number, (cents, days) in enumerate(before):
            pay(stage, loan, str(D(cents) / 100), f"{loan.ref} {number}", TODAY - timedelta(days=days))
        kept = figures(loan)
        cents, days = wrong
        movement = pay(stage, loan, str(D(cents) / 100), f"{loan.ref} wrong", TODAY - timedelta(days=days))
        assert figures(loan) != kept
        reverse(by=stage.proposer, movement=movement, note="typed wrong")
        assert figures(loan) == kept


@pytest.mark.django_db
class TestTheDatabase:
    def write(self, loan: Loan, **columns: Any) -> Movement:
        kept = {"kind": "repayment", "value_date": TODAY, "cash": D(-1), "reference": "by hand", "recorded_by": "sql"}
        return Movement.objects.create(loan=loan, **kept | columns)

    def test_refuses_more_principal_than_was_lent(self) -> None:
        _stage, loan = running()
        with pytest.raises(IntegrityError, match="more principal"), transaction.atomic():
            self.write(loan, principal=D("-5000.01"))
        self.write(loan, principal=D("-5000.00"))

    def test_refuses_another_currency(self) -> None:
        _stage, loan = running()
        with pytest.raises(IntegrityError, match="currency"), transaction.atomic():
            self.write(loan, principal=D(-1), currency="USD")

    def test_refuses_a_reversal_of_other_amounts_or_of_another_loan(self) -> None:
        stage, loan = running()
        _other_stage, other = running()
        movement = pay(stage, loan, "100", "bank 1")
        for its, principal in ((loan, D(99)), (other, D(100))):
            with pytest.raises(IntegrityError, match="exactly one movement"), transaction.atomic():
                self.write(its, principal=principal, kind="reversal", cash=D(100), reverses=movement)

    def test_refuses_to_change_or_remove_a_movement(self) -> None:
        _stage, loan = running()
        for act in (lambda: loan.movements.update(cash=0), lambda: loan.movements.all().delete()):
            with pytest.raises(InternalError, match="Cannot"), transaction.atomic():
                act()


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def together(self, act: Callable[[int], Any], count: int) -> list[Any]:
        def alone(number: int) -> Any:
            try:
                return act(number)
            except (ValidationError, IntegrityError) as problem:
                return type(problem)
            finally:
                connection.close()

        with ThreadPoolExecutor(max_workers=count) as pool:
            return list(pool.map(alone, range(count)))

    def test_two_tellers_book_the_same_payment_once(self) -> None:
        stage, loan = running()
        found = self.together(lambda _n: pay(stage, Loan.objects.get(pk=loan.pk), "100", "bank 1").pk, 4)
        assert len(set(found)) == 1
        assert standing_of(loan, TODAY).paid == D(100)

    def test_two_tellers_do_not_overpay(self) -> None:
        stage, loan = running()
        found = self.together(lambda n: pay(stage, Loan.objects.get(pk=loan.pk), "3000", f"bank {n}").kind, 3)
        assert sorted(map(str, found)) == sorted([str(ValidationError)] * 2 + ["repayment"])
        assert standing_of(loan, TODAY).paid == D(3000)

    def test_nor_do_two_who_go_past_the_action(self) -> None:
        _stage, loan = running()

        def write(number: int) -> str:
            return Movement.objects.create(
                loan_id=loan.pk,
                kind="repayment",
                value_date=TODAY,
                principal=D(-3000),
                cash=D(-3000),
                reference=f"sql {number}",
                recorded_by="sql",
            ).kind

        assert self.together(write, 3).count(IntegrityError) == 2

    def test_a_reversal_and_a_payment_at_once_leave_sums_that_hold(self) -> None:
        stage, loan = running()
        first = pay(stage, loan, "5000", "all")

        def act(number: int) -> Any:
            if number:
                return pay(stage, Loan.objects.get(pk=loan.pk), "400", "bank 2").kind
            return reverse(by=stage.proposer, movement=Movement.objects.get(pk=first.pk), note="bounced").kind

        found = self.together(act, 2)
        kept = with_balance(loan)
        expected = D(4600) if "repayment" in found else D(5000)
        assert kept.principal_outstanding == expected == standing_of(kept, TODAY).outstanding
        assert kept.state == "active"
