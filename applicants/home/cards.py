"""The cards on an applicant's own page: one for each file."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from applicants.cases import timeline
from applicants.cases.models import Case, Event, Stage
from applicants.guidance.panels import FOLLOWED
from applicants.home.states import ball_of, state_of
from portal.doors import ActorRequest
from portal.refs import display
from portal.slots import panels
from portal.workflow import State


@dataclass(frozen=True)
class Card:
    """One file as its owner sees it. `lines` are (when, sentence), newest first."""

    case: Case
    number: str
    state: State
    ball: str
    is_draft: bool
    lines: list[tuple[Any, str]]
    panels: list[SafeString]  # what upper floors draw in the slot `home_cards`


def cards_of(request: ActorRequest) -> list[Card]:
    """The files of the person who asks, newest first."""
    actor = request.actor
    public = Prefetch("events", Event.objects.public(), to_attr="public_events")
    cases = (
        Case.objects.visible_to(actor)
        .select_related("person", "office", "advisor__user")
        .prefetch_related(public, FOLLOWED)
    )
    return [_card(case, request) for case in cases.order_by("-pk")]


def _card(case: Any, request: ActorRequest) -> Card:
    drawn = panels("home_cards", case=case, actor=request.actor)
    return Card(
        case=case,
        number=display(case.ref),
        state=state_of(case),
        ball=ball_of(case),
        is_draft=case.stage == Stage.DRAFT,
        lines=[(event.at, timeline.words(event)) for event in case.public_events],
        panels=[render_to_string(one.template, {"case": case, **one.context}, request=request) for one in drawn],
    )
