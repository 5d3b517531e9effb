"""Who stands by her, as the journey asks: people, organisations of the list and others, a group with friends."""

from typing import Any

import pytest

from loans.models import Application, GroupFriend, Guarantee, OrganisationProposal
from partnerships.models import Partner
from portal.models import Message
from tests.applicants.journeys import PERSIAN, Applicant, filled_in, furnish

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.fixture
def zahra() -> Applicant:
    """Somebody who has answered everything and looks at it again."""
    furnish()
    one = Applicant("ps", PERSIAN)
    one.come_in(filled_in("ps"))
    return one


def names(model: Any) -> list[tuple[str, str]]:
    return list(model.objects.order_by("pk").values_list("name", "contact"))


def test_what_was_named_is_read_on_the_check_page_and_on_her_page_after_sending(zahra: Applicant) -> None:
    check = zahra.get("apply/check/").content.decode()
    zahra.post("apply/check/")
    mine = zahra.get(f"me/loan/{Application.objects.get().ref}/people/").content.decode()
    for name in ("Sami", "Samen Sterk", "Nadia"):
        assert name in check
        assert name in mine
    assert Application.objects.get().state == "submitted"
    assert names(OrganisationProposal) == [("Samen Sterk", "info@samen.example")]
    assert names(GroupFriend) == [("Nadia", "+32471999999")]
    assert [message.event for message in Message.objects.all()] == ["application_received"]  # nobody else


@pytest.mark.parametrize(("slug", "model"), [("loan-people", Guarantee), ("loan-group", GroupFriend)])
def test_one_more_is_added_without_script_and_who_is_emptied_goes(zahra: Applicant, slug: str, model: Any) -> None:
    first = {"name_1": "سامي", "contact_1": "0471 11 22 33"}
    page = zahra.answer(slug, first | {"again": "1"})
    assert page.status_code == 200
    assert 'name="name_2"' in page.content.decode()
    zahra.answer(slug, first | {"name_2": "Block 7", "contact_2": "Seven@example.org"})
    assert names(model) == [("سامي", "+32471112233"), ("Block ۷", "seven@example.org")]  # a name stays as typed
    zahra.answer(slug, {"name_1": "", "contact_1": "", "name_2": "Block 7", "contact_2": "seven@example.org"})
    assert names(model) == [("Block ۷", "seven@example.org")]


def test_an_organisation_that_is_not_in_the_list(zahra: Applicant) -> None:
    zahra.answer("loan-organisations", {"name_1": "Café", "contact_1": "cafe@example.org"})
    assert names(OrganisationProposal) == [("Café", "cafe@example.org")]
    zahra.answer("loan-organisations", {"name_1": "", "contact_1": ""})
    assert not OrganisationProposal.objects.exists()


def test_where_no_organisation_is_listed_she_can_still_name_one() -> None:
    furnish()
    zahra = Applicant()
    zahra.come_in(filled_in())
    Partner.objects.update(gives_guarantees=False)
    assert 'name="organisations"' not in zahra.get("apply/loan-organisations/").content.decode()
    zahra.answer("loan-organisations", {"name_1": "Café", "contact_1": "cafe@example.org"})
    assert names(OrganisationProposal) == [("Café", "cafe@example.org")]


@pytest.mark.parametrize("slug", ["loan-people", "loan-organisations", "loan-group"])
@pytest.mark.parametrize(
    "typed",
    [
        {"name_1": "Nadia", "contact_1": ""},
        {"name_1": "", "contact_1": "+32471999999"},
        {"name_1": "Nadia", "contact_1": "12"},
        {"name_1": "Nadia", "contact_1": "+32471999999", "name_2": "Nadia", "contact_2": "+32471999999"},
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(zahra: Applicant, slug: str, typed: dict[str, str]) -> None:
    page = zahra.answer(slug, typed).content.decode()
    assert "error-summary" in page
    for value in filter(None, typed.values()):
        assert value in page or value.translate(PERSIAN) in page


def test_nobody_vouches_for_herself(zahra: Applicant) -> None:
    page = zahra.answer("loan-people", {"name_1": "Zahra", "contact_1": "0470 12 34 56"}).content.decode()
    assert "error-summary" in page
    assert Guarantee.objects.get(kind="personal").name == "Sami"


def test_who_no_longer_wants_a_loan_takes_all_of_them_along(zahra: Applicant) -> None:
    zahra.answer("needs", {"needs": ["advice"]}, query="?from=check")
    zahra.post("apply/check/")
    assert not Application.objects.exists()
    assert not OrganisationProposal.objects.exists()
    assert not GroupFriend.objects.exists()
