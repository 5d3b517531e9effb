"""
The one answer among all that are equally good.

The rule: needs in the order of their keys, each gets the smallest advisor's key it can have in some best
answer that agrees with what the needs before it got; *unplaced* comes after every key. That is the
lexicographically smallest of the best answers, and depends on nothing but the needs, the candidates and the
rules.

How: with the distances of the solved network as prices, a flow is best if and only if it leaves every arc of
positive reduced cost empty and every arc of negative reduced cost full. So only *tight* arcs (reduced cost 0)
are left to choose from, without looking at costs again. A need can move to an advisor if and only if the
residual graph of the tight arcs leads from that advisor back to the need.
"""

import sys
from collections.abc import Iterable
from itertools import chain, pairwise

import numpy as np
import numpy.typing as npt

from advisors.matching.network import Ints, Network


def prices(network: Network) -> Ints:
    """Shortest distance of each node in the residual graph of a best flow (Bellman–Ford, all arcs at once)."""
    forth = network.flow < network.room
    back = network.flow > 0
    distance = np.zeros(len(network.supply), np.int64)
    steps = (
        _Step(network.tail[forth], network.head[forth], network.cost[forth]),
        _Step(network.head[back], network.tail[back], -network.cost[back]),
    )
    for _ in range(len(distance) + 1):
        before = distance.copy()
        for step in steps:
            step.relax(distance)
        if np.array_equal(before, distance):
            return distance
    raise RuntimeError("The flow is not the cheapest: its residual graph has a negative cycle.")


class _Step:
    """Arcs sorted by where they lead, so that the best of each node is one pass."""

    def __init__(self, source: Ints, target: Ints, cost: Ints) -> None:
        by_target = np.argsort(target, kind="stable")
        self.source, self.cost = source[by_target], cost[by_target]
        self.targets, self.starts = np.unique(target[by_target], return_index=True)

    def relax(self, distance: Ints) -> None:
        if len(self.targets):
            best = np.minimum.reduceat(distance[self.source] + self.cost, self.starts)
            distance[self.targets] = np.minimum(distance[self.targets], best)


