"""The language of a page is the first part of its path; only `/` asks the browser."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from portal.language import registry

COOKIE = "language"


def language_for(request: HttpRequest) -> str:
    """The language to greet a visitor in who came without one: her last choice, else her browser's."""
    chosen = request.COOKIES.get(COOKIE, "")
    if chosen in registry.CODES:
        return chosen
    return registry.from_browser(request.headers.get("Accept-Language", "")) or settings.LANGUAGE_CODE


class LanguageFromPath:
    """Activates the language of the path, for the length of the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        first = request.path_info.split("/", 2)[1]
        language = first if first in registry.CODES else language_for(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.setdefault("Content-Language", language)
            if first not in registry.CODES:
                response["Vary"] = ", ".join(filter(None, [response.get("Vary"), "Accept-Language"]))
            return response
