"""No event reaches the timeline as a bare code."""

import re

import pytest

from applicants.cases.timeline import _SENTENCES
from loans.workflow import WORKFLOW
from tests.fences.test_floors import SOURCES

# Codes as the actions write them; those of the workflow are made from its transitions.
WRITTEN = {
    code
    for path in SOURCES
    for code in re.findall(r"""(?:code|event)="([a-z]+\.[a-z_]+)\"""", path.read_text())
    if "portal" not in path.parts
}


@pytest.mark.parametrize("code", sorted(WRITTEN | {f"application.{t.name}" for t in WORKFLOW.transitions}))
def test_every_event_has_a_sentence(code: str) -> None:
    assert code in _SENTENCES
