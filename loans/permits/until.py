"""Until when somebody may stay, as far as a loan asks: the one place that says whom the question is not about."""

from datetime import date
from typing import Final

from applicants.models import Person

# The right to stay of a citizen of the European Union does not end with the card.
_CITIZENS: Final = frozenset({"be-eu"})


def permit_end(person: Person) -> date | None:
    """The end of the residence permit; None without one, without an end, and for citizens of the European Union."""
    permit = getattr(person, "permit", None)
    if permit is None or permit.valid_until is None:
        return None
    if permit.kind is not None and permit.kind.code in _CITIZENS:
        return None
    end: date = permit.valid_until
    return end
