"""The boxes of an MPEG-4 file: whether it is a sound, how long it plays, and the same without what tells. Pure."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

# Boxes that hold others.
_HOLD: Final = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"mvex", b"moof", b"traf"})
# Place, names, pictures and what programs write about people.
_TELLING: Final = frozenset({b"udta", b"meta", b"uuid"})
_PLAYED: Final = frozenset({b"mp4a", b"Opus"})  # AAC and Opus; old phones write AMR, which no browser plays


@dataclass(frozen=True)
class Found:
    is_sound: bool
    is_film: bool
    seconds: float
    content: bytes


def read(content: bytes) -> Found:
    """What is in a file; `ValueError` when its boxes do not fit into one another."""
    tracks: set[bytes] = set()
    codecs: set[bytes] = set()
    scale = length = usual = each = pieces = 0
    cleaned = bytearray(content)
    for name, start, end in _boxes(content, 0, len(content)):
        if name == b"hdlr":
            tracks.add(content[start + 8 : start + 12])
        elif name == b"stsd":
            codecs.add(content[start + 12 : start + 16])
        elif name == b"mdhd":
            scale, length = _length(content, start)
        elif name == b"trex":
            usual = struct.unpack_from(">I", content, start + 12)[0]
        elif name == b"tfhd":
            each = _usual(content, start) or usual
        elif name == b"trun":  # a piece of a recording that was written while it was made
            pieces += _piece(content, start, each)
        elif name in _TELLING:
            cleaned[start:end] = bytes(end - start)  # the same size, so that nothing behind it moves
    seconds = max(length, pieces) / scale if scale else 0.0
    is_film = b"vide" in tracks
    is_sound = b"soun" in tracks and not is_film and bool(codecs & _PLAYED)
    return Found(is_sound, is_film, seconds, bytes(cleaned))


def _boxes(content: bytes, place: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """(name, begin and end of what it holds) of each box, from outside to inside."""
    while place + 8 <= end:
        size, head = int.from_bytes(content[place : place + 4], "big"), 8
        name = content[place + 4 : place + 8]
        if size == 1:
            size, head = int.from_bytes(content[place + 8 : place + 16], "big"), 16
        close = end if size == 0 else place + size
        if close > end or close < place + head:
            raise ValueError(name)
        yield name, place + head, close
        if name in _HOLD:
            yield from _boxes(content, place + head, close)
        place = close


def _length(content: bytes, start: int) -> tuple[int, int]:
    """Ticks a second, and ticks of the whole, of a track."""
    if content[start] == 1:
        scale, length = struct.unpack_from(">IQ", content, start + 20)
    else:
        scale, length = struct.unpack_from(">II", content, start + 12)
    unknown = length in (0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF)
    return scale, 0 if unknown else length


def _usual(content: bytes, start: int) -> int:
    """Ticks of each sample of a piece, 0 where its head (tfhd) does not say."""
    flags = int.from_bytes(content[start + 1 : start + 4], "big")
    before = 8 + 8 * bool(flags & 1) + 4 * bool(flags & 2)
    return int(struct.unpack_from(">I", content, start + before)[0]) if flags & 8 else 0


def _piece(content: bytes, start: int, each: int) -> int:
    """Ticks of a piece (trun): so many samples, each with its own length or the usual one."""
    flags, count = struct.unpack_from(">II", content, start)
    if not flags & 0x100:
        return int(count) * each
    place = start + 8 + 4 * bool(flags & 1) + 4 * bool(flags & 4)
    width = 4 * sum(bool(flags & bit) for bit in (0x100, 0x200, 0x400, 0x800))
    return sum(struct.unpack_from(">I", content, place + width * number)[0] for number in range(count))
