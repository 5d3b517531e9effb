"""The statement of a loan as of a day: every movement that concerns the borrower, what is left, what is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

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
    """A line of a statement: euros she received and paid, euros added for lateness, and the principal left after it."""

    day: date
    what: str
    out: Decimal
    paid: Decimal
    added: Decimal
    left: Decimal


@dataclass(frozen=True)
class Statement:
    """`due`: what should be paid by the day; `next_*`: the instalment after it."""

    on: date
    entries: Sequence[Entry]
    standing: Standing
    due: Decimal
    added: Added
    next_amount: Decimal
    next_day: date | None


def statement_of(loan: Loan, on: date) -> Statement:
    """With everything that counts by the day `on`. Three queries."""
    found = [each for each in loan.movements.all() if each.value_date <= on]
    standing = standing_of(loan, on)
    due = sum((row.outstanding.amount for row in standing.rows if row.due <= on), Decimal(0))
    upcoming = next((row for row in standing.rows if row.due > on and row.outstanding.amount), None)
    return Statement(
        on=on,
        entries=_entries(found),
        standing=standing,
        due=due,
        added=added_of(loan, found),
        next_amount=upcoming.outstanding.amount if upcoming else Decimal(0),
        next_day=upcoming.due if upcoming else None,
    )


def _entries(movements: Sequence[Movement]) -> list[Entry]:
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
        entries.append(
            Entry(
                each.value_date,
                each.get_kind_display(),
                each.cash if each.cash > 0 and not taken_back else Decimal(0),
                -each.cash if each.cash < 0 or taken_back else Decimal(0),
                added,
                left,
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
    if statement.added.left:
        rows.append((added_label(statement.added.kind), euro_words(statement.added.left)))
    blocks: list[Block] = [Facts(rows), Heading(_("Movements")), _table(statement)]
    if statement.added.added:
        blocks.append(Paragraph(_("Nothing ever grows on what lateness added."), soft=True))
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
        rows.append([day_words(each.day), each.what, *words, euro_words(each.left)])
    return Table(head, rows, numbers=frozenset(range(2, len(head))))


def added_label(kind: str) -> str:
    """What lateness added is called, by the kind that the terms allow."""
    return _("Promised to charity") if kind == MovementKind.CHARITY else _("Costs of being late")
