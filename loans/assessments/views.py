"""The assessment on the desk: to read and print, its parts to fill in, a hit to clarify."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from applicants.cases.page import head_of
from loans.applications.models import Application
from loans.applications.queries import open_application
from loans.assessments import actions
from loans.assessments.forms import ChecklistForm, ClearForm, FiguresForm, RegisterForm, SanctionForm
from loans.assessments.page import assessment_page, check_of
from loans.assessments.standing import register_of, standing_of
from portal.doors import ActorRequest, staff
from portal.roles import Permission


@staff(Permission.PROPOSE_LOANS)
@require_safe
def assessment(request: ActorRequest, ref: str) -> HttpResponse:
    found = open_application(request.actor, ref)
    return render(request, "loans/assessment_detail.html", assessment_page(found, request.actor))


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def assessment_figures(request: ActorRequest, ref: str) -> HttpResponse:
    def save(found: Application, form: Any) -> None:
        actions.save_figures(by=request.actor, application=found, taken=form.taken)

    return _part(request, ref, FiguresForm, save, _("Repayment capacity"))


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def assessment_register(request: ActorRequest, ref: str) -> HttpResponse:
    def save(found: Application, form: Any) -> None:
        actions.note_register(by=request.actor, application=found, **form.cleaned_data)

    return _part(request, ref, RegisterForm, save, _("Credit register and registration"))


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def assessment_sanctions(request: ActorRequest, ref: str) -> HttpResponse:
    def save(found: Application, form: Any) -> None:
        actions.note_sanction_check(by=request.actor, application=found, check=form.instance)

    return _part(request, ref, SanctionForm, save, _("Sanctions list"))


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def assessment_checklist(request: ActorRequest, ref: str) -> HttpResponse:
    def save(found: Application, form: Any) -> None:
        actions.save_checklist(by=request.actor, application=found, answers=form.answers)

    return _part(request, ref, ChecklistForm, save, _("Checklist"))


def _part(
    request: ActorRequest, ref: str, kind: Callable[..., Any], save: Callable[[Application, Any], None], title: str
) -> HttpResponse:
    """One part of the assessment: its form, and back to the whole."""
    found = open_application(request.actor, ref)
    form = kind(request.POST or None, application=found, standing=standing_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            save(found, form)
        except ValidationError as problem:
            form.add_error(None, problem if hasattr(problem, "error_dict") else problem.messages)
        else:
            return redirect("assessment", ref=ref)
    shown = {
        "application": found,
        "form": form,
        "title": title,
        "register": register_of(found),
        "edits": found.state in actions.EDITABLE,
    }
    return render(request, "loans/assessment_form.html", head_of(found.case, request.actor) | shown)


@staff(Permission.DECIDE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def assessment_clear(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    """`number` counts the checks of the application from 1."""
    found = open_application(request.actor, ref)
    check = check_of(found, number)
    check.assessment.application = found
    form = ClearForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.clear(by=request.actor, check=check, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            return redirect("assessment", ref=ref)
    shown = {"application": found, "form": form, "check": check}
    return render(request, "loans/assessment_clear_form.html", head_of(found.case, request.actor) | shown)
