"""What the pages of signing read."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from loans.applications.models import Application, Contract
from loans.signing.models import ContractScan, RequestState, SignatureRequest
from portal.actors import Actor
from portal.record.models import record_look


def contract_of(application: Application) -> Contract:
    """Its signed contract; 404 when it is not signed."""
    found: Contract | None = getattr(application, "contract", None)
    if found is None:
        raise Http404
    return found


def scan_to_show(actor: Actor, ref: str) -> ContractScan:
    """The one way to the contents of a scan: a checked one that the actor may see, 404 otherwise; each look is kept.

    She sees what holds today, colleagues also what was replaced.
    """
    scans = ContractScan.objects.visible_to(actor).ready()
    if actor.kind == "person":
        return get_object_or_404(scans.current(), ref=ref)
    found = get_object_or_404(scans, ref=ref)
    record_look(found, by=actor)
    return found


def signed_document(application: Application) -> bytes | None:
    """The PDF that a service signed, as it came; None for what was signed on paper, or not at all."""
    found = SignatureRequest.objects.filter(application=application, state=RequestState.SIGNED).first()
    if found is None:
        return None
    with found.signed_document.open("rb") as opened:
        return bytes(opened.read())


def request_for(actor: Actor, ref: str, number: int) -> SignatureRequest:
    """The `number`-th request of an application, from the first, that came back; the look is kept. 404 otherwise."""
    found = SignatureRequest.objects.visible_to(actor).filter(application__ref=ref).order_by("pk")
    request = next(iter(found[number - 1 : number]), None) if number else None
    if request is None or not request.signed_document:
        raise Http404
    record_look(request, by=actor)
    return request
