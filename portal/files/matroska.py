"""The elements of a WebM file: whether it is a sound, and how long it plays. Pure.

Browsers write such files while they record: the length of the whole, and of its parts, is not known then. So what
holds others is only stepped into, and its own size is not asked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_SEGMENT, _TRACKS, _TRACK, _CLUSTER, _GROUP, _INFO = 0x18538067, 0x1654AE6B, 0xAE, 0x1F43B675, 0xA0, 0x1549A966
_HOLD: Final = frozenset({0x1A45DFA3, _SEGMENT, _TRACKS, _TRACK, _CLUSTER, _GROUP, _INFO})
_DOCUMENT_TYPE, _TRACK_TYPE, _SCALE, _CLUSTER_TIME, _BLOCK, _SIMPLE_BLOCK = 0x4282, 0x83, 0x2AD7B1, 0xE7, 0xA1, 0xA3
_FILM, _SOUND = 1, 2
_WIDEST: Final = 8  # bytes
_NANOSECONDS: Final = 1_000_000_000


@dataclass(frozen=True)
class Found:
    is_sound: bool
    is_film: bool
    seconds: float


def read(content: bytes) -> Found:
    """What is in a file; a file that ends within an element is read as far as it goes."""
    kind, scale, cluster, last = b"", 1_000_000, 0, 0
    tracks: set[int] = set()
    for name, start, end in _elements(content):
        body = content[start:end]
        if name == _DOCUMENT_TYPE:
            kind = body.rstrip(b"\x00")
        elif name == _TRACK_TYPE:
            tracks.add(int.from_bytes(body, "big"))
        elif name == _SCALE:
            scale = int.from_bytes(body, "big")
        elif name == _CLUSTER_TIME:
            cluster = int.from_bytes(body, "big")
        elif name in (_BLOCK, _SIMPLE_BLOCK):
            _track, width = _number(content, start)
            within = int.from_bytes(content[start + width : start + width + 2], "big", signed=True)
            last = max(last, cluster + within)
    is_sound = kind in (b"webm", b"matroska") and _SOUND in tracks and _FILM not in tracks
    return Found(is_sound, _FILM in tracks, last * scale / _NANOSECONDS)


def _elements(content: bytes) -> Iterator[tuple[int, int, int]]:
    """(name, begin, end) of each element that holds no others, in the order of the file."""
    place = 0
    while place < len(content):
        name, width = _number(content, place, keep_mark=True)
        size, more = _number(content, place + width)
        start = place + width + more
        if name in _HOLD:
            place = start
            continue
        if size == (1 << 7 * more) - 1:
            raise ValueError(name)  # only what holds others may leave its size open
        yield name, start, min(start + size, len(content))
        place = start + size


def _number(content: bytes, place: int, *, keep_mark: bool = False) -> tuple[int, int]:
    """A number of one to eight bytes, as many as its first zero bits say, and its width."""
    first = content[place]
    width = 9 - first.bit_length()
    if width > _WIDEST or place + width > len(content):
        raise ValueError(place)
    value = int.from_bytes(content[place : place + width], "big")
    return (value if keep_mark else value & ((1 << 7 * width) - 1)), width
