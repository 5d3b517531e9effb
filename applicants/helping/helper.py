"""The helper of this browser: who it is, and for whom. Kept in the session, on the server."""

from dataclasses import asdict, dataclass
from typing import Final

from django.contrib.sessions.backends.base import SessionBase

KEY: Final = "helping"


@dataclass
class Helper:
    """`user` is the key of a colleague or of a partner's user, None for a relative; `whom` the name he types for."""

    name: str
    relation: str
    user: int | None = None
    whom: str = ""

    def store(self, session: SessionBase) -> None:
        session[KEY] = asdict(self)


def helper_of(session: SessionBase) -> Helper | None:
    stored = session.get(KEY)
    return Helper(**stored) if stored else None


def note_whom(session: SessionBase, whom: str) -> None:
    """From now on the banner says this name; nothing when nobody helps."""
    helper = helper_of(session)
    if helper is not None and whom and helper.whom != whom:
        helper.whom = whom
        helper.store(session)
