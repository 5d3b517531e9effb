"""What people agree to: by purpose, in their language, to a version; and taking it back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone, translation

from applicants.consents.actions import give_consent, withdraw_consent
from applicants.consents.models import Purpose
from applicants.consents.standing import stands
from applicants.consents.texts import FIRST_VERSION, brought, words_of
from applicants.models import Case, Consent, ConsentText, Event, Person
from applicants.reference.load import load_reference
from loans.models import Application
from portal.actors import Actor, system
from portal.language import registry
from portal.models import Entry, Message, User
from portal.roles import Role
from tests.applicants.journeys import Applicant, furnish
from tests.factories import ApplicationFactory, CaseFactory, PersonFactory, assigned_case, member

pytestmark = pytest.mark.django_db
Enter = Callable[[Person], Client]
ClientOf = Callable[[User], Client]


def herself(person: Person) -> Actor:
    return Actor(kind="person", id=person.pk, language="fa")


def agreed(person: Person, purpose: str = Purpose.FILE) -> Consent:
    return give_consent(by=herself(person), person=person, language="fa", purpose=purpose)


def text(purpose: str, version: str, *, days_ago: int = 0, **fields: Any) -> ConsentText:
    day = timezone.localdate() - timedelta(days=days_ago)
    row: ConsentText = ConsentText.objects.create(
        purpose=purpose, version=version, valid_from=day, text="New words", withdrawal="It stops", **fields
    )
    return row


@pytest.mark.parametrize("language", registry.CODES)
@pytest.mark.parametrize("purpose", Purpose)
def test_the_portal_brings_words_for_each_purpose_in_each_language(purpose: str, language: str) -> None:
    with translation.override(language):
        words = words_of(purpose)
    assert words.version == FIRST_VERSION
    assert all(words.sentences)
    assert words.withdrawal
    assert "{" not in " ".join([*words.sentences, *words.points, words.withdrawal])


def test_the_institution_begins_with_them_and_its_own_stay() -> None:
    own = text(Purpose.FILE, "own")
    load_reference(by=system("test"))
    assert set(ConsentText.objects.values_list("purpose", flat=True)) == set(brought())
    assert list(ConsentText.objects.filter(purpose=Purpose.FILE)) == [own]
    assert words_of(Purpose.FILE).sentences == ["New words"]


def test_a_version_of_tomorrow_is_not_shown_today() -> None:
    text(Purpose.FILE, "later", days_ago=-1)
    assert words_of(Purpose.FILE).version == FIRST_VERSION


def test_a_yes_keeps_version_language_and_way() -> None:
    person = PersonFactory()
    text(Purpose.LATER, "2026-09")
    kept = agreed(person, Purpose.LATER)
    assert (kept.text_version, kept.language, kept.channel) == ("2026-09", "fa", "web")
    assert agreed(person, Purpose.LATER) == kept
    assert stands(person, Purpose.LATER)
    assert not stands(person, Purpose.FILE)


def test_a_text_that_asks_again_ends_earlier_yeses() -> None:
    person = PersonFactory()
    kept = agreed(person)
    Consent.objects.filter(pk=kept.pk).update(given_at=timezone.now() - timedelta(days=9))
    text(Purpose.FILE, "softer", days_ago=3)
    assert stands(person, Purpose.FILE)
    text(Purpose.FILE, "stronger", days_ago=2, asks_again=True)
    assert not stands(person, Purpose.FILE)
    agreed(person)
    assert stands(person, Purpose.FILE)


def test_two_yeses_to_one_text_cannot_stand() -> None:
    kept = agreed(PersonFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(person=kept.person, purpose=kept.purpose, text_version=kept.text_version, language="en")


def test_her_page_shows_what_she_agreed_to_and_asks_the_rest_one_by_one(client_of_person: Enter) -> None:
    case = CaseFactory()
    agreed(case.person)
    client = client_of_person(case.person)
    page = client.get("/en/me/agreements/").content.decode()
    assert page.count("You agreed") == 1
    assert page.count("Not agreed") == len(Purpose) - 1
    client.post("/fr/me/agreements/give/", {"purpose": "partner"})
    assert Consent.objects.get(purpose="partner").language == "fr"
    assert all(event.public for event in Event.objects.filter(code="consent.given"))


def test_before_she_takes_it_back_she_reads_what_that_means(client_of_person: Enter) -> None:
    person = CaseFactory().person
    agreed(person, Purpose.ARREARS)
    client, path = client_of_person(person), "/en/me/agreements/take-back/?purpose=arrears"
    assert "we tell the organisation nothing" in client.get(path).content.decode()
    assert stands(person, Purpose.ARREARS)
    client.post(path)
    assert not stands(Person.objects.get(pk=person.pk), Purpose.ARREARS)
    assert client.get(path).status_code == 302
    assert Case.objects.get().stage == "new"


@pytest.mark.parametrize("state", ["submitted", "proposed"])
def test_without_the_agreement_to_keep_the_file_the_application_stops(client_of_person: Enter, state: str) -> None:
    case = assigned_case(stage="proposed" if state == "proposed" else "new")
    ApplicationFactory(case=case, proposed=state == "proposed")
    agreed(case.person)
    client_of_person(case.person).post("/en/me/agreements/take-back/", {"purpose": "file"})
    case.refresh_from_db()
    assert (case.stage, case.outcome) == ("closed", "withdrawn")
    assert Application.objects.get().state == "withdrawn"
    notice = Message.objects.get(event="consent_withdrawn")
    assert notice.address == case.advisor.user.email  # type: ignore[union-attr]  # it was just assigned


def test_a_running_loan_goes_on_and_a_colleague_is_told_to_speak_with_her(client_of: ClientOf) -> None:
    case = assigned_case(stage="running")
    agreed(case.person)
    withdraw_consent(by=herself(case.person), person=case.person, purpose=Purpose.FILE)
    case.refresh_from_db()
    assert case.stage == "running"
    page = client_of(case.advisor.user).get(f"/en/desk/cases/{case.ref}/").content.decode()  # type: ignore[union-attr]  # it was just assigned
    assert "The agreement to keep this file was taken back." in page
    assert Message.objects.filter(event="consent_withdrawn").count() == 1


def test_taking_back_twice_is_once() -> None:
    case = assigned_case(stage="running")
    agreed(case.person)
    for _ in range(2):
        withdraw_consent(by=herself(case.person), person=case.person, purpose=Purpose.FILE)
    assert Event.objects.filter(code="consent.withdrawn").count() == 1


def test_a_yes_on_paper_is_noted_with_who_was_there(client_of: ClientOf) -> None:
    case = assigned_case()
    client = client_of(case.advisor.user)  # type: ignore[union-attr]  # it was just assigned
    path = f"/en/desk/cases/{case.ref}/agreement/"
    given = {"purpose": "partner", "channel": "paper", "language": "ps", "helper": "Karim", "interpreter": "Sahar"}
    assert "error-summary" in client.post(path, given | {"helper": ""}).content.decode()
    elsewhere = client.post(f"{path}?next=https://elsewhere.example/", given)
    assert elsewhere["Location"] == f"/en/desk/cases/{case.ref}/"
    kept = Consent.objects.get()
    assert (kept.channel, kept.language, kept.helper, kept.interpreter) == ("paper", "ps", "Karim", "Sahar")
    assert Entry.objects.of(kept).get().on_behalf_of == case.person_id
    assert "Karim" in client.get(f"/en/desk/cases/{case.ref}/").content.decode()
    auditor = client_of(member(Role.AUDITOR))
    assert "Karim" not in auditor.get(f"/en/desk/cases/{case.ref}/").content.decode()


def test_nonsense_is_no_purpose(client_of_person: Enter) -> None:
    client = client_of_person(PersonFactory())
    assert client.post("/en/me/agreements/give/", {"purpose": "everything"}).status_code == 302
    assert client.post("/en/me/agreements/take-back/", {"purpose": "everything"}).status_code == 302
    assert not Consent.objects.exists()


@pytest.mark.thorough
def test_after_sending_one_free_question_is_asked() -> None:
    furnish()
    visitor = Applicant()
    visitor.go()
    done = visitor.post("apply/check/")
    assert "One more question" in done.content.decode()
    visitor.post("me/agreements/give/", {"purpose": "later"})
    assert "One more question" not in visitor.get("apply/done/").content.decode()
