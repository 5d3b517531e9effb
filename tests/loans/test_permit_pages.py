"""The pages of permit exceptions, by HTTP as staff; and the list of countries in the back office."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from applicants.models import ResidencePermit
from loans.models import CountryEntry, PermitException
from portal.models import User
from portal.roles import Role
from tests.factories import CountryEntryFactory, OfficeFactory, member
from tests.loans.stages import Stage, proposed, running
from tests.loans.test_permits import END, TODAY, request, short

ClientOf = Callable[[User], Client]

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def at(name: str, stage: Stage) -> str:
    return reverse(name, args=[stage.application.ref])


def read(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def test_from_the_panel_to_the_second_person(client_of: ClientOf) -> None:
    stage, entry = short(), CountryEntryFactory()
    advisor, manager = client_of(stage.advisor), client_of(stage.manager)
    assert "ask for an exception" in read(advisor, at("application", stage))
    url = at("permit-exception-ask", stage)
    empty = advisor.post(url, {"entry": "", "reason": "Lange tijd"}).content.decode()
    assert "Choose a document of the file" in empty
    assert "Lange tijd" in empty
    asked = {"entry": entry.pk, "reason": "Zij heeft tijd nodig.", "evidence": "رسید را دیدم"}
    assert advisor.post(url, asked)["Location"] == at("application", stage)
    assert "already waits" in read(advisor, url)
    look = at("permit-exception", stage)
    assert "Somebody else decides" in read(advisor, look)
    page = read(manager, look)
    assert "رسید را دیدم" in page
    assert "Syria: not listed as safe" in page
    refused = manager.post(look, {"do": "refuse"}).content.decode()
    assert "Please write the reason." in refused
    assert manager.post(look, {"do": "agree"})["Location"] == at("application", stage)
    assert "covers this loan" in read(manager, at("application-decide", stage))


def test_a_renewed_document_is_noted_and_settles_it(client_of: ClientOf) -> None:
    stage = short()
    request(stage)
    advisor, url = client_of(stage.advisor), at("permit-renewed", stage)
    assert "or say that there is none" in advisor.post(url, {"valid_until": ""}).content.decode()
    later = (END + timedelta(days=1500)).isoformat()
    assert advisor.post(url, {"valid_until": later}).status_code == 302
    assert "No exception is needed now." in read(advisor, at("application", stage))
    assert "valid long enough now" in read(advisor, at("permit-exception", stage))
    assert "it needs no exception" in read(advisor, at("permit-exception-ask", stage))


def test_who_asked_takes_it_back(client_of: ClientOf) -> None:
    stage = short()
    request(stage)
    assert client_of(stage.advisor).post(at("permit-exception-back", stage)).status_code == 302
    assert PermitException.objects.get().settled == "taken_back"


def test_an_auditor_reads_that_there_is_one_and_no_more(client_of: ClientOf) -> None:
    stage = short()
    request(stage, reason="Ze is ziek geweest.")
    page = read(client_of(member(Role.AUDITOR)), at("application", stage))
    assert "Asked for" in page
    assert "Ze is ziek geweest." not in page
    assert "A second person has not looked" not in page


def test_who_has_no_permit_question_reads_nothing_of_it(client_of: ClientOf) -> None:
    stage = proposed()
    assert "Permit exception" not in read(client_of(stage.manager), at("application", stage))
    assert client_of(stage.manager).get(at("permit-exception", stage)).status_code == 404


def test_a_change_says_what_its_new_dates_ask_for(client_of: ClientOf) -> None:
    stage, loan = running()
    last = loan.schedules.get().rows.latest("due").due
    ResidencePermit.objects.create(person=stage.application.case.person, valid_until=last + timedelta(days=20))
    advisor, url = client_of(stage.advisor), reverse("loan-change-ask", args=[loan.ref])
    form = {"kind": "pause", "months": "3", "reason": "She is ill."}
    assert "ask for an exception" in advisor.post(url, form | {"preview": "1"}).content.decode()
    advisor.post(url, form)
    page = read(client_of(stage.manager), reverse("loan-change", args=[loan.ref]))
    assert at("permit-exception-ask", stage) in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_number_of_questions(client_of: ClientOf, rows: int) -> None:
    CountryEntryFactory()
    for _ in range(rows):
        request(short())
    client, url = client_of(member(Role.HEAD_OFFICE)), reverse("permit-exceptions")
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(url)
    assert len(page.context["lines"]) == rows
    assert len(asked) == 4
    assert "Nothing waits" in read(client_of(member(Role.OFFICE_MANAGER, office=OfficeFactory())), url)


def test_the_back_office_begins_and_ends_an_entry_and_rewrites_none(client_of: ClientOf) -> None:
    client, base = client_of(member(Role.ADMINISTRATOR)), "/en/back-office/loans/countryentry/"
    form: dict[str, Any] = {"country": "ER", "listed": "not_safe", "source": "Lijst 2026", "valid_from": str(TODAY)}
    assert client.post(f"{base}add/", form | {"valid_until": ""}).status_code == 302
    entry = CountryEntry.objects.get()
    url = f"{base}{entry.pk}/change/"
    past = client.post(url, {"valid_until": str(TODAY - timedelta(days=1))}).content.decode()
    assert "decisions rest on what it said" in past
    assert client.post(url, {"country": "SY", "valid_until": str(TODAY)}).status_code == 302
    entry.refresh_from_db()
    assert (entry.country, entry.valid_until) == ("ER", timezone.localdate())
    assert client.post(f"{base}{entry.pk}/delete/", {"post": "yes"}).status_code == 403
