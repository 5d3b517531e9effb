"""The cards on an applicant's own page: one for each file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Prefetch, Q
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from applicants.appointments.panels import coming_to
from applicants.cases import timeline
from applicants.cases.actions import BEFORE_PROPOSAL
from applicants.cases.models import Case, Event, Stage
from applicants.documents.models import Document
from applicants.guidance.panels import FOLLOWED
from applicants.home.models import HelpQuestion, Pace, Reply
from applicants.home.next_things import next_thing
from applicants.home.states import ball_of, pace_words, state_of
from applicants.sharing.queries import SHARED
from portal.doors import ActorRequest
from portal.refs import display
from portal.slots import NextThing, Panel, panels
from portal.workflow import State

_OPEN: Final = 3  # so many panels stand open; those behind them are folded, if they have a title


@dataclass(frozen=True)
class Drawn:
    """A panel of an upper floor, ready to be put on the page; `folded` under its title or open."""

    html: SafeString
    title: str
    folded: bool


@dataclass(frozen=True)
class Card:
    """One file as its owner sees it. `lines` are (when, sentence), newest first.

    `question` is asked of her now; `closing` is her "no", that she can still take back.
    """

    case: Any
    number: str
    state: State
    ball: str
    pace: str
    next: NextThing | None
    lines: list[tuple[Any, str]]
    panels: list[Drawn]
    question: HelpQuestion | None
    closing: HelpQuestion | None

    @property
    def is_draft(self) -> bool:
        return bool(self.case.stage == Stage.DRAFT)


def cards_of(request: ActorRequest) -> list[Card]:
    """The files of the person who asks: open ones before closed ones, the newest first."""
    public = Prefetch("events", Event.objects.public(), to_attr="public_events")
    questions = Prefetch("help_questions", HelpQuestion.objects.visible_to(request.actor), to_attr="questions")
    coming = Prefetch("appointments", coming_to(request.actor), to_attr="coming_appointments")
    papers = Document.objects.visible_to(request.actor).filter(case=OuterRef("pk"))
    new = Count("letters", filter=Q(letters__from_applicant=False, letters__read_at=None), distinct=True)
    cases = (
        Case.objects.visible_to(request.actor)
        .select_related("person", "office", "advisor__user", "plan")
        .prefetch_related(public, questions, FOLLOWED, SHARED, coming)
        .annotate(new_letters=new, paper_states=ArraySubquery(papers.values("state")))
    )
    paces = dict(Pace.objects.values_list("stage", "working_days"))
    cards = [_card(case, request, paces) for case in cases.order_by("-pk")]
    return sorted(cards, key=lambda card: card.state.closed)


def _card(case: Any, request: ActorRequest, paces: Mapping[str, int]) -> Card:
    latest = case.questions[0] if case.questions and case.stage in BEFORE_PROPOSAL else None
    return Card(
        case=case,
        number=display(case.ref),
        state=state_of(case),
        ball=ball_of(case),
        pace=pace_words(case, paces),
        next=next_thing(case, request.actor),
        lines=[(event.at, timeline.words(event)) for event in case.public_events],
        panels=_drawn(panels("home_cards", case=case, actor=request.actor), case, request),
        question=latest if latest and _is_asked(case, latest) else None,
        closing=latest if latest and latest.closes_at else None,
    )


def _is_asked(case: Any, question: HelpQuestion) -> bool:
    """As `HelpQuestionQuerySet.asked`, for a row that is at hand."""
    spoken = case.last_contact_at is not None and case.last_contact_at >= question.asked_at
    return not question.reply and not spoken


def _drawn(given: list[Panel], case: Any, request: ActorRequest) -> list[Drawn]:
    return [
        Drawn(
            render_to_string(one.template, {"case": case, **one.context}, request=request),
            str(one.title),
            bool(one.title) and (place >= _OPEN or case.stage == Stage.CLOSED),
        )
        for place, one in enumerate(given)
    ]


REPLIES: Final = [(reply.value, reply.label) for reply in Reply]
