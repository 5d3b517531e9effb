"""A colleague makes an appointment for somebody without a file, who stands at the counter or calls."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applicants.appointments.actions import book_for_name
from applicants.appointments.forms import TimeForm
from applicants.appointments.picking import pick
from applicants.booking.forms import ForSomebodyForm
from applicants.booking.holding import DESK, Held, held_in, let_go
from portal.doors import ActorRequest, staff
from portal.language.moments import moment_words
from portal.models import Office
from portal.roles import Permission


def _office(request: ActorRequest, code: str) -> Office:
    return get_object_or_404(Office.objects.visible_to(request.actor), code=code)


@staff(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def desk_book(request: ActorRequest, code: str) -> HttpResponse:
    """What for and when, without notice; at this office, or at another one where that is chosen."""
    office = _office(request, code)
    picking, form = pick(request.GET, office=office, notice=False), TimeForm(request.POST or None)
    if request.method == "POST" and picking.purpose and picking.office and form.is_valid():
        Held(picking.purpose.code, picking.office.code, form.cleaned_data["time"]).store(request.session, DESK)
        return redirect("desk-book-who", code=code)
    return render(request, "applicants/desk_book.html", {"office": office, "picking": picking, "form": form})


@staff(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def desk_book_who(request: ActorRequest, code: str) -> HttpResponse:
    """For whom, and where the message with the link goes."""
    office, held = _office(request, code), held_in(request.session, DESK)
    place = held.place() if held else None
    if held is None or place is None:
        return redirect("desk-book", code=code)
    form = ForSomebodyForm(request.POST or None, initial={"region": office.country})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = book_for_name(
                by=request.actor,
                name=said["name"],
                reach=said["contact"],
                language=said["language"],
                purpose=place[0],
                office=place[1],
                key=held.time,
            )
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            let_go(request.session, DESK)
            at = moment_words(made.begins, request.LANGUAGE_CODE)
            messages.success(request, _("The appointment is made: %(at)s. Who comes is told.") % {"at": at})
            return redirect(f"{reverse('reception-day', args=[code])}?day={made.begins.date().isoformat()}")
    return render(request, "applicants/desk_book_who.html", {"office": office, "form": form, "place": place})
