"""A plan from a phone with scripts off, in Persian with Persian digits, read at the desk in Dutch, printed in both."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from applicants.models import Plan
from tests.applicants.journeys import PERSIAN
from tests.browser.conftest import DESKTOP, Watched
from tests.browser.steps import Visitor, no_axe_violations
from tests.conftest import session_of_person, session_of_user
from tests.factories import assigned_case


def carries(page: Page, client: Client, address: str) -> None:
    """The browser has the session of this client."""
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": address}])


def prints(visitor: Visitor, name: str, folder: Path) -> str:
    """Follow the link to the PDF; the language in which it is set."""
    with visitor.page.expect_download() as waiting:
        visitor.page.get_by_role("link", name=name).click()
    kept = folder / waiting.value.suggested_filename
    waiting.value.save_as(kept)
    with pikepdf.open(kept) as opened:
        return str(opened.Root.Lang)


@pytest.mark.django_db(transaction=True)
def test_written_in_persian_read_in_dutch_and_printed_in_both(
    open_browser: Callable[..., Page], watched: Watched, tmp_path: Path
) -> None:
    case = assigned_case()
    hers = open_browser("fa", scripts=False)
    carries(hers, session_of_person(case.person), watched.own_host)
    client = Visitor(hers, "fa", watched.problems, PERSIAN)

    client.goes_to("/fa/me/")
    client.follows("Begin the plan")
    client.fills_in({"sales": "1200", "purchases": "300", "costs": "400٫50", "household": "600", "loan": "80"})
    client.presses("Show me the plan")
    client.reads("۱۲", client.word("Costs of the business"))
    client.page.locator('main a[href$="/page/costs/"]').click()
    client.fills_in({"name_1": "کرایهٔ دکان", "amount_1": "650", "name_2": "برق", "amount_2": "70"})
    client.presses("Add up, and one more line")
    client.reads("720.00")
    client.fills_in({"name_4": "بیمه", "amount_4": "30"})
    client.presses("Save and show the plan")
    client.reads("کرایهٔ دکان", "برق", "بیمه")
    assert "کم دارید" in client.text, "the money runs out, and that is said"
    assert prints(client, f"{client.word('As PDF')} · فارسی / دری", tmp_path) == "fa"

    plan = Plan.objects.get(case=case)
    costs = [(line.name, line.amount) for line in plan.newest.figures.of("costs")]
    assert costs == [("کرایهٔ دکان", Decimal(650)), ("برق", Decimal(70)), ("بیمه", Decimal(30))]

    his = open_browser("nl", size=DESKTOP)
    assert case.advisor is not None
    carries(his, session_of_user(case.advisor.user), watched.own_host)
    advisor = Visitor(his, "nl", watched.problems, look=no_axe_violations)
    advisor.goes_to(f"/nl/desk/cases/{case.ref}/")
    advisor.follows("Open the plan")
    advisor.reads("Kosten van de zaak", "هزینه‌های کسب‌وکار", "کرایهٔ دکان", "komt u")
    assert prints(advisor, "Als PDF · Nederlands", tmp_path) == "nl"
    assert prints(advisor, "Als PDF · فارسی / دری", tmp_path) == "fa"
    advisor.fills_in({"page": "costs", "text": "مالیات را هم حساب کرده‌اید؟"})
    advisor.presses("Put it on the plan")

    client.goes_to(f"/fa/me/plan/{case.ref}/")
    client.reads("مالیات را هم حساب کرده‌اید؟")
