"""The workflow of a loan application: the one table of its states and what moves it between them."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from portal.roles import Permission
from portal.workflow import State, Transition, Workflow

PERSON: Final = "person"
PORTAL: Final = "portal"

STATES: Final = (
    State("draft", _("Draft"), _("You are filling in your application."), "calm", "pencil", "applicant"),
    State("submitted", _("Submitted"), _("We received your application."), "wait", "inbox", "advisor"),
    State(
        "in_review",
        _("In review"),
        _("Your advisor is reading your application."),
        "work",
        "search",
        "advisor",
    ),
    State(
        "information_needed",
        _("Information needed"),
        _("We need something more from you."),
        "ask",
        "question-circle",
        "applicant",
    ),
    State(
        "proposed",
        _("Proposed"),
        _("Your advisor made a proposal. We decide soon."),
        "work",
        "send",
        "manager",
    ),
    State(
        "deferred",
        _("Deferred"),
        _("We will decide later."),
        "wait",
        "hourglass",
        "manager",
    ),
    State(
        "approved",
        _("Approved"),
        _("Your loan is approved. Do you accept it?"),
        "good",
        "check-circle",
        "applicant",
    ),
    State(
        "accepted",
        _("Accepted"),
        _("You accepted the loan. Next you sign the contract."),
        "good",
        "pen",
        "advisor",
    ),
    State(
        "signed",
        _("Contract signed"),
        _("The contract is signed. We pay out soon."),
        "good",
        "file-check",
        "manager",
    ),
    State("disbursed", _("Disbursed"), _("The loan is paid out."), "good", "cash-coin", "applicant", closed=True),
    State(
        "declined",
        _("Declined"),
        _("We could not approve this loan."),
        "ended",
        "x-circle",
        "nobody",
        closed=True,
    ),
    State(
        "withdrawn",
        _("Withdrawn"),
        _("You withdrew your application."),
        "ended",
        "arrow-left",
        "nobody",
        closed=True,
    ),
    State("lapsed", _("Lapsed"), _("The offer has ended."), "ended", "clock-history", "nobody", closed=True),
)

_OPEN: Final = frozenset(
    {
        "draft",
        "submitted",
        "in_review",
        "information_needed",
        "proposed",
        "deferred",
        "approved",
        "accepted",
        "signed",
    }
)
_P = Permission

TRANSITIONS: Final = (
    Transition("submit", _("Send"), frozenset({"draft"}), "submitted", PERSON, icon="send"),
    Transition(
        "review",
        _("Start the review"),
        frozenset({"submitted"}),
        "in_review",
        _P.PROPOSE_LOANS,
        icon="search",
    ),
    Transition(
        "ask",
        _("Ask for information"),
        frozenset({"submitted", "in_review", "proposed"}),
        "information_needed",
        _P.PROPOSE_LOANS,
        reason_required=True,
        icon="question-circle",
    ),
    Transition(
        "answered",
        _("Information received"),
        frozenset({"information_needed"}),
        "in_review",
        _P.PROPOSE_LOANS,
    ),
    Transition("propose", _("Propose"), frozenset({"in_review"}), "proposed", _P.PROPOSE_LOANS, icon="send"),
    Transition(
        "send_back",
        _("Send back to the advisor"),
        frozenset({"proposed", "deferred"}),
        "in_review",
        _P.DECIDE_LOANS,
        reason_required=True,
        icon="arrow-return-left",
    ),
    Transition(
        "defer",
        _("Decide later"),
        frozenset({"proposed", "deferred"}),
        "deferred",
        _P.DECIDE_LOANS,
        reason_required=True,
        icon="hourglass",
    ),
    Transition(
        "approve",
        _("Approve"),
        frozenset({"proposed", "deferred"}),
        "approved",
        _P.DECIDE_LOANS,
        icon="check-circle",
    ),
    Transition(
        "decline",
        _("Decline"),
        frozenset({"proposed", "deferred"}),
        "declined",
        _P.DECIDE_LOANS,
        reason_required=True,
        icon="x-circle",
    ),
    Transition("accept", _("I accept the loan"), frozenset({"approved"}), "accepted", PERSON, icon="check-circle"),
    Transition(
        "note_acceptance",
        _("Note that the client accepts"),
        frozenset({"approved"}),
        "accepted",
        _P.PROPOSE_LOANS,
    ),
    Transition("sign", _("Contract signed"), frozenset({"accepted"}), "signed", _P.PROPOSE_LOANS, icon="file-check"),
    Transition(
        "sign_by_service",
        _("Signed by the signature service"),
        frozenset({"accepted"}),
        "signed",
        PORTAL,
        icon="file-check",
    ),
    Transition("disburse", _("Pay out"), frozenset({"signed"}), "disbursed", _P.PAY_OUT, icon="cash-coin"),
    Transition(
        "lapse",
        _("Let the offer lapse"),
        frozenset({"approved", "accepted", "signed"}),
        "lapsed",
        _P.DECIDE_LOANS,
        reason_required=True,
        icon="clock-history",
    ),
    Transition(
        "expire",
        _("The last day of the offer has passed"),
        frozenset({"approved"}),
        "lapsed",
        PORTAL,
        icon="clock-history",
    ),
    Transition(
        "revise",
        _("Make a new offer"),
        frozenset({"approved", "accepted"}),
        "in_review",
        _P.PROPOSE_LOANS,
        reason_required=True,
        icon="arrow-return-left",
    ),
    # A draft that was never sent is dropped, not withdrawn.
    Transition("withdraw", _("Withdraw my application"), _OPEN - {"draft"}, "withdrawn", PERSON, icon="arrow-left"),
    Transition(
        "note_withdrawal",
        _("Note that the client withdraws"),
        _OPEN - {"draft"},
        "withdrawn",
        _P.PROPOSE_LOANS,
        reason_required=True,
        icon="arrow-left",
    ),
)

WORKFLOW: Final = Workflow(STATES, TRANSITIONS)
CHOICES: Final = [(state.name, state.label) for state in STATES]
OPEN_STATES: Final = _OPEN
