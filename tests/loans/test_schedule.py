"""Schedules: every published vector, the rules one by one, and what holds for any product."""

import json
from calendar import monthrange
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal, localcontext
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loans.schedule import Instalment, Plan, build, build_interest, totals

VECTORS = json.loads((Path(__file__).parent / "vectors" / "schedule.json").read_text())["cases"]
FIRST = date(2027, 2, 1)
HUNDREDS = Decimal(300)


def nominals(rows: list[Instalment]) -> list[date]:
    return [row.nominal for row in rows]


def parts(rows: list[Instalment]) -> list[Decimal]:
    return [row.principal for row in rows]


def weekend(day: date) -> bool:
    return day.weekday() >= 5


@pytest.mark.parametrize("case", VECTORS, ids=lambda case: f"{case['principal']}/{case['count']}")
def test_vectors(case: dict[str, Any]) -> None:
    plan: Plan = {"grace": case.get("grace", 0), "day": case.get("day")}
    if "unit" in case:
        plan["unit"] = Decimal(case["unit"])
    rows = build(Decimal(case["principal"]), case["count"], date.fromisoformat(case["first_due"]), **plan)
    assert len(rows) == case["count"]
    assert sum(parts(rows)) == Decimal(case["principal"])
    if "rows" in case:
        expected = {Decimal(amount): times for amount, times in case["rows"].items()}
        assert Counter(parts(rows)) == expected
    begin = [date.fromisoformat(day) for day in case.get("due_dates_begin", [])]
    assert nominals(rows)[: len(begin)] == begin
    assert [row.due for row in rows][: len(begin)] == begin


def test_the_wished_day_comes_back_after_a_short_month() -> None:
    rows = build(Decimal(1300), 13, date(2023, 2, 28), day=31)
    assert nominals(rows)[-2:] == [date(2024, 1, 31), date(2024, 2, 29)]
    rows = build(Decimal(300), 3, date(2023, 1, 31))
    assert nominals(rows) == [date(2023, 1, 31), date(2023, 2, 28), date(2023, 3, 31)]


@pytest.mark.parametrize(
    ("every", "second", "third"),
    [
        ("week", date(2027, 2, 8), date(2027, 2, 15)),
        ("fortnight", date(2027, 2, 15), date(2027, 3, 1)),
        ("month", date(2027, 3, 1), date(2027, 4, 1)),
        ("quarter", date(2027, 5, 1), date(2027, 8, 1)),
    ],
)
def test_frequencies(every: Any, second: date, third: date) -> None:
    assert nominals(build(HUNDREDS, 3, FIRST, every=every)) == [FIRST, second, third]


def test_another_day_governs_from_the_second_row() -> None:
    rows = build(HUNDREDS, 3, date(2027, 2, 10), day=31)
    assert nominals(rows) == [date(2027, 2, 10), date(2027, 3, 31), date(2027, 4, 30)]


def test_seasons_without_payment_make_the_loan_longer_not_the_rows_bigger() -> None:
    rows = build(HUNDREDS, 3, date(2027, 11, 15), skip_months={12, 1, 2})
    assert nominals(rows) == [date(2027, 11, 15), date(2028, 3, 15), date(2028, 4, 15)]
    assert parts(rows) == [Decimal(100)] * 3


def test_own_dates() -> None:
    days = [date(2027, 3, 1), date(2027, 3, 20), date(2027, 9, 30)]
    assert nominals(build(HUNDREDS, 3, days[0], dates=days)) == days


def test_a_closed_day_moves_and_moves_on_without_drift() -> None:
    # 1 May 2027 is a Saturday; Monday the 3rd is closed as well.
    closed = {date(2027, 5, day) for day in (1, 2, 3)}
    rows = build(HUNDREDS, 3, date(2027, 4, 1), closed=closed)
    assert [row.due for row in rows] == [date(2027, 4, 1), date(2027, 5, 4), date(2027, 6, 1)]
    assert nominals(rows)[1] == date(2027, 5, 1)
    back = build(HUNDREDS, 3, date(2027, 4, 1), closed=closed, shift="previous")
    assert back[1].due == date(2027, 4, 30)
    same = build(HUNDREDS, 3, date(2027, 4, 1), closed=closed, shift="same")
    assert same[1].due == date(2027, 5, 1)


