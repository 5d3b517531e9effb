"""Pages that belong to no room: the front page, the choice of language, errors, health."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from portal.doors import ActorRequest, public
from portal.language import registry
from portal.language.middleware import COOKIE, language_for


@public
@require_safe
def root(request: ActorRequest) -> HttpResponse:
    """`/` has no language: send the visitor to the page in hers."""
    return redirect(f"/{language_for(request)}/")


@public
@require_safe
def home(request: ActorRequest) -> HttpResponse:
    response = render(request, "portal/home.html")
    response.set_cookie(COOKIE, request.LANGUAGE_CODE, max_age=31536000, samesite="Lax", secure=request.is_secure())
    return response


@public
@require_GET
def health(request: ActorRequest) -> JsonResponse:
    """Whether this server answers and reaches its database; for the proxy and the supervisor."""
    del request
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or a browser that refuses cookies: say what to do next."""
    del reason
    return _error(
        request,
        403,
        _("This page was open for too long"),
        _("Please go back, reload the page and send it again."),
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    del exception
    return _error(request, 404, _("We cannot find this page"), _("The address may be wrong, or the page has moved."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    del exception
    return _error(request, 403, _("This page is not for you"), _("If you think it should be, ask your office manager."))


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours. The page needs no database, which may be the fault."""
    code = get_language() or settings.LANGUAGE_CODE
    context = {
        "language": registry.BY_CODE[code],
        "institution": settings.INSTITUTION_NAME,
        "request_id": getattr(request, "request_id", "–"),
    }
    return HttpResponse(render_to_string("500.html", context), status=500)


def _error(request: HttpRequest, status: int, title: str, advice: str) -> HttpResponse:
    return render(request, "portal/error.html", {"title": title, "advice": advice}, status=status)
