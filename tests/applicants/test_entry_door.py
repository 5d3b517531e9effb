"""Coming in by a code, coming back, sharing a phone, leaving."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from applicants.entry import limits
from applicants.models import Case, Contact, Person
from portal.accounts.scope import PERSON_KEY
from portal.codes.models import Code
from portal.outbox.models import Message
from portal.roles import Role
from tests.applicants.journeys import PERSIAN, Applicant, answers, furnish, last_code, where
from tests.factories import CaseFactory, PersonFactory, member

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

PHONE = "+32470123456"


@pytest.fixture(autouse=True)
def _institution() -> None:
    furnish()


def known(**fields: Any) -> Person:
    person: Person = PersonFactory(phone=PHONE, **fields)
    CaseFactory(person=person)
    return person


def come(visitor: Applicant, contact: str = PHONE) -> Any:
    visitor.post("enter/", {"contact": contact, "region": "BE"})
    return visitor.post("enter/code/", {"code": last_code()})


def test_she_goes_on_where_she_stopped_on_another_phone() -> None:
    Applicant("ps", PERSIAN).go(until="papers")
    other = Applicant("fa", PERSIAN)
    assert where(come(other, "0470123456")) == "enter/who/"
    assert where(other.post("enter/who/", {"who": "0", "birth_year": "1375"})) == "apply/papers-until/"


@pytest.mark.parametrize("year", ["1996", "1997", "1375", "۱۳۷۵"])
def test_the_birth_year_is_right_in_either_calendar(year: str) -> None:
    Applicant().go(until="birth")
    other = Applicant()
    come(other)
    assert where(other.post("enter/who/", {"who": "0", "birth_year": year})) == "apply/wish/"


def test_a_file_without_a_birth_year_is_open_after_the_code() -> None:
    Applicant().go(until="consent")
    assert where(come(Applicant())) == "apply/birth/"


def test_a_sent_request_leads_to_her_own_page() -> None:
    known(birth_year=None)
    assert where(come(Applicant())) == "me/"


def test_a_contact_of_another_spelling_is_the_same() -> None:
    known(birth_year=None)
    for typed in ("0032 470 12 34 56", "۰۴۷۰ ۱۲ ۳۴ ۵۶", "0470/12.34.56", "+32470123456"):
        assert where(come(Applicant(), typed)) == "me/", typed
        Code.objects.all().delete()


def test_who_is_known_cannot_be_told_from_the_pages() -> None:
    known()
    pages = []
    for contact in (PHONE, "+32470999999"):
        visitor = Applicant()
        page = visitor.post("enter/", {"contact": contact, "region": "BE"})
        wrong = visitor.post("enter/code/", {"code": "12"})
        pages += [(where(page), page.status_code), (where(wrong), wrong.status_code)]
        assert contact in page.content.decode()
    assert pages[:2] == pages[2:]


def test_an_unknown_contact_is_told_so_by_message_alone() -> None:
    Applicant("ur").post("enter/", {"contact": "stranger@example.org"})
    message = Message.objects.get()
    assert (message.event, message.address, message.language) == ("entry_unknown", "stranger@example.org", "ur")
    assert "/ur/apply/" in message.body


def test_the_code_of_an_unknown_contact_opens_nothing() -> None:
    visitor = Applicant()
    visitor.post("enter/", {"contact": "+32470999999", "region": "BE"})
    assert not Message.objects.filter(event="entry_code").exists()
    for code in ("000000", "123456"):
        visitor.post("enter/code/", {"code": code})
    assert PERSON_KEY not in visitor.client.session


def test_a_family_that_shares_a_phone_is_asked_whose_file() -> None:
    mother, son = known(full_name="Maryam", birth_year=1975), known(full_name="Nadim", birth_year=2001)
    visitor = Applicant()
    page = come(visitor)
    words = page.content.decode()
    assert "M." in words
    assert "N." in words
    assert "Maryam" not in words
    assert "1975" not in words
    wrong = visitor.post("enter/who/", {"who": "0", "birth_year": "2001"})
    assert where(wrong) == "enter/who/"
    assert PERSON_KEY not in visitor.client.session
    right = visitor.post("enter/who/", {"who": "1", "birth_year": "2001"})
    assert where(right) == "me/"
    assert visitor.client.session[PERSON_KEY] == son.pk != mother.pk


def test_guessing_the_birth_year_ends() -> None:
    known(birth_year=1975)
    visitor = Applicant()
    come(visitor)
    pages = [where(visitor.post("enter/who/", {"who": "0", "birth_year": str(year)})) for year in range(1980, 1985)]
    assert pages[-1] == "enter/"
    assert where(visitor.post("enter/who/", {"who": "0", "birth_year": "1975"})) == "enter/"
    assert PERSON_KEY not in visitor.client.session


def test_the_choice_of_a_file_needs_the_code() -> None:
    known(birth_year=None)
    visitor = Applicant()
    visitor.post("enter/", {"contact": PHONE})
    assert where(visitor.post("enter/who/", {"who": "0"})) == "enter/"
    assert PERSON_KEY not in visitor.client.session


def test_in_the_journey_a_known_contact_shows_only_after_the_code() -> None:
    known(birth_year=1975)
    visitor = Applicant()
    sent = visitor.go(until="contact")
    assert where(sent) == "enter/code/"
    assert Person.objects.count() == 1
    asked = visitor.post("enter/code/", {"code": last_code()})
    assert where(asked) == "enter/who/"
    assert where(visitor.post("enter/who/", {"who": "new"})) == "apply/consent/"
    assert Person.objects.count() == 2
    assert Contact.objects.filter(value=PHONE).count() == 2


def test_in_the_journey_she_can_go_on_with_the_file_she_had() -> None:
    person = known(birth_year=1975)
    visitor = Applicant()
    visitor.go(until="code")
    assert where(visitor.post("enter/who/", {"who": "0", "birth_year": "1975"})) == "me/"
    assert visitor.client.session[PERSON_KEY] == person.pk
    assert Case.objects.count() == 1


def test_a_code_works_once_and_not_for_ever() -> None:
    known(birth_year=None)
    visitor = Applicant()
    come(visitor)
    visitor.post("leave/")
    again = Applicant()
    again.post("enter/", {"contact": PHONE})
    Code.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert where(again.post("enter/code/", {"code": last_code()})) == "enter/code/"
    assert PERSON_KEY not in again.client.session


def test_the_session_changes_its_name_on_the_way_in_and_ends_on_the_way_out() -> None:
    known(birth_year=None)
    visitor = Applicant()
    visitor.post("enter/", {"contact": PHONE})
    before = visitor.client.session.session_key
    visitor.post("enter/code/", {"code": last_code()})
    assert visitor.client.session.session_key != before
    left = visitor.client.post("/en/leave/")
    assert left["Clear-Site-Data"] == '"cache"'
    assert PERSON_KEY not in visitor.client.session
    assert where(visitor.get("me/")) == "enter/"


def test_her_pages_are_kept_by_no_cache() -> None:
    visitor = Applicant()
    visitor.go(until="birth")
    for path in ("me/", "apply/name/", "apply/check/", "apply/"):
        assert "no-store" in visitor.client.get(visitor.url(path))["Cache-Control"], path


def test_a_staff_session_and_a_persons_never_mix(client_of: Any) -> None:
    known(birth_year=None)
    visitor = Applicant()
    visitor.client = client_of(member(Role.HEAD_OFFICE))
    come(visitor)
    assert visitor.client.session[PERSON_KEY]
    assert "_auth_user_id" not in visitor.client.session


def test_too_many_codes_from_one_address_are_refused_in_words() -> None:
    visitor = Applicant()
    for number in range(limits.CODES_FOR_ADDRESS):
        visitor.post("enter/", {"contact": f"a{number}@example.org"})
    refused = visitor.post("enter/", {"contact": "one.more@example.org"})
    assert where(refused) == "enter/"
    assert "wait an hour" in refused.content.decode()
    assert not Message.objects.filter(address="one.more@example.org").exists()
    assert where(Applicant().post("enter/", {"contact": "b@example.org"})) == "enter/code/"


def test_no_sixth_code_while_five_are_alive() -> None:
    known()
    for _ in range(7):
        assert where(Applicant().post("enter/", {"contact": PHONE})) == "enter/code/"
    assert Message.objects.filter(event="entry_code").count() == 5


def test_back_and_continue_send_one_code() -> None:
    visitor = Applicant()
    visitor.go(until="contact")
    visitor.answer("contact", answers()["contact"])
    visitor.post("enter/code/", {"again": "1"})
    assert Message.objects.filter(event="entry_code").count() == 1


@pytest.mark.parametrize("contact", ["", "hello", "123", "a@", "+", "0" * 300, "\x00", "٣"])
def test_what_is_no_contact_gets_a_sentence(contact: str) -> None:
    page = Applicant().post("enter/", {"contact": contact})
    assert page.status_code == 200
    assert "error-summary" in page.content.decode()
