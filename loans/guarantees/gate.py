"""The gate before a page behind a secret link: a code to the contact to which the link went opens it in one browser.

It opens one request and is never a person's login. Guarantors have it, and people who are asked into a group.
"""

from collections.abc import Callable
from dataclasses import dataclass

from applicants.entry import limits
from portal.doors import ActorRequest


@dataclass(frozen=True)
class Gate:
    """`kind` and `key` name the row that the link is about: the purpose of its codes, and what the session keeps."""

    kind: str
    key: int

    @property
    def purpose(self) -> str:
        """A code opens this one request: two requests may reach the same phone."""
        return f"{self.kind} {self.key}"

    def is_open(self, request: ActorRequest) -> bool:
        return bool(request.session.get(self.kind) == self.key)

    def is_awaited(self, request: ActorRequest) -> bool:
        """Whether this browser asked for a code."""
        return bool(request.session.get(f"{self.kind}_code") == self.key)

    def opens(self, request: ActorRequest, enter: Callable[[], bool]) -> bool:
        """Whether the code opens it (`enter` tries it); few guesses for one address and one request."""
        if not (
            limits.within("guesses", limits.address_of(request), limits.GUESSES_FOR_ADDRESS)
            and limits.within("guesses", self.purpose, limits.GUESSES_FOR_CONTACT)
        ):
            return False
        if not enter():
            return False
        request.session.cycle_key()
        request.session[self.kind] = self.key
        return True

    def send(self, request: ActorRequest, send: Callable[[], None]) -> None:
        """Send a code, as often as one address may ask."""
        if limits.within("codes", limits.address_of(request), limits.CODES_FOR_ADDRESS):
            send()
        request.session[f"{self.kind}_code"] = self.key
