"""The offer and the receipt on paper: in whose language, for whom, and what stands on them."""

import io
from collections.abc import Callable
from dataclasses import astuple
from decimal import Decimal
from typing import Any

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from applicants.models import Person
from loans.applications.offer_paper import offer_on_paper
from loans.applications.told import told_of
from loans.ledger.actions import book_repayment
from loans.ledger.actions import reverse as take_back
from loans.ledger.receipt import receipt
from portal.models import User
from portal.pdf.document import Document
from portal.roles import Role
from tests.factories import ApplicationFactory, member
from tests.loans.stages import running

Staff = Callable[[User], Client]
Hers = Callable[[Person], Client]
TODAY = timezone.localdate()

pytestmark = pytest.mark.django_db


def language_of(answer: Any) -> str:
    assert answer["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.content)) as opened:
        return str(opened.Root.Lang)


def said(document: Document) -> str:
    """All text of a document."""
    return _joined(astuple(document))


def _joined(part: Any) -> str:
    return part if isinstance(part, str) else "\n".join(map(_joined, part)) if isinstance(part, (tuple, list)) else ""


@pytest.mark.parametrize(("asked", "language"), [("fa", "fa"), ("", "en"), ("xx", "en")])
def test_an_offer_on_paper_in_her_language_and_the_advisors(client_of: Staff, asked: str, language: str) -> None:
    application = ApplicationFactory(proposed=True)
    office = application.case.office
    page = reverse("offer-paper", args=[application.ref])
    assert language_of(client_of(member(Role.OFFICE_MANAGER, office=office)).get(page, {"language": asked})) == language


@pytest.mark.parametrize("language", ["en", "fr", "nl", "ar", "fa", "ps", "ur"])
def test_an_offer_on_paper_says_all_that_the_page_says(language: str) -> None:
    application = ApplicationFactory(proposed=True)
    told = told_of(application)
    assert told is not None
    with translation.override(language):
        text = said(offer_on_paper(told, name="Zahra", number="ABCD"))
        for part in (*told.assumptions, told.lateness, told.early, told.office.name, "Zahra"):
            assert part in text


def test_she_takes_her_own_offer_home_and_nobody_elses(client_of_person: Hers) -> None:
    proposed, draft = ApplicationFactory(proposed=True), ApplicationFactory()
    hers = client_of_person(proposed.case.person)
    assert language_of(hers.get(reverse("my-offer-paper", args=[proposed.ref]))) == "en"
    assert client_of_person(draft.case.person).get(reverse("my-offer-paper", args=[proposed.ref])).status_code == 404
    assert client_of_person(draft.case.person).get(reverse("my-offer-paper", args=[draft.ref])).status_code == 404


def test_a_receipt_for_a_payment_that_counts(client_of: Staff, client_of_person: Hers) -> None:
    stage, loan = running()
    payment = book_repayment(by=stage.proposer, loan=loan, amount=Decimal(100), on=TODAY, reference="R-1")
    number = list(loan.movements.order_by("pk")).index(payment) + 1
    person = loan.application.case.person
    hers, theirs = client_of_person(person), client_of(stage.advisor)
    assert language_of(hers.get(reverse("my-payment-paper", args=[loan.ref, number]))) == "en"
    assert language_of(theirs.get(reverse("payment-paper", args=[loan.ref, number]))) == person.language
    assert (
        reverse("my-payment-paper", args=[loan.ref, number])
        in hers.get(reverse("my-loan", args=[loan.ref])).content.decode()
    )
    text = said(receipt(loan, payment, "Zahra"))
    assert f"€{-payment.cash:,.2f}" in text
    assert payment.reference in text

    take_back(by=stage.proposer, movement=payment, note="Wrong loan")

    for client, name in ((hers, "my-payment-paper"), (theirs, "payment-paper")):
        assert client.get(reverse(name, args=[loan.ref, number])).status_code == 404
        assert client.get(reverse(name, args=[loan.ref, 1])).status_code == 404  # it was paid out to her
