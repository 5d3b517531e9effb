"""Sessions of committees: the list, planning one, its page, and its minutes."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loans.committees.actions import note_attendance, plan_session
from loans.committees.closing import sign_off
from loans.committees.forms import SessionForm, SignOffForm
from loans.committees.minutes import minutes_of, on_paper
from loans.committees.page import open_session, session_page, sessions_page
from portal.doors import ActorRequest, staff
from portal.pdf.typeset import pdf_response
from portal.roles import Permission


@staff(Permission.PROPOSE_LOANS)
@require_safe
def sessions(request: ActorRequest) -> HttpResponse:
    return render(
        request, "loans/committee_list.html", sessions_page(request.actor, after=request.GET.get("after", ""))
    )


@staff(Permission.DECIDE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def session_plan(request: ActorRequest) -> HttpResponse:
    form = SessionForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = plan_session(
                by=request.actor,
                committee=said["committee"],
                at=said["at"],
                by_circulation=said["kind"] == "circulation",
                place=said["place"],
            )
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The session is planned. Put applications on its agenda."))
            return redirect("committee-session", ref=made.ref)
    return render(request, "loans/committee_plan.html", {"form": form})


@staff(Permission.PROPOSE_LOANS)
@require_safe
def session(request: ActorRequest, ref: str) -> HttpResponse:
    found = open_session(request.actor, ref)
    return render(request, "loans/committee_session.html", session_page(found, request.actor))


@staff(Permission.DECIDE_LOANS)
@require_POST
def attendance(request: ActorRequest, ref: str) -> HttpResponse:
    """`present`: the users who were there."""
    found = open_session(request.actor, ref)
    present = {int(key) for key in request.POST.getlist("present") if key.isdecimal()}
    try:
        note_attendance(by=request.actor, session=found, present=present)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("It is noted who was there."))
    return redirect("committee-session", ref=ref)


@staff(Permission.DECIDE_LOANS)
@require_POST
def session_sign_off(request: ActorRequest, ref: str) -> HttpResponse:
    found = open_session(request.actor, ref)
    form = SignOffForm(request.POST)
    if form.is_valid():
        try:
            sign_off(by=request.actor, session=found, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
            found.refresh_from_db()
        else:
            messages.success(request, _("The minutes are signed off."))
            return redirect("committee-minutes", ref=ref)
    return render(request, "loans/committee_session.html", session_page(found, request.actor, form))


@staff(Permission.PROPOSE_LOANS)
@require_safe
def minutes(request: ActorRequest, ref: str) -> HttpResponse:
    """To print; the same on paper as PDF."""
    found = open_session(request.actor, ref)
    document = on_paper(minutes_of(found))
    blocks = [(type(block).__name__, block) for block in document.blocks]
    return render(request, "loans/committee_minutes.html", {"session": found, "document": document, "blocks": blocks})


@staff(Permission.PROPOSE_LOANS)
@require_safe
def minutes_paper(request: ActorRequest, ref: str) -> HttpResponse:
    found = open_session(request.actor, ref)
    return pdf_response(on_paper(minutes_of(found)), f"minutes-{found.ref}-{get_language() or 'en'}")
