"""
The batch match at full size: 100,000 needs × 2,000 advisors on one core. Run: `python -m bench.batch_match`.

Prints how long it took beside a floor measured in the same run (the solver alone, on the very same arcs), and proves
the answer best by a bound that shares no code with the matching: for any price on an advisor's place, no answer
can be worth more than the places at their prices and, for each need, her best advisor after paying. Where the answer
reaches that bound, nothing is better. Prices come from the solved network; wrong ones could only fail the proof.
"""

import random
import resource
import time
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from advisors.matching import DEFAULT, Candidate, Match, Need, assign
from advisors.matching.network import Network, build, solve
from advisors.matching.ties import prices

NEEDS, ADVISORS, OFFICES, SECONDS = 100_000, 2_000, 40, 10
TONGUES = (
    *("ar", "apc", "fa", "prs", "ps", "ur", "ti", "so", "tr", "rn", "ary", "acm"),
    *("ku", "sw", "am", "ru", "uk", "sq", "bn", "hi", "zh", "ln", "wo", "ff"),
)
# Of all needs so many have each; of all advisors so many work by phone.
PREVIOUS, NAMED, WISHING, BY_PHONE = 0.1, 0.03, 0.1, 0.8
SHARED = ("fr", "nl", "en", "ar")
COUNTRIES = ("BE", "FR", "NL")
Numbers = npt.NDArray[np.int64]


def people(seed: int = 7) -> tuple[list[Need], list[Candidate]]:
    """Invented needs and advisors: mother tongues of unequal frequency, four shared languages, too little room."""
    draw = random.Random(seed)
    weights = [1 / (1 + place) for place in range(len(TONGUES))]
    candidates = []
    for key in range(ADVISORS):
        office = draw.randrange(OFFICES)
        spoken = {code: draw.choice(("fluent", "working")) for code in draw.sample(SHARED, draw.randint(1, 3))}
        spoken |= dict.fromkeys(draw.choices(TONGUES, weights, k=draw.randint(0, 2)), "native")
        candidates.append(
            Candidate(
                key,
                spoken,
                frozenset({office}),
                draw.randint(5, 80),
                gender=draw.choice(("woman", "man")),
                communities=frozenset({f"community {draw.randrange(20)}"}),
                countries=frozenset({COUNTRIES[office % 3]}),
                works_remotely=draw.random() < BY_PHONE,
            )
        )
    return [_need(key, draw, weights) for key in range(NEEDS)], candidates


def _need(key: int, draw: random.Random, weights: Sequence[float]) -> Need:
    office = draw.randrange(OFFICES)
    wished = draw.choices(TONGUES, weights)
    wished += [code for code in draw.sample(SHARED, draw.randint(0, 1)) if code not in wished]
    wishes = draw.choice((("woman",), ("other_community",))) if draw.random() < WISHING else ()
    return Need(
        key,
        tuple(wished),
        office,
        previous_advisor=draw.randrange(ADVISORS) if draw.random() < PREVIOUS else None,
        named_advisor=draw.randrange(ADVISORS) if draw.random() < NAMED else None,
        wishes=frozenset(wishes),
        community=f"community {draw.randrange(20)}",
        country=COUNTRIES[office % 3],
    )


