"""The doors of the house. Every view declares one; a view without a door is refused by `middleware.Doors`.

A door says who may come in at all. Which rows they then see is the business of `visible_to(actor)`.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from portal.accounts.scope import to_entrance
from portal.actors import Actor
from portal.roles import Permission

P = ParamSpec("P")


class ActorRequest(HttpRequest):
    """A request that came through a door: `actor` says who, `request_id` is in every log line and change."""

    actor: Actor
    request_id: str
    htmx: Any


View = Callable[Concatenate[ActorRequest, P], HttpResponseBase]
AnyView = Callable[..., HttpResponseBase]


def public(view: View[P]) -> AnyView:
    """Anybody may come in."""

    @wraps(view)
    def opened(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        return view(request, *args, **kwargs)  # type: ignore[arg-type]  # the middleware put the actor there

    return _marked(opened, "public")


def person(view: View[P]) -> AnyView:
    """She herself, by a verified contact; others are sent to the entry page, who helps her to the questions."""

    @wraps(view)
    def opened(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if _actor(request).kind != "person":
            return redirect("enter")
        if _actor(request).helper is not None:
            return redirect("apply")
        return view(request, *args, **kwargs)  # type: ignore[arg-type]  # the middleware put the actor there

    return _marked(never_cache(opened), "person")


def person_or_helper(view: View[P]) -> AnyView:
    """As `person`, and open to whoever fills in for her: the questions, and sending them."""

    @wraps(view)
    def opened(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if _actor(request).kind != "person":
            return redirect("enter")
        return view(request, *args, **kwargs)  # type: ignore[arg-type]  # the middleware put the actor there

    return _marked(never_cache(opened), "person")


def partner(view: View[P]) -> AnyView:
    """A user of a partner organisation."""

    @wraps(view)
    def opened(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if _actor(request).kind in ("staff", "person"):
            raise PermissionDenied
        if _actor(request).kind != "partner":
            return to_entrance(request)
        return view(request, *args, **kwargs)  # type: ignore[arg-type]  # the middleware put the actor there

    return _marked(never_cache(opened), "partner")


def logged_in(view: View[P]) -> AnyView:
    """Staff or a partner's user, whatever their role: for the pages of their own account."""

    @wraps(view)
    def opened(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if _actor(request).kind not in ("staff", "partner"):
            return to_entrance(request)
        return view(request, *args, **kwargs)  # type: ignore[arg-type]  # the middleware put the actor there

    return _marked(never_cache(opened), "logged_in")


def staff(permission: Permission) -> Callable[[View[P]], AnyView]:
    """A member of staff whose roles hold the permission: others get 403, strangers the login page."""

    def door(view: View[P]) -> AnyView:
        @wraps(view)
        def opened(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            refusal = refuse_staff(request, permission)
            if refusal is not None:
                return refusal
            return view(request, *args, **kwargs)  # type: ignore[arg-type]  # the middleware put the actor there

        return _marked(never_cache(opened), permission.value)

    return door


def refuse_staff(request: HttpRequest, permission: Permission) -> HttpResponse | None:
    """The answer for somebody who may not come in, or None. Raises PermissionDenied for a wrong role."""
    actor = _actor(request)
    if actor.kind in ("person", "system"):
        return to_entrance(request)
    if actor.kind == "partner" or not actor.may(permission):
        raise PermissionDenied
    return None


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by middleware.WhoActs
    return actor


def _marked(view: AnyView, door: str) -> AnyView:
    view.door = door  # type: ignore[attr-defined]  # read by middleware.Doors and by the tests' table of URLs
    return view
