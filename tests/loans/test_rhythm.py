"""How often and in which months a loan is paid back: weeks, quarters, seasons, all at once; from price to last cent."""

from datetime import date, timedelta
from decimal import Decimal, localcontext
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone, translation
from hypothesis import given, settings
from hypothesis import strategies as st

from loans import words
from loans.allocation import Row, allocate, outstanding, payoff
from loans.applications.comparing import compare
from loans.applications.models import Application
from loans.applications.pricing import Wish, check, longest_by, price, quote_of
from loans.applications.told import Told
from loans.changes.actions import ask_for_change, decide_change
from loans.changes.effect import basis_of
from loans.changes.models import LoanChange
from loans.changing import paused, respread
from loans.cost import Quote, quote
from loans.due_dates import nominal_times, rows_within
from loans.interval import day_in_month, month_number
from loans.ledger.actions import book_repayment
from loans.ledger.models import LoanState
from loans.ledger.standing import rows_of
from loans.products.models import Terms
from tests.factories import ApplicationFactory, OfficeFactory, TermsFactory, assigned_case
from tests.loans.stages import lent, proposed, running

D = Decimal
EVERY = ["week", "fortnight", "month", "quarter"]
WISH = Wish(D(5000), 24, 0, date(2026, 10, 1), date(2026, 11, 2))
ANY_WAY: dict[str, Any] = {"frequencies": [*EVERY, "once"], "pauses_max": 4}


def wish(**changes: Any) -> Wish:
    return Wish(**{**WISH.__dict__, **changes})


@pytest.mark.parametrize(
    ("every", "months", "skip", "count"),
    [
        ("month", 24, (), 24),
        ("quarter", 24, (), 8),
        ("week", 6, (), 26),
        ("fortnight", 12, (), 27),
        ("month", 24, (12, 1, 2), 18),
        ("quarter", 12, (2,), 3),
    ],
)
def test_how_many_instalments_a_term_holds(every: Any, months: int, skip: tuple[int, ...], count: int) -> None:
    assert rows_within(months, date(2026, 11, 2), every=every, skip_months=skip) == count


