"""The pages of lateness, gifts and statements, by HTTP."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from applicants.models import Person
from loans.ledger.gifts import CharityGift
from portal.models import User
from tests.factories import TermsFactory
from tests.loans.stages import lent
from tests.loans.test_ledger_pages import begun

ClientOf = Callable[[User], Client]
ClientOfPerson = Callable[[Person], Client]
TODAY = timezone.localdate()

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def test_from_a_promise_to_the_charity(client_of: ClientOf) -> None:
    stage, loan = lent(since=TODAY - timedelta(days=32), terms=TermsFactory(late_policy="charity"))
    client, manager = client_of(stage.advisor), client_of(stage.manager)
    page = reverse("loan", args=[loan.ref])
    assert "Note a promised gift" in client.get(page).content.decode()
    url = reverse("loan-late-add", args=[loan.ref])
    form = {"amount": "20", "on": TODAY.isoformat(), "reference": "L-1"}
    assert "This field is required" in client.post(url, form).content.decode()
    for _twice in range(2):
        client.post(url, form | {"note": "promised by phone"})
    assert loan.movements.filter(kind="charity").count() == 1
    repay = reverse("loan-repay", args=[loan.ref])
    client.post(repay, begun(client, repay))
    pay = reverse("loan-late-pay", args=[loan.ref])
    assert begun(client, pay)["amount"] == "20"
    client.post(pay, begun(client, pay))
    receipt = client.get(reverse("payment-paper", args=[loan.ref, loan.movements.count()]))
    assert receipt["Content-Type"] == "application/pdf"
    told = {"charity": "Voedselbank", "amount": "12", "on": TODAY.isoformat(), "proof": "transfer 12"}
    manager.post(reverse("charity-pass"), told)
    assert CharityGift.objects.get().amount == 12
    text = client.get(reverse("charity")).content.decode()
    for part in ("€20.00", "€12.00", "€8.00", "Voedselbank"):
        assert part in text


def test_the_statement_is_read_and_printed_as_of_a_day(client_of: ClientOf, client_of_person: ClientOfPerson) -> None:
    stage, loan = lent(since=TODAY - timedelta(days=32), terms=TermsFactory(late_policy="costs"))
    staff, her = client_of(stage.advisor), client_of_person(stage.application.case.person)
    for client, name in ((staff, "loan-statement"), (her, "my-loan-statement")):
        with translation.override("en"):
            url = reverse(name, args=[loan.ref])
        assert "€208.33" in client.get(url).content.decode()
        assert "between the day" in client.get(url, {"day": "2001-01-01"}).content.decode()
        early = client.get(url, {"day": (TODAY - timedelta(days=10)).isoformat()}).context["statement"]
        assert (early.due, early.on) == (0, TODAY - timedelta(days=10))
        for language in ("en", "ar"):
            with translation.override(language):
                paper = client.get(reverse(f"{name}-paper", args=[loan.ref]))
            assert paper.content.startswith(b"%PDF")
