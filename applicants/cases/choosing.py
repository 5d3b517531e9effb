"""Whom a manager may choose for a file: ranked, each with how well it fits and the reasons in words."""

from dataclasses import dataclass, replace

from advisors.matching import Match, Need, Rules, rank
from advisors.models import Advisor
from advisors.rulebook.actions import rules_now
from applicants.cases.matching import candidates_now, needs_of, ranked_among
from applicants.cases.models import Case
from applicants.cases.reasons import in_words, names_now, to_json


@dataclass(frozen=True)
class Choice:
    """An advisor, what speaks for and against her, and how well she fits: 0 to 100.

    0 with an interpreter, unless she knows the applicant or was asked for.
    Who is away or full (`available` False) can be chosen, knowingly.
    """

    advisor: Advisor
    reasons: list[str]
    fit: int
    available: bool


def choices_for(case: Case) -> list[Choice]:
    """Everybody who could carry the case and does not yet, best first, in the active language."""
    names, rules = names_now(), rules_now()
    need, people = needs_of([case])[0], candidates_now(rules)
    matches = ranked_among(need, people, rules)
    plain = {match.advisor: match.score for match in rank(replace(need, wishes=frozenset()), people, rules)}
    advisors = Advisor.objects.select_related("user").in_bulk()
    found: list[Choice] = []
    for match in matches:
        key = int(match.advisor or 0)
        if key not in advisors or key == case.advisor_id:
            continue
        fit = fit_of(need, match, plain.get(key, match.score), rules)
        # Whoever stands further down never shows the higher number: it would tell what the order was for.
        fit = min(fit, found[-1].fit) if found else fit
        words = in_words(to_json(match.reasons), names)
        found.append(Choice(advisors[key], words, fit, match.available))
    return found


def fit_of(need: Need, match: Match, score: int, rules: Rules) -> int:
    """Points as hundredths of the most that this need could get; `score` without her wishes, which are not shown."""
    if not score:
        return 0
    if not match.available:
        score += rules.unavailable
    most = rules.office + rules.of_position(0) + rules.native + rules.of_capacity(rules.free_places)
    most += rules.previous_advisor * (need.previous_advisor is not None)
    most += rules.named_advisor * (need.named_advisor is not None)
    return max(1, min(100, round(100 * (score - rules.placed) / most))) if most else 100
