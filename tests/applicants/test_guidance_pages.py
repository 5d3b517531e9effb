"""The pages of a guide with a client: on the desk, on paper, on her own phone."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from advisors.models import GuideStep
from applicants.cases.models import Case
from applicants.guidance.actions import choose_guide, note, say_done, tick
from applicants.guidance.models import ChosenGuide, StepTick
from applicants.models import Person
from portal.accounts.scope import actor_for_user
from portal.actors import Actor
from portal.models import User
from portal.roles import Role
from tests.factories import CaseFactory, GuideFactory, PersonFactory, member

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
Enter = Callable[[Person], Client]


@pytest.fixture
def case() -> Case:
    found: Case = CaseFactory(stage="intake", person=PersonFactory(language="ar"))
    return found


@pytest.fixture
def user(case: Case) -> User:
    return member(Role.ADVISOR, office=case.office, name="Els Peeters")


@pytest.fixture
def chosen(case: Case, user: User) -> ChosenGuide:
    guide = GuideFactory(title_ar="ابدأ عملك", title_nl="Start uw zaak")
    return choose_guide(by=actor_for_user(user), case=case, guide=guide)


def first_step(chosen: ChosenGuide) -> GuideStep:
    return chosen.guide.steps.order_by("order")[0]


def address(name: str, chosen: ChosenGuide) -> str:
    return reverse(name, args=[chosen.case.ref, chosen.guide.code])


def test_choosing_offers_the_offices_country_first_and_what_is_left(
    case: Case, user: User, client_of: ClientOf
) -> None:
    abroad, here = GuideFactory(country="FR", order=1), GuideFactory(country="BE")
    client, url = client_of(user), reverse("case-guides", args=[case.ref])
    words = client.get(url).content.decode()
    assert words.index(here.title) < words.index(abroad.title)
    assert client.post(url, {"guide": here.code}).status_code == 302
    assert here.title not in client.get(url).content.decode()
    assert "Please look at this again" in client.post(url, {"guide": here.code}).content.decode()
    assert here.title in client.get(reverse("case", args=[case.ref])).content.decode()


def test_without_a_guide_the_page_says_what_to_do(case: Case, user: User, client_of: ClientOf) -> None:
    assert "There is no other guide" in client_of(user).get(reverse("case-guides", args=[case.ref])).content.decode()


def test_an_advisor_ticks_undoes_and_notes(chosen: ChosenGuide, user: User, client_of: ClientOf) -> None:
    client, step = client_of(user), first_step(chosen)
    url = address("case-guide-step", chosen)
    answer = client.post(url, {"step": step.pk, "act": "done"})
    assert answer["Location"].endswith(f"/guides/{chosen.guide.code}/#step-{step.pk}")
    page = address("case-guide", chosen)
    assert "1 of 3 steps done" in client.get(page).content.decode()
    client.post(url, {"step": step.pk, "text": "بيانات ١٢"})
    words = client.get(page).content.decode()
    assert "Els Peeters" in words
    assert "بيانات ١٢" in words
    client.post(url, {"step": step.pk, "act": "undo"})
    assert "0 of 3 steps done" in client.get(page).content.decode()


def test_nonsense_changes_nothing(chosen: ChosenGuide, user: User, client_of: ClientOf) -> None:
    client, step = client_of(user), first_step(chosen)
    for sent in ({}, {"step": "x"}, {"step": "9" * 30, "act": "done"}, {"step": step.pk, "text": "x" * 501}):
        answer = client.post(address("case-guide-step", chosen), sent, follow=True)
        assert "notice-wrong" in answer.content.decode()
    assert not StepTick.objects.exclude(note="", done_at=None).exists()


def test_stopping_leads_back_to_the_file(chosen: ChosenGuide, user: User, client_of: ClientOf) -> None:
    answer = client_of(user).post(address("case-guide-stop", chosen), follow=True)
    assert answer.redirect_chain[0][0] == reverse("case", args=[chosen.case.ref])
    assert client_of(user).get(address("case-guide", chosen)).status_code == 404


def test_who_sees_no_names_sees_no_notes_and_ticks_nothing(
    chosen: ChosenGuide, user: User, client_of: ClientOf
) -> None:
    step = first_step(chosen)
    note(by=actor_for_user(user), chosen=chosen, step=step, text="Her brother helps.")
    words = client_of(member(Role.AUDITOR)).get(address("case-guide", chosen)).content.decode()
    assert step.title in words
    assert "Her brother helps." not in words
    assert 'name="step"' not in words


def test_the_sheet_is_in_her_language_and_beside_it_in_the_readers(
    chosen: ChosenGuide, user: User, client_of: ClientOf
) -> None:
    tick(by=actor_for_user(user), chosen=chosen, step=first_step(chosen))
    client, url = client_of(user), address("case-guide-print", chosen).replace("/en/", "/nl/")
    alone = client.get(url).content.decode()
    assert '<div class="sheet" lang="ar" dir="rtl">' in alone
    assert "ابدأ عملك" in alone
    assert "Start uw zaak" not in alone.split('class="sheet"')[1]
    both = client.get(f"{url}?beside=nl").content.decode()
    assert '<div class="sheet" lang="nl" dir="ltr">' in both
    assert client.get(f"{url}?beside=xx").status_code == 200


def test_she_sees_what_is_done_and_what_is_next_in_her_language(
    chosen: ChosenGuide, user: User, client_of_person: Enter
) -> None:
    first, second, _third = chosen.guide.steps.all()
    tick(by=actor_for_user(user), chosen=chosen, step=first)
    words = client_of_person(chosen.case.person).get("/ar/me/").content.decode()
    assert "ابدأ عملك" in words
    assert second.title in words
    assert f"/ar/me/guides/{chosen.case.ref}/{chosen.guide.code}/" in words


def test_she_says_she_did_it_and_takes_it_back(chosen: ChosenGuide, user: User, client_of_person: Enter) -> None:
    client, step, url = client_of_person(chosen.case.person), first_step(chosen), address("my-guide", chosen)
    note(by=actor_for_user(user), chosen=chosen, step=step, text="Inside")
    answer = client.post(url, {"step": step.pk, "act": "did"}, follow=True)
    words = answer.content.decode()
    assert "Your advisor confirms it." in words
    assert "Inside" not in words
    client.post(url, {"step": step.pk, "act": "not"})
    assert "Your advisor confirms it." not in client.get(url).content.decode()
    assert "notice-wrong" in client.post(url, {"act": "did"}, follow=True).content.decode()
    tick(by=actor_for_user(user), chosen=chosen, step=step)
    confirmed = client.post(url, {"step": step.pk, "act": "not"}, follow=True).content.decode()
    assert "Ask your advisor to change it." in confirmed


def test_nobody_elses_guide(chosen: ChosenGuide, client_of_person: Enter) -> None:
    assert client_of_person(PersonFactory()).get(address("my-guide", chosen)).status_code == 404


def test_what_she_said_waits_for_her_advisor(chosen: ChosenGuide, user: User, client_of: ClientOf) -> None:
    say_done(by=Actor(kind="person", id=chosen.case.person_id), chosen=chosen, step=first_step(chosen))
    assert "1 step to confirm" in client_of(user).get(reverse("case", args=[chosen.case.ref])).content.decode()
    assert "please confirm" in client_of(user).get(address("case-guide", chosen)).content.decode()


def test_as_many_queries_with_three_guides_as_with_one(
    chosen: ChosenGuide, user: User, client_of: ClientOf, client_of_person: Enter
) -> None:
    staff, herself = client_of(user), client_of_person(chosen.case.person)
    pages = [
        (staff, reverse("case", args=[chosen.case.ref])),
        (staff, address("case-guide", chosen)),
        (herself, "/en/me/"),
    ]
    for client, url in pages:
        client.get(url)  # what is asked once in a process is asked now
    one = [asked(client, url) for client, url in pages]
    for _ in range(2):
        choose_guide(by=actor_for_user(user), case=chosen.case, guide=GuideFactory())
    assert [asked(client, url) for client, url in pages] == one


def asked(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)
