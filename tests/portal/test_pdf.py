"""PDFs: each language in its direction and script, with every letter there, and what people type is only text."""

import io
import json
from dataclasses import replace
from datetime import date
from typing import Any, Final

import pikepdf
import pytest
import typst
from django.conf import settings
from django.utils import translation
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it has no types
from PIL import Image

from portal.language.registry import CODES
from portal.pdf.document import Document, Facts, Heading, NewPage, Notice, Paragraph, Picture, Table, ltr
from portal.pdf.typeset import _TEMPLATE, FONTS, _fonts, _inputs, paper, pdf, pdf_of, pdf_response, pictures

SVG: Final = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="#123"/></svg>'
# Every letter of each alphabet, and the signs that its texts use.
LETTERS: Final = {
    "en": "The quick brown fox jumps over the lazy dog ‘“–—…·”’ 0123456789 €%",
    "fr": "àâçéèêëîïôœùûüÿ ÀÇÉÈÊŒ « » ’ € % 1 234,50",
    "nl": "áéíóúëïöü ij ÉË € % 1.234,50 ’",
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئىة، ؛ ؟ ًٌٍَُِّْ 0123456789 €",
    "fa": "اآبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئءؤأهٔ، ؛ ؟ می‌شود ۰۱۲۳۴۵۶۷۸۹ ٫٬",
    "ps": "آابپتټثجځچڅحخدډذرړزژږسشښصضطظعغفقکګگلمنڼوهۀیېيۍئ، ؛ ؟ ۰۱۲۳۴۵۶۷۸۹",
    "ur": "آابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیےئؤۂ، ؛ ؟ ۔ 0123456789",
}


def example(language: str, text: str = "") -> Document:
    words = text or LETTERS[language]
    with translation.override(language):
        return paper(
            title=words,
            subtitle=words,
            blocks=[
                Heading(words),
                Paragraph(words, soft=True),
                Notice(words, [words, ltr("-€1,200.00")]),
                Facts([(words, ltr("BE68 5390 0754 7034"))]),
                Table([words, "1"], [[words, ltr("€1.00")]], foot=[[words, words]], numbers=frozenset({1})),
                Picture(SVG, words),
                NewPage(),
                Paragraph(words),
            ],
        )


def test_parts_in_other_languages_follow_on_pages_of_their_own_and_can_be_drawn_again() -> None:
    whole = replace(example("nl"), parts=[example("ar"), example("fa")])
    assert pages_of(pdf(whole)) == 6
    assert pdf_of(json.loads(json.dumps(whole.as_data()))) == pdf(whole)


def pages_of(made: bytes) -> int:
    with pikepdf.open(io.BytesIO(made)) as opened:
        return len(opened.pages)


@pytest.mark.parametrize("language", CODES)
def test_a_document_is_set_in_each_language(language: str) -> None:
    made = pdf(example(language))

    with pikepdf.open(io.BytesIO(made)) as opened:
        assert str(opened.Root.Lang) == language
        assert opened.Root.MarkInfo.Marked, "a screen reader finds headings and tables by their tags"
        assert len(opened.pages) == 2
        fonts: dict[str, Any] = dict(opened.pages[0].Resources.Font.items())
    names = {str(font.BaseFont) for font in fonts.values()}
    assert names
    assert all("Vazirmatn" in name for name in names), names


@pytest.mark.parametrize("language", CODES)
def test_no_letter_of_a_language_is_missing(language: str) -> None:
    found = {sign for path in FONTS.glob("*.ttf") for sign in TTFont(path).getBestCmap()}

    assert [sign for sign in LETTERS[language] if ord(sign) not in found] == []


@pytest.mark.parametrize("language", CODES)
def test_a_page_is_not_blank_and_begins_where_the_language_does(language: str) -> None:
    with translation.override(language):
        document = paper(title=LETTERS[language][:4], blocks=[])
    page = Image.open(io.BytesIO(pictures(document)[0])).convert("L")
    width, height = page.size
    body = page.crop((0, height // 11, width, height // 2))
    box = body.point(lambda shade: 255 if shade < 128 else 0).getbbox()

    assert box is not None
    starts_left = box[0] < width / 4
    assert starts_left is not (language in settings.LANGUAGES_BIDI)


def test_page_numbers_are_in_the_digits_of_the_language() -> None:
    with translation.override("fa"):
        made = paper(title="برنامه", blocks=[]).as_data()

    assert made["digits"] == "۰۱۲۳۴۵۶۷۸۹"
    assert "۲" in made["day"] or "۱" in made["day"]


@pytest.mark.parametrize(
    "text",
    [
        '#panic("no")',
        "= A heading",
        '#image("/etc/passwd")',
        "$ x^2 $ *bold* _it_ `raw` // no comment",
        '"]} #read("document.typ")',
        "\\ \\u{0} #{",
        "\u2066 an island without an end",
        "\x00\x07 signs of control\r\nand a line",
        "አማርኛ 😀 คนไทย",
    ],
)
def test_what_somebody_typed_is_text_and_nothing_else(text: str) -> None:
    document = example("en", text)
    made = pdf(document)

    headings = typst.query(_TEMPLATE, "heading", sys_inputs=_inputs(document), font_paths=_fonts())
    assert [one["level"] for one in json.loads(headings)] == [1, 2], "its own two, and none that was typed"
    assert pages_of(made) == 2


def test_an_island_keeps_no_marks_of_its_own() -> None:
    assert ltr("\u200f-1,200.00\u00a0€") == "\u2066-1,200.00\u00a0€\u2069"


def test_the_answer_is_a_file_to_keep() -> None:
    answer = pdf_response(example("en"), "plan-K7Q2")

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="plan-K7Q2.pdf"'
    assert answer.content.startswith(b"%PDF-")


def test_a_document_says_when_it_was_made() -> None:
    assert str(date.today().year) in paper(title="Plan", blocks=[]).day  # noqa: DTZ011 - the year alone
