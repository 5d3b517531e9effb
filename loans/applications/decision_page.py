"""What the page shows on which somebody decides: the file at a glance, and a form for each decision."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from applicants.cases.page import head_of
from loans import words
from loans.applications.checklist import step_of
from loans.applications.checklist_page import Checklist, checklist
from loans.applications.decision_forms import ApproveForm, DeclineForm, DeferForm, ReasonForm, bound
from loans.applications.decision_models import Decision, DeclineReason
from loans.applications.decisions import approve, decline, defer, send_back
from loans.applications.last_day import usual_day
from loans.applications.models import Application, Condition, Price
from loans.applications.moves import possible
from loans.applications.offer_page import told_for
from loans.applications.readings import Readings
from loans.applications.referrers import may_be_told, previews
from loans.applications.told import told_of
from loans.committees.agenda import agenda_part
from loans.groups.cover_page import group_note
from loans.guarantees.same import all_said
from loans.guarantees.same_page import pairs_of
from loans.levels.rules import Needed
from loans.levels.standing import level_held, level_of, who_decides, why
from loans.permits.page import panel_of
from loans.tell import Preview, preview
from portal.actors import Actor
from portal.forms import Form
from portal.workflow import Transition


@dataclass(frozen=True)
class _Choice:
    """One way to decide: its form, its action, the sentence afterwards, the message that goes out ("" for none)."""

    form: type[Form]
    act: Callable[..., Decision]
    done: Any
    event: str = ""


_CHOICES: Final = {
    "approve": _Choice(ApproveForm, approve, _("The loan is approved. The applicant is told."), "application_approved"),
    "decline": _Choice(
        DeclineForm, decline, _("The loan is not approved. The applicant is told."), "application_declined"
    ),
    "defer": _Choice(DeferForm, defer, _("It is decided later. The applicant is told."), "application_deferred"),
    "send_back": _Choice(ReasonForm, send_back, _("The application is back with the advisor.")),
}


@dataclass(frozen=True)
class Way:
    """A decision that may be taken now: its transition, its form, whether it stands open, the message to look at."""

    transition: Transition
    form: Form
    opened: bool
    preview: list[Preview]


@dataclass(frozen=True)
class LevelNote:
    """Who decides on this loan, why (a sentence each, none for the lowest level), whether the reader is high enough."""

    who: str
    why: list[str]
    enough: bool


@dataclass
class Desk:
    """What was sent to the page: the decision that was chosen, bound to its form; nothing on a first look."""

    application: Application
    actor: Actor
    data: Any

    def __post_init__(self) -> None:
        self.read = Readings(self.application)
        self.name = self.data.get("do", "") if self.data else ""
        self.forms = {
            name: bound(choice.form, self.data, chosen=name == self.name, prefix=name)
            for name, choice in _CHOICES.items()
        }
        self._begin_approval()
        self._offer_to_tell_partners()
        self.wants_preview = bool(self.data) and "preview" in self.data

    def _begin_approval(self) -> None:
        """The last day as it was planned, or the usual one where that has passed; conditions that still stand."""
        form, planned = self.forms["approve"], self.application.offer_valid_until
        form.initial["conditions"] = "\n".join(map(str, self.application.conditions.unmet()))
        passed = planned is not None and planned < timezone.localdate()
        terms, first_due = self.application.terms, self.application.first_due
        if planned is not None and passed:
            said = {"day": words.day_words(planned)}
            form.fields["valid_until"].help_text = gettext("Planned was %(day)s, which has passed.") % said
        if (passed or planned is None) and terms is not None and first_due is not None:
            planned = usual_day(terms, first_due)
        form.initial["valid_until"] = planned

    def _offer_to_tell_partners(self) -> None:
        """A box on what ends the waiting, where a partner helped and she agrees that it is told."""
        names = ", ".join(one.partner.name for one in may_be_told(self.application))
        for name in ("approve", "decline") if names else ():
            label = gettext("Also tell %(partner)s that a decision was taken (not which)") % {"partner": names}
            self.forms[name].fields["tell_partner"] = forms.BooleanField(label=label, required=False)

    @cached_property
    def asked(self) -> Needed:
        """The level that this loan asks for now."""
        return level_of(self.read)

    @property
    def high_enough(self) -> bool:
        return level_held(self.actor, self.application) >= self.asked.level

    @cached_property
    def checklist(self) -> Checklist | None:
        """What stands before the approval; None when there is nothing to decide."""
        return checklist("approve", self.read, self.actor) if step_of(self.application) == "approve" else None

    @property
    def form(self) -> Form | None:
        return self.forms.get(self.name)

    @property
    def is_ready(self) -> bool:
        """Whether a decision was sent, whole, and not only to look at the message."""
        return self.form is not None and self.form.is_valid() and not self.wants_preview

    def take(self) -> str:
        """Take the decision; the sentence that says so. `ValidationError` as the action has it."""
        form, choice = self.forms[self.name], _CHOICES[self.name]
        self.act(choice.act, form.cleaned_data)
        return str(choice.done)

    def act(self, decide: Callable[..., Decision], said: dict[str, Any]) -> None:
        decide(by=self.actor, application=self.application, **said)

    def names(self) -> tuple[str, ...]:
        """The decisions that whoever reads this may take, by their names; the workflow has the last word."""
        return tuple(_CHOICES) if self.high_enough else ("defer", "send_back")

    def ways(self) -> list[Way]:
        """The decisions that the workflow allows now, the first one open; none on one's own proposal.

        Not the approval while something is missing for it: the checklist stands in its place.
        """
        if self.application.proposed_by_id == self.actor.id:
            return []
        blocked = {"approve"} if self.checklist is None or not self.checklist.is_ready else set()
        names = set(self.names()) - blocked
        allowed = [each for each in possible(self.actor, self.application) if each.name in names]
        order = sorted(allowed, key=lambda each: list(_CHOICES).index(each.name))
        return [self._way(each, first=place == 0) for place, each in enumerate(order)]

    @property
    def offers_chosen(self) -> bool:
        """Whether the decision that was sent may be taken, as the page is drawn."""
        return any(way.transition.name == self.name for way in self.ways())

    def _way(self, transition: Transition, *, first: bool) -> Way:
        chosen = transition.name == self.name
        shown = self._preview(transition.name) if chosen and self.wants_preview else []
        return Way(transition, self.forms[transition.name], chosen or (first and not self.name), shown)

    def _preview(self, name: str) -> list[Preview]:
        form, event = self.forms[name], _CHOICES[name].event
        if not event or not form.is_valid():
            return []
        said: dict[str, Any] = {}
        if name == "approve":
            said["conditions"] = len(form.cleaned_data["conditions"])
            said["until"] = form.cleaned_data["valid_until"] or self.application.offer_valid_until
        elif name == "defer":
            said["until"] = form.cleaned_data["until"]
        else:
            told = form.cleaned_data["tell_reason"]
            said["reason"] = DeclineReason(form.cleaned_data["reason"]) if told else None
        shown = preview(self.application, event, beside=get_language() or "en", **said)
        return [*shown, *previews(self.application)] if form.cleaned_data.get("tell_partner") else shown

    def level(self) -> LevelNote:
        return LevelNote(who_decides(self.asked.level), why(self.asked), self.high_enough)

    def why_not(self) -> str:
        """Why there is no form: the sentence that stands in its place."""
        if self.application.proposed_by_id == self.actor.id:
            return gettext("You proposed this loan. Somebody else decides on it.")
        return gettext("There is nothing to decide here now.")


def decision_page(application: Application, actor: Actor, desk: Desk) -> dict[str, Any]:
    """Everything on the page of one who decides alone."""
    return file_part(desk.read, actor) | {
        "checklist": desk.checklist,
        "ways": desk.ways(),
        "why_not": desk.why_not(),
        "level": desk.level(),
        "act_url": reverse("application-decide", args=[application.ref]),
        "agenda": agenda_part(application, actor, asked=desk.asked.level),
    }


def file_part(read: Readings, actor: Actor) -> dict[str, Any]:
    """The file at a glance, for all who decide or vote. They see names."""
    application, guarantees = read.application, read.guarantees
    return head_of(application.case, actor) | {
        "application": application,
        "person": application.case.person,
        "permit": getattr(application.case.person, "permit", None),
        "spoken": [str(each.language) for each in application.case.person.languages.all()],
        "price_wished": Price(application.price_wished).label if application.price_wished else "",
        "told": told_for(actor, told_of(application, guarantees)),
        "guarantees": guarantees,
        "cover": read.cover,
        "pairs": pairs_of([each.guarantor for each in guarantees if each.guarantor is not None], actor, all_said()),
        "permit_panel": panel_of(read.permit, actor),
        "assessed": read.assessed,
        "group_note": group_note(application, actor, read.group),
        "decisions": application.decisions.select_related("by"),
        "meetings": application.case.meetings.count(),
        "sees_names": actor.sees_names,
    }


def condition_of(application: Application, number: int) -> Condition:
    """The condition with this number, counted from 1 as they were written; 404 when there is none."""
    conditions = list(application.conditions.all())
    if not 0 < number <= len(conditions):
        raise Http404
    return conditions[number - 1]
