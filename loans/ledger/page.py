"""What the pages of running loans show, put together for their templates."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from applicants.cases.page import head_of
from applicants.cases.queries import open_file
from applicants.cases.shown import ShownName, shown_name
from loans.allocation import Row
from loans.arrears.page import follow_up_part
from loans.changes.page import changes_part
from loans.funds.page import funds_part
from loans.ledger.fee import fee_back_of
from loans.ledger.late import added_of
from loans.ledger.models import RECEIVED, REVERSIBLE, Loan, LoanState, Movement, MovementKind
from loans.ledger.standing import Standing, standing_of, standings_of
from loans.ledger.statement import added_label
from loans.ledger.transfers import proposed_share
from portal.actors import Actor
from portal.pages import keyset_page
from portal.refs import display
from portal.roles import Permission
from portal.workflow import State

_STATES = {
    LoanState.ACTIVE: ("work", "wallet2"),
    LoanState.REPAID: ("good", "check-circle"),
    LoanState.WRITTEN_OFF: ("ended", "x-circle"),
}


_ON_PAPER = (*RECEIVED, MovementKind.FEE_BACK)


def open_loan_page(actor: Actor, ref: str) -> Loan:
    """The one way to a loan on the desk: seen by the actor (404 otherwise); the look at the file is kept."""
    loan = get_object_or_404(
        Loan.objects.visible_to(actor).select_related("application__case", "application__terms"), ref=ref
    )
    loan.application.case = open_file(actor, loan.application.case.ref)
    return loan


def status_of(loan: Loan) -> State:
    """The state with its words, colour and icon."""
    state = LoanState(loan.state)
    return State(state, state.label, state.label, *_STATES[state], closed=state != LoanState.ACTIVE)


@dataclass(frozen=True)
class RowShown:
    """An instalment with how it stands: `nothing` to pay, `paid`, `part`, `late`, `next` or `later`."""

    row: Row
    mark: str


@dataclass(frozen=True)
class MovementShown:
    """A movement with its number in the ledger, from 1; `counts` for one with a receipt, not taken back."""

    number: int
    movement: Movement
    counts: bool
    reversible: bool


def rows_shown(standing: Standing) -> list[RowShown]:
    return [RowShown(row, _mark(row, standing)) for row in standing.rows]


def _mark(row: Row, standing: Standing) -> str:
    if not row.instalment.amount:
        return "nothing"
    if not row.outstanding.amount:
        return "paid"
    if row.due < standing.on:
        return "late"
    if row.paid.amount:
        return "part"
    return "next" if row is standing.next_due else "later"


def movements_shown(loan: Loan, actor: Actor) -> list[MovementShown]:
    """The ledger as it was written, oldest first."""
    may = actor.may(Permission.BOOK_PAYMENTS)
    found = loan.movements.select_related("reversed_by").order_by("pk")
    shown = []
    for number, each in enumerate(found, start=1):
        stands = not hasattr(each, "reversed_by")
        counts = each.kind in _ON_PAPER and stands
        shown.append(MovementShown(number, each, counts, may and stands and each.kind in REVERSIBLE))
    return shown


def late_part(loan: Loan, movements: list[MovementShown], standing: Standing, actor: Actor) -> dict[str, Any]:
    """What lateness or new dates added and what is given back of the fee, and what the actor can do about it."""
    may = actor.may(Permission.BOOK_PAYMENTS)
    found = [each.movement for each in movements]
    added, back = added_of(loan, found), fee_back_of(loan, found, standing.on)
    return {
        "added": added,
        "added_label": added_label(added),
        "may_add": may and bool(added.kind) and bool(standing.days_late),
        "may_pay_added": may and bool(added.left),
        "may_split": bool(added.left) and loan.state == LoanState.ACTIVE,
        "fee_back": back,
        "may_give_back": may and bool(back.due),
    }


def movement_of(loan: Loan, number: int) -> Movement:
    """The entry with this number in the ledger, of those that can be reversed; 404 when there is none."""
    movements = list(loan.movements.order_by("pk"))
    if not 0 < number <= len(movements) or movements[number - 1].kind not in REVERSIBLE:
        raise Http404
    return movements[number - 1]


def payment_of(loan: Loan, number: int) -> Movement:
    """The same, of a payment or giving back that still counts: only for one that does is there a receipt."""
    movement = movement_of(loan, number)
    if hasattr(movement, "reversed_by") or movement.kind not in _ON_PAPER:
        raise Http404
    return movement


def loan_page(loan: Loan, actor: Actor) -> dict[str, Any]:
    """Everything on the page of a loan."""
    standing = standing_of(loan, timezone.localdate())
    movements = movements_shown(loan, actor)
    return head_of(loan.application.case, actor) | {
        "loan": loan,
        "status": status_of(loan),
        "standing": standing,
        "rows": rows_shown(standing),
        "has_interest": any(row.instalment.interest for row in standing.rows),
        "movements": movements,
        **late_part(loan, movements, standing, actor),
        "may_follow_up": actor.may(Permission.WORK_CASES) and loan.state == LoanState.ACTIVE,
        **follow_up_part(loan),
        **changes_part(loan, actor),
        **funds_part(loan.application, actor),
        "may_book": actor.may(Permission.BOOK_PAYMENTS) and loan.state != LoanState.REPAID,
        "sees_names": actor.sees_names,
    }


def begun_repayment(standing: Standing) -> dict[str, Any]:
    """What the form begins with: what is due by now, else the next instalment, and a reference of its own."""
    due = sum((row.outstanding.amount for row in standing.rows if row.due <= standing.on), Decimal(0))
    upcoming = standing.next_due.outstanding.amount if standing.next_due else None
    return {"amount": due or upcoming, "reference": f"R-{secrets.token_hex(4).upper()}"}


@dataclass(frozen=True)
class Split:
    """How a transfer would be booked: euros for instalments, and for what was added."""

    instalments: Decimal
    added: Decimal


def split_to_look_at(loan: Loan, typed: dict[str, Any]) -> Split | None:
    """The split that is proposed where the form left it open, put into `typed`; None when there is none to see."""
    if typed.get("for_added", Decimal(0)) is not None:
        return None
    typed["for_added"] = proposed_share(loan, typed["amount"], typed["on"])
    return Split(typed["amount"] - typed["for_added"], typed["for_added"]) if typed["for_added"] else None


def my_loan(actor: Actor, ref: str) -> Loan:
    """Her own loan; 404 for anybody else's."""
    loans = Loan.objects.visible_to(actor).select_related(
        "application__case__office", "application__case__person", "application__terms"
    )
    return get_object_or_404(loans, ref=ref)


