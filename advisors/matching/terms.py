"""What is matched: a need, a candidate, and the match with its reasons."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

# A primary key or a ref. Keys of one kind are of one type; they are compared with each other only.
Key = int | str
Param = str | int | date | tuple[Key, ...]

WAYS = ("previous_advisor", "named_advisor", "office", "by_phone")


@dataclass(frozen=True)
class Need:
    """
    One case that needs an advisor. `languages` in order of wish, codes of spoken languages; `office` and
    `country` where she lives; `wishes` of `Wish`; `community` is only read for `Wish.OTHER_COMMUNITY`.
    """

    key: Key
    languages: tuple[str, ...]
    office: Key
    previous_advisor: Key | None = None
    named_advisor: Key | None = None
    wishes: frozenset[str] = frozenset()
    community: str = ""
    country: str = ""


@dataclass(frozen=True)
class Candidate:
    """
    One advisor. `languages` code → `Level`; `capacity` is how many cases she can still take; `load` of `size`
    cases are told in the reasons and count for nothing ("12 of 30 cases"). `away` or `back_on` (the first day
    she is there again) takes her out of `assign`. `countries` are those of her offices.
    """

    key: Key
    languages: Mapping[str, str]
    offices: frozenset[Key]
    capacity: int
    load: int = 0
    size: int = 0
    away: bool = False
    back_on: date | None = None
    gender: str = ""
    communities: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    works_remotely: bool = True

    @property
    def is_away(self) -> bool:
        return self.away or self.back_on is not None

    @property
    def is_available(self) -> bool:
        return self.capacity > 0 and not self.is_away


@dataclass(frozen=True)
class Reason:
    """
    Why, as a code; the words are made at the edge. Codes and their parameters: `previous_advisor`;
    `named_advisor`; `language` (language, level); `kindred_language` (language wished, spoken, level);
    `office` (office); `by_phone` (offices she works at); `load` (load, size); `full`; `away`; `back_on`
    (day). Of a need that is not placed: `nobody_speaks` (languages: an interpreter is needed) or `no_room`
    (languages: who speaks one is full or away).
    """

    code: str
    params: Mapping[str, Param] = field(default_factory=dict)


@dataclass(frozen=True)
class Match:
    """
    `advisor` is None when the need is not placed, and the score is 0. The score compares the candidates of
    one need; it is not for show, since a wish that could not be honoured lowers it. `available` is False only
    in a ranking: away or full.
    """

    need: Key
    advisor: Key | None
    score: int
    reasons: tuple[Reason, ...]
    available: bool = True

    @property
    def way(self) -> str:
        """The way taken: one of `WAYS`, or the code of why nobody was found."""
        codes = {reason.code for reason in self.reasons}
        return next((way for way in WAYS if way in codes), self.reasons[0].code)


def order(key: Key) -> tuple[str, Key]:
    """Sorts keys of any type."""
    return type(key).__name__, key
