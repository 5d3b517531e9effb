"""The kinds of documents an institution begins with; it changes them in the back office."""

import json
from pathlib import Path
from typing import Any

from applicants.documents.kinds import DocumentKind


def add_kinds(path: Path) -> int:
    """Add the kinds of a list that are not there yet; returns how many. Those that were edited stay as they are."""
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    added = 0
    for row in rows:
        texts = {f"{field}_{code}": text for field in ("name", "hint") for code, text in row.pop(field).items()}
        _, new = DocumentKind.objects.get_or_create(code=row.pop("code"), defaults={**row, **texts})
        added += new
    return added
