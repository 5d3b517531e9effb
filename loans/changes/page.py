"""What the pages about changes of a loan show."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404

from applicants.cases.shown import ShownName, shown_name
from loans.changes.effect import Effect, effect_of
from loans.changes.models import ChangeKind, ChangeState, LoanChange
from loans.ledger.models import Loan, LoanState
from loans.permits.standing import Standing, standing_after
from loans.words import new_dates_cost
from portal.actors import Actor
from portal.pages import Page, keyset_page
from portal.refs import display
from portal.roles import Permission


def waiting_change(loan: Loan) -> LoanChange:
    """The change of the loan that waits for a decision; 404 when there is none."""
    found = loan.changes.asked().select_related("asked_by").first()
    if found is None:
        raise Http404
    found.loan = loan
    return found


def change_page(change: LoanChange, actor: Actor) -> dict[str, Any]:
    """What it would do, and who may do what with it. `problem` instead of an effect that is no longer possible."""
    effect, problem = None, ""
    try:
        effect = effect_of(change)
    except ValidationError as refusal:
        problem = " ".join(refusal.messages)
    own = change.asked_by_id == actor.id
    standing = _permit_after(change.loan, effect)
    return {
        "change": change,
        "effect": effect,
        "problem": problem,
        "own": own,
        "fee_words": _fee_words(change),
        "may_decide": not own and actor.may(Permission.DECIDE_LOANS),
        "permit": standing,
        "may_ask_exception": _may_ask(standing, actor),
    }


def _permit_after(loan: Loan, effect: Effect | None) -> Standing | None:
    """Where the loan would stand with the residence permit; None where the change moves no date."""
    if effect is None or effect.schedule is None:
        return None
    return standing_after(loan.application, effect.after.last)


def _may_ask(standing: Standing | None, actor: Actor) -> bool:
    if standing is None or standing.need is None or standing.covering or standing.waiting:
        return False
    return actor.may(Permission.PROPOSE_LOANS)


def _fee_words(change: LoanChange) -> str:
    """What the terms of the loan say of a fee for new dates; "" for a write-off."""
    terms = change.loan.application.terms
    return "" if terms is None or change.kind == ChangeKind.WRITE_OFF else new_dates_cost(terms)


def preview_of(loan: Loan, effect: Effect | None, change: LoanChange) -> dict[str, Any]:
    """For the page on which a change is asked for: what it would do, and what that asks for."""
    if effect is None:
        return {"effect": None, "permit": None}
    return {"effect": effect, "permit": _permit_after(loan, effect), "change": change, "fee_words": _fee_words(change)}


def changes_part(loan: Loan, actor: Actor) -> dict[str, Any]:
    """For the page of a loan: what was asked for and decided, and whether something can be asked for."""
    changes = list(loan.changes.select_related("asked_by", "decided_by"))
    waiting = any(change.state == ChangeState.ASKED for change in changes)
    may_ask = actor.may(Permission.PROPOSE_LOANS) and loan.state == LoanState.ACTIVE and not waiting
    may_see = actor.may(Permission.PROPOSE_LOANS)
    return {"changes": changes, "may_ask_change": may_ask, "may_see_change": waiting and may_see}


@dataclass(frozen=True)
class ChangeLine:
    change: LoanChange
    number: str
    name: ShownName


def waiting_page(actor: Actor, *, after: str) -> dict[str, Any]:
    """Every change that waits for a decision, the one that waits longest first."""
    rows = LoanChange.objects.visible_to(actor).asked()
    rows = rows.select_related("asked_by", "loan__application__case__person", "loan__application__case__office")
    page: Page[LoanChange] = keyset_page(rows, sort="asked_at", after=after)
    lines = [
        ChangeLine(change, display(change.loan.ref), shown_name(change.loan.application.case.person, actor))
        for change in page.rows
    ]
    return {"lines": lines, "page": page}
