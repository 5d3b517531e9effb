"""The workflow of a guarantee: named → invited → understood → active; refused, withdrawn, released.

A scheme is asked nothing: named → active. Released with the last payment, one is active again when that payment is
reversed.
"""

from typing import Final

from django.utils.translation import gettext_lazy as _

from portal.roles import Permission
from portal.workflow import State, Transition, Workflow

GUARANTOR: Final = "guarantor"
_P = Permission

WORKFLOW: Final = Workflow(
    states=(
        State("named", _("Named by the applicant"), _("We will ask this person."), "calm", "person", "advisor"),
        State("invited", _("Invited"), _("We asked. We wait for the answer."), "wait", "envelope", "guarantor"),
        State(
            "understood",
            _("Agreed, to be signed"),
            _("Agreed. The paper must be signed."),
            "work",
            "pen",
            "advisor",
        ),
        State("active", _("Active"), _("The guarantee is in force."), "good", "shield-check", "nobody"),
        State("refused", _("Refused"), _("This person said no."), "ended", "x-circle", "nobody", closed=True),
        State(
            "withdrawn",
            _("Withdrawn"),
            _("The guarantee was withdrawn."),
            "ended",
            "arrow-left",
            "nobody",
            closed=True,
        ),
        State("released", _("Released"), _("The guarantee has ended."), "ended", "unlock", "nobody", closed=True),
    ),
    transitions=(
        Transition("invite", _("Invite"), frozenset({"named"}), "invited", _P.PROPOSE_LOANS, icon="envelope"),
        Transition(
            "agree", _("Yes, I guarantee"), frozenset({"invited"}), "understood", GUARANTOR, icon="check-circle"
        ),
        Transition("vouch", _("We vouch"), frozenset({"invited"}), "active", GUARANTOR, icon="shield-check"),
        Transition("refuse", _("I do not want to"), frozenset({"invited"}), "refused", GUARANTOR, icon="x-circle"),
        Transition("sign", _("Signed on paper"), frozenset({"understood"}), "active", _P.PROPOSE_LOANS, icon="pen"),
        Transition(
            "withdraw",
            _("Withdraw"),
            frozenset({"named", "invited", "understood"}),
            "withdrawn",
            _P.PROPOSE_LOANS,
            icon="arrow-left",
        ),
        Transition("step_back", _("I take my guarantee back"), frozenset({"understood"}), "withdrawn", GUARANTOR),
        Transition(
            "cover", _("Covered by the scheme"), frozenset({"named"}), "active", _P.PROPOSE_LOANS, icon="shield-check"
        ),
        Transition(
            "resume", _("In force again"), frozenset({"released"}), "active", _P.BOOK_PAYMENTS, icon="shield-check"
        ),
        Transition("release", _("Release"), frozenset({"active"}), "released", _P.DECIDE_LOANS, icon="unlock"),
    ),
)
CHOICES: Final = [(state.name, state.label) for state in WORKFLOW.states]
