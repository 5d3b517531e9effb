"""`manage.py workflow_diagram`: writes docs/workflow.md from the workflow tables, so that it cannot grow old."""

from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from portal.roles import PERMISSIONS, Role
from portal.slots import fill
from portal.workflow import Chart, Transition

PATH: Final = Path(settings.BASE_DIR) / "docs" / "workflow.md"
_HEAD: Final = """# Workflows

Written by `manage.py workflow_diagram` from the tables that are named below. Change a table, then run the command:
buttons, rights, the database's triggers and this page come from them.
"""


class Command(BaseCommand):
    help = "Write docs/workflow.md from the workflow tables."

    def handle(self, *args: Any, **options: Any) -> None:
        del args, options
        PATH.parent.mkdir(exist_ok=True)
        PATH.write_text(text(), encoding="utf-8")


def text() -> str:
    """The whole page, in English whatever the language of the one who runs it."""
    with translation.override("en"):
        parts = [_part(chart) for charts in fill("workflows") for chart in charts()]
    return "\n".join([_HEAD, *parts])


def _part(chart: Chart) -> str:
    workflow = chart.workflow
    states = [f"| `{state.name}` | {state.label} | {state.public} | {state.waiting_on} |" for state in workflow.states]
    moves = [_move(chart, each) for each in workflow.transitions]
    return "\n".join(
        [
            f"## {chart.title}",
            "",
            f"From `{chart.source}`.",
            "",
            "```mermaid",
            workflow.diagram(),
            "```",
            "",
            "| state | for staff | in a sentence | waiting on |",
            "|---|---|---|---|",
            *states,
            "",
            "| transition | on the button | from | to | who | reason |",
            "|---|---|---|---|---|---|",
            *moves,
            "",
        ]
    )


def _move(chart: Chart, transition: Transition) -> str:
    sources = ", ".join(sorted(transition.sources))
    reason = "asked for" if transition.reason_required else ""
    who = _who(chart, transition)
    cells = [f"`{transition.name}`", transition.label, sources, transition.target, who, reason]
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def _who(chart: Chart, transition: Transition) -> str:
    """The roles that hold the permission and who else may, or the person whose own right it is."""
    if transition.who in chart.people:
        return chart.people[str(transition.who)]
    roles = [str(role.label).lower() for role in Role if transition.who in PERMISSIONS[role]]
    return ", ".join([*roles, chart.also] if chart.also else roles)
