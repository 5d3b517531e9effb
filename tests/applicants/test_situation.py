"""The situation: small tables add up, nothing has to be told, and what was told is read where it counts."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from applicants.journey import engine
from applicants.models import Answer, Business, Debt, Household
from applicants.situation.actions import set_debts, set_household
from applicants.situation.reading import situation_of
from portal.actors import system
from portal.models import User
from portal.roles import Role
from tests.applicants.journeys import PERSIAN, Applicant, answers, filled_in, furnish, only_case, where
from tests.factories import PersonFactory, member

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.fixture
def zahra() -> Applicant:
    """Somebody with every question answered, who goes back to some."""
    furnish()
    one = Applicant()
    one.come_in(filled_in())
    return one


def test_what_was_told_is_in_its_tables(zahra: Applicant) -> None:
    told = situation_of(only_case())
    assert told.business is not None
    assert (told.business.state, told.business.number) == ("running", "0123.456.749")
    assert told.business.since_date is not None
    assert told.business.since_date.calendar == "solar_hijri"
    assert told.household is not None
    assert (told.household.people, told.household.children, told.household.bank_account) == (4, 2, "none")
    assert (told.income, told.debt_monthly, told.debt_left) == (Decimal("1550.50"), Decimal(50), Decimal(600))
    assert told.declined == frozenset()


def test_adding_up_keeps_what_is_written_and_shows_the_sum(zahra: Applicant) -> None:
    zahra.language, zahra.digits = "fa", PERSIAN
    page = zahra.answer("income", {"work": "1000.25", "benefit": "200", "again": "1"})
    assert where(page) == "apply/income/"
    assert page.context["sums"][0].amount == Decimal("1200.25")
    assert where(zahra.answer("income", {"work": "1000.25", "benefit": "200"})) == "apply/debts/"
    assert situation_of(only_case()).income == Decimal("1200.25")


def test_one_more_debt_can_be_added_without_script_and_taken_away(zahra: Applicant) -> None:
    first = {"has": "yes", "kind_1": "bank", "monthly_1": "20", "left_1": "100"}
    page = zahra.answer("debts", first | {"again": "1"})
    assert where(page) == "apply/debts/"
    assert 'name="kind_2"' in page.content.decode()
    assert 'name="kind_3"' not in page.content.decode()
    zahra.answer("debts", first | {"kind_2": "state", "left_2": "300"}, query="?again=1")
    assert [(row.kind, row.monthly, row.left) for row in Debt.objects.all()] == [
        ("bank", Decimal(20), Decimal(100)),
        ("state", Decimal(0), Decimal(300)),
    ]
    zahra.answer("debts", {"has": "no", "kind_1": "bank", "left_1": "100"})
    assert not Debt.objects.exists()


def test_who_owes_something_says_to_whom(zahra: Applicant) -> None:
    assert "Please choose to whom" in zahra.answer("debts", {"has": "yes"}).content.decode()
    assert "Please choose to whom" in zahra.answer("debts", {"has": "yes", "left_1": "9"}).content.decode()
    assert Debt.objects.count() == 1


@pytest.mark.parametrize("slug", ["household", "income", "debts", "bank", "registration", "papers", "papers-work"])
def test_who_prefers_not_to_say_goes_on_and_staff_read_so(zahra: Applicant, slug: str) -> None:
    page = zahra.answer(slug, {"declined": "1"}, query="?from=check")
    assert where(page) == "apply/check/"
    assert "Prefers not to say" in page.content.decode()
    assert list(Answer.objects.filter(step=slug).values_list("field", "value")) == [("declined", True)]
    assert slug in situation_of(only_case()).declined
    assert "preferred not to say" in zahra.get(f"apply/{slug}/").content.decode()
    read = [row.answer for part in engine.answers_of(only_case(), "nl") for row in part.rows if row.step_slug == slug]
    assert len(read) == 1
    assert where(zahra.post("apply/check/")) == "apply/done/"


def test_what_is_taken_back_is_gone_and_can_be_told_again(zahra: Applicant) -> None:
    for slug in ("household", "income", "debts", "bank"):
        zahra.answer(slug, {"declined": "1"})
    told = situation_of(only_case())
    assert (told.incomes, told.debts) == ([], [])
    assert (told.household.people, told.household.bank_account) == (None, "")  # type: ignore[union-attr]  # it is there
    zahra.answer("household", {"people": "2", "children": "0"})
    assert "household" not in situation_of(only_case()).declined


@pytest.mark.parametrize("slug", ["needs", "place", "consent", "birth", "idea"])
def test_what_we_cannot_do_without_has_no_such_button(zahra: Applicant, slug: str) -> None:
    assert 'name="declined"' not in zahra.get(f"apply/{slug}/").content.decode()
    before = Answer.objects.filter(step=slug).count()
    zahra.answer(slug, {"declined": "1"})
    assert not Answer.objects.filter(step=slug, field="declined").exists()
    assert Answer.objects.filter(step=slug).count() == before


def test_a_sensitive_question_says_who_sees_the_answer(zahra: Applicant) -> None:
    assert "Only your advisor" in zahra.get("apply/income/").content.decode()
    assert "Only your advisor" in zahra.get("apply/papers/").content.decode()
    assert "Only your advisor" not in zahra.get("apply/idea/").content.decode()


def test_an_unusual_number_is_asked_about_once_and_then_taken(zahra: Applicant) -> None:
    given = {"registered": "yes", "number": "0123.456.740"}
    asked = zahra.answer("registration", given)
    assert "looks unusual" in asked.content.decode()
    seen = asked.context["form"]["seen"].value()
    assert where(zahra.answer("registration", given | {"seen": seen})) == "apply/check/"
    assert Business.objects.get().number == "0123.456.740"


def test_without_a_business_no_number_is_asked_for(zahra: Applicant) -> None:
    zahra.answer("business", {"state": "idea"})
    assert where(zahra.get("apply/registration/")) == "apply/check/"


def test_the_advisor_reads_it_added_up(zahra: Applicant, client_of: Callable[[User], Client]) -> None:
    zahra.answer("debts", {"declined": "1"})
    zahra.post("apply/check/")
    advisor = member(Role.ADVISOR, office=only_case().office)
    page = client_of(advisor).get(reverse("case", args=[only_case().ref])).content.decode()
    for words in ("€1,550.50", "people: 4, children: 2", "0123.456.749", "Not yet", "Prefers not to say"):
        assert words in page


def test_without_a_loan_the_purse_is_nobodys_business() -> None:
    furnish()
    visitor = Applicant()
    visitor.go(until="birth", given=answers(needs={"needs": ["papers"]}))
    assert [step.slug for step in engine.path(engine.sheet_of(only_case()))][-1] == "papers"


def test_more_children_than_people_is_refused_in_words_and_in_the_table(zahra: Applicant) -> None:
    assert "more people than children" in zahra.answer("household", {"people": "2", "children": "2"}).content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        Household.objects.update(people=1, children=2)
    person = PersonFactory()
    set_household(by=system("test"), person=person, people=3, children=1)
    set_debts(by=system("test"), person=person, debts=[("bank", Decimal(1), Decimal(2))])
    with pytest.raises(IntegrityError), transaction.atomic():
        person.debts.update(left=Decimal(-1))


def test_a_stranger_sees_nothing_of_it() -> None:
    assert Client().get("/en/apply/income/")["Location"] == "/en/apply/needs/"
