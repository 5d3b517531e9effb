"""The plan on the desk: the same pages, with the client's language beside the reader's, and remarks to write."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applicants.plans import pages
from applicants.plans.actions import remark
from applicants.plans.forms import RemarkForm
from applicants.plans.side import desk_side
from portal.doors import ActorRequest, staff
from portal.roles import Permission


@staff(Permission.SEE_CASES)
@require_safe
def plan(request: ActorRequest, ref: str) -> HttpResponse:
    return pages.overview(request, desk_side(request.actor, ref))


@staff(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: ActorRequest, ref: str) -> HttpResponse:
    return pages.begin(request, desk_side(request.actor, ref))


@staff(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: ActorRequest, ref: str, name: str) -> HttpResponse:
    return pages.page(request, desk_side(request.actor, ref), name)


@staff(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def months(request: ActorRequest, ref: str, name: str, key: str) -> HttpResponse:
    return pages.months(request, desk_side(request.actor, ref), name, key)


@staff(Permission.WORK_CASES)
@require_safe
def versions(request: ActorRequest, ref: str) -> HttpResponse:
    return pages.versions(request, desk_side(request.actor, ref))


@staff(Permission.WORK_CASES)
@require_safe
def paper(request: ActorRequest, ref: str) -> HttpResponse:
    return pages.paper(request, desk_side(request.actor, ref))


@staff(Permission.WORK_CASES)
@require_POST
def write_remark(request: ActorRequest, ref: str) -> HttpResponse:
    side = desk_side(request.actor, ref)
    form = RemarkForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please choose a page and write the remark."))
        return redirect(side.url())
    try:
        remark(by=request.actor, plan=side.open_plan(), **form.cleaned_data)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("The client reads the remark on her page."))
    return redirect(side.url())
