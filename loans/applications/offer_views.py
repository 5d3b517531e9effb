"""The loan part of a file, for the advisor: reading, asking, offering with the price in view, proposing."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applicants.cases.page import head_of
from loans.applications.offer_forms import AskForm, OfferForm
from loans.applications.offer_page import application_page, in_languages, offer_page, told_for
from loans.applications.proposals import (
    ask_for_information,
    note_information,
    propose,
    save_offer,
    start_review,
)
from loans.applications.queries import open_application
from loans.applications.told import told_of
from loans.guarantees.queries import guarantees_of
from portal.doors import ActorRequest, staff
from portal.roles import Permission


@staff(Permission.SEE_PIPELINE)
@require_safe
def application(request: ActorRequest, ref: str) -> HttpResponse:
    found = open_application(request.actor, ref)
    return render(request, "loans/application_detail.html", application_page(found, request.actor))


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: ActorRequest, ref: str) -> HttpResponse:
    """The form with its price. A POST with `show` prices what is typed and keeps nothing; without it, it saves."""
    found = open_application(request.actor, ref)
    form = OfferForm(request.POST or None, application=found)
    context = offer_page(found, request.actor, form)
    if "show" in request.POST and request.htmx:
        return render(request, "loans/_offer_price.html", context)
    if request.method == "POST" and "show" not in request.POST and form.is_valid():
        try:
            save_offer(by=request.actor, application=found, terms=form.chosen, wish=form.wish, **form.said)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("The offer is saved."))
            return redirect("application", ref=ref)
    return render(request, "loans/offer_form.html", context)


@staff(Permission.SEE_PIPELINE)
@require_safe
def offer_client(request: ActorRequest, ref: str) -> HttpResponse:
    """The saved offer in the client's language, and beside it in the reader's; to show or print."""
    found = open_application(request.actor, ref)
    told = told_for(request.actor, told_of(found, guarantees_of(found)))
    if told is None:
        messages.error(request, _("Choose a product and an amount first."))
        return redirect("application", ref=ref)
    codes = [found.case.person.language, get_language() or "en"]
    context = head_of(found.case, request.actor) | {"application": found, "drawn": in_languages(told, codes)}
    return render(request, "loans/offer_client.html", context)


@staff(Permission.PROPOSE_LOANS)
@require_POST
def application_review(request: ActorRequest, ref: str) -> HttpResponse:
    found = open_application(request.actor, ref)
    try:
        start_review(by=request.actor, application=found)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    return redirect("application", ref=ref)


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def application_ask(request: ActorRequest, ref: str) -> HttpResponse:
    found = open_application(request.actor, ref)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_for_information(by=request.actor, application=found, reason=form.cleaned_data["reason"])
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The applicant was asked."))
            return redirect("application", ref=ref)
    context = head_of(found.case, request.actor) | {"application": found, "form": form}
    return render(request, "loans/application_ask_form.html", context)


@staff(Permission.PROPOSE_LOANS)
@require_POST
def application_answered(request: ActorRequest, ref: str) -> HttpResponse:
    found = open_application(request.actor, ref)
    try:
        note_information(by=request.actor, application=found)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    return redirect("application", ref=ref)


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def application_propose(request: ActorRequest, ref: str) -> HttpResponse:
    """A summary to look at once more, then the proposal."""
    found = open_application(request.actor, ref)
    if request.method == "POST":
        try:
            propose(by=request.actor, application=found)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            messages.success(request, _("The loan is proposed. Those who decide see it now."))
        return redirect("application", ref=ref)
    context = application_page(found, request.actor)
    context["can_propose"] = any(each.transition.name == "propose" for each in context["buttons"])
    return render(request, "loans/application_propose.html", context)