def test_shifting_ends_after_sixty_days() -> None:
    reached = {FIRST + timedelta(days=day) for day in range(60)}
    assert build(Decimal(10), 1, FIRST, closed=reached)[0].due == FIRST + timedelta(days=60)
    with pytest.raises(ValueError, match="within 60 days"):
        build(Decimal(10), 1, FIRST, closed=reached | {FIRST + timedelta(days=60)})
    with pytest.raises(ValueError, match="within 60 days"):
        build(Decimal(10), 1, FIRST, closed=lambda _: True, shift="previous")


@pytest.mark.parametrize(
    ("principal", "count", "plan"),
    [
        ("0", 3, {}),
        ("-5", 3, {}),
        ("10.005", 3, {}),
        ("NaN", 3, {}),
        ("300", 0, {}),
        ("300", 3, {"grace": 3}),
        ("300", 3, {"grace": -1}),
        ("0.02", 3, {}),
        ("10", 4, {"unit": Decimal(5), "rounding": "up"}),
        ("300", 3, {"unit": Decimal("0.001")}),
        ("300", 3, {"unit": Decimal(0)}),
        ("300", 3, {"rounding": "sideways"}),
        ("300", 3, {"every": "year"}),
        ("300", 3, {"shift": "sideways"}),
        ("300", 3, {"day": 32}),
        ("300", 3, {"day": 0}),
        ("300", 3, {"skip_months": (13,)}),
        ("300", 3, {"skip_months": (2,)}),
        ("300", 3, {"skip_months": tuple(range(1, 13))}),
        ("300", 3, {"dates": [FIRST]}),
        ("300", 2, {"dates": [FIRST, FIRST]}),
        ("300", 2, {"dates": [FIRST + timedelta(days=1), FIRST + timedelta(days=2)]}),
    ],
)
def test_refused(principal: str, count: int, plan: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        build(Decimal(principal), count, FIRST, **plan)


def test_one_month_of_the_year_is_enough() -> None:
    rows = build(HUNDREDS, 3, FIRST, every="quarter", skip_months={1, *range(3, 13)})
    assert nominals(rows) == [FIRST, date(2028, 2, 1), date(2029, 2, 1)]


def test_a_schedule_beyond_the_calendar_is_refused() -> None:
    for every in ("week", "month"):
        with pytest.raises(ValueError, match="outside the calendar"):
            build(Decimal(1000), 20, date(9999, 11, 30), every=every)


def test_amounts_do_not_depend_on_the_context_of_the_caller() -> None:
    with localcontext() as context:
        context.prec = 4
        rows = build(Decimal("123456.78"), 7, FIRST)
        dear = build_interest(Decimal("123456.78"), 7, FIRST, rate=Decimal("9.87"))
    assert rows == build(Decimal("123456.78"), 7, FIRST)
    assert dear == build_interest(Decimal("123456.78"), 7, FIRST, rate=Decimal("9.87"))


@pytest.mark.parametrize(
    ("principal", "count", "rate", "level", "last", "interest"),
    [
        ("6000", 36, "9.87", "193.24", "193.14", "956.54"),
        ("5000", 24, "12.13", "235.67", "235.67", "656.08"),
    ],
)
def test_interest_on_the_declining_balance(
    principal: str, count: int, rate: str, level: str, last: str, interest: str
) -> None:
    rows = build_interest(Decimal(principal), count, FIRST, rate=Decimal(rate))
    assert {row.amount for row in rows[:-1]} == {Decimal(level)}
    assert rows[-1].amount == Decimal(last)
    assert totals(rows).interest == Decimal(interest)
    assert totals(rows).principal == Decimal(principal)
    assert totals(rows).amount == Decimal(principal) + Decimal(interest)


def test_in_the_grace_only_interest_is_paid() -> None:
    rows = build_interest(Decimal(1200), 5, FIRST, rate=Decimal(12), grace=2)
    assert [(row.principal, row.interest) for row in rows[:2]] == [(Decimal(0), Decimal(12))] * 2
    assert rows[2].interest == Decimal(12)
    assert rows[3].interest < Decimal(12)


def test_a_skipped_month_bears_interest_and_a_longer_first_period_too() -> None:
    rows = build_interest(Decimal(1200), 3, FIRST, rate=Decimal(12), skip_months={3})
    assert rows[1].nominal == date(2027, 4, 1)
    # Two months at 1 % each on what is left of 1200 after the first row.
    assert (Decimal(1200) - rows[0].principal, rows[1].interest) == (Decimal("801.30"), Decimal("16.03"))
    longer = build_interest(Decimal(1200), 3, FIRST, rate=Decimal(12), start=date(2026, 12, 1))
    assert longer[0].interest == Decimal(24)


def test_a_moved_day_costs_nothing() -> None:
    still = build_interest(Decimal(1200), 12, FIRST, rate=Decimal(12))
    moved = build_interest(Decimal(1200), 12, FIRST, rate=Decimal(12), closed=weekend)
    assert [row.amount for row in moved] == [row.amount for row in still]
    assert [row.due for row in moved] != [row.due for row in still]


@pytest.mark.parametrize(
    ("rate", "plan"),
    [
        ("-1", {}),
        ("NaN", {}),
        ("12", {"dates": [FIRST, date(2027, 3, 1), date(2027, 4, 1)]}),
        ("12", {"start": date(2027, 3, 1)}),
        ("12", {"unit": Decimal(500)}),
        ("12", {"unit": Decimal(500), "rounding": "up"}),
        ("12", {"grace": 3}),
    ],
)
def test_interest_refused(rate: str, plan: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        build_interest(Decimal(600), 3, FIRST, rate=Decimal(rate), **plan)


plans = st.fixed_dictionaries(
    {
        "every": st.sampled_from(["week", "fortnight", "month", "quarter"]),
        "grace": st.integers(0, 6),
        "shift": st.sampled_from(["next", "previous", "same"]),
        "closed": st.sampled_from([frozenset[date](), weekend]),
        "skip_months": st.sets(st.integers(1, 12), max_size=5),
        "unit": st.sampled_from([Decimal("0.01"), Decimal("0.05"), Decimal(1), Decimal(5)]),
        "rounding": st.sampled_from(["half_even", "half_up", "up", "down"]),
    },
    optional={"day": st.integers(1, 31)},
)


@settings(max_examples=800, deadline=None)
@given(
    cents=st.integers(100_00, 50_000_00),
    count=st.integers(7, 72),
    first=st.dates(date(2020, 1, 1), date(2035, 12, 31)),
    plan=plans,
    rate=st.one_of(st.just(Decimal(0)), st.decimals("0.1", 40, places=2)),
)
@pytest.mark.thorough
def test_whatever_the_product(cents: int, count: int, first: date, plan: Any, rate: Decimal) -> None:
    principal = Decimal(cents) / 100
    plan["skip_months"].discard(first.month)
    try:
        rows = build_interest(principal, count, first, rate=rate, **plan)
    except ValueError:
        # Only a coarse unit or very small rows may be refused.
        assert plan["unit"] > Decimal("0.01") or principal / count < 10 or rate > 0
        return
    assert [row.number for row in rows] == list(range(1, count + 1))
    assert sum(parts(rows)) == principal
    assert all(part == part.quantize(Decimal("0.01")) for part in parts(rows))
    assert all(row.principal == 0 for row in rows[: plan["grace"]])
    assert all(row.principal > 0 for row in rows[plan["grace"] :])
    assert all(row.interest >= 0 and (rate > 0 or row.interest == 0) for row in rows)
    check_dates(rows, first, plan)


def check_dates(rows: list[Instalment], first: date, plan: Any) -> None:
    """Told apart from the code: by what each date must look like, not by how it is reached."""
    assert rows[0].nominal == first
    wished = plan.get("day", first.day)
    for before, row in pairwise(rows):
        assert row.nominal > before.nominal
        assert row.nominal.month not in plan["skip_months"]
        if plan["every"] in ("week", "fortnight"):
            assert (row.nominal - first).days % (7 if plan["every"] == "week" else 14) == 0
        else:
            assert row.nominal.day == min(wished, monthrange(row.nominal.year, row.nominal.month)[1])
    for row in rows:
        if plan["shift"] == "same" or not plan["closed"]:
            assert row.due == row.nominal
        else:
            assert not weekend(row.due)
            assert (row.due >= row.nominal) if plan["shift"] == "next" else (row.due <= row.nominal)
