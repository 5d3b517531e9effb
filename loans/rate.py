"""
The annual percentage rate (APR) of any flows, by the equation of the European Union.

Σ drawdown · (1+X)^(−t) = Σ payment · (1+X)^(−s), Directive 2008/48/EC, Annex I, kept in (EU) 2023/2225,
Annex III. With u = ln(1+X) both sides become one sum of exponentials, Σ a·e^(−u·t), whose zeros are the
rates.

Descartes' rule holds for such sums: not more zeros than changes of sign in the order of time. A loan drawn
first and repaid afterwards has one change, so one rate. With more changes (drawn again after a repayment)
the zeros are counted: multiplying by e^(u·c), where c lies inside one change of sign, and differentiating
takes that change away, and between the zeros of the derivative the sum is monotone.
"""

import decimal
from collections.abc import Iterable
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from itertools import pairwise
from math import lcm
from typing import Final, NamedTuple

Flow = tuple[Decimal, Fraction]

# Present values differ by at most this part of what was drawn.
TOLERANCE: Final = Decimal("1e-9")
# More digits are tried only when a rate near −100 %, or one of very early flows, needs them.
_DIGITS: Final = (50, 200, 600)
# A rate with more digits than this before the point is a slip; it also fits everybody's decimal context.
_LARGEST_EXPONENT: Final = 99_999
_STEPS: Final = 400
# Halving now and then makes sure that the search ends, whatever the shape.
_HALVE_EVERY: Final = 8
_NEXT_TO_ONE: Final = Decimal("1e-6")
_TOTAL_LOSS: Final = -100
_INFINITY: Final = Decimal("Infinity")


class _Step(NamedTuple):
    """A net flow: the time since the one before it and since the start, in whole units, and the amount."""

    gap: int
    time: int
    amount: Decimal


