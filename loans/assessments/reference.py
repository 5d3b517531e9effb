"""The checklist that an institution begins with; it changes it in the back office."""

import json
from pathlib import Path
from typing import Final

from loans.assessments.models import ChecklistQuestion
from portal.actors import Actor
from portal.record.acting import action

_QUESTIONS: Final = Path(__file__).parent / "questions.json"


@action
def load(*, by: Actor) -> int:
    """Only where there is no question at all: one that was taken away does not come back."""
    del by
    if ChecklistQuestion.objects.exists():
        return 0
    rows = json.loads(_QUESTIONS.read_text(encoding="utf-8"))
    for place, row in enumerate(rows, 1):
        texts = {f"text_{language}": text for language, text in row["text"].items()}
        ChecklistQuestion.objects.create(code=row["code"], order=10 * place, **texts)
    return len(rows)
