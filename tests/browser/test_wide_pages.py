"""Every page × seven languages × phone and desktop: answers, direction, width, axe, errors, other hosts, pictures."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from applicants.journey import engine
from portal.language import registry
from tests.browser.conftest import DESKTOP, PHONE, Watched, axe_violations, sideways_scroll
from tests.browser.no_pages import NO_PAGES
from tests.browser.pages import GROUPS, Stop, Tour, tour
from tests.browser.scenery import furnished

pytestmark = pytest.mark.wide

NARROW = {"width": 320, "height": 740}
# axe goes over every page on the phone; on the desktop, where the same markup stands wider, in these.
AXE_ON_DESKTOP = {"en", "ar"}
# What a person sees as a hole: a picture or an icon that did not come.
HOLES = """async () => {
  for (const image of document.images) image.loading = 'eager';  // those below the window come too
  await Promise.allSettled([...document.images].map(image => image.decode()));
  return [
  ...[...document.images].filter(image => !image.complete || !image.naturalWidth).map(image => image.src),
  ...[...document.querySelectorAll('svg use')]
    .filter(use => use.getClientRects().length && !use.getBBox().width)
    .map(use => use.getAttribute('href')),
]}"""


@pytest.fixture(scope="module")
def server(django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker) -> Iterator[LiveServer]:
    with furnished(django_db_blocker, applicants=40) as running:
        yield running


@pytest.fixture(scope="module")
def every_page(server: LiveServer) -> Tour:
    return tour()


def test_no_page_is_left_out(every_page: Tour) -> None:
    assert every_page.left_out() == set()
    assert not every_page.names & set(NO_PAGES)
    steps = {stop.path for stop in every_page.stops if stop.name == "journey-step"}
    assert steps == {f"apply/{step.slug}/" for step in engine.all_steps()}
    assert every_page.groups() == set(GROUPS)


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("language", registry.CODES)
def test_pages(language: str, group: str, every_page: Tour, server: LiveServer, browser: Browser) -> None:
    watched = Watched(server.url)
    context = browser.new_context(
        base_url=server.url,
        viewport=PHONE,  # type: ignore[arg-type]  # a dict of its two numbers
        locale=language,
        reduced_motion="reduce",
    )
    context.set_default_timeout(20_000)
    watched.watch(context)
    try:
        problems = list(_walk(context, every_page.of(group), language))
    finally:
        context.close()
    problems += watched.problems
    assert not problems, "\n".join(problems)


def _walk(context: BrowserContext, stops: list[Stop], language: str) -> Iterator[str]:
    page, guest = context.new_page(), None
    for stop in stops:
        if stop.guest != guest:
            guest = stop.guest
            change_guest(context, stop)
        answer = page.goto(stop.url(language))
        where = f"{stop.guest.who}: {stop.url(language)}"
        if answer is None or answer.status != 200 or not page.url.endswith(stop.url(language)):
            yield f"{where} answers {answer and answer.status} at {page.url}"
        else:
            yield from (f"{where}: {problem}" for problem in _look(page, language))


def change_guest(context: BrowserContext, stop: Stop) -> None:
    """The browser becomes that of the guest of this stop: her cookies and no others."""
    context.clear_cookies()
    cookies = stop.guest.session().cookies
    if "sessionid" in cookies:
        value = cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": value, "domain": "localhost", "path": "/"}])


def _look(page: Page, language: str) -> Iterator[str]:
    """Loaded once on a phone, then made narrower and wider: what the style sheets answer to is the width alone."""
    root = page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
    if root != [language, "rtl" if language in registry.BIDI_CODES else "ltr"]:
        yield f"lang and dir are {root}"
    yield from (f"did not load: {hole}" for hole in page.evaluate(HOLES))
    yield from axe_violations(page)
    for size in (NARROW, DESKTOP):
        page.set_viewport_size(size)  # type: ignore[arg-type]  # a dict of its two numbers
        if sideways_scroll(page) > 0:
            yield f"scrolls sideways by {sideways_scroll(page)} px at {size['width']} px"
    if language in AXE_ON_DESKTOP:
        yield from (f"on the desktop: {violation}" for violation in axe_violations(page))
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # as above
