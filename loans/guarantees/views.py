"""Guarantees on the desk: adding, asking, noting the signature, ending."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from applicants.cases.page import head_of
from loans.applications.models import Application
from loans.applications.queries import open_application
from loans.guarantees.actions import add_guarantee, invite, note_signed_on_paper, release, withdraw
from loans.guarantees.forms import MoralForm, PersonalForm, SignedForm
from loans.guarantees.models import GuaranteeKind
from loans.guarantees.page import EDITABLE, paper_words
from loans.guarantees.queries import guarantee_number
from portal.doors import ActorRequest, staff
from portal.roles import Permission


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def guarantee_add_person(request: ActorRequest, ref: str) -> HttpResponse:
    application = open_application(request.actor, ref)
    return _add(request, application, PersonalForm(request.POST or None, application=application))


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def guarantee_add_partner(request: ActorRequest, ref: str) -> HttpResponse:
    application = open_application(request.actor, ref)
    return _add(request, application, MoralForm(request.POST or None, application=application))


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def guarantee_edit(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    """Completing a person or an organisation that the applicant named."""
    application = open_application(request.actor, ref)
    guarantee = guarantee_number(application, number)
    if guarantee.kind not in EDITABLE or guarantee.state != "named":
        messages.error(request, _("This guarantor was already asked. Withdraw the request first."))
        return redirect("application", ref=ref)
    form = MoralForm if guarantee.kind == GuaranteeKind.MORAL else PersonalForm
    return _add(request, application, form(request.POST or None, application=application, guarantee=guarantee))


def _add(request: ActorRequest, application: Application, form: PersonalForm | MoralForm) -> HttpResponse:
    """Save what a valid form says; otherwise the form again, nothing lost."""
    if request.method == "POST" and form.is_valid():
        try:
            add_guarantee(by=request.actor, application=application, guarantee=form.filled())
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("The guarantor is saved. You can ask now."))
            return redirect("application", ref=application.ref)
    context = head_of(application.case, request.actor) | {"application": application, "form": form}
    return render(request, "loans/guarantee_form.html", context)


@staff(Permission.PROPOSE_LOANS)
@require_POST
def guarantee_invite(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    return _act(request, ref, number, invite, _("The request is on its way."))


@staff(Permission.PROPOSE_LOANS)
@require_POST
def guarantee_withdraw(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    return _act(request, ref, number, withdraw, _("The request is withdrawn."))


@staff(Permission.DECIDE_LOANS)
@require_POST
def guarantee_release(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    return _act(request, ref, number, release, _("The guarantor is free, and is told."))


def _act(request: ActorRequest, ref: str, number: int, action: Callable[..., Any], done: str) -> HttpResponse:
    guarantee = guarantee_number(open_application(request.actor, ref), number)
    try:
        action(by=request.actor, guarantee=guarantee)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, done)
    return redirect("application", ref=ref)


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def guarantee_sign(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    """The day on which he signed on paper, with what the law of the office's country asks of that paper."""
    application = open_application(request.actor, ref)
    guarantee = guarantee_number(application, number)
    form = SignedForm(request.POST or None, guarantee=guarantee)
    if request.method == "POST" and form.is_valid():
        try:
            note_signed_on_paper(by=request.actor, guarantee=guarantee, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("The signature is noted. The guarantee counts from now on."))
            return redirect("application", ref=ref)
    shown = {"form": form, "position": number, "guarantee": guarantee, **paper_words(guarantee)}
    context = head_of(application.case, request.actor) | {"application": application}
    return render(request, "loans/guarantee_sign_form.html", context | shown)
