"""Appointments as staff make, move and cancel them for somebody."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from advisors.hours.actions import keep
from applicants.appointments.actions import book_for_file, cancel_appointment, move_appointment
from applicants.appointments.forms import TimeForm
from applicants.appointments.models import Appointment
from applicants.appointments.picking import pick, pick_again
from applicants.appointments.settling import MOST, unsettled
from applicants.cases.page import head_of
from applicants.cases.queries import open_file
from applicants.waiting.actions import wish_earlier, wish_no_more
from portal.doors import ActorRequest, staff
from portal.language.moments import moment_words
from portal.roles import Permission


@staff(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def case_appointment(request: ActorRequest, ref: str) -> HttpResponse:
    """For the person of a file, without notice: she may stand at the desk."""
    file = open_file(request.actor, ref)
    picking = pick(request.GET, office=file.office, own=file.advisor, notice=False)
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
            picking = pick(request.GET, office=file.office, own=file.advisor, notice=False)
        else:
            at = moment_words(made.begins, request.LANGUAGE_CODE)
            messages.success(request, _("The appointment is made: %(at)s. The applicant is told.") % {"at": at})
            return redirect("case", ref=ref)
    context = head_of(file, request.actor) | {"picking": picking, "form": form}
    return render(request, "applicants/case_appointment.html", context)


def _way_back(request: ActorRequest, found: Appointment) -> str:
    """To the list she came from, else to the file; without one, to the day at the office."""
    if request.GET.get("back") == "list":
        return reverse("appointments-unsettled")
    if found.case is None or request.GET.get("back") == "reception":
        day = found.begins.date().isoformat()
        return f"{reverse('reception-day', args=[found.booking.office.code])}?day={day}"
    return reverse("case", args=[found.case.ref])


def _seen(request: ActorRequest, ref: str) -> Appointment:
    return get_object_or_404(Appointment.objects.visible_to(request.actor).whole(), ref=ref)


@staff(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def desk_appointment_move(request: ActorRequest, ref: str) -> HttpResponse:
    found = _seen(request, ref)
    form = TimeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            move_appointment(by=request.actor, appointment=found, key=form.cleaned_data["time"])
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The appointment is moved. Who comes is told."))
            return redirect(_way_back(request, found))
    found = _seen(request, ref)
    picking = pick_again(found.booking, request.GET, notice=False)
    cancel_url = f"{reverse('desk-appointment-cancel', args=[ref])}?{request.GET.urlencode()}"
    context = {"appointment": found, "picking": picking, "form": form, "back_url": _way_back(request, found)}
    return render(request, "applicants/desk_appointment_move.html", context | {"cancel_url": cancel_url})


@staff(Permission.WORK_CASES)
@require_POST
def desk_appointment_cancel(request: ActorRequest, ref: str) -> HttpResponse:
    found = _seen(request, ref)
    try:
        cancel_appointment(by=request.actor, appointment=found)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("The appointment is cancelled. Who comes is told."))
    return redirect(_way_back(request, found))


@staff(Permission.WORK_CASES)
@require_POST
def desk_appointment_earlier(request: ActorRequest, ref: str) -> HttpResponse:
    """For her, who asked for it: she is told of an earlier time, or no more."""
    found = _seen(request, ref)
    try:
        if request.POST.get("earlier") == "no":
            wish_no_more(by=request.actor, appointment=found)
        else:
            wish_earlier(by=request.actor, appointment=found)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    return redirect(_way_back(request, found))


@staff(Permission.WORK_CASES)
@require_safe
def appointments_unsettled(request: ActorRequest) -> HttpResponse:
    """What an absence, a day off or other hours have overtaken: each is moved, cancelled or kept by a person."""
    rows = unsettled(request.actor)
    context = {"rows": rows[:MOST], "more": max(0, len(rows) - MOST)}
    return render(request, "applicants/appointments_unsettled.html", context)


@staff(Permission.WORK_CASES)
@require_POST
def desk_appointment_keep(request: ActorRequest, ref: str) -> HttpResponse:
    found = _seen(request, ref)
    keep(by=request.actor, booking=found.booking)
    messages.success(request, _("The appointment stands. Nobody is told, since nothing changes for who comes."))
    return redirect(_way_back(request, found))
