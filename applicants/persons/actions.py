"""What changes a person's record: her names, contacts, languages, birth date and papers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from advisors.models import SpokenLanguage
from applicants.persons.models import (
    Contact,
    ContactKind,
    PermitKind,
    Person,
    PersonLanguage,
    ResidencePermit,
    YesNo,
)
from portal.actors import Actor
from portal.language.partial_dates import PartialDate
from portal.record.acting import action


@action
def register_person(*, by: Actor, full_name: str, latin_name: str = "", called: str = "", language: str) -> Person:
    """A new record. Nobody is merged by name: two people may bear one, and share a phone."""
    del by
    return Person.objects.create(full_name=full_name, latin_name=latin_name, called=called, language=language)


@action
def set_names(*, by: Actor, person: Person, full_name: str, latin_name: str = "", called: str = "") -> None:
    del by
    person.full_name, person.latin_name, person.called = full_name, latin_name, called
    person.save()


@action
def set_residence(*, by: Actor, person: Person, country: str, city: str) -> None:
    """Where she lives: an ISO 3166 code and the name of the place."""
    del by
    person.country, person.city = country, city
    person.save(update_fields=["country", "city"])


@action
def set_language(*, by: Actor, person: Person, language: str) -> None:
    """The interface language in which she is written to."""
    del by
    if person.language != language:
        person.language = language
        person.save(update_fields=["language"])


@action
def set_contacts(*, by: Actor, person: Person, phone: str = "", email: str = "") -> None:
    """Write here first. Contacts she had before stay, so that an error of typing never locks her out."""
    del by
    given = [(ContactKind.PHONE, phone), (ContactKind.EMAIL, email)]
    for kind, value in given:
        if value:
            Contact.objects.update_or_create(person=person, kind=kind, value=value, defaults={"preferred": True})
    person.contacts.exclude(value__in=[phone, email]).update(preferred=False)


@action
def verify_contact(*, by: Actor, person: Person, kind: str, value: str) -> Contact:
    """She has just shown that messages to this contact reach her."""
    del by
    contact, _created = Contact.objects.get_or_create(person=person, kind=kind, value=value)
    if contact.verified_at is None:
        contact.verified_at = timezone.now()
        contact.save(update_fields=["verified_at"])
    return contact


@action
def set_languages(*, by: Actor, person: Person, languages: Sequence[tuple[str, bool]]) -> None:
    """The languages she speaks as (code, reads it), in order of wish; what was there before goes."""
    del by
    codes = [code for code, _reads in languages]
    known = {language.code: language for language in SpokenLanguage.objects.filter(code__in=codes)}
    person.languages.exclude(language__code__in=codes).delete()
    for rank, (code, reads) in enumerate(languages, 1):
        PersonLanguage.objects.update_or_create(
            person=person, language=known[code], defaults={"rank": rank, "reads": reads}
        )


@action
def set_birth(*, by: Actor, person: Person, birth: PartialDate) -> None:
    """As much as she knows, in the calendar in which she said it; the Gregorian year beside it, for lists."""
    del by
    person.birth = birth.as_dict()
    person.birth_year = birth.earliest().year
    person.save(update_fields=["birth", "birth_year"])


@action
def set_advisor_wishes(*, by: Actor, person: Person, woman: bool, not_of: str = "") -> None:
    """Whom she would rather talk to: a woman, nobody of the community with this code. The match alone reads it."""
    del by
    person.advisor_wishes = {"woman": woman, "not_of": not_of}
    person.save(update_fields=["advisor_wishes"])


@action
def set_permit_kind(*, by: Actor, person: Person, code: str = "", other: str = "") -> None:
    """Which residence document she holds; neither when she does not know."""
    del by
    kind = PermitKind.objects.get(code=code) if code else None
    ResidencePermit.objects.update_or_create(person=person, defaults={"kind": kind, "other": other})


@action
def set_permit_end(*, by: Actor, person: Person, valid_until: date | None, no_end: bool) -> None:
    del by
    ResidencePermit.objects.update_or_create(
        person=person, defaults={"valid_until": None if no_end else valid_until, "no_end": no_end}
    )


@action
def set_permit_work(
    *,
    by: Actor,
    person: Person,
    may_be_self_employed: str = YesNo.UNKNOWN,
    extension_asked: str = YesNo.UNKNOWN,
    extension_expected: str = YesNo.UNKNOWN,
) -> None:
    del by
    defaults: dict[str, Any] = {
        "may_be_self_employed": may_be_self_employed,
        "extension_asked": extension_asked,
        "extension_expected": extension_expected,
    }
    ResidencePermit.objects.update_or_create(person=person, defaults=defaults)
