"""What was read of a bank's file, whatever its format: payments that came in, and a reason for each that is no use.

Pure. Reasons are codes with values; `loans.bank.words` says them in the reader's language.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

MOST_BYTES: Final = 20 * 1024 * 1024
MOST_LINES: Final = 20_000  # in one file: what a worker reads within a minute
# What banks write where a reference is asked for and there is none.
_NO_REFERENCE: Final = frozenset({"", "NOTPROVIDED", "NOTAVAILABLE", "NONREF", "NOREF", "0"})


@dataclass(eq=False)
class Problem(ValueError):
    """Why something was not taken. `where` counts lines or entries from 1; 0 is the file as a whole."""

    code: str
    where: int = 0
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """A payment that came in: euros, the day it counts from, who paid, and what they wrote.

    `iban` is the payer's and may be "", `key` tells this payment from every other one of the account.
    """

    where: int
    on: date
    amount: Decimal
    payer: str = ""
    iban: str = ""
    text: str = ""
    reference: str = ""
    key: str = ""


@dataclass(frozen=True)
class Statement:
    """`account` is the institution's own, as the file names it ("" where it does not); `went_out` payments are left."""

    account: str
    lines: list[Line]
    problems: list[Problem]
    went_out: int = 0


def digest_of(content: bytes) -> str:
    """By which the same file is known again."""
    return hashlib.sha256(content).hexdigest()


def known(reference: str) -> str:
    """The bank's reference, or "" where it only says that there is none."""
    plain = " ".join(reference.split())
    return "" if plain.upper().replace(" ", "") in _NO_REFERENCE else plain[:80]


def with_keys(account: str, lines: Iterable[Line]) -> list[Line]:
    """The lines with their keys.

    By the bank's own reference where there is one, else by all that is known. Two payments that are alike in all
    of it are told apart by their place among their like, which is the same in every file that holds that day.
    """
    seen: Counter[str] = Counter()
    keyed = []
    for line in lines:
        own = [line.reference] if line.reference else ["", line.payer, line.iban, line.text]
        plain = "\x1f".join([account, line.on.isoformat(), str(line.amount), *own])
        seen[plain] += 1
        digest = hashlib.sha256(f"{plain}\x1f{seen[plain]}".encode()).hexdigest()
        keyed.append(replace(line, key=digest))
    return keyed
