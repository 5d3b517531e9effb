"""Somebody at the door: the contact she named, whether she proved it is hers, how often she guessed wrong.

It waits in the session, on the server; nothing of it stands in an address or a page.
"""

import time
from dataclasses import asdict, dataclass
from typing import Final

from django.contrib.sessions.backends.base import SessionBase

from applicants.persons.contacts import Reach

KEY: Final = "entry"
APPLY: Final = "apply"  # on the way through the journey
ENTER: Final = "enter"  # coming back
PATIENCE: Final = 15 * 60  # seconds between the code and the choice of a file
SOON: Final = 45  # seconds in which Back and Continue do not send a second code
MOST_WRONG: Final = 5  # guesses at whose file it is


@dataclass
class Pending:
    """`sent_at`, `verified_at` in seconds since the epoch; `purpose` is APPLY or ENTER."""

    kind: str
    value: str
    purpose: str
    sent_at: float = 0.0
    verified_at: float = 0.0
    wrong: int = 0

    @property
    def reach(self) -> Reach:
        return Reach(self.kind, self.value)

    @property
    def is_verified(self) -> bool:
        return time.time() - self.verified_at < PATIENCE

    def was_sent_just_now(self) -> bool:
        return time.time() - self.sent_at < SOON

    def store(self, session: SessionBase) -> None:
        session[KEY] = asdict(self)


def pending_of(session: SessionBase) -> Pending | None:
    stored = session.get(KEY)
    return Pending(**stored) if stored else None


def drop(session: SessionBase) -> None:
    session.pop(KEY, None)
