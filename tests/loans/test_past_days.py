"""A past day: what was paid counts by value date, what was to be paid as it was planned on that day."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from loans.changes.actions import ask_for_change, decide_change
from loans.changes.effect import basis_of
from loans.demo.clock import at
from loans.ledger.actions import book_repayment, reverse
from loans.ledger.models import Loan
from loans.ledger.statement import Statement, statement_of
from loans.models import LoanChange
from tests.factories import TermsFactory
from tests.loans.stages import lent

TODAY = timezone.localdate()
D = Decimal


def on(days: int) -> date:
    return TODAY - timedelta(days=days)


def noon(days: int) -> datetime:
    return timezone.make_aware(datetime.combine(on(days), time(12)))


def read(loan: Loan, days: list[int]) -> list[Statement]:
    return [statement_of(Loan.objects.get(pk=loan.pk), on(each)) for each in days]


@pytest.mark.django_db
def test_the_same_day_asked_later_gives_the_same_answer() -> None:
    """A payment ahead and new dates leave the days before them as they were."""
    with at(noon(100)):
        stage, loan = lent(since=on(100), terms=TermsFactory(with_interest=True))
    with at(noon(80)):
        asked = read(loan, [90, 80])
        book_repayment(by=stage.proposer, loan=loan, amount=D(2000), on=on(80), reference="ahead")
    assert read(loan, [90]) == asked[:1]
    paid = read(loan, [79])
    assert paid[0].standing.outstanding < asked[1].standing.outstanding
    with at(noon(60)):
        before = read(loan, [90, 79, 61])
        change = ask_for_change(by=stage.proposer, loan=loan, change=LoanChange(kind="pause", months=3, reason="ill"))
        decide_change(by=stage.decider, change=change, make=True, basis=basis_of(loan))
    assert read(loan, [90, 79, 61]) == before
    assert read(loan, [59])[0].next_day != before[2].next_day
    assert loan.schedules.count() == 3


@pytest.mark.django_db
def test_a_payment_that_was_reversed_was_never_paid() -> None:
    """Nor did it ever change the interest to come."""
    with at(noon(50)):
        stage, loan = lent(since=on(100), terms=TermsFactory(with_interest=True))
        plain = read(loan, [90, 45])
        mistake = book_repayment(by=stage.proposer, loan=loan, amount=D(2000), on=on(50), reference="mistake")
        booked = read(loan, [50])[0]
    with at(noon(40)):
        reverse(by=stage.proposer, movement=mistake, note="another client's")
    assert [each.standing for each in read(loan, [90, 45])] == [each.standing for each in plain]
    assert read(loan, [50])[0].standing.outstanding > booked.standing.outstanding
    marked = read(loan, [50])[0].entries[-1]
    assert (marked.what, marked.written) == ("reversal", on(40))


@pytest.mark.django_db
def test_what_is_booked_late_counts_from_the_day_on_which_it_was_paid() -> None:
    with at(noon(40)):
        stage, loan = lent(since=on(40))
    unpaid = read(loan, [5])[0]
    book_repayment(by=stage.proposer, loan=loan, amount=D("208.33"), on=on(6), reference="by the bank")
    late = read(loan, [5])[0]
    assert (unpaid.due, late.due) == (D("208.33"), D(0))
    assert late.entries[-1].written == TODAY
    assert read(loan, [0])[0].entries[-1].written is None
