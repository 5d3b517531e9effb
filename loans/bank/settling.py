"""Deciding on a payment of a bank's file: book it on a loan or two, put it aside with a note, or open it again."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from loans.bank.importing import refuse_unless_teller
from loans.bank.models import BankImport, BankLine, BankPart, Certainty, LineState
from loans.ledger.models import Loan
from loans.ledger.transfers import book_transfer
from portal.actors import Actor
from portal.models import User
from portal.record.acting import action

AT_ONCE: Final = 100  # so many are booked while somebody waits; the button stays for the rest


@dataclass
class Confirmed:
    """What became of the payments that were sure: how many are booked, and (number, sentences) of those refused."""

    booked: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)


def book_certain(*, by: Actor, bank_import: BankImport) -> Confirmed:
    """Book what is certain, each payment in a transaction of its own: one that is refused holds nobody up."""
    result = Confirmed()
    lines = BankLine.objects.visible_to(by).certain().filter(bank_import=bank_import).select_related("loan")
    for line in lines.order_by("number")[:AT_ONCE]:
        if line.loan is None:
            continue
        try:
            book_line(by=by, line=line, parts=[(line.loan, line.amount)])
        except ValidationError as problem:
            _doubt(by=by, line=line)
            result.refused.append((line.number, " ".join(problem.messages)))
        else:
            result.booked += 1
    return result


@action
def book_line(
    *, by: Actor, line: BankLine, parts: Sequence[tuple[Loan, Decimal]], for_added: Decimal = Decimal(0)
) -> None:
    """Book a payment on these loans, each with its euros, in all what was paid. Booked so already is no error.

    `for_added` euros of the first loan's part pay what lateness or new dates added to it.

    `ValidationError` with a sentence when the sums do not fit, a loan cannot take it, or a colleague decided otherwise.
    """
    refuse_unless_teller(by)
    _hold(line)
    if sum(amount for _loan, amount in parts) != line.amount:
        raise ValidationError(_("The parts do not add up to the payment."))
    if len({loan.pk for loan, _amount in parts}) != len(parts):
        raise ValidationError(_("Name two different loans."))
    if line.state == LineState.BOOKED and _booked_as(line) == {loan.pk: amount for loan, amount in parts}:
        return
    _refuse_unless_open(line)
    for place, (loan, amount) in enumerate(parts, start=1):
        movements = book_transfer(
            by=by,
            loan=loan,
            amount=amount,
            on=line.on,
            reference=_reference(line, place),
            note=line.reference[:200],
            for_added=for_added if place == 1 else Decimal(0),
        )
        for movement in movements:
            BankPart.objects.create(line=line, movement=movement, amount=-movement.cash)
    line.loan = parts[0][0]
    if line.certainty == Certainty.NONE:
        line.certainty = Certainty.UNSURE
    _settle(by, line, LineState.BOOKED)


def _reference(line: BankLine, place: int) -> str:
    """One for each part of each turn: what repeats it is the same booking."""
    turn = f".{line.turn}" if line.turn > 1 else ""
    part = f"/{place}" if place > 1 else ""
    return f"B-{line.bank_import.ref}-{line.number}{turn}{part}"


def _booked_as(line: BankLine) -> dict[int, Decimal]:
    booked: dict[int, Decimal] = defaultdict(Decimal)
    for part in _standing_parts(line):
        booked[part.movement.loan_id] += part.amount
    return booked


def _standing_parts(line: BankLine) -> list[BankPart]:
    """What is booked of it and was not reversed."""
    return list(line.parts.filter(movement__reversed_by=None).select_related("movement"))


@action
def put_aside(*, by: Actor, line: BankLine, note: str) -> None:
    """It is no repayment; the note says what it is."""
    refuse_unless_teller(by)
    _hold(line)
    _refuse_unless_open(line)
    if not note.strip():
        raise ValidationError({"note": _("Please write what it is.")})
    line.note = note.strip()[:200]
    _settle(by, line, LineState.ASIDE)


@action
def open_again(*, by: Actor, line: BankLine) -> None:
    """Put aside by mistake, or booked and reversed since: it is decided anew. Open already stays open."""
    refuse_unless_teller(by)
    _hold(line)
    if line.state == LineState.OPEN:
        return
    if line.state == LineState.BOOKED:
        if _standing_parts(line):
            raise ValidationError(_("This payment is booked. Reverse it on the loan’s page first."))
        line.turn += 1
    line.state, line.note, line.settled_by, line.settled_at = LineState.OPEN, "", None, None
    if line.certainty == Certainty.CERTAIN:
        line.certainty = Certainty.LIKELY
    line.save(update_fields=["state", "note", "turn", "certainty", "settled_by", "settled_at"])


@action
def _doubt(*, by: Actor, line: BankLine) -> None:
    """What was refused is not offered as certain again."""
    del by
    _hold(line)
    if line.state == LineState.OPEN and line.certainty == Certainty.CERTAIN:
        line.certainty, line.reasons = Certainty.UNSURE, [*line.reasons, "refused"]
        line.save(update_fields=["certainty", "reasons"])


def _hold(line: BankLine) -> None:
    """The row as it is now, until the transaction ends: two tellers wait for each other."""
    line.refresh_from_db(from_queryset=BankLine.objects.select_for_update(of=("self",)).select_related("bank_import"))


def _refuse_unless_open(line: BankLine) -> None:
    if line.state != LineState.OPEN:
        raise ValidationError(_("A colleague has decided on this payment already. Please look again."))


def _settle(by: Actor, line: BankLine, state: LineState) -> None:
    line.state, line.settled_at = state, timezone.now()
    line.settled_by = User.objects.get(pk=by.id) if by.is_staff else None
    line.save(update_fields=["state", "loan", "certainty", "note", "settled_by", "settled_at"])
