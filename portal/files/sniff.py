"""What a file is, told from its first bytes and never from its name. Pure."""

from enum import StrEnum
from typing import Final


class FileKind(StrEnum):
    """What is accepted first, then what is recognised so that the refusal can name it."""

    JPEG = "jpeg"
    PNG = "png"
    HEIC = "heic"
    PDF = "pdf"
    WORD = "word"
    SHEET = "sheet"
    ARCHIVE = "archive"
    VIDEO = "video"
    SOUND = "sound"
    PICTURE = "picture"  # GIF, WebP, BMP, TIFF, AVIF: pictures, but none that we open
    PROGRAM = "program"
    PAGE = "page"  # HTML, SVG
    UNKNOWN = "unknown"


ACCEPTED: Final = (FileKind.JPEG, FileKind.PNG, FileKind.HEIC, FileKind.PDF)
HEAD: Final = 4096  # so many first bytes are enough

_STARTS: Final[tuple[tuple[bytes, FileKind], ...]] = (
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"%PDF-", FileKind.PDF),
    (b"GIF8", FileKind.PICTURE),
    (b"BM", FileKind.PICTURE),
    (b"II*\x00", FileKind.PICTURE),
    (b"MM\x00*", FileKind.PICTURE),
    (b"MZ", FileKind.PROGRAM),
    (b"\x7fELF", FileKind.PROGRAM),
    (b"#!", FileKind.PROGRAM),
    (b"{\\rtf", FileKind.WORD),
    (b"Rar!", FileKind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", FileKind.ARCHIVE),
    (b"\x1f\x8b", FileKind.ARCHIVE),
    (b"\x1aE\xdf\xa3", FileKind.VIDEO),
    (b"OggS", FileKind.SOUND),
    (b"ID3", FileKind.SOUND),
)
_HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})


def sniff(head: bytes) -> FileKind:
    """The kind of a file by its first `HEAD` bytes.

    A PDF begins with its mark here, though readers look for it in the first kilobyte: what hides it behind
    something else is not taken for one.
    """
    begun = next((kind for start, kind in _STARTS if head.startswith(start)), None)
    if begun is not None:
        return begun
    if head.startswith(b"PK"):
        return _packed(head)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return FileKind.SHEET if "Workbook".encode("utf-16-le") in head else FileKind.WORD
    if head[4:8] == b"ftyp":
        return _boxed(head)
    if head.startswith(b"RIFF"):
        return {b"WEBP": FileKind.PICTURE, b"AVI ": FileKind.VIDEO}.get(head[8:12], FileKind.SOUND)
    is_page = head.lstrip().lower().startswith((b"<!doctype html", b"<html", b"<svg", b"<?xml", b"<script"))
    return FileKind.PAGE if is_page else FileKind.UNKNOWN


def _packed(head: bytes) -> FileKind:
    """What comes as a ZIP: documents of office programs name their parts at the beginning."""
    if b"word/" in head or b"opendocument.text" in head:
        return FileKind.WORD
    if b"xl/" in head or b"opendocument.spreadsheet" in head:
        return FileKind.SHEET
    return FileKind.WORD if b"[Content_Types].xml" in head else FileKind.ARCHIVE


def _boxed(head: bytes) -> FileKind:
    """Pictures of phones and films share one container; the brands tell them apart."""
    size = int.from_bytes(head[:4], "big")
    brands = {head[8:12], *(head[place : place + 4] for place in range(16, min(size, 128), 4))}
    if brands & {b"avif", b"avis"}:
        return FileKind.PICTURE
    return FileKind.HEIC if brands & _HEIC_BRANDS else FileKind.VIDEO
