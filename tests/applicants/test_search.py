"""Finding somebody by any spelling, script, phone or file number, and no more than the searcher may know."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from applicants.models import Case, Contact, Person
from applicants.persons.search import find, name_score, possible_phones
from portal.accounts.scope import actor_for_user
from portal.actors import Actor
from portal.models import Office, User
from portal.refs import display
from portal.roles import Role
from tests.factories import CaseFactory, OfficeFactory, PersonFactory, member

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]


@pytest.fixture
def ghent() -> Office:
    return OfficeFactory(name="Ghent", phone="+3290000000")


@pytest.fixture
def manager(ghent: Office) -> User:
    return member(Role.OFFICE_MANAGER, office=ghent)


@pytest.fixture
def here(manager: User) -> Actor:
    return actor_for_user(manager)


def known(office: Office, full_name: str, latin_name: str = "", phone: str | None = None) -> Case:
    person: Person = PersonFactory(full_name=full_name, latin_name=latin_name, phone=phone)
    case: Case = CaseFactory(person=person, office=office)
    return case


def first(actor: Actor, text: str) -> Person | None:
    found = find(actor, text)
    return found[0].person if found else None


@pytest.mark.parametrize(
    "asked", ["محمد کریمی", "محمد كريمي", "Mohammad Karimi", "Mohamed Karimy", "karimi mohammad", "Karimi", "کریمی"]
)
@pytest.mark.parametrize("latin", ["Mohammad Karimi", ""])
def test_a_name_is_found_in_any_spelling_and_script(asked: str, latin: str, ghent: Office, here: Actor) -> None:
    wanted = known(ghent, "محمد کریمی", latin)
    for other in ("فاطمه حسینی", "Jan Janssens", "محمود کاظمی"):
        known(ghent, other)
    assert first(here, asked) == wanted.person


def test_the_nearest_name_comes_first(ghent: Office, here: Actor) -> None:
    near = known(ghent, "محمود کریمی", "Mahmoud Karimi")
    exact = known(ghent, "محمد کریمی", "Mohammad Karimi")
    assert [found.person for found in find(here, "Mohammad Karimi")][:2] == [exact.person, near.person]


@pytest.mark.parametrize("asked", ["+32 470 12 34 56", "0470123456", "0032470123456", "۰۴۷۰ ۱۲ ۳۴ ۵۶", "٠٤٧٠١٢٣٤٥٦"])
def test_a_phone_is_found_as_people_dial_and_write_it(asked: str, ghent: Office, here: Actor) -> None:
    wanted = known(ghent, "A", phone="+32470123456")
    known(ghent, "B", phone="+32470123457")
    assert [found.person for found in find(here, asked)] == [wanted.person]


def test_a_family_that_shares_a_phone_is_shown_whole(ghent: Office, here: Actor) -> None:
    family = {known(ghent, name, phone="+32470123456").person for name in ("A", "B")}
    assert {found.person for found in find(here, "0470123456")} == family


def test_a_mail_and_a_file_number_are_found(ghent: Office, here: Actor) -> None:
    wanted = known(ghent, "A")
    Contact.objects.create(person=wanted.person, kind="email", value="nour@example.org")
    known(ghent, "B")
    for asked in ("Nour@Example.org", wanted.ref, display(wanted.ref).lower()):
        assert [found.person for found in find(here, asked)] == [wanted.person]


@pytest.mark.parametrize("asked", ["", " ", "x", "۱", "%", "_", "' OR 1=1", "@", "zzzzqqq", "\x00a"])
def test_what_fits_nobody_finds_nobody(asked: str, ghent: Office, here: Actor) -> None:
    known(ghent, "محمد کریمی", "Mohammad Karimi")
    assert find(here, asked) == []


def test_another_offices_file_is_only_said_to_be_there(here: Actor) -> None:
    brussels = OfficeFactory(name="Brussels")
    known(brussels, "محمد کریمی", "Mohammad Karimi", phone="+32470123456")
    for asked in ("Mohammad Karimi", "0470123456"):
        (found,) = find(here, asked)
        assert (found.files, found.known_in) == ((), brussels)
    assert find(here, "Karimi") == []
    assert find(here, "Mahmoud Karimi") == []


def test_own_files_stand_before_other_offices(ghent: Office, here: Actor) -> None:
    known(OfficeFactory(), "محمد کریمی", "Mohammad Karimi")
    mine = known(ghent, "محمد کریمی", "Mohamed Karimi")
    assert first(here, "Mohammad Karimi") == mine.person


def test_head_office_opens_every_file() -> None:
    known(OfficeFactory(), "محمد کریمی", "Mohammad Karimi")
    (found,) = find(actor_for_user(member(Role.HEAD_OFFICE)), "Karimi")
    assert len(found.files) == 1


def test_who_sees_no_names_finds_by_file_number_only() -> None:
    auditor = actor_for_user(member(Role.AUDITOR))
    case = known(OfficeFactory(), "محمد کریمی", "Mohammad Karimi", phone="+32470123456")
    assert find(auditor, "Mohammad Karimi") == []
    assert find(auditor, "0470123456") == []
    assert first(auditor, case.ref) == case.person


def test_the_page_is_posted_and_shows_strangers_without_their_name(
    ghent: Office, manager: User, client_of: ClientOf
) -> None:
    client, url = client_of(manager), reverse("case-search")
    known(OfficeFactory(name="Brussels", phone="+3220000000"), "نور حداد", "Nour Haddad")
    mine = known(ghent, "محمد کریمی", "Mohammad Karimi")
    page = client.post(url, {"q": "نور حداد"}).content.decode()
    shown = page.split('id="found"')[1]
    assert "Brussels" in shown
    assert "+3220000000" in shown
    assert "نور حداد" not in shown
    page = client.post(url, {"q": "karimi"}).content.decode()
    assert "محمد کریمی" in page
    assert reverse("case", args=[mine.ref]) in page
    assert "Nobody found" in client.post(url, {"q": "Wxyz"}).content.decode()
    assert "Nobody found" not in client.get(url, {"q": "karimi"}).content.decode()


def test_with_htmx_only_what_was_found_comes_back(ghent: Office, manager: User, client_of: ClientOf) -> None:
    known(ghent, "محمد کریمی", "Mohammad Karimi")
    answer = client_of(manager).post(reverse("case-search"), {"q": "karimi"}, headers={"HX-Request": "true"})
    assert "محمد کریمی" in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_a_number_without_its_country_is_tried_in_each_of_ours() -> None:
    assert possible_phones("0612345678") == ["+32612345678", "+33612345678", "+31612345678"]
    assert possible_phones("+93 70 123 4567") == ["+93701234567"]
    assert possible_phones("12345") == []
    assert possible_phones("Karimi 2000000") == []


def test_a_part_of_a_name_stands_behind_the_whole_name() -> None:
    assert name_score("Karimi", "Karimi") == 1
    assert 0.8 < name_score("Karimi", "Mohammad Karimi") < 0.9
    assert name_score("Karimi", "Jan Janssens") < 0.7
    assert name_score("Karimi", "") == 0
