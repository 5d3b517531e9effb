"""The picture of a plan: a bar for what is left of each month, a line for the money at hand. Numbers only; pure."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from applicants.plans.forecast import Forecast

WIDTH: Final = 600
HEIGHT: Final = 200
_EDGE: Final = 8


@dataclass(frozen=True)
class Bar:
    """A month's bar in the picture's units, from its upper corner; `short` hangs below the line of zero."""

    x: int
    y: int
    height: int
    short: bool


@dataclass(frozen=True)
class Drawn:
    """`zero` is the height of the line of zero, `line` the points of the money at hand as SVG writes them."""

    bars: tuple[Bar, ...]
    bar_width: int
    zero: int
    line: str
    width: int = WIDTH
    height: int = HEIGHT


def draw(worked: Forecast, *, mirrored: bool) -> Drawn:
    """Months run the way the language is read: `mirrored` from right to left."""
    lefts, cash = [month.left for month in worked.months], [month.cash for month in worked.months]
    top = max([*lefts, *cash, worked.opening, Decimal(1)])
    bottom = min([*lefts, *cash, worked.opening, Decimal(0)])

    def height_of(amount: Decimal) -> int:
        return round(_EDGE + (HEIGHT - 2 * _EDGE) * (top - amount) / (top - bottom))

    slot = WIDTH // (len(lefts) + 1)
    zero = height_of(Decimal(0))

    def place(number: int) -> int:
        """The middle of a month; 0 is the moment before the first."""
        x = slot * number + slot // 2
        return WIDTH - x if mirrored else x

    width = max(slot * 2 // 3, 2)
    bars = tuple(
        Bar(place(n) - width // 2, min(zero, height_of(left)), max(abs(height_of(left) - zero), 1), left < 0)
        for n, left in enumerate(lefts, 1)
    )
    points = [(place(n), height_of(amount)) for n, amount in enumerate([worked.opening, *cash])]
    return Drawn(bars, width, zero, " ".join(f"{x},{y}" for x, y in points))
