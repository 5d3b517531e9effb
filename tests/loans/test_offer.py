"""The offer: the advisor chooses a product and numbers, sees the whole price, and saves it."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from applicants.models import ResidencePermit
from loans.applications.pricing import Wish
from loans.applications.proposals import save_offer
from loans.models import Application, Terms
from portal.accounts.scope import actor_for_user
from portal.models import Entry, User
from portal.roles import Role
from tests.factories import ApplicationFactory, OfficeFactory, TermsFactory, assigned_case, member

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

Staff = Callable[[User], Client]


def ask(**fields: Any) -> Application:
    found: Application = ApplicationFactory(case=assigned_case(), **fields)
    return found


def advisor_of(application: Application) -> User:
    advisor = application.case.advisor
    assert advisor is not None
    return advisor.user


def numbers(chosen: Terms, **changes: Any) -> dict[str, Any]:
    day = timezone.localdate() + timedelta(days=20)
    return {
        "terms": chosen.pk,
        "principal": "5000",
        "months": "24",
        "grace": "0",
        "disburse_on": day.isoformat(),
        "first_due": (day + timedelta(days=31)).isoformat(),
        "beside": "",
        "assessment": "She sells out every market day.",
        **changes,
    }


def wish(**changes: Any) -> Wish:
    day = timezone.localdate() + timedelta(days=20)
    fields: dict[str, Any] = {
        "principal": Decimal(5000),
        "months": 24,
        "grace": 0,
        "disburse_on": day,
        "first_due": day + timedelta(days=31),
    }
    return Wish(**{**fields, **changes})


def test_price_is_told_whole_and_nothing_is_kept(client_of: Staff) -> None:
    application, terms = ask(), TermsFactory()
    answer = client_of(advisor_of(application)).post(
        reverse("offer", args=[application.ref]), {**numbers(terms), "show": "price"}
    )
    page = answer.content.decode()
    for told in ("€4,750.00", "€250.00", "€208.33", "€208.41", "5.1%", "€0.00", "5,000.00"):
        assert told in page
    assert "nothing is added" in page
    application.refresh_from_db()
    assert application.terms is None


def test_offer_is_saved_and_review_begins(client_of: Staff) -> None:
    application, terms = ask(), TermsFactory()
    answer = client_of(advisor_of(application)).post(reverse("offer", args=[application.ref]), numbers(terms))
    assert answer.status_code == 302, answer.content.decode()
    application.refresh_from_db()
    assert (application.terms, application.principal, application.months) == (terms, Decimal(5000), 24)
    assert (application.fee, application.fee_taken, application.state) == (Decimal(250), "withheld", "in_review")
    assert application.case.stage == "intake"


def test_eastern_digits_are_amounts_too(client_of: Staff) -> None:
    application, terms = ask(), TermsFactory()
    client = client_of(advisor_of(application))
    with translation.override("fa"):
        url = reverse("offer", args=[application.ref])
    answer = client.post(url, numbers(terms, principal="۴٬۵۰۰", months="۱۲"))
    assert answer.status_code == 302
    application.refresh_from_db()
    assert (application.principal, application.months) == (Decimal(4500), 12)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"principal": "50000"}, "This product lends between €500.00 and €10,000.00."),
        ({"months": "48"}, "This product runs between 6 and 36 months."),
        ({"grace": "5"}, "Months without repayment: at most 3 with this product."),
        ({"first_due": date(2020, 1, 1).isoformat()}, "The first instalment is after the loan is paid out"),
        ({"principal": "much"}, "Please write an amount in euros"),
        ({"terms": "0"}, "Select a valid choice"),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(client_of: Staff, changes: dict[str, str], sentence: str) -> None:
    application, terms = ask(), TermsFactory()
    client = client_of(advisor_of(application))
    for extra in ({}, {"show": "price"}):
        answer = client.post(reverse("offer", args=[application.ref]), {**numbers(terms, **changes), **extra})
        assert sentence in answer.content.decode()
    application.refresh_from_db()
    assert application.terms is None


def test_a_past_day_is_refused() -> None:
    application, terms = ask(), TermsFactory()
    by = actor_for_user(advisor_of(application))
    day = timezone.localdate() - timedelta(days=1)
    with pytest.raises(ValidationError, match="has passed"):
        save_offer(
            by=by, application=application, terms=terms, wish=wish(disburse_on=day, first_due=day + timedelta(days=30))
        )


def test_a_tariff_that_does_not_reach_the_amount_is_said(client_of: Staff) -> None:
    application, terms = ask(), TermsFactory(fee_steps=[["1000", "50"]])
    answer = client_of(advisor_of(application)).post(reverse("offer", args=[application.ref]), numbers(terms))
    assert "no fee for this amount" in answer.content.decode()


def test_two_products_stand_side_by_side(client_of: Staff) -> None:
    application, free, interest = ask(), TermsFactory(), TermsFactory(with_interest=True)
    page = (
        client_of(advisor_of(application))
        .post(reverse("offer", args=[application.ref]), {**numbers(free, beside=interest.pk), "show": "price"})
        .content.decode()
    )
    assert "Two products side by side" in page
    assert "12.8%" in page or "12.9%" in page
    assert "5.1%" in page


def test_htmx_gets_the_price_alone(client_of: Staff) -> None:
    application, terms = ask(), TermsFactory()
    page = (
        client_of(advisor_of(application))
        .post(
            reverse("offer", args=[application.ref]),
            {**numbers(terms), "show": "price"},
            headers={"HX-Request": "true"},
        )
        .content.decode()
    )
    assert "€4,750.00" in page
    assert "<html" not in page


def test_only_products_of_the_country_in_force_today_are_offered(client_of: Staff) -> None:
    application = ask()
    here, there = TermsFactory(), TermsFactory(product__country="FR")
    later = TermsFactory(product=here.product, version=2, valid_from=timezone.localdate() + timedelta(days=9))
    gone = TermsFactory(product__on_offer=False)
    page = client_of(advisor_of(application)).get(reverse("offer", args=[application.ref]))
    assert set(page.context["form"].offered.values()) == {here}
    assert not {there, later, gone} & set(page.context["form"].offered.values())


def test_a_permit_that_ends_first_is_a_fact_and_the_offer_is_saved(client_of: Staff) -> None:
    application, terms = ask(), TermsFactory()
    ResidencePermit.objects.create(
        person=application.case.person, valid_until=timezone.localdate() + timedelta(days=20 + 31 + 335)
    )
    client, url = client_of(advisor_of(application)), reverse("offer", args=[application.ref])
    page = client.post(url, {**numbers(terms), "show": "price"}).content.decode()
    assert "The residence permit ends on" in page
    assert "Up to 12 months need no exception: then one instalment is €416." in page or "Up to 11 months" in page
    assert client.post(url, numbers(terms)).status_code == 302


def test_the_offer_reads_in_the_clients_language_beside_the_readers(client_of: Staff) -> None:
    application = ask()
    Application.objects.filter(pk=application.pk).update(state="in_review")
    application.refresh_from_db()
    by = actor_for_user(advisor_of(application))
    save_offer(by=by, application=application, terms=TermsFactory(), wish=wish())
    page = client_of(advisor_of(application)).get(reverse("offer-client", args=[application.ref])).content.decode()
    assert 'lang="fa" dir="rtl"' in page
    assert 'lang="en" dir="ltr"' in page


def test_who_may_read_and_who_may_offer(client_of: Staff) -> None:
    application = ask()
    page, form = reverse("application", args=[application.ref]), reverse("offer", args=[application.ref])
    office = application.case.office
    stranger = member(Role.ADVISOR, office=OfficeFactory())
    assert client_of(stranger).get(page).status_code == 404
    assert client_of(stranger).get(form).status_code == 404
    assert client_of(member(Role.PARTNER)).get(page).status_code == 403
    assert client_of(member(Role.ADMINISTRATOR)).get(page).status_code == 403
    assert client_of(member(Role.OFFICE_MANAGER, office=office)).get(page).status_code == 200
    auditor = client_of(member(Role.AUDITOR))
    assert auditor.get(form).status_code == 403
    seen = auditor.get(page).content.decode()
    assert application.case.person.full_name not in seen
    assert application.purpose not in seen
    assert Client().get(page).status_code == 302


def test_a_look_is_kept(client_of: Staff) -> None:
    application = ask()
    user = advisor_of(application)
    client_of(user).get(reverse("application", args=[application.ref]))
    assert Entry.objects.of(application.case).looks().filter(actor=f"staff:{user.pk}").count() == 1


def test_a_draft_is_the_applicants_own(client_of: Staff) -> None:
    application = ask(state="draft")
    page = reverse("application", args=[application.ref])
    assert client_of(advisor_of(application)).get(page).status_code == 404


def test_pages_take_few_queries(client_of: Staff) -> None:
    application = ask(in_review=True)
    by = advisor_of(application)
    save_offer(by=actor_for_user(by), application=application, terms=TermsFactory(), wish=wish())
    client = client_of(by)
    for name in ("application", "offer", "offer-client"):
        client.get(reverse(name, args=[application.ref]))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name, args=[application.ref])).status_code == 200
        assert len(queries) <= 22, [query["sql"][:120] for query in queries]
