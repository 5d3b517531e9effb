"""A page that was open too long loses its token, not what was typed on it."""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware


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
