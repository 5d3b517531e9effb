"""Files of the bank: the list, sending one, naming its columns, its page, and booking what is certain."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loans.bank.delimited import guessed
from loans.bank.forms import ColumnsForm, LineFilterForm, UploadForm
from loans.bank.importing import match_again, name_columns
from loans.bank.models import ImportState
from loans.bank.page import file_of, file_page, import_of, import_page, imports_page, waiting_table
from loans.bank.sending import send_file
from loans.bank.settling import book_certain
from loans.bank.statements import MOST_BYTES
from loans.bank.words import payments_read
from loans.words import number_words
from portal.doors import ActorRequest, staff
from portal.roles import Permission


@staff(Permission.BOOK_PAYMENTS)
@require_safe
def imports(request: ActorRequest) -> HttpResponse:
    only_open = request.GET.get("open") == "1"
    context = imports_page(request.actor, only_open=only_open, after=request.GET.get("after", ""))
    return render(request, "loans/bank_list.html", context)


@staff(Permission.BOOK_PAYMENTS)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: ActorRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            content = sent.read(MOST_BYTES + 1)
            kept = send_file(by=request.actor, content=content, account=form.cleaned_data["account"])
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            return redirect("bank-file", ref=kept.ref)
    return render(request, "loans/bank_upload.html", {"form": form})


@staff(Permission.BOOK_PAYMENTS)
@require_safe
def bank_file(request: ActorRequest, ref: str) -> HttpResponse:
    """How far the reading of a file is; htmx asks again by itself and gets the part that changes."""
    context = file_page(file_of(request.actor, ref), request.actor)
    name = "loans/_bank_file.html" if request.headers.get("HX-Request") else "loans/bank_file.html"
    return render(request, name, context)


@staff(Permission.BOOK_PAYMENTS)
@require_safe
def bank_import(request: ActorRequest, ref: str) -> HttpResponse:
    found = import_of(request.actor, ref)
    if found.state == ImportState.COLUMNS:
        return redirect("bank-columns", ref=ref)
    form = LineFilterForm(request.GET)
    context = import_page(found, request.actor, state=form.chosen(), after=request.GET.get("after", ""))
    return render(request, "loans/bank_detail.html", context | {"form": form})


@staff(Permission.BOOK_PAYMENTS)
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: ActorRequest, ref: str) -> HttpResponse:
    """Once for each account: the next file of this bank is read at once."""
    found = import_of(request.actor, ref)
    if found.state == ImportState.READ:
        return redirect("bank-import", ref=ref)
    table = waiting_table(found)
    form = ColumnsForm(request.POST or None, headings=table.headings, begun=guessed(table.headings))
    if request.method == "POST" and form.is_valid():
        try:
            name_columns(by=request.actor, bank_import=found, columns=form.columns())
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, payments_read(found.lines.count()))
            return redirect("bank-import", ref=ref)
    return render(request, "loans/bank_columns.html", {"form": form, "bank_import": found, "table": table})


@staff(Permission.BOOK_PAYMENTS)
@require_POST
def certain(request: ActorRequest, ref: str) -> HttpResponse:
    """Books all that is certain, up to a hundred at once; each refusal is said with its line."""
    found = import_of(request.actor, ref)
    result = book_certain(by=request.actor, bank_import=found)
    if result.booked:
        words = ngettext("%(count)s payment is booked.", "%(count)s payments are booked.", result.booked)
        messages.success(request, words % {"count": number_words(result.booked)})
    for number, sentence in result.refused:
        said = {"number": number_words(number), "why": sentence}
        messages.warning(request, _("Payment %(number)s is not booked: %(why)s") % said)
    if not result.booked and not result.refused:
        messages.info(request, _("There is nothing certain to book."))
    return redirect("bank-import", ref=ref)


@staff(Permission.BOOK_PAYMENTS)
@require_POST
def again(request: ActorRequest, ref: str) -> HttpResponse:
    found = import_of(request.actor, ref)
    count = match_again(by=request.actor, bank_import=found)
    words = ngettext(
        "A loan was found for %(count)s more payment.", "Loans were found for %(count)s more payments.", count
    )
    messages.info(request, words % {"count": number_words(count)})
    return redirect("bank-import", ref=ref)
