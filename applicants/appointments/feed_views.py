"""An advisor's appointments for the calendar of her telephone: the page of its address, and the feed itself."""

from typing import Final

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from advisors.feeds.actions import advisor_by, end, feed_of, renew
from advisors.own.forms import advisor_of
from applicants.appointments.calendars import TYPE, calendar_of
from applicants.entry import limits
from portal.doors import ActorRequest, public, staff
from portal.roles import Permission

# A calendar asks every few minutes at most; whoever guesses asks for many.
READS_OF_ONE: Final = 120
MISSES_OF_ADDRESS: Final = 60


@staff(Permission.WORK_CASES)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_calendar(request: ActorRequest) -> HttpResponse:
    """Where the address is made, renewed and ended. It is shown once, in the answer that makes it."""
    advisor = advisor_of(request.actor)
    if advisor is None:
        return redirect("own")
    address = ""
    if request.method == "POST" and "end" in request.POST:
        end(by=request.actor, advisor=advisor)
        return redirect("own-calendar")
    if request.method == "POST":
        path = reverse("calendar-feed", args=[renew(by=request.actor, advisor=advisor)])
        address = f"{settings.SITE_URL}{path}"
    context = {"feed": feed_of(advisor), "address": address}
    return render(request, "applicants/own_calendar.html", context)


@public
@never_cache
@require_safe
def calendar_feed(request: ActorRequest, token: str) -> HttpResponse:
    """The appointments to come and of the last weeks, in her language. No client is named."""
    visitor = limits.address_of(request)
    if not limits.within("calendar", token, READS_OF_ONE) or limits.beyond("calendars", visitor, MISSES_OF_ADDRESS):
        return HttpResponse(status=429, headers={"Retry-After": str(limits.HOUR)})
    advisor = advisor_by(token)
    if advisor is None:
        limits.within("calendars", visitor, MISSES_OF_ADDRESS)
        raise Http404
    with translation.override(advisor.user.language):
        return HttpResponse(calendar_of(advisor), content_type=TYPE, headers={"X-Robots-Tag": "noindex"})
