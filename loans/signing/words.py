"""How a request for a signature stands, as pages say it."""

from typing import Final

from loans.signing.models import RequestState, SignatureRequest
from portal.workflow import State

_LOOKS: Final = {
    RequestState.ASKED: ("wait", "send"),
    RequestState.WAITING: ("wait", "hourglass"),
    RequestState.SIGNED: ("good", "file-check"),
    RequestState.REFUSED: ("ended", "x-circle"),
    RequestState.EXPIRED: ("ended", "clock-history"),
    RequestState.FAILED: ("ask", "exclamation-triangle"),
    RequestState.CANCELLED: ("calm", "x-circle"),
    RequestState.OTHER: ("ask", "exclamation-triangle"),
    RequestState.LATE: ("ended", "clock-history"),
}


def status_of(request: SignatureRequest) -> State:
    """The state as `_status.html` draws it."""
    state = RequestState(request.state)
    colour, icon = _LOOKS[state]
    return State(state.value, state.label, state.label, colour, icon, closed=not request.is_open)
