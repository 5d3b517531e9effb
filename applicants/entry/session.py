"""One session, one person: coming in begins a new one, leaving ends it, nothing is carried over."""

from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import rotate_token

from applicants.helping.helper import helper_of
from applicants.helping.models import Helping
from applicants.persons.models import Person
from portal.accounts.scope import HELPER_KEY, PERSON_KEY, SEEN_KEY
from portal.typed import HELD

# How a colleague or a partner's user is logged in: it stays below while they fill in for somebody.
_LOGIN: Final = (
    "_auth_user_id",
    "_auth_user_backend",
    "_auth_user_hash",
    "account_authentication_methods",
    "account_authentication_methods_user",
    SEEN_KEY,
)


def come_in(request: HttpRequest, person: Person, helping: Helping | None = None) -> None:
    """From now on this browser is hers. A staff session, another person's, a draft: all that was there goes.

    With `helping`, it is a helper's who fills in for her; a colleague's own login waits until she stops.
    """
    held, helper = request.session.get(HELD), helper_of(request.session) if helping else None
    login = _login_of(request) if helping is not None and helping.user_id is not None else {}
    request.session.flush()
    request.session.update(login)
    if login:
        request.session.set_expiry(settings.STAFF_SESSION_MINUTES * 60)
    request.session[PERSON_KEY] = person.pk
    if helping is not None and helper is not None:
        request.session[HELPER_KEY] = helping.pk
        helper.whom = str(person)
        helper.store(request.session)
    if held:
        request.session[HELD] = held
    rotate_token(request)


def _login_of(request: HttpRequest) -> dict[str, Any]:
    return {key: request.session[key] for key in _LOGIN if key in request.session}


def put_down(request: HttpRequest) -> None:
    """A colleague stops filling in: of the person nothing stays, the login does."""
    login = _login_of(request)
    request.session.flush()
    request.session.update(login)
    request.session.set_expiry(settings.STAFF_SESSION_MINUTES * 60)
    rotate_token(request)


def go_out(request: HttpRequest) -> None:
    """Nothing of her stays in this browser."""
    request.session.flush()
    rotate_token(request)
