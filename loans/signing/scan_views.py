"""The scan of the signed contract: on the desk to add and replace, and the client's own view of her contract."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from applicants.documents.forms import UploadForm
from applicants.documents.views import say_what_was_taken
from loans.applications.contract_paper import paper_of
from loans.applications.mine import my_offer
from loans.applications.queries import open_application
from loans.signing.page import my_contract_page, scan_page
from loans.signing.queries import contract_of, scan_to_show, signed_document
from loans.signing.scan_forms import ReplaceForm
from loans.signing.scans import add_scan
from portal.doors import ActorRequest, person, staff
from portal.files.serving import serve
from portal.pdf.typeset import attached, pdf_of
from portal.roles import Permission


@staff(Permission.WORK_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def contract_scan(request: ActorRequest, ref: str) -> HttpResponse:
    """The pages that are there, with those that were replaced; more pages, or others instead (`replace`)."""
    found = open_application(request.actor, ref)
    contract, chosen = contract_of(found), ReplaceForm if "replace" in request.POST else UploadForm
    form = chosen(request.POST, request.FILES) if request.method == "POST" else None
    if form is not None and form.is_valid():
        kept = {name: form.cleaned_data[name] for name in ("uploads", "instead") if name in form.cleaned_data}
        try:
            taken = add_scan(by=request.actor, contract=contract, **kept)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            say_what_was_taken(request, taken)
            return redirect("contract-scan", ref=ref)
    return render(request, "loans/contract_scan.html", scan_page(found, request.actor, form))


@staff(Permission.WORK_CASES)
@require_safe
def contract_scan_content(request: ActorRequest, ref: str, size: str) -> HttpResponse:
    """A page of the scan, whole or as a small picture; each look is kept."""
    return _content(request, ref, size)


@person
@require_safe
def my_contract(request: ActorRequest, ref: str) -> HttpResponse:
    """Her contract: when it was signed, its text, and the pages that were scanned."""
    found = my_offer(request.actor, ref)
    return render(request, "loans/contract_mine.html", my_contract_page(found, request.actor))


@person
@require_safe
def my_contract_paper(request: ActorRequest, ref: str) -> HttpResponse:
    """What she signed, as PDF."""
    contract = contract_of(my_offer(request.actor, ref))
    if (signed := signed_document(contract.application)) is not None:
        return attached(signed, f"contract-{contract.application.ref}")
    text = paper_of(contract.application, contract.language)
    if text is None:
        raise Http404
    return attached(pdf_of(text), f"contract-{contract.application.ref}")


@person
@require_safe
def my_contract_scan(request: ActorRequest, ref: str, size: str) -> HttpResponse:
    """A page of the scan of her own contract."""
    return _content(request, ref, size)


def _content(request: ActorRequest, ref: str, size: str) -> HttpResponse:
    if size not in ("small", "full"):
        raise Http404
    found = scan_to_show(request.actor, ref)
    if size == "small":
        return serve(found.preview, "jpeg", name=found.ref)
    return serve(found.content, found.kind, name=found.ref)
