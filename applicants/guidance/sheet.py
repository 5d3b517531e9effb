"""The sheet she takes home: the guide in her language, and beside it in the reader's if that is wished."""

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

from applicants.guidance.progress import Progress
from portal.language import registry
from portal.language.registry import Language


@dataclass(frozen=True)
class Side:
    """A part of the sheet, drawn in one language."""

    language: Language
    text: SafeString


def sheet(progress: Progress, first: str, beside: str = "") -> list[list[Side]]:
    """The head and then each step as rows, in `first` and in `beside` if that is another of ours."""
    codes = [first, *([beside] if beside in registry.BY_CODE and beside != first else [])]
    head = _row(codes, "applicants/_guide_sheet_head.html", {"guide": progress.guide})
    return [head, *(_row(codes, "applicants/_guide_sheet_step.html", {"line": line}) for line in progress.lines)]


def _row(codes: list[str], template: str, context: dict[str, Any]) -> list[Side]:
    return [_side(registry.BY_CODE[code], template, context) for code in codes]


def _side(language: Language, template: str, context: dict[str, Any]) -> Side:
    with translation.override(language.code):
        return Side(language, render_to_string(template, context))
