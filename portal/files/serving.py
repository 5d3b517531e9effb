"""Handing out a file: as what it was found to be; one that a stranger sent is seen by nobody else and kept nowhere."""

import re

from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse

from portal.files.rewriting import CONTENT_TYPES
from portal.files.sniff import FileKind
from portal.files.sounds import CONTENT_TYPES as SOUND_TYPES
from portal.files.sounds import SoundKind

_FOR_GOOD = "public, max-age=31536000, immutable"
_RANGE = re.compile(r"bytes=(\d{0,12})-(\d{0,12})")
_ENDINGS = {FileKind.JPEG: "jpg", FileKind.PNG: "png", FileKind.PDF: "pdf"}


def serve(field: FieldFile, kind: str, *, name: str) -> HttpResponse:
    """The file for a browser's window, under a name of ours (ASCII) when it is saved. `Http404` when it is gone."""
    found = FileKind(kind)
    content = _content(field)
    answer = HttpResponse(content, content_type=CONTENT_TYPES[found])
    answer["Content-Disposition"] = f'inline; filename="{name}.{_ENDINGS[found]}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    if found != FileKind.PDF:  # browsers show a PDF by a program of their own, which a sandbox would keep out
        answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def serve_sound(request: HttpRequest, field: FieldFile, kind: str, *, name: str, public: bool = False) -> HttpResponse:
    """A recording for a browser's player: the whole, or the part it asks for (some phones play nothing otherwise).

    One that is `public` stands at an address that changes with it, and is kept for good by whoever fetches it.
    """
    found, content = SoundKind(kind), _content(field)
    part = _part(request.headers.get("Range", ""), len(content))
    if part is not None and not part:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{len(content)}"})
    sent = content if part is None else content[part.start : part.stop]
    answer = HttpResponse(sent, content_type=SOUND_TYPES[found], status=200 if part is None else 206)
    if part is not None:
        answer["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{len(content)}"
    answer["Accept-Ranges"] = "bytes"
    answer["Content-Disposition"] = f'inline; filename="{name}.{found.value}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = _FOR_GOOD if public else "private, no-store"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def begins(request: HttpRequest) -> bool:
    """Whether a player asks for the beginning, and not for a part that follows."""
    found = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    return found is None or found[1] in ("", "0")


def _content(field: FieldFile) -> bytes:
    try:
        with field.open("rb") as opened:
            return bytes(opened.read())
    except (FileNotFoundError, ValueError) as gone:
        raise Http404 from gone


def _part(asked: str, size: int) -> range | None:
    """The bytes that a header asks for, empty when there are none such; None for the whole. One part at a time."""
    found = _RANGE.fullmatch(asked.strip())
    if found is None or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:
        return range(max(0, size - int(last)), size)
    return range(int(first), min(size, int(last) + 1 if last else size))
