"""The pipeline: a board and a table over the same filters, which an address carries as codes."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from loans.applications.models import Application
from loans.pipeline.queries import CARDS, columns
from portal.accounts.scope import actor_for_user
from portal.models import User
from portal.roles import Role
from tests.factories import (
    AdvisorFactory,
    ApplicationFactory,
    CaseFactory,
    OfficeFactory,
    PersonFactory,
    member,
)

ClientOf = Callable[[User], Client]
URL = "/en/desk/pipeline/"

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def names(text: str, applications: Sequence[Application]) -> list[bool]:
    return [reverse("application", args=[each.ref]) in text for each in applications]


@pytest.mark.parametrize("view", ["board", "table"])
def test_costs_the_same_with_one_and_three_rows(client_of: ClientOf, view: str) -> None:
    client = client_of(member(Role.HEAD_OFFICE))
    client.get(URL)
    counts = []
    for _round in range(2):
        ApplicationFactory(case=CaseFactory(advisor=AdvisorFactory()))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(URL, {"view": view}).status_code == 200
        counts.append(len(queries))
        ApplicationFactory(proposed=True)
    assert counts[0] == counts[1] <= 12


def test_a_column_counts_and_sums_all_and_shows_who_waits_longest_first(client_of: ClientOf) -> None:
    office = OfficeFactory()
    made = []
    for number in range(CARDS + 2):
        since = timezone.now() - timedelta(days=number)
        made.append(ApplicationFactory(case=CaseFactory(office=office), state="submitted", state_since=since))
    ApplicationFactory(case=CaseFactory(office=office), proposed=True, principal=Decimal(3000), amount_wished=9000)
    ApplicationFactory(case=CaseFactory(office=office), state="withdrawn")
    ApplicationFactory(case=CaseFactory(office=office, draft=False), state="draft")
    board = {each.state.name: each for each in columns(actor_for_user(member(Role.HEAD_OFFICE)), {})}
    submitted = board["submitted"]
    assert (submitted.count, submitted.amount) == (CARDS + 2, Decimal(5000) * (CARDS + 2))
    assert [card.application.pk for card in submitted.cards] == [each.pk for each in made[:1:-1]]
    assert [card.days for card in submitted.cards] == list(range(CARDS + 1, 1, -1))
    assert (board["proposed"].count, board["proposed"].amount) == (1, Decimal(3000))
    assert set(board) == {
        "submitted", "in_review", "information_needed", "proposed", "deferred", "approved", "accepted", "signed",
    }  # fmt: skip
    text = client_of(member(Role.HEAD_OFFICE)).get(URL).content.decode()
    assert "?view=table&amp;state=submitted" in text
    assert f"Show all {CARDS + 2}" in text


def test_each_filter_narrows_board_and_table_alike(client_of: ClientOf) -> None:
    advisor = AdvisorFactory()
    case = CaseFactory(advisor=advisor, waiting_on="manager", person=PersonFactory(speaks=["ti"]))
    wanted = ApplicationFactory(case=case, proposed=True)
    other = ApplicationFactory()
    client = client_of(member(Role.HEAD_OFFICE))
    filters = {
        "office": case.office.code,
        "advisor": str(advisor.pk),
        "language": "ti",
        "product": wanted.terms.product.code,
        "state": "proposed",
        "waiting": "manager",
    }
    for name, value in [*filters.items(), ("all", "")]:
        asked = filters if name == "all" else {name: value}
        for view in ("board", "table"):
            text = client.get(URL, asked | {"view": view}).content.decode()
            assert names(text, [wanted, other]) == [True, False], (name, view)
    assert names(client.get(URL, {"office": "gone", "state": "x"}).content.decode(), [wanted, other]) == [True, True]


def test_what_has_ended_is_shown_when_asked_for_by_state(client_of: ClientOf) -> None:
    ended = ApplicationFactory(state="withdrawn")
    client = client_of(member(Role.HEAD_OFFICE))
    assert names(client.get(URL, {"view": "table"}).content.decode(), [ended]) == [False]
    assert names(client.get(URL, {"view": "table", "state": "withdrawn"}).content.decode(), [ended]) == [True]
    assert names(client.get(URL, {"state": "withdrawn"}).content.decode(), [ended]) == [True]


def test_the_table_has_pages_that_miss_nobody_and_repeat_nobody(client_of: ClientOf) -> None:
    same = timezone.now()
    made: list[Application] = [ApplicationFactory(state_since=same) for _ in range(32)]
    client = client_of(member(Role.HEAD_OFFICE))
    first = client.get(URL, {"view": "table"})
    second = client.get(URL, {"view": "table", "after": first.context["page"].next})
    seen = [names(page.content.decode(), made).count(True) for page in (first, second)]
    assert seen == [30, 2]
    assert second.context["page"].next == ""


def test_each_sees_the_offices_that_are_hers(client_of: ClientOf) -> None:
    mine, theirs = ApplicationFactory(), ApplicationFactory()
    text = client_of(member(Role.OFFICE_MANAGER, office=mine.case.office)).get(URL).content.decode()
    assert names(text, [mine, theirs]) == [True, False]
    assert theirs.case.office.code not in text
    assert client_of(member(Role.ADMINISTRATOR)).get(URL).status_code == 403
    assert client_of(member(Role.PARTNER)).get(URL).status_code == 403


@pytest.mark.parametrize("view", ["board", "table"])
def test_an_auditor_sees_figures_and_no_names(client_of: ClientOf, view: str) -> None:
    person = ApplicationFactory().case.person
    text = client_of(member(Role.AUDITOR)).get(URL, {"view": view}).content.decode()
    assert "€5,000.00" in text
    assert person.full_name not in text
    assert person.latin_name not in text


def test_an_empty_pipeline_says_what_to_do(client_of: ClientOf) -> None:
    client = client_of(member(Role.HEAD_OFFICE))
    assert "They appear here when somebody asks for a loan." in client.get(URL).content.decode()
    assert "Choose fewer filters." in client.get(URL, {"state": "signed"}).content.decode()
