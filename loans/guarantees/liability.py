"""What a guarantor answers for, in euros: a share of the principal, and less as the principal is paid back. Pure."""

from decimal import ROUND_DOWN, ROUND_UP, Decimal
from typing import Final

_CENT: Final = Decimal("0.01")


def share_in_euros(principal: Decimal, share: Decimal) -> Decimal:
    """`share` percent of `principal`, rounded up to the cent: what a product asks for is then covered."""
    return (principal * share / 100).quantize(_CENT, rounding=ROUND_UP)


def left_of(amount: Decimal, *, principal: Decimal, outstanding: Decimal) -> Decimal:
    """The part of `amount` for which he still answers while `outstanding` of `principal` is not paid back.

    In proportion, rounded down to the cent: the whole amount while nothing is paid back, 0 when nothing is left, never
    more than what is left. `outstanding` is what was lent and has not come back; writing off does not lower it.
    """
    if outstanding <= 0 or principal <= 0:
        return Decimal(0)
    part = min(amount, principal) * min(outstanding, principal) / principal
    return part.quantize(_CENT, rounding=ROUND_DOWN)
