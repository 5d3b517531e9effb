"""What the pages of signing read."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from loans.applications.models import Application, Contract
from loans.signing.scan_models import ContractScan
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
