"""The longest term that ends by a day: dates count after they moved off a closed day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loans.due_dates import nominal_days, shifted
from loans.longest import Term, longest_term

MONDAYS_CLOSED = frozenset({date(2027, 3, 1), date(2027, 3, 2), date(2027, 2, 1)})
FIRST = date(2027, 1, 1)


@pytest.mark.parametrize(
    ("until", "found"),
    [
        (date(2028, 12, 1), Term(24, date(2028, 12, 1), 24)),
        (date(2028, 11, 30), Term(23, date(2028, 11, 1), 23)),
        (date(2027, 3, 3), Term(3, date(2027, 3, 3), 3)),  # the last instalment moved from 1 March
        (date(2027, 3, 2), Term(2, date(2027, 2, 2), 2)),  # … so by its nominal date it would have been in time
        (date(2027, 2, 1), None),  # moved as well, and no term is shorter than 2 months here
        (date(2020, 1, 1), None),
    ],
)
def test_examples(until: date, found: Term | None) -> None:
    assert longest_term(first_due=FIRST, least=2, most=24, until=until, closed=MONDAYS_CLOSED) == found


def test_from_the_end_of_a_month() -> None:
    found = longest_term(first_due=date(2027, 1, 31), least=1, most=12, until=date(2027, 2, 28), closed=frozenset())
    assert found == Term(2, date(2027, 2, 28), 2)


def test_nothing_between_the_limits_is_no_term() -> None:
    assert longest_term(first_due=FIRST, least=12, most=6, until=date(2040, 1, 1), closed=frozenset()) is None


@given(
    first=st.dates(date(2025, 1, 1), date(2030, 1, 1)),
    least=st.integers(1, 12),
    more=st.integers(0, 36),
    days=st.integers(-30, 1600),
    closed=st.sets(st.integers(0, 1600), max_size=40),
)
def test_one_month_more_would_end_too_late(first: date, least: int, more: int, days: int, closed: set[int]) -> None:
    until, most = first + timedelta(days=days), least + more
    shut = frozenset(first + timedelta(days=each) for each in closed)
    last = [
        shifted(day, shut, "next")
        for day in nominal_days(most, first, every="month", day=None, skip_months=(), dates=None)
    ]

    found = longest_term(first_due=first, least=least, most=most, until=until, closed=shut)

    if found is None:
        assert last[least - 1] > until
    else:
        assert least <= found.months <= most
        assert found.last_due == last[found.months - 1] <= until
        assert found.months == most or last[found.months] > until
