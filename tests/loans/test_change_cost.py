"""A real cost of new dates: only where the terms ask it, seen before, noted once, and paid apart from the schedule."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from loans.changes.actions import decide_change
from loans.changes.effect import basis_of
from loans.ledger.late import book_late_payment
from loans.ledger.models import Movement
from loans.ledger.standing import standing_of
from loans.models import LoanChange
from portal.models import User
from portal.outbox.models import Message
from tests.factories import TermsFactory
from tests.loans.stages import lent

TODAY = timezone.localdate()
D = Decimal

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def test_where_the_terms_ask_real_costs_they_are_seen_noted_and_paid(client_of: Callable[[User], Client]) -> None:
    stage, loan = lent(since=TODAY - timedelta(days=10), terms=TermsFactory(fee_if_rescheduled="costs"))
    client = client_of(stage.advisor)
    url = reverse("loan-change-ask", args=[loan.ref])
    form = {"kind": "pause", "months": "2", "reason": "ill", "cost": "12.50"}
    assert "what proves it." in client.post(url, form).content.decode()
    form["cost_proof"] = "notary, receipt 9"
    page = client.post(url, form | {"preview": "1"}).content.decode()
    assert "the real cost of it:" in page
    assert "only the real costs of new dates" in page
    client.post(url, form)
    change = LoanChange.objects.get()
    assert (change.cost, change.cost_proof) == (D("12.50"), "notary, receipt 9")
    assert "€12.50" in client_of(stage.manager).get(reverse("loan-change", args=[loan.ref])).content.decode()
    left = standing_of(loan, TODAY).outstanding
    decide_change(by=stage.decider, change=change, make=True, basis=basis_of(loan))
    assert standing_of(loan, TODAY).outstanding == left
    assert "notary, receipt 9" in Message.objects.get(event="loan_changed").body
    assert "Real costs, with proof" in client.get(reverse("loan", args=[loan.ref])).content.decode()
    paid = book_late_payment(by=stage.proposer, loan=loan, amount=D("12.50"), on=TODAY, reference="P-1")
    assert (paid.late, standing_of(loan, TODAY).outstanding) == (D("-12.50"), left)


def test_elsewhere_the_form_does_not_ask_and_the_database_refuses(client_of: Callable[[User], Client]) -> None:
    stage, loan = lent(since=TODAY - timedelta(days=10))
    url = reverse("loan-change-ask", args=[loan.ref])
    form = {"kind": "pause", "months": "2", "reason": "ill", "cost": "12.50", "cost_proof": "x", "preview": "1"}
    page = client_of(stage.advisor).post(url, form).content.decode()
    assert "ask no fee for new dates" in page
    assert 'name="cost"' not in page
    with pytest.raises((IntegrityError, InternalError), match="nothing of this kind"), transaction.atomic():
        Movement.objects.create(
            loan=loan, kind="change_cost", value_date=TODAY, late=5, note="x", reference="x", recorded_by="sql"
        )
