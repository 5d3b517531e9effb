"""PDFs: pages copied into a new document, without what runs, what is attached and what tells who made it."""

import io
import re
from typing import Final

import pikepdf
from PIL import Image

from portal.files import pictures
from portal.files.rewriting import Rewritten, Unreadable
from portal.files.sniff import FileKind

MOST_PAGES: Final = 60
# What a page needs to be seen. Actions, notes, links, thumbnails and their like are not among it.
_OF_A_PAGE: Final = frozenset(
    {"/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/Contents", "/UserUnit", "/Group"}
)
# What a stream may carry beside its picture or text.
_BESIDE: Final = ("/Metadata", "/PieceInfo", "/AF", "/OPI", "/Ref", "/LastModified", "/AA", "/EF")
_SCAN: Final = 0xDA  # where the picture of a JPEG itself begins
# Segments of a JPEG that tell of the camera and the place: APP1, APP3 to APP13, APP15 and comments.
_TELLING: Final = frozenset({0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE})


def rewrite(original: bytes) -> Rewritten:
    """The same pages in a new document. What was typed into a form's fields becomes part of its page."""
    try:
        with pikepdf.open(io.BytesIO(original)) as source, pikepdf.new() as ours:
            if source.is_encrypted:
                raise Unreadable("locked")
            if not 0 < len(source.pages) <= MOST_PAGES:
                raise Unreadable("many_pages" if len(source.pages) else "broken")
            _flatten(source)
            for page in source.pages:
                _bare_page(page)
            ours.pages.extend(source.pages)
            _bare_streams(ours)
            kept = io.BytesIO()
            ours.save(kept, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
            return Rewritten(FileKind.PDF, kept.getvalue(), _preview(ours), pages=len(ours.pages))
    except pikepdf.PasswordError as problem:
        raise Unreadable("locked") from problem
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, AttributeError, RuntimeError, OSError) as problem:
        raise Unreadable("broken") from problem


def _flatten(source: pikepdf.Pdf) -> None:
    """Draw what stands in the fields of a form into its pages; a field without a drawing of its own gets one."""
    if "/AcroForm" in source.Root:
        fields = [note for page in source.pages for note in page.obj.get("/Annots", []) if "/FT" in note]
        if any("/AP" not in field for field in fields):
            source.Root.AcroForm.NeedAppearances = True
        source.generate_appearance_streams()
        source.flatten_annotations("screen")
        if "/AcroForm" in source.Root:  # fields that are drawn nowhere
            del source.Root.AcroForm


def _bare_page(page: pikepdf.Page) -> None:
    for key in [key for key in page.obj.keys() if key not in _OF_A_PAGE]:  # noqa: SIM118 - a PDF's dictionary iterates otherwise
        del page.obj[key]


def _bare_streams(pdf: pikepdf.Pdf) -> None:
    for each in pdf.objects:
        if not isinstance(each, pikepdf.Stream):
            continue
        for key in _BESIDE:
            if key in each:
                del each[key]
        if each.get("/Filter") == pikepdf.Name.DCTDecode:
            each.write(without_telling(each.read_raw_bytes()), filter=pikepdf.Name.DCTDecode)


def without_telling(jpeg: bytes) -> bytes:
    """A JPEG without the segments that tell of camera, place and program; its picture is left byte for byte."""
    kept, place = bytearray(jpeg[:2]), 2
    while (mark := re.match(rb"\xff+([^\x00\xff])", jpeg[place : place + 16], re.DOTALL)) is not None:
        code = mark[1][0]
        if code == _SCAN:
            break
        size = mark.end() + int.from_bytes(jpeg[place + mark.end() : place + mark.end() + 2], "big")
        if code not in _TELLING:
            kept += jpeg[place : place + size]
        place += size
    return bytes(kept + jpeg[place:])


def _preview(pdf: pikepdf.Pdf) -> bytes:
    """Of a scan, its first page is one picture; of anything else none is drawn."""
    try:
        found = list(pdf.pages[0].get_images().values())
        if len(found) != 1 or not isinstance(found[0], pikepdf.Stream):
            return b""
        if int(found[0].Width) * int(found[0].Height) > pictures.MOST_PIXELS:
            return b""
        picture = pikepdf.PdfImage(found[0]).as_pil_image()
        return pictures.preview(picture.rotate(-int(pdf.pages[0].get("/Rotate", 0)), expand=True))
    except (pikepdf.PdfError, Image.DecompressionBombError, ValueError, KeyError, TypeError, OSError, RuntimeError):
        return b""
    except (NotImplementedError, AttributeError, pikepdf.DependencyError, pikepdf.UnsupportedImageTypeError):
        return b""
