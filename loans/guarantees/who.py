"""Which record of a person a guarantor has: his own, found again when he guarantees once more."""

from django.db.models import Q

from applicants.models import Person
from applicants.persons.actions import register_person, set_contacts
from loans.guarantees.models import Guarantee
from portal.actors import Actor
from portal.language.names import search_key


def person_for(by: Actor, guarantee: Guarantee) -> Person:
    """His record; a new one where nobody of this name and this contact is known.

    Known is who guarantees already, or has shown that the contact is his; a family that shares a phone has several
    names. Nothing of what is known is told to whoever names him: a code goes to the contact first.
    """
    reached = Q(guarantees__contact=guarantee.contact) | Q(
        contacts__value=guarantee.contact, contacts__verified_at__isnull=False
    )
    named = search_key(guarantee.name)
    others = Person.objects.filter(reached).exclude(pk=guarantee.application.case.person_id)
    for person in others.distinct().order_by("pk"):
        if named in (search_key(person.full_name), search_key(person.latin_name)):
            return person
    person = register_person(by=by, full_name=guarantee.name, language=guarantee.language)
    kind = "email" if "@" in guarantee.contact else "phone"
    set_contacts(by=by, person=person, **{kind: guarantee.contact})
    return person
