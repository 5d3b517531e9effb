"""What being late adds to a loan, its payment, and gifts that are passed on to charity."""

import secrets

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from loans.ledger.forms import RepaymentForm
from loans.ledger.gifts import CharityGift, pass_on, purse
from loans.ledger.late import add_for_lateness, book_late_payment, kind_of
from loans.ledger.late_forms import GiftForm, LateForm
from loans.ledger.page import loan_page, open_loan_page
from portal.doors import ActorRequest, staff
from portal.pages import keyset_page
from portal.roles import Permission


@staff(Permission.BOOK_PAYMENTS)
@require_http_methods(["GET", "HEAD", "POST"])
def late_add(request: ActorRequest, ref: str) -> HttpResponse:
    """The reference travels with the form, so that a form sent twice adds once."""
    found = open_loan_page(request.actor, ref)
    begun = {"reference": f"L-{secrets.token_hex(4).upper()}"}
    form = LateForm(request.POST or None, begun=begun, kind=kind_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            add_for_lateness(by=request.actor, loan=found, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("It is noted, and the client is told."))
            return redirect("loan", ref=ref)
    context = loan_page(found, request.actor) | {"form": form, "pays": False}
    return render(request, "loans/late_form.html", context)


@staff(Permission.BOOK_PAYMENTS)
@require_http_methods(["GET", "HEAD", "POST"])
def late_pay(request: ActorRequest, ref: str) -> HttpResponse:
    found = open_loan_page(request.actor, ref)
    page = loan_page(found, request.actor)
    begun = {"amount": page["added"].left or None, "reference": f"R-{secrets.token_hex(4).upper()}"}
    form = RepaymentForm(request.POST or None, begun=begun)
    if request.method == "POST" and form.is_valid():
        try:
            book_late_payment(by=request.actor, loan=found, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("The payment is booked."))
            return redirect("loan", ref=ref)
    return render(request, "loans/late_form.html", page | {"form": form, "pays": True})


@staff(Permission.SEE_PIPELINE)
@require_safe
def charity(request: ActorRequest) -> HttpResponse:
    gifts = CharityGift.objects.visible_to(request.actor).select_related("by")
    page = keyset_page(gifts, sort="-on", after=request.GET.get("after", ""))
    context = {"page": page, "purse": purse(), "may_pass_on": request.actor.may(Permission.PAY_OUT)}
    return render(request, "loans/charity_list.html", context)


@staff(Permission.PAY_OUT)
@require_http_methods(["GET", "HEAD", "POST"])
def charity_pass(request: ActorRequest) -> HttpResponse:
    form = GiftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            pass_on(by=request.actor, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("It is noted."))
            return redirect("charity")
    return render(request, "loans/charity_form.html", {"form": form, "purse": purse()})
