"""One transfer for instalments and for what was added: split as proposed and seen, all or nothing, once."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from loans.bank.importing import take_file
from loans.bank.models import BankAccount, BankLine
from loans.ledger.late import add_for_lateness
from loans.ledger.models import Loan
from loans.ledger.standing import standing_of
from loans.ledger.transfers import book_transfer, share_for_added
from portal.models import User
from tests.factories import TermsFactory
from tests.loans import bank_files as files
from tests.loans.bank_files import OURS, Paid
from tests.loans.stages import Stage, lent

ClientOf = Callable[[User], Client]
TODAY = timezone.localdate()
D = Decimal
cents = st.integers(0, 500_000).map(lambda whole: D(whole) / 100)


@given(cents, cents, cents, cents, cents)
def test_instalments_come_first_and_nothing_is_left_over(amount: D, due: D, next_one: D, more: D, added: D) -> None:
    """Whatever can be paid at all can be booked as proposed, and no cost is paid while an instalment is due."""
    ending = due + more
    share = share_for_added(amount, due=due, upcoming=due or next_one, ending=ending, added=added)
    assert D(0) <= share <= min(added, amount)
    if amount <= ending + added:
        assert amount - share <= ending
    if share:
        assert amount - share >= min(due, ending)


def late() -> tuple[Stage, Loan]:
    """Two days late with 208.33, and a cost of 15."""
    stage, loan = lent(since=TODAY - timedelta(days=32), terms=TermsFactory(late_policy="costs"))
    told = "registered letter, receipt 77"
    add_for_lateness(by=stage.proposer, loan=loan, amount=D(15), on=TODAY, reference="L-1", note=told)
    return stage, loan


def kinds(loan: Loan) -> list[tuple[str, Decimal]]:
    return [(each.kind, each.cash) for each in loan.movements.order_by("pk") if each.cash < 0 and each.kind != "fee"]


PAID = [("repayment", D("-208.33")), ("late_paid", D("-15.00"))]


@pytest.mark.django_db
def test_both_are_booked_once_or_none_is() -> None:
    stage, loan = late()
    said: dict[str, Any] = {"by": stage.proposer, "loan": loan, "amount": D("223.33"), "on": TODAY, "reference": "b 1"}
    with pytest.raises(ValidationError, match="At most"):
        book_transfer(**said | {"amount": D("223.34")}, for_added=D("15.01"))
    with pytest.raises(ValidationError, match="Instalments come first"):
        book_transfer(**said | {"amount": D(100)}, for_added=D(15))
    assert kinds(loan) == []
    assert book_transfer(**said, for_added=D(15)) == book_transfer(**said, for_added=D(15))
    assert kinds(loan) == PAID
    with pytest.raises(ValidationError, match="already used"):
        book_transfer(**said, for_added=D(0))
    assert kinds(loan) == PAID


@pytest.mark.django_db
@pytest.mark.thorough
def test_the_teller_sees_the_split_before_it_is_booked(client_of: ClientOf) -> None:
    stage, loan = late()
    client, url = client_of(stage.advisor), reverse("loan-repay", args=[loan.ref])
    form = {"amount": "223.33", "on": TODAY.isoformat(), "reference": "R-1", "for_added": ""}
    seen = client.post(url, form)
    assert "Nothing is booked yet" in seen.content.decode()
    assert (seen.context["split"].instalments, seen.context["split"].added) == (D("208.33"), D(15))
    assert 'value="15"' in seen.content.decode() or 'value="15.00"' in seen.content.decode()
    assert kinds(loan) == []
    assert "at most the whole" in client.post(url, form | {"for_added": "300"}).content.decode()
    for _twice in range(2):
        client.post(url, form | {"for_added": "15.00"})
    assert kinds(loan) == PAID


@pytest.mark.django_db
@pytest.mark.thorough
def test_a_payment_by_the_bank_is_split_alike(client_of: ClientOf) -> None:
    """It is not booked together with what is certain: a person looks at the split."""
    stage, loan = late()
    BankAccount.objects.create(iban=OURS, name="Giro", office=stage.office)
    take_file(by=stage.proposer, content=files.camt(Paid("223.33", loan.ref, on=TODAY)))
    line = BankLine.objects.get()
    assert (line.certainty, line.reasons) == ("likely", ["number", "with_added"])
    client, url = client_of(stage.advisor), reverse("bank-line", args=[line.bank_import.ref, line.number])
    seen = client.post(url, {"loan": loan.ref})
    assert "Nothing is booked yet" in seen.content.decode()
    assert kinds(loan) == []
    for _twice in range(2):
        client.post(url, {"loan": loan.ref, "for_added": "15"})
    assert kinds(loan) == PAID
    assert sum(part.amount for part in line.parts.all()) == line.amount
    assert standing_of(loan, TODAY).overdue == 0
