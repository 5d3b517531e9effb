"""Whether a loan fits the rules of a fund: each rule with what was found, and why. Pure.

A rule is judged on what the portal knows. What it does not know is `unknown`: a person looks, nothing is guessed.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final, Literal

Verdict = Literal["met", "not_met", "unknown"]

# Letters on the residence cards of citizens of the European Union.
_UNION: Final = frozenset({"EU", "EU+", "E", "E+"})


@dataclass(frozen=True)
class Rule:
    """`least` and `most` are inclusive; `among` holds codes; `words` is what the institution adds, by language."""

    kind: str
    least: Decimal | None = None
    most: Decimal | None = None
    among: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Facts:
    """What the portal knows of a loan and who asks for it; None or "" where nobody has said.

    `ages` are the least and the greatest she can have; `running` the first and the last day on which her business
    can have begun; `incomes` the kinds of income of the household; `permit` the letter of her residence card.
    """

    on: date
    country: str = ""
    office: str = ""
    product: str = ""
    amount: Decimal | None = None
    months: int | None = None
    ages: tuple[int, int] | None = None
    business: str = ""
    running: tuple[date, date] | None = None
    incomes: frozenset[str] | None = None
    permit: str | None = None
    gender: str = ""


@dataclass(frozen=True)
class Finding:
    """A rule with its verdict, and what it rests on: `found`, plain values for the sentence that explains it."""

    rule: Rule
    verdict: Verdict
    found: Mapping[str, Any]


def judge(rules: Iterable[Rule], facts: Facts) -> list[Finding]:
    """A finding for each rule, in their order."""
    return [Finding(rule, *CHECKS[rule.kind](rule, facts)) for rule in rules]


_Found = tuple[Verdict, dict[str, Any]]


def _open(rule: Rule, facts: Facts) -> _Found:
    begun = rule.since is None or rule.since <= facts.on
    lasts = rule.until is None or facts.on <= rule.until
    return _verdict(begun and lasts), {"on": facts.on.isoformat()}


def _one_of(name: str) -> Callable[[Rule, Facts], _Found]:
    def check(rule: Rule, facts: Facts) -> _Found:
        value: str = getattr(facts, name)
        return (_verdict(value in rule.among), {"code": value}) if value else ("unknown", {})

    return check


def _between(name: str) -> Callable[[Rule, Facts], _Found]:
    def check(rule: Rule, facts: Facts) -> _Found:
        value: Decimal | int | None = getattr(facts, name)
        return ("unknown", {}) if value is None else (_verdict(_within(rule, value)), {"number": str(value)})

    return check


def _age(rule: Rule, facts: Facts) -> _Found:
    """Of a birth known in part both ages that she can have must agree."""
    if facts.ages is None:
        return "unknown", {}
    fits = {_within(rule, age) for age in facts.ages}
    verdict = "unknown" if len(fits) > 1 else _verdict(fits.pop())
    return verdict, {"from": facts.ages[0], "to": facts.ages[1]}


def _starter(rule: Rule, facts: Facts) -> _Found:
    """Who has not begun is a starter; a business that runs is one for `most` years, none without."""
    if facts.business in ("", "running") and facts.running is None:
        return ("not_met" if facts.business and rule.most is None else "unknown"), {"business": facts.business}
    if facts.running is None or facts.business != "running":
        return "met", {"business": facts.business}
    longest, shortest = ((facts.on - day).days / Decimal("365.25") for day in facts.running)
    most = rule.most or Decimal(0)
    verdict: Verdict = "met" if longest <= most else "not_met" if shortest > most else "unknown"
    return verdict, {"business": "running", "since": facts.running[0].isoformat()}


def _unemployed(rule: Rule, facts: Facts) -> _Found:
    del rule
    if facts.incomes is None:
        return "unknown", {}
    if "work" in facts.incomes:
        return "not_met", {"income": "work"}
    return ("met", {"income": "benefit"}) if "benefit" in facts.incomes else ("unknown", {"income": "other"})


def _third_country(rule: Rule, facts: Facts) -> _Found:
    del rule
    if facts.permit is None:
        return "unknown", {}
    return _verdict(facts.permit not in _UNION), {"union": facts.permit in _UNION}


def _looked_at(rule: Rule, facts: Facts) -> _Found:
    """Only a person can tell."""
    del rule, facts
    return "unknown", {}


def _within(rule: Rule, value: Decimal | int) -> bool:
    return (rule.least is None or value >= rule.least) and (rule.most is None or value <= rule.most)


def _verdict(fits: bool) -> Verdict:  # noqa: FBT001 - the one thing it is about
    return "met" if fits else "not_met"


CHECKS: Final[dict[str, Callable[[Rule, Facts], _Found]]] = {
    "open": _open,
    "country": _one_of("country"),
    "office": _one_of("office"),
    "product": _one_of("product"),
    "gender": _one_of("gender"),
    "amount": _between("amount"),
    "months": _between("months"),
    "age": _age,
    "starter": _starter,
    "unemployed": _unemployed,
    "third_country": _third_country,
    "other": _looked_at,
}
