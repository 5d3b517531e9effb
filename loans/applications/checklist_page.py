"""A checklist as one reader sees it: what is missing first, with the way there or who has it, then what is done."""

from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from loans.applications.checklist import Step, findings
from loans.applications.checklist_items import Finding, Way
from loans.applications.models import Application
from loans.applications.readings import Readings
from portal.actors import Actor
from portal.roles import Permission

_TITLES: Final[dict[Step, Any]] = {
    "propose": _("Before you can propose"),
    "approve": _("Before the loan can be approved"),
    "sign": _("Before the contract can be signed"),
    "disburse": _("Before the loan can be paid out"),
}
_READY: Final[dict[Step, Any]] = {
    "propose": _("All is there: the loan can be proposed."),
    "approve": _("All is there: the loan can be approved."),
    "sign": _("All is there: the contract can be signed."),
    "disburse": _("All is there: the loan can be paid out."),
}
_WHO: Final[dict[Permission, Any]] = {
    Permission.PROPOSE_LOANS: _("An advisor of the office does this."),
    Permission.DECIDE_LOANS: _("Somebody who decides on loans does this."),
}


@dataclass(frozen=True)
class Mark:
    """How an item stands: for `portal/_status.html`."""

    label: Any
    colour: str
    icon: str


_DONE: Final = Mark(_("Done"), "good", "check-circle")
_MISSING: Final = Mark(_("Missing"), "ask", "exclamation-triangle")


@dataclass(frozen=True)
class Item:
    """`url` with its `word` is where this reader makes it good; without one, `who` says whose it is."""

    name: Any
    status: Mark
    missing: tuple[str, ...] = ()
    url: str = ""
    word: Any = ""
    who: Any = ""


@dataclass(frozen=True)
class Checklist:
    """The items of a step, in their order: those that are `open`, and those that are `done`."""

    step: Step
    open: list[Item]
    done: list[Item]

    @property
    def is_ready(self) -> bool:
        return not self.open

    @property
    def title(self) -> Any:
        return _TITLES[self.step]

    @property
    def ready(self) -> Any:
        return _READY[self.step]

    @property
    def total(self) -> int:
        return len(self.open) + len(self.done)


def checklist(step: Step, read: Readings, actor: Actor) -> Checklist:
    """The list of a step. Who sees no names reads how each item stands, and no more of it."""
    found = findings(step, read)
    return Checklist(
        step,
        [_open(str(rule.name), one, read.application, actor) for rule, one in found if one.missing],
        [Item(str(rule.name), _DONE) for rule, one in found if not one.missing],
    )


def _open(name: str, finding: Finding, application: Application, actor: Actor) -> Item:
    status = Mark(finding.waits, "wait", "hourglass") if finding.waits else _MISSING
    way = finding.way
    if not actor.sees_names:
        return Item(name, status)
    if way is None:
        return Item(name, status, finding.missing)
    if actor.id in way.not_by:
        return Item(name, status, finding.missing, who=_("Somebody else does this, not you."))
    if not actor.may(way.may):
        return Item(name, status, finding.missing, who=_WHO.get(way.may, ""))
    return Item(name, status, finding.missing, _url(way, application), way.word)


def _url(way: Way, application: Application) -> str:
    url = reverse(way.page, args=[way.ref or application.ref])
    return f"{url}#{way.at}" if way.at else url
