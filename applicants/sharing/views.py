"""Sharing a material from a file, and opening it on the client's own page."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from advisors.materials.files import hand_out
from advisors.materials.queries import open_version
from applicants.cases.queries import open_file
from applicants.sharing.actions import share_material
from applicants.sharing.page import sharing_page
from applicants.sharing.queries import open_share
from portal.doors import ActorRequest, person, staff
from portal.roles import Permission


@staff(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def case_materials(request: ActorRequest, ref: str) -> HttpResponse:
    """The library for this client, first what there is in the language she reads."""
    file = open_file(request.actor, ref)
    if request.method != "POST":
        return render(request, "applicants/share_material.html", sharing_page(file, request.actor, request.GET))
    which, _sign, language = request.POST.get("version", "").partition(":")
    if not language:
        messages.error(request, _("Please choose a material."))
        return redirect("case-materials", ref=ref)
    version = open_version(request.actor, which, language)
    try:
        _share, told = share_material(by=request.actor, case=file, version=version)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        alone = _("It is shared on the client’s page. There is no contact to write to.")
        messages.success(request, _("It is shared. The client gets a message.") if told else alone)
    return redirect("case", ref=ref)


@person
@require_safe
def my_material(request: ActorRequest, ref: str) -> HttpResponseBase:
    """Her file, or where the link leads."""
    version = open_share(request.actor, ref)
    return redirect(version.link) if version.link else hand_out(version)
