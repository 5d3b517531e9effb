"""
A whole batch as a min-cost flow: needs → meeting points → advisors → sink.

A meeting point is "speakers of L" at one office, in one country or anywhere, narrowed by a wish or not. A
need has one arc to each point where it can find somebody, an advisor one arc from each point she belongs to.
A pair may be joined by several ways; the best of them is worth exactly the pair's score and the others less,
so the cheapest flow takes the best and the network is exact with a few arcs for each need instead of one for
each pair. Needs with the same arcs are one node, a *profile*.

Not being placed is one more arc, dearer than anything that placing one more can cost the others: hence most
needs placed first, then the highest total score.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np
import numpy.typing as npt
from ortools.graph.python import min_cost_flow

from advisors.matching.rules import Rules, Wish
from advisors.matching.scores import WOMAN, compare, understanding
from advisors.matching.terms import Candidate, Key, Need

Ints = npt.NDArray[np.int64]


# A meeting point as it is asked for: language, office (or None), country (or ""), women only, not of this community.
Point = tuple[str, Key | None, str, bool, str]
# Candidate's number and the points of her level, in order of number.
Members = tuple[tuple[int, int], ...]


@dataclass
class Arcs:
    """Arcs in the making: by tail and head, with a value in points."""

    tail: list[int] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    value: list[int] = field(default_factory=list)

    def add(self, tail: int, head: int, value: int) -> None:
        self.tail.append(tail)
        self.head.append(head)
        self.value.append(value)

    def costs(self) -> Ints:
        """Values turned into costs from 0. Every path takes one arc of each layer, so they stay comparable."""
        value = np.array(self.value, np.int64)
        highest = max(self.value, default=0)
        return highest - value


class Points:
    """
    The meeting points in use. Points where the same people stand are one, and a point with one person is no
    point: the arc goes straight to her.
    """

    def __init__(self, candidates: Sequence[Candidate], rules: Rules) -> None:
        self.candidates = candidates
        self.rules = rules
        self.members: list[Members] = []
        self._found: dict[Point, tuple[int | None, Members]] = {}
        self._numbers: dict[Members, int] = {}
        self._speakers: dict[str, Members] = {}
        self._at: dict[tuple[str, Key | None, str], Members] = {}
        self._by_code: dict[str, set[int]] = {}
        for number, one in enumerate(candidates):
            for code in one.languages:
                self._by_code.setdefault(code, set()).add(number)

    def find(self, point: Point) -> tuple[int | None, Members]:
        """The point's number, None where fewer than two stand, and who stands there."""
        found = self._found.get(point)
        if found is None:
            language, office, country, woman, community = point
            members = tuple(
                pair
                for pair in self._place(language, office, country)
                if self._wished(self.candidates[pair[0]], woman=woman, community=community)
            )
            number = None
            if len(members) > 1:
                number = self._numbers.setdefault(members, len(self.members))
                if number == len(self.members):
                    self.members.append(members)
            found = self._found[point] = number, members
        return found

    def _place(self, language: str, office: Key | None, country: str) -> Members:
        place = language, office, country
        if place not in self._at:
            self._at[place] = tuple(
                pair for pair in self._speaking(language) if self._near(self.candidates[pair[0]], office, country)
            )
        return self._at[place]

    def _speaking(self, language: str) -> Members:
        if language not in self._speakers:
            codes = (language, *self.rules.kin.get(language, ()))
            numbers = sorted(set().union(*(self._by_code.get(code, ()) for code in codes)))
            known = [(number, understanding(language, self.candidates[number], self.rules)) for number in numbers]
            self._speakers[language] = tuple((number, one[0]) for number, one in known if one is not None)
        return self._speakers[language]

    def _wished(self, one: Candidate, *, woman: bool, community: str) -> bool:
        return (not woman or one.gender == WOMAN) and (not community or community not in one.communities)

    def _near(self, one: Candidate, office: Key | None, country: str) -> bool:
        if office is not None:
            return office in one.offices
        return one.works_remotely and (not country or country in one.countries)


@dataclass
class Network:
    """
    Nodes: profiles, then points, then candidates in the order given, then *unplaced*, then the sink.
    `profile` gives each need's node. Arcs: `tail`, `head`, `cost` (≥ 0, lower is better) and `room`
    (capacity); `flow` once solved.
    """

    profile: list[int]
    points: int
    candidates: int
    tail: Ints
    head: Ints
    cost: Ints
    room: Ints
    supply: Ints
    flow: Ints

    @property
    def first_point(self) -> int:
        return self.first_candidate - self.points

    @property
    def first_candidate(self) -> int:
        return len(self.supply) - 2 - self.candidates

    @property
    def unplaced(self) -> int:
        return len(self.supply) - 2

    @property
    def sink(self) -> int:
        return len(self.supply) - 1


def _ways(need: Need, rules: Rules) -> Iterator[tuple[Point, int]]:
    """The points where this need looks for somebody, each with what finding her there is worth."""
    places: list[tuple[Key | None, str, int]] = [(need.office, "", rules.office), (None, "", 0)]
    if need.country:
        places.append((None, need.country, rules.country))
    women = [(False, rules.woman), (True, 0)] if Wish.WOMAN in need.wishes else [(False, 0)]
    others = [("", 0)]
    if Wish.OTHER_COMMUNITY in need.wishes and need.community:
        others = [("", rules.other_community), (need.community, 0)]
    for position, language in enumerate(need.languages):
        base = rules.placed + rules.of_position(position)
        for (office, country, near), (woman, lost), (community, lost_too) in product(places, women, others):
            yield (language, office, country, woman, community), base + near - lost - lost_too


