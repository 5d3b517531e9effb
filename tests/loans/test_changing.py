"""A schedule that changes: nothing is lost or added, what is paid stays, and the interest follows what is owed."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loans.allocation import Row, allocate, outstanding, payoff
from loans.changing import Dates, after_prepayment, paused, respread
from loans.schedule import Instalment, build, build_interest, totals

START = date(2027, 1, 1)
FIRST = date(2027, 2, 1)
D = Decimal


def plan(rate: str = "0", count: int = 6) -> list[Row]:
    return [Row(row) for row in build_interest(D(1200), count, FIRST, rate=D(rate), start=START)]


def paid(rows: list[Row], amount: str, on: date) -> list[Row]:
    return list(allocate(rows, D(amount), on=on, prepayment="next").rows)


def test_a_pause_moves_what_is_to_come_and_keeps_what_is_paid() -> None:
    rows = paid(plan(), "400", date(2027, 3, 1))
    dates = paused(rows, date(2027, 3, 2), 3)
    assert dates == Dates(date(2027, 7, 1), 4, 1)
    anew = respread(rows, date(2027, 3, 2), dates, since=START)
    assert [row.due for row in anew] == [date(2027, month, 1) for month in (2, 3, 7, 8, 9, 10)]
    assert [row.principal for row in anew] == [D(200)] * 6


def test_what_is_overdue_comes_along() -> None:
    rows = paid(plan(), "250", date(2027, 2, 1))  # the first, and a part of the second
    anew = respread(rows, date(2027, 4, 15), Dates(date(2027, 6, 1), 5, 1), since=START)
    assert [row.principal for row in anew] == [200, 50, 190, 190, 190, 190, 190]
    assert [row.number for row in anew] == [1, 2, 3, 4, 5, 6, 7]


def test_interest_that_was_due_falls_on_the_first_new_instalment_and_runs_on() -> None:
    rows = plan("12")
    anew = respread(rows, date(2027, 2, 15), Dates(date(2027, 4, 1), 6, 1), rate=D(12), since=START)
    # January's 12.00 is carried; two months of 1 % on 1200 run to the first of April
    assert anew[0].interest == D("12.00") + D("24.00")
    assert totals(anew).principal == D(1200)


@pytest.mark.parametrize(("on", "first"), [(date(2027, 3, 2), date(2027, 3, 2)), (date(2027, 3, 2), date(2026, 12, 1))])
def test_new_dates_lie_ahead(on: date, first: date) -> None:
    with pytest.raises(ValueError, match="after today"):
        respread(plan(), on, Dates(first, 3, 1), since=START)


def test_nothing_left_cannot_be_moved() -> None:
    rows = paid(plan(), "1200", START)
    with pytest.raises(ValueError, match="Nothing is left"):
        respread(rows, START, Dates(FIRST, 3, 1), since=START)
    with pytest.raises(ValueError, match="still to come"):
        paused(rows, START, 1)
    with pytest.raises(ValueError, match="one month"):
        paused(plan(), START, 0)


def test_a_month_end_is_kept_through_a_pause() -> None:
    rows = [Row(row) for row in build(D(300), 3, date(2027, 1, 31))]
    assert paused(rows, START, 1) == Dates(date(2027, 2, 28), 3, 31)
    anew = respread(rows, START, paused(rows, START, 1), since=START)
    assert [row.due for row in anew] == [date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]


class TestPaidAhead:
    def test_half_paid_ahead_on_a_due_date_halves_the_interest_to_come(self) -> None:
        rows = plan("12", 12)
        rows = paid(rows, str(rows[0].instalment.amount), FIRST)
        left = outstanding(rows).principal
        ahead = paid(rows, str(left / 2), FIRST)
        anew = after_prepayment(ahead, FIRST, since=START)
        assert totals(anew).principal == D(1200)
        coming = next(row for row in anew if row.due > FIRST)
        assert abs(coming.interest - rows[1].instalment.interest / 2) <= D("0.01")
        assert coming.principal == 0, "paid ahead; its interest on the rest is still due on its day"

    def test_ending_it_leaves_nothing_to_come(self) -> None:
        rows, on = plan("12"), date(2027, 1, 16)
        ending = payoff(rows, on, since=START)
        first = rows[0]
        done = [
            Row(first.instalment, paid=type(ending)(principal=first.instalment.principal, interest=ending.interest)),
            *(Row(row.instalment, paid=type(ending)(principal=row.instalment.principal)) for row in rows[1:]),
        ]
        anew = after_prepayment(done, on, since=START)
        assert [(row.due, row.amount) for row in anew] == [(on, ending.amount)]

    @settings(deadline=None)
    @given(
        rate=st.integers(1, 30),
        count=st.integers(2, 36),
        days=st.integers(1, 900),
        cents=st.integers(1, 200_000),
    )
    def test_principal_stays_and_interest_never_grows(self, rate: int, count: int, days: int, cents: int) -> None:
        rows = [Row(row) for row in build_interest(D(2400), count, FIRST, rate=D(rate), start=START)]
        on = START + timedelta(days=days)
        ahead = list(allocate(rows, D(cents) / 100, on=on, prepayment="next").rows)
        anew = after_prepayment(ahead, on, since=START)
        assert totals(anew).principal == D(2400)
        assert totals(anew).interest <= sum(row.instalment.interest for row in rows)
        assert [row.number for row in anew] == list(range(1, len(anew) + 1))
        assert min(min(row.principal, row.interest, row.fee) for row in anew) >= 0


@settings(deadline=None)
@given(
    rate=st.sampled_from(["0", "9.87", "12.13"]),
    cents=st.integers(0, 119_900),
    days=st.integers(1, 160),
    count=st.integers(1, 40),
    gap=st.integers(1, 200),
)
def test_new_dates_neither_lose_nor_add_a_cent_of_principal(
    rate: str, cents: int, days: int, count: int, gap: int
) -> None:
    rows, on = plan(rate), START + timedelta(days=days)
    if cents:
        rows = list(allocate(rows, D(cents) / 100, on=on, prepayment="next").rows)
    if not outstanding(rows).principal:
        return
    first = on + timedelta(days=gap)
    try:
        anew = respread(rows, on, Dates(first, count, first.day), rate=D(rate), since=START)
    except ValueError:
        return  # too many instalments for what is left
    assert totals(anew).principal == D(1200)
    kept = [row for row in anew if row.number <= len(anew) - count]
    assert totals(kept).amount == sum((row.paid.amount for row in rows), D(0))
    assert len({row.number for row in anew}) == len(anew)
    assert_new_rows_follow(anew, count, first)


def assert_new_rows_follow(anew: list[Instalment], count: int, first: date) -> None:
    new = anew[-count:]
    assert new[0].nominal == first
    assert all(a.due < b.due for a, b in pairwise(new))
