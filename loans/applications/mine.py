"""What an applicant sees of her own loan before it is paid out: the offer with its price, and what she may do."""

from typing import Any, Final

from django.shortcuts import get_object_or_404

from loans.applications.models import Application
from loans.applications.moves import possible
from loans.applications.told import Told, told_of
from portal.actors import Actor
from portal.refs import display

_PRICE_SHOWN: Final = frozenset({"proposed", "deferred", "approved", "accepted", "signed", "disbursed"})


def my_offer(actor: Actor, ref: str) -> Application:
    """Her own application that was sent, by its number; 404 for anybody else's."""
    applications = Application.objects.visible_to(actor).submitted()
    return get_object_or_404(applications.select_related("case__office", "case__person", "terms__product"), ref=ref)


def my_price(application: Application) -> Told | None:
    """The price as she reads it; None before the proposal and after it was declined."""
    if application.state not in _PRICE_SHOWN:
        return None
    return told_of(application, list(application.guarantees.exclude(state__in=["named", "refused", "withdrawn"])))


def offer_page(actor: Actor, application: Application) -> dict[str, Any]:
    """Where her application stands, its price from the proposal on, and what she may do now."""
    may = {transition.name for transition in possible(actor, application)}
    return {
        "application": application,
        "number": display(application.case.ref),
        "status": application.status,
        "told": my_price(application),
        "may_accept": "accept" in may and not application.offer_has_ended,
        "has_ended": application.offer_has_ended or application.state == "lapsed",
        "may_withdraw": "withdraw" in may,
    }
