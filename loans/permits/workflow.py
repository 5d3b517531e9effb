"""The workflow of a permit exception: asked for, agreed to or not by a second person, or no longer needed.

It is the exception that is refused, never the loan.
"""

from typing import Final

from django.utils.translation import gettext_lazy as _

from portal.roles import Permission
from portal.workflow import State, Transition, Workflow

COMPUTED: Final = "computed"

WORKFLOW: Final = Workflow(
    states=(
        State("asked", _("Asked for"), _("Asked for"), "wait", "hourglass", "manager"),
        State("agreed", _("Agreed"), _("Agreed"), "good", "check-circle"),
        State("refused", _("Not agreed"), _("Not agreed"), "ended", "x-circle", closed=True),
        State("not_needed", _("No longer needed"), _("No longer needed"), "calm", "circle", closed=True),
    ),
    transitions=(
        Transition("agree", _("Agree"), frozenset({"asked"}), "agreed", Permission.DECIDE_LOANS, icon="check-circle"),
        Transition(
            "refuse",
            _("Do not agree"),
            frozenset({"asked"}),
            "refused",
            Permission.DECIDE_LOANS,
            reason_required=True,
            icon="x-circle",
        ),
        Transition(
            "take_back",
            _("Take it back"),
            frozenset({"asked"}),
            "not_needed",
            Permission.PROPOSE_LOANS,
            icon="arrow-return-left",
        ),
        Transition("settle", _("No longer needed"), frozenset({"asked", "agreed"}), "not_needed", COMPUTED),
    ),
)
CHOICES: Final = [(state.name, state.label) for state in WORKFLOW.states]
