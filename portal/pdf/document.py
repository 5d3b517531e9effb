"""
What a document on paper holds, as data: whoever makes one names its blocks, `typeset` draws them. Pure.

All words come ready in the document's language; they are text and nothing else, so that what somebody typed can
hold any sign. An amount, an IBAN or a phone number goes through `ltr`, so that it reads left to right everywhere.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from portal.language.registry import BY_CODE

# Unicode's own signs for "left to right, whatever stands around it" and its end; other marks within are not needed.
_OPEN: Final = "\u2066"
_CLOSE: Final = "\u2069"
_MARKS: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROLS: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_ISOLATED: Final = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")


def ltr(text: str) -> str:
    """The text as an island that is read left to right; stands alone or within a sentence."""
    return f"{_OPEN}{_MARKS.sub('', text)}{_CLOSE}"


@dataclass(frozen=True)
class Heading:
    text: str


@dataclass(frozen=True)
class Paragraph:
    """`soft`: smaller and grey, for what explains."""

    text: str
    soft: bool = False


@dataclass(frozen=True)
class Notice:
    """A frame that is not to be overlooked: a title and its sentences."""

    title: str
    lines: Sequence[str]


@dataclass(frozen=True)
class Facts:
    """Labels with their values."""

    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Table:
    """Columns by their heads; those named in `numbers` (from 0) stand at the end. The head is repeated on each page.

    `foot` are the last rows, in bold: totals.
    """

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    foot: Sequence[Sequence[str]] = ()
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Picture:
    """An SVG made by the portal; `alt` says in words what it shows, `height` in millimetres."""

    svg: str
    alt: str
    height: int = 60


@dataclass(frozen=True)
class NewPage:
    """What follows begins on a page of its own."""


Block = Heading | Paragraph | Notice | Facts | Table | Picture | NewPage


@dataclass(frozen=True)
class Document:
    """A document in one interface language, and perhaps `parts` in others.

    `page` reads "Page {page} of {pages}"; `day` is in words.
    """

    language: str
    title: str
    institution: str
    day: str
    page: str
    blocks: Sequence[Block]
    subtitle: str = ""
    wide: bool = False  # the paper lies on its side
    parts: Sequence["Document"] = ()  # what follows in other languages, each on pages of its own

    def as_data(self) -> dict[str, Any]:
        """What the template reads: plain lists and strings."""
        return {
            "language": self.language,
            "bidi": BY_CODE[self.language].bidi,
            "digits": _DIGITS.get(self.language, _WESTERN),
            "title": _clean(self.title),
            "subtitle": _text(self.subtitle),
            "institution": self.institution,
            "day": self.day,
            "page": self.page,
            "wide": self.wide,
            "blocks": [_BLOCKS[type(block)](block) for block in self.blocks],
            "parts": [part.as_data() for part in self.parts],
        }


_WESTERN: Final = "0123456789"
_PERSIAN: Final = "۰۱۲۳۴۵۶۷۸۹"
_DIGITS: Final = {"fa": _PERSIAN, "ps": _PERSIAN}


def _text(text: str) -> list[dict[str, Any]]:
    """Pieces in the order of reading; `_ISOLATED` splits so that every second one is an island."""
    pieces = _ISOLATED.split(_clean(text))
    return [{"text": piece, "ltr": bool(place % 2)} for place, piece in enumerate(pieces) if piece]


def _clean(text: str) -> str:
    return _CONTROLS.sub(" ", text.replace("\r\n", "\n"))


def _row(cells: Sequence[str]) -> list[list[dict[str, Any]]]:
    return [_text(cell) for cell in cells]


_BLOCKS: Final[dict[type[Any], Any]] = {
    Heading: lambda block: {"kind": "heading", "text": _text(block.text)},
    Paragraph: lambda block: {"kind": "paragraph", "text": _text(block.text), "soft": block.soft},
    Notice: lambda block: {"kind": "notice", "title": _text(block.title), "lines": _row(block.lines)},
    Facts: lambda block: {"kind": "facts", "rows": [_row(row) for row in block.rows]},
    Table: lambda block: {
        "kind": "table",
        "head": _row(block.head),
        "rows": [_row(row) for row in block.rows],
        "foot": [_row(row) for row in block.foot],
        "numbers": sorted(block.numbers),
    },
    Picture: lambda block: {"kind": "picture", "svg": block.svg, "alt": _clean(block.alt), "height": block.height},
    NewPage: lambda _block: {"kind": "page"},
}