@settings(max_examples=40, deadline=None)
@pytest.mark.thorough
@given(
    cents=st.integers(500_00, 25_000_00),
    months=st.integers(6, 36),
    every=st.sampled_from(EVERY),
    skip=st.sets(st.integers(1, 12), max_size=4),
    first=st.dates(date(2024, 1, 1), date(2030, 12, 31)),
    wait=st.integers(1, 14),
    rate=st.sampled_from([D(0), D("9.87"), D("12.13")]),
    permille=st.integers(0, 80),
)
def test_any_loan_sums_keeps_its_days_reprices_and_ends_at_nothing(
    cents: int,
    months: int,
    every: Any,
    skip: set[int],
    first: date,
    wait: int,
    rate: D,
    permille: int,
) -> None:
    principal, fee = D(cents) / 100, D(cents * permille // 1000) / 100
    skip.discard(first.month)
    if rate and every in ("week", "fortnight"):
        skip.clear()  # the interest of a whole season can be more than an instalment of a week
    count = rows_within(months, first, every=every, skip_months=skip)
    start = first - timedelta(days=wait)
    told = quote(
        principal=principal,
        count=count,
        first_due=first,
        disbursed_on=start,
        rate=rate,
        fee=fee,
        every=every,
        skip_months=skip,
        closed=lambda day: day.isoweekday() > 5,
    )
    assert sum(row.principal for row in told.rows) == principal
    days_are_kept([row.nominal for row in told.rows], every, skip, months)
    is_repriced(told)
    rows = tuple(Row(row) for row in told.rows)
    for place, row in enumerate(told.rows):  # paid as planned, nothing is left
        owed = rows[place].outstanding.amount
        rows = allocate(rows, owed, on=row.due).rows if owed else rows
    assert outstanding(rows).amount == 0
    assert payoff(rows, told.last_due, since=start).amount == 0


def days_are_kept(nominals: list[date], every: str, skip: set[int], months: int) -> None:
    first = nominals[0]
    assert not {day.month for day in nominals} & skip
    if every in ("week", "fortnight"):
        assert {day.weekday() for day in nominals} == {first.weekday()}
    else:
        assert all(day.day == first.day or (day + timedelta(days=1)).day == 1 for day in nominals)
    assert nominals[-1] < day_in_month(month_number(first) + months, first.day)


def is_repriced(told: Quote) -> None:
    """What is paid, at its times and at the rate that was found, is worth what was drawn: to 1e-9 of it."""
    times = nominal_times([row.nominal for row in told.rows], start=told.disbursed_on, every=told.every)
    growth = 1 + told.apr / 100
    with localcontext(prec=40):
        worth = sum(
            row.amount / growth ** (D(years.numerator) / D(years.denominator))
            for row, years in zip(told.rows, times, strict=True)
        )
    assert abs(worth + told.fee - told.principal) <= D("1e-9") * told.principal


@pytest.mark.parametrize("every", EVERY)
def test_a_pause_keeps_the_weekday_or_day_and_the_months_without_payment(every: Any) -> None:
    plan: dict[str, Any] = {"every": every, "skip_months": (1, 2)}
    told = quote(principal=D(1200), count=8, first_due=date(2026, 10, 30), disbursed_on=date(2026, 10, 2), **plan)
    rows = [Row(row) for row in told.rows]
    on = date(2026, 11, 1)
    dates = paused(rows, on, 2, every=every, skip_months=(1, 2))
    new = respread(rows, on, dates, since=date(2026, 10, 2))
    days = [row.nominal for row in new]
    assert sum(row.principal for row in new) == D(1200)
    assert not {day.month for day in days} & {1, 2}
    assert days[0] >= date(2026, 12, 30)
    if every in ("week", "fortnight"):
        assert {day.weekday() for day in days} == {date(2026, 10, 30).weekday()}
    else:
        assert {day.day for day in days} == {30}


@pytest.mark.parametrize("every", EVERY)
def test_every_rhythm_has_its_words_in_every_language(every: Any) -> None:
    for language in ("en", "fr", "nl", "ar", "fa", "ps", "ur"):
        with translation.override(language):
            for count in (1, 2, 24):
                assert "%(" not in words.instalments(every, count, D(100))
                assert words.grace(every, [D(0)] * count)
            assert words.grace(every, [D(1), D(2)])
            assert words.pauses((12, 1))
    assert words.pauses(()) == words.grace(every, ()) == ""


@pytest.mark.django_db
class TestPrice:
    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"every": "week"}, "every"),
            ({"pauses": (12,)}, "pauses"),
            ({"principal": D(5010)}, "principal"),
        ],
    )
    def test_what_the_terms_do_not_allow_is_said(self, changes: dict[str, Any], field: str) -> None:
        with pytest.raises(ValidationError) as refused:
            check(TermsFactory(amount_step=D(50)), wish(**changes))
        assert set(refused.value.message_dict) == {field}

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"every": "quarter", "months": 25}, "months"),
            ({"every": "quarter", "grace": 1}, "grace"),
            ({"every": "once", "first_due": date(2028, 10, 2)}, "first_due"),
            ({"every": "once", "pauses": (1,), "first_due": date(2028, 10, 1)}, "every"),
            ({"pauses": (11, 12)}, "first_due"),
            ({"pauses": (1, 2, 3, 4, 5)}, "pauses"),
        ],
    )
    def test_what_cannot_go_together_is_said(self, changes: dict[str, Any], field: str) -> None:
        with pytest.raises(ValidationError) as refused:
            check(TermsFactory(**ANY_WAY), wish(**changes))
        assert set(refused.value.message_dict) == {field}

    def test_a_market_gardener_waits_for_the_season(self) -> None:
        season = wish(pauses=(11, 12, 1, 2), first_due=date(2027, 3, 1))
        told = price(terms=TermsFactory(**ANY_WAY), wish=season, office=OfficeFactory())
        assert len(told.rows) == 16
        assert {row.nominal.month for row in told.rows} == set(range(3, 11))
        assert told.total_repaid == D(5000)

    def test_a_pause_that_is_too_long_for_weekly_interest_says_what_to_change(self) -> None:
        terms = TermsFactory(**ANY_WAY | {"interest_free": False, "yearly_rate": D(40), "fee_steps": []})
        long = wish(every="week", months=36, pauses=(11, 12, 1, 2), first_due=date(2027, 3, 1))
        with pytest.raises(ValidationError, match="Choose fewer months without an instalment"):
            price(terms=terms, wish=long, office=OfficeFactory())

    def test_all_at_once_is_one_instalment(self) -> None:
        once = wish(every="once", first_due=date(2028, 10, 2), months=25)
        terms, office = TermsFactory(**ANY_WAY), OfficeFactory()
        told = Told(price(terms=terms, wish=once, office=office), terms, office)
        assert [row.amount for row in told.rows] == [D(5000)]
        assert told.back_words[0] == "1 instalment of €5,000.00"
        sooner = longest_by(terms=terms, wish=once, office=office, day=date(2027, 12, 31))
        assert sooner is not None
        assert (sooner.months, sooner.last_due, sooner.instalment) == (14, date(2027, 12, 1), D(5000))

    def test_a_permit_is_held_against_weeks_and_seasons_too(self) -> None:
        terms, office = TermsFactory(**ANY_WAY), OfficeFactory()
        for rhythm in ({"every": "week"}, {"pauses": (1, 2)}):
            found = longest_by(terms=terms, wish=wish(**rhythm), office=office, day=date(2027, 12, 31))
            assert found is not None
            shorter = price(terms=terms, wish=wish(months=found.months, **rhythm), office=office)
            assert shorter.last_due == found.last_due <= date(2027, 12, 31)
            assert found.instalment == max(row.amount for row in shorter.rows)

    def test_before_choosing_the_amount_is_one_that_can_be_lent(self) -> None:
        TermsFactory(amount_step=D(100), frequencies=["week"], usual_frequency="week")
        found = compare(amount=D(1234), office=OfficeFactory(), today=date(2026, 11, 26))
        assert found.told[0].quote.principal == D(1200)
        assert "€1,200.00, paid back in 24 months" in found.example
        assert "one each week" in found.told[0].back_words[0]


