"""The friendly way out: who else can help. Never a dead end: one may go back, and go on."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from applicants.elsewhere.reasons import STEP_OF, holds, organisations
from applicants.journey.visit import Visit
from portal.doors import ActorRequest, public


@public
@never_cache
@require_safe
def other_help(request: ActorRequest) -> HttpResponse:
    """Who else can help, near her where we know where she lives; `why` is told only when it is so."""
    visit = Visit(request)
    asked = request.GET.get("why", "")
    reason = asked if holds(asked, visit.sheet) else ""
    step = STEP_OF.get(reason) if reason else None  # type: ignore[call-overload]  # one of the reasons, as `holds` says
    context = {
        "reason": reason,
        "organisations": organisations(reason, visit.sheet),
        "begun": bool(visit.sheet.answered),
        "back_url": reverse("journey-step", args=[step]) if step else reverse("apply"),
        "go_on_url": visit.url_to_go_on(),
    }
    return render(request, "applicants/other_help.html", context)
