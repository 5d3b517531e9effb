"""
The part of a fee that is given back when a loan ends early. Pure.

The fee pays for the work on a loan over the months that were agreed: for each whole month that it ends earlier, one
such share comes back. What is kept in any case (`kept`) pays for the work of starting it.
"""

from datetime import date
from decimal import Decimal

from loans.interval import whole_months
from portal.money import CENT, ZERO, round_to, with_own_precision


@with_own_precision
def due_back(fee: Decimal, kept: Decimal, *, begun: date, agreed_end: date, ended: date) -> Decimal:
    """
    Of `fee` euros that were received, what is to be given back when the loan ends on the day `ended`: of what exceeds
    `kept`, the share of the whole months from then to `agreed_end` among those from `begun` to `agreed_end`, rounded
    half up to the cent. 0 when it ends less than a month early. `ValueError` for an amount below 0.
    """
    if min(fee, kept) < 0:
        raise ValueError("A fee is 0 or more.")
    months = whole_months(begun, agreed_end)
    left = min(whole_months(ended, agreed_end), months)
    if not left or kept >= fee:
        return ZERO
    return round_to((fee - kept) * left / months, CENT, "half_up")
