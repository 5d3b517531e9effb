"""Documents in a browser: sent without scripts, good and bad; checked while she waits; looked at by keyboard."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as portal_settings
from playwright.sync_api import FilePayload, Page, expect
from pytest_django.live_server_helper import LiveServer

from applicants.documents.checking import check
from applicants.models import Case, DocumentFile
from portal.actors import system
from tests.applicants.papers import send
from tests.browser.conftest import DESKTOP, axe_violations, sideways_scroll
from tests.conftest import session_of_person, session_of_user
from tests.factories import DocumentFactory, DocumentKindFactory, assigned_case
from tests.portal.files import EICAR, jpeg, pdf, polyglot, word


def comes_in(page: Page, client: Any, server: LiveServer) -> None:
    cookie = client.cookies[portal_settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": server.url}])


def payload(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


@pytest.mark.django_db(transaction=True)
def test_good_and_bad_files_without_scripts(
    open_browser: Callable[..., Page], live_server: LiveServer, settings: Any
) -> None:
    settings.VIRUS_SCANNER = "portal.files.scanners.TestPatternScanner"
    case: Case = assigned_case()
    document = DocumentFactory(case=case, kind=DocumentKindFactory(name="Lease"))
    page = open_browser("en", scripts=False)
    comes_in(page, session_of_person(case.person), live_server)
    page.goto(f"/en/me/documents/{case.ref}/")
    page.get_by_role("link", name="Lease").click()
    sent = [word(), polyglot(), pdf(), jpeg() + EICAR, jpeg() + b"\x00" * 20_000_000]
    page.get_by_label("Or choose photos or PDFs").set_input_files(
        [payload(f"{n}.jpg", one) for n, one in enumerate(sent)]
    )
    page.get_by_role("button", name="Send", exact=True).click()
    for sentence in ("3 files have arrived", "This is a Word file", "larger than 15 MB", "We are checking your file"):
        expect(page.get_by_role("main")).to_contain_text(sentence)
    for file in DocumentFile.objects.waiting():
        check(file.pk, by=system("files"))
    page.get_by_role("link", name="Look again").click()
    expect(page.get_by_role("main")).to_contain_text("our virus check found something")
    expect(page.get_by_role("link", name="Open the picture")).to_have_count(1)
    expect(page.get_by_role("link", name="Open the PDF")).to_have_count(1)
    page.get_by_role("button", name="Put away").click()
    expect(page.get_by_role("main")).not_to_contain_text("virus")
    assert set(document.files.values_list("state", "scan")) == {("ready", "clean")}


@pytest.mark.django_db(transaction=True)
def test_a_file_is_there_by_itself_and_the_advisor_goes_on_by_keyboard(
    open_browser: Callable[..., Page], live_server: LiveServer, worker: None
) -> None:
    case: Case = assigned_case()
    first, second = (DocumentFactory(case=case, kind=DocumentKindFactory(name=name)) for name in ("Card", "Lease"))
    hers = open_browser("ar")
    comes_in(hers, session_of_person(case.person), live_server)
    hers.goto(f"/ar/me/document/{first.ref}/")
    hers.locator("input[name=photo]").set_input_files(payload("photo.jpg", jpeg(300, 400)))
    hers.locator(".upload button").click()
    expect(hers.locator("#files img")).to_have_count(1)
    assert not sideways_scroll(hers)
    assert axe_violations(hers) == []

    send(second)
    desk = open_browser("en", size=DESKTOP)
    comes_in(desk, session_of_user(case.advisor.user), live_server)  # type: ignore[union-attr]  # it was just assigned
    desk.goto(f"/en/desk/cases/{case.ref}/documents/")
    assert axe_violations(desk) == []
    desk.get_by_role("link", name="Card").click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Card")
    desk.wait_for_load_state()  # the keys are listened to by a script of this page
    desk.keyboard.press("ArrowRight")
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Lease")
    assert axe_violations(desk) == []
    desk.get_by_role("button", name="Accept").click()
    expect(desk.get_by_role("main")).to_contain_text("accepted")
