"""What a reader may see of a person: an auditor sees files and figures, never who."""

from dataclasses import dataclass

from applicants.persons.models import Contact, Person
from portal.actors import Actor
from portal.privacy import masked


@dataclass(frozen=True)
class ShownName:
    """A name in the person's own script and as on her card; `latin` is "" where that is the same."""

    own: str
    latin: str = ""

    def __str__(self) -> str:
        return f"{self.own} ({self.latin})" if self.latin else self.own


def shown_name(person: Person, actor: Actor) -> ShownName:
    """Her name for those who see names, an initial for those who do not."""
    if not actor.sees_names:
        mask = Person.PERSONAL["full_name"].mask
        return ShownName(masked(person.latin_name or person.full_name, mask))
    latin = person.latin_name if person.latin_name != person.full_name else ""
    return ShownName(person.full_name, latin)


@dataclass(frozen=True)
class ShownContact:
    kind: str
    value: str
    verified: bool


def shown_contacts(person: Person, actor: Actor) -> list[ShownContact]:
    """Her phones and mails, the one to write to first on top; two signs of each for those who see no names."""
    mask = Contact.PERSONAL["value"].mask
    return [
        ShownContact(
            contact.kind,
            contact.value if actor.sees_names else masked(contact.value, mask),
            contact.verified_at is not None,
        )
        for contact in person.contacts.order_by("-preferred", "kind", "pk")
    ]
