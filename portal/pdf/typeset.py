"""From a document to its PDF. Quick enough for a request (some hundredths of a second); many at once are a task's."""

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst
from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.language.digits import localize
from portal.pdf.document import Block, Document

FONTS: Final = Path(__file__).parent / "fonts"  # made by bin/fonts.py
_TEMPLATE: Final = (Path(__file__).parent / "document.typ").read_bytes()
_ACCESSIBLE: Final = "ua-1"  # PDF/UA: tagged, so that a screen reader reads it


def paper(*, title: str, blocks: list[Block], subtitle: str = "", wide: bool = False) -> Document:
    """A document of this institution, of today, in the language of the moment."""
    language = get_language() or "en"
    return Document(
        language=language,
        title=title,
        institution=settings.INSTITUTION_NAME,
        day=localize(date_format(timezone.localdate(), "DATE_FORMAT"), language),
        page=_("Page {page} of {pages}"),
        blocks=blocks,
        subtitle=subtitle,
        wide=wide,
    )


def pdf(document: Document) -> bytes:
    """The document as an accessible PDF. A sign that no font has (an emoji) is a box, in a PDF that is tagged only."""
    return pdf_of(document.as_data())


def pdf_of(data: dict[str, Any]) -> bytes:
    """The same from what `Document.as_data` gave, today or years ago."""
    compiler = typst.Compiler(_TEMPLATE, font_paths=_fonts(), sys_inputs=_as_input(data))
    try:
        made = compiler.compile(format="pdf", pdf_standards=[_ACCESSIBLE])
    except typst.TypstError:
        made = compiler.compile(_TEMPLATE, format="pdf")
    return b"".join(_pages(made))


def pictures(document: Document, *, dots: int = 60) -> list[bytes]:
    """Its pages as PNG, `dots` an inch: a preview."""
    compiler = typst.Compiler(_TEMPLATE, font_paths=_fonts(), sys_inputs=_inputs(document))
    return _pages(compiler.compile(format="png", ppi=float(dots)))


def pdf_response(document: Document, name: str) -> HttpResponse:
    """The answer that brings a PDF to the reader, saved as `name` (ASCII, without a person's name)."""
    return attached(pdf(document), name)


def attached(made: bytes, name: str) -> HttpResponse:
    """The same of a PDF that is there already."""
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer


def _inputs(document: Document) -> dict[str, str]:
    return _as_input(document.as_data())


def _as_input(data: dict[str, Any]) -> dict[str, str]:
    return {"document": json.dumps(data, ensure_ascii=False)}


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])


def _pages(made: bytes | list[bytes] | None) -> list[bytes]:
    """One file for all pages, or one a page: Typst gives either."""
    return [made] if isinstance(made, bytes) else made or []
