"""The desk's page of a diploma: where its recognition stands, and when to look again."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applicants.cases.models import Case
from applicants.cases.page import head_of
from applicants.cases.queries import open_file
from applicants.skills.actions import follow_diploma
from applicants.skills.forms import RecognitionForm
from applicants.skills.models import Recognition
from portal.doors import ActorRequest, staff
from portal.roles import Permission


@staff(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def diploma_add(request: ActorRequest, ref: str) -> HttpResponse:
    case = open_file(request.actor, ref)
    return _page(request, case, Recognition(person=case.person))


@staff(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def diploma(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    """`number` counts the diplomas of the person from 1."""
    case = open_file(request.actor, ref)
    rows = list(Recognition.objects.visible_to(request.actor).filter(person=case.person))
    if not 1 <= number <= len(rows):
        raise Http404
    return _page(request, case, rows[number - 1])


def _page(request: ActorRequest, case: Case, recognition: Recognition) -> HttpResponse:
    form = RecognitionForm(request.POST or None, instance=recognition)
    if request.method == "POST" and form.is_valid():
        try:
            follow_diploma(by=request.actor, case=case, recognition=form.save(commit=False))
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("Noted."))
            return redirect("case", ref=case.ref)
    return render(request, "applicants/diploma_form.html", head_of(case, request.actor) | {"form": form})
