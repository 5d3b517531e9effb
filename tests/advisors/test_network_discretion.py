"""No client in a practice: the forms look for names, phones, e-mails and file numbers, ask, and lose nothing."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from advisors.models import Practice
from advisors.network.discretion import suspects
from applicants.persons.mentions import mentioned
from portal.models import User
from portal.refs import display, new_ref
from tests.advisors.practices import advisor_at
from tests.factories import OfficeFactory, PersonFactory, PracticeFactory

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]

TEXTS = {
    "language": "en",
    "shelf": "find",
    "title": "Tea on the market",
    "question": "How do we meet people?",
    "tried": "A table, tea, and time.",
    "came": "",
    "watch": "",
}


@pytest.fixture
def known() -> None:
    PersonFactory(full_name="محمد رضا کریمی", latin_name="Mohammad Reza Karimi")


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We met Mohammad Karimi at the market.", ["Mohammad Karimi"]),
        ("We met Karimi Mohammad there.", ["Karimi Mohammad"]),
        ("Dank u, Reza KARIMI!", ["Reza KARIMI"]),
        ("با محمد کریمی حرف زدیم", ["محمد کریمی"]),
        ("mohammad karimi in small letters is passed over", []),
        ("Mohammad came. Karimi left.", []),
        ("The Red Cross in Ghent", []),
    ],
)
def test_names_that_the_institution_knows(text: str, found: list[str]) -> None:
    assert mentioned(text) == found


@pytest.mark.parametrize(
    "text",
    ["Call +32 470 12 34 56 now", "Bel 0470 12 34 56", "اتصل ٠٤٧٠١٢٣٤٥٦", "ask nour@example.org", "+33 6 12 34 56 78"],
)
def test_phones_and_mails_are_told_by_their_pattern(text: str) -> None:
    assert len(suspects([text])) == 1


def test_a_file_number_is_told_from_a_word_by_its_check_sign() -> None:
    ref = display(new_ref())
    assert suspects([f"See file {ref}."]) == [ref]
    assert suspects(["In 2026 we met 24 people, 300 euros each, for 12 months"]) == []


@pytest.mark.usefixtures("known")
def test_the_form_asks_and_lets_go_on_and_loses_nothing(client_of: ClientOf) -> None:
    client, address = client_of(advisor_at(OfficeFactory())), reverse("practice-new")
    told = {**TEXTS, "came": "Mohammad Karimi opened a bakery."}
    asked = client.post(address, told)
    page = asked.content.decode()
    assert asked.status_code == 200
    assert "“Mohammad Karimi”" in page
    assert "opened a bakery" in page
    assert not Practice.objects.exists()
    answered = {**told, "asked": asked.context["form"].data["asked"], "no_client": "on"}
    more = client.post(address, {**answered, "watch": "Reza Karimi"})
    assert more.status_code == 200, "a tick counts for the words that were asked about"
    assert client.post(address, answered).status_code == 302
    assert Practice.objects.get().came == told["came"]


@pytest.mark.usefixtures("known")
def test_without_the_tick_it_asks_again(client_of: ClientOf) -> None:
    client, address = client_of(advisor_at(OfficeFactory())), reverse("practice-new")
    told = {**TEXTS, "tried": "Mohammad Karimi told us."}
    for _again in range(2):
        assert client.post(address, {**told, "asked": "Mohammad Karimi"}).status_code == 200
    assert not Practice.objects.exists()


def test_comments_are_looked_through_too(client_of: ClientOf) -> None:
    practice = PracticeFactory()
    client = client_of(advisor_at(OfficeFactory()))
    answer = client.post(reverse("practice-comment", args=[practice.ref]), {"text": "Call 0470 12 34 56"})
    assert answer.status_code == 200
    assert "0470 12 34 56" in answer.content.decode()
    assert not practice.comments.exists()
