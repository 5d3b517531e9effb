"""Reads a bank's CSV by columns that somebody named once for that account. Pure.

Separators and encodings are found out, dates are read as European banks write them (the day before the month); only
the sign of the decimals is asked for, since 1.234 may be either.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from loans.bank.statements import MOST_LINES, Line, Problem, Statement, known, with_keys
from loans.iban import normalise
from portal.money import euros

# What a column may mean; of these the first two are needed.
MEANINGS: Final = ("day", "amount", "payer", "iban", "text", "reference", "direction", "currency", "own_account")
_SEPARATORS: Final = ";,\t|"
_DAYS: Final = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y%m%d", "%d/%m/%y", "%d-%m-%y", "%d.%m.%y")
_CREDIT: Final = frozenset({"c", "cr", "crdt", "credit", "crédit", "bij", "+", "haben"})
_NUMBER: Final = re.compile(r"[+-]?\d+(?:\.\d{1,2})?")
_SAMPLE: Final = 4
_FEW: Final = 2  # columns at least


@dataclass(frozen=True)
class Columns:
    """Which column means what, by its heading; `decimal` is "," or "."."""

    headings: Mapping[str, str]
    decimal: str = ","


@dataclass(frozen=True)
class Table:
    """The file as rows of cells: `first` is the number of the line after the headings, from 1."""

    headings: list[str]
    rows: list[list[str]]
    first: int

    @property
    def sample(self) -> list[list[str]]:
        return self.rows[:_SAMPLE]


def table(content: bytes) -> Table:
    """The headings and rows. `Problem` for what is no table."""
    text = _decoded(content)
    if "\x00" in text:
        raise Problem("no_table")
    separator = max(_SEPARATORS, key=lambda sign: _breadth(text, sign))
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as problem:
        raise Problem("no_table") from problem
    width = max((len(row) for row in rows), default=0)
    for place, row in enumerate(rows):
        # Some banks write a few lines about the account first: the headings are the first row that is filled.
        filled = [cell.strip() for cell in row if cell.strip()]
        if width >= _FEW and len(filled) >= max(_FEW, width - 3):
            return Table([cell.strip() for cell in row], rows[place + 1 :], place + 2)
    raise Problem("no_table")


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Five of its 256 signs mean nothing.
        return content.decode("windows-1252", errors="replace")


def _breadth(text: str, sign: str) -> int:
    """How many cells a row has by this separator, as most rows say."""
    counts = [line.count(sign) for line in text.splitlines()[:50] if line.strip()]
    return sorted(counts)[len(counts) // 2] if counts else 0


def guessed(headings: Sequence[str]) -> dict[str, str]:
    """What the headings most likely mean, for the form to begin with."""
    words = {
        "day": ("valutadatum", "date valeur", "date de valeur", "value date", "datum", "date", "day"),
        "amount": ("bedrag", "montant", "amount", "credit", "crédit"),
        "payer": ("naam tegen", "nom contre", "naam", "nom", "name", "tegenpartij", "contrepartie"),
        "iban": ("tegenrekening", "rekening tegen", "contrepartie", "iban"),
        "text": ("mededeling", "communication", "omschrijving", "libellé", "description", "details"),
        "reference": ("referentie", "référence", "reference", "volgnr"),
        "direction": ("af bij", "debet/credit", "sens", "debit/credit"),
        "currency": ("munt", "devise", "currency", "valuta code"),
    }
    found: dict[str, str] = {}
    for meaning, hints in words.items():
        for hint in hints:
            fits = [one for one in headings if hint in one.casefold() and one not in found.values()]
            if fits:
                found[meaning] = fits[0]
                break
    return found


def read(content: bytes, columns: Columns, *, account: str) -> Statement:
    """What came in, by these columns. `Problem` when the file is no table or lacks a column that was named."""
    found = table(content)
    places = {}
    for meaning, heading in columns.headings.items():
        if heading not in found.headings:
            raise Problem("no_column", values={"name": heading[:60]})
        places[meaning] = found.headings.index(heading)
    if len(found.rows) > MOST_LINES:
        raise Problem("too_many", values={"most": MOST_LINES})
    lines: list[Line] = []
    problems: list[Problem] = []
    went_out = 0
    for where, row in enumerate(found.rows, start=found.first):
        if not any(cell.strip() for cell in row):
            continue
        cells = {meaning: row[place].strip() if place < len(row) else "" for meaning, place in places.items()}
        try:
            line = _line(where, cells, columns.decimal, account)
        except Problem as problem:
            problems.append(problem)
            continue
        if line is None:
            went_out += 1
        else:
            lines.append(line)
    return Statement(account, with_keys(account, lines), problems, went_out)


def _line(where: int, cells: Mapping[str, str], decimal: str, account: str) -> Line | None:
    """One payment; None for money that went out."""
    direction = cells.get("direction", "").casefold()
    if direction and direction not in _CREDIT:
        return None
    on = _day(where, cells["day"])
    if not cells["amount"]:
        return None  # a column of its own for what came in
    amount = _amount(where, cells["amount"], decimal)
    if amount < 0 and not direction:
        return None
    if amount <= 0:
        raise Problem("not_above_0", where, {"written": cells["amount"][:20]})
    currency = cells.get("currency", "").upper()
    if currency not in ("", "EUR", "€"):
        raise Problem("other_currency", where, {"written": cells["amount"][:20], "currency": currency[:3]})
    own = _iban(cells.get("own_account", ""))
    if own and own != account:
        raise Problem("other_account", where, {"account": own})
    return Line(
        where=where,
        on=on,
        amount=amount,
        payer=" ".join(cells.get("payer", "").split())[:140],
        iban=_iban(cells.get("iban", "")),
        text=" ".join(cells.get("text", "").split())[:500],
        reference=known(cells.get("reference", "")),
    )


def _amount(where: int, written: str, decimal: str) -> Decimal:
    """Euros as the bank writes them: groups by point, comma, space or apostrophe, the minus before or behind."""
    group = "." if decimal == "," else ","
    plain = re.sub("[\\s\u00a0\u202f'’€]|EUR", "", written).replace(group, "").replace(decimal, ".")
    plain = plain.replace("\u2212", "-")
    if plain.endswith("-"):
        plain = "-" + plain[:-1]
    if not _NUMBER.fullmatch(plain):
        raise Problem("no_amount", where, {"written": written[:20]})
    try:
        return euros(Decimal(plain))
    except ValueError as problem:
        raise Problem("no_amount", where, {"written": written[:20]}) from problem


def _day(where: int, written: str) -> date:
    # A time behind the day is left.
    words = written.split()
    for form in _DAYS:
        try:
            return datetime.strptime(words[0] if words else "", form).date()  # noqa: DTZ007 - a day, without a zone
        except ValueError:
            continue
    raise Problem("no_day", where, {"written": written[:20]})


def _iban(written: str) -> str:
    try:
        return normalise(written)
    except ValueError:
        return ""
