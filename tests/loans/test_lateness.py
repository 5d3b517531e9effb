"""What being late adds: only what the terms allow, apart from the schedule, never income when it is for charity."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, InternalError, connection, transaction
from django.utils import timezone

from loans.ledger.actions import book_repayment, reverse
from loans.ledger.gifts import CharityGift, pass_on, purse
from loans.ledger.late import add_for_lateness, added_of, book_late_payment
from loans.ledger.models import Loan, Movement
from loans.ledger.standing import standing_of
from loans.ledger.statement import statement_of
from portal.outbox.models import Message
from tests.factories import TermsFactory
from tests.loans.stages import Stage, lent

TODAY = timezone.localdate()
D = Decimal

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def late(policy: str) -> tuple[Stage, Loan]:
    """Two days late with 208.33."""
    return lent(since=TODAY - timedelta(days=32), terms=TermsFactory(late_policy=policy))


def add(stage: Stage, loan: Loan, amount: str = "15", **said: Any) -> Movement:
    told: dict[str, Any] = {"on": TODAY, "reference": "L-1", "note": "registered letter, receipt 77", **said}
    return add_for_lateness(by=stage.proposer, loan=loan, amount=D(amount), **told)


def pay(stage: Stage, loan: Loan, amount: str, reference: str = "P-1") -> Movement:
    return book_late_payment(by=stage.proposer, loan=loan, amount=D(amount), on=TODAY, reference=reference)


def catch_up(stage: Stage, loan: Loan) -> None:
    due = standing_of(loan, TODAY).overdue
    book_repayment(by=stage.proposer, loan=loan, amount=due, on=TODAY, reference=f"catch up {loan.ref}")


def test_a_real_cost_stands_apart_and_is_paid_after_the_instalments() -> None:
    stage, loan = late("costs")
    before = standing_of(loan, TODAY)
    assert add(stage, loan) == add(stage, loan)
    assert standing_of(loan, TODAY) == before
    body = Message.objects.get(event="late_added").body
    assert "15.00" in body
    assert "(registered letter, receipt 77)" in body
    with pytest.raises(ValidationError, match="Instalments come first"):
        pay(stage, loan, "15")
    due = standing_of(loan, TODAY).overdue
    catch_up(stage, loan)
    with pytest.raises(ValidationError, match="already used"):
        pay(stage, loan, str(due), reference=f"catch up {loan.ref}")
    with pytest.raises(ValidationError, match="At most"):
        pay(stage, loan, "15.01")
    assert pay(stage, loan, "10") == pay(stage, loan, "10")
    found = added_of(loan, loan.movements.all())
    assert (found.kind, found.added, found.left) == ("late_cost", D(15), D(5))
    assert Loan.objects.with_balance().get(pk=loan.pk).principal_outstanding == D("4791.67")  # type: ignore[attr-defined]  # annotated


@pytest.mark.parametrize(
    ("policy", "said", "sentence"),
    [
        ("nothing", {}, "add nothing"),
        ("costs", {"note": " "}, "what proves it"),
        ("costs", {"on": TODAY - timedelta(days=2)}, "not late on that day"),
        ("costs", {"on": TODAY + timedelta(days=1)}, "between the day"),
    ],
)
def test_nothing_is_added_beyond_the_terms(policy: str, said: dict[str, Any], sentence: str) -> None:
    stage, loan = late(policy)
    with pytest.raises(ValidationError, match=sentence):
        add(stage, loan, **said)
    assert not loan.movements.filter(kind__in=["late_cost", "charity"]).exists()


@pytest.mark.parametrize(
    ("policy", "columns", "error"),
    [
        ("nothing", {"kind": "late_cost", "late": D(5)}, "add nothing of this kind"),
        ("charity", {"kind": "late_cost", "late": D(5)}, "add nothing of this kind"),
        ("costs", {"kind": "charity", "charity": D(5)}, "add nothing of this kind"),
        ("costs", {"kind": "late_cost", "late": D(5), "interest": D(1)}, "has no interest"),
        ("costs", {"kind": "late_cost", "late": D(5), "note": ""}, "movement_late_stands_apart"),
        ("costs", {"kind": "repayment", "cash": D(-5), "late": D(-5)}, "more would be taken"),
        ("costs", {"kind": "late_paid", "cash": D(-5), "late": D(-5)}, "more would be taken"),
        ("costs", {"kind": "disbursement", "cash": D(1), "principal": D("0.01")}, "more would be paid out"),
    ],
)
def test_the_database_says_so_too(policy: str, columns: dict[str, Any], error: str) -> None:
    _stage, loan = late(policy)
    kept = {"value_date": TODAY, "reference": "sql", "recorded_by": "sql", "note": "proof"} | columns
    with pytest.raises(IntegrityError, match=error), transaction.atomic():
        Movement.objects.create(loan=loan, **kept)


def test_taking_back_restores_what_is_open_and_what_was_paid_cannot_be_taken_back_before() -> None:
    stage, loan = late("costs")
    cost = add(stage, loan)
    catch_up(stage, loan)
    paid = pay(stage, loan, "15")
    with pytest.raises(IntegrityError, match="more would be taken"), transaction.atomic():
        reverse(by=stage.proposer, movement=cost, note="the letter was never sent")
    reverse(by=stage.proposer, movement=paid, note="bounced")
    reverse(by=stage.proposer, movement=cost, note="the letter was never sent")
    found = added_of(loan, loan.movements.all())
    assert (found.added, found.left) == (D(0), D(0))


def test_gifts_are_kept_apart_and_passed_on_with_proof() -> None:
    stage, loan = late("charity")
    add(stage, loan, "20", note="promised by phone")
    catch_up(stage, loan)
    assert (purse().promised, purse().received, purse().left) == (D(20), D(0), D(0))
    pay(stage, loan, "20")
    told: dict[str, Any] = {"charity": "Voedselbank Gent", "on": TODAY, "proof": "transfer 12"}
    with pytest.raises(ValidationError, match="may not"):
        pass_on(by=stage.proposer, amount=D(20), **told)
    pass_on(by=stage.decider, amount=D(15), **told)
    assert (purse().passed_on, purse().left) == (D(15), D(5))
    with pytest.raises(ValidationError, match="is here for charity"):
        pass_on(by=stage.decider, amount=D("5.01"), **told)
    with pytest.raises(IntegrityError, match="more would be passed on"), transaction.atomic():
        CharityGift.objects.create(amount=D("5.01"), **told)
    for act in (lambda: CharityGift.objects.update(amount=1), lambda: CharityGift.objects.all().delete()):
        with pytest.raises(InternalError, match="Cannot"), transaction.atomic():
            act()


@pytest.mark.django_db(transaction=True)
def test_two_who_pass_on_the_same_gift_at_once_are_one_gift_and_a_sentence() -> None:
    stage, loan = late("charity")
    add(stage, loan)
    catch_up(stage, loan)
    pay(stage, loan, "15")

    def passes(_who: int) -> str:
        try:
            pass_on(by=stage.decider, charity="Food bank", amount=D(15), on=TODAY, proof="transfer 9")
        except ValidationError as refused:
            return " ".join(refused.messages)
        else:
            return "passed on"
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=2) as pool:
        said = sorted(pool.map(passes, range(2)))
    assert said == ["Only €0.00 is here for charity.", "passed on"]


def test_a_statement_tells_every_movement_of_hers_as_of_a_day() -> None:
    stage, loan = late("costs")
    add(stage, loan)
    before = statement_of(loan, TODAY - timedelta(days=1))
    assert [(entry.out, entry.paid, entry.left) for entry in before.entries] == [
        (D(5000), D(0), D(5000)),
        (D(0), D(250), D(5000)),
    ]
    catch_up(stage, loan)
    now = statement_of(loan, TODAY)
    assert [(entry.paid, entry.added, entry.left) for entry in now.entries[2:]] == [
        (D(0), D(15), D(5000)),
        (D("208.33"), D(0), D("4791.67")),
    ]
    assert (before.due, now.due, now.standing.outstanding, now.added.left) == (D("208.33"), D(0), D("4791.67"), D(15))


def test_a_write_off_is_our_own_book_keeping_and_what_comes_after_pays_the_loan() -> None:
    _stage, loan = late("nothing")
    for kind, columns in (("write_off", {"principal": D(-5000)}), ("recovery", {"cash": D(-40)})):
        Movement.objects.create(loan=loan, kind=kind, value_date=TODAY, reference=kind, recorded_by="sql", **columns)
    statement = statement_of(loan, TODAY)
    assert [entry.left for entry in statement.entries] == [D(5000), D(5000), D(4960)]
