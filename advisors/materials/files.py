"""Files of materials: what is taken, told from the contents, and how it is handed out."""

from typing import Final

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from advisors.materials.models import MaterialVersion
from portal.files.rewriting import CONTENT_TYPES
from portal.files.scanners import ScannerAway, scanner
from portal.files.serving import serve
from portal.files.sniff import FileKind, sniff

MOST_BYTES: Final = 10 * 1024 * 1024
# Documents of office programs: a sign within, the ending, the content type.
_OFFICE: Final[dict[str, tuple[bytes, str]]] = {
    "docx": (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "odt": (b"opendocument.text", "application/vnd.oasis.opendocument.text"),
    "ods": (b"opendocument.spreadsheet", "application/vnd.oasis.opendocument.spreadsheet"),
}
_PROGRAMS: Final = (b"vbaProject.bin", b"Basic/script-lc.xml")  # macros: how they are called in both families


def kind_of(content: bytes) -> str:
    """What a file is: `pdf`, `jpeg`, `png`, or the ending of an office document; `ValidationError` for all else."""
    if len(content) > MOST_BYTES:
        raise ValidationError(_("A file has at most 10 MB."))
    kind = sniff(content)
    found = kind.value if kind in CONTENT_TYPES else _office(content)
    if not found:
        raise ValidationError(
            _("Please give a PDF, a picture (JPEG or PNG), or a document of an office program without macros.")
        )
    _scan(content)
    return found


def _office(content: bytes) -> str:
    if not content.startswith(b"PK\x03\x04") or any(sign in content for sign in _PROGRAMS):
        return ""
    return next((ending for ending, (sign, _type) in _OFFICE.items() if sign in content), "")


def _scan(content: bytes) -> None:
    looks = scanner()
    try:
        if looks is not None and looks.is_infected(content):
            raise ValidationError(_("The virus scanner found something in this file."))
    except ScannerAway as away:
        raise ValidationError(_("The file could not be checked for viruses now. Try again later.")) from away


def hand_out(version: MaterialVersion) -> HttpResponseBase:
    """The file of a version, under a name of ours; office documents are always saved, never shown."""
    name = f"{version.material.ref}-{version.language}"
    if version.file_kind not in _OFFICE:
        return serve(version.file, FileKind(version.file_kind), name=name)
    try:
        opened = version.file.open("rb")
    except (FileNotFoundError, ValueError) as gone:
        raise Http404 from gone
    answer = FileResponse(opened, as_attachment=True, filename=f"{name}.{version.file_kind}")
    answer["Content-Type"] = _OFFICE[version.file_kind][1]
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
