"""The pages of one file on the desk."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applicants.cases.actions import close_case, finish_step, log_meeting
from applicants.cases.assigning import take_case
from applicants.cases.forms import CloseForm, MeetingForm
from applicants.cases.models import WaitingOn
from applicants.cases.page import file_page, head_of
from applicants.cases.queries import open_file
from applicants.letters.panel import panel_of
from portal.doors import ActorRequest, staff
from portal.roles import Permission
from portal.slots import panels


@staff(Permission.SEE_CASES)
@require_safe
def case(request: ActorRequest, ref: str) -> HttpResponse:
    file = open_file(request.actor, ref)
    context = file_page(file, request.actor, beside=request.GET.get("beside", ""))
    context["form"] = MeetingForm(case=file) if context["may"]["log"] else None
    context |= panel_of(file, request.actor)
    context["panels"] = [
        render_to_string(panel.template, {"case": file, **panel.context}, request=request)
        for panel in panels("case_panels", case=file, actor=request.actor)
    ]
    return render(request, "applicants/case_detail.html", context)


@staff(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def case_log_meeting(request: ActorRequest, ref: str) -> HttpResponse:
    """The form has a page of its own, for what was sent and must be looked at again."""
    file = open_file(request.actor, ref)
    form = MeetingForm(request.POST or None, case=file)
    if request.method == "POST" and form.is_valid():
        turn = form.cleaned_data.get("waiting_on", WaitingOn.ADVISOR)
        try:
            log_meeting(by=request.actor, case=file, meeting=form.save(commit=False), waiting_on=turn)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The meeting is logged."))
            return redirect("case", ref=ref)
    return render(request, "applicants/case_meeting_form.html", head_of(file, request.actor) | {"form": form})


@staff(Permission.WORK_CASES)
@require_POST
def case_finish_step(request: ActorRequest, ref: str) -> HttpResponse:
    file = open_file(request.actor, ref)
    number = request.POST.get("meeting", "")
    meeting = get_object_or_404(file.meetings, pk=int(number) if number.isdecimal() else 0)
    try:
        finish_step(by=request.actor, meeting=meeting)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("Done."))
    return redirect("case", ref=ref)


@staff(Permission.WORK_CASES)
@require_POST
def case_take(request: ActorRequest, ref: str) -> HttpResponse:
    file = open_file(request.actor, ref)
    try:
        take_case(by=request.actor, case=file)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("The file is yours now."))
    return redirect("case", ref=ref)


@staff(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def case_close(request: ActorRequest, ref: str) -> HttpResponse:
    file = open_file(request.actor, ref)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            close_case(by=request.actor, case=file, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The file is closed."))
            return redirect("case", ref=ref)
    return render(request, "applicants/case_close_form.html", head_of(file, request.actor) | {"form": form})
