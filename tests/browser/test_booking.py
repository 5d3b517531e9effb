"""An appointment is made on a phone in Arabic and on a desk in Dutch; she waits for an earlier time and takes it."""

from collections.abc import Callable
from datetime import time

import pytest
from django.conf import settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from applicants.models import Appointment, Case
from applicants.waiting.actions import tell_of_earlier
from portal.actors import system
from portal.models import Message, User
from tests.browser.conftest import DESKTOP, Watched
from tests.browser.desk import logs_in
from tests.browser.steps import Visitor, link_in, message, no_axe_violations
from tests.conftest import session_of_person
from tests.factories import AdvisorFactory, CaseFactory, HoursFactory, OfficeFactory, PersonFactory, PurposeFactory

pytestmark = pytest.mark.django_db(transaction=True)


def files_at_one_desk() -> tuple[Case, Case]:
    """Two files of one advisor, who receives people on Mondays."""
    ghent = OfficeFactory(name="Gent", city="Gent")
    advisor = AdvisorFactory(at=[ghent], user__name="Lina Aerts", user__language="nl")
    first = PurposeFactory(name="Eerste gesprek", name_ar="اللقاء الأول", name_nl="Eerste gesprek")
    PurposeFactory(code="tax", name_ar="الضرائب", name_nl="Belasting")
    HoursFactory(advisor=advisor, office=ghent, purpose=first, ends=time(10))
    hers, other = (CaseFactory(office=ghent, advisor=advisor, person=PersonFactory(language="ar")) for _each in "ab")
    return hers, other


def comes_in(page: Page, case: Case, server: LiveServer) -> None:
    """By the session that her code would have opened."""
    key = session_of_person(case.person).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": server.url}])


def test_booking_in_arabic_on_a_phone_and_in_dutch_at_a_desk(
    open_browser: Callable[..., Page], watched: Watched, live_server: LiveServer
) -> None:
    hers, other = files_at_one_desk()
    colleague: User = other.advisor.user if other.advisor else User()
    advisor = Visitor(open_browser("nl", size=DESKTOP), "nl", watched.problems, look=no_axe_violations)
    logs_in(advisor, colleague)
    advisor.goes_to(f"/nl/desk/cases/{other.ref}/")
    advisor.follows("Make an appointment")
    advisor.opens("Eerste gesprek")
    advisor.page.locator('[name="time"]').first.check()
    advisor.presses("Take this time")
    taken = Appointment.objects.get(case=other)
    advisor.reads("09:00", "Eerste gesprek", "Lina Aerts")

    phone = Visitor(open_browser("ar"), "ar", watched.problems, look=no_axe_violations)
    comes_in(phone.page, hers, live_server)
    phone.goes_to("/ar/me/")
    phone.follows("Make an appointment")
    phone.opens("اللقاء الأول")
    phone.page.locator('[name="time"]').first.check()
    phone.presses("Take this time")
    phone.reads("اللقاء الأول", "Lina Aerts", "09:30")
    phone.presses("Tell me if an earlier time comes free")
    phone.reads(phone.word("We tell you when an earlier time comes free."))

    panel = advisor.page.locator("section").filter(has=advisor.page.locator("#appointments"))
    advisor.presses("Cancel the appointment", within=panel)
    taken.booking.refresh_from_db()
    assert not taken.booking.is_live
    assert tell_of_earlier(by=system("test")) == 1
    told = link_in(message("appointment_earlier", hers.person.contacts.get().value))
    phone.goes_to("/" + told.split("/", 3)[3])
    phone.page.locator('[name="time"]').first.check()
    phone.presses("Move the appointment")
    phone.reads("09:00")
    made = Appointment.objects.get(case=hers)
    assert made.begins == taken.begins
    assert Message.objects.filter(event="appointment_moved", language="ar").count() == 1
