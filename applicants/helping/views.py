"""Helping somebody to apply: beginning, and stopping."""

from typing import Final

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from applicants.entry.pending import drop
from applicants.entry.session import go_out, put_down
from applicants.helping.forms import HelperForm
from applicants.helping.helper import Helper, helper_of
from applicants.helping.models import Relation
from applicants.journey.visit import DRAFT
from portal.doors import ActorRequest, public
from portal.roles import Permission

_FIRST: Final = "needs"
_KNOWN: Final = {"staff": Relation.ADVISOR, "partner": Relation.PARTNER}


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def helping(request: ActorRequest) -> HttpResponse:
    """Who helps; then the questions begin on an empty page, whoever used this browser before."""
    if request.actor.is_staff and not request.actor.may(Permission.WORK_CASES):
        raise PermissionDenied
    known = _KNOWN.get(request.actor.kind)
    form = HelperForm(request.POST or None, known=known is not None)
    if request.method == "POST" and form.is_valid():
        if known is None:
            go_out(request)
            helper = Helper(form.cleaned_data["name"], form.cleaned_data["relation"])
        else:
            helper = Helper(request.actor.name, known, user=request.actor.id)
        request.session.pop(DRAFT, None)
        drop(request.session)
        helper.store(request.session)
        return redirect("enter") if form.cleaned_data["begun"] == "yes" else redirect("journey-step", _FIRST)
    return render(request, "applicants/helping.html", {"form": form, "known": known})


@public
@never_cache
@require_POST
def stop_helping(request: ActorRequest) -> HttpResponse:
    """The helper is done: nothing of the person stays; a colleague is at the desk again."""
    helper = helper_of(request.session)
    if helper is None or helper.user is None:
        go_out(request)
        messages.success(request, _("You have stopped helping. Nothing of the person stays on this device."))
        return redirect("home")
    put_down(request)
    messages.success(request, _("You have stopped helping. Nothing of the person stays on this device."))
    return redirect(settings.LANDINGS["partner" if helper.relation == Relation.PARTNER else "staff"])
