"""An advisor is ill: her manager hands over her files in Dutch, looks at the proposal, changes a line, sends it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from advisors.models import SpokenLanguage
from applicants.cases.models import Case
from portal.models import Message
from portal.roles import Role
from tests.browser.conftest import DESKTOP, Watched
from tests.browser.desk import logs_in
from tests.browser.steps import Visitor, no_axe_violations
from tests.factories import AdvisorFactory, CaseFactory, OfficeFactory, PersonFactory, member

pytestmark = pytest.mark.django_db(transaction=True)


def test_files_of_somebody_who_is_ill(open_browser: Callable[..., Page], watched: Watched) -> None:
    ghent = OfficeFactory(name="Gent")
    ill = AdvisorFactory(at=[ghent], speaks={"ps": "native"}, user__name="Lina Aerts")
    in_dutch = {"name_nl": "Pasjtoe"}
    SpokenLanguage.objects.filter(code="ps").update(**in_dutch)
    best = AdvisorFactory(at=[ghent], speaks={"ps": "native"}, user__name="Omar Zadran", user__language="nl")
    dutch = AdvisorFactory(at=[ghent], speaks={"nl": "native"}, user__name="Piet Janssens")
    files = [CaseFactory(office=ghent, advisor=ill, person=PersonFactory(speaks=["ps"])) for _ in range(2)]
    manager = Visitor(open_browser("nl", size=DESKTOP), "nl", watched.problems, look=no_axe_violations)
    logs_in(manager, member(Role.OFFICE_MANAGER, office=ghent, language="nl"))
    manager.follows("Team")
    manager.page.get_by_role("link", name="Overdragen Lina Aerts").click()
    manager.looks()
    manager.reads("spreekt Pasjtoe (moedertaal)")
    choice = manager.page.locator(f'[name="to_{files[1].ref}"]')
    assert choice.input_value() == str(best.pk)
    choice.select_option(str(dutch.pk))
    manager.presses("Give the files")
    manager.reads(manager.word("What was done"), "2 dossiers zijn toegewezen.", "Omar Zadran", "Piet Janssens")
    assert [Case.objects.get(pk=case.pk).advisor for case in files] == [best, dutch]
    assert Message.objects.filter(event="files_handed_over").count() == 2
    assert Message.objects.filter(event="advisor_changed", language="fa").count() == 2
