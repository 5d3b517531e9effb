"""What must be so before a loan goes a step further: one list, for the pages that show it and the actions that refuse.

To add an item, write what it finds in `checklist_items` and give it a line in `LISTS`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from loans.applications import checklist_items as items
from loans.applications.checklist_items import Finding
from loans.applications.models import Application
from loans.applications.readings import Readings

# A step by the name of its transition in the workflow.
Step = Literal["propose", "approve", "sign", "disburse"]


@dataclass(frozen=True)
class Rule:
    """An item of a list: a short name, and what it finds; None where the loan is not asked for it."""

    name: Any
    find: Callable[[Readings], Finding | None]


_SANCTIONS: Final = gettext_lazy("Sanctions lists")
_BEFORE_MONEY: Final = (
    Rule(gettext_lazy("Residence document"), items.permit),
    Rule(_SANCTIONS, items.hits),
    Rule(gettext_lazy("Group"), items.group),
)
LISTS: Final[dict[Step, tuple[Rule, ...]]] = {
    "propose": (
        Rule(gettext_lazy("Answer of the applicant"), items.information),
        Rule(gettext_lazy("Offer"), items.offer),
        Rule(gettext_lazy("Assessment"), items.assessment),
        Rule(_SANCTIONS, items.lists),
        Rule(gettext_lazy("Group"), items.group),
    ),
    "approve": (Rule(gettext_lazy("Dates"), items.dates), *_BEFORE_MONEY),
    "sign": (Rule(gettext_lazy("Acceptance"), items.acceptance),),
    "disburse": (
        Rule(gettext_lazy("Conditions"), items.conditions),
        Rule(gettext_lazy("Contract"), items.signature),
        Rule(gettext_lazy("Scan of the contract"), items.scan),
        Rule(gettext_lazy("Identity"), items.identity),
        Rule(gettext_lazy("Bank account"), items.account),
        Rule(gettext_lazy("Guarantees"), items.guarantees),
        *_BEFORE_MONEY,
    ),
}
_STEPS: Final[dict[str, Step]] = {
    "submitted": "propose",
    "in_review": "propose",
    "information_needed": "propose",
    "proposed": "approve",
    "deferred": "approve",
    "approved": "sign",
    "accepted": "sign",
    "signed": "disburse",
}


def step_of(application: Application) -> Step | None:
    """The step that comes next; None before it was sent, and after the last."""
    return _STEPS.get(application.state)


def findings(step: Step, read: Readings) -> list[tuple[Rule, Finding]]:
    """Every item that this loan is asked for, in the order of the list."""
    found = ((rule, rule.find(read)) for rule in LISTS[step])
    return [(rule, finding) for rule, finding in found if finding is not None]


def missing(step: Step, read: Readings) -> list[str]:
    """What is missing before the step, as sentences; empty when nothing is."""
    return [sentence for _rule, finding in findings(step, read) for sentence in finding.missing]


def refuse_unless_ready(step: Step, application: Application) -> None:
    """`ValidationError` with every sentence of what is missing. The caller holds the row."""
    if found := missing(step, Readings(application)):
        raise ValidationError(found)
