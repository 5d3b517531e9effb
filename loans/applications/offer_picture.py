"""The picture of an offer: a bar for each instalment; below them, hanging, the parts in which the loan comes. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from loans.drawing import Drawn
from loans.schedule import Instalment

PICTURE_HEIGHT: Final = 100
PARTS_HEIGHT: Final = 40
_GAP: Final = 6  # between the instalments and the parts
_SLOT: Final = 10  # the width of a bar with its gap, in units of the picture


@dataclass(frozen=True)
class Bar:
    """One payment in the picture: units from its own left edge and from the top."""

    x: int
    top: int
    principal: int
    interest: int
    split: int


@dataclass(frozen=True)
class PartBar:
    """One part that is received."""

    x: int
    top: int
    height: int


@dataclass(frozen=True)
class OfferPicture:
    """Its size in units, its bars from the first payment on; `parts` is empty for a loan that is paid out at once."""

    width: int
    height: int
    bars: Sequence[Bar]
    parts: Sequence[PartBar]


def draw(rows: Sequence[Instalment], parts: Sequence[Drawn], *, rtl: bool) -> OfferPicture:
    """The first bar stands where the language begins to read; a part in the place before the instalment it precedes."""
    # with parts, one place more: before the first instalment
    ahead = 1 if parts else 0
    count = len(rows) + ahead
    bars = [_bar(_x(place, count, rtl=rtl), row, rows) for place, row in enumerate(rows, start=ahead)]
    height = PICTURE_HEIGHT + (_GAP + PARTS_HEIGHT if parts else 0)
    return OfferPicture(_SLOT * count, height, bars, _parts(rows, parts, count, rtl=rtl))


def _x(place: int, count: int, *, rtl: bool) -> int:
    return (count - 1 - place if rtl else place) * _SLOT + 1


def _bar(x: int, row: Instalment, rows: Sequence[Instalment]) -> Bar:
    most = max(row.amount for row in rows)
    whole = round(PICTURE_HEIGHT * row.amount / most)
    principal = round(PICTURE_HEIGHT * row.principal / most)
    return Bar(x, PICTURE_HEIGHT - whole, principal, whole - principal, PICTURE_HEIGHT - principal)


def _parts(rows: Sequence[Instalment], parts: Sequence[Drawn], count: int, *, rtl: bool) -> list[PartBar]:
    """Two in one period stand on each other."""
    if not parts:
        return []
    places: dict[int, list[Drawn]] = {}
    for part in parts:
        places.setdefault(sum(row.nominal <= part.on for row in rows), []).append(part)
    most = max(sum(part.amount for part in held) for held in places.values())
    found = []
    for place, held in places.items():
        top = PICTURE_HEIGHT + _GAP
        for part in held:
            height = round(PARTS_HEIGHT * part.amount / most)
            found.append(PartBar(_x(place, count, rtl=rtl), top, max(height - (1 if len(held) > 1 else 0), 1)))
            top += height
    return found
