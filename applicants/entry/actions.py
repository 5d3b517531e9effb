"""Sending a code, and opening the door to whom it belongs. Nothing here tells a stranger who is known."""

from collections.abc import Sequence
from typing import Final

from applicants.cases.models import Case, Stage
from applicants.persons.actions import verify_contact
from applicants.persons.contacts import Reach
from applicants.persons.models import Contact, ContactKind, Person
from portal.actors import Actor
from portal.codes import actions as codes
from portal.language.names import similarity
from portal.outbox.actions import Recipient, queue
from portal.outbox.models import Channel
from portal.record.acting import action

_SAME_NAME: Final = 0.72  # below it is another name, as in the search


@action
def send_code(*, by: Actor, reach: Reach, purpose: str, strangers: bool) -> None:
    """Send a code in the language of the page; nothing when five are alive already.

    Whom we do not know gets the code only where `strangers` come in; elsewhere a message that says so, at the
    same cost of time.
    """
    code = codes.issue(contact=reach.value, purpose=purpose)
    if code is None:
        return
    known = Contact.objects.of_value(reach.kind, reach.value).exists()
    channel = Channel.SMS if reach.kind == ContactKind.PHONE else Channel.EMAIL
    event, params = ("entry_code", {"code": code}) if known or strangers else ("entry_unknown", {})
    queue(event=event, to=Recipient(channel, reach.value, by.language), params=params)


def persons_reached(reach: Reach) -> list[Person]:
    """Everybody who shares this contact, in the order in which they came to us."""
    persons = Person.objects.filter(contacts__kind=reach.kind, contacts__value=reach.value)
    return list(persons.distinct().order_by("pk"))


def is_birth_year(person: Person, year: int | None) -> bool:
    """Whether the year is one that her birth date allows, in its own calendar or ours; True when none is known."""
    birth = person.birth_date
    if birth is not None:
        return year in {birth.year, birth.earliest().year, birth.latest().year}
    return person.birth_year is None or year == person.birth_year


def is_named(person: Person, typed: str, alike: Sequence[Person]) -> bool:
    """Whether what was typed is this person's name, in any spelling or script, and no better one of another's."""
    own = _closeness(person, typed)
    return own >= _SAME_NAME and all(own >= _closeness(other, typed) for other in alike)


def _closeness(person: Person, typed: str) -> float:
    names = (person.full_name, person.latin_name, person.called)
    return max(similarity(typed, name) for name in names if name) if typed.strip() else 0.0


@action
def let_in(*, by: Actor, person: Person, reach: Reach) -> Case | None:
    """The contact is hers; gives the draft she has not sent yet, if there is one."""
    verify_contact(by=by, person=person, kind=reach.kind, value=reach.value)
    return Case.objects.filter(person=person, stage=Stage.DRAFT).order_by("-pk").first()
