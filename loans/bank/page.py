"""What the pages about bank files show, put together for their templates."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404

from applicants.cases.shown import ShownName, shown_name
from loans.bank import delimited
from loans.bank.file_models import BankFile, FileState
from loans.bank.forms import BookForm
from loans.bank.models import BankAccount, BankImport, BankLine, Certainty, ImportState, LineState
from loans.bank.settling import AT_ONCE
from loans.bank.statements import Problem
from loans.bank.words import payments_read, place_words, problem_words, reason_words
from loans.ledger.models import Loan
from loans.ledger.page import Split, split_to_look_at
from portal.actors import Actor
from portal.pages import Page, keyset_page
from portal.record.models import record_look
from portal.refs import display
from portal.workflow import State

_LOOKS: Final = {
    LineState.BOOKED: ("good", "check-circle"),
    LineState.ASIDE: ("ended", "x-circle"),
    Certainty.CERTAIN: ("work", "check-circle"),
    Certainty.LIKELY: ("wait", "circle"),
    Certainty.UNSURE: ("ask", "exclamation-circle"),
    Certainty.NONE: ("ask", "question-circle"),
}


_FILES: Final = 10  # not read yet, above the list


@dataclass(frozen=True)
class ImportLine:
    """A file in the list, with its payments that the reader sees: how many of each state."""

    row: BankImport
    open: int
    booked: int
    aside: int


def imports_page(actor: Actor, *, only_open: bool, after: str) -> dict[str, Any]:
    """The files the actor sees, the newest first."""
    rows = BankImport.objects.visible_to(actor).select_related("account__office", "sent_by").defer("content")
    if only_open:
        rows = rows.with_open_lines(actor)
    page: Page[BankImport] = keyset_page(rows, sort="-sent_at", after=after)
    counts = _counts(actor, page.rows)
    lines = [ImportLine(row, *(counts[row.pk][state] for state in ("open", "booked", "aside"))) for row in page.rows]
    return {
        "lines": lines,
        "files": [] if after else list(BankFile.objects.visible_to(actor).unread().defer("content")[:_FILES]),
        "page": page,
        "only_open": only_open,
        "has_accounts": BankAccount.objects.visible_to(actor).exists(),
    }


def _counts(actor: Actor, rows: list[BankImport]) -> dict[int, dict[str, int]]:
    seen = BankLine.objects.visible_to(actor).filter(bank_import__in=[row.pk for row in rows])
    counts: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for key, state, count in seen.order_by().values_list("bank_import", "state").annotate(Count("pk")):
        counts[key][state] = count
    return counts


def file_of(actor: Actor, ref: str) -> BankFile:
    """A file that was sent, 404 unless the actor sees it."""
    rows = BankFile.objects.visible_to(actor).select_related("account", "sent_by").defer("content")
    return get_object_or_404(rows, ref=ref)


@dataclass(frozen=True)
class ReadOf:
    """What was read of a file for one account: in words, and whether an earlier sending had brought it."""

    row: BankImport
    words: str
    again: bool


def file_page(file: BankFile, actor: Actor) -> dict[str, Any]:
    """How far the reading of a file is, what came of it, or why nothing did."""
    seen = BankImport.objects.visible_to(actor).values("pk")
    rows = file.imports().filter(pk__in=seen).select_related("account").defer("content")
    found = rows if file.state == FileState.READ else []
    return {
        "file": file,
        "read": [ReadOf(row, payments_read(row.lines.count()), row.sent_at < file.sent_at) for row in found],
        "problems": [problem_words(Problem(code, where, values)) for where, code, values in file.problems],
    }


def import_of(actor: Actor, ref: str) -> BankImport:
    """The one way to a file: seen by the actor, 404 otherwise."""
    rows = BankImport.objects.visible_to(actor).select_related("account__office", "sent_by")
    return get_object_or_404(rows, ref=ref)


@dataclass(frozen=True)
class Proposed:
    """The loan that a payment is thought to be for, or was booked on."""

    loan: Loan
    number: str
    name: ShownName


@dataclass(frozen=True)
class LineShown:
    row: BankLine
    status: State
    reasons: list[str]
    proposed: Proposed | None


def import_page(bank_import: BankImport, actor: Actor, *, state: str, after: str) -> dict[str, Any]:
    """A file with its payments, those that are open first by the filter; `problems` are (where, sentence)."""
    seen = BankLine.objects.visible_to(actor).filter(bank_import=bank_import)
    counts = _counts(actor, [bank_import])[bank_import.pk]
    certain = seen.certain().count()
    rows = seen.select_related("loan__application__case__person", "bank_import", "settled_by")
    page = keyset_page(rows.filter(state=state) if state else rows, sort="number", after=after)
    visible = _visible(actor, page.rows)
    return {
        "bank_import": bank_import,
        "columns_wait": bank_import.state == ImportState.COLUMNS,
        "lines": [_shown(line, actor, visible) for line in page.rows],
        "page": page,
        "state": state,
        "counts": {"open": counts["open"], "booked": counts["booked"], "aside": counts["aside"]},
        "certain": certain,
        "at_once": AT_ONCE if certain > AT_ONCE else 0,
        "elsewhere": bank_import.lines.count() - sum(counts.values()),
        "problems": _problems(bank_import),
    }


def _visible(actor: Actor, lines: list[BankLine]) -> set[int]:
    """Which of the proposed loans the actor may see; of the others nothing is shown."""
    keys = [line.loan_id for line in lines if line.loan_id]
    return set(Loan.objects.visible_to(actor).filter(pk__in=keys).values_list("pk", flat=True))


def _shown(line: BankLine, actor: Actor, visible: set[int]) -> LineShown:
    loan = line.loan if line.loan_id in visible else None
    if line.state == LineState.OPEN:
        certainty = Certainty(line.certainty if loan is not None else Certainty.NONE)
        status = State(certainty, certainty.label, certainty.label, *_LOOKS[certainty])
    else:
        state = LineState(line.state)
        status = State(state, state.label, state.label, *_LOOKS[state], closed=True)
    proposed = None
    if loan is not None:
        proposed = Proposed(loan, display(loan.ref), shown_name(loan.application.case.person, actor))
    return LineShown(line, status, reason_words(line.reasons) if loan is not None else [], proposed)


def _problems(bank_import: BankImport) -> list[tuple[str, str]]:
    return [
        (place_words(where), problem_words(Problem(code, where, values)))
        for where, code, values in bank_import.problems
    ]


def line_of(actor: Actor, ref: str, number: int) -> BankLine:
    """A payment of a file, 404 unless the actor sees it. The look at the client's file is kept."""
    rows = BankLine.objects.visible_to(actor).select_related(
        "loan__application__case__person", "bank_import__account__office", "settled_by"
    )
    line = get_object_or_404(rows, bank_import__ref=ref, number=number)
    if line.loan is not None and _visible(actor, [line]):
        record_look(line.loan.application.case, by=actor)
    return line


