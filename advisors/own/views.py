"""An advisor's own page, and a page for each thing she changes there."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from advisors.models import Advisor
from advisors.own import actions
from advisors.own.forms import AbsenceForm, KnowledgeForm, LanguagesForm, NoticesForm, advisor_of
from portal.doors import ActorRequest, staff
from portal.roles import Permission
from portal.slots import panels

Change = Callable[[Advisor, Any], object]


@staff(Permission.WORK_CASES)
@require_safe
def own(request: ActorRequest) -> HttpResponse:
    advisor = advisor_of(request.actor)
    drawn = []
    if advisor is not None:
        drawn = [
            render_to_string(panel.template, {"advisor": advisor, **panel.context}, request=request)
            for panel in panels("advisor_sections", advisor=advisor, actor=request.actor)
        ]
    return render(request, "advisors/own.html", {"advisor": advisor, "sections": drawn})


@staff(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def own_languages(request: ActorRequest) -> HttpResponse:
    def change(advisor: Advisor, form: LanguagesForm) -> None:
        actions.set_languages(by=request.actor, advisor=advisor, levels=form.levels())

    return _changed(request, lambda data, advisor: LanguagesForm(data, advisor=advisor), change, _("My languages"))


@staff(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def own_knowledge(request: ActorRequest) -> HttpResponse:
    def change(advisor: Advisor, form: KnowledgeForm) -> None:
        actions.set_knowledge(by=request.actor, advisor=advisor, **form.cleaned_data)

    title = _("My communities and what I know about")
    return _changed(request, lambda data, advisor: KnowledgeForm(data, advisor=advisor), change, title)


@staff(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def own_notices(request: ActorRequest) -> HttpResponse:
    def change(advisor: Advisor, form: NoticesForm) -> None:
        actions.set_notices(by=request.actor, advisor=advisor, wanted=form.cleaned_data["wanted"])

    return _changed(request, lambda data, advisor: NoticesForm(data, advisor=advisor), change, _("Mails I get"))


@staff(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def own_absence(request: ActorRequest) -> HttpResponse:
    def change(advisor: Advisor, form: AbsenceForm) -> None:
        actions.add_absence(by=request.actor, advisor=advisor, **form.cleaned_data)

    return _changed(request, lambda data, _advisor: AbsenceForm(data), change, _("I am away"))


@staff(Permission.WORK_CASES)
@require_POST
def own_absence_end(request: ActorRequest) -> HttpResponse:
    advisor = advisor_of(request.actor)
    number = request.POST.get("absence", "")
    if advisor is None:
        return redirect("own")
    if number.isdecimal():
        actions.end_absence(by=request.actor, absence=get_object_or_404(advisor.absences, pk=int(number)))
        messages.success(request, _("Welcome back. You get new files again."))
    return redirect("own")


def _changed(request: ActorRequest, make: Callable[[Any, Advisor], Any], change: Change, title: str) -> HttpResponse:
    """A page with one form; saved, she is back on her own page. Who is no advisor is sent there at once."""
    advisor = advisor_of(request.actor)
    if advisor is None:
        return redirect("own")
    form = make(request.POST or None, advisor) if request.method != "POST" else make(request.POST, advisor)
    if request.method == "POST" and form.is_valid():
        try:
            change(advisor, form)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("Saved."))
            return redirect("own")
    return render(request, "advisors/own_form.html", {"form": form, "title": title})
