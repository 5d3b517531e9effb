"""A partner makes an appointment for somebody it accompanies; the message with the link goes to that person."""

from typing import Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from advisors.models import Purpose
from applicants.appointments.actions import book_for_name
from applicants.appointments.forms import TimeForm
from applicants.appointments.picking import pick
from applicants.booking.holding import ACCOMPANIED, Held, held_in, let_go
from applicants.entry.arriving import too_often
from applicants.entry.limits import within
from partnerships.forms import AccompaniedForm
from portal.doors import ActorRequest, partner
from portal.language.moments import moment_words
from portal.models import Office

_MOST: Final = 20  # appointments one user makes in an hour


@partner
@require_http_methods(["GET", "HEAD", "POST"])
def partner_book(request: ActorRequest) -> HttpResponse:
    """What for, where, when."""
    picking, form = pick(request.GET), TimeForm(request.POST or None)
    if request.method == "POST" and picking.purpose and picking.office and form.is_valid():
        Held(picking.purpose.code, picking.office.code, form.cleaned_data["time"]).store(request.session, ACCOMPANIED)
        return redirect("partner-book-who")
    return render(request, "partnerships/partner_book.html", {"picking": picking, "form": form})


@partner
@require_http_methods(["GET", "HEAD", "POST"])
def partner_book_who(request: ActorRequest) -> HttpResponse:
    """For whom, with that person's yes."""
    held = held_in(request.session, ACCOMPANIED)
    place = held.place() if held else None
    if held is None or place is None:
        return redirect("partner-book")
    form = AccompaniedForm(request.POST or None, initial={"region": place[1].country})
    if request.method == "POST" and form.is_valid() and _take(request, form, held, place):
        return redirect("partner-home")
    return render(request, "partnerships/partner_book_who.html", {"form": form, "place": place})


def _take(request: ActorRequest, form: AccompaniedForm, held: Held, place: tuple[Purpose, Office]) -> bool:
    """Make the appointment; why not goes into the form."""
    if not within("partner-bookings", request.actor.key, _MOST):
        form.add_error(None, too_often())
        return False
    said, (purpose, office) = form.cleaned_data, place
    try:
        made = book_for_name(
            by=request.actor,
            name=said["name"],
            reach=said["contact"],
            language=said["language"],
            purpose=purpose,
            office=office,
            key=held.time,
        )
    except ValidationError as problem:
        form.add_error(None, problem.messages)
        return False
    let_go(request.session, ACCOMPANIED)
    at = moment_words(made.begins, request.LANGUAGE_CODE)
    messages.success(request, _("The appointment is made: %(at)s. Who comes is told.") % {"at": at})
    return True
