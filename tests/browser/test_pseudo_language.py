"""No text escapes translation: in a pseudo-language, whatever stands on a page outside its brackets was forgotten."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import DESKTOP
from tests.browser.pages import Tour, tour
from tests.browser.pseudo import data, escaped, pseudo_language
from tests.browser.scenery import furnished
from tests.browser.test_wide_pages import change_guest


@pytest.fixture(scope="module")
def server(django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker) -> Iterator[LiveServer]:
    with furnished(django_db_blocker, applicants=6) as running:
        yield running


@pytest.fixture(scope="module")
def every_page(server: LiveServer) -> Tour:
    return tour()


def test_the_search_finds_what_escapes(browser: Browser) -> None:
    """Bare text, an attribute, a raw code within a sentence; neither data, nor what is said to be data."""
    page = browser.new_page()
    page.set_content(
        """<html lang="en"><title>⟦Ｐａｇｅ⟧ · Sanduq</title>
        <h1 title="Forgotten">⟦Ｗｅ ａｓｋ <b>ａｇａｉｎ</b> Ghent⟧</h1>
        <p>Bare</p><p>⟦Ｗａｉｔｉｎｇ ｆｏｒ manager⟧</p>
        <p>7K2M-9PQR · €5</p><bdi>Karimi</bdi><i lang="nl">Welkom</i>"""
    )
    found = escaped(page, {"Ghent", "Sanduq"})
    page.close()

    assert found == ["h1 title: Forgotten", "p: Bare", "p, within a text: Ｗａｉｔｉｎｇ ｆｏｒ manager"]


def test_every_text_is_translated(every_page: Tour, server: LiveServer, browser: Browser) -> None:
    assert every_page.left_out() == set()
    found: dict[str, str] = {}
    context = browser.new_context(base_url=server.url, viewport=DESKTOP, reduced_motion="reduce")  # type: ignore[arg-type]  # a dict of its two numbers
    page, guest = context.new_page(), None
    known = data()
    with pseudo_language():
        for stop in every_page.stops:
            if stop.guest != guest:
                guest = stop.guest
                change_guest(context, stop)
            page.goto(stop.url("en"))
            for text in escaped(page, known):
                found.setdefault(text, f"{stop.guest.who}: {stop.path}")
    context.close()
    assert not found, "\n".join(f"{text}   ({where})" for text, where in found.items())
