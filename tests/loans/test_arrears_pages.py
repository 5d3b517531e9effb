"""The pages about late loans: by HTTP, as staff."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from loans.arrears.models import FollowUp
from loans.arrears.refresh import refresh_all
from portal.actors import system
from portal.models import User
from portal.roles import Role
from tests.factories import OfficeFactory, member
from tests.loans.stages import lent, running

ClientOf = Callable[[User], Client]
TODAY = timezone.localdate()

pytestmark = pytest.mark.django_db


def late_by(days: int) -> Any:
    stage, loan = lent(since=TODAY - timedelta(days=days + 30), first_due=TODAY - timedelta(days=days))
    refresh_all(by=system("arrears"), today=TODAY)
    return stage, loan


def test_the_list_shows_the_latest_first_with_their_ageing(client_of: ClientOf) -> None:
    _stage, some = late_by(20)
    _stage, more = late_by(100)
    running()
    page = client_of(member(Role.HEAD_OFFICE)).get("/en/desk/ledger/late/")
    assert [line.late.loan for line in page.context["lines"]] == [more, some]
    assert [bar.count for bar in page.context["bars"]] == [1, 0, 0, 1, 0]
    narrowed = page.client.get("/en/desk/ledger/late/?band=91")
    assert [line.late.loan for line in narrowed.context["lines"]] == [more]
    assert [bar.count for bar in narrowed.context["bars"]] == [1, 0, 0, 1, 0], "the picture stays whole"


def test_another_office_and_an_unknown_filter_show_nothing_wrong(client_of: ClientOf) -> None:
    stage, loan = late_by(20)
    stranger = client_of(member(Role.OFFICE_MANAGER, office=OfficeFactory()))
    assert "Nobody is late" in stranger.get("/en/desk/ledger/late/").content.decode()
    hers = client_of(stage.manager).get("/en/desk/ledger/late/?band=7&office=nowhere")
    assert [line.late.loan for line in hers.context["lines"]] == [loan]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_number_of_questions_for_any_number_of_rows(client_of: ClientOf, rows: int) -> None:
    for number in range(rows):
        late_by(20 + number)
    client = client_of(member(Role.HEAD_OFFICE))
    client.get("/en/desk/ledger/late/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/en/desk/ledger/late/")
    assert len(asked) == 9


def test_a_follow_up_is_logged_and_read_on_the_loan(client_of: ClientOf) -> None:
    stage, loan = late_by(20)
    client, url = client_of(stage.advisor), reverse("loan-follow-up", args=[loan.ref])
    form = {"at": f"{TODAY:%Y-%m-%d}T00:01", "kind": "phone", "note": "Ze betaalt vrijdag."}
    promise = {"promised_amount": "۱۰۰", "promised_by": f"{TODAY + timedelta(days=3):%Y-%m-%d}"}
    assert client.post(url, form | promise)["Location"] == reverse("loan", args=[loan.ref])
    page = client.get(reverse("loan", args=[loan.ref])).content.decode()
    for part in ("Ze betaalt vrijdag.", "€100.00", "not yet due"):
        assert part in page


def test_half_a_promise_is_asked_for_and_nothing_is_lost(client_of: ClientOf) -> None:
    stage, loan = late_by(20)
    url = reverse("loan-follow-up", args=[loan.ref])
    form = {"at": f"{TODAY:%Y-%m-%d}T00:01", "kind": "visit", "note": "At the shop.", "promised_amount": "50"}
    page = client_of(stage.advisor).post(url, form).content.decode()
    assert "A promise needs a day." in page
    assert "At the shop." in page
    assert not FollowUp.objects.exists()


def test_who_sees_no_names_reads_no_notes(client_of: ClientOf) -> None:
    stage, loan = late_by(20)
    FollowUp.objects.create(loan=loan, kind="phone", note="Her husband is ill.", by=stage.advisor)
    client = client_of(member(Role.AUDITOR))
    assert "Her husband is ill." not in client.get(reverse("loan", args=[loan.ref])).content.decode()
    assert client.get("/en/desk/ledger/late/").status_code == 200
