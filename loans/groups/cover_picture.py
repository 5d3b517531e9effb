"""Who stands for whom in a group, as a picture: members on a circle, an arrow from each who stands. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Final

_SIZE: Final = 360  # of the square, in its own units
_RADIUS: Final = 120
_NODE: Final = 20
_BEND: Final = 22  # how far an arrow leaves the straight line, so that A for B and B for A stay apart


@dataclass(frozen=True)
class Node:
    """A member: the centre of her circle, and her number in the table."""

    x: int
    y: int
    number: int


@dataclass(frozen=True)
class Arrow:
    """From who stands to the borrower: a path of SVG; `asked` while it is not in force."""

    path: str
    asked: bool


@dataclass(frozen=True)
class Picture:
    size: int
    radius: int
    nodes: list[Node]
    arrows: list[Arrow]


def picture(numbers: Sequence[int], ties: Sequence[tuple[int, int, bool]]) -> Picture:
    """`numbers` of the members, in the order round the circle; `ties`: from, to, and whether it is only asked for."""
    turn = 2 * pi / max(len(numbers), 1)
    places = {
        number: (_SIZE / 2 + _RADIUS * sin(turn * place), _SIZE / 2 - _RADIUS * cos(turn * place))
        for place, number in enumerate(numbers)
    }
    nodes = [Node(round(x), round(y), number) for number, (x, y) in places.items()]
    return Picture(_SIZE, _NODE, nodes, [Arrow(_path(places[a], places[b]), asked) for a, b, asked in ties])


def _path(start: tuple[float, float], end: tuple[float, float]) -> str:
    across, down = end[0] - start[0], end[1] - start[1]
    length = (across**2 + down**2) ** 0.5 or 1.0
    ux, uy = across / length, down / length
    begin = start[0] + ux * (_NODE + 2), start[1] + uy * (_NODE + 2)
    tip = end[0] - ux * (_NODE + 8), end[1] - uy * (_NODE + 8)
    middle = (start[0] + end[0]) / 2 - uy * _BEND, (start[1] + end[1]) / 2 + ux * _BEND
    return f"M{begin[0]:.0f} {begin[1]:.0f} Q{middle[0]:.0f} {middle[1]:.0f} {tip[0]:.0f} {tip[1]:.0f}"