class Bound:
    """Scores of one need with every advisor, written from the rules anew, as arrays."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self.candidates = candidates
        self.capacity = np.array([one.capacity for one in candidates], np.int64)
        self.free = np.minimum(self.capacity, DEFAULT.free_places) * DEFAULT.free
        self.remote = np.array([one.works_remotely for one in candidates])
        self.woman = np.array([one.gender == "woman" for one in candidates])
        self.level: dict[str, Numbers] = {}

    def has(self, field: str, value: object) -> npt.NDArray[np.bool_]:
        return np.array([value in getattr(one, field) for one in self.candidates])

    def speak(self, wished: str) -> Numbers:
        if wished not in self.level:
            worth = {"native": DEFAULT.native, "fluent": DEFAULT.fluent, "working": DEFAULT.working}
            lost = {wished: 0}
            for kin in DEFAULT.kindred:
                if wished in (kin.one, kin.other):
                    lost[kin.other if wished == kin.one else kin.one] = kin.discount
            self.level[wished] = np.array(
                [
                    max(
                        (worth[how] - lost[code] for code, how in one.languages.items() if code in lost),
                        default=-(10**9),
                    )
                    for one in self.candidates
                ]
            )
        return self.level[wished]

    def scores(self, need: Need, places: dict[object, npt.NDArray[np.bool_]]) -> Numbers:
        """One row; below zero where the two cannot talk to each other or cannot meet."""
        for field, value in (("offices", need.office), ("countries", need.country), ("communities", need.community)):
            if value not in places:
                places[value] = self.has(field, value)
        steps = [DEFAULT.language_step * (DEFAULT.language_steps - place) for place in range(len(need.languages))]
        heard = [self.speak(code) + step for code, step in zip(need.languages, steps, strict=True)]
        here = places[need.office]
        near = np.where(here, DEFAULT.office, np.where(places[need.country], DEFAULT.country, 0))
        row = DEFAULT.placed + np.max(heard, axis=0) + near + self.free
        if "woman" in need.wishes:
            row -= DEFAULT.woman * ~self.woman
        if "other_community" in need.wishes:
            row -= DEFAULT.other_community * places[need.community]
        for key, worth in (
            (need.previous_advisor, DEFAULT.previous_advisor),
            (need.named_advisor, DEFAULT.named_advisor),
        ):
            if isinstance(key, int):
                row[key] += worth
        return np.where(here | self.remote, row, -(10**9))


def proven(needs: Sequence[Need], candidates: Sequence[Candidate], matches: Sequence[Match], network: Network) -> bool:
    """Whether the answer fits, scores as the rules say, and reaches the bound."""
    placed = [match for match in matches if match.advisor is not None]
    total = sum(match.score for match in placed)
    taken = Counter(match.advisor for match in placed)
    if any(count > candidates[int(key)].capacity for key, count in taken.items() if key is not None):
        return False
    seats, placing = priced(network, len(matches) - len(placed), len(placed), total)
    bound = Bound(candidates)
    most = int((seats * bound.capacity).sum())
    places: dict[object, npt.NDArray[np.bool_]] = {}
    for need, match in zip(needs, matches, strict=True):
        row = bound.scores(need, places)
        if match.advisor is not None and row[int(match.advisor)] != match.score:
            return False
        most += int(np.max(row + placing - seats, where=row > 0, initial=0))
    return total + placing * len(placed) == most


def priced(network: Network, left: int, placed: int, total: int) -> tuple[Numbers, int]:
    """The price of a place of each advisor, and what placing a need is worth beside its score (in points)."""
    price = prices(network)
    last = (network.head == network.sink) & (network.tail < network.unplaced)
    seats = np.maximum(0, price[network.sink] - price[network.tail[last]] - network.cost[last])
    never = int(network.cost.max())
    cost = int((network.cost * network.flow).sum())
    # A placed need costs a constant less its score: this is the constant.
    constant, rest = divmod(cost - never * left + total, placed)
    if rest:
        raise RuntimeError("The answer and the network do not tell the same.")
    return seats, never - constant


def main() -> int:
    needs, candidates = people()
    seats = sum(one.capacity for one in candidates)
    print(f"{len(needs):,} needs, {len(candidates):,} advisors with {seats:,} places")
    watch = time.process_time()
    matches = assign(needs, candidates)
    took = time.process_time() - watch
    network = build(needs, candidates, DEFAULT)
    watch = time.process_time()
    solve(network)
    floor = time.process_time() - watch
    placed = sum(match.advisor is not None for match in matches)
    profiles = int((network.supply > 0).sum())
    print(f"{profiles:,} profiles, {len(network.tail):,} arcs; {placed:,} placed, {len(needs) - placed:,} not")
    print(f"ways: {dict(Counter(match.way for match in matches))}")
    print(f"assign {took:.1f} s of processor time (target {SECONDS} s); the solver alone on these arcs {floor:.1f} s")
    # ru_maxrss is in kilobytes on Linux.
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    best = proven(needs, candidates, matches, network)
    print("best possible: " + ("proven by the bound" if best else "NOT PROVEN"))
    return 0 if best and took <= SECONDS else 1


if __name__ == "__main__":
    raise SystemExit(main())
