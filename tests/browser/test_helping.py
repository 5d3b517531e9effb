"""A phone that is shared, with scripts off: a son helps his mother to apply, and each finds the own file again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from applicants.helping.models import Helping
from applicants.models import Answer, Contact
from tests.applicants.journeys import PERSIAN, furnish
from tests.browser.applying import IN_PASHTO, PHONE_NUMBER, answers_questions, enters_code, sends, typed
from tests.browser.conftest import Watched
from tests.browser.steps import Visitor
from tests.factories import CaseFactory, PersonFactory


@pytest.mark.django_db(transaction=True)
def test_a_son_helps_and_both_come_back_by_one_phone(open_browser: Callable[..., Page], watched: Watched) -> None:
    furnish()
    helper = Visitor(open_browser("ps", scripts=False), "ps", watched.problems, PERSIAN)
    helper.goes_to("/ps/apply/")
    helper.follows("I help somebody else")
    helper.fills_in({"name": "سمیع", "relation": "family", "begun": "no"})
    helper.presses("Continue")
    answers_questions(helper, typed(**IN_PASHTO), until="birth")
    assert "زرغونه" in helper.page.locator(".banner").inner_text()
    answers_questions(helper, typed(**IN_PASHTO))
    sends(helper)
    helper.presses("Stop helping", within=helper.page.get_by_role("main"))
    assert Helping.objects.get().name == "سمیع"
    assert set(Answer.objects.values_list("typed_by", flat=True)) == {f"helper:{Helping.objects.get().pk}"}
    CaseFactory(person=PersonFactory(phone=PHONE_NUMBER, full_name="سمیع", latin_name="", called="", birth_year=2001))
    assert Contact.objects.filter(value=PHONE_NUMBER).count() == 2

    at_home = Visitor(open_browser("ps", scripts=False), "ps", watched.problems, PERSIAN)
    at_home.goes_to("/ps/enter/")
    at_home.fills_in({"contact": "0470 12 34 56"})
    at_home.presses("Send me a code")
    enters_code(at_home)
    at_home.fills_in({"who": "0", "birth_year": "1369"})
    at_home.presses("Continue")
    assert at_home.path == "me/"
    assert not at_home.page.locator(".banner").count()
