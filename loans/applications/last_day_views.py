"""More time for an offer, and making a new one: the pages of the desk."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applicants.cases.page import head_of
from loans.applications.decision_forms import ProlongForm, ReasonForm
from loans.applications.last_day import dates_passed, later_day, prolong, revise
from loans.applications.queries import open_application
from portal.doors import ActorRequest, staff
from portal.roles import Permission


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def offer_prolong(request: ActorRequest, ref: str) -> HttpResponse:
    found = open_application(request.actor, ref)
    form = ProlongForm(request.POST or None, initial={"valid_until": later_day(found)})
    if request.method == "POST" and form.is_valid():
        try:
            prolong(by=request.actor, application=found, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("The offer has more time. The applicant is told the new day."))
            return redirect("application", ref=ref)
    context = head_of(found.case, request.actor) | {"application": found, "form": form}
    return render(request, "loans/offer_prolong_form.html", context | {"dates_passed": dates_passed(found)})


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def offer_revise(request: ActorRequest, ref: str) -> HttpResponse:
    found = open_application(request.actor, ref)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            revise(by=request.actor, application=found, reason=form.cleaned_data["reason"])
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The offer is taken back. Choose the new dates, and propose it again."))
            return redirect("offer", ref=ref)
    context = head_of(found.case, request.actor) | {"application": found, "form": form}
    return render(request, "loans/offer_revise_form.html", context)
