"""Giving back a part of the fee, once a loan has ended early."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from loans.ledger.fee import begun_giving_back, give_fee_back
from loans.ledger.late_forms import GiveBackForm
from loans.ledger.page import loan_page, open_loan_page
from portal.doors import ActorRequest, staff
from portal.roles import Permission


@staff(Permission.BOOK_PAYMENTS)
@require_http_methods(["GET", "HEAD", "POST"])
def fee_back(request: ActorRequest, ref: str) -> HttpResponse:
    """The reference travels with the form, so that a form sent twice gives back once. The amount is reckoned."""
    found = open_loan_page(request.actor, ref)
    form = GiveBackForm(request.POST or None, begun=begun_giving_back())
    if request.method == "POST" and form.is_valid():
        try:
            give_fee_back(by=request.actor, loan=found, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("It is booked, and the client is told."))
            return redirect("loan", ref=ref)
    return render(request, "loans/fee_back_form.html", loan_page(found, request.actor) | {"form": form})
