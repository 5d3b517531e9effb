"""Appointments as who comes sees them: by her page, or by the secret link in a message."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applicants.appointments.actions import book_for_file, cancel_appointment, move_appointment
from applicants.appointments.calendars import as_file, invitation
from applicants.appointments.forms import TimeForm
from applicants.appointments.models import Appointment
from applicants.appointments.picking import pick, pick_again
from applicants.letters.queries import my_file
from applicants.waiting.actions import wish_earlier, wish_no_more
from portal.actors import Actor, system
from portal.doors import ActorRequest, person, public


def _linked(token: str) -> Appointment:
    """Whoever has the link in the message is who it was sent to."""
    return get_object_or_404(Appointment.objects.visible_to(system("link")).whole(), token=token)


def _holder(request: ActorRequest, found: Appointment) -> Actor:
    """Who acts by a link: the person of the file, else the link itself."""
    if found.case is not None:
        return Actor(kind="person", id=found.case.person_id, language=request.LANGUAGE_CODE)
    return system("link")


@public
@never_cache
@require_safe
def appointment(request: ActorRequest, token: str) -> HttpResponse:
    """When, where, with whom; to move, to cancel, to keep in a calendar."""
    return render(request, "applicants/appointment.html", {"appointment": _linked(token)})


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def appointment_move(request: ActorRequest, token: str) -> HttpResponse:
    found = _linked(token)
    if not found.may_change:
        return redirect("appointment", token=token)
    form = TimeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            move_appointment(by=_holder(request, found), appointment=found, key=form.cleaned_data["time"])
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The appointment is moved."))
            return redirect("appointment", token=token)
    found = _linked(token)
    picking = pick_again(found.booking, request.GET)
    return render(request, "applicants/appointment_move.html", {"appointment": found, "picking": picking, "form": form})


@public
@require_POST
def appointment_cancel(request: ActorRequest, token: str) -> HttpResponse:
    found = _linked(token)
    try:
        cancel_appointment(by=_holder(request, found), appointment=found)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("The appointment is cancelled. Thank you for telling us."))
    return redirect("appointment", token=token)


@public
@require_POST
def appointment_earlier(request: ActorRequest, token: str) -> HttpResponse:
    """She wants to be told of an earlier time, or no more."""
    found = _linked(token)
    by = _holder(request, found)
    if request.POST.get("earlier") == "no":
        wish_no_more(by=by, appointment=found)
        return redirect("appointment", token=token)
    try:
        wish_earlier(by=by, appointment=found)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("We write to you when an earlier time comes free."))
    return redirect("appointment", token=token)


@public
@never_cache
@require_safe
def appointment_ics(request: ActorRequest, token: str) -> HttpResponse:
    del request
    found = _linked(token)
    return as_file(invitation(found), found.ref)


@person
@require_http_methods(["GET", "HEAD", "POST"])
def my_appointment_book(request: ActorRequest, ref: str) -> HttpResponse:
    """With a file, from her own page: her office and her own advisor first."""
    file = my_file(request.actor, ref)
    picking = pick(request.GET, office=file.office, own=file.advisor)
    form = TimeForm(request.POST or None)
    if request.method == "POST" and picking.purpose and picking.office and form.is_valid():
        try:
            made = book_for_file(
                by=request.actor,
                case=file,
                purpose=picking.purpose,
                office=picking.office,
                key=form.cleaned_data["time"],
            )
        except ValidationError as problem:
            form.add_error(None, problem.messages)
            picking = pick(request.GET, office=file.office, own=file.advisor)
        else:
            messages.success(request, _("You have an appointment."))
            return redirect("appointment", token=made.token)
    return render(request, "applicants/my_appointment_book.html", {"case": file, "picking": picking, "form": form})
