"""Pages for the people of a partner organisation."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from applicants.models import Appointment
from partnerships.models import Partner
from portal.doors import ActorRequest, partner
from portal.slots import panels


@partner
@require_safe
def partner_home(request: ActorRequest) -> HttpResponse:
    """Where a partner's user lands: who the partner is, and what upper floors have for it."""
    organisation = get_object_or_404(Partner.objects.visible_to(request.actor).prefetch_related("offices"))
    cards = panels("partner_cards", partner=organisation, actor=request.actor)
    coming = (
        Appointment.objects.visible_to(request.actor).coming().select_related("booking__office", "booking__purpose")
    )
    context = {"partner": organisation, "cards": cards, "appointments": coming.order_by("booking__during")}
    return render(request, "partnerships/partner_home.html", context)
