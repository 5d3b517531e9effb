"""The counter in Dutch: one is announced, one just comes, each press is seen; the advisor is told; a look in Arabic."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page

from advisors.models import SpokenLanguage
from applicants.models import Visit
from portal.roles import Role
from tests.browser.conftest import DESKTOP, Watched
from tests.browser.desk import logs_in
from tests.browser.steps import Visitor, no_axe_violations
from tests.factories import (
    AdvisorFactory,
    AppointmentFactory,
    BookingFactory,
    CaseFactory,
    OfficeFactory,
    PersonFactory,
    SpokenLanguageFactory,
    member,
)
from tests.waiting import until

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_morning_at_the_counter(open_browser: Callable[..., Page], watched: Watched) -> None:
    ghent, somali = OfficeFactory(name="Gent"), SpokenLanguageFactory(code="so")
    names = {"name_nl": "Somali", "name_ar": "الصومالية"}
    SpokenLanguage.objects.filter(pk=somali.pk).update(**names)
    advisor = AdvisorFactory(at=[ghent], speaks={"so": "native"}, user__name="Omar Zadran", user__language="ar")
    soon = timezone.now()  # and so it is today, whatever the hour
    case = CaseFactory(office=ghent, advisor=advisor, person=PersonFactory(full_name="نور حداد"))
    booking = BookingFactory(office=ghent, advisor=advisor, during=(soon, soon + timedelta(minutes=30)))
    AppointmentFactory(case=case, booking=booking)
    desk = Visitor(open_browser("nl", size=DESKTOP), "nl", watched.problems, look=no_axe_violations)
    logs_in(desk, member(Role.OFFICE_MANAGER, office=ghent, language="nl"))
    desk.follows("Reception")
    desk.reads("نور حداد")
    clicks(desk, desk.page.get_by_role("button", name=desk.word("Arrived")))
    desk.follows("Somebody without an appointment")
    desk.fills_in({"name": "Faduma Warsame"})
    desk.presses("Look for a file")
    desk.chooses("language", "Somali")
    desk.presses("Add without a file")
    assert [visit.name for visit in Visit.objects.order_by("pk")] == ["", "Faduma Warsame"]
    colleague = Visitor(open_browser("ar"), "ar", watched.problems, look=no_axe_violations)
    colleague.page.clock.install()
    logs_in(colleague, advisor.user)
    assert "نور حداد" in colleague.page.locator("#waiting-mark").inner_text()
    clicks(colleague, colleague.page.locator("#waiting-mark a"))
    colleague.reads("الصومالية", "Faduma Warsame")
    _sees_a_press_of_a_colleague(colleague, desk)


def clicks(visitor: Visitor, button: Locator) -> None:
    with visitor.page.expect_navigation():
        button.click()
    visitor.looks()


def _sees_a_press_of_a_colleague(advisor: Visitor, desk: Visitor) -> None:
    """The desk sends the first one in; his page shows it by itself, and what he stands on keeps the focus."""
    waiting = Visit.objects.order_by("pk")[1]
    button = advisor.page.locator(f"#mine-{waiting.ref}")
    button.focus()
    clicks(desk, desk.page.locator("[id^=begin-]").first)
    advisor.page.clock.fast_forward(21_000)
    until(lambda: advisor.page.locator("#received .count").inner_text() == "1")
    assert advisor.page.evaluate("document.activeElement.id") == f"mine-{waiting.ref}"
    advisor.looks()
    clicks(advisor, button)
    waiting.refresh_from_db()
    assert waiting.advisor is not None
    assert waiting.state == "received"
