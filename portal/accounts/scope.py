"""From a request to an actor: who is it, which roles, which offices, which partner."""

import time
from typing import Any, Final

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from portal.accounts.models import User
from portal.actors import NOBODY, Actor
from portal.roles import EVERY_OFFICE, Role

PERSON_KEY: Final = "person_id"  # the session's key for a person who came in by a verified contact
HELPER_KEY: Final = "helper_id"  # and for the row that says who fills in for her
SEEN_KEY: Final = "seen_at"  # when a user's session was last extended, in seconds
_EXTEND_EVERY: Final = 60  # seconds
# Sent by the parts of pages that ask again by themselves: nobody did anything.
BY_ITSELF: Final = "X-By-Itself"


def actor_of(request: HttpRequest, language: str) -> Actor:
    """The actor behind a request; NOBODY when nobody is logged in. One or two queries, once per request."""
    person_id = request.session.get(PERSON_KEY)
    if person_id is not None:
        helper = request.session.get(HELPER_KEY)
        behalf = int(person_id) if helper is not None else None
        return Actor(kind="person", id=int(person_id), on_behalf_of=behalf, helper=helper, language=language)
    user = request.user
    if not isinstance(user, User) or not second_factor_passed(request, user):
        return NOBODY
    if BY_ITSELF not in request.headers:
        stay(request)
    return actor_for_user(user, language=language)


def actor_for_user(user: User, *, language: str = "en") -> Actor:
    """The actor that a user's memberships make of her."""
    memberships = list(user.memberships.all())
    roles = frozenset(Role(membership.role) for membership in memberships)
    partner_ids = [membership.partner_id for membership in memberships if membership.partner_id]
    everywhere = bool(roles & EVERY_OFFICE)
    offices = None if everywhere else frozenset(m.office_id for m in memberships if m.office_id)
    return Actor(
        kind="partner" if roles == {Role.PARTNER} else "staff",
        id=user.pk,
        name=user.name,
        roles=roles,
        offices=offices,
        partner_id=partner_ids[0] if partner_ids else None,
        language=language,
    )


def second_factor_passed(request: HttpRequest, user: User) -> bool:
    """Whether this session used a second factor, or none is asked for at this installation."""
    if not settings.SECOND_FACTOR_REQUIRED or not user.is_active:
        return user.is_active
    return any(record.get("method") == "mfa" for record in authentications(request))


def authentications(request: HttpRequest) -> list[dict[str, Any]]:
    """How the user of this session proved who she is, oldest first; allauth keeps it, bound to the user."""
    user = request.user
    return get_authentication_records(request, user) if isinstance(user, User) else []


def note_second_factor(request: HttpRequest) -> None:
    """After she set one up and typed its first code, this session has passed it, and its codes are shown next."""
    for authenticator in Authenticator.objects.filter(user=request.user.pk):
        if authenticator.type == Authenticator.Type.TOTP:
            post_authentication(request, authenticator)
    note_codes_shown(request)


def note_codes_shown(request: HttpRequest) -> None:
    """Written when the codes are made: the page that shows them is a GET, and writes nothing."""
    for authenticator in Authenticator.objects.filter(user=request.user.pk, type=Authenticator.Type.RECOVERY_CODES):
        authenticator.wrap().mark_as_viewed()


def forget_second_factor(request: HttpRequest) -> None:
    """After she gave up her second factor, this session counts as one without."""
    kept = [record for record in authentications(request) if record.get("method") != "mfa"]
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = kept


def to_entrance(request: HttpRequest) -> HttpResponse:
    """Where somebody goes who may not come in yet: to log in, or to the second factor that is still missing."""
    if BY_ITSELF in request.headers:  # what somebody is typing on the rest of the page must stay
        return render(request, "portal/_logged_out.html")
    if HELPER_KEY in request.session:  # a colleague who fills in for somebody stops that first
        return redirect("apply")
    user = request.user
    if not isinstance(user, User) or not user.is_active or PERSON_KEY in request.session:
        return redirect_to_login(request.get_full_path())
    missing = "mfa_reauthenticate" if is_mfa_enabled(user) else "mfa_activate_totp"
    return redirect_to_login(request.get_full_path(), login_url=reverse(missing))


def stay(request: HttpRequest) -> None:
    """Extend a user's session, at most once a minute: it ends STAFF_SESSION_MINUTES after her last page."""
    now = int(time.time())
    if now - request.session.get(SEEN_KEY, 0) >= _EXTEND_EVERY:
        request.session[SEEN_KEY] = now
        request.session.set_expiry(settings.STAFF_SESSION_MINUTES * 60)
