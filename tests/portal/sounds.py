"""Recordings as people make them, good and bad, made in memory."""

import io
import struct
import wave


def wav(seconds: float = 1.0, *, hertz: int = 8000) -> bytes:
    kept = io.BytesIO()
    with wave.open(kept, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(hertz)
        made.writeframes(b"\x00\x01" * round(hertz * seconds))
    return kept.getvalue()


def mp3(seconds: float = 1.0, *, tag: bytes = b"") -> bytes:
    """Frames of MPEG 2, layer III, 16 kbit/s at 16 kHz; `tag` stands before them as names do."""
    frame = b"\xff\xf3\x28\xc4" + b"\x00" * 68
    size = len(tag)
    head = b"ID3\x04\x00\x00" + bytes([size >> 21 & 127, size >> 14 & 127, size >> 7 & 127, size & 127])
    return (head + tag if tag else b"") + frame * round(seconds * 16000 / 576)


def ogg(seconds: float = 1.0, *, head: bytes = b"OpusHead\x01\x01\x00\x00\x80\xbb\x00\x00\x00\x00\x00") -> bytes:
    return _page(head, heard=0, kind=2) + _page(b"x" * 60, heard=round(48000 * seconds), kind=4)


def _page(body: bytes, *, heard: int, kind: int) -> bytes:
    return b"OggS\x00" + bytes([kind]) + struct.pack("<q", heard) + b"\x00" * 12 + b"\x01" + bytes([len(body)]) + body


def _box(name: bytes, *inner: bytes) -> bytes:
    body = b"".join(inner)
    return struct.pack(">I", len(body) + 8) + name + body


def m4a(seconds: float = 1.0, *, handler: bytes = b"soun", codec: bytes = b"mp4a", place: bytes = b"") -> bytes:
    """A finished file; `place` is what a phone writes about where it was."""
    length = _box(b"mdhd", b"\x00" * 12 + struct.pack(">II", 1000, round(1000 * seconds)))
    what = _box(b"hdlr", b"\x00" * 8 + handler + b"\x00" * 12)
    how = _box(b"minf", _box(b"stbl", _box(b"stsd", struct.pack(">II", 0, 1), _box(codec, b"\x00" * 28))))
    track = _box(b"trak", _box(b"mdia", length, what, how))
    told = _box(b"udta", _box(b"\xa9xyz", place)) if place else b""
    return _box(b"ftyp", b"M4A \x00\x00\x00\x00") + _box(b"moov", track, told) + _box(b"mdat", b"x" * 80)


def m4a_in_pieces(seconds: float = 1.0) -> bytes:
    """As a browser writes it while it records: the length of the whole is not known, each piece says its own."""
    length = _box(b"mdhd", b"\x00" * 12 + struct.pack(">II", 1000, 0))
    what = _box(b"hdlr", b"\x00" * 8 + b"soun" + b"\x00" * 12)
    how = _box(b"minf", _box(b"stbl", _box(b"stsd", struct.pack(">II", 0, 1), _box(b"mp4a", b"\x00" * 28))))
    usual = _box(b"mvex", _box(b"trex", struct.pack(">IIIIII", 0, 1, 1, 100, 0, 0)))
    moov = _box(b"moov", _box(b"trak", _box(b"mdia", length, what, how)), usual)
    count = round(10 * seconds)
    piece = _box(b"moof", _box(b"traf", _box(b"tfhd", b"\x00" * 8), _box(b"trun", struct.pack(">II", 0, count))))
    return _box(b"ftyp", b"iso5\x00\x00\x00\x00") + moov + piece + _box(b"mdat", b"x" * 80)


def _element(name: bytes, body: bytes) -> bytes:
    return name + bytes([0x40 | len(body) >> 8, len(body) & 255]) + body


def webm(seconds: float = 1.0, *, track: int = 2) -> bytes:
    """As a browser writes it while it records: the sizes of the whole and of its parts are left open."""
    head = _element(b"\x1a\x45\xdf\xa3", _element(b"\x42\x82", b"webm"))
    open_size = b"\x01" + b"\xff" * 7
    tracks = _element(b"\x16\x54\xae\x6b", _element(b"\xae", _element(b"\x83", bytes([track]))))
    last = struct.pack(">I", round(1000 * seconds))
    block = _element(b"\xa3", b"\x81\x00\x00\x80" + b"x" * 40)
    cluster = b"\x1f\x43\xb6\x75" + open_size + _element(b"\xe7", last) + block
    return head + b"\x18\x53\x80\x67" + open_size + tracks + cluster
