"""What follows from the votes of a committee. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

Verdict = Literal["too_few", "carried", "not_carried"]

# What the chair may close a point with.
OUTCOMES: Final[dict[Verdict, tuple[str, ...]]] = {
    "too_few": ("defer",),
    "carried": ("approve", "defer"),
    "not_carried": ("decline", "defer"),
}


@dataclass(frozen=True)
class Tally:
    """How many voted for, against, and abstained."""

    for_: int = 0
    against: int = 0
    abstained: int = 0

    @property
    def cast(self) -> int:
        return self.for_ + self.against + self.abstained


def count(choices: Iterable[str]) -> Tally:
    """`for`, `against` and `abstain`, counted."""
    found = list(choices)
    return Tally(found.count("for"), found.count("against"), found.count("abstain"))


def verdict(tally: Tally, *, quorum: int, unanimous: bool) -> Verdict:
    """Whether enough voted (who abstains has voted), and whether the loan is carried.

    By majority: more for than against, so that a tie is not carried. Unanimous: somebody for, nobody against.
    """
    if tally.cast < quorum:
        return "too_few"
    if tally.for_ > tally.against and not (unanimous and tally.against):
        return "carried"
    return "not_carried"