def my_loan_page(actor: Actor, ref: str) -> dict[str, Any]:
    """Her own loan: what is left, what comes next, the whole schedule, what she paid."""
    loan = my_loan(actor, ref)
    standing = standing_of(loan, timezone.localdate())
    movements = list(loan.movements.select_related("reversed_by").order_by("pk"))
    return {
        "loan": loan,
        "number": display(loan.ref),
        "standing": standing,
        "rows": rows_shown(standing),
        "has_interest": any(row.instalment.interest for row in standing.rows),
        "payments": [
            (number, each.value_date, -each.cash)
            for number, each in enumerate(movements, start=1)
            if each.kind in RECEIVED and not hasattr(each, "reversed_by")
        ],
        "given_back": [
            (number, each.value_date, each.cash)
            for number, each in enumerate(movements, start=1)
            if each.kind == MovementKind.FEE_BACK and not hasattr(each, "reversed_by")
        ],
        "fee_back": fee_back_of(loan, movements, standing.on),
        "added": (added := added_of(loan, movements)),
        "added_label": added_label(added),
        "office": loan.application.case.office,
    }


@dataclass(frozen=True)
class LoanLine:
    loan: Loan
    number: str
    name: ShownName
    status: State
    standing: Standing


def loans_page(actor: Actor, chosen: Mapping[str, str], *, after: str) -> dict[str, Any]:
    """A page of loans, the newest first, each with how it stands today."""
    loans = Loan.objects.visible_to(actor).select_related("application__case__person", "application__case__office")
    if chosen.get("state"):
        loans = loans.filter(state=chosen["state"])
    if chosen.get("office"):
        loans = loans.filter(application__case__office__code=chosen["office"])
    page = keyset_page(loans, sort="-disbursed_on", after=after)
    standings = standings_of(page.rows, timezone.localdate())
    lines = [
        LoanLine(
            loan,
            display(loan.ref),
            shown_name(loan.application.case.person, actor),
            status_of(loan),
            standings[loan.pk],
        )
        for loan in page.rows
    ]
    return {"lines": lines, "page": page, "chosen": chosen}
