"""The counter: the day of an office, and a press for each thing that happens at it."""

from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from advisors.models import Advisor
from applicants.appointments.models import Appointment
from applicants.cases.models import Case
from applicants.reception import actions
from applicants.reception.day import day_of, name_of
from applicants.reception.forms import DirectForm, WalkInForm
from applicants.reception.looking import files_found
from applicants.reception.models import Visit
from applicants.reception.waiting import waiting_for
from portal.doors import ActorRequest, staff
from portal.models import Office
from portal.roles import Permission

_OFFICE: Final = "reception_office"  # the session's key for the office looked at last


@staff(Permission.SEE_CASES)
@require_safe
def reception(request: ActorRequest) -> HttpResponse:
    """To the day of the office she looked at last, or her first."""
    offices = list(Office.objects.visible_to(request.actor).open())
    last = request.session.get(_OFFICE)
    office = next((one for one in offices if one.code == last), offices[0] if offices else None)
    if office is None:
        return render(request, "applicants/reception_none.html")
    return redirect("reception-day", code=office.code)


@staff(Permission.SEE_CASES)
@require_safe
def reception_day(request: ActorRequest, code: str) -> HttpResponse:
    """Everybody of a day; for a page that asks again by itself, its part alone."""
    offices = list(Office.objects.visible_to(request.actor).open())
    office = next((one for one in offices if one.code == code), None)
    if office is None:
        raise Http404
    context = day_of(office, _day(request.GET.get("day", ""), office), request.actor)
    if request.htmx:
        return render(request, "applicants/_reception_day.html", context)
    if request.session.get(_OFFICE) != code:
        request.session[_OFFICE] = code
    return render(request, "applicants/reception.html", context | {"offices": offices})


@staff(Permission.WORK_CASES)
@require_safe
def reception_waiting(request: ActorRequest) -> HttpResponse:
    """Who waits for her: the strip above her pages, which asks again by itself."""
    return render(request, "applicants/_waiting_mark.html", {"mark": waiting_for(request.actor)})


@staff(Permission.WORK_CASES)
@require_POST
def appointment_arrived(request: ActorRequest, ref: str) -> HttpResponse:
    found = _appointment(request, ref)
    return _pressed(request, found.booking.office, lambda: actions.arrive(by=request.actor, appointment=found))


@staff(Permission.WORK_CASES)
@require_POST
def appointment_missed(request: ActorRequest, ref: str) -> HttpResponse:
    """She is written to, in her language; the page of the day she was expected is shown again."""
    found = _appointment(request, ref)
    try:
        if actions.write_to_absent(by=request.actor, appointment=found):
            messages.success(request, _("The message is on its way."))
        else:
            messages.error(request, _("We have no phone number or e-mail address of this person."))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    day = found.begins.date().isoformat()
    return redirect(f"{reverse('reception-day', args=[found.booking.office.code])}?day={day}")


@staff(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def walk_in_add(request: ActorRequest, code: str) -> HttpResponse:
    """A name and a language, or one of the files that fit the name. Names are sent in the body alone."""
    office = _office(request, code)
    looks = "look" in request.POST
    form = WalkInForm(request.POST or None, looks=looks or "file" in request.POST, office=office, actor=request.actor)
    context = {"office": office, "form": form, "found": None}
    if request.method == "POST" and form.is_valid():
        if looks:
            context["found"] = files_found(request.actor, form.cleaned_data["name"])
        else:
            files = Case.objects.visible_to(request.actor).submitted()
            chosen = get_object_or_404(files, ref=request.POST["file"]) if "file" in request.POST else None
            return _pressed(request, office, lambda: _walk_in(request, office, chosen, form.cleaned_data))
    return render(request, "applicants/reception_walk_in.html", context)


def _walk_in(request: ActorRequest, office: Office, chosen: Case | None, said: dict[str, Any]) -> None:
    told = said if chosen is None else {**said, "name": ""}
    made = actions.walk_in(by=request.actor, office=office, case=chosen, **told)
    if made.once != said["once"]:
        messages.info(request, _("This person is in the list already, or had an appointment today."))


@staff(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: ActorRequest, ref: str) -> HttpResponse:
    """Whom somebody waits for, and what she speaks."""
    found = _visit(request, ref)
    who = name_of(found.case, found.name, request.actor)
    known = {"advisor": found.advisor, "language": found.language}
    form = DirectForm(request.POST or None, office=found.office, actor=request.actor, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            actions.direct(by=request.actor, visit=found, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            return redirect("reception-day", code=found.office.code)
    return render(request, "applicants/reception_visit.html", {"visit": found, "name": who, "form": form})


@staff(Permission.WORK_CASES)
@require_POST
def visit_press(request: ActorRequest, ref: str) -> HttpResponse:
    """`press` says what happens: `begin` with the one she came for, `mine`, `leave`, or `undo` of what was `seen`."""
    found, press = _visit(request, ref), request.POST.get("press", "")

    def do() -> None:
        if press == "begin":
            actions.begin(by=request.actor, visit=found)
        elif press == "mine":
            own = Advisor.objects.visible_to(request.actor).active().filter(user=request.actor.id).first()
            actions.begin(by=request.actor, visit=found, advisor=own)
        elif press == "leave":
            actions.leave(by=request.actor, visit=found)
        elif press == "undo":
            actions.undo(by=request.actor, visit=found, seen=request.POST.get("seen", ""))

    return _pressed(request, found.office, do)


def _pressed(request: ActorRequest, office: Office, do: Any) -> HttpResponse:
    """Do it, say what stood in the way, and show the day again."""
    try:
        do()
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    return redirect("reception-day", code=office.code)


def _office(request: ActorRequest, code: str) -> Office:
    return get_object_or_404(Office.objects.visible_to(request.actor), code=code)


def _appointment(request: ActorRequest, ref: str) -> Appointment:
    return get_object_or_404(Appointment.objects.visible_to(request.actor).whole(), ref=ref)


def _visit(request: ActorRequest, ref: str) -> Visit:
    return get_object_or_404(Visit.objects.visible_to(request.actor).whole(), ref=ref)


def _day(text: str, office: Office) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return actions.today_at(office)
