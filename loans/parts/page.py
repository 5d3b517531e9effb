"""What pages show of a loan in parts: what is paid out, what is still to come, and what the next one waits for."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from loans.applications.models import Application, Contract
from loans.iban import display
from loans.ledger.models import Loan, LoanState
from loans.parts.actions import hindrance
from loans.parts.models import LoanPart
from loans.parts.planning import PartsStand, parts_stand
from portal.actors import Actor
from portal.roles import Permission


@dataclass(frozen=True)
class PartShown:
    """A part with how it stands: `out`, `next`, `later` or `given_up`; the day it was paid, else the one planned.

    `in_hand` are the euros that reach her: the first without the fee that is kept back.
    """

    part: LoanPart
    state: str
    day: date
    in_hand: Decimal


@dataclass(frozen=True)
class PartsShown:
    """`parts` is empty for a loan that is paid out at once."""

    parts: Sequence[PartShown]
    out: Decimal
    coming: Decimal
    next: PartShown | None


def parts_shown(application: Application) -> PartsShown:
    """One query; none for a product that is paid out at once."""
    stand = parts_stand(application)
    shown = [_shown(part, stand, application) for part in stand.parts]
    upcoming = next((each for each in shown if each.state == "next"), None)
    return PartsShown(shown, stand.out, stand.coming, upcoming)


def _shown(part: LoanPart, stand: PartsStand, application: Application) -> PartShown:
    in_hand = part.amount - (application.fee_withheld if part.number == 1 else Decimal(0))
    if part.movement is not None:
        return PartShown(part, "out", part.movement.value_date, in_hand)
    state = "given_up" if part.given_up_at else "next" if part is stand.next else "later"
    return PartShown(part, state, part.on, in_hand)


def parts_part(loan: Loan, actor: Actor) -> dict[str, Any]:
    """For the page of a loan: its parts, and whether the actor is one of those who pay out the next."""
    shown = parts_shown(loan.application)
    pays = actor.may(Permission.PAY_OUT) and loan.application.proposed_by_id != actor.id
    return {"parts": shown, "may_pay_part": pays and shown.next is not None and loan.state == LoanState.ACTIVE}


def pay_part_page(loan: Loan, actor: Actor) -> dict[str, Any]:
    """The next part: how much to which account, what must be so, and why it cannot be paid out today."""
    contract: Contract | None = getattr(loan.application, "contract", None)
    return {
        "iban": display(contract.iban) if contract else "",
        "own": loan.application.proposed_by_id == actor.id,
        "hindrance": hindrance(loan, parts_stand(loan.application)),
    }


def begun_reference() -> str:
    """A reference of its own for the form: sent twice it pays once."""
    return f"P-{secrets.token_hex(4).upper()}"
