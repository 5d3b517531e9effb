"""A guide with a client: ticked off on the desk in Dutch, read, said and printed in Arabic."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, Page

from advisors.guides.actions import publish
from advisors.guides.reference.load import load_guides
from advisors.models import Guide, GuideStep
from applicants.models import Case
from portal.actors import system
from portal.roles import Role
from tests.browser.conftest import DESKTOP, PHONE, Watched, sideways_scroll
from tests.browser.steps import Visitor, no_axe_violations
from tests.conftest import session_of_person, session_of_user
from tests.factories import CaseFactory, PersonFactory, member

A4_WIDTH = 718  # what is left of 210 mm between the margins of a browser, at 96 dots an inch


class Scene:
    """A client who reads Arabic, her advisor who reads Dutch, and the guide of Belgium."""

    def __init__(self, open_browser: Callable[..., Page], watched: Watched) -> None:
        self.open_browser, self.watched = open_browser, watched
        load_guides(by=system("test"))
        self.guide: Any = Guide.objects.get(code="be-self-employed")
        publish(by=system("test"), guide=self.guide)
        self.case: Case = CaseFactory(stage="intake", person=PersonFactory(language="ar"))
        self.first: Any
        self.second: Any
        self.first, self.second = self.guide.steps.order_by("order")[:2]

    def visitor(self, client: Client, language: str, size: dict[str, int]) -> Visitor:
        page = self.open_browser(language, size=size)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        own = {"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": self.watched.own_host}
        page.context.add_cookies([own])  # type: ignore[list-item]  # a cookie as playwright takes it
        return Visitor(page, language, self.watched.problems, look=no_axe_violations)

    @staticmethod
    def presses(visitor: Visitor, step: GuideStep, word: str) -> Locator:
        """A button under a step, named for both; returns where the step stands afterwards."""
        place = visitor.page.locator(f"#step-{step.pk}")
        title = getattr(step, f"title_{visitor.language}")
        with visitor.page.expect_navigation():
            name = re.compile(rf"^{re.escape(visitor.word(word))}\s*: {re.escape(title)}$")
            place.get_by_role("button", name=name).click()
        visitor.looks()
        return place


@pytest.mark.django_db(transaction=True)
def test_a_guide_is_ticked_in_dutch_and_read_and_printed_in_arabic(
    open_browser: Callable[..., Page], watched: Watched
) -> None:
    scene = Scene(open_browser, watched)
    user = member(Role.ADVISOR, office=scene.case.office, language="nl")
    advisor = scene.visitor(session_of_user(user), "nl", DESKTOP)
    herself = scene.visitor(session_of_person(scene.case.person), "ar", PHONE)

    advisor.goes_to(f"/nl/desk/cases/{scene.case.ref}/")
    advisor.follows("Choose a guide")
    advisor.fills_in({"guide": scene.guide.code})
    advisor.presses("Choose this guide")
    advisor.reads("Starten als zelfstandige in België")
    advisor.reads(user.name, within=scene.presses(advisor, scene.first, "Done"))

    herself.goes_to("/ar/me/")
    herself.follows("See all steps")
    herself.reads(scene.first.title_ar, scene.second.what_ar)
    place = scene.presses(herself, scene.second, "I did it")
    herself.reads(herself.word("You did it. Your advisor confirms it."), within=place)

    advisor.page.reload()
    scene.presses(advisor, scene.second, "Confirm: it is done")
    advisor.follows("Print for the client")
    advisor.page.emulate_media(media="print")
    advisor.page.set_viewport_size({"width": A4_WIDTH, "height": 1000})
    assert sideways_scroll(advisor.page) <= 0
    sheet = advisor.page.locator('.sheet[lang="ar"][dir="rtl"]')
    advisor.reads(scene.guide.title_ar, scene.first.title_ar)
    assert sheet.count() == scene.guide.steps.count() + 1
    assert not advisor.page.get_by_role("navigation").first.is_visible()
    right = sheet.last.locator(".step-mark").bounding_box()
    words = sheet.last.locator("h3").bounding_box()
    assert right is not None
    assert words is not None
    assert right["x"] > words["x"], "the number stands at the right of an Arabic text"
