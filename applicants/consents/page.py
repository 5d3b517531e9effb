"""What the pages of agreements show."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from applicants.cases.models import Case
from applicants.consents.models import REQUIRED, Consent, Purpose
from applicants.consents.standing import standing
from applicants.consents.texts import Words, words_of
from applicants.persons.models import Person
from portal.actors import Actor


@dataclass(frozen=True)
class Agreement:
    """One purpose: the yes that stands (or None), those of before, and the words as they read today."""

    purpose: str
    label: str
    given: Consent | None
    words: Words
    required: bool


def agreements_of(person: Person) -> list[Agreement]:
    """Every purpose, those that she agreed to first."""
    consents = list(person.consents.all())
    found = [_agreement(purpose, consents) for purpose in Purpose]
    return sorted(found, key=lambda one: one.given is None)


def asked_after_sending(person: Person) -> Words | None:
    """What is asked on the page that thanks her: whether we may come back later. None when she has said yes."""
    return None if standing(person.consents.all(), Purpose.LATER) else words_of(Purpose.LATER)


def _agreement(purpose: Purpose, consents: Iterable[Consent]) -> Agreement:
    return Agreement(
        purpose=purpose.value,
        label=str(purpose.label),
        given=standing(consents, purpose),
        words=words_of(purpose),
        required=purpose in REQUIRED,
    )


def desk_agreements(case: Case, actor: Actor) -> dict[str, Any]:
    """For the desk's page of a file: what stands, and what was taken back."""
    consents = list(case.person.consents.order_by("-given_at"))
    return {
        "consents": [one for one in consents if one.withdrawn_at is None],
        "withdrawn": [one for one in consents if one.withdrawn_at is not None],
        "consent_names": actor.sees_names,
        "file_withdrawn": standing(consents, Purpose.FILE) is None
        and any(one.purpose == Purpose.FILE for one in consents),
    }
