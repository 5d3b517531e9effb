"""Slots: places on lower floors that upper floors fill, named here and filled in `portal/fillers.py`.

Each slot has a protocol below; `fill(name)` imports what settings name for it, in that order.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Literal, Protocol

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string

from portal.actors import Actor
from portal.roles import Permission

SlotName = Literal[
    "journey_steps",
    "on_submit",
    "on_close",
    "on_withdrawal",
    "case_panels",
    "home_cards",
    "next_things",
    "documents_wanted",
    "advisor_sections",
    "permit_notes",
    "plan_instalments",
    "desk_menu",
    "desk_marks",
    "reference",
    "workflows",
    "client_names",
]


@dataclass(frozen=True)
class MenuEntry:
    """A line of the desk's menu: the URL's name, the (lazy) label, the icon, who sees it.

    What is not used every day stands under "More" where the menu is long.
    """

    url_name: str
    label: Any
    icon: str
    permission: Permission
    daily: bool = True


@dataclass(frozen=True)
class Panel:
    """A piece of a lower page that an upper floor draws: the template and what it needs.

    `title` (lazy) is what it is folded under where a page holds many; without one it always stays open.
    """

    template: str
    context: dict[str, Any]
    order: int = 50
    title: Any = ""


@dataclass(frozen=True)
class NextThing:
    """What an applicant can do next: the button's words, where it leads, and how urgent it is (0 is first).

    `leads` is False for what is always possible and never waits for her: it is drawn as a quieter button.
    """

    label: str
    url: str
    order: int = 50
    leads: bool = True


class JourneySteps(Protocol):
    """Gives the questions of a floor: each an applicants.journey.step.Step, placed by its `order`."""

    def __call__(self) -> Iterable[Any]: ...


class OnSubmit(Protocol):
    """Called in the transaction in which an applicant submits; `case` is an applicants.Case."""

    def __call__(self, *, case: Any, by: Actor) -> None: ...


class OnWithdrawal(Protocol):
    """Called in the transaction in which a person takes an agreement back: ends what rested on it.

    `person` is an applicants.Person, `purpose` an applicants.consents Purpose.
    """

    def __call__(self, *, person: Any, by: Actor, purpose: str) -> None: ...


class OnClose(Protocol):
    """Called in the transaction in which staff close a case by hand: ends what the upper floor keeps open for it.

    `outcome` is an applicants.Outcome; `ValidationError` refuses, with the sentence the user reads.
    """

    def __call__(self, *, case: Any, by: Actor, outcome: str) -> None: ...


class CasePanel(Protocol):
    """Draws a panel on the staff's page of a case, or None when there is nothing to say."""

    def __call__(self, *, case: Any, actor: Actor) -> Panel | None: ...


class HomeCard(Protocol):
    """Draws a card on the applicant's own page, or None."""

    def __call__(self, *, case: Any, actor: Actor) -> Panel | None: ...


class ProposeNextThing(Protocol):
    """What an applicant could do next in a file, or None; the page shows the most urgent one alone."""

    def __call__(self, *, case: Any, actor: Actor) -> NextThing | None: ...


@dataclass(frozen=True)
class WantedPaper:
    """A document that a file needs, by its kind's code. `about`: whose, or what; `key` tells two of a kind apart."""

    code: str
    key: str = ""
    about: str = ""


class DocumentsWanted(Protocol):
    """What an upper floor needs to see in a file; `case` is an applicants.Case."""

    def __call__(self, *, case: Any) -> Iterable[WantedPaper]: ...


class AdvisorSection(Protocol):
    """Draws a section of an advisor's own page, or None; `advisor` is an advisors.Advisor, and the actor herself."""

    def __call__(self, *, advisor: Any, actor: Actor) -> Panel | None: ...


class DeskMark(Protocol):
    """Draws what a member of staff should notice wherever she is, below the menu of each page of the desk, or None."""

    def __call__(self, *, actor: Actor) -> Panel | None: ...


class PermitNote(Protocol):
    """Some sentences about what a permit means for what a case asks, shown beside it; never a refusal."""

    def __call__(self, *, permit: Any, case: Any) -> str | None: ...


class PlanInstalments(Protocol):
    """What is paid on an offered or running loan of a case: (day, euros) of each instalment; None without an offer.

    `case` is an applicants.Case. It gives no more than the applicant has been told.
    """

    def __call__(self, *, case: Any) -> Sequence[tuple[date, Decimal]] | None: ...


class PartnerCard(Protocol):
    """Draws a card on the page where a partner's user lands, or None; `partner` is a partnerships.Partner."""

    def __call__(self, *, partner: Any, actor: Actor) -> Panel | None: ...


class PartnerChoices(Protocol):
    """The partners a user can belong to, as (key, name): accounts stand on the floor below them."""

    def __call__(self) -> Iterable[tuple[int, str]]: ...


class Charts(Protocol):
    """The workflows of a floor as its page of the documentation shows them: each a portal.workflow.Chart."""

    def __call__(self) -> Iterable[Any]: ...


class ClientNames(Protocol):
    """The words of a text that are the name of a client whom the institution knows, as they are written there."""

    def __call__(self, text: str) -> Iterable[str]: ...


class VisibleRows(Protocol):
    """For each table of a floor whose rows are a client's: its name, and the keys of the rows the actor sees."""

    def __call__(self, actor: Actor) -> Iterable[tuple[str, QuerySet[Any, Any]]]: ...


class Reference(Protocol):
    """Adds what an institution begins with on a floor, where it is not there yet; returns how many rows."""

    def __call__(self, *, by: Actor) -> int: ...


Menu = Callable[[], Iterable[MenuEntry]]


@cache
def fill(name: SlotName) -> tuple[Any, ...]:
    """What fills the slot, in the order of settings."""
    return tuple(import_string(path) for path in settings.SLOTS[name])


def rows_seen_by(actor: Actor, *, table: str, row: str) -> Q:
    """The filter for lines that name a client's row by `table` and `row`: only rows that the actor sees."""
    seen = Q(pk__in=[])
    for scope in fill("visible_rows"):
        for name, keys in scope(actor):
            seen |= Q(**{table: name, f"{row}__in": keys})
    return seen


PanelSlot = Literal["case_panels", "home_cards", "partner_cards", "advisor_sections", "desk_marks"]


def panels(name: PanelSlot, **about: Any) -> list[Panel]:
    """The panels of a page, in their own order; those with nothing to say are left out.

    `about` is what the slot's protocol names: `case`, `partner`, `advisor` or nothing, and `actor`.
    """
    drawn = (draw(**about) for draw in fill(name))
    return sorted((panel for panel in drawn if panel is not None), key=lambda panel: panel.order)
