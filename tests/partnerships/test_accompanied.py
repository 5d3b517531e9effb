"""A partner makes an appointment for somebody it accompanies, with that person's yes."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from advisors.models import Hours
from applicants.models import Appointment
from loans.demo.clock import at
from partnerships import booking_views
from portal.models import Message, User
from portal.roles import Role
from tests.factories import HoursFactory, PartnerFactory, member

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
WHO = {"name": "سارا", "contact": "+32470112233", "region": "BE", "language": "fa", "agrees": "on"}


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    with at(datetime(2026, 10, 23, 8, tzinfo=UTC)):
        yield


def chooses(client: Client, hours: Hours) -> Any:
    url = f"/en/partner/appointment/?purpose={hours.purpose.code}&office={hours.office.code}"
    return client.post(url, {"time": client.get(url).context["picking"].free[0].key}, follow=True)


def test_the_person_is_told_in_her_language_and_the_partner_sees_what_it_made(client_of: ClientOf) -> None:
    partner, hours = PartnerFactory(), HoursFactory()
    client = client_of(member(Role.PARTNER, partner=partner))
    assert "Who comes?" in chooses(client, hours).content.decode()
    page = client.post("/en/partner/appointment/who/", WHO, follow=True).content.decode()
    assert "The appointment is made" in page
    made = Appointment.objects.get()
    assert (made.case, made.name, made.contact, made.language) == (None, "سارا", "+32470112233", "fa")
    assert Message.objects.get(event="appointment_booked").language == "fa"
    assert "سارا" in page
    assert "سارا" not in client_of(member(Role.PARTNER, partner=PartnerFactory())).get("/en/partner/").content.decode()


def test_without_a_yes_nothing_is_kept_and_nothing_typed_is_lost(client_of: ClientOf) -> None:
    client = client_of(member(Role.PARTNER))
    chooses(client, HoursFactory())
    page = client.post("/en/partner/appointment/who/", {**WHO, "agrees": ""}).content.decode()
    assert "Please ask first" in page
    assert "سارا" in page
    assert not Appointment.objects.exists()


def test_a_time_that_is_gone_gets_a_sentence(client_of: ClientOf) -> None:
    hours = HoursFactory()
    slow, quick = (client_of(member(Role.PARTNER)) for _each in range(2))
    for client in (slow, quick):
        chooses(client, hours)
    quick.post("/en/partner/appointment/who/", WHO)
    page = slow.post("/en/partner/appointment/who/", {**WHO, "contact": "+32470998877"}).content.decode()
    assert "error-summary" in page
    assert Appointment.objects.count() == 1


def test_there_is_an_end_to_it(client_of: ClientOf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(booking_views, "_MOST", 0)
    client = client_of(member(Role.PARTNER))
    chooses(client, HoursFactory())
    assert "error-summary" in client.post("/en/partner/appointment/who/", WHO).content.decode()
    assert not Appointment.objects.exists()


def test_without_a_time_it_begins_at_the_beginning(client_of: ClientOf) -> None:
    answer = client_of(member(Role.PARTNER)).get("/en/partner/appointment/who/")
    assert answer["Location"] == "/en/partner/appointment/"
