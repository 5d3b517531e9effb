"""How a stage of a case is shown: the colour and icon beside its word."""

from typing import Final

from applicants.cases.models import Stage
from portal.workflow import State

_SHOWN: Final = {
    Stage.DRAFT: ("calm", "pencil"),
    Stage.NEW: ("ask", "star"),
    Stage.INTAKE: ("work", "chat-dots"),
    Stage.PROPOSED: ("wait", "send"),
    Stage.DECIDED: ("good", "check-circle"),
    Stage.RUNNING: ("good", "cash-coin"),
    Stage.CLOSED: ("ended", "lock"),
}


def status_of(stage: str) -> State:
    """The stage with what `_status.html` draws."""
    named = Stage(stage)
    colour, icon = _SHOWN[named]
    return State(named.value, named.label, named.label, colour, icon, closed=named == Stage.CLOSED)
