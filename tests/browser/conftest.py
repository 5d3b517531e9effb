"""A real browser against a real server; every page it opens is watched for errors, other hosts and refusals."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, Response, sync_playwright
from pytest_django.live_server_helper import LiveServer

PHONE: Final = {"width": 360, "height": 740}
DESKTOP: Final = {"width": 1280, "height": 900}
# The size of targets is a rule of WCAG 2.2 that axe leaves out unless it is asked.
AXE_OPTIONS: Final = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
_AXE: Final = Axe()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a Chromium, and says so."""
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium that `bin/test.py` found; none is an error, never a skip."""
    # Playwright keeps an event loop in the thread of the tests, which Django would take for a coroutine's.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=program,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--use-fake-device-for-media-stream",  # a microphone that beeps, and that nobody has to allow
                "--use-fake-ui-for-media-stream",
            ],
        )
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


class Watched:
    """What went wrong on the pages of a test: script errors, refusals by the CSP, other hosts, 4xx and 5xx."""

    def __init__(self, own_host: str) -> None:
        self.own_host = own_host
        self.problems: list[str] = []

    def watch(self, context: BrowserContext) -> None:
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("weberror", lambda error: self.problems.append(f"script: {error.error}"))
        context.on("console", self._console)

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.own_host}/", "data:", "blob:", "about:")):
            self.problems.append(f"another host: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.problems.append(f"{response.status}: {response.url}")

    def _console(self, message: Any) -> None:
        if message.type == "error" and "the server responded with a status of" not in message.text:
            self.problems.append(f"console: {message.text}")


@pytest.fixture
def watched(live_server: LiveServer) -> Iterator[Watched]:
    """What happened in all browsers of the test; a problem fails it."""
    found = Watched(live_server.url)
    yield found
    assert found.problems == []


@pytest.fixture
def open_browser(browser: Browser, watched: Watched) -> Iterator[Callable[..., Page]]:
    """`open_browser(language, size=PHONE, scripts=True)` gives a page of a fresh context; problems fail the test."""
    contexts: list[BrowserContext] = []

    def open_(language: str, *, size: dict[str, int] = PHONE, scripts: bool = True) -> Page:
        context = browser.new_context(
            base_url=watched.own_host,
            viewport=size,  # type: ignore[arg-type]  # a dict of its two numbers
            locale=language,
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        context.set_default_timeout(20_000)
        watched.watch(context)
        contexts.append(context)
        return context.new_page()

    yield open_
    for context in contexts:
        context.close()


def axe_violations(page: Page) -> list[str]:
    """What axe finds on the page at hand (WCAG 2.2 A and AA, best practices): rule and the first place.

    Only where scripts are on: axe is one.
    """
    results = _AXE.run(page, options=AXE_OPTIONS)
    return [
        f"{violation['id']}: {violation['nodes'][0]['target']} on {page.url}"
        for violation in results.response["violations"]
    ]


def sideways_scroll(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    width: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return width