class _Tight:
    """
    The tight arcs with their flow. `home[profile]` is the node its needs set out from: profiles with the same tight
    arcs share one (what they cost no longer counts), and where a single tight arc leads is home already. By node:
    `out` its tight heads (`enter` the other way), `into` tail → flow (only above 0). By candidate: `free` the room
    left and `held` the flow, where her arc to the sink is tight; where it is not, she is full in every best answer.
    """

    def __init__(self, network: Network) -> None:
        nodes = len(network.supply)
        self.sink = network.sink
        self.home: dict[int, int] = {}
        self.out: list[tuple[int, ...]] = [()] * nodes
        self.enter: list[list[int]] = [[] for _ in range(nodes)]
        self.into: list[dict[int, int]] = [{} for _ in range(nodes)]
        self.free: dict[int, int] = {}
        self.held: dict[int, int] = {}
        # Nodes in different blocks can never be on one circle.
        self.block = [0] * nodes
        self.blocks = 0
        price = prices(network)
        tight = network.cost + price[network.tail] - price[network.head] == 0
        last = network.head == network.sink
        self._find_homes(network, tight & ~last)
        for tail, head, flow in _rows(~last & (network.flow > 0), network.tail, network.head, network.flow):
            home = self.home.get(tail, tail)
            # What sets out from where its only arc leads has no arc to go.
            if home != head:
                self.shift(home, head, flow)
        for tail, flow, room in _rows(last & tight, network.tail, network.flow, network.room):
            self.free[tail], self.held[tail] = room - flow, flow

    def _find_homes(self, network: Network, tight: npt.NDArray[np.bool_]) -> None:
        heads: dict[int, list[int]] = {}
        for tail, head in _rows(tight, network.tail, network.head):
            heads.setdefault(tail, []).append(head)
        kinds: dict[tuple[int, ...], int] = {}
        for tail, found in heads.items():
            known = tuple(sorted(found))
            if tail < network.first_point:
                self.home[tail] = known[0] if len(known) == 1 else kinds.setdefault(known, tail)
            if self.home.get(tail, tail) == tail:
                self.out[tail] = known
                for head in known:
                    self.enter[head].append(tail)

    def shift(self, tail: int, head: int, flow: int) -> None:
        """Adds flow (or takes it, below 0) on an arc that is not to the sink."""
        row = self.into[head]
        row[tail] = row.get(tail, 0) + flow
        if not row[tail]:
            del row[tail]

    def ends(self, home: int) -> set[int]:
        """The candidates (and *unplaced*) that tight arcs lead to."""
        return {end for via in self.out[home] or (home,) for end in self.out[via] or (via,)}

    def fix(self, home: int, candidate: int) -> bool:
        """Takes one need from its home to this candidate for good, if some flow goes that way; else False."""
        row = self.into[candidate]
        if home in row:
            self.shift(home, candidate, -1)
        elif home != candidate:
            via = next((point for point in row if home in self.into[point]), None)
            if via is None:
                return False
            self.shift(home, via, -1)
            self.shift(via, candidate, -1)
        if candidate in self.held:
            self.held[candidate] -= 1
        return True

    def bring(self, home: int, candidate: int) -> bool:
        """Lets as much as one circle carries flow from home to the candidate; False if nothing can."""
        path = self._path(candidate, home)
        if path is None:
            return False
        steps = list(pairwise(path))
        amount = min(self._room(one, other) for one, other in steps)
        for one, other in steps:
            self._push(one, other, amount)
        via = candidate
        if candidate not in self.out[home]:
            via = next(point for point in self.out[home] if candidate in self.out[point])
            self.shift(via, candidate, amount)
        self.shift(home, via, amount)
        return True

    def _path(self, start: int, goal: int) -> list[int] | None:
        """
        A way through the residual graph, as nodes, looked for from both ends. If there is none, what one end reached
        can never be on a circle with the rest: flow is only ever taken away or pushed around a circle, and no circle
        crosses that border. So the two sides become two blocks, and no search looks beyond its block.
        """
        blocks = self.block
        block = blocks[start]
        if blocks[goal] != block:
            return None
        came, leads = {start: start}, {goal: goal}
        ahead, behind = [start], [goal]
        while ahead and behind:
            forth = sum(map(self._width_after, ahead)) <= sum(map(self._width_before, behind))
            front, seen, met, near = (ahead, came, leads, self._after) if forth else (behind, leads, came, self._before)
            reached = []
            for node in front:
                for other in near(node):
                    if other not in seen and blocks[other] == block:
                        seen[other] = node
                        if other in met:
                            return [*reversed(_trace(came, other)), *_trace(leads, other)[1:]]
                        reached.append(other)
            if forth:
                ahead = reached
            else:
                behind = reached
        self.blocks += 1
        for node in leads if ahead else came:
            blocks[node] = self.blocks
        return None

    def _after(self, node: int) -> Iterable[int]:
        """Where the residual graph leads from a node."""
        if node == self.sink:
            return [one for one, held in self.held.items() if held]
        return chain(self.into[node], self.out[node], (self.sink,) if self.free.get(node) else ())

    def _before(self, node: int) -> Iterable[int]:
        """From where the residual graph leads to a node."""
        if node == self.sink:
            return [one for one, free in self.free.items() if free]
        emptied = [head for head in self.out[node] if node in self.into[head]]
        return chain(emptied, self.enter[node], (self.sink,) if self.held.get(node) else ())

    def _width_after(self, node: int) -> int:
        return len(self.into[node]) + len(self.out[node])

    def _width_before(self, node: int) -> int:
        return len(self.out[node]) + len(self.enter[node])

    def _room(self, one: int, other: int) -> int:
        if other == self.sink:
            return self.free[one]
        if one == self.sink:
            return self.held[other]
        return self.into[one].get(other, sys.maxsize)

    def _push(self, one: int, other: int, amount: int) -> None:
        if self.sink in (one, other):
            candidate, sign = (one, 1) if other == self.sink else (other, -1)
            self.held[candidate] += sign * amount
            self.free[candidate] -= sign * amount
        elif other in self.into[one]:
            self.shift(other, one, -amount)
        else:
            self.shift(one, other, amount)


def _rows(chosen: npt.NDArray[np.bool_], *columns: Ints) -> Iterable[tuple[int, ...]]:
    """The chosen rows of some columns, as plain numbers."""
    return zip(*(column[chosen].tolist() for column in columns), strict=True)


def _trace(steps: dict[int, int], node: int) -> list[int]:
    """From a node to where its steps began."""
    path = [node]
    while steps[path[-1]] != path[-1]:
        path.append(steps[path[-1]])
    return path


def settle(network: Network) -> list[int | None]:
    """For each need, in order, the number of its candidate, or None."""
    tight = _Tight(network)
    # What a need cannot have now, one like it cannot have later: the best answers left only become fewer.
    wanted: dict[int, list[int]] = {}
    found: list[int | None] = []
    for profile in network.profile:
        home = tight.home[profile]
        if home not in wanted:
            wanted[home] = sorted(tight.ends(home), reverse=True)
        choices = wanted[home]
        while not tight.fix(home, choices[-1]):
            if not tight.bring(home, choices[-1]):
                choices.pop()
        end = choices[-1]
        found.append(None if end == network.unplaced else end - network.first_candidate)
    return found
