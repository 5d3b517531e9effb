"""What becomes of the fee: a part comes back at an early end, to the cent, once, and never more than was received."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, InternalError, transaction
from django.test import Client
from django.urls import reverse as at
from django.utils import timezone, translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from applicants.models import Person
from loans.fee_back import due_back
from loans.interval import whole_months
from loans.ledger.actions import book_repayment, reverse
from loans.ledger.fee import FeeBack, fee_back_of, give_fee_back
from loans.ledger.models import Loan, Movement
from loans.ledger.standing import standing_of
from loans.ledger.statement import statement_of
from portal.models import User
from portal.outbox.models import Message
from tests.factories import TermsFactory
from tests.loans.stages import Stage, lent
from tests.loans.test_ledger import figures

TODAY = timezone.localdate()
D = Decimal
SINCE = TODAY - timedelta(days=200)
days = st.dates(date(2020, 1, 1), date(2040, 12, 31))
cents = st.decimals(0, 5000, places=2)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cents, cents, days, days, days, days)
def test_what_is_due_back(fee: D, kept: D, begun_on: date, end: date, ended: date, later: date) -> None:
    """Never more than what exceeds the part that is kept, nothing within a month of the end, never more for waiting."""
    agreed = {"begun": begun_on, "agreed_end": end}
    back = due_back(fee, kept, ended=ended, **agreed)
    assert D(0) <= back <= max(fee - kept, D(0))
    assert back == round(back, 2)
    if ended <= later:
        assert due_back(fee, kept, ended=later, **agreed) <= back
    months = whole_months(begun_on, end)
    if ended <= begun_on and months:
        assert back == max(fee - kept, D(0))
    if months and begun_on <= ended:
        left = whole_months(ended, end)
        assert abs(back * months - max(fee - kept, D(0)) * left) <= D("0.005") * months
    assert not due_back(fee, kept, ended=end - timedelta(days=27), **agreed)


def test_so_it_is_said_in_the_offer() -> None:
    """250 over 24 months, ended with 10 whole months left: 10/24 of it; with 50 always kept, 10/24 of 200."""
    agreed = {"begun": date(2024, 1, 10), "agreed_end": date(2026, 1, 10), "ended": date(2025, 3, 9)}
    assert due_back(D(250), D(0), **agreed) == D("104.17")
    assert due_back(D(250), D(50), **agreed) == D("83.33")


def back_of(loan: Loan) -> FeeBack:
    loan.refresh_from_db()
    return fee_back_of(loan, loan.movements.all(), TODAY)


def pay_off(stage: Stage, loan: Loan) -> Movement:
    ending = standing_of(loan, TODAY).ending
    return book_repayment(by=stage.proposer, loan=loan, amount=ending, on=TODAY, reference=f"end {loan.ref}")


def give(stage: Stage, loan: Loan, reference: str = "F-1") -> Movement:
    return give_fee_back(by=stage.proposer, loan=loan, on=TODAY, reference=reference)


@pytest.mark.django_db
def test_it_is_given_back_once_and_a_reversal_restores_all() -> None:
    stage, loan = lent(since=SINCE, terms=TermsFactory(fee_if_early="part", fee_early_kept=D(10)))
    before, promised = figures(loan), back_of(loan)
    assert promised.if_today == due_back(
        D(250), D(10), begun=SINCE, agreed_end=standing_of(loan, TODAY).rows[-1].due, ended=TODAY
    )
    with pytest.raises(ValidationError, match="Nothing of the fee"):
        give(stage, loan)
    last = pay_off(stage, loan)
    ended, due = figures(loan), back_of(loan)
    assert (due.due, due.if_today) == (promised.if_today, D(0))
    assert statement_of(loan, TODAY).fee_due == due.due
    assert statement_of(loan, TODAY - timedelta(days=1)).fee_due == 0
    back = give(stage, loan)
    assert back == give(stage, loan)
    assert (back.cash, figures(loan)) == (due.due, ended)
    assert statement_of(loan, TODAY).entries[-1].out == due.due
    assert Message.objects.filter(event="fee_given_back").count() == 1
    with pytest.raises(ValidationError, match="Nothing of the fee"):
        give(stage, loan, "F-2")
    with pytest.raises((IntegrityError, InternalError), match="than was received"), transaction.atomic():
        Movement.objects.create(
            loan=loan, kind="fee_back", value_date=TODAY, cash=D("250.01") - due.due, reference="x", recorded_by="sql"
        )
    reverse(by=stage.proposer, movement=back, note="it never went out")
    assert (back_of(loan).due, figures(loan)) == (due.due, ended)
    assert statement_of(loan, TODAY).entries[-1].out == -due.due
    reverse(by=stage.proposer, movement=last, note="it bounced")
    assert (back_of(loan), figures(loan)) == (promised, before)


@pytest.mark.django_db
def test_nothing_comes_back_where_the_terms_keep_it_and_what_is_no_longer_due_is_said() -> None:
    kept_stage, kept = lent(since=SINCE)
    pay_off(kept_stage, kept)
    assert back_of(kept) == FeeBack(received=D(250))
    with pytest.raises((IntegrityError, InternalError), match="as its terms say"), transaction.atomic():
        Movement.objects.create(loan=kept, kind="fee_back", value_date=TODAY, cash=1, reference="x", recorded_by="sql")
    stage, loan = lent(since=SINCE, terms=TermsFactory(fee_if_early="part"))
    last = pay_off(stage, loan)
    given = give(stage, loan).cash
    reverse(by=stage.proposer, movement=last, note="it bounced")
    assert (back_of(loan).too_much, back_of(loan).due) == (given, D(0))
    book_repayment(by=stage.proposer, loan=loan, amount=standing_of(loan, TODAY).ending, on=TODAY, reference="again")
    assert (back_of(loan).too_much, back_of(loan).due) == (D(0), D(0))


@pytest.mark.django_db
@pytest.mark.thorough
def test_the_client_reads_it_before_and_the_teller_books_it(
    client_of: Callable[[User], Client], client_of_person: Callable[[Person], Client]
) -> None:
    stage, loan = lent(since=SINCE, terms=TermsFactory(fee_if_early="part"))
    client, her = client_of(stage.advisor), client_of_person(stage.application.case.person)
    with translation.override("en"):
        hers, page, form = (
            at("my-loan", args=[loan.ref]),
            at("loan", args=[loan.ref]),
            at("loan-fee-back", args=[loan.ref]),
        )
    assert "you get back" in her.get(hers).content.decode()
    assert "of the fee is given back" in client.get(page).content.decode()
    assert "Nothing of the fee is due back" in client.get(form).content.decode()
    pay_off(stage, loan)
    assert "Your advisor pays it to you" in her.get(hers).content.decode()
    assert "Give it back" in client.get(page).content.decode()
    sent = {"on": TODAY.isoformat(), "reference": "F-1"}
    for _twice in range(2):
        client.post(form, sent)
    assert loan.movements.filter(kind="fee_back").count() == 1
    assert client.get(at("payment-paper", args=[loan.ref, loan.movements.count()])).status_code == 200
    assert "What you got back of the fee" in her.get(hers).content.decode()
