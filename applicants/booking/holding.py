"""A time that somebody without a file has chosen, until she has said who she is. It waits in the session."""

import time
from dataclasses import asdict, dataclass
from typing import Final

from django.contrib.sessions.backends.base import SessionBase

from advisors.hours.queries import offices_for
from advisors.models import Purpose
from applicants.persons.contacts import Reach
from portal.models import Office

HERSELF: Final = "booking"  # the session's keys: by herself, and by a colleague for somebody
DESK: Final = "desk_booking"
CODE: Final = "book"  # what her code is for
SOON: Final = 45  # seconds in which Back and Continue do not send a second code
_PATIENCE: Final = 30 * 60  # seconds for which a contact counts as hers


@dataclass
class Held:
    """What for, where (codes) and when (the key of a free time); then who. Seconds since the epoch."""

    purpose: str
    office: str
    time: str
    name: str = ""
    kind: str = ""
    value: str = ""
    sent_at: float = 0.0
    verified_at: float = 0.0

    @property
    def reach(self) -> Reach:
        return Reach(self.kind, self.value)

    @property
    def is_verified(self) -> bool:
        return bool(self.value) and time.time() - self.verified_at < _PATIENCE

    def was_sent_just_now(self) -> bool:
        return time.time() - self.sent_at < SOON

    def store(self, session: SessionBase, key: str = HERSELF) -> None:
        session[key] = asdict(self)

    def place(self) -> tuple[Purpose, Office] | None:
        """The rows, or None when they are not offered any more."""
        purpose = Purpose.objects.bookable().filter(code=self.purpose).first()
        office = next((one for one in offices_for(purpose) if one.code == self.office), None) if purpose else None
        return (purpose, office) if purpose and office else None


def held_in(session: SessionBase, key: str = HERSELF) -> Held | None:
    stored = session.get(key)
    return Held(**stored) if stored else None


def let_go(session: SessionBase, key: str = HERSELF) -> None:
    session.pop(key, None)
