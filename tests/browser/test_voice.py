"""A question heard and answered by voice, with a microphone that beeps."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as portal_settings
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from applicants.aloud.actions import keep_recording
from applicants.journey import engine
from applicants.models import Answer, VoiceAnswer
from portal.actors import system
from tests.applicants.journeys import filled_in, furnish
from tests.browser.conftest import axe_violations, sideways_scroll
from tests.conftest import session_of_person
from tests.portal.sounds import wav

HEARD = """sound => new Promise((done) => {
    sound.addEventListener("timeupdate", () => sound.currentTime > 0.2 && done(true));
    sound.play();
})"""


def comes_in(page: Page, client: Any, server: LiveServer) -> None:
    cookie = client.cookies[portal_settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": server.url}])


@pytest.mark.django_db(transaction=True)
def test_she_listens_to_the_question_and_says_her_answer(
    open_browser: Callable[..., Page], live_server: LiveServer
) -> None:
    furnish()
    case = filled_in()
    idea = engine.step_of("idea")
    assert idea is not None
    keep_recording(by=system("test"), step=idea, language="ar", content=wav(20))
    page = open_browser("ar", size={"width": 320, "height": 700})
    comes_in(page, session_of_person(case.person), live_server)
    page.goto("/ar/apply/idea/")
    page.locator(".aloud button").click()
    expect(page.locator(".aloud-stop")).to_be_visible()
    page.locator(".aloud button").click()
    expect(page.locator(".aloud-play")).to_be_visible()
    assert (axe_violations(page), sideways_scroll(page)) == ([], 0)

    page.locator("textarea").fill("")
    page.locator("[data-does=record]").first.click()
    expect(page.locator(".voice-time bdi")).to_have_text("0:01")
    page.locator("[data-does=stop]").click()
    expect(page.locator(".voice audio")).to_be_visible()
    assert axe_violations(page) == []
    page.locator("[data-does=record][data-when=done]").click()
    expect(page.locator(".voice-time bdi")).to_have_text("0:01")
    page.locator("form .btn-primary").click()  # while we record: what was said until now is sent
    page.wait_for_url("**/apply/jobs/")
    kept = VoiceAnswer.objects.get()
    assert (kept.step, kept.language) == ("idea", "ar")
    assert 0.5 < kept.seconds < 10
    assert set(Answer.objects.filter(step="idea").values_list("field", "value")) == {("idea", ""), ("voice", True)}

    page.goto("/ar/apply/idea/")
    assert page.locator(".voice-kept audio").evaluate(HEARD)
    assert (axe_violations(page), sideways_scroll(page)) == ([], 0)
    page.locator("[name=not_by_voice]").click()
    expect(page.locator(".voice-kept")).to_have_count(0)
    assert not VoiceAnswer.objects.exists()
