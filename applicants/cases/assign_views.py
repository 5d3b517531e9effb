"""The page on which a manager chooses the advisor of a file."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from applicants.cases.assigning import assign_case, name_advisor
from applicants.cases.choosing import choices_for
from applicants.cases.forms import AssignForm, NameAdvisorForm
from applicants.cases.models import Case
from applicants.cases.page import head_of
from applicants.cases.queries import open_file
from portal.doors import ActorRequest, staff
from portal.roles import Permission


@staff(Permission.ASSIGN_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def case_assign(request: ActorRequest, ref: str) -> HttpResponse:
    file = open_file(request.actor, ref)
    choices = choices_for(file)
    form = AssignForm(request.POST or None, choices=choices)
    if request.method == "POST" and form.is_valid():
        chosen = next(c.advisor for c in choices if c.advisor.pk == form.cleaned_data["advisor"])
        try:
            assign_case(by=request.actor, case=file, advisor=chosen, reason=form.cleaned_data["reason"])
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("%(advisor)s has the file now.") % {"advisor": chosen})
            return redirect("case", ref=ref)
    return render(request, "applicants/case_assign_form.html", _page(request, file) | {"form": form})


@staff(Permission.ASSIGN_CASES)
@require_POST
def case_name_advisor(request: ActorRequest, ref: str) -> HttpResponse:
    """Whom a partner or a programme asked for; the list of choices is made anew with it."""
    file = open_file(request.actor, ref)
    form = NameAdvisorForm(request.POST, case=file, actor=request.actor)
    if form.is_valid():
        try:
            name_advisor(by=request.actor, case=file, advisor=form.cleaned_data["named"])
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            messages.success(request, _("Saved."))
    else:
        messages.error(request, _("Please choose somebody from the list."))
    return redirect("case-assign", ref=ref)


def _page(request: ActorRequest, file: Case) -> dict[str, Any]:
    return head_of(file, request.actor) | {"named": NameAdvisorForm(case=file, actor=request.actor)}
