"""What a person agreed to, given by the portal's own action."""

from applicants.consents.actions import give_consent
from applicants.consents.models import Purpose
from applicants.models import Person
from portal.actors import Actor


def shares_with_partners(person: Person) -> None:
    """She agrees that an organisation reads what it needs."""
    herself = Actor(kind="person", id=person.pk, language=person.language)
    give_consent(by=herself, person=person, language=person.language, purpose=Purpose.PARTNER)
