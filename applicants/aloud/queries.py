"""Which recordings there are, and which are wanted."""

from dataclasses import dataclass
from enum import StrEnum

from applicants.aloud.models import Recording
from applicants.aloud.words import digest, words
from applicants.journey import engine
from applicants.journey.step import Sheet, Step
from portal.language import registry


def recording_of(slug: str, language: str) -> Recording | None:
    """What is played on the page of a question; one query."""
    return Recording.objects.filter(step=slug, language=language).first()


class Standing(StrEnum):
    THERE = "there"
    OLD = "old"  # the words have changed since
    MISSING = "missing"


@dataclass(frozen=True)
class Cell:
    """A question in a language."""

    language: str
    standing: Standing
    recording: Recording | None

    @property
    def is_there(self) -> bool:
        return self.standing == Standing.THERE

    @property
    def is_old(self) -> bool:
        return self.standing == Standing.OLD


@dataclass(frozen=True)
class Line:
    """A question in every language."""

    step: Step
    cells: list[Cell]


def table() -> list[Line]:
    """Every question of the journey × every language; the recordings by one query."""
    kept = {(one.step, one.language): one for one in Recording.objects.all()}
    sheet = Sheet()
    return [
        Line(step, [_cell(step, language, kept.get((step.slug, language)), sheet) for language in registry.CODES])
        for step in engine.all_steps()
    ]


def _cell(step: Step, language: str, recording: Recording | None, sheet: Sheet) -> Cell:
    if recording is None:
        return Cell(language, Standing.MISSING, None)
    current = recording.text_digest == digest(words(step, language, sheet))
    return Cell(language, Standing.THERE if current else Standing.OLD, recording)


def wanted(lines: list[Line]) -> dict[str, int]:
    """Language → how many recordings are missing or old."""
    return {
        code: sum(not cell.is_there for line in lines for cell in line.cells if cell.language == code)
        for code in registry.CODES
    }
