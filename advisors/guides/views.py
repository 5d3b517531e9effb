"""Guides for everybody, in the language of the page, and the list that staff look after."""

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from advisors.guides.queries import guide_list, open_guide
from portal.doors import ActorRequest, public, staff
from portal.roles import Permission


@public
@require_safe
def guides(request: ActorRequest) -> HttpResponse:
    """By country."""
    found = guide_list(request.actor)
    countries = [(name, list(rows)) for name, rows in groupby(found, key=lambda row: row.get_country_display())]
    return render(request, "advisors/guide_list.html", {"countries": countries})


@public
@require_safe
def guide(request: ActorRequest, code: str) -> HttpResponse:
    shown = open_guide(request.actor, code)
    context = {"guide": shown, "steps": shown.shown_steps, "is_old": shown.is_old(timezone.localdate())}  # type: ignore[attr-defined]  # prefetched
    return render(request, "advisors/guide.html", context)


@staff(Permission.SEE_DESK)
@require_safe
def guide_desk(request: ActorRequest) -> HttpResponse:
    """Which guides there are, and which of them somebody should read again."""
    today = timezone.localdate()
    rows = [(row, row.is_old(today)) for row in guide_list(request.actor)]
    edits = request.actor.may(Permission.ADMINISTER)
    return render(request, "advisors/guide_desk.html", {"rows": rows, "edits": edits})
