"""What every personal field declares: why it is kept, for how long, how it is masked.

A model says it in `PERSONAL`; a fence (tests/fences/test_privacy.py) fails on a telling field of a person's row
that is neither there nor, with its reason, in the fence's own list. The words for `keep` are the retention classes
that `docs/privacy.md` explains.
"""

from dataclasses import dataclass
from typing import Final, Literal

Keep = Literal["account", "file", "loan", "message"]
Mask = Literal["initial", "tail", "year", "hidden"]


@dataclass(frozen=True)
class Personal:
    """`purpose` in a few words; `keep`, the retention class; `mask`, what is shown where names are not needed."""

    purpose: str
    keep: Keep
    mask: Mask


ACCOUNT: Final = Personal("let staff and partners log in, and say who acted", "account", "hidden")
NAME: Final = Personal("say who it is", "file", "initial")
CONTACT: Final = Personal("reach the person", "file", "tail")
BIRTH: Final = Personal("tell people of one name apart; loans are for adults", "file", "year")
PAPERS: Final = Personal("know until when the person may stay and work", "file", "hidden")
STORY: Final = Personal("understand the request", "file", "hidden")
SITUATION: Final = Personal("fit the loan and the help to the person", "file", "hidden")
WISH: Final = Personal("find an advisor the person would like to talk to; read by the match alone", "file", "hidden")
MONEY: Final = Personal("keep the account of the loan", "loan", "hidden")
MESSAGE: Final = Personal("tell the person what happens", "message", "hidden")


def masked(value: str, mask: Mask) -> str:
    """`value` as it is shown to somebody who needs no names: `M.`, `…12`, a year, or a dash."""
    if not value:
        return ""
    if mask == "initial":
        return f"{value[0]}."
    if mask == "tail":
        return f"…{value[-2:]}"
    if mask == "year":
        return value[:4]
    return "–"
