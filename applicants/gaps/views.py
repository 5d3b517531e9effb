"""The page about languages that are missing."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from applicants.gaps.forms import WhatIfForm
from applicants.gaps.page import gaps_page
from portal.doors import ActorRequest, staff
from portal.models import Office
from portal.roles import Permission


@staff(Permission.ASSIGN_CASES)
@require_safe
def gaps(request: ActorRequest) -> HttpResponse:
    offices = list(Office.objects.visible_to(request.actor).open())
    form = WhatIfForm(request.GET if "language" in request.GET else None, offices=offices)
    return render(request, "applicants/gaps.html", gaps_page(request.actor, form, offices))
