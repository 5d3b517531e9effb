"""A loan in parts: nobody pays for what she does not have, and paid out as planned it is the loan of the contract."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loans.allocation import Parts, Row, allocate, outstanding, payoff
from loans.changing import after_prepayment
from loans.cost import Quote, apr, quote
from loans.drawing import Drawn, drawn_times, run
from loans.due_dates import nominal_times
from loans.next_part import with_part
from loans.rate import Flow
from loans.schedule import build_interest, totals
from tests.loans.test_cost import difference

DAY = date(2027, 1, 1)
FIRST = date(2027, 2, 1)
D = Decimal


def in_parts(*later: tuple[date, int], **changes: Any) -> Quote:
    """1200 at 12 % in twelve months, the first three without repayment, and what is said otherwise."""
    terms: dict[str, Any] = {
        "principal": D(1200),
        "count": 12,
        "first_due": FIRST,
        "disbursed_on": DAY,
        "rate": D(12),
        "grace": 3,
        "later": [Drawn(on, D(amount)) for on, amount in later],
    }
    return quote(**(terms | changes))


def test_interest_runs_on_what_is_drawn() -> None:
    told = in_parts((date(2027, 2, 1), 300), (date(2027, 3, 15), 300))
    # 600 in January, 900 in February, 900 and for half of March 1200
    assert [row.interest for row in told.rows[:3]] == [D("6.00"), D("9.00"), D("10.68")]
    assert [row.principal for row in told.rows[:3]] == [0, 0, 0]
    assert [part.amount for part in told.drawn] == [600, 300, 300]


def test_the_fee_comes_off_the_first_part() -> None:
    told = in_parts((FIRST, 700), fee=D(60), rate=D(0))
    assert [told.received, told.withheld, told.drawn[0].amount] == [1140, 60, 500]
    assert told.apr > in_parts(fee=D(60), rate=D(0)).apr  # the same fee for less money
    with pytest.raises(ValueError, match="leave nothing"):
        in_parts((FIRST, 1140), fee=D(60))
    assert in_parts((FIRST, 1140), fee=D(60), fee_taken="apart").received == 1200


def test_it_says_that_it_is_paid_out_in_parts() -> None:
    codes = [each.code for each in in_parts((FIRST, 700)).assumptions]
    assert "paid_out_in_parts" in codes
    assert "paid_out_at_once" not in codes


@pytest.mark.parametrize(
    "later",
    [
        [(date(2027, 5, 1), 300)],  # on the day of the first that repays
        [(DAY, 300)],
        [(date(2027, 3, 1), 300), (date(2027, 2, 1), 300)],
        [(FIRST, 0)],
        [(FIRST, -5)],
        [(FIRST, 1200)],
    ],
)
@pytest.mark.parametrize("rate", [0, 12])
def test_parts_refused(later: list[tuple[date, int]], rate: int) -> None:
    with pytest.raises(ValueError, match=r"."):
        in_parts(*later, rate=D(rate))


def flows_of(told: Quote, every: Any) -> tuple[list[Flow], list[Flow]]:
    nominals = [row.nominal for row in told.rows]
    times = nominal_times(nominals, start=told.disbursed_on, every=every)
    at = [Fraction(0), *drawn_times(nominals, times, told.later, every=every)]
    payments = [(row.amount, years) for row, years in zip(told.rows, times, strict=True)]
    return [(part.amount, years) for part, years in zip(told.drawn, at, strict=True)], [
        (told.fee, Fraction(0)),
        *payments,
    ]


PLANS = st.fixed_dictionaries(
    {
        "cents": st.integers(500_00, 25_000_00),
        "count": st.integers(6, 36),
        "grace": st.integers(1, 5),
        "rate": st.sampled_from([D(0), D("9.87"), D("12.13")]),
        "wait": st.integers(1, 25),
        "every": st.sampled_from(["week", "month", "quarter"]),
        "days": st.lists(st.integers(1, 400), min_size=0, max_size=3, unique=True),
        "shares": st.lists(st.integers(1, 100), min_size=4, max_size=4),
    }
)


def planned(plan: dict[str, Any]) -> dict[str, Any]:
    """The keywords of a quote in parts: those of the days that fit, with their shares."""
    start = FIRST - timedelta(days=plan["wait"])
    terms = {"principal": D(plan["cents"]) / 100, "count": plan["count"], "first_due": FIRST, "rate": plan["rate"]}
    whole = terms | {"grace": plan["grace"], "every": plan["every"]}
    repays = build_interest(**whole)[plan["grace"]].nominal
    days = sorted(start + timedelta(days=each) for each in plan["days"])
    fitting = [day for day in days if day < repays]
    weights = plan["shares"][: len(fitting) + 1]
    later = [
        Drawn(day, D(plan["cents"] * weight // sum(weights)) / 100)
        for day, weight in zip(fitting, weights[1:], strict=True)
    ]
    return whole | {"disbursed_on": start, "later": later}


@settings(max_examples=150, deadline=None)
@pytest.mark.thorough
@given(plan=PLANS, permille=st.integers(0, 5))
def test_any_loan_in_parts_adds_up(plan: dict[str, Any], permille: int) -> None:
    terms = planned(plan)
    fee = D(plan["cents"] * permille // 1000) / 100
    told = quote(**terms, fee=fee, fee_taken="apart")
    assert sum(row.principal for row in told.rows) == told.principal == sum(part.amount for part in told.drawn)
    assert all(row.principal == 0 for row in told.rows[: plan["grace"]])
    assert told.total_paid - told.received == told.interest + fee
    drawn, paid = flows_of(told, plan["every"])
    assert told.apr == apr(drawn, paid)
    assert difference(told.apr, drawn, paid) <= D("1e-9")
    whole = quote(**(terms | {"later": ()}), fee=fee, fee_taken="apart")
    assert told.interest <= whole.interest
    if not terms["later"]:
        assert told == whole


@settings(max_examples=150, deadline=None)
@pytest.mark.thorough
@given(plan=PLANS)
def test_paid_out_as_planned_it_is_the_loan_of_the_contract(plan: dict[str, Any]) -> None:
    told = quote(**planned(plan))
    first = {name: value for name, value in planned(plan).items() if name not in ("later", "disbursed_on")}
    rows = build_interest(**(first | {"principal": told.drawn[0].amount}), start=told.disbursed_on)
    for place in range(len(told.later)):
        paid = sum((row.amount for row in rows if row.due <= told.later[place].on), D(0))
        stand = [Row(row) for row in rows]
        if paid:
            stand = list(allocate(stand, paid, on=told.later[place].on).rows)
        rows = with_part(stand, told.later[: place + 1], since=told.disbursed_on, rate=told.rate, every=plan["every"])
        assert totals(rows).principal == sum(part.amount for part in told.drawn[: place + 2])
    assert rows == list(told.rows)


def test_what_was_paid_ahead_stays_paid() -> None:
    rows = [Row(row) for row in build_interest(D(900), 6, FIRST, rate=D(0), start=DAY, grace=2)]
    rows = list(allocate(rows, D(300), on=date(2027, 1, 20), prepayment="next").rows)
    anew = with_part(rows, [Drawn(date(2027, 2, 10), D(300))], since=DAY)
    assert totals(anew).principal == 1200
    assert [row.principal for row in anew if row.due == date(2027, 4, 1)] == [
        225
    ]  # what was paid stays, the rest comes later
    assert len({row.number for row in anew}) == len(anew)


def test_interest_after_paying_ahead_and_one_more_part() -> None:
    rows = [Row(row) for row in build_interest(D(600), 12, FIRST, rate=D(12), start=DAY, grace=3)]
    rows = list(allocate(rows, D("6.00"), on=FIRST).rows)
    rows = list(allocate(rows, D(300), on=date(2027, 2, 15), prepayment="next").rows)
    rows = [Row(row) for row in after_prepayment(rows, date(2027, 2, 15), since=DAY)]
    rows = list(allocate(rows, D(306), on=date(2027, 2, 15)).rows)
    anew = with_part(rows, [Drawn(date(2027, 2, 20), D(600))], since=DAY, rate=D(12))
    assert totals(anew).principal == 1200
    assert outstanding([Row(row) for row in anew]).principal == 1200
    running = next(row for row in anew if row.due == date(2027, 3, 1))
    # half a month on 600, some days on 300, and the rest on 900
    assert D("5.00") < running.interest < D("7.50")
    later = next(row for row in anew if row.due == date(2027, 4, 1))
    assert later.interest == D("9.00")


def test_a_part_bears_interest_from_its_own_day() -> None:
    later = [Drawn(date(2027, 1, 17), D(600))]
    assert run(DAY, date(2027, 1, 17), FIRST, owed=D(1200), later=later) == Fraction(16, 46)
    rows = [Row(row) for row in build_interest(D(1200), 12, FIRST, rate=D(12), start=DAY, grace=1, later=later)]
    whole = rows[0].instalment.interest
    ended = payoff(rows, date(2027, 1, 17), since=DAY, drawn=later)
    assert ended == Parts(interest=(whole * 16 / 46).quantize(D("0.01")), principal=D(1200))
    assert payoff(rows, date(2027, 1, 17), since=DAY).interest > ended.interest


def test_no_part_once_repaying_has_begun() -> None:
    rows = [Row(row) for row in build_interest(D(900), 6, FIRST, rate=D(0), start=DAY)]
    with pytest.raises(ValueError, match="before the first instalment"):
        with_part(rows, [Drawn(FIRST, D(300))], since=DAY)
