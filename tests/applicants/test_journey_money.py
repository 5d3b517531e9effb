"""What it costs to start and where the money comes from: lines in own words that add up, without script."""

from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from applicants.journey import engine
from applicants.journey.money import balance_words, costs_in, money_of, sources_in
from applicants.models import Answer
from tests.applicants.journeys import Applicant, filled_in, furnish

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.fixture
def visitor() -> Applicant:
    """Somebody who has answered everything and goes back."""
    furnish()
    one = Applicant()
    one.come_in(filled_in())
    return one


def page(response: Any) -> str:
    return str(response.content.decode())


def test_a_line_more_keeps_what_was_typed_and_saves_nothing(visitor: Applicant) -> None:
    before = list(Answer.objects.filter(step="start-costs").values_list("value", flat=True))
    typed = {f"name_{number}": f"Thing {number}" for number in (1, 2, 3)} | {"amount_1": "۱۰۰", "amount_2": "x"}

    words = page(visitor.answer("start-costs", typed | {"add": "1"}))

    assert 'name="name_4"' in words
    assert 'name="name_5"' not in words
    assert 'value="Thing 3"' in words
    assert "error-summary" not in words, "she has not finished: nothing is wrong yet"
    assert "€100.00" in words, "what can be read is added up, whatever its digits"
    assert list(Answer.objects.filter(step="start-costs").values_list("value", flat=True)) == before


def test_there_is_an_end_to_the_lines(visitor: Applicant) -> None:
    many = {f"name_{number}": "x" for number in range(1, 60)}

    words = page(visitor.answer("start-costs", many | {"add": "1"}))

    assert 'name="name_30"' in words
    assert 'name="name_31"' not in words


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name_1": "A machine"}, "Please write the amount too."),
        ({"amount_1": "900"}, "Please write what it is."),
        ({"name_1": "A machine", "amount_1": "much"}, "Please write an amount in euros"),
    ],
)
def test_a_half_line_is_asked_about(visitor: Applicant, typed: dict[str, str], sentence: str) -> None:
    assert sentence in page(visitor.answer("start-costs", typed))


def test_nothing_known_yet_is_an_answer(visitor: Applicant) -> None:
    visitor.answer("start-costs", {})
    words = page(visitor.answer("start-sources", {"own": ""}, query="?from=check"))

    assert words.count("Not known yet") == 2


def test_persian_digits_add_up_and_the_difference_is_said(visitor: Applicant) -> None:
    persian = Applicant(language="fa")
    persian.client = visitor.client
    persian.answer("start-costs", {"name_1": "ماشین", "amount_1": "۲٬۰۰۰", "name_2": "تکه", "amount_2": "۵۰۰٫۵۰"})
    persian.answer("start-sources", {"own": "۱۳۰۰٫۵۰"})

    with translation.override("en"):
        assert "You still need €1,200.00." in page(visitor.get("apply/check/"))
    words = page(persian.get("apply/start-sources/"))
    assert "€2,500.50" in words
    assert "€1,200.00" in words


@pytest.mark.parametrize(
    ("costs", "money", "sentence"),
    [
        ("2500", "1300", "You still need €1,200.00."),
        ("1300", "2500", "You have €1,200.00 more than it costs."),
        ("2500", "2500", "The money is exactly enough."),
        ("0", "2500", ""),
        ("2500", "0", ""),
    ],
)
def test_the_difference_in_words(costs: str, money: str, sentence: str) -> None:
    assert balance_words(Decimal(costs), Decimal(money)) == sentence


def test_the_plan_finds_both_in_the_case(visitor: Applicant) -> None:
    case = Answer.objects.filter(step="start-costs")[0].case

    costs, sources = money_of(case)

    assert costs == [("A machine", Decimal(2000)), ("Cloth", Decimal("500.50"))]
    assert sources == [("own", Decimal(500)), ("loan", Decimal(1500)), ("My brother", Decimal(200))]


def test_only_who_needs_a_loan_is_asked(visitor: Applicant) -> None:
    case = Answer.objects.filter(step="start-costs")[0].case
    sheet = engine.sheet_of(case)
    assert {"start-costs", "start-sources"} <= {step.slug for step in engine.path(sheet)}
    sheet.known["needs"] = {"needs": ["papers"]}
    assert not {"start-costs", "start-sources"} & {step.slug for step in engine.path(sheet)}


AMOUNTS = st.lists(st.tuples(st.text(max_size=9), st.decimals(0, 10**6, places=2)), max_size=9)


@given(AMOUNTS, AMOUNTS)
@settings(max_examples=50, deadline=None)
def test_the_lines_come_back_as_they_were_kept(
    costs: list[tuple[str, Decimal]], money: list[tuple[str, Decimal]]
) -> None:
    kept = [[name, str(amount)] for name, amount in costs]
    sources = {"own": None, "family": None, "loan": "5.00", "lines": [[name, str(amount)] for name, amount in money]}

    assert costs_in({"start-costs": {"lines": kept}}) == costs
    assert sources_in({"start-sources": sources}) == [("loan", Decimal(5)), *money]
