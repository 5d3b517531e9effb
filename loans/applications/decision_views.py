"""Deciding on a loan, and ending an offer: the pages of those who decide, and of the applicant herself."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from applicants.cases.page import head_of
from loans.applications.decision_forms import ReasonForm
from loans.applications.decision_page import Desk, condition_of, decision_page
from loans.applications.decisions import accept, lapse, meet_condition, withdraw
from loans.applications.mine import my_offer, offer_page
from loans.applications.queries import open_application
from portal.doors import ActorRequest, person, staff
from portal.roles import Permission


@staff(Permission.DECIDE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def application_decide(request: ActorRequest, ref: str) -> HttpResponse:
    """The file on one page with a form for each decision; `preview` shows the message and decides nothing."""
    found = open_application(request.actor, ref)
    desk = Desk(found, request.actor, request.POST or None)
    if desk.is_ready and desk.form is not None:
        try:
            done = desk.take()
        except ValidationError as problem:
            found.refresh_from_db()
            desk.form.add_error(None, problem.messages)
            if not desk.offers_chosen:
                messages.error(request, " ".join(problem.messages))
        else:
            messages.success(request, done)
            return redirect("application", ref=ref)
    return render(request, "loans/decision_form.html", decision_page(found, request.actor, desk))


@staff(Permission.PROPOSE_LOANS)
@require_POST
def condition_meet(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    """`number` counts the conditions of the application from 1, in the order they were written."""
    found = open_application(request.actor, ref)
    try:
        meet_condition(by=request.actor, condition=condition_of(found, number))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("The condition is ticked."))
    return redirect("application", ref=ref)


@staff(Permission.PROPOSE_LOANS)
@require_POST
def application_note_acceptance(request: ActorRequest, ref: str) -> HttpResponse:
    found = open_application(request.actor, ref)
    try:
        accept(by=request.actor, application=found)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("It is noted that the client accepts."))
    return redirect("application", ref=ref)


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def application_note_withdrawal(request: ActorRequest, ref: str) -> HttpResponse:
    found = open_application(request.actor, ref)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw(by=request.actor, application=found, reason=form.cleaned_data["reason"])
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The application is withdrawn."))
            return redirect("application", ref=ref)
    context = head_of(found.case, request.actor) | {"application": found, "form": form}
    return render(request, "loans/decision_withdraw_form.html", context)


@staff(Permission.DECIDE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def application_lapse(request: ActorRequest, ref: str) -> HttpResponse:
    found = open_application(request.actor, ref)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            lapse(by=request.actor, application=found, reason=form.cleaned_data["reason"])
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The offer has ended. The applicant is told."))
            return redirect("application", ref=ref)
    context = head_of(found.case, request.actor) | {"application": found, "form": form}
    return render(request, "loans/decision_lapse_form.html", context)


@person
@require_http_methods(["GET", "HEAD", "POST"])
def my_loan_accept(request: ActorRequest, ref: str) -> HttpResponse:
    """The whole price in her language; then one button. A link that is old shows where it stands now."""
    application = my_offer(request.actor, ref)
    if request.method == "POST":
        try:
            accept(by=request.actor, application=application)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            messages.success(request, _("You accepted the loan. Your advisor will call you to sign the contract."))
            return redirect("my-home")
        application.refresh_from_db()
    return render(request, "loans/decision_accept.html", offer_page(request.actor, application))


@person
@require_http_methods(["GET", "HEAD", "POST"])
def my_loan_withdraw(request: ActorRequest, ref: str) -> HttpResponse:
    """Asks once more, then ends her application."""
    application = my_offer(request.actor, ref)
    if request.method == "POST":
        try:
            withdraw(by=request.actor, application=application)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            messages.success(request, _("You withdrew your application. You owe nothing."))
        return redirect("my-home")
    return render(request, "loans/decision_withdraw_mine.html", offer_page(request.actor, application))