# From a profile: to points and straight to candidates, each (number, value).
ProfileArcs = tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]


class _Profiles:
    """Needs grouped by what matters for them, then by the arcs they come to have."""

    def __init__(self, candidates: Sequence[Candidate], points: Points, rules: Rules) -> None:
        self.by_key = {one.key: (number, one) for number, one in enumerate(candidates)}
        self.points = points
        self.rules = rules
        self.arcs: list[ProfileArcs] = []
        self.sizes: list[int] = []
        self._by_facts: dict[tuple[object, ...], int] = {}
        self._by_arcs: dict[object, int] = {}

    def add(self, need: Need) -> int:
        wished = need.community if Wish.OTHER_COMMUNITY in need.wishes else ""
        known = tuple(key if key in self.by_key else None for key in (need.previous_advisor, need.named_advisor))
        facts = (need.languages, need.office, need.country, frozenset(need.wishes), wished, known)
        number = self._by_facts.get(facts)
        if number is None:
            arcs = self._arcs(need, known)
            number = self._by_arcs.setdefault(arcs, len(self.arcs))
            self._by_facts[facts] = number
            if number == len(self.arcs):
                self.arcs.append(arcs)
                self.sizes.append(0)
        self.sizes[number] += 1
        return number

    def _arcs(self, need: Need, known: Sequence[Key | None]) -> ProfileArcs:
        joined: dict[int, int] = {}
        straight: dict[int, int] = {}
        for point, value in _ways(need, self.rules):
            number, members = self.points.find(point)
            if number is not None:
                joined[number] = max(value, joined.get(number, value))
            for one, level in members if number is None else ():
                straight[one] = max(value + level, straight.get(one, value + level))
        # The previous and the named advisor are worth more than any way through a point says.
        for key in known:
            if key is not None:
                one, candidate = self.by_key[key]
                pair = compare(need, candidate, self.rules)
                if pair is not None:
                    straight[one] = pair.score - self.rules.of_capacity(candidate.capacity)
        return tuple(sorted(joined.items())), tuple(sorted(straight.items()))


def build(needs: Sequence[Need], candidates: Sequence[Candidate], rules: Rules) -> Network:
    """The network, without a flow yet; needs and candidates in key order, every candidate available."""
    points = Points(candidates, rules)
    profiles = _Profiles(candidates, points, rules)
    profile = [profiles.add(need) for need in needs]
    first_point = len(profiles.arcs)
    first_candidate = first_point + len(points.members)
    unplaced = first_candidate + len(candidates)
    by_need, by_point = _layers(profiles, points, first_point, first_candidate)
    last = Arcs()
    for number, one in enumerate(candidates):
        last.add(first_candidate + number, unplaced + 1, rules.of_capacity(one.capacity))
    supply = np.zeros(unplaced + 2, np.int64)
    supply[:first_point] = profiles.sizes
    supply[-1] = -len(needs)
    costs = [by_need.costs(), by_point.costs(), last.costs()]
    # Placing one more moves at most this many others, each by at most the dearest path.
    never = sum(int(cost.max(initial=0)) for cost in costs) * min(len(needs), len(candidates)) + 1
    joins = len(by_need.tail) + len(by_point.tail)
    # One more than can ever flow: these arcs are never full, and so never an arc that has to be.
    ample = len(needs) + 1
    seats = np.array([one.capacity for one in candidates], np.int64)
    return Network(
        profile=profile,
        points=len(points.members),
        candidates=len(candidates),
        tail=np.array([*by_need.tail, *by_point.tail, *last.tail, *range(first_point), unplaced], np.int64),
        head=np.array([*by_need.head, *by_point.head, *last.head, *[unplaced] * first_point, unplaced + 1], np.int64),
        cost=np.concatenate([*costs, np.full(first_point, never), np.zeros(1, np.int64)]),
        room=np.concatenate([np.full(joins, ample), seats, np.full(first_point + 1, ample)]),
        supply=supply,
        flow=np.zeros(0, np.int64),
    )


def _layers(profiles: _Profiles, points: Points, first_point: int, first_candidate: int) -> tuple[Arcs, Arcs]:
    """The arcs from profiles, and those from points to candidates."""
    by_need, by_point = Arcs(), Arcs()
    for number, members in enumerate(points.members):
        for candidate, value in members:
            by_point.add(first_point + number, first_candidate + candidate, value)
    # A straight arc skips the layer of points, so it is charged here what the best arc of that layer is worth.
    skipped = max(by_point.value, default=0)
    for number, (joined, straight) in enumerate(profiles.arcs):
        for point, value in joined:
            by_need.add(number, first_point + point, value)
        for candidate, value in straight:
            by_need.add(number, first_candidate + candidate, value - skipped)
    return by_need, by_point


def solve(network: Network) -> None:
    """Sets the cheapest flow; `RuntimeError` if the solver does not call it optimal."""
    # No arc carries more than its tail has, or its head lets through: saying so halves the solver's time.
    through = np.where(network.supply > 0, network.supply, network.room.max(initial=0))
    last = network.head == network.sink
    through[network.tail[last]] = network.room[last]
    through[-1] = -network.supply[-1]
    room = np.minimum(network.room, np.minimum(through[network.tail], through[network.head]))
    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(network.tail, network.head, room, network.cost)
    solver.set_nodes_supplies(np.arange(len(network.supply)), network.supply)
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise RuntimeError(f"The matching has no optimum: {status.name}")
    network.flow = np.asarray(solver.flows(arcs), np.int64)
