"""One session, one person: coming in begins a new one, leaving ends it, nothing is carried over."""

from typing import Final

from django.http import HttpRequest
from django.middleware.csrf import rotate_token

from applicants.persons.models import Person
from portal.accounts.scope import PERSON_KEY

# What she typed when an earlier session had ended; it says itself whose it is.
HELD: Final = "journey_held"


def come_in(request: HttpRequest, person: Person) -> None:
    """From now on this browser is hers. A staff session, another person's, a draft: all that was there goes."""
    held = request.session.get(HELD)
    request.session.flush()
    request.session[PERSON_KEY] = person.pk
    if held:
        request.session[HELD] = held
    rotate_token(request)


def go_out(request: HttpRequest) -> None:
    """Nothing of her stays in this browser."""
    request.session.flush()
    rotate_token(request)
