"""What happens around every request: its number, who acts, the doors, the headers."""

import uuid
from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from portal.accounts.scope import actor_of
from portal.doors import refuse_staff
from portal.request_ids import current_request_id
from portal.roles import Permission

GetResponse = Callable[[HttpRequest], HttpResponse]

PERMISSIONS_POLICY: Final = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
_WITH_MICROPHONE: Final = PERMISSIONS_POLICY.replace("microphone=()", "microphone=(self)")


def with_microphone(response: HttpResponse) -> HttpResponse:
    """A page on which somebody may record her voice, and hear the recording before it is sent."""
    response["Permissions-Policy"] = _WITH_MICROPHONE
    response._csp_update = {"media-src": ["'self'", "blob:"]}  # type: ignore[attr-defined]  # noqa: SLF001 - the name that csp's middleware reads
    return response


class RequestId:
    """Gives each request a number, for the log and for the record of changes."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = uuid.uuid4().hex  # type: ignore[attr-defined]  # ActorRequest names it
        token = current_request_id.set(request.request_id)  # type: ignore[attr-defined]  # as above
        try:
            response = self.get_response(request)
        finally:
            current_request_id.reset(token)
        response["X-Request-ID"] = request.request_id  # type: ignore[attr-defined]  # as above
        return response


class Headers:
    """Headers that Django does not set by itself."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response


class WhoActs:
    """`request.actor`: from the staff session, from a person's verified contact, or nobody."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = get_language() or settings.LANGUAGE_CODE
        request.actor = SimpleLazyObject(lambda: actor_of(request, language))  # type: ignore[attr-defined]  # ActorRequest names it
        return self.get_response(request)


class Doors:
    """Refuses every view that has no door: forgetting one is a 403 in the first test, not a leak."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        del args, kwargs
        if hasattr(view, "door"):
            return None
        door = foreign_door(view)
        if door == "public":
            return None
        if door is None:
            raise PermissionDenied
        return refuse_staff(request, Permission(door))


def foreign_door(view: Callable[..., Any]) -> str | None:
    """The door that settings name for the package a foreign view comes from, or None."""
    view_class = getattr(view, "view_class", None)
    module = getattr(view_class or view, "__module__", "")
    for package, door in settings.FOREIGN_DOORS.items():
        if module == package or module.startswith(f"{package}."):
            return str(door)
    return None