def line_page(line: BankLine, actor: Actor) -> dict[str, Any]:
    """Everything about one payment."""
    parts = line.parts.select_related("movement__loan", "movement__reversed_by")
    seen = set(
        Loan.objects.visible_to(actor)
        .filter(movements__in=[part.movement_id for part in parts])
        .values_list("pk", flat=True)
    )
    booked = [(part, not hasattr(part.movement, "reversed_by"), part.movement.loan_id in seen) for part in parts]
    standing = any(counts for _part, counts, _seen in booked)
    return {
        "line": line,
        "shown": _shown(line, actor, _visible(actor, [line])),
        "bank_import": line.bank_import,
        "booked": booked,
        "may_open": line.state == LineState.ASIDE or (line.state == LineState.BOOKED and not standing),
    }


def line_split(line: BankLine, form: BookForm) -> Split | None:
    """The split of the first loan's part that is proposed where the form left it open; None when there is none."""
    loan, amount = form.parts()[0]
    typed = {"amount": amount, "on": line.on, "for_added": form.cleaned_data["for_added"]}
    split = split_to_look_at(loan, typed)
    form.cleaned_data["for_added"] = typed["for_added"]
    return split


def waiting_table(bank_import: BankImport) -> delimited.Table:
    """The file that waits until its columns are named; 404 when none does."""
    if bank_import.state != ImportState.COLUMNS or bank_import.content is None:
        raise Http404
    return delimited.table(bytes(bank_import.content))
