"""Where to write to a person: the contact she proved to be hers, in the language she reads."""

from typing import NamedTuple

from applicants.persons.models import ContactKind, Person
from portal.outbox.actions import Recipient
from portal.outbox.models import Channel

_CHANNELS = {ContactKind.PHONE: Channel.SMS, ContactKind.EMAIL: Channel.EMAIL}


class Reach(NamedTuple):
    """A contact as it is kept: `phone` in E.164, or `email` in lower case."""

    kind: str
    value: str


def recipient_of(person: Person) -> Recipient | None:
    """The verified contact she prefers, the newest of equals; None when no contact is verified."""
    return next(iter(recipients_of(person)), None)


def recipients_of(person: Person) -> list[Recipient]:
    """All her verified contacts, the one she prefers first: for what she must hear wherever she is."""
    contacts = person.contacts.verified().order_by("-preferred", "-verified_at", "-pk")
    return [Recipient(_CHANNELS[ContactKind(one.kind)], one.value, person.language) for one in contacts]
