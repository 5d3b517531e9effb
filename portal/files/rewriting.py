"""A file that a stranger sent becomes one of ours: opened, and written anew without anything but what is seen.

Nothing of the original is copied as it stands, so that position, names of programs, scripts, and a second file
hidden in the first are gone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from portal.files.sniff import ACCEPTED, FileKind, sniff

CONTENT_TYPES: Final = {
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.PDF: "application/pdf",
}


class Unreadable(Exception):
    """The file cannot become one of ours: `code` is `broken`, `locked`, `large_picture`, `many_pages` or `kind`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Rewritten:
    """A file of ours. `preview` is a small JPEG, or nothing where none could be made; sizes in pixels, 0 for a PDF."""

    kind: FileKind
    content: bytes
    preview: bytes
    pages: int = 1
    width: int = 0
    height: int = 0


def rewrite(original: bytes) -> Rewritten:
    """Open and write anew; `Unreadable` when that cannot be done."""
    from portal.files import pdfs, pictures  # noqa: PLC0415 - heavy libraries, which only the workers need

    kind = sniff(original)
    if kind not in ACCEPTED:
        raise Unreadable("kind")
    writer: Callable[[bytes], Rewritten] = pdfs.rewrite if kind == FileKind.PDF else pictures.rewrite
    return writer(original)
