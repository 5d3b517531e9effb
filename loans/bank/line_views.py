"""One payment of a bank's file: booked on a loan, put aside, opened again."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from loans.bank.forms import AsideForm, BookForm
from loans.bank.models import LineState
from loans.bank.page import line_of, line_page, line_split
from loans.bank.settling import book_line, open_again, put_aside
from portal.doors import ActorRequest, staff
from portal.refs import display
from portal.roles import Permission


@staff(Permission.BOOK_PAYMENTS)
@require_http_methods(["GET", "HEAD", "POST"])
def line(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    found = line_of(request.actor, ref, number)
    page = line_page(found, request.actor)
    proposed = page["shown"].proposed
    begun = {"loan": display(proposed.loan.ref)} if proposed else {}
    form, split = BookForm(request.POST or None, actor=request.actor, amount=found.amount, begun=begun), None
    if request.method == "POST" and form.is_valid():
        split = line_split(found, form)
        try:
            if split is None:
                book_line(by=request.actor, line=found, parts=form.parts(), for_added=form.cleaned_data["for_added"])
                messages.success(request, _("The payment is booked."))
                return _back(ref)
            form = BookForm(actor=request.actor, amount=found.amount, begun=form.typed())
        except ValidationError as problem:
            form.add_error(None, problem.messages)
    context = page | {"form": form, "split": split, "aside": AsideForm(), "is_open": found.state == LineState.OPEN}
    return render(request, "loans/bank_line.html", context)


@staff(Permission.BOOK_PAYMENTS)
@require_POST
def aside(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    found = line_of(request.actor, ref, number)
    form = AsideForm(request.POST)
    try:
        put_aside(by=request.actor, line=found, note=form.cleaned_data["note"] if form.is_valid() else "")
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return redirect("bank-line", ref=ref, number=number)
    messages.success(request, _("It is put aside. You can open it again."))
    return _back(ref)


@staff(Permission.BOOK_PAYMENTS)
@require_POST
def open_line(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    found = line_of(request.actor, ref, number)
    try:
        open_again(by=request.actor, line=found)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("It is open again."))
    return redirect("bank-line", ref=ref, number=number)


def _back(ref: str) -> HttpResponse:
    """To what is still open of the file."""
    answer = redirect("bank-import", ref=ref)
    answer["Location"] += "?state=open"
    return answer
