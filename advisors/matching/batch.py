"""A whole batch of needs at once, best for all of them together."""

from collections.abc import Hashable, Iterable, Sequence
from itertools import pairwise

from advisors.matching.network import build, solve
from advisors.matching.rules import DEFAULT, Rules
from advisors.matching.scores import compare, reasons
from advisors.matching.terms import Candidate, Key, Match, Need, Reason, order
from advisors.matching.ties import settle


def assign(needs: Iterable[Need], candidates: Iterable[Candidate], rules: Rules = DEFAULT) -> list[Match]:
    """
    One match for each need, in the order of their keys; each takes one place of its advisor's capacity, and
    who is away or full takes none. Most needs placed, then the highest total score, then by key: the first
    need gets the smallest advisor's key it can have in any best answer, then the second one, and so on,
    unplaced after every key. The order of the input does not matter. A need is never given to somebody with
    whom she shares no language, not even a kindred one. `ValueError` when two needs or two candidates have
    the same key.
    """
    wanted = sorted(needs, key=lambda need: order(need.key))
    everybody = sorted(candidates, key=lambda one: order(one.key))
    _check_keys([need.key for need in wanted])
    _check_keys([one.key for one in everybody])
    present = [one for one in everybody if one.is_available]
    network = build(wanted, present, rules)
    solve(network)
    teller = _Teller(everybody, rules)
    return [
        teller.unplaced(need) if number is None else teller.placed(need, present[number])
        for need, number in zip(wanted, settle(network), strict=True)
    ]


def _check_keys(keys: Sequence[Key]) -> None:
    for one, other in pairwise(keys):
        if one == other:
            raise ValueError(f"Two with the same key: {one!r}")


class _Teller:
    """Makes the matches; what is alike is worked out once."""

    def __init__(self, everybody: Sequence[Candidate], rules: Rules) -> None:
        self.rules = rules
        self._known: dict[tuple[Hashable, ...], tuple[int, tuple[Reason, ...]]] = {}
        self._remote = {code for one in everybody if one.works_remotely for code in one.languages}
        self._here = {(office, code) for one in everybody for office in one.offices for code in one.languages}

    def placed(self, need: Need, one: Candidate) -> Match:
        wishes = frozenset(need.wishes), need.community
        known = need.previous_advisor == one.key, need.named_advisor == one.key
        facts = (one.key, need.languages, need.office, need.country, wishes, known)
        if facts not in self._known:
            pair = compare(need, one, self.rules)
            if pair is None:
                raise RuntimeError("The flow joined two who cannot talk to each other.")
            self._known[facts] = pair.score, reasons(need, one, pair)
        score, told = self._known[facts]
        return Match(need.key, one.key, score, told)

    def unplaced(self, need: Need) -> Match:
        kin = self.rules.kin
        codes = {code for wished in need.languages for code in (wished, *kin.get(wished, ()))}
        spoken = any(code in self._remote or (need.office, code) in self._here for code in codes)
        told = Reason("no_room" if spoken else "nobody_speaks", {"languages": need.languages})
        return Match(need.key, None, 0, (told,))
