"""Who stands for whom, as a picture: guarantors on one side, borrowers on the other, a line for each. Pure.

All lengths are units of the picture, `WIDTH` wide: narrow enough to be read on a phone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

WIDTH: Final = 340
_BOX: Final = 136
_HEIGHT: Final = 46
_STEP: Final = 58
_LONGEST: Final = 19  # signs of a line that fit in a box
_THIN, _THICK = 1.5, 6.0


@dataclass(frozen=True)
class Label:
    """A box to draw: `title` a name, `note` what stands below it, `kind` its look."""

    key: str
    title: str
    note: str
    kind: str


@dataclass(frozen=True)
class Tie:
    """`guarantor` stands for `borrower` (keys of labels); `euros` 0 for one that covers no money."""

    guarantor: str
    borrower: str
    euros: Decimal
    firm: bool


@dataclass(frozen=True)
class Box:
    x: int
    y: int
    middle: int
    title: str
    note: str
    kind: str

    @property
    def title_y(self) -> int:
        return self.y + 19

    @property
    def note_y(self) -> int:
        return self.y + 36


@dataclass(frozen=True)
class Line:
    x1: int
    y1: int
    x2: int
    y2: int
    width: str
    kind: str


@dataclass(frozen=True)
class Picture:
    width: int
    height: int
    box_width: int
    box_height: int
    boxes: list[Box]
    lines: list[Line]


def draw(guarantors: Sequence[Label], borrowers: Sequence[Label], ties: Sequence[Tie], *, rtl: bool = False) -> Picture:
    """Guarantors at the side where reading begins. The thicker a line, the more euros."""
    far = WIDTH - _BOX
    begin, end = (far, 0) if rtl else (0, far)
    rows = max(len(guarantors), len(borrowers), 1)
    left = {each.key: _box(each, begin, place, rows, len(guarantors)) for place, each in enumerate(guarantors)}
    right = {each.key: _box(each, end, place, rows, len(borrowers)) for place, each in enumerate(borrowers)}
    most = max((tie.euros for tie in ties), default=Decimal(0))
    lines = [_line(left[tie.guarantor], right[tie.borrower], tie, most, rtl=rtl) for tie in ties]
    height = rows * _STEP - (_STEP - _HEIGHT) + 4
    return Picture(WIDTH, height, _BOX, _HEIGHT, [*left.values(), *right.values()], lines)


def _box(label: Label, x: int, place: int, rows: int, count: int) -> Box:
    y = 2 + place * _STEP + (rows - count) * _STEP // 2
    return Box(x, y, x + _BOX // 2, _cut(label.title), _cut(label.note), label.kind)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _line(start: Box, end: Box, tie: Tie, most: Decimal, *, rtl: bool) -> Line:
    part = float(tie.euros / most) if most else 0.0
    width = _THIN + (_THICK - _THIN) * part
    kind = ("money" if tie.euros else "moral") + ("" if tie.firm else " asked")
    x1, x2 = (start.x, end.x + _BOX) if rtl else (start.x + _BOX, end.x)
    return Line(x1, start.y + _HEIGHT // 2, x2, end.y + _HEIGHT // 2, f"{width:.1f}", kind)
