"""The contract: to print, to note as signed; and the page on which the loan is paid out."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from applicants.cases.page import head_of
from applicants.documents.views import say_what_was_taken
from loans.applications import contracts
from loans.applications.contract_forms import CheckForm, PayOutForm, SignForm
from loans.applications.contract_page import before, binding_of, contract_page, pay_out_page, text_codes
from loans.applications.contract_paper import paper_of
from loans.applications.models import Application
from loans.applications.queries import open_application
from loans.iban import display
from loans.signing.queries import signed_document
from loans.signing.scans import add_scan
from portal.doors import ActorRequest, staff
from portal.pdf.typeset import attached, pdf_of
from portal.roles import Permission


@staff(Permission.WORK_CASES)
@require_safe
def contract(request: ActorRequest, ref: str) -> HttpResponse:
    """To print: the binding text and its translation. There is one from the approval on."""
    found = _approved(request, ref)
    asked = request.GET.get("language", "")
    return render(request, "loans/contract_detail.html", contract_page(found, request.actor, asked))


@staff(Permission.WORK_CASES)
@require_safe
def contract_paper(request: ActorRequest, ref: str) -> HttpResponse:
    """The same as a PDF; once it is signed, what was signed, whatever has changed since."""
    found = _approved(request, ref)
    if (signed := signed_document(found)) is not None:
        return attached(signed, f"contract-{found.ref}")
    text = paper_of(found, binding_of(found, request.GET.get("language", "")))
    if text is None:
        raise Http404
    return attached(pdf_of(text), f"contract-{found.ref}")


def _approved(request: ActorRequest, ref: str) -> Application:
    found = open_application(request.actor, ref)
    if found.state not in ("approved", "accepted", "signed", "disbursed"):
        raise Http404
    return found


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def contract_sign(request: ActorRequest, ref: str) -> HttpResponse:
    found = open_application(request.actor, ref)
    form = SignForm(request.POST or None, request.FILES or None, application=found)
    if request.method == "POST" and form.is_valid():
        try:
            contract = contracts.note_signature(by=request.actor, application=found, contract=form.contract())
            taken = add_scan(by=request.actor, contract=contract, uploads=form.cleaned_data["scan"])
        except ValidationError as problem:
            form.add_error(None, problem.messages)
            found.refresh_from_db()
        else:
            messages.success(request, _("The signature is noted."))
            say_what_was_taken(request, taken)
            return redirect("application", ref=ref)
    shown = {"application": found, "form": form, "codes": text_codes(found)}
    shown["checklist"] = before("sign", found, request.actor)
    return render(request, "loans/contract_sign_form.html", head_of(found.case, request.actor) | shown)


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def contract_check(request: ActorRequest, ref: str) -> HttpResponse:
    """What could not be checked when the contract was signed."""
    found = open_application(request.actor, ref)
    if not hasattr(found, "contract"):
        raise Http404
    form = CheckForm(request.POST or None, contract=found.contract)
    if request.method == "POST" and form.is_valid():
        try:
            contracts.note_checks(by=request.actor, application=found, **form.cleaned_data)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            messages.success(request, _("It is noted."))
        return redirect("application", ref=ref)
    shown = {"application": found, "form": form, "iban": display(found.contract.iban)}
    return render(request, "loans/contract_check_form.html", head_of(found.case, request.actor) | shown)


@staff(Permission.PAY_OUT)
@require_http_methods(["GET", "HEAD", "POST"])
def disburse(request: ActorRequest, ref: str) -> HttpResponse:
    """What is missing stands where the button would be."""
    found = open_application(request.actor, ref)
    form = PayOutForm(request.POST or None, application=found)
    if request.method == "POST" and form.is_valid():
        try:
            loan = contracts.disburse(by=request.actor, application=found, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
            found.refresh_from_db()
        else:
            messages.success(request, _("The loan is paid out. The client is told."))
            return redirect("loan", ref=loan.ref)
    return render(request, "loans/contract_pay_out.html", pay_out_page(found, request.actor) | {"form": form})
