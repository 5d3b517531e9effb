"""The loans of a fund as a table in a file (CSV), for a spreadsheet; nothing in it is read as a formula."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.utils.translation import gettext as _

from loans.funds.models import Allotment, Fund
from loans.funds.page import loan_lines, shares_of
from portal.actors import Actor

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_AT_ONCE: Final = 200


class _Echo:
    """A file that gives back each line it is to write."""

    def write(self, line: str) -> str:
        return line


def safe(cell: Any) -> str:
    """A cell as text; a sign that begins a formula is kept behind an apostrophe."""
    text = str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text


def sheet(fund: Fund, actor: Actor) -> Iterator[str]:
    """Line by line: the head, then each loan whose file the actor may see; names only for who sees them."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(_head(actor))
    for row in _rows(fund, actor):
        yield writer.writerow([safe(cell) for cell in row])


def _head(actor: Actor) -> list[str]:
    names = [_("Borrower")] if actor.sees_names else []
    columns = [_("Office"), _("State"), _("Amount lent"), _("Share, %"), _("Amount"), _("Still carried")]
    return [_("Loan"), *names, *columns, _("First day"), _("Last day"), _("A rule is not met")]


def _rows(fund: Fund, actor: Actor) -> Iterator[list[Any]]:
    found = shares_of(fund, actor).order_by("-proposed_at", "-pk")
    for some in _in_parts(found.iterator(chunk_size=_AT_ONCE)):
        for line in loan_lines(some, actor):
            share, names = line.allotment, [line.name] if actor.sees_names else []
            application = share.application
            yield [
                line.number,
                *names,
                application.case.office,
                share.status.label,
                application.principal,
                share.share if share.share is not None else "",
                share.amount,
                line.carried,
                share.begins.isoformat(),
                share.until.isoformat() if share.until else "",
                _("Yes") if share.unmet else _("No"),
            ]


def _in_parts(rows: Iterable[Allotment]) -> Iterator[list[Allotment]]:
    part: list[Allotment] = []
    for row in rows:
        part.append(row)
        if len(part) == _AT_ONCE:
            yield part
            part = []
    if part:
        yield part
