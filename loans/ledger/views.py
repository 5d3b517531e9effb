"""Running loans: the list, the page of one, booking and reversing; and the applicant's own page of hers."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from applicants.cases.shown import shown_name
from loans.ledger.actions import reverse
from loans.ledger.forms import LoanFilterForm, RepaymentForm, ReverseForm, TransferForm
from loans.ledger.models import Loan
from loans.ledger.page import (
    begun_repayment,
    loan_page,
    loans_page,
    movement_of,
    my_loan_page,
    open_loan_page,
    payment_of,
    split_to_look_at,
)
from loans.ledger.page import my_loan as loan_of_hers
from loans.ledger.receipt import receipt
from loans.ledger.transfers import book_transfer
from portal.doors import ActorRequest, person, staff
from portal.pdf.typeset import pdf_response
from portal.roles import Permission


@staff(Permission.SEE_PIPELINE)
@require_safe
def loans(request: ActorRequest) -> HttpResponse:
    form = LoanFilterForm(request.GET, actor=request.actor)
    context = loans_page(request.actor, form.chosen(), after=request.GET.get("after", ""))
    return render(request, "loans/loan_list.html", context | {"form": form})


@staff(Permission.SEE_PIPELINE)
@require_safe
def loan(request: ActorRequest, ref: str) -> HttpResponse:
    found = open_loan_page(request.actor, ref)
    return render(request, "loans/loan_detail.html", loan_page(found, request.actor))


@staff(Permission.BOOK_PAYMENTS)
@require_http_methods(["GET", "HEAD", "POST"])
def loan_repay(request: ActorRequest, ref: str) -> HttpResponse:
    """The reference travels with the form, so that a form sent twice books once.

    A payment that may be for costs too is shown once as we would split it, before it is booked.
    """
    found = open_loan_page(request.actor, ref)
    page = loan_page(found, request.actor)
    kind = TransferForm if page["may_split"] else RepaymentForm
    form, split = kind(request.POST or None, begun=begun_repayment(page["standing"])), None
    if request.method == "POST" and form.is_valid():
        split = split_to_look_at(found, form.cleaned_data)
        try:
            if split is None:
                book_transfer(by=request.actor, loan=found, **form.cleaned_data)
                messages.success(request, _("The payment is booked."))
                return redirect("loan", ref=ref)
            form = kind(begun=form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
    return render(request, "loans/repayment_form.html", page | {"form": form, "split": split})


@staff(Permission.BOOK_PAYMENTS)
@require_http_methods(["GET", "HEAD", "POST"])
def movement_reverse(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    """`number` counts the movements of the loan from 1, as they were written."""
    found = open_loan_page(request.actor, ref)
    movement = movement_of(found, number)
    form = ReverseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reverse(by=request.actor, movement=movement, note=form.cleaned_data["note"])
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("It is reversed. Every figure is as before it."))
            return redirect("loan", ref=ref)
    context = loan_page(found, request.actor) | {"form": form, "movement": movement, "amount": movement.shown_amount}
    return render(request, "loans/repayment_reverse_form.html", context)


@person
@require_safe
def my_loan(request: ActorRequest, ref: str) -> HttpResponse:
    return render(request, "loans/loan_mine.html", my_loan_page(request.actor, ref))


@person
@require_safe
def my_payment_paper(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    found = loan_of_hers(request.actor, ref)
    return _receipt(request, found, number)


@staff(Permission.SEE_PIPELINE)
@require_safe
def payment_paper(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    """In the client's language: it is for her."""
    found = open_loan_page(request.actor, ref)
    with translation.override(found.application.case.person.language):
        return _receipt(request, found, number)


def _receipt(request: ActorRequest, loan: Loan, number: int) -> HttpResponse:
    name = str(shown_name(loan.application.case.person, request.actor))
    return pdf_response(receipt(loan, payment_of(loan, number), name), f"receipt-{loan.ref}-{number}")
