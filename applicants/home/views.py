"""The applicant's own page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from applicants.home.cards import cards_of
from applicants.persons.models import Person
from portal.doors import ActorRequest, person


@person
@require_safe
def home(request: ActorRequest) -> HttpResponse:
    """What happens now, who has the ball, one button for the next thing."""
    herself = Person.objects.visible_to(request.actor).first()
    cards = cards_of(request)
    context = {"herself": herself, "cards": cards, "may_begin": not any(card.is_draft for card in cards)}
    return render(request, "applicants/home.html", context)
