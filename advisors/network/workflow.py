"""The workflow of a practice: proposed → in test → proven → spread → retired, and the ways back, with a reason."""

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.roles import Permission
from portal.workflow import Chart, State, Transition, Workflow

_STEER: Final = Permission.STEER_PRACTICES

WORKFLOW: Final = Workflow(
    states=(
        State(
            "proposed",
            pgettext_lazy("practice", "Proposed"),
            _("An idea. No office tests it yet."),
            "wait",
            "send",
            "referent",
        ),
        State(
            "in_test",
            pgettext_lazy("practice", "In test"),
            _("Some offices try it and write down what comes of it."),
            "work",
            "clipboard-check",
            "offices",
        ),
        State(
            "proven",
            pgettext_lazy("practice", "Proven"),
            _("It worked in the test. Each office may use it."),
            "good",
            "check-circle",
            "referent",
        ),
        State(
            "spread",
            pgettext_lazy("practice", "Spread"),
            _("Every office is asked to read it and to use it."),
            "good",
            "globe",
            "nobody",
        ),
        State(
            "retired",
            pgettext_lazy("practice", "Retired"),
            _("We no longer do it this way. The reason is below."),
            "ended",
            "x-circle",
            "nobody",
            closed=True,
        ),
    ),
    transitions=(
        Transition(
            "begin_test", _("Begin the test"), frozenset({"proposed"}), "in_test", _STEER, icon="clipboard-check"
        ),
        Transition("prove", _("Say that it is proven"), frozenset({"in_test"}), "proven", _STEER, icon="check-circle"),
        Transition("spread", _("Spread it to all offices"), frozenset({"proven"}), "spread", _STEER, icon="globe"),
        Transition(
            "stop_test",
            _("Stop the test"),
            frozenset({"in_test"}),
            "proposed",
            _STEER,
            reason_required=True,
            icon="arrow-return-left",
        ),
        Transition(
            "test_again",
            _("Test it again"),
            frozenset({"proven", "spread"}),
            "in_test",
            _STEER,
            reason_required=True,
            icon="arrow-return-left",
        ),
        Transition(
            "retire",
            _("Retire it"),
            frozenset({"proposed", "in_test", "proven", "spread"}),
            "retired",
            _STEER,
            reason_required=True,
            icon="x-circle",
        ),
        Transition(
            "reopen",
            _("Propose it again"),
            frozenset({"retired"}),
            "proposed",
            _STEER,
            reason_required=True,
            icon="arrow-return-left",
        ),
    ),
)
CHOICES: Final = [(state.name, state.label) for state in WORKFLOW.states]


def charts() -> list[Chart]:
    """The page of workflows: what this floor has on it, for the slot `workflows`."""
    return [Chart("Practice", "advisors/network/workflow.py", WORKFLOW, also="referents of a region")]
