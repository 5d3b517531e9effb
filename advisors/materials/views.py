"""The library: for everybody what is public, for staff what is theirs; and the one door of its files."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from advisors.materials.files import hand_out
from advisors.materials.forms import LibraryFilterForm
from advisors.materials.models import Material
from advisors.materials.queries import fitting, material_page, open_version
from portal.doors import ActorRequest, public, staff
from portal.language import registry
from portal.roles import Permission


@public
@require_safe
def materials(request: ActorRequest) -> HttpResponse:
    """What is public, in the language of the page."""
    language = get_language() or "en"
    found = fitting(request.actor, {"language": language}).filter(is_public=True).published()
    page = material_page(found, after=request.GET.get("after", ""))
    context = {"page": page, "rows": [(row, _in(row, language)) for row in page.rows]}
    return render(request, "advisors/material_list.html", context)


@public
@require_safe
def material(request: ActorRequest, ref: str, language: str) -> HttpResponseBase:
    """Open a version: its file, or where its link leads."""
    version = open_version(request.actor, ref, language if language in registry.BY_CODE else "")
    return redirect(version.link) if version.link else hand_out(version)


@staff(Permission.SEE_DESK)
@require_safe
def material_desk(request: ActorRequest) -> HttpResponse:
    keeps = request.actor.may(Permission.ADMINISTER)
    form = LibraryFilterForm(request.GET, states=keeps)
    page = material_page(fitting(request.actor, form.chosen()), after=request.GET.get("after", ""))
    today = timezone.localdate()
    rows = [(row, row.is_old(today)) for row in page.rows]
    context = {"form": form, "chosen": form.chosen(), "page": page, "rows": rows, "keeps": keeps}
    return render(request, "advisors/material_desk.html", context)


def _in(row: Material, language: str) -> object:
    return next(one for one in row.in_languages if one.language == language)  # type: ignore[attr-defined]  # prefetched
