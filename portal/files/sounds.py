"""Recordings: what a file is and how long it plays, told from its contents and never from its name. Pure.

What comes back is the same sound without the tags that tell of people and places, where these can be left out.
"""

import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from portal.files import matroska, mpeg4


class SoundKind(StrEnum):
    """What browsers and phones record, and what they all can play."""

    MP3 = "mp3"
    M4A = "m4a"
    OGG = "ogg"
    WAV = "wav"
    WEBM = "webm"


CONTENT_TYPES: Final = {
    SoundKind.MP3: "audio/mpeg",
    SoundKind.M4A: "audio/mp4",
    SoundKind.OGG: "audio/ogg",
    SoundKind.WAV: "audio/wav",
    SoundKind.WEBM: "audio/webm",
}
_OPUS_RATE: Final = 48000
# Kilobits a second of a frame of MPEG audio, layer III, by its number: of version 1, and of 2 and 2.5.
_RATES: Final = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_VERSION_1: Final = 3
_SAMPLES: Final = {_VERSION_1: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_FRAME: Final = re.compile(rb"\xff([\xe2\xe3\xf2\xf3\xfa\xfb])(.).", re.DOTALL)
_WAV_CODECS: Final = frozenset({1, 3, 6, 7, 0xFFFE})  # samples as they are, or by a law of telephony
_FEWEST_FRAMES: Final = 3  # fewer are found in anything


class NotASound(Exception):
    """`code` is `kind` (something else), `film` (it has pictures) or `broken`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Sound:
    """A recording of ours. `seconds` is what its container says, 0 where it says nothing."""

    kind: SoundKind
    seconds: float
    content: bytes


def listen(content: bytes) -> Sound:
    """The recording in a file; `NotASound` when there is none."""
    for begins, read in _READERS:
        if begins(content[:12]):
            try:
                return read(content)
            except (struct.error, IndexError, ValueError, ZeroDivisionError) as problem:
                raise NotASound("broken") from problem
    raise NotASound("kind")


def _mp3(content: bytes) -> Sound:
    """The frames alone: the tags before and behind them are left out."""
    place = begin = _after_tag(content)
    frames, seconds = 0, 0.0
    while (frame := _frame(content[place : place + 4])) is not None and place + frame[0] <= len(content):
        place, frames, seconds = place + frame[0], frames + 1, seconds + frame[1]
    if frames < _FEWEST_FRAMES:
        raise NotASound("broken" if content.startswith(b"ID3") else "kind")
    return Sound(SoundKind.MP3, seconds, content[begin:place])


def _after_tag(content: bytes) -> int:
    """Where the sound begins behind a tag of names and pictures (ID3), whose length has seven bits a byte."""
    if not content.startswith(b"ID3"):
        return 0
    one, two, three, four = content[6:10]
    return 10 + (one << 21 | two << 14 | three << 7 | four)


def _frame(head: bytes) -> tuple[int, float] | None:
    """The bytes and seconds of a frame; None where none begins."""
    begun = _FRAME.match(head)
    if begun is None:
        return None
    version, rate, sampling = begun[1][0] >> 3 & 3, begun[2][0] >> 4, begun[2][0] >> 2 & 3
    if version not in _SAMPLES or not 0 < rate < len(_RATES[True]) or sampling >= len(_SAMPLES[version]):
        return None
    first = version == _VERSION_1
    samples, bits, whole = _SAMPLES[version][sampling], _RATES[first][rate] * 1000, 1152 if first else 576
    return whole // 8 * bits // samples + (begun[2][0] >> 1 & 1), whole / samples


def _wav(content: bytes) -> Sound:
    """Written anew from its format and its samples."""
    form, samples, place = b"", b"", 12
    while place + 8 <= len(content):
        name, size = content[place : place + 4], int.from_bytes(content[place + 4 : place + 8], "little")
        body = content[place + 8 : place + 8 + size]
        form, samples = (body, samples) if name == b"fmt " else (form, body if name == b"data" else samples)
        place += 8 + size + size % 2
    if not samples:
        raise NotASound("broken")
    codec, bytes_a_second = struct.unpack_from("<H6xI", form)
    if codec not in _WAV_CODECS:
        raise NotASound("kind")
    seconds = len(samples) / bytes_a_second
    inner = b"WAVE" + _chunk(b"fmt ", form) + _chunk(b"data", samples)
    return Sound(SoundKind.WAV, seconds, _chunk(b"RIFF", inner))


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\x00" * (len(body) % 2)


def _ogg(content: bytes) -> Sound:
    """Vorbis or Opus. Each page says how many samples have been heard at its end."""
    rate = heard = place = 0
    while content[place : place + 4] == b"OggS":
        first, ends, lengths = content[place + 5] & 2, content[place + 6 : place + 14], content[place + 26]
        body = place + 27 + lengths
        if first:
            rate = _ogg_rate(content[body : body + 20])
        told = int.from_bytes(ends, "little", signed=True)
        heard = max(heard, told)
        place = body + sum(content[place + 27 : body])
    if place > len(content) or not rate:
        raise NotASound("broken")
    return Sound(SoundKind.OGG, heard / rate, content[:place])


def _ogg_rate(head: bytes) -> int:
    """Samples a second of a stream, by its first bytes."""
    if head.startswith(b"OpusHead"):
        return _OPUS_RATE
    if head.startswith(b"\x01vorbis"):
        return int(struct.unpack_from("<I", head, 12)[0])
    raise NotASound("film" if head.startswith(b"\x80theora") else "kind")


def _m4a(content: bytes) -> Sound:
    found = mpeg4.read(content)
    if not found.is_sound:
        raise NotASound("film" if found.is_film else "kind")
    return Sound(SoundKind.M4A, found.seconds, found.content)


def _webm(content: bytes) -> Sound:
    found = matroska.read(content)
    if not found.is_sound:
        raise NotASound("film" if found.is_film else "kind")
    return Sound(SoundKind.WEBM, found.seconds, content)


_READERS: Final[tuple[tuple[Callable[[bytes], bool], Callable[[bytes], Sound]], ...]] = (
    (lambda head: head.startswith(b"RIFF") and head[8:12] == b"WAVE", _wav),
    (lambda head: head.startswith(b"OggS"), _ogg),
    (lambda head: head[4:8] == b"ftyp", _m4a),
    (lambda head: head.startswith(b"\x1aE\xdf\xa3"), _webm),
    (lambda head: head.startswith(b"ID3") or head[:1] == b"\xff", _mp3),
)
