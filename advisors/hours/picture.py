"""A week of an advisor as a picture: a column a day, boxes for her hours and for what is taken. Numbers only; pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import time
from math import ceil
from typing import Final

GUTTER: Final = 52  # for the hours at the side
COLUMN: Final = 92
HEAD: Final = 26
HOUR: Final = 34
_INSET: Final = {"taken": 14}


@dataclass(frozen=True)
class Block:
    """A time of one day (0 is Monday); `kind` is open, drop_in, taken, busy or closed."""

    day: int
    begins: time
    ends: time
    kind: str


@dataclass(frozen=True)
class Box:
    x: int
    y: int
    width: int
    height: int
    kind: str


@dataclass(frozen=True)
class Line:
    """An hour of the clock, at its height."""

    hour: int
    y: int


@dataclass(frozen=True)
class Drawn:
    """`heads` are the middles of the seven columns; `gutter` is where the hours are written."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    heads: tuple[int, ...]
    gutter: int
    width: int
    height: int


def draw(blocks: Collection[Block], *, mirrored: bool) -> Drawn:
    """The days run the way the language is read: `mirrored` from right to left."""
    open_ones = [one for one in blocks if one.kind != "closed"]
    first = min([one.begins.hour for one in open_ones], default=9)
    last = max([ceil(_hours(one.ends)) for one in open_ones], default=17)
    width = GUTTER + 7 * COLUMN

    def left(day: int) -> int:
        x = GUTTER + day * COLUMN
        return width - x - COLUMN if mirrored else x

    def height_of(at: time) -> int:
        return HEAD + round((min(max(_hours(at), first), last) - first) * HOUR)

    def box(one: Block) -> Box:
        inset = _INSET.get(one.kind, 3)
        top = height_of(one.begins)
        return Box(left(one.day) + inset, top, COLUMN - 2 * inset, max(height_of(one.ends) - top - 1, 2), one.kind)

    return Drawn(
        boxes=tuple(box(one) for one in blocks),
        lines=tuple(Line(hour, HEAD + (hour - first) * HOUR) for hour in range(first, last + 1)),
        heads=tuple(left(day) + COLUMN // 2 for day in range(7)),
        gutter=width - GUTTER // 2 if mirrored else GUTTER // 2,
        width=width,
        height=HEAD + (last - first) * HOUR + 12,
    )


def _hours(at: time) -> float:
    return 24.0 if at == time.max else at.hour + at.minute / 60
