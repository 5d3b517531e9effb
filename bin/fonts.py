"""Turns the web fonts of node_modules into TTF for PDFs. Needs fonttools, so it runs with the Python of .venv."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it has no types

SOURCE = "@fontsource/vazirmatn"
# A subset each under a name of its own: Typst looks for a missing letter in the next family, not within one.
FAMILIES = {"arabic": "Vazirmatn", "latin": "Vazirmatn Latin", "latin-ext": "Vazirmatn Latin Extended"}
WEIGHTS = {400: "Regular", 700: "Bold"}
TARGET = "portal/pdf/fonts"
_FAMILY, _STYLE, _FULL, _POSTSCRIPT = 1, 2, 4, 6  # what a record of the name table says


def build(root: Path) -> None:
    """Make portal/pdf/fonts anew: a file for each subset and weight, with their licence."""
    package, target = root / "node_modules" / SOURCE, root / TARGET
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for subset, family in FAMILIES.items():
        for weight, style in WEIGHTS.items():
            name = f"vazirmatn-{subset}-{weight}"
            font = TTFont(package / "files" / f"{name}-normal.woff2")
            _call(font, family, style)
            font.flavor = None
            font.save(target / f"{name}.ttf")
    shutil.copyfile(package / "LICENSE", target / "LICENSE.txt")


def _call(font: TTFont, family: str, style: str) -> None:
    postscript = f"{family.replace(' ', '')}-{style}"
    for number, words in {
        _FAMILY: family,
        _STYLE: style,
        _FULL: f"{family} {style}",
        _POSTSCRIPT: postscript,
    }.items():
        font["name"].setName(words, number, 3, 1, 0x409)


if __name__ == "__main__":
    build(Path(sys.argv[1]))
