"""What a signature service is to the portal; `settings.SIGNATURE_SERVICE` names one. See docs/signing.md."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Literal, Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class ServiceAway(Exception):
    """Nobody answered, or not as agreed; it may be tried again."""


class ServiceRefused(Exception):
    """The service says no for good; the text is shown to staff as it is."""


@dataclass(frozen=True)
class Order:
    """One document for one signer. The same `reference` twice is one order; addresses carry nothing of a person.

    `return_url` is where she comes back to by a GET; `notify_url` takes an empty POST when something has happened.
    """

    reference: str
    document: bytes
    title: str
    signer: str
    language: str
    return_url: str
    notify_url: str
    until: datetime


@dataclass(frozen=True)
class Started:
    """The service's own key of the order, and the address to which she goes."""

    key: str
    address: str


@dataclass(frozen=True)
class Signed:
    """`document` is the PDF that was sent, with the signature added behind it; `evidence` whatever proves it.

    `evidence_kind` is the ending of its name. `identity_assured`: the service itself vouches for who signed.
    """

    document: bytes
    evidence: bytes
    evidence_kind: Literal["pdf", "xml", "json", "zip"]
    at: datetime
    identity_assured: bool


@dataclass(frozen=True)
class Outcome:
    """How an order stands; `signed` goes with that state and no other."""

    state: Literal["waiting", "signed", "refused", "expired"]
    signed: Signed | None = None


class SignatureService(Protocol):
    """Each call either answers or raises `ServiceAway` or `ServiceRefused`, within a minute."""

    def start(self, order: Order) -> Started: ...

    def fetch(self, key: str) -> Outcome: ...

    def cancel(self, key: str) -> None:
        """Nobody can sign any more. One that is over already stays as it is."""


def is_configured() -> bool:
    """Whether contracts can be signed otherwise than on paper."""
    return bool(settings.SIGNATURE_SERVICE)


def service() -> SignatureService:
    """The service of this installation; `ServiceAway` where there is none."""
    if not settings.SIGNATURE_SERVICE:
        raise ServiceAway
    return _made(settings.SIGNATURE_SERVICE)


@cache
def _made(path: str) -> SignatureService:
    found: SignatureService = import_string(path)()
    return found
