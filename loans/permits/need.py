"""
Whether a loan outlasts a residence permit, and whether what was agreed to still covers it. Pure.

A need is a fact to decide about, never a verdict.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Gap = Literal["later", "larger", "sooner", "unlooked"]


@dataclass(frozen=True)
class Need:
    """A loan of `principal` euros whose last instalment falls on `last_due`, after the permit's end `permit_end`.

    `shorter_first`: its product asks that a loan which ends before the permit is looked for first; of what was agreed
    to, that it was.
    """

    permit_end: date
    last_due: date
    principal: Decimal
    shorter_first: bool = False


def need(
    *, permit_end: date | None, last_due: date | None, principal: Decimal, shorter_first: bool = False
) -> Need | None:
    """None for a permit without an end, for a loan without dates, and for one that ends by the permit's last day."""
    if permit_end is None or last_due is None or last_due <= permit_end:
        return None
    return Need(permit_end, last_due, principal, shorter_first)


def gaps(wanted: Need, agreed: Need) -> list[Gap]:
    """Why what was agreed to does not cover what is wanted now; empty when it does.

    `later`: the last day is later; `larger`: more is lent; `sooner`: the permit ends sooner;
    `unlooked`: nobody looked for a shorter loan, though its product asks for that.
    """
    found: list[Gap] = []
    if wanted.last_due > agreed.last_due:
        found.append("later")
    if wanted.principal > agreed.principal:
        found.append("larger")
    if wanted.permit_end < agreed.permit_end:
        found.append("sooner")
    if wanted.shorter_first and not agreed.shorter_first:
        found.append("unlooked")
    return found
