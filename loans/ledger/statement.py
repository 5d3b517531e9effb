"""The statement of a loan as of a day: every movement that concerns the borrower, what is left, what is due.

Movements count by value date, the day from which the money counts; one that was written down after the day of the
statement says so (`Entry.written`). Dates and amounts to pay are those in force on that day (`loans.ledger.standing`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from loans.ledger.fee import fee_back_of
from loans.ledger.late import Added, added_of
from loans.ledger.models import Loan, Movement, MovementKind
from loans.ledger.standing import Standing, standing_of
from loans.words import day_words, euro_words
from portal.pdf.document import Block, Document, Facts, Heading, Paragraph, Table, ltr
from portal.pdf.typeset import paper
from portal.refs import display

# The institution's own book-keeping: she still owes the money, and reads of it from her advisor.
_OURS: Final = MovementKind.WRITE_OFF


@dataclass(frozen=True)
class Entry:
    """A line of a statement: euros she received and paid, euros added for lateness, and the principal left after it.

    `written` is the day on which it was written down, where that is after the day of the statement.
    """

    day: date
    what: str
    out: Decimal
    paid: Decimal
    added: Decimal
    left: Decimal
    written: date | None = None


@dataclass(frozen=True)
class Statement:
    """`due`: what should be paid by the day; `next_*`: the instalment after it; `fee_due` is to be given back."""

    on: date
    entries: Sequence[Entry]
    standing: Standing
    due: Decimal
    added: Added
    next_amount: Decimal
    next_day: date | None
    fee_due: Decimal


def statement_of(loan: Loan, on: date) -> Statement:
    """With everything that counts by the day `on`. At most five queries."""
    found = [each for each in loan.movements.all() if each.value_date <= on]
    back = fee_back_of(loan, found, on)
    standing = standing_of(loan, on)
    due = sum((row.outstanding.amount for row in standing.rows if row.due <= on), Decimal(0))
    upcoming = next((row for row in standing.rows if row.due > on and row.outstanding.amount), None)
    return Statement(
        on=on,
        entries=_entries(found, on),
        standing=standing,
        due=due,
        added=added_of(loan, found),
        next_amount=upcoming.outstanding.amount if upcoming else Decimal(0),
        next_day=upcoming.due if upcoming else None,
        fee_due=Decimal(0) if standing.outstanding else back.due,
    )


def _entries(movements: Sequence[Movement], on: date) -> list[Entry]:
    kinds = {each.pk: each.kind for each in movements}
    entries, left = [], Decimal(0)
    for each in movements:
        if each.kind == _OURS:
            continue
        # money that came after a write-off pays principal, as for her nothing was written off
        recovered = MovementKind.RECOVERY in (each.kind, kinds.get(each.reverses_id or 0))
        left += each.cash if recovered else each.principal
        added = Decimal(0) if each.cash else each.late + each.charity
        taken_back = each.kind == MovementKind.REVERSAL
        given_back = kinds.get(each.reverses_id or 0) == MovementKind.FEE_BACK
        received = (each.cash > 0 and not taken_back) or given_back
        written = timezone.localdate(each.recorded_at)
        entries.append(
            Entry(
                each.value_date,
                each.get_kind_display(),
                each.cash if received else Decimal(0),
                Decimal(0) if received else -each.cash,
                added,
                left,
                written if written > on else None,
            )
        )
    return entries


def statement_paper(loan: Loan, statement: Statement, name: str) -> Document:
    """The statement on paper, in the language of the moment; `name` is the borrower's."""
    rows = [
        (_("Name"), name),
        (_("Loan"), ltr(display(loan.ref))),
        (_("As of"), day_words(statement.on)),
        (_("Still to pay in all"), euro_words(statement.standing.outstanding)),
        (_("To pay by this day"), euro_words(statement.due)),
    ]
    if statement.next_day is not None:
        rows.append((_("Next instalment"), f"{euro_words(statement.next_amount)} · {day_words(statement.next_day)}"))
    if statement.fee_due:
        rows.append((_("Of the fee you get back"), euro_words(statement.fee_due)))
    if statement.added.left:
        rows.append((added_label(statement.added), euro_words(statement.added.left)))
    blocks: list[Block] = [Facts(rows), Heading(_("Movements")), _table(statement)]
    if statement.added.added:
        blocks.append(Paragraph(_("Nothing ever grows on it."), soft=True))
    office = loan.application.case.office
    if office is not None:
        reach = [office.name, office.address, ltr(office.phone) if office.phone else ""]
        blocks.append(Paragraph(" · ".join(filter(None, reach)), soft=True))
    return paper(title=_("Statement of your loan"), blocks=blocks)


def _table(statement: Statement) -> Table:
    head = [_("Day"), _("What"), _("You received"), _("You paid"), _("Left of the loan")]
    has_added = any(each.added for each in statement.entries)
    if has_added:
        head.insert(4, _("Added"))
    rows = []
    for each in statement.entries:
        amounts = [each.out, each.paid, *([each.added] if has_added else [])]
        words = [euro_words(amount) if amount else "–" for amount in amounts]
        rows.append([day_words(each.day), what_words(each), *words, euro_words(each.left)])
    return Table(head, rows, numbers=frozenset(range(2, len(head))))


def what_words(entry: Entry) -> str:
    """What it is, and when it was written down where that was later than the statement's day."""
    if entry.written is None:
        return entry.what
    return _("%(what)s (written on %(day)s)") % {"what": entry.what, "day": day_words(entry.written)}


def added_label(added: Added) -> str:
    """What lateness or new dates added is called."""
    if added.gift and added.costs:
        return _("Real costs, and a gift to charity")
    return _("Promised to charity") if added.gift else _("Real costs, with proof")
