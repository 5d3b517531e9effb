"""Outlines of residence documents, drawn from a letter and a colour: to recognise one's own, never a copy of one."""

from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString

from applicants.persons.models import PaperColour

_GROUNDS: Final = {
    PaperColour.BLUE: "#cfe0f0",
    PaperColour.PINK: "#f6d3d8",
    PaperColour.GREEN: "#cfe6d5",
    PaperColour.YELLOW: "#f7e6a8",
    PaperColour.ORANGE: "#f5c28f",
    PaperColour.WHITE: "#ffffff",
}


def drawing(sign: str, colour: str) -> SafeString:
    """A card (or, in white, a sheet of paper) with the letter that stands on it; decoration beside its name."""
    ground = _GROUNDS.get(PaperColour(colour)) if colour in PaperColour.values else "#ece7dc"
    return format_html(
        '<svg viewBox="0 0 64 42" width="64" height="42" aria-hidden="true" focusable="false">'
        '<rect x="1" y="1" width="62" height="40" rx="5" fill="{}" stroke="#47453e"/>'
        '<circle cx="14" cy="17" r="5" fill="#47453e"/><path fill="#47453e" d="M5 33c0-7 4-10 9-10s9 3 9 10z"/>'
        '<path stroke="#47453e" stroke-width="2" d="M28 34h28"/>'
        '<text x="43" y="24" text-anchor="middle" font-size="18" font-weight="700" fill="#20302d">{}</text></svg>',
        ground,
        sign,
    )
