"""Who stands by her: named on her page, told by herself, never written to before her advisor has spoken with her."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from applicants.consents.actions import give_consent
from applicants.models import Case, Event, Person
from loans.models import Application, GroupFriend, Guarantee, OrganisationProposal
from loans.vouching.actions import MOST, MOST_AGAIN, name_person, settle_proposal
from partnerships.models import Partner
from portal.accounts.scope import actor_for_user
from portal.actors import Actor, system
from portal.models import Message, User
from portal.roles import Role
from tests.factories import ApplicationFactory, GuaranteeFactory, PartnerFactory, PersonFactory, member

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
Enter = Callable[[Person], Client]
ClientOf = Callable[[User], Client]


@pytest.fixture
def application() -> Application:
    found: Application = ApplicationFactory(in_review=True, case__stage="intake")
    return found


@pytest.fixture
def client(client_of_person: Enter, application: Application) -> Client:
    return client_of_person(application.case.person)


def address(application: Application, rest: str = "", language: str = "en") -> str:
    return f"/{language}/me/loan/{application.ref}/people/{rest}"


def adds(client: Client, application: Application, kind: str, **data: str) -> Any:
    named = {f"{kind}-{name}": value for name, value in data.items()}
    return client.post(address(application), {"do": kind, **named}, follow=True)


def test_she_names_a_person_and_nobody_is_written_to(client: Client, application: Application) -> None:
    page = adds(client, application, "person", name="سامي", contact="۰۴۷۱ ۱۱ ۲۲ ۳۳").content.decode()
    assert "سامي" in page
    named = Guarantee.objects.get()
    assert (named.state, named.contact, named.amount) == ("named", "+32471112233", None)
    assert not Message.objects.exists()
    assert Event.objects.get(code="guarantee.named").actor == f"person:{application.case.person_id}"


def test_an_organisation_of_the_list_and_one_that_is_not(client: Client, application: Application) -> None:
    known: Partner = PartnerFactory(name="Huis van de Buurt")
    adds(client, application, "partner", partner=str(known.pk))
    page = adds(client, application, "new", name="Café Afghan", contact="cafe@example.org").content.decode()
    assert Guarantee.objects.get().partner == known
    assert OrganisationProposal.objects.get().name == "Café Afghan"
    assert "We do not know this organisation yet." in page
    assert Partner.objects.count() == 1
    assert not Message.objects.exists()


def test_friends_for_a_group_are_a_wish_and_no_more(client: Client, application: Application) -> None:
    page = adds(client, application, "friend", name="Nadia", contact="+32471999999").content.decode()
    assert "With whom you want to borrow as a group" in page
    assert GroupFriend.objects.get().name == "Nadia"
    assert not Guarantee.objects.exists()


@pytest.mark.parametrize("kind", ["person", "new", "friend"])
def test_what_is_wrong_is_said_in_the_open_form_and_nothing_is_lost(
    client: Client, application: Application, kind: str
) -> None:
    page = adds(client, application, kind, name="Nadia", contact="12").content.decode()
    assert "error-summary" in page
    assert 'value="Nadia"' in page
    assert '<details class="fold" open>' in page
    own = application.case.person.contacts.get().value
    if kind != "new":
        assert "your own phone" in adds(client, application, kind, name="I", contact=own).content.decode()
    for _ in range(2):
        again = adds(client, application, kind, name="Nadia", contact="+32471999999").content.decode()
    assert "already" in again
    assert Guarantee.objects.count() + OrganisationProposal.objects.count() + GroupFriend.objects.count() == 1


def test_there_is_an_end_to_it(application: Application) -> None:
    herself = Actor(kind="person", id=application.case.person_id)
    for number in range(MOST):
        name_person(by=herself, application=application, name=f"N{number}", contact=f"+3247100000{number}")
    with pytest.raises(ValidationError):
        name_person(by=herself, application=application, name="One more", contact="+32471000099")


def test_she_takes_somebody_off_until_he_was_asked(client: Client, application: Application) -> None:
    adds(client, application, "person", name="Sami", contact="+32471112233")
    row = Guarantee.objects.get()
    client.post(address(application, "remove/"), {"kind": "guarantee", "row": str(row.pk)})
    assert not Guarantee.objects.exists()
    asked = GuaranteeFactory(application=application, state="invited", guarantor=PersonFactory())
    page = client.post(address(application, "remove/"), {"kind": "guarantee", "row": str(asked.pk)}, follow=True)
    assert "was asked already" in page.content.decode()
    assert Guarantee.objects.count() == 1


def test_after_the_proposal_the_list_is_only_read(client_of_person: Enter) -> None:
    application = ApplicationFactory(proposed=True)
    client = client_of_person(application.case.person)
    assert "Add to my list" not in client.get(address(application)).content.decode()
    adds(client, application, "person", name="Sami", contact="+32471112233")
    assert not Guarantee.objects.exists()


def test_the_note_is_in_the_other_persons_language_and_says_what_will_be_read(
    client: Client, application: Application
) -> None:
    guarantee = GuaranteeFactory(application=application, name="Sami", contact="+32471112233", amount=None)
    page = client.get(address(application, "1/send/?in=ar"))
    note = page.context["note"]
    assert note.language.code == "ar"
    assert f"/ar/g/{guarantee.token}/" in note.text
    assert note.whatsapp.startswith("https://wa.me/32471112233?text=")
    assert unquote(note.whatsapp.partition("text=")[2]) == note.text
    assert "It does not say your name" in page.content.decode()
    assert str(application.amount_wished) not in note.text
    assert not Message.objects.exists()


def test_the_link_of_somebody_named_explains_and_asks_nothing(application: Application) -> None:
    guarantee = GuaranteeFactory(application=application, name="Sami", amount=None)
    stranger = Client()
    page = stranger.get(f"/en/g/{guarantee.token}/").content.decode()
    assert "You owe nothing now." in page
    for secret in (application.case.person.full_name, "Sami", "5000", "5.000", "5,000"):
        assert secret not in page
    assert stranger.post(f"/en/g/{guarantee.token}/code/").status_code == 404
    assert stranger.post(f"/en/g/{guarantee.token}/answer/", {"answer": "agree"}).status_code == 404
    assert not Message.objects.exists()


def test_once_asked_the_same_link_leads_to_the_request_and_a_code(client: Client, application: Application) -> None:
    guarantee = GuaranteeFactory(application=application, state="invited", guarantor=PersonFactory())
    assert "Send me the code" in Client().get(f"/en/g/{guarantee.token}/").content.decode()
    assert "We send a code to the phone" in client.get(address(application, "1/send/")).content.decode()


@pytest.mark.parametrize("state", ["refused", "withdrawn"])
def test_there_is_nothing_to_send_when_it_is_over(client: Client, application: Application, state: str) -> None:
    GuaranteeFactory(application=application, state=state, guarantor=PersonFactory())
    assert client.get(address(application, "1/send/")).status_code == 404
    assert client.get(address(application, "2/send/")).status_code == 404


@pytest.mark.parametrize(
    ("kind", "contact", "opens", "leads_to"),
    [
        ("organisation", "cafe@example.org", "mailto:cafe%40example.org?", "/ar/g/about/"),
        ("friend", "+32471999999", "sms:+32471999999?&body=", "/ar/g/together/"),
    ],
)
def test_she_tells_an_unknown_organisation_and_a_friend_herself(
    client: Client, application: Application, kind: str, contact: str, opens: str, leads_to: str
) -> None:
    model = OrganisationProposal if kind == "organisation" else GroupFriend
    model.objects.create(application=application, name="Nadia", contact=contact)
    page = client.get(address(application, f"{kind}/1/send/?in=ar"))
    note = page.context["note"]
    assert (note.sms or note.mail).startswith(opens)
    assert unquote((note.sms or note.mail).partition("body=")[2]) == note.text
    assert leads_to in note.text
    about = Client().get(leads_to)
    assert about.status_code == 200
    assert application.case.person.full_name not in about.content.decode() + note.text
    assert client.get(address(application, f"{kind}/2/send/")).status_code == 404
    assert client.get(address(application, "stranger/1/send/")).status_code == 404
    assert not Message.objects.exists()


def test_once_asked_an_organisation_of_the_list_can_be_told_too(client: Client, application: Application) -> None:
    GuaranteeFactory(moral=True, application=application, state="invited")
    page = client.get(address(application, "1/send/")).content.decode()
    assert "Send by e-mail" in page


def test_our_message_goes_once_more_once_a_day_and_a_few_times(client: Client, application: Application) -> None:
    asked = GuaranteeFactory(application=application, state="invited", guarantor=PersonFactory())
    Guarantee.objects.update(state_since=timezone.now() - timedelta(days=30))

    def again() -> str:
        return str(client.post(address(application, "1/again/"), follow=True).content.decode())

    assert "We wrote once more." in again()
    sent = Message.objects.get()
    assert (sent.event, sent.address, sent.channel) == ("guarantee_invitation", asked.contact, "sms")
    assert asked.token in sent.body
    assert "wait until tomorrow" in again()
    for day in range(1, 5):
        Message.objects.update(created_at=timezone.now() - timedelta(days=day + 1))
        last = again()
    assert "We wrote several times" in last
    assert Message.objects.count() == MOST_AGAIN + 1
    assert Event.objects.filter(code="guarantee.asked_again").count() == MOST_AGAIN + 1


def test_who_has_answered_or_was_not_asked_is_not_written_to(client: Client, application: Application) -> None:
    GuaranteeFactory(application=application, state="named", amount=None)
    GuaranteeFactory(application=application, state="understood", guarantor=PersonFactory())
    for number in (1, 2):
        client.post(address(application, f"{number}/again/"))
    assert not Message.objects.exists()


def test_a_colleague_says_which_partner_it_is_or_that_it_cannot_be_asked(
    client_of: ClientOf, application: Application
) -> None:
    proposals = [
        OrganisationProposal.objects.create(application=application, name=name, contact="a@example.org")
        for name in ("Huis", "Nobody")
    ]
    known = PartnerFactory(name="Huis van de Buurt")
    desk = client_of(member(Role.ADVISOR, office=application.case.office))
    assert "not in our list" in desk.get(f"/en/desk/loans/{application.ref}/").content.decode()
    fresh = desk.get(f"/en/desk/loans/{application.ref}/organisations/1/").content.decode()
    assert "checked" not in fresh
    assert "Please choose which" in desk.post(f"/en/desk/loans/{application.ref}/organisations/1/").content.decode()
    desk.post(f"/en/desk/loans/{application.ref}/organisations/1/", {"partner": str(known.pk)})
    desk.post(f"/en/desk/loans/{application.ref}/organisations/2/", {"partner": "none"})
    first, second = OrganisationProposal.objects.order_by("pk")
    assert (first.partner, second.partner) == (known, None)
    assert second.settled_at
    assert Guarantee.objects.get().partner == known
    with pytest.raises(ValidationError):
        settle_proposal(by=system("test"), proposal=proposals[0], partner=None)
    assert desk.get(f"/en/desk/loans/{application.ref}/organisations/3/").status_code == 404


def test_an_auditor_reads_no_names(client_of: ClientOf, application: Application) -> None:
    OrganisationProposal.objects.create(application=application, name="Huis", contact="a@example.org")
    GroupFriend.objects.create(application=application, name="Nadia", contact="+32471999999")
    page = client_of(member(Role.AUDITOR)).get(f"/en/desk/loans/{application.ref}/").content.decode()
    assert "Nadia" not in page
    assert "Huis" not in page


def test_about_late_payments_she_is_asked_where_an_organisation_is_named(
    client: Client, application: Application
) -> None:
    question = "If an organisation vouches for you and you pay late"
    assert question not in client.get(address(application)).content.decode()
    GuaranteeFactory(moral=True, application=application)
    assert question in client.get(address(application)).content.decode()
    person = application.case.person
    give_consent(by=system("test"), person=person, language="en", purpose="arrears")
    assert question not in client.get(address(application)).content.decode()


def test_before_an_organisation_reads_of_her_she_is_asked(client: Client, application: Application) -> None:
    GuaranteeFactory(moral=True, application=application)
    page = client.get(address(application)).content.decode()
    assert 'name="purpose" value="partner"' in page
    client.post("/en/me/agreements/give/", {"purpose": "partner"})
    assert 'name="purpose" value="partner"' not in client.get(address(application)).content.decode()


def test_strangers_find_nothing(client_of_person: Enter, application: Application) -> None:
    stranger = client_of_person(ApplicationFactory().case.person)
    for rest in ("", "1/send/"):
        assert stranger.get(address(application, rest)).status_code == 404
    colleague = actor_for_user(member(Role.ADVISOR))
    OrganisationProposal.objects.create(application=application, name="Huis", contact="a@example.org")
    assert not OrganisationProposal.objects.visible_to(colleague).exists()
    assert not GroupFriend.objects.visible_to(colleague).exists()
    assert Case.objects.exists()
