"""Before anything is chosen: two prices side by side, and what the papers mean; never a no."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from applicants.models import Case, Person, ResidencePermit
from loans.applications.comparing import Compared, compare
from loans.applications.models import Application
from loans.applications.pricing import Wish, price
from loans.permits.note import note, permit_note
from loans.products.models import Terms
from portal.models import Office, User
from portal.roles import Role
from tests.applicants.journeys import Applicant, filled_in, furnish
from tests.factories import ApplicationFactory, CaseFactory, OfficeFactory, ProductFactory, TermsFactory, member

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 26)
Enter = Callable[[Person], Client]


def compared(amount: int, office: Office | None = None) -> Compared:
    return compare(amount=Decimal(amount), office=office or OfficeFactory(), today=TODAY)


def terms_of(found: Compared) -> list[Any]:
    return [told.terms for told in found.told]


def test_one_product_of_each_kind_over_one_typical_term() -> None:
    interest = TermsFactory(with_interest=True, product__order=10, months_max=48)
    other = TermsFactory(with_interest=True, product__order=20)
    free = TermsFactory(product__order=30)

    found = compared(5000)

    assert terms_of(found) == [interest, free]
    assert other not in terms_of(found)
    assert [len(told.quote.rows) for told in found.told] == [24, 24]
    assert {(told.quote.disbursed_on, told.quote.first_due) for told in found.told} == {
        (date(2026, 12, 26), date(2027, 1, 26))
    }
    assert "€5,000.00, paid back in 24 months, if we pay out on 26 December 2026" in found.example


def test_the_price_is_the_one_that_every_page_gives() -> None:
    terms, office = TermsFactory(), OfficeFactory()

    told = compared(5000, office).told[0]

    wish = Wish(Decimal(5000), 24, 0, date(2026, 12, 26), date(2027, 1, 26))
    assert told.quote == price(terms=terms, wish=wish, office=office)
    assert told.quote.total_cost == 250


@pytest.mark.parametrize(
    ("limits", "months"),
    [(((6, 36), (6, 12)), [12, 12]), (((6, 36), (30, 60)), [30, 30]), (((6, 12), (18, 60)), [12, 24])],
)
def test_the_term_fits_both_where_one_does(limits: tuple[tuple[int, int], ...], months: list[int]) -> None:
    for place, (least, most) in enumerate(limits):
        TermsFactory(with_interest=bool(place), product__order=place, months_min=least, months_max=most, grace_max=0)

    assert [len(told.quote.rows) for told in compared(5000).told] == months


def test_two_of_one_kind_where_there_is_no_other() -> None:
    first, second = TermsFactory(product__order=1), TermsFactory(product__order=2)

    assert terms_of(compared(5000)) == [first, second]


def test_products_of_another_country_or_not_on_offer_are_not_shown() -> None:
    TermsFactory(product__country="FR")
    TermsFactory(product=ProductFactory(on_offer=False))

    found = compared(5000, OfficeFactory(country="BE"))

    assert len(found.told) == 0
    assert "no loan on offer in your country" in found.reason


@pytest.mark.parametrize("amount", [100, 50_000])
def test_an_amount_that_does_not_fit_is_told_why(amount: int) -> None:
    TermsFactory()

    reason = compared(amount).reason

    assert "from €500.00 to €10,000.00" in reason
    assert "You can send your request all the same" in reason


def wished(until: date | None, **fields: Any) -> Case:
    """Somebody who wishes 5000, with a residence document until that day."""
    office = OfficeFactory()
    application: Application = ApplicationFactory(case=CaseFactory(office=office), **fields)
    ResidencePermit.objects.create(person=application.case.person, valid_until=until)
    return Case.objects.get(pk=application.case.pk)


def said(case: Case) -> str | None:
    return permit_note(permit=case.person.permit, case=case)


def test_the_longest_loan_without_an_exception_and_what_it_means_a_month() -> None:
    terms: Terms = TermsFactory()
    today = timezone.localdate()

    words = said(wished(today + timedelta(days=30 + 365 + 10)))

    assert words is not None
    assert "a loan of up to 12 months needs no exception" in words
    assert "of €5,000.00, one instalment is then €416.67" in words
    assert str(terms.product) in words
    assert "A longer loan is possible too" in words


def test_a_document_that_ends_before_every_loan_is_no_refusal() -> None:
    TermsFactory()

    words = said(wished(timezone.localdate() + timedelta(days=60)))

    assert words is not None
    assert "no refusal" in words


@pytest.mark.parametrize("days", [None, 5 * 365])
def test_nothing_is_said_where_there_is_nothing_to_say(days: int | None) -> None:
    TermsFactory()
    until = None if days is None else timezone.localdate() + timedelta(days=days)

    assert said(wished(until)) is None


def test_nor_of_a_loan_that_is_decided_against_or_not_wished() -> None:
    TermsFactory()
    soon = timezone.localdate() + timedelta(days=400)
    withdrawn = wished(soon, state="withdrawn")
    assert said(withdrawn) is None
    no_loan = CaseFactory()
    ResidencePermit.objects.create(person=no_loan.person, valid_until=soon)
    assert said(no_loan) is None


def test_dates_count_after_they_moved() -> None:
    """The last of 6 instalments falls on a Sunday, 20 June 2027; the office works from Monday to Friday."""
    terms: Terms = TermsFactory(months_min=6)
    wish = Wish(Decimal(5000), 36, 0, date(2026, 12, 20), date(2027, 1, 20))
    office: Office = OfficeFactory()

    sunday = note(until=date(2027, 6, 20), terms=terms, wish=wish, office=office)
    monday = note(until=date(2027, 6, 21), terms=terms, wish=wish, office=office)

    assert sunday is not None
    assert "no refusal" in sunday
    assert monday is not None
    assert "up to 6 months" in monday


def test_the_desk_reads_it_beside_the_document_and_an_auditor_does_not(client_of: Callable[[User], Client]) -> None:
    TermsFactory()
    case = wished(timezone.localdate() + timedelta(days=400))
    url = f"/en/desk/cases/{case.ref}/"

    assert "needs no exception" in client_of(member(Role.HEAD_OFFICE)).get(url).content.decode()
    assert "needs no exception" not in client_of(member(Role.AUDITOR)).get(url).content.decode()


def test_she_reads_both_prices_on_her_own_page_until_she_has_one(client_of_person: Enter) -> None:
    TermsFactory()
    TermsFactory(with_interest=True)
    application: Application = ApplicationFactory()
    client = client_of_person(application.case.person)

    page = client.get("/en/me/").content.decode()

    assert page.count("What you pay, and when") == 2
    Application.objects.filter(pk=application.pk).update(state="withdrawn")
    assert "What you pay, and when" not in client.get("/en/me/").content.decode()


def test_she_reads_both_while_she_chooses_and_what_her_document_means() -> None:
    furnish()
    TermsFactory()
    TermsFactory(with_interest=True)
    one = Applicant()
    case = filled_in()
    one.come_in(case)
    ResidencePermit.objects.filter(person=case.person).update(valid_until=timezone.localdate() + timedelta(days=400))

    page = one.get("apply/loan-price/").content.decode()

    assert page.count("What you pay, and when") == 2
    assert "An example: €2,500.00, paid back in 24 months" in page
    assert "needs no exception" in page
    one.answer("loan-amount", {"amount_wished": "90000", "purpose": "A house"})
    page = one.get("apply/loan-price/").content.decode()
    assert "You can send your request all the same" in page
    assert "What you pay, and when" not in page
