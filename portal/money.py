"""
Money: euros as `Decimal` with two decimals. Never a float, never more than a cent's precision.

What is computed on the way (a rate, a present value) may have more digits; what somebody pays goes through
`round_to` once, with a named mode. Whole cents as `Cents` are for integer arithmetic, where shares must add
up.
"""

import decimal
from collections.abc import Callable
from decimal import Context, Decimal, localcontext
from functools import wraps
from typing import Final, Literal, NewType, ParamSpec, TypeVar

Cents = NewType("Cents", int)
Rounding = Literal["half_even", "half_up", "half_down", "up", "down", "ceiling", "floor"]

CURRENCY: Final = "EUR"
CENT: Final = Decimal("0.01")
ZERO: Final = Decimal("0.00")
# Beyond this an amount is a slip of the keyboard; it also keeps every sum well inside CONTEXT.
LIMIT: Final = Decimal(10) ** 12

_MODES: Final[dict[str, str]] = {
    "half_even": decimal.ROUND_HALF_EVEN,
    "half_up": decimal.ROUND_HALF_UP,
    "half_down": decimal.ROUND_HALF_DOWN,
    "up": decimal.ROUND_UP,
    "down": decimal.ROUND_DOWN,
    "ceiling": decimal.ROUND_CEILING,
    "floor": decimal.ROUND_FLOOR,
}
CONTEXT: Final = Context(prec=50, rounding=decimal.ROUND_HALF_EVEN)

_P = ParamSpec("_P")
_R = TypeVar("_R")


def with_own_precision(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Decorator: amounts do not depend on the decimal context of the caller's thread."""

    @wraps(function)
    def computed(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        with localcontext(CONTEXT):
            return function(*args, **kwargs)

    return computed


def round_to(amount: Decimal, unit: Decimal = CENT, rounding: Rounding = "half_up") -> Decimal:
    """The multiple of `unit` (> 0) nearest to `amount`, by the named mode; never −0. Else `ValueError`."""
    if rounding not in _MODES:
        raise ValueError(f"Unknown rounding {rounding!r}.")
    if not (amount.is_finite() and unit.is_finite() and unit > 0):
        raise ValueError("Only finite amounts can be rounded, to a unit above 0.")
    units = CONTEXT.divide(amount, unit).to_integral_value(_MODES[rounding], CONTEXT)
    # Adding 0 turns −0 into 0 and keeps the digits.
    return CONTEXT.add(CONTEXT.multiply(units, unit), ZERO)


def euros(value: Decimal | int | str) -> Decimal:
    """
    The amount with exactly two decimals. `TypeError` for a float; `ValueError` for what is no number, is
    finer than a cent or reaches `LIMIT`: such a value is refused, not rounded.
    """
    if not isinstance(value, Decimal | int | str):
        raise TypeError("An amount is a Decimal, an int or a str.")
    try:
        amount = Decimal(value)
    except decimal.InvalidOperation as error:
        raise ValueError(f"{value!r} is no amount.") from error
    if not amount.is_finite() or abs(amount) >= LIMIT:
        raise ValueError(f"{value!r} is no amount.")
    rounded = round_to(amount)
    if rounded != amount:
        raise ValueError(f"{value!r} is finer than a cent.")
    return rounded.quantize(CENT, context=CONTEXT)


def to_cents(amount: Decimal) -> Cents:
    """Whole cents. `ValueError` when finer than a cent."""
    return Cents(int(euros(amount).scaleb(2, context=CONTEXT)))


def from_cents(cents: int) -> Decimal:
    """Euros with two decimals."""
    return Decimal(cents).scaleb(-2, context=CONTEXT)
