"""Paying out the next part of a running loan."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from loans.ledger.page import loan_page, open_loan_page
from loans.parts.actions import pay_part
from loans.parts.forms import PayPartForm
from loans.parts.page import begun_reference, parts_shown, pay_part_page
from portal.doors import ActorRequest, staff
from portal.roles import Permission


@staff(Permission.PAY_OUT)
@require_http_methods(["GET", "HEAD", "POST"])
def loan_part(request: ActorRequest, ref: str) -> HttpResponse:
    """What stands in the way is said where the form would be; where no part is to come there is only the loan."""
    loan = open_loan_page(request.actor, ref)
    shown = parts_shown(loan.application)
    if shown.next is None:
        return redirect("loan", ref=ref)
    form = PayPartForm(request.POST or None, part=shown.next.part, reference=begun_reference())
    if request.method == "POST" and form.is_valid():
        try:
            pay_part(by=request.actor, loan=loan, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("The part is paid out. The client is told."))
            return redirect("loan", ref=ref)
    context = loan_page(loan, request.actor) | pay_part_page(loan, request.actor) | {"form": form, "part": shown.next}
    return render(request, "loans/part_form.html", context)
