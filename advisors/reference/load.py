"""Adds what is missing of this floor's lists; what the institution has edited or added stays as it is."""

import json
from pathlib import Path
from typing import Final

from advisors.models import Community, Speciality
from advisors.rulebook.actions import load_rules
from portal.actors import Actor
from portal.record.acting import action

_HERE: Final = Path(__file__).parent


@action
def load_lists(*, by: Actor) -> int:
    """Communities, specialities, kindred languages and the first version of the rules; returns how many rows."""
    added = load_rules(by=by)
    for model, name in ((Community, "communities"), (Speciality, "specialities")):
        for row in json.loads((_HERE / f"{name}.json").read_text(encoding="utf-8")):
            names = {f"name_{code}": said for code, said in row["name"].items()}
            _, new = model.objects.get_or_create(code=row["code"], defaults=names)
            added += new
    return added
