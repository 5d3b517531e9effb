"""The pages of funds: the list, a fund with its loans, allotting, including; who reads names and who figures."""

import csv
from collections.abc import Callable
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from loans.funds.sheet import safe
from loans.models import Allotment, Fund
from portal.models import Entry, User
from portal.roles import Role
from tests.factories import AllotmentFactory, FundFactory, member
from tests.loans.stages import Stage, approved

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
TODAY = timezone.localdate()


def strict() -> Fund:
    fund: Fund = FundFactory(name="Seed", code="seed")
    fund.rules.create(kind="amount", most=Decimal(4000))
    return fund


def sent(fund: Fund, **fields: str) -> dict[str, str]:
    return {"fund": fund.code, "share": "50", "begins": TODAY.isoformat(), "reason": ""} | fields


def test_allotted_with_the_rules_in_view_and_included_by_the_manager(client_of: ClientOf) -> None:
    stage, fund = approved(), strict()
    advisor, manager = client_of(stage.advisor), client_of(stage.manager)
    url = reverse("fund-allot", args=[stage.application.ref])
    looked = advisor.get(url, {"fund": "seed"}).content.decode()
    assert "Amount lent: at most €4,000.00" in looked
    assert "This loan: €5,000.00." in looked
    looked = advisor.post(url, sent(fund, preview="1", share="۵۰")).content.decode()
    assert "1 rule is not met" in looked
    refused = advisor.post(url, sent(fund)).content.decode()
    assert "why the loan belongs here" in refused
    assert not Allotment.objects.exists()
    assert advisor.post(url, sent(fund, reason="Mail of May.")).status_code == 302
    page = reverse("allotment", args=[stage.application.ref, 1])
    assert "Include in the fund" not in advisor.get(page).content.decode()
    assert "Mail of May." in manager.get(page).content.decode()
    manager.post(reverse("allotment-include", args=[stage.application.ref, 1]))
    assert Allotment.objects.get().state == "included"
    assert "Seed" in manager.get(reverse("application", args=[stage.application.ref])).content.decode()


@pytest.mark.parametrize("wrong", [{"share": ""}, {"amount": "100"}, {"share": "120"}, {"fund": "nothing"}])
def test_what_is_wrong_is_said_and_nothing_is_kept(client_of: ClientOf, wrong: dict[str, str]) -> None:
    stage, fund = approved(), strict()
    url = reverse("fund-allot", args=[stage.application.ref])
    page = client_of(stage.advisor).post(url, sent(fund, reason="Mail of May.") | wrong)
    assert page.status_code == 200
    assert "Mail of May." in page.content.decode()
    assert not Allotment.objects.exists()


def test_a_way_out_that_needs_a_reason_asks_for_it(client_of: ClientOf) -> None:
    stage = approved()
    AllotmentFactory(application=stage.application)
    url, manager = reverse("allotment-end", args=[stage.application.ref, 1]), client_of(stage.manager)
    assert "Please write the reason." in manager.post(url, {"do": "exclude"}).content.decode()
    assert manager.post(url, {"do": "include"}).status_code == 302
    assert client_of(stage.advisor).post(url, {"do": "drop"}).status_code == 302
    assert Allotment.objects.get().state == "excluded"


def carried() -> tuple[Stage, Fund]:
    stage = approved()
    share = AllotmentFactory(application=stage.application, fund=strict(), reason="Because of her age.", unmet=True)
    person = stage.application.case.person
    person.full_name = person.latin_name = "Maryam Sadat"
    person.save()
    return stage, share.fund


def test_names_are_for_those_who_may_see_the_file(client_of: ClientOf) -> None:
    stage, fund = carried()
    url = reverse("fund", args=[fund.code])
    assert "Maryam Sadat" in client_of(stage.advisor).get(url).content.decode()
    elsewhere = client_of(member(Role.ADVISOR)).get(url).content.decode()
    assert "Of other offices: 1 loan" in elsewhere
    assert "Maryam" not in elsewhere
    auditor = client_of(member(Role.AUDITOR))
    assert "1,000.00" in auditor.get(url).content.decode()
    assert "Maryam" not in auditor.get(url).content.decode()
    share = auditor.get(reverse("allotment", args=[stage.application.ref, 1])).content.decode()
    assert "Because of her age." not in share


def test_the_file_holds_what_the_reader_may_see_and_is_on_record(client_of: ClientOf) -> None:
    stage, fund = carried()
    url = reverse("fund-sheet", args=[fund.code])
    answer: Any = client_of(stage.manager).get(url)
    rows = list(csv.reader(StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert rows[1][1] == "Maryam Sadat"
    assert Entry.objects.of(fund).looks().exists()
    answer = client_of(member(Role.AUDITOR)).get(url)
    assert "Maryam" not in answer.getvalue().decode()
    assert [safe(cell) for cell in ("=1+1", "@x", "-5", "5")] == ["'=1+1", "'@x", "'-5", "5"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_lists_ask_the_same_number_of_questions(
    client_of: ClientOf, django_assert_num_queries: Any, rows: int
) -> None:
    fund = strict()
    for _ in range(rows):
        AllotmentFactory(application=approved().application, fund=fund, unmet=True, reason="x")
    for _ in range(rows - 1):
        FundFactory()
    client = client_of(member(Role.HEAD_OFFICE))
    client.get(reverse("fund-list"))
    with django_assert_num_queries(4):
        client.get(reverse("fund-list"))
    with django_assert_num_queries(7):
        client.get(reverse("fund", args=[fund.code]))


def test_a_fund_with_its_rules_is_set_up_in_the_back_office(client_of: ClientOf) -> None:
    client, url = client_of(member(Role.ADMINISTRATOR)), reverse("admin:loans_fund_add")
    data = {"code": "new", "kind": "lending", "name_en": "New", "funder": "Haven", "valid_from": "2026-01-01"}
    data |= {"ceiling": "۵۰۰۰۰", "rules-TOTAL_FORMS": "1", "rules-INITIAL_FORMS": "0", "rules-0-kind": "country"}
    refused = client.post(url, data | {"rules-0-among": ["ghent"]}).content.decode()
    assert "Choose only what the rule is about." in refused or "Select a valid choice" in refused
    assert client.post(url, data | {"rules-0-among": ["BE", "FR"]}).status_code == 302
    fund = Fund.objects.get()
    assert fund.ceiling == Decimal(50000)
    assert fund.rules.get().among == ["BE", "FR"]
