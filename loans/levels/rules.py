"""The level at which a loan is decided: by amount, raised by exceptions. Pure.

Levels are whole numbers, 1 the lowest; each may decide on what a lower one may.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

LOWEST: Final = 1
HIGHEST: Final = 3


@dataclass(frozen=True)
class Needed:
    """The level, and why: `passed` is the limit (euros) that the amount is above, `raised_by` the exceptions (codes)
    that ask for more than the amount does.
    """

    level: int
    passed: Decimal | None = None
    raised_by: tuple[str, ...] = ()


def needed(
    amount: Decimal, *, limits: Mapping[int, Decimal], raises: Mapping[str, int], exceptions: Iterable[str]
) -> Needed:
    """`limits`: level → the most it lends by itself, in euros; a level that is not there has no limit.

    `raises`: exception → the level it asks for at least; one that is not there asks for none.
    """
    by_amount, passed = LOWEST, None
    while by_amount < HIGHEST and by_amount in limits and amount > limits[by_amount]:
        passed, by_amount = limits[by_amount], by_amount + 1
    asked = {code: raises[code] for code in exceptions if raises.get(code, LOWEST) > by_amount}
    level = max([by_amount, *asked.values()])
    return Needed(level, passed, tuple(code for code in asked if asked[code] == level))
