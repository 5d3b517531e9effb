"""Permit exceptions on the desk: what waits, asking, the second person's page, a document that was renewed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applicants.cases.page import head_of
from loans.applications.queries import open_application
from loans.permits import actions
from loans.permits.forms import ExceptionForm, RenewalForm, SecondPersonForm
from loans.permits.page import exception_page, latest_exception, waiting_page
from loans.permits.shorter import shorter_loan
from loans.permits.standing import standing_of
from portal.doors import ActorRequest, staff
from portal.roles import Permission


@staff(Permission.SEE_PIPELINE)
@require_safe
def exceptions(request: ActorRequest) -> HttpResponse:
    shown = waiting_page(request.actor, after=request.GET.get("after", ""))
    return render(request, "loans/permit_exception_list.html", shown)


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def exception_ask(request: ActorRequest, ref: str) -> HttpResponse:
    """Where no exception is needed the page says so, and has no form."""
    found = open_application(request.actor, ref)
    standing = standing_of(found)
    need = standing.need
    shorter = shorter_loan(found, need) if need is not None and need.shorter_first else None
    form = ExceptionForm(request.POST or None, application=found, shorter=shorter)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask(by=request.actor, application=found, exception=form.instance)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("It is asked for. A second person looks at it."))
            return redirect("application", ref=ref)
    shown = {"application": found, "form": form, "standing": standing, "shorter": shorter}
    return render(request, "loans/permit_exception_form.html", head_of(found.case, request.actor) | shown)


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def exception(request: ActorRequest, ref: str) -> HttpResponse:
    """`do` is `agree` or `refuse`; whoever asked for it reads it here and cannot decide."""
    kept = latest_exception(open_application(request.actor, ref))
    form = SecondPersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        agree = request.POST.get("do") == "agree"
        try:
            done = actions.decide(by=request.actor, exception=kept, agree=agree, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
            kept.refresh_from_db()
        else:
            if done.state == "not_needed":
                messages.warning(request, done.get_settled_display())
            else:
                messages.success(request, _("Your decision is kept."))
            return redirect("application", ref=ref)
    shown = exception_page(kept, request.actor) | {"form": form}
    return render(request, "loans/permit_exception_detail.html", shown)


@staff(Permission.PROPOSE_LOANS)
@require_POST
def exception_take_back(request: ActorRequest, ref: str) -> HttpResponse:
    kept = latest_exception(open_application(request.actor, ref))
    try:
        actions.take_back(by=request.actor, exception=kept)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("It is taken back."))
    return redirect("application", ref=ref)


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def permit_renewed(request: ActorRequest, ref: str) -> HttpResponse:
    found = open_application(request.actor, ref)
    form = RenewalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_renewal(by=request.actor, application=found, valid_until=form.cleaned_data["valid_until"])
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The new end of the residence document is kept."))
            return redirect("application", ref=ref)
    shown = {"application": found, "form": form, "permit": getattr(found.case.person, "permit", None)}
    return render(request, "loans/permit_renewed_form.html", head_of(found.case, request.actor) | shown)
