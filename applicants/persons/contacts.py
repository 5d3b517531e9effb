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
    contact = person.contacts.verified().order_by("-preferred", "-verified_at", "-pk").first()
    if contact is None:
        return None
    return Recipient(_CHANNELS[ContactKind(contact.kind)], contact.value, person.language)
