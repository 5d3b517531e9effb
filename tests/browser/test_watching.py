"""The eyes of these tests see: a page with a fault of each kind is found out."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Watched, axe_violations, sideways_scroll
from tests.browser.steps import Visitor

BARE = "<!doctype html><html lang='en'><title>A page</title><main><h1>A page</h1>{}</main></html>"


@pytest.mark.django_db(transaction=True)
def test_what_goes_wrong_on_a_page_is_noticed(open_browser: Callable[..., Page], watched: Watched) -> None:
    page = open_browser("en")
    page.goto("/en/no-such-page/")
    page.goto("/en/")
    with page.expect_event("requestfailed"), page.expect_console_message():
        page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=\"http://elsewhere.invalid/a.png\">')")
    with page.context.expect_event("weberror"):
        page.evaluate("setTimeout(() => { throw new Error('a fault') })")
    kinds = {problem.partition(":")[0] for problem in watched.problems}
    watched.problems.clear()
    assert {"404", "another host", "console", "script"} <= kinds


@pytest.mark.django_db(transaction=True)
def test_a_page_that_does_not_fit_or_cannot_be_used_is_found_out(
    open_browser: Callable[..., Page], watched: Watched
) -> None:
    page = open_browser("en")
    page.set_content(BARE.format("<p>All is well.</p>"))
    assert (axe_violations(page), sideways_scroll(page)) == ([], 0)
    page.set_content(BARE.format("<input name='nameless'>"))
    assert [found.partition(":")[0] for found in axe_violations(page)] == ["label"]
    page.set_content(BARE.format("<div style='width: 900px'>wide</div>"))
    assert sideways_scroll(page) > 0
    with pytest.raises(AssertionError):
        Visitor(page, "ar", watched.problems).looks()
