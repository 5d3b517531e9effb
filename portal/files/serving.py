"""Handing out a file that a stranger sent: as what it was found to be, seen by nobody else, kept nowhere."""

from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpResponse

from portal.files.rewriting import CONTENT_TYPES
from portal.files.sniff import FileKind

_ENDINGS = {FileKind.JPEG: "jpg", FileKind.PNG: "png", FileKind.PDF: "pdf"}


def serve(field: FieldFile, kind: str, *, name: str) -> HttpResponse:
    """The file for a browser's window, under a name of ours (ASCII) when it is saved. `Http404` when it is gone."""
    found = FileKind(kind)
    try:
        with field.open("rb") as opened:
            content = opened.read()
    except (FileNotFoundError, ValueError) as gone:
        raise Http404 from gone
    answer = HttpResponse(content, content_type=CONTENT_TYPES[found])
    answer["Content-Disposition"] = f'inline; filename="{name}.{_ENDINGS[found]}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    if found != FileKind.PDF:  # browsers show a PDF by a program of their own, which a sandbox would keep out
        answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
