"""The pages of running loans: by HTTP, as staff and as the borrower."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from applicants.models import Person
from loans.ledger.models import Movement
from portal.models import User
from portal.roles import Role
from tests.factories import OfficeFactory, member
from tests.loans.stages import lent, running

ClientOf = Callable[[User], Client]
ClientOfPerson = Callable[[Person], Client]
TODAY = timezone.localdate()

pytestmark = pytest.mark.django_db


def begun(client: Client, url: str) -> dict[str, str]:
    """The form as the page brings it."""
    page = client.get(url).content.decode()
    return {name: value for name in ("amount", "on", "reference") for value in [_value(page, name)]}


def _value(page: str, name: str) -> str:
    tag = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    assert tag is not None
    value = re.search(r'value="([^"]*)"', tag.group(0))
    assert value is not None
    return value.group(1)


def test_the_page_shows_schedule_balance_lateness_and_movements(client_of: ClientOf) -> None:
    stage, loan = lent(since=TODAY - timedelta(days=70), first_due=TODAY - timedelta(days=40))
    text = client_of(stage.advisor).get(reverse("loan", args=[loan.ref])).content.decode()
    for part in ("€5,000.00", "€208.33", "€208.41", "late", "paid out", "Book a payment"):
        assert part in text


def test_a_row_without_an_amount_is_not_called_paid(client_of: ClientOf) -> None:
    stage, loan = lent(since=TODAY - timedelta(days=70), grace=2)
    page = client_of(stage.advisor).get(reverse("loan", args=[loan.ref]))
    assert [row.mark for row in page.context["rows"][:3]] == ["nothing", "nothing", "next"]


def test_a_form_sent_twice_books_once(client_of: ClientOf) -> None:
    stage, loan = running()
    client, url = client_of(stage.advisor), reverse("loan-repay", args=[loan.ref])
    form = begun(client, url)
    assert form["amount"] == "208.33"
    for _again in range(2):
        assert client.post(url, form)["Location"] == reverse("loan", args=[loan.ref])
    assert Movement.objects.filter(kind="repayment").count() == 1
    # The page opened anew is another payment.
    client.post(url, begun(client, url))
    assert Movement.objects.filter(kind="repayment").count() == 2


@pytest.mark.parametrize("language", ["nl", "fr", "fa"])
def test_the_form_takes_what_it_brings_in_the_language_of_the_page(client_of: ClientOf, language: str) -> None:
    stage, loan = running()
    with translation.override(language):
        client, url = client_of(stage.advisor), reverse("loan-repay", args=[loan.ref])
    client.post(url, begun(client, url))
    assert str(Movement.objects.get(kind="repayment").cash) == "-208.33"


def test_amounts_and_days_in_persian_digits_are_read(client_of: ClientOf) -> None:
    stage, loan = running()
    client, url = client_of(stage.advisor), reverse("loan-repay", args=[loan.ref])
    client.post(url, begun(client, url) | {"amount": "۱۰۰٫۵۰"})
    assert str(Movement.objects.get(kind="repayment").cash) == "-100.50"


def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(client_of: ClientOf) -> None:
    stage, loan = running()
    client, url = client_of(stage.advisor), reverse("loan-repay", args=[loan.ref])
    sent = begun(client, url) | {"amount": "9000", "note": "by her brother"}
    text = client.post(url, sent).content.decode()
    assert "At most €5,000.00 can be paid now." in text
    assert "by her brother" in text
    assert sent["reference"] in text


def test_a_payment_is_reversed_with_a_reason(client_of: ClientOf) -> None:
    stage, loan = running()
    client, url = client_of(stage.advisor), reverse("loan-repay", args=[loan.ref])
    client.post(url, begun(client, url))
    reverse_url = reverse("movement-reverse", args=[loan.ref, 3])
    assert reverse_url in client.get(reverse("loan", args=[loan.ref])).content.decode()
    client.post(reverse_url, {"note": " "})
    assert not Movement.objects.filter(kind="reversal").exists()
    client.post(reverse_url, {"note": "booked on the wrong loan"})
    text = client.get(reverse("loan", args=[loan.ref])).content.decode()
    assert "booked on the wrong loan" in text
    assert reverse_url not in text
    assert [client.get(reverse("movement-reverse", args=[loan.ref, n])).status_code for n in (0, 1, 9)] == [404] * 3


@pytest.mark.parametrize("name", ["loan", "loan-repay"])
def test_another_office_gets_404_and_a_wrong_role_403(client_of: ClientOf, name: str) -> None:
    _stage, loan = running()
    url = reverse(name, args=[loan.ref])
    assert client_of(member(Role.OFFICE_MANAGER, office=OfficeFactory())).get(url).status_code == 404
    assert client_of(member(Role.ADMINISTRATOR)).get(url).status_code == 403
    assert client_of(member(Role.PARTNER)).get(url).status_code == 403


def test_an_auditor_reads_figures_and_no_names(client_of: ClientOf) -> None:
    stage, loan = running()
    person = stage.application.case.person
    client = client_of(member(Role.AUDITOR))
    for url in (reverse("loans"), reverse("loan", args=[loan.ref])):
        text = client.get(url).content.decode()
        assert "€5,000.00" in text
        assert person.full_name not in text
        assert person.latin_name not in text
    assert client.get(reverse("loan-repay", args=[loan.ref])).status_code == 403


def test_the_list_is_filtered_by_codes_and_costs_the_same_with_one_and_three(client_of: ClientOf) -> None:
    stage, loan = running()
    client = client_of(member(Role.HEAD_OFFICE))
    url = reverse("loans")
    client.get(url)
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(url)
        counts.append(len(queries))
        for _more in range(2):
            running()
    assert counts[0] == counts[1] <= 12
    only = client.get(url, {"office": stage.office.code}).content.decode()
    assert only.count('class="row-link"') == 1
    assert reverse("loan", args=[loan.ref]) in only
    assert "No loan fits" in client.get(url, {"state": "repaid"}).content.decode()


def test_she_sees_what_is_left_and_every_date(client_of_person: ClientOfPerson, client_of: ClientOf) -> None:
    stage, loan = running()
    staff, pay = client_of(stage.advisor), reverse("loan-repay", args=[loan.ref])
    staff.post(pay, begun(staff, pay))
    client = client_of_person(stage.application.case.person)
    home = client.get(reverse("my-home")).content.decode()
    url = reverse("my-loan", args=[loan.ref])
    assert url in home
    assert "€4,791.67" in home
    text = client.get(url).content.decode()
    for part in ("€4,791.67", "€208.33", "€208.41", "What you paid"):
        assert part in text


def test_lateness_is_said_kindly_and_nobody_else_reads_it(client_of_person: ClientOfPerson) -> None:
    stage, loan = lent(since=TODAY - timedelta(days=70), first_due=TODAY - timedelta(days=40))
    url = reverse("my-loan", args=[loan.ref])
    assert "we find a way together" in client_of_person(stage.application.case.person).get(url).content.decode()
    other: Any = running()[0].application.case.person
    assert client_of_person(other).get(url).status_code == 404
