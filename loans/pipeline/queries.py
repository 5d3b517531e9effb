"""What the pipeline shows: a board of states with the first cards of each, and a table by pages."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.db.models import Count, F, Sum, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils import timezone

from applicants.cases.shown import ShownName, shown_name
from applicants.models import Case
from loans.applications.models import Application, ApplicationQuerySet
from loans.workflow import OPEN_STATES, WORKFLOW
from portal.actors import Actor
from portal.pages import Page, keyset_page
from portal.refs import display
from portal.workflow import State

CARDS: Final = 8  # of each column of the board
# Filter → column. The state has a rule of its own, the language a table of its own.
_COLUMNS: Final = {
    "waiting": "case__waiting_on",
    "office": "case__office__code",
    "advisor": "case__advisor",
    "product": "terms__product__code",
}


@dataclass(frozen=True)
class Card:
    """An application as the pipeline shows it. `amount` is what is proposed, else what is wished, in euros."""

    application: Application
    number: str
    name: ShownName
    amount: Decimal | None
    days: int


@dataclass(frozen=True)
class Column:
    """A state with how many are in it and what they come to in euros; `more` when the board shows fewer."""

    state: State
    count: int
    amount: Decimal
    cards: list[Card]

    @property
    def more(self) -> int:
        return self.count - len(self.cards)


def filtered(actor: Actor, chosen: Mapping[str, str]) -> ApplicationQuerySet:
    """What the actor sees of what was sent, narrowed by codes. Those that ended only when asked for by state."""
    found = Application.objects.visible_to(actor).submitted()
    found = found.filter(state=chosen["state"]) if chosen.get("state") else found.open()
    for name, column in _COLUMNS.items():
        if chosen.get(name):
            found = found.filter(**{column: chosen[name]})
    if chosen.get("language"):
        spoken = Case.objects.filter(person__languages__language__code=chosen["language"])
        found = found.filter(case__in=spoken.values("pk"))
    return found


def columns(actor: Actor, chosen: Mapping[str, str]) -> list[Column]:
    """The board: a column for each open state (or the one asked for), who waits longest on top. Two queries."""
    found = filtered(actor, chosen)
    sums = _sums(found)
    cards = _first_cards(found, actor)
    shown = [state for state in WORKFLOW.states if _has_column(state, chosen)]
    return [Column(state, *sums.get(state.name, (0, Decimal(0))), cards[state.name]) for state in shown]


def _has_column(state: State, chosen: Mapping[str, str]) -> bool:
    if chosen.get("state"):
        return state.name == chosen["state"]
    return state.name in OPEN_STATES - {"draft"}


def _sums(found: ApplicationQuerySet) -> dict[str, tuple[int, Decimal]]:
    amount: Any = Sum(Coalesce("principal", "amount_wished"), default=Decimal(0))
    rows = found.order_by().values("state").annotate(count=Count("pk"), amount=amount)
    return {row["state"]: (row["count"], row["amount"]) for row in rows}


def _first_cards(found: ApplicationQuerySet, actor: Actor) -> dict[str, list[Card]]:
    place = Window(RowNumber(), partition_by=F("state"), order_by=[F("state_since").asc(), F("pk").asc()])
    first = found.with_list_columns().annotate(place=place).filter(place__lte=CARDS).order_by("state", "place")
    cards: dict[str, list[Card]] = defaultdict(list)
    for card in cards_of(first, actor):
        cards[card.application.state].append(card)
    return cards


def table(actor: Actor, chosen: Mapping[str, str], *, after: str) -> Page[Application]:
    """A page of the table, who waits longest in a state first."""
    found = filtered(actor, chosen).with_list_columns()
    return keyset_page(found, sort="state_since", after=after)


def cards_of(applications: Iterable[Application], actor: Actor) -> list[Card]:
    """Cards of applications as `with_list_columns` gives them; no further query."""
    now = timezone.now()
    return [
        Card(
            application=each,
            number=display(each.case.ref),
            name=shown_name(each.case.person, actor),
            amount=each.principal if each.principal is not None else each.amount_wished,
            days=(now - each.state_since).days,
        )
        for each in applications
    ]


def total(shown: Iterable[Column]) -> tuple[int, Decimal]:
    """How many there are on the board, and what they come to in euros."""
    every = list(shown)
    return sum(column.count for column in every), sum((column.amount for column in every), Decimal(0))
