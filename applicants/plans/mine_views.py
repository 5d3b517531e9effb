"""The plan on the client's own pages: the door is her contact, the file her own."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applicants.plans import pages
from applicants.plans.actions import finish_remark
from applicants.plans.side import my_side
from portal.doors import ActorRequest, person
from portal.typed import keeps_typed


@person
@require_safe
def plan(request: ActorRequest, ref: str) -> HttpResponse:
    return pages.overview(request, my_side(request.actor, ref))


@keeps_typed()
@person
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: ActorRequest, ref: str) -> HttpResponse:
    return pages.begin(request, my_side(request.actor, ref))


@keeps_typed()
@person
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: ActorRequest, ref: str, name: str) -> HttpResponse:
    return pages.page(request, my_side(request.actor, ref), name)


@keeps_typed()
@person
@require_http_methods(["GET", "HEAD", "POST"])
def months(request: ActorRequest, ref: str, name: str, key: str) -> HttpResponse:
    return pages.months(request, my_side(request.actor, ref), name, key)


@person
@require_safe
def versions(request: ActorRequest, ref: str) -> HttpResponse:
    return pages.versions(request, my_side(request.actor, ref))


@person
@require_safe
def paper(request: ActorRequest, ref: str) -> HttpResponse:
    return pages.paper(request, my_side(request.actor, ref))


@person
@require_POST
def remark_done(request: ActorRequest, ref: str) -> HttpResponse:
    """She has read a remark and done what it asks."""
    side = my_side(request.actor, ref)
    number = request.POST.get("remark", "")
    found = get_object_or_404(side.open_plan().remarks, pk=int(number) if number.isdecimal() else 0)
    finish_remark(by=request.actor, remark=found)
    messages.success(request, _("Done."))
    return redirect(side.url())
