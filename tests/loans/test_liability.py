"""What is left of a guarantee while the loan is paid back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loans.guarantees.liability import left_of, share_in_euros

EUROS = st.decimals(min_value=1, max_value=50000, places=2)
PARTS = st.integers(min_value=0, max_value=100)


@pytest.mark.parametrize(
    ("amount", "outstanding", "left"),
    [("2500", "5000", "2500"), ("2500", "2500", "1250"), ("2500", "0", "0"), ("1000", "3333.33", "666.66")],
)
def test_it_falls_in_proportion(amount: str, outstanding: str, left: str) -> None:
    assert left_of(Decimal(amount), principal=Decimal(5000), outstanding=Decimal(outstanding)) == Decimal(left)


@given(principal=EUROS, share=PARTS, first=PARTS, second=PARTS)
def test_it_never_grows_and_is_never_more_than_what_is_owed(
    principal: Decimal, share: int, first: int, second: int
) -> None:
    amount = (principal * share / 100).quantize(Decimal("0.01"))
    low, high = sorted((principal * part / 100).quantize(Decimal("0.01")) for part in (first, second))
    less, more = (left_of(amount, principal=principal, outstanding=owed) for owed in (low, high))
    assert 0 <= less <= more <= min(amount, high)
    assert left_of(amount, principal=principal, outstanding=principal) == amount


@given(principal=EUROS, shares=st.lists(PARTS, min_size=1, max_size=5), paid=PARTS)
def test_all_together_answer_for_no_more_than_is_owed(principal: Decimal, shares: list[int], paid: int) -> None:
    whole = sum(shares) or 1
    amounts = [(principal * share / whole).quantize(Decimal("0.01"), rounding="ROUND_DOWN") for share in shares]
    owed = (principal * paid / 100).quantize(Decimal("0.01"))
    assert sum(left_of(each, principal=principal, outstanding=owed) for each in amounts) <= owed


@given(principal=EUROS, share=st.integers(min_value=1, max_value=100))
def test_a_share_covers_what_it_says(principal: Decimal, share: int) -> None:
    euros = share_in_euros(principal, Decimal(share))
    assert principal * share / 100 <= euros < principal * share / 100 + Decimal("0.01")
