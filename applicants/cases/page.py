"""What the page of a file shows, put together for its template."""

from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Any, Final

from django.utils.translation import get_language

from applicants.cases import timeline
from applicants.cases.actions import BEFORE_PROPOSAL
from applicants.cases.models import Case, Stage
from applicants.cases.reasons import in_words, names_now
from applicants.cases.shown import shown_contacts, shown_name
from applicants.cases.stages import status_of
from applicants.cases.who import names_of
from applicants.consents.page import desk_agreements
from applicants.home.asking import help_state
from applicants.journey.engine import answers_of
from applicants.journey.step import Row, Section
from applicants.situation.reading import situation_of
from portal.actors import Actor
from portal.language import registry
from portal.record.models import Entry
from portal.refs import display
from portal.roles import Permission, Role
from portal.slots import fill

_NO_ROW: Final = Row("", "", "")
_MOST_EVENTS: Final = 60
_MOST_LOOKS: Final = 20


@dataclass(frozen=True)
class Pair:
    """One part of the answers in two languages: rows of (client's question and answer, reader's)."""

    title: str
    own_title: str
    rows: list[tuple[Row, Row]]


@dataclass(frozen=True)
class TimelineRow:
    at: datetime
    words: str
    who: str


def side_by_side(case: Case, first: str, second: str) -> list[Pair]:
    """The answers in the client's language (`first`) and the reader's (`second`); both have the same parts."""
    theirs, ours = answers_of(case, first), answers_of(case, second)
    return [_pair(one, other) for one, other in zip(theirs, ours, strict=True)]


def _pair(one: Section, other: Section) -> Pair:
    rows = zip_longest(one.rows, other.rows, fillvalue=_NO_ROW)
    return Pair(one.title, other.title, list(rows))


def second_language(asked: str) -> str:
    """The reader's language beside the client's: the one asked for if it is one of ours, else the page's."""
    return asked if asked in registry.BY_CODE else (get_language() or "en")


def head_of(case: Case, actor: Actor) -> dict[str, Any]:
    """What stands above every page of a file."""
    return {
        "case": case,
        "number": display(case.ref),
        "name": shown_name(case.person, actor),
        "status": status_of(case.stage),
    }


def file_page(case: Case, actor: Actor, *, beside: str) -> dict[str, Any]:
    """Everything on the page of a file but its forms and panels. Who sees no names sees no story either."""
    second = second_language(beside)
    return head_of(case, actor) | {
        "contacts": shown_contacts(case.person, actor),
        "spoken_languages": case.person.languages.all(),
        "permit": getattr(case.person, "permit", None),
        "permit_notes": permit_notes(case) if actor.sees_names else [],
        "situation": situation_of(case) if actor.sees_names else None,
        "reasons": in_words(case.match_reasons, names_now()) if actor.sees_names else [],
        "answers": side_by_side(case, case.person.language, second) if actor.sees_names else [],
        "first": registry.BY_CODE[case.person.language],
        "second": registry.BY_CODE[second],
        "help": help_state(case),
        "meetings": case.meetings.select_related("advisor__user", "language"),
        "helpers": list(case.helpings.all()),
        "sees_names": actor.sees_names,
        "may": what_may_happen(case, actor),
        **what_happened(case, actor),
        **desk_agreements(case, actor),
    }


def permit_notes(case: Case) -> list[str]:
    """What her permit means for what she asks, from the floors that know; nothing without a permit."""
    permit = getattr(case.person, "permit", None)
    found = [tell(permit=permit, case=case) for tell in fill("permit_notes")] if permit else []
    return [note for note in found if note]


def what_may_happen(case: Case, actor: Actor) -> dict[str, bool]:
    """Which buttons the page has for this actor now."""
    works = actor.may(Permission.WORK_CASES)
    is_open = case.stage not in (Stage.DRAFT, Stage.CLOSED)
    carries = case.advisor is not None and case.advisor.user_id == actor.id
    return {
        "log": works and is_open,
        "take": works and Role.ADVISOR in actor.roles and is_open and not carries,
        "assign": actor.may(Permission.ASSIGN_CASES) and is_open,
        "close": works and case.stage in BEFORE_PROPOSAL,
        "see_looks": actor.may(Permission.SEE_RECORD),
    }


def what_happened(case: Case, actor: Actor) -> dict[str, list[TimelineRow]]:
    """The newest lines of the timeline in words, and, for who may see the record, who opened the file last."""
    events = list(case.events.all()[:_MOST_EVENTS])
    looks: list[Entry] = []
    if actor.may(Permission.SEE_RECORD):
        looks = list(Entry.objects.of(case).looks().order_by("-pk")[:_MOST_LOOKS])
    who = names_of([*(event.actor for event in events), *(look.actor for look in looks)], applicant=case.person_id)
    return {
        "timeline": [TimelineRow(e.at, timeline.words(e, names=actor.sees_names), who[e.actor]) for e in events],
        "looks": [TimelineRow(look.at, "", who[look.actor]) for look in looks],
    }
