"""Somebody with a browser: finds things by what they are called in her language, and looks at every page."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Locator, Page

from portal.models import Message
from tests.browser.conftest import axe_violations, sideways_scroll
from tests.waiting import until

Digits = Mapping[int, int]
Look = Callable[[Page], None]
WESTERN: Final[Digits] = {}


def spaced(text: str) -> str:
    """Text with plain single spaces, whatever spaces and line ends a page puts."""
    return " ".join(text.split())


def no_axe_violations(page: Page) -> None:
    found = axe_violations(page)
    assert not found, found


@dataclass
class Visitor:
    """One browser of one person. `look` is done on every page beside what is always looked at."""

    page: Page
    language: str
    problems: list[str]
    digits: Digits = field(default_factory=lambda: WESTERN)
    look: Look | None = None

    def word(self, text: str, **values: Any) -> str:
        """A text of the interface in her language; `text` is its English."""
        with translation.override(self.language):
            return spaced(gettext(text) % values if values else gettext(text))

    @property
    def path(self) -> str:
        """Where she is, without host and language."""
        return re.sub(r"^\w+://[^/]+/\w\w/", "", self.page.url.partition("?")[0])

    @property
    def text(self) -> str:
        """What stands on the page, as far as it can be seen."""
        return spaced(self.page.get_by_role("main").inner_text())

    def reads(self, *texts: str, within: Locator | None = None) -> None:
        """Each of these stands on the page, or in that part of it."""
        seen = self.text if within is None else spaced(within.inner_text())
        for text in texts:
            assert spaced(text) in seen, f"{text!r} is not on {self.page.url}: {seen}"

    def looks(self) -> None:
        """The page is hers: in her language, as wide as her window, without a fault."""
        root = self.page.locator("html")
        assert root.get_attribute("lang") == self.language, self.page.url
        assert root.get_attribute("dir") == ("rtl" if translation.get_language_info(self.language)["bidi"] else "ltr")
        assert sideways_scroll(self.page) <= 0, f"{self.page.url} is wider than its window"
        assert not self.problems, self.problems
        if self.look is not None:
            self.look(self.page)

    @contextmanager
    def _to_another_page(self) -> Iterator[None]:
        with self.page.expect_navigation():
            yield
        self.looks()

    def goes_to(self, address: str) -> None:
        self.page.goto(address)
        self.looks()

    def follows(self, text: str, *, within: Locator | None = None, **values: Any) -> None:
        """A link, by its English text."""
        self.opens(self.word(text, **values), within=within)

    def opens(self, name: str, *, within: Locator | None = None) -> None:
        """A link, by what is written on it."""
        place = within or self.page
        with self._to_another_page():
            place.get_by_role("link", name=name, exact=True).click()

    def presses(self, text: str, *, within: Locator | None = None) -> None:
        """A button that sends something, by its English text."""
        place = within or self.page
        with self._to_another_page():
            place.get_by_role("button", name=self.word(text), exact=True).click()

    def part(self, heading: str, role: str = "article") -> Locator:
        """The part of the page with this heading in it."""
        title = self.page.get_by_role("heading", name=heading, exact=True)
        return self.page.locator("article" if role == "article" else "section").filter(has=title).last

    def fills_in(self, data: Mapping[str, Any]) -> None:
        """Fields by their names. Text in her digits; a list ticks each; a number chooses from a list by its place."""
        for name, value in data.items():
            control = self.page.locator(f'main [name="{name}"]:not([type="hidden"])')
            kind = control.first.evaluate("control => control.type")
            if isinstance(value, int):
                control.select_option(index=value)
            elif kind == "select-one":
                control.select_option(value)
            elif kind in ("radio", "checkbox"):
                for each in value if isinstance(value, list) else [value]:
                    self.page.locator(f'main [name="{name}"]:is([value="{each}"], :not([value]))').check()
            else:
                control.fill(value if kind in ("date", "datetime-local") else value.translate(self.digits))

    def chooses(self, name: str, label: str) -> None:
        """From a list, by what is written there."""
        self.page.locator(f'main select[name="{name}"]').select_option(label=label)


def message(event: str, address: str, *, delivered: bool = False) -> str:
    """The text of the last message of this kind to this address; `delivered` waits until the worker has sent it."""
    found = Message.objects.filter(event=event, address=address).order_by("-pk")
    if delivered:
        until(lambda: found.first() is not None and found[0].state == "sent", seconds=30)
    return str(found[0].body)


def code_in(text: str) -> str:
    """The six digits of a message."""
    found = re.search(r"\b\d{6}\b", text)
    assert found, text
    return found.group()


def link_in(text: str) -> str:
    """The address in a message."""
    found = re.search(r"https?://\S+", text)
    assert found, text
    return found.group()