def apr(drawdowns: Iterable[Flow], payments: Iterable[Flow]) -> Decimal:
    """
    The yearly rate in percent, unrounded, at which what is drawn equals what is paid.

    Each flow is `(amount in euros ≥ 0, years ≥ 0 since the first drawdown)`. At the rate given back the
    present values differ by at most `TOLERANCE` of what was drawn; it is exactly 0 when no more is paid
    than was drawn, and below 0 when less is. `ValueError` when no rate, or more than one above −100 %,
    solves the equation, when the first net flow is no drawdown, when it is too extreme to be written down
    (nearly all forgiven within days), or for an amount or a time that is no number or below 0.
    """
    drawn = _checked(drawdowns)
    paid = _checked(payments)
    units = lcm(*(years.denominator for _, years in (*drawn, *paid)))
    for digits in _DIGITS:
        context = Context(prec=digits, Emax=decimal.MAX_EMAX, Emin=decimal.MIN_EMIN)
        try:
            with localcontext(context):
                steps = _net(drawn, paid, units)
                rate = _unique_rate(steps, units)
                if not sum(step.amount for step in steps):
                    return Decimal(0)
                # Half of the digits: the other half is what rounding on the way may have used up.
                rate = rate.quantize(Decimal(1).scaleb(rate.adjusted() - digits // 2))
                if rate.adjusted() <= _LARGEST_EXPONENT and _solves(
                    rate, steps, units, sum(amount for amount, _ in drawn)
                ):
                    return rate
        except decimal.DecimalException:
            continue
    raise ValueError("The rate of these flows is too extreme to be written down.")


def _checked(flows: Iterable[Flow]) -> list[Flow]:
    checked = [(Decimal(amount), Fraction(years)) for amount, years in flows]
    if any(not amount.is_finite() or amount < 0 or years < 0 for amount, years in checked):
        raise ValueError("Amounts and times of flows are numbers, 0 or above.")
    return checked


def _net(drawn: list[Flow], paid: list[Flow], units: int) -> list[_Step]:
    """What is drawn less what is paid, per moment: a fee paid at drawdown lowers the drawdown."""
    net: dict[int, Decimal] = {}
    for sign, flows in ((1, drawn), (-1, paid)):
        for amount, years in flows:
            moment = int(years * units)
            net[moment] = net.get(moment, Decimal(0)) + sign * amount
    return _steps([(moment, net[moment]) for moment in sorted(net) if net[moment]])


def _steps(flows: list[tuple[int, Decimal]]) -> list[_Step]:
    before = 0
    steps = []
    for time, amount in flows:
        steps.append(_Step(time - before, time, amount))
        before = time
    return steps


def _unique_rate(steps: list[_Step], units: int) -> Decimal:
    """In percent, with the digits of the context."""
    if not steps or steps[0].amount < 0:
        raise ValueError("Nothing is drawn before it is paid, so there is no rate.")
    zeros = _zeros(steps)
    if len(zeros) != 1:
        raise ValueError(f"{len(zeros)} rates solve the equation; a price needs exactly one.")
    return ((zeros[0] * units).exp() - 1) * 100


def _solves(rate: Decimal, steps: list[_Step], units: int, drawn: Decimal | int) -> bool:
    if rate <= _TOTAL_LOSS:
        return False
    unit_rate = (1 + rate / 100).ln() / units
    factors = {gap: (-unit_rate * gap).exp() for gap in {step.gap for step in steps}}
    power = Decimal(1)
    difference = Decimal(0)
    for gap, _, amount in steps:
        power *= factors[gap]
        difference += amount * power
    return abs(difference) <= TOLERANCE * drawn / 10


def _zeros(steps: list[_Step]) -> list[Decimal]:
    """Every u with Σ amount·e^(−u·time) = 0, ascending."""
    changes = [(a.time, b.time) for a, b in pairwise(steps) if (a.amount < 0) != (b.amount < 0)]
    if not changes:
        return []
    if len(changes) == 1:
        turns = []
    else:
        # Twice the middle of a change, so that the derivative's coefficients stay whole multiples.
        twice = sum(changes[len(changes) // 2])
        turns = _zeros([_Step(step.gap, step.time, step.amount * (twice - 2 * step.time)) for step in steps])
    # Far to the left the latest flow outweighs the others, far to the right the earliest.
    signs = [_sign(steps[-1].amount), *(_sign_at(steps, turn) for turn in turns), _sign(steps[0].amount)]
    zeros = [turn for turn, sign in zip(turns, signs[1:-1], strict=True) if sign == 0]
    ends = [-_INFINITY, *turns, _INFINITY]
    for (low, high), (before, after) in zip(pairwise(ends), pairwise(signs), strict=True):
        if before * after < 0:
            zeros.append(_zero_between(steps, low, high, rising=after > 0))
    return sorted(zeros)


def _sign(number: Decimal) -> int:
    return (number > 0) - (number < 0)


def _sign_at(steps: list[_Step], turn: Decimal) -> int:
    """0 where the sum only touches zero: the turn is known to two thirds of the digits."""
    value, _ = _log_ratio(steps, turn)
    return 0 if abs(value) < _noise() else _sign(value)


def _noise() -> Decimal:
    return Decimal(1).scaleb(-decimal.getcontext().prec * 3 // 5)


def _log_ratio(steps: list[_Step], u: Decimal) -> tuple[Decimal, Decimal]:
    """
    ln(drawn ÷ paid), both discounted by u, and its slope. It has the sign of their difference and is nearly a
    straight line, so that Newton's method needs few steps whatever the rate.
    """
    factors = {gap: (-u * gap).exp() for gap in {step.gap for step in steps}}
    power = Decimal(1)
    drawn = drawn_time = paid = paid_time = Decimal(0)
    for gap, time, amount in steps:
        power *= factors[gap]
        present = amount * power
        if amount > 0:
            drawn += present
            drawn_time += present * time
        else:
            paid -= present
            paid_time -= present * time
    return _logarithm(drawn / paid), paid_time / paid - drawn_time / drawn


def _logarithm(ratio: Decimal) -> Decimal:
    # Next to 1 Decimal.ln may take seconds; this has the same zero and is off by the third power only.
    if abs(ratio - 1) < _NEXT_TO_ONE:
        return 2 * (ratio - 1) / (ratio + 1)
    return ratio.ln()


def _zero_between(steps: list[_Step], low: Decimal, high: Decimal, *, rising: bool) -> Decimal:
    """The one zero in a stretch where the sum is monotone: Newton's method, kept inside by halving."""
    span = steps[-1].time - steps[0].time
    noise = _noise()
    u = Decimal(0) if low < 0 < high else _inside(low, high, span, 0)
    for step in range(_STEPS):
        value, slope = _log_ratio(steps, u)
        if (value < 0) == rising:
            low = u
        else:
            high = u
        closer = u - value / slope if slope else _INFINITY
        if abs(closer - u) * span <= noise:
            return closer
        if not low < closer < high or step % _HALVE_EVERY == _HALVE_EVERY - 1:
            closer = _inside(low, high, span, step)
        u = closer
    return u


def _inside(low: Decimal, high: Decimal, span: int, step: int) -> Decimal:
    if low.is_infinite():
        return high - Decimal(2**step) / span
    if high.is_infinite():
        return low + Decimal(2**step) / span
    return (low + high) / 2
