"""What a recording of a question says: the words of its page that do not depend on who reads it."""

import hashlib
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils import translation

from applicants.journey.step import Sheet, Step


def words(step: Step, language: str, sheet: Sheet | None = None) -> str:
    """A sentence a line: the question, its help, who sees the answer, and what there is to choose or to fill in.

    An empty `sheet` shared by several calls looks up once what they all need.
    """
    with translation.override(language):
        return "\n".join(dict.fromkeys(line for line in _lines(step, sheet or Sheet()) if line))


def _lines(step: Step, sheet: Sheet) -> Iterator[str]:
    yield str(step.title)
    yield str(step.help)
    yield from step.aloud(sheet)
    if step.sensitive:
        yield str(step.part.seen_by)
    for asked in step.form_class.base_fields.values():
        yield str(asked.label or "")
        if isinstance(asked, forms.ChoiceField):
            choices: Any = asked.choices  # ours have no groups
            yield from (str(label) for value, label in choices if value)


def digest(text: str) -> str:
    """Tells whether a recording still says what the page says."""
    return hashlib.sha256(text.encode()).hexdigest()
