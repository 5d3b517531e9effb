"""Changing a running loan: what waits, asking for a change, and deciding on it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loans.changes.actions import ask_for_change, decide_change, take_back
from loans.changes.effect import basis_of, effect_of
from loans.changes.forms import ChangeForm, DecideForm
from loans.changes.page import change_page, preview_of, waiting_change, waiting_page
from loans.ledger.page import loan_page, open_loan_page
from loans.parts.planning import parts_stand
from portal.doors import ActorRequest, staff
from portal.roles import Permission


@staff(Permission.SEE_PIPELINE)
@require_safe
def changes(request: ActorRequest) -> HttpResponse:
    return render(request, "loans/change_list.html", waiting_page(request.actor, after=request.GET.get("after", "")))


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def change_ask(request: ActorRequest, ref: str) -> HttpResponse:
    """`preview` shows what it would do and keeps nothing."""
    loan = open_loan_page(request.actor, ref)
    form, effect = ChangeForm(request.POST or None, terms=loan.application.terms), None
    if not parts_stand(loan.application).coming:
        form.without_rest()
    if request.method == "POST" and form.is_valid():
        change = form.save(commit=False)
        change.loan = loan
        try:
            effect = effect_of(change)
            if "preview" not in request.POST:
                ask_for_change(by=request.actor, loan=loan, change=change)
                messages.success(request, _("It is asked for. Somebody else decides."))
                return redirect("loan", ref=ref)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
    context = loan_page(loan, request.actor) | {"form": form} | preview_of(loan, effect, form.instance)
    return render(request, "loans/change_form.html", context)


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def change_decide(request: ActorRequest, ref: str) -> HttpResponse:
    """`do` is `make` or `refuse`; whoever asked for it reads it here and cannot decide."""
    loan = open_loan_page(request.actor, ref)
    change = waiting_change(loan)
    form = DecideForm(request.POST or None, initial={"basis": basis_of(loan)})
    do = request.POST.get("do")
    if do in ("make", "refuse") and form.is_valid():
        try:
            decide_change(by=request.actor, change=change, make=do == "make", **form.cleaned_data)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
            # the note stays; the figures are those of now
            form = DecideForm(initial={"basis": basis_of(loan), "note": form.cleaned_data["note"]})
        else:
            messages.success(request, _("Your decision is kept."))
            return redirect("loan", ref=ref)
    context = loan_page(loan, request.actor) | change_page(change, request.actor) | {"form": form}
    return render(request, "loans/change_detail.html", context)


@staff(Permission.PROPOSE_LOANS)
@require_POST
def change_take_back(request: ActorRequest, ref: str) -> HttpResponse:
    loan = open_loan_page(request.actor, ref)
    try:
        take_back(by=request.actor, change=waiting_change(loan))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("It is taken back."))
    return redirect("loan", ref=ref)
