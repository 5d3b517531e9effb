"""The recording of a question, for anybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from applicants.aloud.queries import recording_of
from portal.doors import public
from portal.files.serving import serve_sound


@public
@require_safe
def step_aloud(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    """A question spoken in the language of the address. An address of before leads to the one of today."""
    found = recording_of(slug, get_language() or "en")
    if found is None:
        raise Http404
    if found.version != version:
        return redirect("step-aloud", slug, found.version)
    name = f"{slug}-{found.language}"
    return serve_sound(request, found.content, found.kind, name=name, public=True)
