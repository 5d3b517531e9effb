"""A loan that is paid out in parts: what is agreed, what is paid out when, and that nobody owes more than she has."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from loans.applications.pricing import Wish, price, quote_of
from loans.applications.proposals import propose, save_offer
from loans.applications.told import told_of
from loans.arrears.refresh import refresh_all
from loans.changes.actions import ask_for_change, decide_change
from loans.changes.effect import basis_of
from loans.changes.models import LoanChange
from loans.drawing import Drawn
from loans.guarantees.owed import bound_of, owed_of
from loans.instalments import instalments
from loans.ledger.actions import book_repayment, reverse
from loans.ledger.models import Loan, Movement
from loans.ledger.standing import rows_of, standing_of
from loans.ledger.statement import statement_of
from loans.models import Arrears, LoanPart, Terms
from loans.parts.actions import pay_part
from loans.parts.planning import parts_stand
from portal.actors import system
from portal.outbox.models import Message
from tests.factories import GuaranteeFactory, OfficeFactory, PersonFactory, TermsFactory
from tests.loans.stages import Stage, assess, lent, proposed

TODAY = timezone.localdate()
D = Decimal


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


BEGAN = ago(40)


def terms_in_parts(**fields: Any) -> Terms:
    return TermsFactory(**({"parts_max": 3} | fields))


def planned(application: Any, *parts: tuple[date, str, str]) -> None:
    """Parts as an offer would keep them, on an application that the factory proposed."""
    state = application.state
    type(application).objects.filter(pk=application.pk).update(state="in_review")
    for number, (on, amount, before) in enumerate(parts, start=1):
        LoanPart.objects.create(application=application, number=number, on=on, amount=D(amount), before=before)
    type(application).objects.filter(pk=application.pk).update(state=state)


def in_parts(*, since: date = BEGAN, word: str = "The lease is signed", **fields: Any) -> tuple[Stage, Loan]:
    """5000 in 24 instalments, the first three without repayment: 3000 at first, 1500 and 500 later."""
    first = fields.pop("first_due", since + timedelta(days=30))
    terms = fields.pop("terms", None) or terms_in_parts()
    parts = [(since, "3000", ""), (since + timedelta(days=35), "1500", word), (since + timedelta(days=50), "500", "")]

    def proposal(**columns: Any) -> Stage:
        stage = proposed(**columns)
        planned(stage.application, *parts)
        stage.application.refresh_from_db()
        return stage

    return lent(since=since, first_due=first, terms=terms, grace=3, begin=proposal, **fields)


def pay(stage: Stage, loan: Loan, number: int, **said: Any) -> Movement:
    told: dict[str, Any] = {"on": ago(5), "reference": f"P-{number}", "met": True}
    return pay_part(by=stage.decider, loan=loan, number=number, **(told | said))


def save(stage: Stage, wish: Wish) -> None:
    terms = stage.application.terms
    assert terms is not None
    save_offer(by=stage.proposer, application=stage.application, terms=terms, wish=wish)


def principals(loan: Loan) -> list[Decimal]:
    return [row.instalment.principal for row in rows_of(loan)]


@pytest.mark.django_db
class TestTheOffer:
    def wish(self, *parts: Drawn, **changes: Any) -> Wish:
        plan: dict[str, Any] = {"principal": D(5000), "months": 24, "grace": 3}
        days = {"disburse_on": TODAY + timedelta(days=10), "first_due": TODAY + timedelta(days=40)}
        return Wish(**(plan | days | {"parts": parts} | changes))

    def day(self, days: int) -> date:
        return TODAY + timedelta(days=10 + days)

    def test_is_kept_whole_and_told(self) -> None:
        stage = proposed(state="in_review", terms=terms_in_parts())
        wish = self.wish(Drawn(self.day(40), D(1500), "The lease is signed"), Drawn(self.day(60), D(500)))
        save(stage, wish)
        kept = [(part.number, part.amount, part.before) for part in stage.application.parts.all()]
        assert kept == [(1, D(3000), ""), (2, D(1500), "The lease is signed"), (3, D(500), "")]
        told = told_of(stage.application)
        assert told is not None
        assert told.quote.received == D(4750)
        assert len(told.part_words) == 3
        assert "2,750" in told.part_words[0]
        assert "The lease is signed" in told.part_words[1]
        assert any("3 parts" in sentence for sentence in told.assumptions)
        assert len(told.picture.parts) == 3
        save(stage, self.wish())
        assert not stage.application.parts.exists()

    @pytest.mark.parametrize(
        ("parts", "sentence"),
        [
            ([(40, "1500"), (45, "200"), (50, "100")], "at most 3 parts"),
            ([(40, "5000")], "together are less than the loan"),
            ([(40, "4800")], "more than the fee"),
            ([(50, "100"), (40, "100")], "one after the other"),
            ([(0, "100")], "one after the other"),
            ([(200, "100")], "before the first instalment that pays back"),
        ],
    )
    def test_what_cannot_be_is_said(self, parts: list[tuple[int, str]], sentence: str) -> None:
        wish = self.wish(*(Drawn(self.day(days), D(amount)) for days, amount in parts))
        with pytest.raises(ValidationError, match=sentence):
            price(terms=terms_in_parts(), wish=wish, office=OfficeFactory())

    def test_a_product_that_is_paid_out_at_once_has_no_parts(self) -> None:
        with pytest.raises(ValidationError, match="in 1 part"):
            price(terms=TermsFactory(), wish=self.wish(Drawn(self.day(40), D(100))), office=OfficeFactory())


@pytest.mark.django_db
class TestTheDatabase:
    @pytest.mark.parametrize(
        "parts",
        [
            [(40, "3000"), (20, "2000")],
            [(40, "3000"), (10, "1000")],
            [(40, "5000")],
            [(40, "250"), (20, "4750")],
            [(40, "2000"), (30, "1000"), (20, "1000"), (10, "1000")],
        ],
    )
    def test_the_parts_of_a_proposal_are_its_loan(self, parts: list[tuple[int, str]]) -> None:
        stage = proposed(state="in_review", terms=terms_in_parts())
        for number, (days, amount) in enumerate(parts, start=1):
            on = ago(days) if parts != [(40, "3000"), (20, "2000")] else ago(40)
            LoanPart.objects.create(application=stage.application, number=number, on=on, amount=D(amount))
        with pytest.raises(DatabaseError, match="sum to it"), transaction.atomic():
            type(stage.application).objects.filter(pk=stage.application.pk).update(state="proposed")

    def test_the_plan_stands_still_and_what_is_paid_stays_paid(self) -> None:
        stage, loan = in_parts()
        second = stage.application.parts.get(number=2)
        for change in ({"amount": D(1)}, {"on": TODAY}, {"before": ""}):
            with pytest.raises(DatabaseError, match="not changed"), transaction.atomic():
                LoanPart.objects.filter(pk=second.pk).update(**change)
        with pytest.raises(DatabaseError, match="stays paid out"), transaction.atomic():
            LoanPart.objects.filter(application=stage.application, number=1).update(movement=None)
        fee = loan.movements.get(kind="fee")
        with pytest.raises(DatabaseError, match="its amount"), transaction.atomic():
            LoanPart.objects.filter(pk=second.pk).update(movement=fee, met_at=timezone.now(), met_by=stage.manager)

    def test_nothing_is_paid_out_of_what_was_given_up(self) -> None:
        stage, loan = in_parts()
        stage.application.parts.filter(number=3).update(given_up_at=timezone.now())
        columns = {"loan": loan, "kind": "disbursement", "value_date": TODAY, "recorded_by": "x"}
        Movement.objects.create(**columns, principal=1500, cash=1500, reference="a")
        with pytest.raises(DatabaseError, match="more would be paid out"), transaction.atomic():
            Movement.objects.create(**columns, principal=500, cash=500, reference="b")


@pytest.mark.django_db
class TestPayingOut:
    def test_the_first_part_goes_with_the_loan(self) -> None:
        _stage, loan = in_parts()
        assert [(each.kind, each.cash) for each in loan.movements.all()] == [
            ("disbursement", D(3000)),
            ("fee", D(-250)),
        ]
        assert sum(principals(loan)) == 3000
        assert standing_of(loan, TODAY).outstanding == standing_of(loan, TODAY).ending == 3000
        message = Message.objects.get(event="loan_disbursed")
        assert "2,750" in message.body
        assert "2,000" in message.body

    def test_paid_out_as_planned_it_is_the_loan_of_the_contract(self) -> None:
        stage, loan = in_parts(since=ago(60), word="")
        pay(stage, loan, 2, on=ago(25))
        assert sum(principals(loan)) == 4500
        assert parts_stand(stage.application).coming == 500
        pay(stage, loan, 3, on=ago(10))
        quote = quote_of(stage.application)
        assert quote is not None
        assert [row.instalment for row in rows_of(loan)] == list(quote.rows)
        assert [each.cash for each in loan.movements.all()] == [3000, -250, 1500, 500]
        last_entry = statement_of(loan, TODAY).entries[-1]
        assert [last_entry.out, last_entry.left] == [500, 5000]
        assert last_entry.left == standing_of(loan, TODAY).outstanding
        events = [event.code for event in stage.application.case.events.filter(code="loan.part_paid", public=True)]
        assert len(events) == 2
        last = Message.objects.filter(event="loan_part_paid").latest("pk")
        assert "500.00" in last.body

    def test_with_interest_it_runs_from_the_day_she_had_the_money(self) -> None:
        rates = {"interest_free": False, "yearly_rate": D(12), "fee_steps": []}
        stage, loan = in_parts(since=ago(25), word="", terms=terms_in_parts(**rates), fee=D(0))
        alone = rows_of(loan)[0].instalment.interest
        pay(stage, loan, 2, on=ago(5))
        first = rows_of(loan)[0].instalment.interest
        # some ten days of 1500 at 12 %, no more
        assert D("3.00") < first - alone < D("7.00")
        assert standing_of(loan, ago(5)).ending < 4500 + alone

    @pytest.mark.parametrize(
        ("said", "sentence"),
        [
            ({"met": False}, "whether this is so"),
            ({"on": TODAY + timedelta(days=1)}, "between that of the part before"),
            ({"on": ago(41)}, "between that of the part before"),
            ({"number": 3}, "already paid out"),
            ({"number": 1}, "already paid out"),
        ],
    )
    def test_what_is_refused(self, said: dict[str, Any], sentence: str) -> None:
        stage, loan = in_parts()
        with pytest.raises(ValidationError, match=sentence):
            pay(stage, loan, **({"number": 2} | said))
        assert sum(principals(loan)) == 3000

    def test_four_eyes_and_the_right(self) -> None:
        stage, loan = in_parts()
        for actor in (stage.proposer, stage.client):
            with pytest.raises(ValidationError):
                pay_part(by=actor, loan=loan, number=2, on=ago(5), reference="x", met=True)
        pay(stage, loan, 2)
        part = stage.application.parts.get(number=2)
        assert part.met_by == stage.manager
        assert part.movement is not None
        assert part.movement.principal == 1500

    def test_twice_with_one_reference_is_once(self) -> None:
        stage, loan = in_parts()
        assert pay(stage, loan, 2) == pay(stage, loan, 2)
        with pytest.raises(ValidationError, match="already used"):
            pay(stage, loan, 3, reference="P-2")
        assert loan.movements.filter(kind="disbursement").count() == 2

    def test_not_while_it_is_late_and_not_once_repaying_has_begun(self) -> None:
        rates = {"interest_free": False, "yearly_rate": D(12), "fee_steps": []}
        stage, loan = in_parts(terms=terms_in_parts(**rates), fee=D(0))
        with pytest.raises(ValidationError, match="late"):
            pay(stage, loan, 2)
        stage, loan = in_parts(since=ago(125))
        book_repayment(by=stage.proposer, loan=loan, amount=D("142.86"), on=TODAY, reference="first")
        with pytest.raises(ValidationError, match="Paying back began"):
            pay(stage, loan, 2)

    def test_nobody_is_late_with_what_she_never_had(self) -> None:
        _stage, loan = in_parts(since=ago(150))
        refresh_all(by=system("night"), today=TODAY)
        found = Arrears.objects.get(loan=loan)
        assert [found.overdue, found.outstanding] == [standing_of(loan, TODAY).overdue, 3000]
        assert found.overdue < 300

    def test_paid_ahead_and_back_again(self) -> None:
        stage, loan = in_parts()
        movement = book_repayment(by=stage.proposer, loan=loan, amount=D(300), on=ago(10), reference="ahead")
        pay(stage, loan, 2)
        assert standing_of(loan, TODAY).outstanding == 4200
        reverse(by=stage.proposer, movement=movement, note="another's")
        assert standing_of(loan, TODAY).outstanding == sum(principals(loan)) == 4500

    def test_what_ends_early_is_not_paid_out_any_more(self) -> None:
        stage, loan = in_parts()
        book_repayment(by=stage.proposer, loan=loan, amount=D(3000), on=ago(6), reference="all")
        loan.refresh_from_db()
        assert loan.state == "repaid"
        with pytest.raises(ValidationError, match="no longer running"):
            pay(stage, loan, 2)

    def test_her_plan_counts_what_was_agreed(self) -> None:
        stage, _loan = in_parts()
        found = instalments(case=stage.application.case)
        assert found is not None
        assert sum(amount for _day, amount in found) == 5000


@pytest.mark.django_db
class TestTheRest:
    def change(self, stage: Stage, loan: Loan) -> LoanChange:
        asked = LoanChange(kind="rest", reason="The machine was cheaper")
        return ask_for_change(by=stage.proposer, loan=loan, change=asked)

    def test_what_she_does_not_need_is_given_up_by_two(self) -> None:
        stage, loan = in_parts()
        GuaranteeFactory(
            application=stage.application, state="active", amount=D(2500), guarantor=PersonFactory(), signed_on=TODAY
        )
        change = self.change(stage, loan)
        with pytest.raises(ValidationError, match="decided first"):
            pay(stage, loan, 2)
        assert bound_of([stage.application.pk]) == {stage.application.pk: D(5000)}
        decide_change(by=stage.decider, change=change, make=True, basis=basis_of(loan))
        assert parts_stand(stage.application).coming == 0
        assert bound_of([stage.application.pk]) == owed_of([stage.application.pk]) == {stage.application.pk: D(3000)}
        assert sum(principals(loan)) == standing_of(loan, TODAY).outstanding == 3000
        assert {"loan_rest_given_up", "guaranteed_loan_smaller"} <= set(Message.objects.values_list("event", flat=True))
        with pytest.raises(ValidationError, match="All of this loan"):
            self.change(stage, loan)

    def test_a_part_that_was_paid_meanwhile_is_not_given_up_unseen(self) -> None:
        stage, loan = in_parts()
        pay(stage, loan, 2)
        change = self.change(stage, loan)
        decide_change(by=stage.decider, change=change, make=False, basis="")
        pay(stage, loan, 3)
        assert parts_stand(stage.application).coming == 0


@pytest.mark.django_db(transaction=True)
def test_two_tellers_at_once_pay_out_one_part() -> None:
    stage, loan = in_parts()

    def teller(number: int) -> str:
        try:
            mine = Loan.objects.select_related("application__terms").get(pk=loan.pk)
            pay(stage, mine, 2, reference=f"teller {number}")
        except ValidationError:
            return "refused"
        finally:
            connection.close()
        return "paid"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(teller, range(2))) == ["paid", "refused"]
    assert loan.movements.filter(kind="disbursement").count() == 2


@pytest.mark.django_db
def test_a_proposal_keeps_its_parts() -> None:
    stage = proposed(state="in_review", terms=terms_in_parts(), decided_by=None)
    day = TODAY + timedelta(days=10)
    wish = Wish(D(5000), 24, 3, day, day + timedelta(days=30), parts=(Drawn(day + timedelta(days=40), D(2000)),))
    application = stage.application
    save(stage, wish)
    assess(application, by=stage.proposer)
    propose(by=stage.proposer, application=application)
    application.refresh_from_db()
    assert application.state == "proposed"
