"""The score of one need with one candidate, its reasons, and the ranking of all candidates for one need."""

from collections.abc import Iterable
from dataclasses import dataclass

from advisors.matching.rules import DEFAULT, Rules, Wish
from advisors.matching.terms import Candidate, Match, Need, Param, Reason, order

WOMAN = "woman"


@dataclass(frozen=True)
class Pair:
    """A need and a candidate who can talk to each other: the score, and the language they would speak."""

    score: int
    wished: str
    spoken: str


def understanding(wished: str, candidate: Candidate, rules: Rules) -> tuple[int, str] | None:
    """Points for a wished language and the language spoken for it (itself or a kindred one); None if neither."""
    kin = rules.kin.get(wished, {})
    found = [
        (rules.of_level(level) - (0 if spoken == wished else kin[spoken]), spoken == wished, spoken)
        for spoken, level in candidate.languages.items()
        if spoken == wished or spoken in kin
    ]
    if not found:
        return None
    # Equal points: the language itself before a kindred one, then by code, so that the reasons are always the same.
    points, _, spoken = min(found, key=lambda item: (-item[0], not item[1], item[2]))
    return points, spoken


def penalty(need: Need, candidate: Candidate, rules: Rules) -> int:
    """Points lost by wishes that this candidate does not honour."""
    lost = 0
    if Wish.WOMAN in need.wishes and candidate.gender != WOMAN:
        lost += rules.woman
    if Wish.OTHER_COMMUNITY in need.wishes and need.community and need.community in candidate.communities:
        lost += rules.other_community
    return lost


def compare(need: Need, candidate: Candidate, rules: Rules) -> Pair | None:
    """
    The pair, or None when they share no language, not even a kindred one, or cannot meet: she works at
    another office, and not by phone. Whether the candidate is there and has room is not looked at.
    """
    here = need.office in candidate.offices
    if not here and not candidate.works_remotely:
        return None
    found = []
    for position, wished in enumerate(need.languages):
        understood = understanding(wished, candidate, rules)
        if understood is not None:
            found.append((understood[0] + rules.of_position(position), -position, wished, understood[1]))
    if not found:
        return None
    points, _, wished, spoken = max(found)
    score = rules.placed + points + rules.of_capacity(candidate.capacity) - penalty(need, candidate, rules)
    if here:
        score += rules.office
    elif need.country and need.country in candidate.countries:
        score += rules.country
    score += rules.previous_advisor * (need.previous_advisor == candidate.key)
    score += rules.named_advisor * (need.named_advisor == candidate.key)
    return Pair(score, wished, spoken)


def reasons(need: Need, candidate: Candidate, pair: Pair) -> tuple[Reason, ...]:
    """What may be told about the pair, to everybody: nothing of the wishes."""
    found: list[Reason] = []
    if need.previous_advisor == candidate.key:
        found.append(Reason("previous_advisor"))
    if need.named_advisor == candidate.key:
        found.append(Reason("named_advisor"))
    spoken: dict[str, Param] = {"language": pair.wished, "level": str(candidate.languages[pair.spoken])}
    if pair.spoken == pair.wished:
        found.append(Reason("language", spoken))
    else:
        found.append(Reason("kindred_language", spoken | {"spoken": pair.spoken}))
    if need.office in candidate.offices:
        found.append(Reason("office", {"office": need.office}))
    else:
        found.append(Reason("by_phone", {"offices": tuple(sorted(candidate.offices, key=order))}))
    if candidate.size:
        found.append(Reason("load", {"load": candidate.load, "size": candidate.size}))
    if candidate.capacity <= 0:
        found.append(Reason("full"))
    if candidate.back_on is not None:
        found.append(Reason("back_on", {"day": candidate.back_on}))
    elif candidate.away:
        found.append(Reason("away"))
    return tuple(found)


def rank(need: Need, candidates: Iterable[Candidate], rules: Rules = DEFAULT) -> list[Match]:
    """
    Every candidate who can talk to her, best first, equal scores by key. Who is away or full stands at the
    end, with `available` False and a score lowered by `rules.unavailable`; the first, if available, is whom
    `assign` gives her.
    """
    found = []
    for candidate in sorted(candidates, key=lambda candidate: order(candidate.key)):
        pair = compare(need, candidate, rules)
        if pair is not None:
            available = candidate.is_available
            score = pair.score - (0 if available else rules.unavailable)
            told = reasons(need, candidate, pair)
            found.append(Match(need.key, candidate.key, score, told, available))
    return sorted(found, key=lambda match: -match.score)
