"""From terms, an amount and dates to a price: the office's days off, the terms' bounds, the permit's end."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from loans import words
from loans.applications.pricing import Wish, fee_of, price, quote_of
from loans.applications.shorter import longest_by
from loans.applications.told import Told
from loans.cost import Assumption, Cost, quote
from loans.models import Application, Terms
from portal.models import Holiday, Office
from tests.factories import ApplicationFactory, OfficeFactory, TermsFactory, assigned_case

pytestmark = pytest.mark.django_db

# A Thursday; the first instalment falls on a Sunday, the second on a Wednesday.
WISH = Wish(Decimal(5000), 24, 0, date(2026, 10, 1), date(2026, 11, 1))


def wish(**changes: Any) -> Wish:
    return Wish(**{**WISH.__dict__, **changes})


def at_the_bounds(terms: Terms) -> list[Wish]:
    least = wish(principal=terms.amount_min, months=terms.months_min)
    return [least, wish(principal=terms.amount_max, months=terms.months_max, grace=terms.grace_max)]


def test_the_published_example() -> None:
    told = price(terms=TermsFactory(), wish=WISH, office=OfficeFactory())
    assert (told.received, told.total_repaid, told.total_cost) == (Decimal(4750), Decimal(5000), Decimal(250))
    assert told.shown_apr == Decimal("5.1")
    assert told.interest == 0
    apart = price(terms=TermsFactory(fee_taken="apart"), wish=WISH, office=OfficeFactory())
    assert (apart.received, apart.total_paid) == (Decimal(5000), Decimal(5250))
    assert apart.shown_apr == Decimal("5.1")


def test_half_the_term_doubles_what_the_same_fee_means() -> None:
    assert price(terms=TermsFactory(), wish=wish(months=12), office=OfficeFactory()).shown_apr == Decimal("10.0")


def test_dates_move_off_the_offices_own_closed_days_and_do_not_drift() -> None:
    office = OfficeFactory(working_weekdays=[1, 2, 4, 5])
    Holiday.objects.create(country="BE", day=date(2026, 11, 2), name="A day off in Belgium")
    Holiday.objects.create(country="FR", day=date(2026, 11, 3), name="Another country's")
    due = [row.due for row in price(terms=TermsFactory(), wish=WISH, office=office).rows]
    # Sunday 1st, Monday 2nd is a day off; the 3rd is closed in France alone.
    assert due[0] == date(2026, 11, 3)
    assert due[1] == date(2026, 12, 1)
    assert not {day.isoweekday() for day in due} & {3, 6, 7}


@pytest.mark.parametrize("kind", ["fee", "interest"])
def test_the_bounds_themselves_are_allowed(kind: str) -> None:
    terms = TermsFactory(with_interest=kind == "interest")
    for inside in at_the_bounds(terms):
        told = price(terms=terms, wish=inside, office=OfficeFactory())
        assert sum(row.principal for row in told.rows) == inside.principal


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"principal": Decimal("499.99")}, "principal"),
        ({"principal": Decimal("10000.01")}, "principal"),
        ({"months": 5}, "months"),
        ({"months": 37}, "months"),
        ({"grace": 4}, "grace"),
        ({"first_due": date(2026, 10, 1)}, "first_due"),
        ({"first_due": date(2027, 1, 2)}, "first_due"),
    ],
)
def test_outside_the_terms_the_field_is_named(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        price(terms=TermsFactory(), wish=wish(**changes), office=OfficeFactory())
    assert set(refused.value.message_dict) == {field}


def test_the_fee_follows_its_steps() -> None:
    terms = TermsFactory(fee_steps=[["2500", "125"], ["5000.00", "250.50"], [None, "400"]])
    fees = [fee_of(terms, Decimal(amount)) for amount in ("500", "2500", "2500.01", "5000", "9000")]
    assert fees == [Decimal(fee) for fee in ("125", "125", "250.50", "250.50", "400")]
    assert fee_of(TermsFactory(with_interest=True), Decimal(5000)) == 0


def test_a_fee_that_leaves_nothing_is_a_sentence() -> None:
    with pytest.raises(ValidationError, match="no schedule"):
        price(terms=TermsFactory(fee_steps=[[None, "600"]]), wish=wish(principal=Decimal(600)), office=OfficeFactory())


def test_an_offer_keeps_the_fee_it_was_made_with() -> None:
    application: Application = ApplicationFactory(proposed=True, fee=Decimal(200), case=assigned_case())
    told = quote_of(application)
    assert told is not None
    assert told.fee == Decimal(200)


def test_the_longest_term_that_ends_with_the_permit() -> None:
    office, terms = OfficeFactory(), TermsFactory()
    whole = price(terms=terms, wish=WISH, office=office)
    same = longest_by(terms=terms, wish=WISH, office=office, day=whole.last_due)
    assert same is not None
    assert same.months == 24
    shorter = longest_by(terms=terms, wish=WISH, office=office, day=whole.rows[11].due)
    assert shorter is not None
    told = price(terms=terms, wish=wish(months=12), office=office)
    assert (shorter.months, shorter.last_due) == (12, told.last_due)
    assert shorter.instalment == max(row.amount for row in told.rows)
    before = longest_by(terms=terms, wish=WISH, office=office, day=date(2026, 12, 1))
    assert before is None


def test_a_moved_last_date_counts_against_the_permit() -> None:
    # The twelfth instalment is wished on Sunday 1 October 2028 and falls on the Monday.
    late = wish(disburse_on=date(2027, 10, 1), first_due=date(2027, 11, 1), months=12)
    found = longest_by(terms=TermsFactory(), wish=late, office=OfficeFactory(), day=date(2028, 10, 1))
    assert found is not None
    assert found.months == 11


def test_a_loan_at_interest_says_what_a_shorter_one_costs_each_month() -> None:
    office, terms = OfficeFactory(), TermsFactory(with_interest=True)
    told = price(terms=terms, wish=wish(months=18), office=office)
    found = longest_by(terms=terms, wish=WISH, office=office, day=told.last_due)
    assert found is not None
    assert found.instalment == max(row.amount for row in told.rows)


def every_assumption() -> list[Assumption]:
    plans: list[dict[str, Any]] = [
        {"rate": Decimal(5), "costs": [Cost("deed", Decimal(40))], "closed": {date(2026, 11, 1)}},
        {"every": "week"},
        {"dates": [date(2026, 11, 1), date(2026, 12, 24)]},
    ]
    first: dict[str, Any] = {
        "principal": Decimal(500),
        "count": 2,
        "first_due": date(2026, 11, 1),
        "disbursed_on": date(2026, 10, 1),
    }
    return [each for plan in plans for each in quote(**first, **plan).assumptions]


def test_every_assumption_has_its_sentence_in_every_language() -> None:
    found = every_assumption()
    assert len({each.code for each in found}) == 9
    told = quote(
        principal=Decimal(500), count=2, first_due=date(2026, 11, 1), disbursed_on=date(2026, 10, 1), rate=Decimal(5)
    )
    for language in ("en", "fr", "nl", "ar", "fa", "ps", "ur"):
        with translation.override(language):
            for each in found:
                said = words.assumptions(type(told)(**{**told.__dict__, "assumptions": (each,)}))[0]
                assert said
                assert "%(" not in said


@pytest.mark.parametrize("policy", ["nothing", "costs", "charity"])
@pytest.mark.parametrize("country", ["BE", "FR", "NL"])
def test_every_policy_and_country_has_words(policy: str, country: str) -> None:
    assert words.lateness(TermsFactory(late_policy=policy))
    assert words.paper_hint(country)


def told(office: Office, terms: Terms, **changes: Any) -> Told:
    return Told(price(terms=terms, wish=wish(**changes), office=office), terms, office)


def test_the_picture_begins_where_the_language_begins_to_read() -> None:
    drawn = told(OfficeFactory(), TermsFactory(with_interest=True), grace=2)
    assert (drawn.repaying, drawn.equal, len(drawn.grace)) == (22, 21, 2)
    with translation.override("nl"):
        left = drawn.picture.bars
    with translation.override("ar"):
        right = drawn.picture.bars
    assert left[0].x < left[-1].x
    assert right[0].x > right[-1].x
    assert all(bar.principal == 0 for bar in left[:2])
    assert all(bar.top + bar.interest == bar.split for bar in left)
    assert all(bar.top >= 0 and bar.split + bar.principal == drawn.picture.height for bar in left)
