"""The pages of a loan in parts: the form of the offer, the price, the contract, the guarantor's page, paying out."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from loans.applications.contract_paper import paper_of
from portal.models import User
from portal.roles import Role
from tests.factories import OfficeFactory, member
from tests.loans.stages import proposed, running
from tests.loans.test_parts import ago, in_parts, terms_in_parts

ClientOf = Callable[[User], Client]
TODAY = timezone.localdate()

pytestmark = pytest.mark.django_db


def test_the_offer_takes_the_later_parts(client_of: ClientOf) -> None:
    stage = proposed(state="in_review", terms=terms_in_parts())
    client, url = client_of(stage.advisor), reverse("offer", args=[stage.application.ref])
    start = TODAY + timedelta(days=10)
    form = {
        "terms": stage.application.terms_id,
        "principal": "5000",
        "months": "24",
        "grace": "3",
        "disburse_on": start.isoformat(),
        "first_due": (start + timedelta(days=30)).isoformat(),
        "beside": "",
        "assessment": "",
    }
    part = {
        "part2_amount": "2000",
        "part2_on": (start + timedelta(days=40)).isoformat(),
        "part2_before": "The lease is signed",
    }
    shown = client.post(url, form | part | {"show": "price"}).content.decode()
    assert "First €2,750.00" in shown
    assert "when this is so: The lease is signed" in shown
    lacking = client.post(url, form | {"part2_amount": "2000"}).content.decode()
    assert "A part has an amount and a day." in lacking
    gap = {name.replace("part2", "part3"): value for name, value in part.items()}
    assert "the part before this one first" in client.post(url, form | gap).content.decode()
    wrong = client.post(url, form | part | {"part2_on": start.isoformat()}).content.decode()
    assert "one after the other" in wrong
    assert client.post(url, form | part).status_code == 302
    assert [each.amount for each in stage.application.parts.all()] == [3000, 2000]
    again = client.get(url).content.decode()
    assert 'value="The lease is signed"' in again
    assert '<details class="why mb-3" open>' in again


def test_a_product_that_is_paid_out_at_once_asks_nothing(client_of: ClientOf) -> None:
    stage = proposed(state="in_review")
    page = client_of(stage.advisor).get(reverse("offer", args=[stage.application.ref])).content.decode()
    assert "part2_amount" not in page


def test_the_desk_pays_out_the_next_part_once(client_of: ClientOf) -> None:
    stage, loan = in_parts()
    url, client = reverse("loan-part", args=[loan.ref]), client_of(stage.manager)
    assert url in client.get(reverse("loan", args=[loan.ref])).content.decode()
    page = client.get(url).content.decode()
    assert "€1,500.00" in page
    assert "The lease is signed" in page
    reference = re.search(r'name="reference" value="(P-[0-9A-F]+)"', page)
    assert reference is not None
    form = {"on": ago(3).isoformat(), "reference": reference.group(1), "number": "2"}
    assert "Look first whether this is so" in client.post(url, form).content.decode()
    for _again in range(2):
        client.post(url, form | {"met": "on"})
    assert loan.movements.filter(kind="disbursement").count() == 2
    parts = client.get(reverse("loan", args=[loan.ref])).context["parts"]
    assert (parts.out, parts.coming, parts.next.part.number) == (4500, 500, 3)
    assert parts.parts[1].part.met_by == stage.manager


def test_whoever_proposed_reads_why_not_and_a_loan_at_once_has_no_such_page(client_of: ClientOf) -> None:
    stage, loan = in_parts()
    assert client_of(stage.advisor).get(reverse("loan-part", args=[loan.ref])).status_code == 403
    stranger = member(Role.OFFICE_MANAGER, office=OfficeFactory())
    assert client_of(stranger).get(reverse("loan-part", args=[loan.ref])).status_code == 404
    other, at_once = running()
    assert client_of(other.manager).get(reverse("loan-part", args=[at_once.ref])).status_code == 302


def test_she_sees_what_is_paid_out_and_what_is_still_to_come(client_of_person: Callable[..., Client]) -> None:
    stage, loan = in_parts()
    client = client_of_person(stage.application.case.person)
    found = client.get(reverse("my-loan", args=[loan.ref]))
    page = found.content.decode()
    assert found.context["parts"].coming == 2000
    assert "is still to be paid out to you" in page
    assert "Pay out the next part" not in page


def test_the_contract_says_the_parts() -> None:
    stage, _loan = in_parts()
    text = paper_of(stage.application, "nl")
    assert text is not None
    assert "The lease is signed" in str(text)


def test_the_page_of_a_loan_takes_few_queries(client_of: ClientOf) -> None:
    stage, loan = in_parts()
    client = client_of(stage.manager)
    client.get(reverse("loan", args=[loan.ref]))
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("loan", args=[loan.ref]))
    assert len(queries) <= 26, [query["sql"][:90] for query in queries]
