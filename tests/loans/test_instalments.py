"""What the plan counts of a loan: nothing before it is offered, then the dates of the offer, then the loan's."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from applicants.models import Person
from applicants.plans.actions import begin_plan
from loans.applications.pricing import quote_of
from loans.instalments import instalments
from loans.models import Application, Loan, ScheduleVersion
from loans.models import Row as ScheduleRow
from portal.actors import system
from tests.factories import ApplicationFactory, CaseFactory

pytestmark = pytest.mark.django_db


def test_before_an_offer_there_is_none() -> None:
    assert instalments(case=CaseFactory()) is None
    assert instalments(case=ApplicationFactory(in_review=True).case) is None
    saved: Application = ApplicationFactory(proposed=True, state="in_review", proposed_by=None, proposed_at=None)
    assert instalments(case=saved.case) is None, "she has not been told of it"


def test_the_offer_gives_its_dates_and_amounts() -> None:
    application: Application = ApplicationFactory(proposed=True)

    rows = instalments(case=application.case)

    quote = quote_of(application)
    assert quote is not None
    assert rows == [(row.due, row.amount) for row in quote.rows]


def test_a_running_loan_gives_those_of_its_schedule() -> None:
    application: Application = ApplicationFactory(approved=True)
    day = timezone.localdate()
    loan = Loan.objects.create(application=application, disbursed_on=day)
    schedule = ScheduleVersion.objects.create(loan=loan, number=1)
    ScheduleRow.objects.create(schedule=schedule, number=1, nominal=day, due=day, principal=Decimal(5000))

    assert instalments(case=application.case) == [(day, Decimal(5000))]


def test_the_plan_counts_them_and_asks_for_none(client_of_person: Callable[[Person], Client]) -> None:
    application: Application = ApplicationFactory(proposed=True)
    case = application.case
    client = client_of_person(case.person)
    begin = f"/en/me/plan/{case.ref}/begin/"
    assert 'name="loan"' not in client.get(begin).content.decode()
    begin_plan(by=system("test"), case=case, monthly={"sales": Decimal(900)})

    page = client.get(f"/en/me/plan/{case.ref}/").content.decode()

    assert "The instalments are those of the offer." in page
    quote = quote_of(application)
    assert quote is not None
    figures = case.plan.newest.figures
    last = figures.month(figures.months) + timedelta(days=31)
    counted = sum(row.amount for row in quote.rows if figures.begins <= row.due < last.replace(day=1))
    assert f"€{counted:,.2f}" in page
