"""From can-do sentences to a level of the European framework: a hint for the advisor, never a grade. Pure."""

from collections.abc import Iterable
from typing import Final

LEVELS: Final = ("A1", "A2", "B1", "B2", "C1")


def level_of(ticked: Iterable[str]) -> str:
    """The highest level of the sentences somebody can say of herself; empty when it is none.

    One sentence of a level is enough: people who learned by living tick what they do, not what a course teaches.
    """
    known = [LEVELS.index(level) for level in ticked if level in LEVELS]
    return LEVELS[max(known)] if known else ""
