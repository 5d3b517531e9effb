"""Euros of funds: a share of a loan, and what a scheme covers of it. Pure."""

from decimal import ROUND_DOWN, Decimal
from typing import Final

_CENT: Final = Decimal("0.01")


def part_of(principal: Decimal, percent: Decimal) -> Decimal:
    """That share of a loan in euros, rounded down: shares that sum to 100 % never sum to more than the loan."""
    return (principal * percent / 100).quantize(_CENT, rounding=ROUND_DOWN)


def covered_by(principal: Decimal, rate: Decimal, cap: Decimal | None) -> Decimal:
    """What a scheme covers of a loan: its rate, at most its cap."""
    whole = part_of(principal, rate)
    return whole if cap is None else min(whole, cap)
