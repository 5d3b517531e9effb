"""Repayments: what they pay, what is left, what is late, and that no cent is lost."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loans.allocation import Parts, Row, allocate, days_late, outstanding, overdue, payoff
from loans.schedule import build, build_interest

FIRST = date(2027, 2, 1)
DISBURSED = date(2027, 1, 1)


def hundreds(count: int = 3) -> list[Row]:
    return [Row(row) for row in build(Decimal(100 * count), count, FIRST)]


def dear() -> list[Row]:
    """1200 at 12 % in 3 months, with a fee of 5 on the first row."""
    rows = build_interest(Decimal(1200), 3, FIRST, rate=Decimal(12))
    return [Row(replace(row, fee=Decimal(5 if row.number == 1 else 0))) for row in rows]


def amounts(shares: tuple[Parts, ...]) -> list[Decimal]:
    return [share.amount for share in shares]


@pytest.mark.parametrize(
    ("prepayment", "expected"), [("next", [100, 50, 0]), ("last", [100, 0, 50]), ("reamortise", [100, 25, 25])]
)
def test_what_is_paid_ahead_goes_where_the_product_says(prepayment: Any, expected: list[int]) -> None:
    paid = allocate(hundreds(), Decimal(150), on=FIRST, prepayment=prepayment)
    assert amounts(paid.shares) == expected
    assert paid.surplus == 0
    assert outstanding(paid.rows).amount == 150


def test_without_a_way_to_prepay_the_rest_is_given_back() -> None:
    paid = allocate(hundreds(), Decimal(150), on=FIRST)
    assert amounts(paid.shares) == [100, 0, 0]
    assert paid.surplus == 50


def test_the_oldest_instalment_comes_first_whatever_the_order_given() -> None:
    rows = hundreds()
    paid = allocate(reversed(rows), Decimal(250))
    assert amounts(paid.shares) == [50, 100, 100]
    assert [row.instalment.number for row in paid.rows] == [3, 2, 1]


def test_within_an_instalment_fee_then_interest_then_principal() -> None:
    first = allocate(dear(), Decimal(4), on=FIRST)
    assert first.shares[0] == Parts(fee=Decimal(4))
    second = allocate(first.rows, Decimal(3), on=FIRST)
    assert second.shares[0] == Parts(fee=Decimal(1), interest=Decimal(2))
    third = allocate(second.rows, Decimal(20), on=FIRST)
    assert third.shares[0] == Parts(interest=Decimal(10), principal=Decimal(10))


def test_what_is_paid_ahead_pays_principal_and_never_interest_that_is_not_due() -> None:
    paid = allocate(dear(), Decimal(1000), on=FIRST, prepayment="next")
    assert paid.total.interest == Decimal(12)
    assert paid.shares[1].interest == 0
    assert paid.shares[1].principal > 0


def test_more_than_the_loan_is_given_back() -> None:
    paid = allocate(hundreds(), Decimal("300.07"), on=FIRST, prepayment="reamortise")
    assert paid.surplus == Decimal("0.07")
    assert outstanding(paid.rows).amount == 0


def test_spreading_gives_whole_cents() -> None:
    paid = allocate(hundreds(4), Decimal(200), on=FIRST, prepayment="reamortise")
    assert amounts(paid.shares) == [100, Decimal("33.33"), Decimal("33.33"), Decimal("33.34")]


@pytest.mark.parametrize("amount", ["0", "-1", "0.001", "NaN"])
def test_payments_refused(amount: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        allocate(hundreds(), Decimal(amount))


def test_unknown_ways_are_refused() -> None:
    with pytest.raises(ValueError, match="Unknown way"):
        allocate(hundreds(), Decimal(1), prepayment="sideways")  # type: ignore[arg-type] # what is refused


@pytest.mark.parametrize(
    "paid", [Parts(principal=Decimal("100.01")), Parts(interest=Decimal("0.01")), Parts(fee=Decimal(-1))]
)
def test_a_row_is_never_paid_beyond_what_it_owes(paid: Parts) -> None:
    with pytest.raises(ValueError, match=r"."):
        Row(hundreds()[0].instalment, paid)


def test_days_late_count_from_the_oldest_unpaid_instalment() -> None:
    rows: Any = hundreds()
    assert days_late(rows, FIRST) == 0
    assert days_late(rows, date(2027, 2, 2)) == 1
    assert days_late(rows, date(2027, 3, 3)) == 30
    assert overdue(rows, date(2027, 3, 3)).amount == 200
    rows = allocate(rows, Decimal(100)).rows
    assert days_late(rows, date(2027, 3, 3)) == 2
    rows = allocate(rows, Decimal("99.99")).rows
    assert days_late(rows, date(2027, 3, 3)) == 2
    rows = allocate(rows, Decimal("0.01")).rows
    assert days_late(rows, date(2027, 3, 3)) == 0
    assert overdue(rows, date(2027, 3, 3)) == Parts()


def test_a_moved_date_is_what_counts_for_lateness() -> None:
    rows = [Row(row) for row in build(Decimal(100), 1, FIRST, closed={FIRST})]
    assert days_late(rows, date(2027, 2, 2)) == 0
    assert days_late(rows, date(2027, 2, 3)) == 1


def test_without_interest_only_the_principal_ends_the_loan() -> None:
    rows = allocate(hundreds(), Decimal(130)).rows
    for day in (DISBURSED, date(2027, 2, 15), date(2030, 1, 1)):
        assert payoff(rows, day, since=DISBURSED) == Parts(principal=Decimal(170))


def test_with_interest_the_days_that_have_run_are_owed() -> None:
    rows = dear()
    assert payoff(rows, DISBURSED, since=DISBURSED) == Parts(principal=Decimal(1200))
    # 15 of the 31 days of January, of 12 euros.
    assert payoff(rows, date(2027, 1, 16), since=DISBURSED).interest == Decimal("5.81")
    on_the_day = payoff(rows, FIRST, since=DISBURSED)
    assert on_the_day == Parts(Decimal(5), Decimal(12), Decimal(1200))
    late = payoff(rows, date(2028, 1, 1), since=DISBURSED)
    assert late == outstanding(rows)


def test_principal_paid_ahead_bears_less_interest() -> None:
    rows = allocate(dear(), Decimal(800), on=FIRST, prepayment="last").rows
    half = date(2027, 2, 15)
    full = allocate(dear(), dear()[0].instalment.amount, on=FIRST).rows
    assert 0 < payoff(rows, half, since=DISBURSED).interest < payoff(full, half, since=DISBURSED).interest


@settings(max_examples=300, deadline=None)
@given(
    cents=st.integers(50_00, 20_000_00),
    count=st.integers(1, 36),
    grace=st.integers(0, 3),
    rate=st.sampled_from([Decimal(0), Decimal("9.87")]),
    fee=st.integers(0, 50),
    payments=st.lists(st.tuples(st.integers(1, 9_000_00), st.integers(0, 1200)), min_size=1, max_size=8),
    prepayment=st.sampled_from(["next", "last", "reamortise", None]),
)
@pytest.mark.thorough
def test_money_is_conserved(
    cents: int, count: int, grace: int, rate: Decimal, fee: int, payments: list[tuple[int, int]], prepayment: Any
) -> None:
    plain = build_interest(Decimal(cents) / 100, count + grace, FIRST, rate=rate, grace=grace)
    rows: tuple[Row, ...] = tuple(Row(replace(row, fee=Decimal(fee))) for row in plain)
    owed = outstanding(rows)
    used = Decimal(0)
    for each, after in payments:
        amount, on = Decimal(each) / 100, date.fromordinal(FIRST.toordinal() + after)
        late = overdue(rows, on).amount
        paid = allocate(rows, amount, on=on, prepayment=prepayment)
        assert paid.total.amount + paid.surplus == amount
        assert all(min(share.fee, share.interest, share.principal) >= 0 for share in paid.shares)
        # Nothing goes ahead, and nothing back, while anything is late.
        assert overdue(paid.rows, on).amount == max(late - amount, Decimal(0))
        assert days_late(paid.rows, on) <= days_late(rows, on)
        if paid.surplus and prepayment:
            assert outstanding(paid.rows).principal == 0
        used += amount - paid.surplus
        rows = paid.rows
    assert outstanding(rows).amount == owed.amount - used
