"""Her contacts after she is in: another one with a code to it, which is written to first, which goes."""

from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from applicants.cases.actions import add_event
from applicants.cases.models import Case
from applicants.persons.actions import verify_contact
from applicants.persons.contacts import Reach, recipients_of
from applicants.persons.models import Contact, ContactKind, Person
from portal.actors import Actor
from portal.codes import actions as codes
from portal.outbox.actions import Recipient, queue
from portal.outbox.models import Channel
from portal.record.acting import action

NEW: Final = "contact"  # what a code to a new contact is for
FACE: Final = "face"  # what a code is for that is shown at the office


@action
def send_contact_code(*, by: Actor, reach: Reach) -> None:
    """A code to the contact she wants to add, in the language of the page; nothing when five are alive already."""
    code = codes.issue(contact=reach.value, purpose=NEW)
    if code is not None:
        channel = Channel.SMS if reach.kind == ContactKind.PHONE else Channel.EMAIL
        queue(event="entry_code", to=Recipient(channel, reach.value, by.language), params={"code": code})


@action
def add_contact(*, by: Actor, person: Person, reach: Reach) -> Contact:
    """The new contact is hers, and is written to first; every other one of hers hears of it."""
    before = [to for to in recipients_of(person) if to.address != reach.value]
    contact = verify_contact(by=by, person=person, kind=reach.kind, value=reach.value)
    prefer_contact(by=by, contact=contact)
    for to in before:
        queue(event="contact_added", to=to, params={}, about=person)
    _tell_files(by, person, "contact.added")
    return contact


@action
def prefer_contact(*, by: Actor, contact: Contact) -> None:
    """We write here first from now on. `ValidationError` while she has not proved that it is hers."""
    del by
    if contact.verified_at is None:
        raise ValidationError(_("Please add this contact with a code first."))
    contact.person.contacts.exclude(pk=contact.pk).update(preferred=False)
    contact.preferred = True
    contact.save(update_fields=["preferred"])


@action
def remove_contact(*, by: Actor, contact: Contact) -> None:
    """It is no longer hers, and hears so. `ValidationError` for the last one by which she can come in."""
    person = Person.objects.select_for_update().get(pk=contact.person_id)
    others = person.contacts.verified().exclude(pk=contact.pk)
    if not others.exists():
        raise ValidationError(_("This is your only contact. Add another one first."))
    gone = [to for to in recipients_of(person) if to.address == contact.value]
    contact.delete()
    if not person.contacts.filter(preferred=True).exists():
        newest = person.contacts.verified().order_by("-verified_at", "-pk")[0]
        prefer_contact(by=by, contact=newest)
    for to in gone:
        queue(event="contact_removed", to=to, params={}, about=person)
    _tell_files(by, person, "contact.removed")


def _tell_files(by: Actor, person: Person, code: str) -> None:
    for case in Case.objects.open().filter(person=person):
        add_event(by=by, case=case, code=code, public=True)


@action
def let_in_face_to_face(*, by: Actor, case: Case, reason: str) -> str | None:
    """A code that a colleague shows to the person in front of her: for a phone that is lost, on record.

    Her contacts hear of it. None when five are alive already.
    """
    code = codes.issue(contact=face_key(case.ref), purpose=FACE)
    if code is None:
        return None
    add_event(by=by, case=case, code="person.let_in", params={"reason": reason})
    for to in recipients_of(case.person):
        queue(event="let_in", to=to, params={}, about=case)
    return code


def face_key(ref: str) -> str:
    """What stands in the place of a contact for a code that was shown, not sent."""
    return f"file {ref}"


@action
def enter_face_to_face(*, by: Actor, ref: str, code: str) -> Person | None:
    """Whose file the shown code opens, once; None for a wrong one, and for a file that is not there."""
    del by
    if not codes.use(contact=face_key(ref), purpose=FACE, code=code):
        return None
    case = Case.objects.filter(ref=ref).select_related("person").first()
    return case.person if case else None
