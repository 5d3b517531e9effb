"""Euros of funds: a share of a loan, what a scheme covers, what is still carried as principal is repaid. Pure."""

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


def carried(amount: Decimal, principal: Decimal, left: Decimal) -> Decimal:
    """What of `amount` is still carried when `left` of the principal is not repaid: in equal parts (pari passu)."""
    return (amount * left / principal).quantize(_CENT) if principal else Decimal(0)
