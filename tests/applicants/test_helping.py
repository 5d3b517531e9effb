"""Somebody fills in for another: a relative, a partner's user, an advisor. Who typed is kept, nothing else stays."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from applicants.helping.models import Helping
from applicants.models import Answer, Case, Event, Person
from portal.accounts.scope import PERSON_KEY
from portal.models import Entry, Message, User
from portal.roles import Role
from tests.applicants.journeys import Applicant, furnish, last_code, where
from tests.factories import CaseFactory, PartnerFactory, PersonFactory, assigned_case, member

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
ClientOf = Callable[[User], Client]
NAMED = {"name": "Sami Karimi", "relation": "family", "begun": "no"}
FOR_HER = "You are filling this in for <bdi>زهرا</bdi>."


@pytest.fixture(autouse=True)
def _institution() -> None:
    furnish()


def relative() -> Applicant:
    visitor = Applicant()
    assert where(visitor.post("apply/helping/", NAMED)) == "apply/needs/"
    return visitor


def colleague(client_of: ClientOf, user: User) -> Applicant:
    visitor = Applicant()
    visitor.client = client_of(user)
    assert where(visitor.post("apply/helping/", {"begun": "no"})) == "apply/needs/"
    return visitor


def test_the_banner_stays_and_says_for_whom() -> None:
    visitor = relative()
    assert "You are filling this in for somebody else." in visitor.get("apply/needs/").content.decode()
    visitor.go(until="code")
    for path in ("apply/birth/", "apply/", "apply/name/"):
        assert FOR_HER in visitor.get(path).content.decode(), path


def test_what_a_relative_typed_bears_his_key_and_hers_stays_hers() -> None:
    visitor = relative()
    visitor.go(until="birth")
    helping = Helping.objects.get()
    assert (helping.name, helping.relation, helping.user) == ("Sami Karimi", "family", None)
    assert set(Answer.objects.values_list("typed_by", flat=True)) == {f"helper:{helping.pk}"}
    assert Message.objects.get(event="entry_code").address == "+32470123456"
    entry = Entry.objects.filter(table=Answer._meta.db_table).latest("pk")
    assert (entry.actor, entry.on_behalf_of) == (f"helper:{helping.pk}", Person.objects.get().pk)
    assert Event.objects.get(code="helper.began").public


def test_he_sends_it_the_receipt_says_who_typed_and_her_page_is_hers_alone() -> None:
    visitor = relative()
    visitor.go()
    done = visitor.post("apply/check/")
    assert where(done) == "apply/done/"
    assert "Stop helping" in done.content.decode()
    receipt = Message.objects.get(event="application_received")
    assert "Filled in with the help of Sami Karimi." in receipt.body
    for path in ("me/", "me/contacts/", "me/agreements/", f"me/messages/{Case.objects.get().ref}/"):
        assert where(visitor.get(path)) == "apply/", path
    visitor.post("apply/", {})
    assert Case.objects.count() == 1
    assert where(visitor.post("apply/helping/stop/")) == ""
    assert PERSON_KEY not in visitor.client.session
    assert where(visitor.get("apply/done/")) == "enter/"


def test_she_goes_on_on_her_own_phone_and_the_other_way_round() -> None:
    visitor = relative()
    visitor.go(until="birth")
    hers = Applicant()
    hers.post("enter/", {"contact": "0470123456", "region": "BE"})
    hers.post("enter/code/", {"code": last_code()})
    on = hers.post("enter/who/", {"who": "0", "birth_year": "1375"})
    assert where(on).startswith("apply/")
    assert "banner" not in on.content.decode()
    hers.post(f"apply/{where(on).split('/')[1]}/", {"document": "be-a"})
    again = Applicant()
    assert where(again.post("apply/helping/", NAMED | {"begun": "yes"})) == "enter/"
    again.post("enter/", {"contact": "0470123456", "region": "BE"})
    again.post("enter/code/", {"code": last_code()})
    back = again.post("enter/who/", {"who": "0", "birth_year": "1375"})
    assert FOR_HER in back.content.decode()
    assert Helping.objects.count() == 1


def test_nothing_of_whoever_used_the_browser_before_appears() -> None:
    visitor = Applicant()
    visitor.go(until="birth")
    assert visitor.client.session[PERSON_KEY]
    page = visitor.post("apply/helping/", NAMED)
    assert where(page) == "apply/needs/"
    assert PERSON_KEY not in visitor.client.session
    visitor.answer("needs", {"needs": ["advice"]})
    assert "زهرا" not in visitor.get("apply/place/").content.decode()


def test_an_advisor_helps_at_the_desk_and_is_back_there_afterwards(client_of: ClientOf) -> None:
    user = member(Role.ADVISOR, name="Karim Alaoui")
    visitor = colleague(client_of, user)
    assert where(visitor.get("desk/cases/")) == "desk/cases/"
    visitor.go(until="birth")
    helping = Helping.objects.get()
    assert (helping.name, helping.relation, helping.user) == ("Karim Alaoui", "advisor", user)
    assert where(visitor.get("desk/cases/")) == "apply/"
    assert where(visitor.post("apply/helping/stop/")) == "desk/cases/"
    assert PERSON_KEY not in visitor.client.session


def test_so_does_a_partners_user(client_of: ClientOf) -> None:
    user = member(Role.PARTNER, partner=PartnerFactory(name="Maison"))
    visitor = colleague(client_of, user)
    assert "Help somebody to apply" in visitor.get("partner/").content.decode()
    visitor.go(until="birth")
    assert Helping.objects.get().relation == "partner"
    assert where(visitor.post("apply/helping/stop/")) == "partner/"
    assert not Case.objects.visible_to(visitor_actor(user)).exists()


def visitor_actor(user: User) -> Any:
    from portal.accounts.scope import actor_for_user  # noqa: PLC0415 - one use

    return actor_for_user(user)


def test_a_colleague_searches_before_filling_in(client_of: ClientOf) -> None:
    case = assigned_case()
    client = client_of(case.advisor.user)  # type: ignore[union-attr]  # it was just assigned
    assert "Fill in an application" not in client.get("/en/desk/search/").content.decode()
    found = client.post("/en/desk/search/", {"q": "Karimi"}).content.decode()
    nobody = client.post("/en/desk/search/", {"q": "Zyxw"}).content.decode()
    assert "ill in an application with the client" in found
    assert "ill in an application with the client" in nobody


def test_who_may_not_work_on_files_may_not_fill_in(client_of: ClientOf) -> None:
    for role in (Role.AUDITOR, Role.ADMINISTRATOR):
        assert client_of(member(role)).get("/en/apply/helping/").status_code == 403


def test_somebody_whose_application_is_sent_shows_a_helper_nothing() -> None:
    person = PersonFactory(phone="+32470123456", birth_year=None, full_name="Maryam", called="")
    CaseFactory(person=person)
    visitor = Applicant()
    visitor.post("apply/helping/", NAMED | {"begun": "yes"})
    visitor.post("enter/", {"contact": "0470123456", "region": "BE"})
    page = visitor.post("enter/code/", {"code": last_code()})
    assert where(page) == "apply/"
    assert "Maryam" not in page.content.decode()
    assert PERSON_KEY not in visitor.client.session


def test_a_helper_without_a_name_is_asked_for_it() -> None:
    page = Applicant().post("apply/helping/", {"begun": "no"})
    assert where(page) == "apply/helping/"
    assert "error-summary" in page.content.decode()


def test_the_desk_shows_who_helped(client_of: ClientOf) -> None:
    case = assigned_case()
    Helping.objects.create(case=case, name="Sami Karimi", relation="family")
    page = client_of(case.advisor.user).get(f"/en/desk/cases/{case.ref}/").content.decode()  # type: ignore[union-attr]  # it was just assigned
    assert "Sami Karimi" in page
    assert "Sami" not in client_of(member(Role.AUDITOR)).get(f"/en/desk/cases/{case.ref}/").content.decode()
