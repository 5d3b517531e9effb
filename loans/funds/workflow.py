"""The workflow of an allotment: proposed → included → ended; excluded, before or after."""

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.roles import Permission
from portal.workflow import State, Transition, Workflow

_P = Permission

WORKFLOW: Final = Workflow(
    states=(
        State(
            "proposed",
            pgettext_lazy("fund", "Proposed"),
            _("The loan is proposed for this fund."),
            "wait",
            "send",
            "manager",
        ),
        State(
            "included",
            pgettext_lazy("fund", "Included"),
            _("The fund carries its share of the loan."),
            "good",
            "check-circle",
        ),
        State(
            "ended",
            pgettext_lazy("fund", "Ended"),
            _("The fund carried its share until this day."),
            "ended",
            "clock-history",
            closed=True,
        ),
        State(
            "excluded",
            pgettext_lazy("fund", "Excluded"),
            _("The fund does not carry this loan."),
            "ended",
            "x-circle",
            closed=True,
        ),
    ),
    transitions=(
        Transition(
            "include",
            _("Include in the fund"),
            frozenset({"proposed"}),
            "included",
            _P.DECIDE_LOANS,
            icon="check-circle",
        ),
        Transition(
            "drop",
            _("Take the proposal back"),
            frozenset({"proposed"}),
            "excluded",
            _P.PROPOSE_LOANS,
            icon="arrow-return-left",
        ),
        Transition(
            "end",
            _("End the share of the fund"),
            frozenset({"included"}),
            "ended",
            _P.DECIDE_LOANS,
            reason_required=True,
            icon="clock-history",
        ),
        Transition(
            "exclude",
            _("Exclude from the fund"),
            frozenset({"proposed", "included"}),
            "excluded",
            _P.DECIDE_LOANS,
            reason_required=True,
            icon="x-circle",
        ),
    ),
)
CHOICES: Final = [(state.name, state.label) for state in WORKFLOW.states]
LIVING: Final = ("proposed", "included")  # they take from the fund's ceiling
