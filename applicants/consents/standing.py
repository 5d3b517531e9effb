"""Whether an agreement stands: the one question that the rest of the house asks."""

from collections.abc import Iterable

from django.utils import timezone

from applicants.consents.models import Consent, ConsentText
from applicants.persons.models import Person


def stands(person: Person, purpose: str) -> bool:
    """Whether she agreed to this purpose, has not taken it back, and was not asked anew by a later text."""
    return standing(person.consents.all(), purpose) is not None


def standing(consents: Iterable[Consent], purpose: str) -> Consent | None:
    """The yes that counts today among hers, the newest; None without one."""
    found = [one for one in consents if one.purpose == purpose and one.withdrawn_at is None]
    if not found:
        return None
    today = timezone.localdate()
    again = ConsentText.objects.filter(purpose=purpose, asks_again=True, valid_from__lte=today).first()
    counting = [one for one in found if again is None or timezone.localdate(one.given_at) >= again.valid_from]
    return max(counting, key=lambda one: one.given_at, default=None)
