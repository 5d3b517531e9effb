"""The back office in a browser: its pages answer, load nothing from elsewhere, and run under the content policy.

The markup is Django's own: axe and narrow screens are for the pages that we draw (test_wide_pages).
"""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Browser, Page
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from portal.back_office import RecordedAdmin
from portal.language import registry
from portal.roles import Role
from tests.browser.conftest import DESKTOP, Watched
from tests.browser.pages import Guest, Stop
from tests.browser.scenery import furnished, user
from tests.browser.test_wide_pages import change_guest
from tests.conftest import session_of_user

pytestmark = [pytest.mark.wide, pytest.mark.foreign_templates]


@pytest.fixture(scope="module")
def server(django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker) -> Iterator[LiveServer]:
    with furnished(django_db_blocker, applicants=6) as running:
        yield running


def addresses() -> Iterator[str]:
    """The index, and of each model its list, its newest row, and the empty form where there is one."""
    yield reverse("admin:index")
    for model, office in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{name}_changelist")
        newest = model._default_manager.order_by("-pk").first()
        assert newest is not None, f"the scenery has no {name}"
        yield reverse(f"{name}_change", args=[newest.pk])
        if isinstance(office, RecordedAdmin) and not office.read_only:
            yield reverse(f"{name}_add")


@pytest.mark.parametrize("language", registry.STAFF_CODES)
def test_back_office(language: str, server: LiveServer, browser: Browser) -> None:
    watched = Watched(server.url)
    context = browser.new_context(base_url=server.url, viewport=DESKTOP)  # type: ignore[arg-type]  # a dict of its two numbers
    watched.watch(context)
    administrator = user("anouk")
    change_guest(context, Stop(Guest(Role.ADMINISTRATOR, lambda: session_of_user(administrator)), "", ""))
    with translation.override(language):
        asked = list(addresses())
    page = context.new_page()
    try:
        refused = [address for address in asked if not _answers(page, address, language)]
    finally:
        context.close()
    assert len(asked) > 25
    assert refused + watched.problems == []


def _answers(page: Page, address: str, language: str) -> bool:
    answer = page.goto(address)
    shown: str = page.evaluate("document.documentElement.lang")
    return answer is not None and answer.status == 200 and page.url.endswith(address) and shown == language
