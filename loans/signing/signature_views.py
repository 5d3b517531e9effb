"""Sending a contract to be signed, on the desk; the client's way back; the call of the service."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loans.applications.mine import my_offer
from loans.applications.queries import open_application
from loans.signing import asking
from loans.signing.models import SignatureRequest
from loans.signing.page import signature_page
from loans.signing.queries import request_for
from loans.signing.settling import SIGNING
from loans.signing.signature_forms import SendForm
from portal.doors import ActorRequest, person, public, staff
from portal.pdf.typeset import attached
from portal.roles import Permission


@staff(Permission.PROPOSE_LOANS)
@require_http_methods(["GET", "HEAD", "POST"])
def signature(request: ActorRequest, ref: str) -> HttpResponse:
    """Send for signature; while one is awaited, how it stands; and what was sent before."""
    found = open_application(request.actor, ref)
    form = SendForm(request.POST or None, application=found)
    if request.method == "POST" and form.is_valid():
        language, iban = form.cleaned_data["language"], form.cleaned_data["iban"]
        try:
            asking.send_for_signature(
                by=request.actor, application=found, language=language, iban=iban, checks=form.checks
            )
        except ValidationError as problem:
            form.add_error(None, problem.messages)
            found.refresh_from_db()
        else:
            messages.success(request, _("The contract is on its way. The client gets a message with the link."))
            return redirect("signature", ref=ref)
    return render(request, "loans/signature.html", signature_page(found, request.actor, form))


@staff(Permission.PROPOSE_LOANS)
@require_POST
def signature_remind(request: ActorRequest, ref: str) -> HttpResponse:
    found = open_application(request.actor, ref)
    waiting = get_object_or_404(SignatureRequest.objects.visible_to(request.actor).open(), application=found)
    try:
        asking.remind(by=request.actor, request=waiting)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("The client gets the message again."))
    return redirect("signature", ref=ref)


@staff(Permission.PROPOSE_LOANS)
@require_POST
def signature_cancel(request: ActorRequest, ref: str) -> HttpResponse:
    """Call it off; with `paper`, to sign on paper instead."""
    found = open_application(request.actor, ref)
    asking.cancel(by=request.actor, application=found)
    messages.success(request, _("It is called off. A signature that still comes does not count."))
    return redirect("contract-sign" if "paper" in request.POST else "signature", ref=ref)


@staff(Permission.PROPOSE_LOANS)
@require_POST
def signature_look(request: ActorRequest, ref: str) -> HttpResponse:
    """Ask the service now."""
    found = open_application(request.actor, ref)
    waiting = get_object_or_404(SignatureRequest.objects.visible_to(request.actor).open(), application=found)
    asking.hasten(by=request.actor, request=waiting)
    messages.success(request, _("We are asking the signature service. Please look again in a moment."))
    return redirect("signature", ref=ref)


@staff(Permission.WORK_CASES)
@require_safe
def signature_file(request: ActorRequest, ref: str, number: int, kind: str) -> HttpResponse:
    """The signed document, or the evidence, unchanged, to be saved; each look is kept."""
    found = request_for(request.actor, ref, number)
    if kind == "document":
        with found.signed_document.open("rb") as opened:
            return attached(opened.read(), f"contract-{ref}")
    with found.evidence.open("rb") as opened:
        answer = HttpResponse(opened.read(), content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="evidence-{ref}.{found.evidence_kind}"'
    return answer


@person
@require_safe
def my_signature_back(request: ActorRequest, ref: str) -> HttpResponse:
    """She comes back from the service: a worker asks how it stands, and her page says that it does."""
    found = my_offer(request.actor, ref)
    for waiting in SignatureRequest.objects.visible_to(request.actor).open().filter(application=found):
        asking.ask_worker(waiting.pk)
    messages.info(request, _("Thank you. We are asking the signature service whether all has arrived."))
    return redirect("my-contract", ref=ref)


@csrf_exempt  # another computer calls, with a secret of ours in the address and nothing else
@public
@require_POST
def signature_notify(request: ActorRequest, token: str) -> HttpResponse:
    """The service says that something has happened. What it is, the service is asked; nothing that comes is read."""
    del request
    found = get_object_or_404(SignatureRequest.objects.visible_to(SIGNING), token=token)
    asking.hasten(by=SIGNING, request=found)
    return HttpResponse(status=204)
