"""Which messages about her files an advisor gets by mail; she may switch each off.

Floors that write to advisors name their events by `register`, from the `ready()` of their AppConfig:
`notices.register({"case_assigned": _("A file becomes mine")})`.
"""

from collections.abc import Mapping
from typing import Any, Final

from advisors.models import Advisor

_NOTICES: Final[dict[str, Any]] = {}


def register(events: Mapping[str, Any]) -> None:
    """Add events, each with what happens in a few (lazy) words."""
    _NOTICES.update(events)


def choices() -> list[tuple[str, Any]]:
    """Every event with its words, as a form offers them."""
    return list(_NOTICES.items())


def wants(advisor: Advisor, event: str) -> bool:
    """Whether she is written to about this; what is not registered cannot be switched off."""
    return event not in _NOTICES or event not in advisor.mails_off
