"""`manage.py workflow_diagram`: writes docs/workflow.md from the workflow tables, so that it cannot grow old."""

from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from loans.guarantees.workflow import WORKFLOW as GUARANTEE
from loans.workflow import WORKFLOW as APPLICATION
from portal.roles import PERMISSIONS, Permission, Role
from portal.workflow import Transition, Workflow

PATH: Final = Path(settings.BASE_DIR) / "docs" / "workflow.md"
_HEAD: Final = """# Workflows

Written by `manage.py workflow_diagram` from `loans/workflow.py` and `loans/guarantees/workflow.py`. Change the tables
there, then run the command: buttons, rights, the database's triggers and this page come from them.
"""
_PERSONS: Final = {"person": "the applicant herself", "guarantor": "the guarantor"}


class Command(BaseCommand):
    help = "Write docs/workflow.md from the workflow tables."

    def handle(self, *args: Any, **options: Any) -> None:
        del args, options
        PATH.parent.mkdir(exist_ok=True)
        PATH.write_text(text(), encoding="utf-8")


def text() -> str:
    """The whole page, in English whatever the language of the one who runs it."""
    with translation.override("en"):
        parts = [_HEAD, _part("Loan application", APPLICATION), _part("Guarantee", GUARANTEE)]
    return "\n".join(parts)


def _part(title: str, workflow: Workflow) -> str:
    states = [f"| `{state.name}` | {state.label} | {state.public} | {state.waiting_on} |" for state in workflow.states]
    moves = [_move(each) for each in workflow.transitions]
    return "\n".join(
        [
            f"## {title}",
            "",
            "```mermaid",
            workflow.diagram(),
            "```",
            "",
            "| state | for staff | for the client | waiting on |",
            "|---|---|---|---|",
            *states,
            "",
            "| transition | on the button | from | to | who | reason |",
            "|---|---|---|---|---|---|",
            *moves,
            "",
        ]
    )


def _move(transition: Transition) -> str:
    sources = ", ".join(sorted(transition.sources))
    reason = "asked for" if transition.reason_required else ""
    cells = [f"`{transition.name}`", transition.label, sources, transition.target, _who(transition.who), reason]
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def _who(who: Permission | str) -> str:
    """The roles that hold the permission, or the person whose own right it is."""
    if who in _PERSONS:
        return _PERSONS[str(who)]
    return ", ".join(str(role.label).lower() for role in Role if who in PERMISSIONS[role])
