"""The voice answers on the page of a file."""

from typing import Any

from applicants.cases.models import Stage
from applicants.voice.forms import WriteDownForm
from applicants.voice.queries import voices_of
from portal.actors import Actor
from portal.roles import Permission
from portal.slots import Panel


def case_panel(*, case: Any, actor: Actor) -> Panel | None:
    """Fills the slot `case_panels`: to hear and to write down; nothing where nobody spoke."""
    if not actor.may(Permission.WORK_CASES) or case.stage == Stage.DRAFT:
        return None
    rows = [
        (row, WriteDownForm(initial={"said": row.voice.said}, auto_id=f"id_%s_{row.voice.ref}"))
        for row in voices_of(case, actor)
    ]
    return Panel("applicants/_case_voices.html", {"rows": rows}, order=1) if rows else None
