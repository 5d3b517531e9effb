"""Her contacts once she is in, being let in at the office, and that no page tells who is known."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applicants.models import Contact, Event, Person
from portal.accounts.scope import PERSON_KEY
from portal.codes.models import Code
from portal.models import Entry, Message, User
from tests.applicants.journeys import Applicant, last_code, where
from tests.factories import CaseFactory, PersonFactory, assigned_case

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
Enter = Callable[[Person], Client]
ClientOf = Callable[[User], Client]

PHONE = "+32470123456"
NEW = "+33612345678"


def visitor_of(person: Person) -> Applicant:
    visitor = Applicant("fa")
    session = visitor.client.session
    session[PERSON_KEY] = person.pk
    session.save()
    return visitor


def person() -> Person:
    found: Person = PersonFactory(phone=PHONE, birth_year=None)
    CaseFactory(person=found)
    return found


def test_a_new_contact_needs_its_code_and_the_old_one_is_told() -> None:
    herself = person()
    visitor = visitor_of(herself)
    assert where(visitor.post("me/contacts/", {"contact": "۰۰۳۳ ۶ ۱۲ ۳۴ ۵۶ ۷۸"})) == "me/contacts/code/"
    assert Message.objects.get(event="entry_code").address == NEW
    assert Contact.objects.count() == 1
    assert where(visitor.post("me/contacts/code/", {"code": "000000"})) == "me/contacts/code/"
    done = visitor.post("me/contacts/code/", {"code": last_code()})
    assert where(done) == "me/contacts/"
    added = Contact.objects.get(value=NEW)
    assert added.verified_at
    assert added.preferred
    assert not Contact.objects.get(value=PHONE).preferred
    assert [message.address for message in Message.objects.filter(event="contact_added")] == [PHONE]
    assert Event.objects.get(code="contact.added").public


def test_the_code_of_one_contact_adds_no_other() -> None:
    visitor = visitor_of(person())
    visitor.post("me/contacts/", {"contact": NEW})
    code = last_code()
    visitor.post("me/contacts/", {"contact": "other@example.org"})
    visitor.post("me/contacts/code/", {"code": code})
    assert Contact.objects.count() == 1


def test_the_last_contact_stays_and_another_can_go() -> None:
    herself = person()
    only, visitor = herself.contacts.get(), visitor_of(herself)
    refused = visitor.post("me/contacts/change/", {"contact": str(only.pk), "do": "remove"})
    assert herself.contacts.count() == 1
    assert where(refused) == "me/contacts/"
    Contact.objects.create(person=herself, kind="phone", value=NEW, verified_at=timezone.now(), preferred=False)
    visitor.post("me/contacts/change/", {"contact": str(only.pk), "do": "remove"})
    left = herself.contacts.get()
    assert (left.value, left.preferred) == (NEW, True)
    assert Message.objects.get(event="contact_removed").address == PHONE


def test_what_she_prefers_is_where_we_write() -> None:
    herself = person()
    other = Contact.objects.create(person=herself, kind="phone", value=NEW, verified_at=timezone.now(), preferred=False)
    visitor_of(herself).post("me/contacts/change/", {"contact": str(other.pk), "do": "prefer"})
    assert list(herself.contacts.filter(preferred=True)) == [other]
    other.verified_at = None
    other.preferred = False
    other.save()
    visitor_of(herself).post("me/contacts/change/", {"contact": str(other.pk), "do": "prefer"})
    assert not Contact.objects.get(pk=other.pk).preferred


def test_a_stranger_changes_nothing() -> None:
    herself, stranger = person(), PersonFactory()
    contact = herself.contacts.get()
    assert (
        visitor_of(stranger)
        .client.post("/en/me/contacts/change/", {"contact": str(contact.pk), "do": "remove"})
        .status_code
        == 404
    )


def shown_code(client: Client, ref: str) -> str:
    page = client.post(f"/en/desk/cases/{ref}/let-in/", {"seen": "on", "reason": "Phone lost"}).content.decode()
    found = re.search(r'<bdi class="code">(\d{6})</bdi>', page)
    assert found, page
    return found.group(1)


def test_somebody_whose_phone_is_lost_is_let_in_at_the_office(client_of: ClientOf) -> None:
    case = assigned_case(person=person())
    code = shown_code(client_of(case.advisor.user), case.ref)  # type: ignore[union-attr]  # it was just assigned
    visitor = Applicant("fa")
    assert where(visitor.post(f"enter/office/{case.ref}/", {"code": code})) == "me/contacts/"
    assert visitor.client.session[PERSON_KEY] == case.person_id
    again = Applicant("fa")
    assert where(again.post(f"enter/office/{case.ref}/", {"code": code})) == f"enter/office/{case.ref}/"
    event = Event.objects.get(code="person.let_in")
    assert event.params == {"reason": "Phone lost"}
    assert not event.public
    assert Message.objects.get(event="let_in").address == PHONE
    assert Entry.objects.of(event).get().on_behalf_of == case.person_id


def test_without_seeing_her_no_code_is_shown(client_of: ClientOf) -> None:
    case = assigned_case()
    client = client_of(case.advisor.user)  # type: ignore[union-attr]  # it was just assigned
    page = client.post(f"/en/desk/cases/{case.ref}/let-in/", {"reason": "Phone lost"})
    assert "error-summary" in page.content.decode()
    assert not Code.objects.exists()


def test_a_shown_code_opens_no_other_file_and_no_old_one_opens(client_of: ClientOf) -> None:
    case, other = assigned_case(), assigned_case()
    code = shown_code(client_of(case.advisor.user), case.ref)  # type: ignore[union-attr]  # it was just assigned
    visitor = Applicant("fa")
    visitor.post(f"enter/office/{other.ref}/", {"code": code})
    assert PERSON_KEY not in visitor.client.session
    Code.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    visitor.post(f"enter/office/{case.ref}/", {"code": code})
    assert PERSON_KEY not in visitor.client.session


def plain(page: Any, *gone: str) -> str:
    """A page without what differs between any two visits."""
    words = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page.content.decode())
    for value in gone:
        words = words.replace(value, "…")
    return words


def test_no_page_of_the_door_tells_who_is_known() -> None:
    person()
    seen = []
    for contact in (PHONE, "+32470999999"):
        visitor = Applicant()
        with CaptureQueriesContext(connection) as asked:
            page = visitor.post("enter/", {"contact": contact, "region": "BE"})
        wrong = visitor.post("enter/code/", {"code": "123456"})
        again = visitor.post("enter/code/", {"again": "1"})
        seen.append([len(asked), *((where(one), one.status_code, plain(one, contact)) for one in (page, wrong, again))])
    assert seen[0] == seen[1]


def test_nor_does_the_page_for_the_office_tell_which_file_there_is() -> None:
    case = CaseFactory()
    seen = []
    for ref in (case.ref, "ZZZZZZZZ"):
        visitor = Applicant()
        pages = [visitor.get(f"enter/office/{ref}/"), visitor.post(f"enter/office/{ref}/", {"code": "123456"})]
        seen.append([(one.status_code, plain(one, ref)) for one in pages])
    assert seen[0] == seen[1]


def test_adding_a_contact_that_somebody_else_has_looks_like_any_other() -> None:
    herself = person()
    PersonFactory(phone=NEW)
    seen = []
    for contact in (NEW, "+33612349999"):
        page = visitor_of(herself).post("me/contacts/", {"contact": contact})
        seen.append((where(page), plain(page, contact)))
    assert seen[0] == seen[1]


@pytest.mark.parametrize(
    ("typed", "opens"), [("Nadim", True), ("ندیم", True), ("Nadem", True), ("Nasrin", False), ("", False), ("N", False)]
)
def test_two_files_with_one_initial_and_one_year_ask_for_the_name(typed: str, opens: bool) -> None:  # noqa: FBT001 - from the table above
    for name in ("Nasrin", "Nadim", "Maryam"):
        CaseFactory(person=PersonFactory(phone=PHONE, full_name=name, latin_name="", called="", birth_year=2001))
    visitor = Applicant()
    visitor.post("enter/", {"contact": PHONE, "region": "BE"})
    page = visitor.post("enter/code/", {"code": last_code()}).content.decode()
    assert page.count('type="radio"') == 3
    assert "Nadim" not in page
    answer = visitor.post("enter/who/", {"who": "1", "birth_year": "2001", "name": typed})
    assert (where(answer) == "me/") is opens
    assert (PERSON_KEY in visitor.client.session) is opens


def test_who_has_an_initial_of_her_own_needs_no_name() -> None:
    for name in ("Nasrin", "Nadim", "Maryam"):
        CaseFactory(person=PersonFactory(phone=PHONE, full_name=name, latin_name="", called="", birth_year=2001))
    visitor = Applicant()
    visitor.post("enter/", {"contact": PHONE, "region": "BE"})
    visitor.post("enter/code/", {"code": last_code()})
    assert where(visitor.post("enter/who/", {"who": "2", "birth_year": "2001"})) == "me/"
