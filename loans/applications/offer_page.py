"""What the pages of a loan application show, put together for their templates."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from applicants.cases.models import WaitingOn
from applicants.cases.page import head_of, permit_notes
from loans.applications.borrower_steps import refuse_beyond
from loans.applications.checklist import Step, step_of
from loans.applications.checklist_page import Checklist, checklist
from loans.applications.last_day import checked_day, dates_passed
from loans.applications.models import Application, Price
from loans.applications.moves import possible
from loans.applications.next_steps import next_steps
from loans.applications.offer_forms import OfferForm
from loans.applications.pricing import Wish, price
from loans.applications.proposals import EDITABLE
from loans.applications.readings import Readings
from loans.applications.told import Told, tell, told_of
from loans.funds.page import funds_part
from loans.groups.cover_page import group_note
from loans.guarantees.page import rows_for
from loans.permits.page import panel_of
from loans.products.models import Terms
from portal.actors import Actor
from portal.language import registry
from portal.language.registry import Language
from portal.roles import Permission
from portal.workflow import Transition

# Transition → the name of its page. One that asks for something first is reached by a link, the others by a POST.
PAGES: Final[dict[str, str]] = {
    "review": "application-review",
    "ask": "application-ask",
    "answered": "application-answered",
    "propose": "application-propose",
}
ASKS_FIRST: Final = frozenset({"ask", "propose"})


@dataclass(frozen=True)
class Button:
    """A transition that may happen now: where it leads; `asks` when a page comes first."""

    transition: Transition
    url: str
    asks: bool


def buttons(actor: Actor, application: Application, *, ready: bool) -> list[Button]:
    """What may happen now, by this actor; without the proposal while it is not `ready` for it."""
    blocked = set() if ready else {"propose"}
    return [
        Button(each, reverse(PAGES[each.name], args=[application.ref]), each.name in ASKS_FIRST)
        for each in possible(actor, application)
        if each.name in PAGES and each.name not in blocked
    ]


def application_page(application: Application, actor: Actor) -> dict[str, Any]:
    """Everything on the advisor's page of a loan application. Who sees no names sees no story either."""
    read = Readings(application)
    current, later = checklists(read, actor)
    ready = current is not None and current.is_ready
    edits = actor.may(Permission.PROPOSE_LOANS) and application.state in EDITABLE
    return head_of(application.case, actor) | {
        "application": application,
        "ball": WaitingOn(application.status.waiting_on).label,
        "price_wished": Price(application.price_wished).label if application.price_wished else "",
        "told": told_for(actor, told_of(application)),
        "buttons": buttons(actor, application, ready=ready),
        "checklist": current,
        "later": later,
        "fills_in": actor.may(Permission.PROPOSE_LOANS),
        "edits": edits,
        "guarantees": rows_for(actor, application, read.guarantees),
        "adds": actor.may(Permission.PROPOSE_LOANS) and not application.status.closed,
        "cover": read.cover,
        "proposals": list(application.proposed_organisations.select_related("partner")) if actor.sees_names else [],
        "friends": list(application.group_friends.all()) if actor.sees_names else [],
        "sees_names": actor.sees_names,
        "next": next_steps(actor, read, ready=ready),
        "dates_passed": dates_passed(application) if application.decided_by_id else "",
        "gives_time": application.state == "approved" and actor.may(Permission.PROPOSE_LOANS),
        **funds_part(application, actor),
        "permit_panel": panel_of(read.permit, actor),
        "group_note": group_note(application, actor, read.group),
    }


# What is looked at beside the next step, once there is an offer: it takes time, and may begin now.
_LATER: Final[dict[Step, Step]] = {"propose": "approve", "approve": "disburse", "sign": "disburse"}


def checklists(read: Readings, actor: Actor) -> tuple[Checklist | None, Checklist | None]:
    """What stands before the next step, and before one that comes later; None where there is none."""
    step = step_of(read.application)
    if step is None:
        return None, None
    later = _LATER.get(step) if read.application.terms is not None else None
    return checklist(step, read, actor), checklist(later, read, actor) if later else None


def told_for(actor: Actor, told: Told | None) -> Told | None:
    """A price as this actor may read it: who sees no names sees neither papers nor guarantors."""
    return told if told is None or actor.sees_names else replace(told, permit=None, guarantees=())


def offer_page(application: Application, actor: Actor, form: OfferForm) -> dict[str, Any]:
    """The form of the offer with the price of what is in it."""
    notes = permit_notes(application.case) if actor.sees_names else []
    context = head_of(application.case, actor) | {"application": application, "form": form, "permit_notes": notes}
    return context | priced(form, application)


def priced(form: OfferForm, application: Application) -> dict[str, Any]:
    """The price of a form's numbers, and beside it that of another product; errors go into the form.

    `told` and `other` are None where there is no price; `other_problem` says why the other has none.
    """
    shown: dict[str, Any] = {"told": None, "other": None, "other_name": "", "other_problem": []}
    if not form.is_bound:
        return shown | {"told": _suggestion(form, application)}
    if not form.is_valid():
        return shown
    try:
        shown["told"] = _tell(form.chosen, form.wish, application, form.last_day)
    except ValidationError as problem:
        form.add_error(None, problem)
        return shown
    if form.compared is not None:
        shown["other_name"] = str(form.compared.product)
        try:
            shown["other"] = _tell(form.compared, form.wish, application, form.last_day)
        except ValidationError as problem:
            shown["other_problem"] = problem.messages
    return shown


def _suggestion(form: OfferForm, application: Application) -> Told | None:
    """The price of the numbers that the form begins with; None when they have none yet."""
    begun = form.initial
    terms = form.offered.get(str(begun["terms"]))
    if terms is None or begun["principal"] is None:
        return None
    numbers = (begun["principal"], begun["months"], begun["grace"], begun["disburse_on"], begun["first_due"])
    wish = Wish(*numbers, begun["every"], tuple(begun["pauses"]))
    try:
        return _tell(terms, wish, application, begun["valid_until"])
    except ValidationError:
        return None


def _tell(terms: Terms, wish: Wish, application: Application, until: date) -> Told:
    office = application.case.office
    if office is None:
        raise ValidationError(_("A submitted file belongs to an office."))
    quote = price(terms=terms, wish=wish, office=office)
    refuse_beyond(terms, wish.principal, application.case)
    checked_day(until, wish.first_due)
    told = tell(quote=quote, terms=terms, office=office, wish=wish, application=application)
    return replace(told, valid_until=until)


@dataclass(frozen=True)
class InLanguage:
    """The offer as it reads in one language: its code and direction for the page, and the drawn price."""

    language: Language
    price: str


def in_languages(told: Told, codes: list[str]) -> list[InLanguage]:
    """The same price drawn in each language, one after the other; a code twice is drawn once."""
    drawn = []
    for code in dict.fromkeys(codes):
        with translation.override(code):
            drawn.append(InLanguage(registry.BY_CODE[code], render_to_string("loans/_quote.html", {"told": told})))
    return drawn
