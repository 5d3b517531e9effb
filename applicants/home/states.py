"""What an applicant reads about where her file stands: plain words, the ball, no inside language."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from applicants.cases.models import Case, Outcome, Stage, WaitingOn
from portal.language.digits import localize
from portal.workflow import State

_STAGES: Final = {
    Stage.DRAFT: State(
        Stage.DRAFT, _("Not sent yet"), _("You have begun. You can go on at any time."), "calm", "pencil"
    ),
    Stage.NEW: State(
        Stage.NEW, _("Received"), _("We received your application. An advisor will read it."), "wait", "inbox"
    ),
    Stage.INTAKE: State(
        Stage.INTAKE, _("With your advisor"), _("Your advisor works on your application with you."), "work", "chat-dots"
    ),
    Stage.PROPOSED: State(
        Stage.PROPOSED, _("Being decided"), _("Your advisor made a proposal. We decide soon."), "work", "send"
    ),
    Stage.DECIDED: State(
        Stage.DECIDED, _("Decided"), _("We have decided. Look below for what comes next."), "good", "check-circle"
    ),
    Stage.RUNNING: State(
        Stage.RUNNING, _("Loan paid out"), _("Your loan is paid out. You repay it in parts."), "good", "cash-coin"
    ),
}
_ENDED: Final = {
    Outcome.LOAN: _("Your loan is finished. Thank you."),
    Outcome.DECLINED: _("We could not approve this loan. Your advisor explains why."),
    Outcome.WITHDRAWN: _("You stopped this application."),
    Outcome.OTHER_HELP: _("This file is closed. We helped you in another way."),
    Outcome.SILENT: _("We did not hear from you, so we closed this file. You can begin again."),
}
_BALL: Final = {
    WaitingOn.APPLICANT: _("It is your turn."),
    WaitingOn.ADVISOR: _("It is our turn: your advisor will contact you."),
    WaitingOn.MANAGER: _("It is our turn: we are deciding."),
    WaitingOn.GUARANTOR: _("We wait for somebody who vouches for you."),
    WaitingOn.NOBODY: "",
}


def state_of(case: Case) -> State:
    """The state with its public wording, for templates/portal/_status.html."""
    stage = Stage(case.stage)
    if stage in _STAGES:
        return _STAGES[stage]
    words = _ENDED.get(Outcome(case.outcome), "") if case.outcome else ""
    return State(stage, _("Closed"), words, "ended", "file-check", closed=True)


def ball_of(case: Case) -> str:
    """Whose turn it is, in a sentence."""
    return str(_BALL[WaitingOn(case.waiting_on)])


def pace_words(case: Case, paces: Mapping[str, int]) -> str:
    """How long this stage usually takes; "" when it is her turn, or when the institution promises nothing.

    `paces`: stage → working days, as the institution set them.
    """
    days = paces.get(case.stage)
    if days is None or case.waiting_on in (WaitingOn.APPLICANT, WaitingOn.NOBODY):
        return ""
    words = ngettext(
        "This usually takes %(count)s working day.", "This usually takes up to %(count)s working days.", days
    )
    return words % {"count": localize(str(days), get_language() or "en")}
