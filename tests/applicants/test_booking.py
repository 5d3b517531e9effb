"""Appointments without a file: from the public pages with a code, and by a colleague at the counter."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from advisors.hours.queries import free_times
from advisors.models import Booking, Hours
from applicants.appointments.actions import MOST_WITHOUT_FILE, book_for_name
from applicants.models import Appointment
from applicants.persons.contacts import Reach
from loans.demo.clock import at
from portal.actors import system
from portal.models import Message, User
from portal.roles import Role
from tests.factories import HoursFactory, PersonFactory, member

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
ClientOf = Callable[[User], Client]
FRIDAY = datetime(2026, 10, 23, 8, tzinfo=UTC)
PHONE = "+32470112233"


@pytest.fixture(autouse=True)
def _on_a_friday() -> Any:
    with at(FRIDAY):
        yield


def picked(hours: Hours, language: str = "ar") -> tuple[Client, str]:
    """A visitor and the address on which she chooses a time."""
    return Client(), f"/{language}/book/?purpose={hours.purpose.code}&office={hours.office.code}"


def says_who(client: Client, contact: str = PHONE, language: str = "ar") -> Any:
    return client.post(f"/{language}/book/who/", {"name": "سارا", "contact": contact, "region": "BE"})


def code_for(contact: str = PHONE) -> str:
    found = re.search(r"\b\d{6}\b", Message.objects.filter(address=contact, event="entry_code").latest("pk").body)
    assert found
    return found.group()


def test_she_takes_a_time_in_her_language_and_the_link_moves_and_cancels_it() -> None:
    hours = HoursFactory()
    client, url = picked(hours)
    free = client.get(url).context["picking"].free
    assert client.post(url, {"time": free[0].key})["Location"] == "/ar/book/who/"
    assert says_who(client)["Location"] == "/ar/book/code/"
    assert not Appointment.objects.exists()
    page = client.post("/ar/book/code/", {"code": code_for()}, follow=True)
    made = Appointment.objects.get()
    assert page.redirect_chain[-1][0] == f"/ar/a/{made.token}/"
    assert (made.case, made.name, made.contact, made.language) == (None, "سارا", PHONE, "ar")
    assert made.token in Message.objects.get(event="appointment_booked", language="ar").body
    Client().post(f"/ar/a/{made.token}/move/", {"time": free[2].key})
    made.booking.refresh_from_db()
    assert made.booking.during.lower == free[2].slot.begins
    Client().post(f"/ar/a/{made.token}/cancel/")
    assert not Booking.objects.live().exists()
    assert 'href="/ar/book/"' in Client().get(f"/ar/a/{made.token}/").content.decode()


def test_nothing_tells_whether_a_contact_is_known() -> None:
    PersonFactory(phone=PHONE)
    hours, answers = HoursFactory(), []
    for contact in (PHONE, "+32470998800"):
        client, url = picked(hours)
        client.post(url, {"time": client.get(url).context["picking"].free[0].key})
        says_who(client, contact)
        page = client.get("/ar/book/code/").content.decode()
        answers.append(re.sub(r'value="\w{64}"', "", page.replace(contact, "")))
    assert answers[0] == answers[1]
    assert list(Message.objects.values_list("event", flat=True)) == ["entry_code"] * 2


def test_a_wrong_code_takes_no_time_and_a_time_that_is_gone_needs_no_second_code() -> None:
    hours = HoursFactory()
    client, url = picked(hours)
    free = client.get(url).context["picking"].free
    client.post(url, {"time": free[0].key})
    says_who(client)
    right = code_for()
    wrong = client.post("/ar/book/code/", {"code": "000000" if right != "000000" else "111111"})
    assert wrong.context["form"].errors
    reach, said = Reach("email", "other@example.org"), {"purpose": hours.purpose, "office": hours.office}
    book_for_name(by=system("test"), name="Omar", reach=reach, language="nl", key=free[0].key, **said)
    gone = client.post("/ar/book/code/", {"code": right}, follow=True)
    assert gone.context["picking"].free[0].key == free[1].key
    client.post(url, {"time": free[1].key})
    assert Appointment.objects.filter(contact=PHONE).count() == 1
    assert Message.objects.filter(event="entry_code").count() == 1


def test_without_a_time_there_is_nothing_to_say_or_to_type() -> None:
    for page in ("who", "code"):
        assert Client().get(f"/en/book/{page}/")["Location"] == "/en/book/"
    client, url = picked(HoursFactory(), "en")
    refused = client.post(url, {"time": ""})
    assert "Please choose a time." in refused.content.decode()
    client.post(url, {"time": client.get(url).context["picking"].free[0].key})
    assert client.post("/en/book/who/", {"name": "", "contact": "x"}).context["form"].errors.keys() == {
        "name",
        "contact",
    }


def test_one_contact_does_not_take_all_the_times() -> None:
    hours = HoursFactory()
    said: dict[str, Any] = {"name": "Sara", "reach": Reach("phone", PHONE), "language": "ar"}
    said |= {"purpose": hours.purpose, "office": hours.office}
    free = free_times(hours.purpose, hours.office)
    for one in free[:MOST_WITHOUT_FILE]:
        book_for_name(by=system("test"), key=one.key, **said)
    with pytest.raises(ValidationError, match="several appointments"):
        book_for_name(by=system("test"), key=free[MOST_WITHOUT_FILE].key, **said)
    with at(FRIDAY + timedelta(days=5)):
        later = free_times(hours.purpose, hours.office)[0]
        assert book_for_name(by=system("test"), key=later.key, **said)


def test_a_colleague_makes_one_for_somebody_at_the_counter(client_of: ClientOf) -> None:
    hours = HoursFactory(purpose__notice_hours=24 * 7)
    client, start = client_of(member(Role.ADVISOR, office=hours.office)), f"/nl/desk/reception/at/{hours.office.code}/"
    url = f"{start}appointment/?purpose={hours.purpose.code}"
    assert client.get(f"{start}appointment/who/")["Location"] == f"{start}appointment/"
    free = client.get(url).context["picking"].free
    assert free[0].begins.date().isoformat() == "2026-10-26"  # without notice
    client.post(url, {"time": free[0].key})
    who = {"name": "سارا", "contact": "0470 11 22 33", "region": "BE", "language": "ar"}
    day = client.post(f"{start}appointment/who/", who, follow=True)
    made = Appointment.objects.get()
    assert [line.appointment for line in day.context["announced"]] == [made]
    assert "سارا" in day.content.decode()
    assert (made.contact, Message.objects.get().language) == (PHONE, "ar")
    back = client.post(f"/nl/desk/appointments/{made.ref}/cancel/")
    assert back["Location"] == f"{start}?day=2026-10-26"
    stranger = client_of(member(Role.ADVISOR))
    assert stranger.get(url).status_code == 404
    assert stranger.get(f"/nl/desk/appointments/{made.ref}/move/").status_code == 404