@pytest.mark.django_db
class TestRunning:
    def test_a_weekly_loan_is_paid_to_the_end(self) -> None:
        terms = TermsFactory(**ANY_WAY, months_min=2, grace_max=0)
        first = timezone.localdate() - timedelta(days=70)
        stage, loan = lent(since=first - timedelta(days=7), first_due=first, terms=terms, every="week", months=2)
        rows = rows_of(loan)
        assert len(rows) in (8, 9)
        for row in rows:
            book_repayment(
                by=stage.decider,
                loan=loan,
                amount=row.instalment.amount,
                on=row.due,
                reference=f"W{row.instalment.number}",
            )
        loan.refresh_from_db()
        assert loan.state == LoanState.REPAID
        assert not any(row.outstanding.amount for row in rows_of(loan))

    def test_a_pause_of_a_seasonal_loan_stays_out_of_its_months(self) -> None:
        terms = TermsFactory(**ANY_WAY)
        today = timezone.localdate()
        first = today + timedelta(days=30)
        off = (first.month + 1) % 12 + 1
        stage, loan = running(terms=terms, first_due=first, pause_months=[off])
        change = LoanChange(kind="pause", months=1, reason="Zij is ziek.")
        change = ask_for_change(by=stage.proposer, loan=loan, change=change)
        decide_change(by=stage.decider, change=change, make=True, basis=basis_of(loan))
        days = [row.instalment.nominal for row in rows_of(loan)]
        assert off not in {day.month for day in days}
        dates = LoanChange(
            kind="dates", first_due=date(today.year + 1, off, 1), count=6, reason="Ze wil later beginnen."
        )
        with pytest.raises(ValidationError, match="month without an instalment"):
            ask_for_change(by=stage.proposer, loan=loan, change=dates)

    def test_what_was_offered_is_what_is_told(self) -> None:
        application = ApplicationFactory(
            proposed=True, terms=TermsFactory(**ANY_WAY), every="fortnight", months=12, case=assigned_case()
        )
        told = quote_of(application)
        assert told is not None
        assert (told.every, len(told.rows)) in (("fortnight", 26), ("fortnight", 27))


@pytest.mark.django_db
@override_settings(LANGUAGE_CODE="en")
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("usual_frequency", "week"),
        ("frequencies", "{}"),
        ("pauses_max", 12),
        ("amount_step", 0),
    ],
)
def test_the_table_refuses_terms_that_allow_nothing(column: str, value: Any) -> None:
    terms: Terms = TermsFactory()
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE loans_terms SET {column} = %s WHERE id = %s", [value, terms.pk])  # noqa: S608 -- ours


@pytest.mark.django_db
def test_the_months_of_a_season_are_folded_until_one_is_chosen(client_of: Any) -> None:
    stage = proposed(terms=TermsFactory(**ANY_WAY))
    url, client = reverse("offer", args=[stage.application.ref]), client_of(stage.advisor)
    Application.objects.filter(pk=stage.application.pk).update(state="in_review")
    assert '<details class="why mb-3">' in client.get(url).content.decode()
    assert '<details class="why mb-3" open>' in client.post(url, {"pauses": ["1"]}).content.decode()
