"""The rules of a price: percentages with a certifier, what becomes of the fee, steps, purposes, and what SQL may."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from loans import words
from loans.applications.borrower_steps import most_for
from loans.applications.offer_paper import offer_on_paper
from loans.applications.pricing import Wish, fee_of
from loans.applications.proposals import save_offer
from loans.applications.told import told_of
from loans.ledger.models import Loan, LoanState
from loans.models import Application
from portal.accounts.scope import actor_for_user
from portal.models import User
from tests.factories import ApplicationFactory, CaseFactory, TermsFactory, assigned_case
from tests.loans.stages import running
from tests.loans.test_papers import said as all_of

pytestmark = pytest.mark.django_db
D = Decimal
CERTIFIED: dict[str, Any] = {
    "fee_steps": [],
    "fee_percent": D(4),
    "fee_cap": D(400),
    "certified_by": "Council for Fair Finance",
    "certified_on": date(2026, 2, 2),
}


def refused_by_the_table(statement: str, values: list[Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def wish(principal: int) -> Wish:
    day = timezone.localdate() + timedelta(days=20)
    return Wish(D(principal), 24, 0, day, day + timedelta(days=31))


def ask(**fields: Any) -> Application:
    found: Application = ApplicationFactory(case=assigned_case(), **fields)
    return found


def by(application: Application) -> Any:
    advisor = application.case.advisor
    assert advisor is not None
    return actor_for_user(advisor.user)


def test_a_percentage_is_told_in_euros_with_who_accepts_it_and_never_above_its_cap() -> None:
    terms = TermsFactory(**CERTIFIED)
    assert [fee_of(terms, D(amount)) for amount in ("500", "1234.56", "10000")] == [D(20), D("49.38"), D(400)]
    assert "4.00%" in words.fee_rule(terms)
    assert "Council for Fair Finance" in words.fee_rule(terms)
    bearing = TermsFactory(with_interest=True, fee_percent=D(2))
    assert fee_of(bearing, D(5000)) == D(100)


def test_an_offer_says_what_others_must_stand_for_before_anybody_is_asked() -> None:
    half = TermsFactory(guarantors_min=2)
    assert words.guarantee(half, D("2500.01")) == [
        "Others stand for €1,250.01 of the loan before we pay it out.",
        "An organisation that vouches for you can be enough instead.",
        "At least 2 guarantors are needed.",
    ]
    nothing = TermsFactory(guaranteed_share=0)
    assert words.guarantee(nothing, D(2500)) == ["Nobody has to stand for this loan."]


@pytest.mark.parametrize(
    "change",
    [
        {"certified_by": ""},
        {"certified_on": None},
        {"fee_cap": None},
        {"fee_percent": 0},
        {"fee_percent": 21},
        {"fee_steps": '[["10000", "10"]]'},
        {"yearly_rate": 1},
        {"first_loan_most": 2000},
        {"first_loan_most": 20000, "later_loan_more": 500},
    ],
)
def test_the_table_refuses_rules_that_cannot_be(change: dict[str, Any]) -> None:
    terms = TermsFactory(**CERTIFIED)
    columns = ", ".join(f"{name} = %s" for name in change)
    statement = f"UPDATE loans_terms SET {columns} WHERE id = %s"  # noqa: S608 - the columns are this test's own
    refused_by_the_table(statement, [*change.values(), terms.pk])


def test_terms_that_an_offer_rests_on_stay_as_they_are_whoever_writes() -> None:
    application = ApplicationFactory(proposed=True)
    free = TermsFactory()
    statement = "UPDATE loans_terms SET fee_steps = '[[null, \"999\"]]', months_max = 60 WHERE id = %s"
    refused_by_the_table(statement, [application.terms_id])
    with connection.cursor() as cursor:
        cursor.execute(statement, [free.pk])
        assert cursor.rowcount == 1


def test_interest_of_a_loan_without_interest_is_never_written() -> None:
    _stage, loan = running()
    row = loan.schedules.get().rows.first()
    assert row is not None
    refused_by_the_table("UPDATE loans_row SET interest = 0.01 WHERE id = %s", [row.pk])
    copy = """INSERT INTO loans_row (schedule_id, number, nominal, due, principal, interest, fee)
              SELECT schedule_id, 99, nominal, due, 0, 1, 0 FROM loans_row WHERE id = %s"""
    refused_by_the_table(copy, [row.pk])
    for sign in (1, -1):
        booked = """INSERT INTO loans_movement (loan_id, kind, value_date, recorded_at, currency, principal, interest,
                                                fee, cash, reference, note, recorded_by)
                    VALUES (%s, 'repayment', now(), now(), 'EUR', 0, %s, 0, -1, %s, '', 'system:test')"""
        refused_by_the_table(booked, [loan.pk, sign, f"interest {sign}"])
    refused_by_the_table("UPDATE loans_terms SET yearly_rate = 5 WHERE id = %s", [loan.application.terms_id])


def test_a_first_loan_is_smaller_and_each_one_repaid_makes_the_next_larger() -> None:
    terms = TermsFactory(first_loan_most=D(1500), later_loan_more=D(750))
    application = ask()
    with pytest.raises(ValidationError, match=r"at most €1,500\.00 now"):
        save_offer(by=by(application), application=application, terms=terms, wish=wish(2000))
    earlier = CaseFactory(person=application.case.person, stage="closed", outcome="loan")
    before = ApplicationFactory(approved=True, case=earlier, terms=terms, state="disbursed")
    Loan.objects.create(application=before, disbursed_on=date(2025, 1, 1), state=LoanState.REPAID)
    assert most_for(terms, application.case) == D(2250)
    save_offer(by=by(application), application=application, terms=terms, wish=wish(2000))
    assert application.principal == D(2000)


def test_a_product_that_is_not_lent_for_everything_wants_a_look(client_of: Callable[[User], Client]) -> None:
    application = ask()
    terms = TermsFactory(product__excluded="Paying other debts\nWeapons")
    advisor = application.case.advisor
    assert advisor is not None
    client = client_of(advisor.user)
    offer = wish(5000)
    data = {
        "terms": terms.pk,
        "principal": "5000",
        "months": "24",
        "grace": "0",
        "disburse_on": offer.disburse_on.isoformat(),
        "first_due": offer.first_due.isoformat(),
    }
    page = client.post(reverse("offer", args=[application.ref]), data).content.decode()
    assert "Look at what this product is not lent for" in page
    assert "Paying other debts" in page
    assert client.post(reverse("offer", args=[application.ref]), data | {"purpose_checked": "on"}).status_code == 302
    application.refresh_from_db()
    assert application.purpose_checked


@pytest.mark.parametrize("language", ["en", "fr", "nl", "ar", "fa", "ps", "ur"])
def test_page_and_paper_say_what_becomes_of_the_fee_and_what_is_not_lent_for(language: str) -> None:
    terms = TermsFactory(
        **CERTIFIED,
        first_loan_most=D(6000),
        later_loan_more=D(500),
        product__excluded="Weapons",
        fee_if_early="part",
        fee_if_withdrawn="costs",
        residence_policy="shorter",
    )
    application = ApplicationFactory(proposed=True, terms=terms)
    told = told_of(application)
    assert told is not None
    with translation.override(language):
        paper = all_of(offer_on_paper(told, name="A", number="1"))
        assert len(told.fee_later) == 4
        for said in (*told.fee_words, *told.fee_later, *told.excluded, told.steps):
            assert said in paper
            assert "%(" not in said
        assert words.residence(terms)
