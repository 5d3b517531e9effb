"""The price: every published vector, the worked examples, and what holds for any flows."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from loans.cost import Cost, apr, fee_for, quote, shown_percent, years_between
from loans.rate import Flow

ROOT = Path(__file__).resolve().parent.parent.parent
VECTORS = json.loads((Path(__file__).parent / "vectors" / "apr.json").read_text())
PERIODS: dict[str, Any] = {"M": "month", "Y": "year", "W": "week"}
DAY = date(2027, 1, 1)
FIRST = date(2027, 2, 1)


def flow(amount: str | int, years: str | int | Fraction) -> Flow:
    return Decimal(amount), Fraction(years)


def years(text: str) -> Fraction:
    return sum((Fraction(part) for part in text.split("+")), Fraction(0))


def difference(rate: Decimal, drawdowns: Sequence[Flow], payments: Sequence[Flow]) -> Decimal:
    """What the present values differ by, straight from the equation, as a part of what was drawn."""
    with localcontext() as context:
        # A rate close to −100 % comes with as many digits as it takes.
        context.prec = 10 + 2 * len(rate.as_tuple().digits)
        growth = 1 + rate / 100
        worth = [
            sum(
                (amount * growth ** (Decimal(-t.numerator) / t.denominator) for amount, t in flows),
                Decimal(0),
            )
            for flows in (drawdowns, payments)
        ]
        return abs(worth[0] - worth[1]) / sum(amount for amount, _ in drawdowns)


def reprices(rate: Decimal, drawdowns: Sequence[Flow], payments: Sequence[Flow]) -> bool:
    return difference(rate, drawdowns, payments) <= Decimal("1e-9")


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["id"])
def test_vectors(case: dict[str, Any]) -> None:
    drawdowns = [(Decimal(amount), years(time)) for amount, time in case["drawdowns"]]
    payments = [
        (Decimal(amount), years(first) + number * years(step))
        for amount, count, first, step in case["payments"]
        for number in range(count)
    ]
    rate = apr(drawdowns, payments)
    assert shown_percent(rate, case["decimals"]) == Decimal(case["apr"])
    assert reprices(rate, drawdowns, payments)


@pytest.mark.parametrize("case", VECTORS["intervals"]["cases"], ids=lambda case: f"{case[0]}-{case[1]}{case[2]}")
def test_interval_vectors(case: list[str]) -> None:
    start, end, period, expected = case
    found = years_between(date.fromisoformat(start), date.fromisoformat(end), PERIODS[period])
    assert found == years(expected)


@pytest.mark.parametrize(
    ("start", "end", "period", "expected"),
    [
        ("2027-01-01", "2027-01-01", "M", "0"),
        ("2027-01-01", "2027-01-15", "W", "2/52"),
        ("2027-01-01", "2027-01-18", "W", "2/52+3/365"),
        ("2024-02-20", "2024-03-07", "W", "2/52+2/365"),
        ("2024-02-27", "2024-03-07", "W", "1/52+2/366"),
        ("2024-02-29", "2025-02-28", "Y", "1"),
        ("2023-02-28", "2024-02-29", "Y", "1"),
        ("2023-01-30", "2023-02-28", "M", "29/365"),
        ("2023-01-31", "2024-03-31", "Y", "1+59/365"),
        ("2023-04-30", "2023-05-31", "M", "1/12"),
        ("2023-02-28", "2023-03-30", "M", "1/12"),
    ],
)
def test_intervals(start: str, end: str, period: str, expected: str) -> None:
    found = years_between(date.fromisoformat(start), date.fromisoformat(end), PERIODS[period])
    assert found == years(expected)


def test_intervals_refused() -> None:
    with pytest.raises(ValueError, match="ends before it starts"):
        years_between(FIRST, DAY)
    with pytest.raises(ValueError, match="Unknown period"):
        years_between(DAY, FIRST, "day")  # type: ignore[arg-type] # what is refused


@settings(max_examples=300, deadline=None)
@pytest.mark.thorough
@given(
    start=st.dates(date(1999, 1, 1), date(2040, 1, 1)),
    days=st.integers(0, 3000),
    period=st.sampled_from(["month", "year", "week"]),
)
def test_a_later_day_is_never_nearer(start: date, days: int, period: Any) -> None:
    ends = [date.fromordinal(start.toordinal() + days + more) for more in range(40)]
    intervals = [years_between(start, end, period) for end in ends]
    assert all(a <= b for a, b in pairwise(intervals))
    # 52 whole weeks count as a year, so weeks run ahead of the calendar by a day or two in each.
    assert abs(intervals[0] - Fraction(days, 365)) < Fraction(3 + days // 100, 365)


def test_a_loan_without_cost_is_exactly_zero() -> None:
    rate = apr([flow(3000, 0)], [flow(250, Fraction(month, 12)) for month in range(1, 13)])
    assert str(rate) == "0"
    assert apr([flow(100, 0), flow(100, 1)], [flow(50, "1/2"), flow(150, 2)]) == 0


def test_a_gift_has_a_rate_below_zero() -> None:
    assert shown_percent(apr([flow(1000, 0)], [flow(900, 1)])) == Decimal("-10.0")


@pytest.mark.parametrize(
    ("drawdowns", "payments"),
    [
        ([], []),
        ([flow(1000, 0)], []),
        ([], [flow(1000, 1)]),
        ([flow(1000, 0)], [flow(1000, 0)]),
        ([flow(1000, 0)], [flow(1000, 0), flow(1, 1)]),
        ([flow(1000, 1)], [flow(5, 0), flow(1200, 2)]),
        ([flow(1000, 0), flow(1320, 2)], [flow(2300, 1)]),
        ([flow(1000, 0), flow(1300, 2)], [flow(2300, 1)]),
        ([flow(1000, 0), flow(900, 2)], [flow(100, 1)]),
        ([flow(1000, 0)], [flow(-1000, 1)]),
        ([flow(1000, 0)], [flow("NaN", 1)]),
        ([flow(1000, 0)], [flow("Infinity", 1)]),
        ([flow(1000, 0)], [flow(1000, -1)]),
    ],
)
def test_no_unique_rate(drawdowns: list[Flow], payments: list[Flow]) -> None:
    with pytest.raises(ValueError, match=r"."):
        apr(drawdowns, payments)


def test_a_rate_that_is_met_twice_at_one_point_is_unique() -> None:
    # (1000 − 1100 v)² ÷ 1000 touches 0 at 10 % and nowhere else.
    assert shown_percent(apr([flow(1000, 0), flow(1210, 2)], [flow(2200, 1)]), 9) == 10


@pytest.mark.parametrize(
    ("drawdowns", "payments"),
    [
        ([flow(100, 0)], [flow(200, Fraction(1, 365))]),
        ([flow(1000, 0)], [flow(1_000_000, Fraction(1, 365))]),
        ([flow(1000, 0)], [flow("1000.01", Fraction(1, 365))]),
        ([flow(1000, 0)], [flow("1000.01", 100)]),
        ([flow(1000, 0)], [flow(10, Fraction(1, 12))]),
        ([flow(1000, 0)], [flow("0.01", 50)]),
        ([flow(10**9, 0)], [flow(10**9, 10), flow("0.01", 30)]),
        ([flow(1000, 0)], [flow(5, Fraction(week, 52)) for week in range(1, 2081)]),
        ([flow(1000, Fraction(i, 6)) for i in range(30)], [flow(1040, Fraction(2 * i + 1, 12)) for i in range(30)]),
        ([flow(1000, Fraction(i, 12)) for i in range(24)], [flow(1100, Fraction(i + 25, 12)) for i in range(24)]),
    ],
)  # fmt: skip
def test_extreme_flows(drawdowns: list[Flow], payments: list[Flow]) -> None:
    assert reprices(apr(drawdowns, payments), drawdowns, payments)


def test_a_rate_too_extreme_is_refused_soon() -> None:
    with pytest.raises(ValueError, match="too extreme"):
        apr([flow(1000, 0)], [flow("0.01", Fraction(1, 36500))])
    with pytest.raises(ValueError, match="too extreme"):
        apr([flow(1000, 0)], [flow(100_000, Fraction(1, 36500000))])


moments = st.integers(0, 400).map(lambda days: Fraction(days, 365)) | st.integers(0, 120).map(
    lambda months: Fraction(months, 12)
)
flows = st.tuples(st.integers(10_00, 10_000_00).map(lambda cents: Decimal(cents) / 100), moments)


@settings(max_examples=300, deadline=None)
@pytest.mark.thorough
@given(drawdowns=st.lists(flows, min_size=1, max_size=4), payments=st.lists(flows, min_size=1, max_size=12))
def test_loans_drawn_first_and_repaid_after_always_have_a_rate(drawdowns: list[Flow], payments: list[Flow]) -> None:
    drawdowns = [(amount, time / 10) for amount, time in drawdowns]
    drawdowns[0] = (drawdowns[0][0], Fraction(0))
    later = [(amount, time + 2) for amount, time in payments]
    rate = apr(drawdowns, later)
    assert reprices(rate, drawdowns, later)
    cost = sum(amount for amount, _ in payments) - sum(amount for amount, _ in drawdowns)
    assert (rate > 0) == (cost > 0)
    assert (rate < 0) == (cost < 0)


quarterly = st.tuples(
    st.integers(10_00, 10_000_00).map(lambda cents: Decimal(cents) / 100),
    st.integers(0, 20).map(lambda quarters: Fraction(quarters, 4)),
)


@settings(max_examples=300, deadline=None)
@pytest.mark.thorough
@given(drawdowns=st.lists(quarterly, min_size=1, max_size=4), payments=st.lists(quarterly, min_size=1, max_size=5))
def test_any_flows_have_the_one_rate_or_none(drawdowns: list[Flow], payments: list[Flow]) -> None:
    try:
        rate = apr(drawdowns, payments)
    except ValueError:
        return
    assert reprices(rate, drawdowns, payments)


@settings(max_examples=200, deadline=None)
@pytest.mark.thorough
@given(first=st.integers(101, 400), second=st.integers(101, 400))
def test_two_rates_are_never_taken_for_one(first: int, second: int) -> None:
    """(1 − a·v)(1 − b·v) is 0 at the rates a − 1 and b − 1."""
    assume(first != second)
    drawdowns = [flow(10_000, 0), flow(first * second, 2)]
    with pytest.raises(ValueError, match="2 rates"):
        apr(drawdowns, [flow(100 * (first + second), 1)])


@pytest.mark.parametrize(("fee_taken", "received", "paid"), [("withheld", 4750, 5000), ("apart", 5000, 5250)])
def test_the_worked_example(fee_taken: Any, received: int, paid: int) -> None:
    price = quote(
        principal=Decimal(5000), count=24, first_due=FIRST, disbursed_on=DAY, fee=Decimal(250), fee_taken=fee_taken
    )  # fmt: skip
    assert [price.received, price.total_repaid, price.total_paid] == [received, 5000, paid]
    assert [price.total_cost, price.interest, price.shown_apr] == [250, 0, Decimal("5.1")]
    assert shown_percent(price.apr, 4) == Decimal("5.0887")
    assert price.last_due == date(2029, 1, 1)


@pytest.mark.parametrize(
    ("principal", "count", "rate", "fee", "cost", "shown"),
    [
        ("6000", 36, "9.87", "300", "1256.54", "14.29"),
        ("5000", 24, "12.13", "0", "656.08", "12.83"),
        ("5000", 12, "0", "250", "250", "10.01"),
        ("3000", 12, "0", "0", "0", "0.00"),
    ],
)
def test_more_worked_examples(principal: str, count: int, rate: str, fee: str, cost: str, shown: str) -> None:
    price = quote(
        principal=Decimal(principal),
        count=count,
        first_due=FIRST,
        disbursed_on=DAY,
        rate=Decimal(rate),
        fee=Decimal(fee),
    )
    assert price.total_cost == Decimal(cost)
    assert shown_percent(price.apr, 2) == Decimal(shown)


def plain(**changes: Any) -> Any:
    """A loan of 1200 in 12 months with a fee of 60, and what is said otherwise."""
    terms: dict[str, Any] = {
        "principal": Decimal(1200),
        "count": 12,
        "first_due": FIRST,
        "disbursed_on": DAY,
        "fee": Decimal(60),
    }
    return quote(**(terms | changes))


def test_the_rate_uses_nominal_times() -> None:
    moved = plain(closed=lambda day: day.weekday() >= 5)
    assert moved.apr == plain().apr
    assert moved.last_due == date(2028, 1, 3)
    assert {each.code for each in moved.assumptions} >= {"moved_dates_ignored", "equal_months"}


def test_a_shorter_first_period_and_weeks_and_own_dates_count_as_they_are() -> None:
    assert plain(disbursed_on=date(2027, 1, 20)).apr > plain().apr
    assert plain(every="week").apr > plain(every="fortnight").apr > plain().apr
    assert plain(grace=3).apr < plain().apr
    days = [date(2027, month, 1) for month in range(2, 12)]
    own = plain(count=10, dates=days)
    assert shown_percent(own.apr, 9) == shown_percent(plain(count=10).apr, 9)
    assert "days_counted" in {each.code for each in own.assumptions}


def test_costs_the_borrower_must_bear_count() -> None:
    deed = Cost("guarantor_deed", Decimal(40))
    price = plain(costs=[deed])
    assert (price.total_cost, price.received) == (100, 1140)
    assert price.apr == plain(fee=Decimal(100)).apr
    later = plain(costs=[replace(deed, on=date(2027, 7, 1))])
    assert plain().apr < later.apr < price.apr
    included = [each.values for each in price.assumptions if each.code == "cost_included"]
    assert included == [{"cost": "guarantor_deed", "amount": Decimal(40)}]


def test_a_fee_of_zero_is_not_taken() -> None:
    assert plain(fee=Decimal(0)).fee_taken == "none"
    assert str(plain(fee=Decimal(0)).shown_apr) == "0.0"


@pytest.mark.parametrize(
    "changes",
    [
        {"fee": Decimal(1200)},
        {"fee": Decimal(-1)},
        {"fee": Decimal(60), "fee_taken": "none"},
        {"fee_taken": "later"},
        {"disbursed_on": date(2027, 2, 2)},
        {"costs": [Cost("deed", Decimal(-1))]},
        {"costs": [Cost("deed", Decimal(1), date(2026, 12, 31))]},
        {"disbursed_on": FIRST, "closed": {FIRST}, "shift": "previous"},
    ],
)
def test_quotes_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        plain(**changes)


@settings(max_examples=300, deadline=None)
@pytest.mark.thorough
@given(
    cents=st.integers(500_00, 25_000_00),
    count=st.integers(3, 48),
    permille=st.integers(0, 200),
    rate=st.sampled_from([Decimal(0), Decimal("9.87"), Decimal("12.13"), Decimal(30)]),
    fee_taken=st.sampled_from(["withheld", "apart"]),
    wait=st.integers(0, 20),
    every=st.sampled_from(["week", "month", "quarter"]),
)
def test_any_quote_adds_up(
    cents: int, count: int, permille: int, rate: Decimal, fee_taken: Any, wait: int, every: Any
) -> None:
    principal, fee = Decimal(cents) / 100, Decimal(cents * permille // 1000) / 100
    disbursed_on = date.fromordinal(FIRST.toordinal() - wait - 1)
    price = quote(
        principal=principal, count=count, first_due=FIRST, disbursed_on=disbursed_on, rate=rate, fee=fee,
        fee_taken=fee_taken, every=every,
    )  # fmt: skip
    assert sum(row.principal for row in price.rows) == principal
    assert price.total_paid - price.received == price.total_cost == price.interest + fee
    assert (price.apr == 0) == (price.total_cost == 0)
    assert price.apr >= 0


def test_shown_percent_rounds_half_up_and_has_no_minus_zero() -> None:
    assert str(shown_percent(Decimal("5.05"))) == "5.1"
    assert str(shown_percent(Decimal("-0.04"))) == "0.0"
    assert shown_percent(Decimal("1e100")) == Decimal("1e100")


def test_a_stepped_fee() -> None:
    steps = [(Decimal(1000), Decimal(50)), (Decimal(5000), Decimal(150)), (None, Decimal(250))]
    found = [fee_for(Decimal(amount), steps) for amount in ("1", "1000", "1000.01", "5000", "17000")]
    assert found == [50, 50, 150, 150, 250]
    assert fee_for(Decimal(700), [(None, Decimal(80))]) == 80


@pytest.mark.parametrize(
    ("principal", "steps"),
    [
        (100, []),
        (0, [(None, 5)]),
        (100, [(None, -5)]),
        (600, [(500, 5)]),
        (100, [(500, 5), (500, 6)]),
        (100, [(500, 5), (400, 6)]),
        (100, [(None, 5), (500, 6)]),
        (100, [(0, 5), (500, 6)]),
    ],
)
def test_tariffs_refused(principal: int, steps: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        fee_for(Decimal(principal), steps)


def test_the_pure_modules_know_nothing_of_django() -> None:
    code = (
        "import sys, loans.cost, loans.schedule, loans.allocation, portal.money;"
        "sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env={}, check=False)  # noqa: S603 -- our own code
    assert ended.returncode == 0
