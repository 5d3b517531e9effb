"""What somebody typed on a page that had lost its session or its token: kept in the new session until she is in again.

It is kept as session data alone, says itself whose it is, is given back once, and forgotten when somebody else comes
in. Files are not kept.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.contrib import messages
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

HELD: Final = "typed_held"  # the session's key
MOST: Final = 60_000  # characters of what is kept


class _Check(CsrfViewMiddleware):
    """Django's own check, that says what is wrong in place of answering."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        del request
        return HttpResponse(reason, status=403)


def _unused(request: HttpRequest) -> HttpResponse:
    del request
    return HttpResponse()


def token_holds(request: HttpRequest) -> bool:
    """Whether the request carries the token of this browser; a view that asks here is exempt from the middleware.

    Where it does not, nothing may be kept: the page is shown again with what was typed and a new token.
    """
    check = _Check(_unused)
    check.process_request(request)
    return check.process_view(request, _unused, (), {}) is None


def whose(person_id: int) -> str:
    """Says on a page whose it is, without saying who: for what comes back after the session ended."""
    return salted_hmac("applicants.journey", str(person_id)).hexdigest()


def page_of(path: str) -> str:
    """An address without its language: she may come in again in another one."""
    return path.lstrip("/").partition("/")[2]


def hold(request: HttpRequest, page: str) -> None:
    """Keep what was sent, for the page (an address without language) that shows the form."""
    posted = request.POST.copy()
    said = posted.pop("whose", [""])[-1]
    posted.pop("csrfmiddlewaretoken", None)
    data = posted.urlencode()
    request.session[HELD] = {"page": page, "whose": str(said), "data": data if len(data) <= MOST else ""}


def held_page(session: SessionBase, person_id: int) -> str:
    """The page for which something of this person is kept, "" for none; what is somebody else's is forgotten."""
    kept = session.get(HELD)
    if kept and not constant_time_compare(kept["whose"], whose(person_id)):
        del session[HELD]
        return ""
    return str(kept["page"]) if kept else ""


def take(session: SessionBase, page: str, person_id: int) -> QueryDict | None:
    """What was kept for this page and this person, once."""
    if held_page(session, person_id) != page:
        return None
    data = session.pop(HELD)["data"]
    return QueryDict(data) if data else None


def take_of_nobody(session: SessionBase, page: str) -> QueryDict | None:
    """What was kept for this page before anybody had come in, once."""
    kept = session.get(HELD)
    if not kept or kept["whose"] or kept["page"] != page:
        return None
    data = session.pop(HELD)["data"]
    return QueryDict(data) if data else None


def typed_before(request: Any) -> QueryDict | None:
    """What she typed here before she had to come in again, for the form of a GET; she is told to send it."""
    if request.method == "POST" or request.actor.kind != "person":
        return None
    typed = take(request.session, page_of(request.path), request.actor.id)
    if typed is not None:
        messages.info(request, _("Here is what you wrote. Please press the button once more to send it."))
    return typed


def keeps_typed(page: str = "") -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """For a form behind the door `person`: what comes too late is kept. `page` names the page with the form, where
    the form is sent elsewhere; it takes the same arguments.
    """

    def keeping(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def kept(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method != "POST" or request.actor.is_staff or request.actor.kind == "partner":
                return view(request, *args, **kwargs)  # a GET, or somebody whom the door sends away
            is_in = request.actor.kind == "person"
            if is_in and token_holds(request):
                return view(request, *args, **kwargs)
            path = reverse(page, args=args, kwargs=kwargs) if page else request.path
            return _too_late(request, path, is_in=is_in)

        return csrf_exempt(kept)

    return keeping


def _too_late(request: HttpRequest, path: str, *, is_in: bool) -> HttpResponse:
    hold(request, page_of(path))
    if is_in:
        messages.warning(request, _("This page was open for a long time, so nothing was sent yet."))
        return redirect(path)
    if request.FILES:
        sentence = _("You were away for a long time. Enter again, and then choose your file once more.")
    else:
        sentence = _("You were away for a long time. Enter again: we have kept what you just wrote.")
    messages.warning(request, sentence)
    return redirect("enter")
