"""The meetings of a group on the desk: planning, the sheet, printing it."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loans.groups.collecting import keep_sheet
from loans.groups.forms import MeetingForm, SheetForm
from loans.groups.meeting_models import GroupMeeting
from loans.groups.meetings import DAYS, cancel_meeting, move_meeting, plan_meeting
from loans.groups.models import Group, Rhythm
from loans.groups.names import group_name
from loans.groups.queries import meeting_number, open_group
from loans.groups.sheet import sheet_of, totals_of
from loans.groups.views import act
from portal.doors import ActorRequest, staff
from portal.roles import Permission


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def group_meeting_new(request: ActorRequest, ref: str) -> HttpResponse:
    found = open_group(request.actor, ref)
    form = MeetingForm(request.POST or None, instance=_begun(found))
    if request.method == "POST" and form.is_valid():
        try:
            plan_meeting(by=request.actor, group=found, meeting=form.save(commit=False))
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("The meeting is planned. Its members are told."))
            return redirect("group", ref=ref)
    return render(request, "loans/group_meeting_form.html", {"form": form, "group": found, "meeting": None})


def _begun(group: Group) -> GroupMeeting:
    """What the form begins with: one step after the last meeting, at the same hour and place."""
    today = timezone.localdate()
    last = group.meetings.standing().last()
    step = timedelta(days=DAYS[Rhythm(group.rhythm)])
    day = max(last.day + step, today) if last is not None else today + timedelta(days=7)
    return GroupMeeting(
        group=group, day=day, begins=last.begins if last else None, place=last.place if last else group.place
    )


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def group_meeting_edit(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    found = open_group(request.actor, ref)
    meeting = meeting_number(found, number)
    form = MeetingForm(request.POST or None, instance=meeting)
    if request.method == "POST" and form.is_valid():
        try:
            move_meeting(by=request.actor, meeting=form.save(commit=False))
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("The meeting is changed. Its members are told."))
            return redirect("group", ref=ref)
    return render(request, "loans/group_meeting_form.html", {"form": form, "group": found, "meeting": meeting})


@staff(Permission.PROPOSE_LOANS)
@require_POST
def group_meeting_cancel(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    meeting = meeting_number(open_group(request.actor, ref), number)
    done = _("The meeting is cancelled. Its members are told.")
    return act(request, ref, lambda: cancel_meeting(by=request.actor, meeting=meeting), done)


@staff(Permission.SEE_PIPELINE)
@require_safe
def group_meeting(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    """The sheet: to tick and type for who may book, to read for others."""
    meeting = meeting_number(open_group(request.actor, ref), number)
    lines = sheet_of(meeting, request.actor)
    form = SheetForm(lines=lines, note=meeting.note)
    return render(request, "loans/group_meeting.html", _sheet(request, meeting, form))


@staff(Permission.BOOK_PAYMENTS)
@require_POST
def group_meeting_book(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    """Keeps what is good, and shows the page again with a sentence at each line that is not."""
    meeting = meeting_number(open_group(request.actor, ref), number)
    typed = SheetForm.typed(request.POST)
    form = SheetForm(request.POST, lines=sheet_of(meeting, request.actor, typed=typed), note=meeting.note)
    form.is_valid()
    if "note" in form.errors:
        return render(request, "loans/group_meeting.html", _sheet(request, meeting, form))
    try:
        note = form.cleaned_data["note"]
        failed = keep_sheet(by=request.actor, meeting=meeting, came=form.came(), paid=form.paid(), note=note)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return redirect("group-meeting", ref=ref, number=number)
    if not failed and not form.unreadable():
        messages.success(request, _("The sheet is kept."))
        return redirect("group-meeting", ref=ref, number=number)
    again = SheetForm(request.POST, lines=sheet_of(meeting, request.actor, typed=typed), note=meeting.note)
    again.is_valid()
    for key, sentence in failed.items():
        again.add_error(f"amount_{key}", sentence)
    messages.warning(request, _("The sheet is kept, but not the lines with a sentence below."))
    return render(request, "loans/group_meeting.html", _sheet(request, meeting, again))


@staff(Permission.SEE_PIPELINE)
@require_safe
def group_meeting_print(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    """The sheet on paper, to tick by hand."""
    meeting = meeting_number(open_group(request.actor, ref), number)
    form = SheetForm(lines=sheet_of(meeting, request.actor))
    return render(request, "loans/group_meeting_print.html", _sheet(request, meeting, form))


def _sheet(request: ActorRequest, meeting: GroupMeeting, form: SheetForm) -> dict[str, Any]:
    group, actor = meeting.group, request.actor
    has_come = meeting.day <= timezone.localdate() and meeting.cancelled_at is None
    works = actor.may(Permission.PROPOSE_LOANS) and meeting.held_at is None and meeting.cancelled_at is None
    return {
        "group": group,
        "name": group_name(group, actor),
        "meeting": meeting,
        "form": form,
        "totals": totals_of(form.lines),
        "has_come": has_come,
        "may_book": has_come and actor.may(Permission.BOOK_PAYMENTS),
        "may_move": works and group.state != "ended",
        "sees_names": actor.sees_names,
    }
