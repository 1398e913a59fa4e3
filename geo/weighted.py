"""An order of elimination with weights: climbs, and distances to all nodes at once.

Every way climbs from its source to ever higher ranks, passes through the rest, and comes down to
its target. So all distances are one Dijkstra over the rest, and then a look from each node that was
taken out at its neighbours, in reverse order and whole groups at a time: PHAST (Delling, Goldberg,
Nowatzyk, Werneck 2013, Journal of Parallel and Distributed Computing 73,
doi:10.1016/j.jpdc.2012.02.007).
"""

import heapq
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo.elimination import Elimination, Group
from geo.graph import FloatArray, components
from geo.rest_search import RestSearch
from geo.search import Entry

LongArray = npt.NDArray[np.int64]

_FEW = 2048
"""Up to so many nodes, all columns of a group are looked at together."""


class Climb(NamedTuple):
    """What lies above some entries."""

    cost: dict[int, float]
    """Distance of each rank that is reached."""
    before: dict[int, tuple[int, int]]
    """Edge by which each is reached, and the rank that it comes from; not for entries."""

    def way(self, place: int) -> tuple[int, list[int]]:
        """Return the entry from which a rank is reached, and the edges up to it."""
        found = []
        while place in self.before:
            edge, place = self.before[place]
            found.append(edge)
        return place, found[::-1]


@dataclass(frozen=True, slots=True)
class Weighted:
    """An order with weights."""

    elimination: Elimination
    upward: FloatArray
    """Weight of each edge from its lower to its higher end."""
    downward: FloatArray
    """Weight of each edge from its higher to its lower end."""
    double: tuple[LongArray, LongArray, LongArray]
    """Edges that several of the graph run along; of those, the best half-edge upwards, and the
    counterpart of the best downwards."""
    layer_size: LongArray
    """How many triangles each layer has."""
    _groups: tuple[Group, ...]
    _begins: list[int]
    _searches: dict[bool, RestSearch] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, elimination: Elimination, halves: FloatArray) -> "Weighted":
        """Bring weights to an order.

        Parameters
        ----------
        elimination
            The order.
        halves
            Weight of each half-edge of the graph; inf where it is closed.

        Examples
        --------
        >>> from geo.graph import Graph
        >>> line = Elimination.of(Graph.of(3, [0, 1], [1, 2]))
        >>> weighted = Weighted.of(line, np.array([5.0, 5.0, 7.0, 7.0]))
        >>> weighted.distances([(2, 0.0)]).tolist()
        [12.0, 7.0, 0.0]
        """
        upward, downward = elimination.weights(halves).reshape(2, -1)
        groups = elimination.groups()
        begins = [group.begin for group in groups]
        sizes = np.diff(elimination.layer, axis=1)
        best = _best(elimination, halves)
        return cls(elimination, upward, downward, best, sizes, groups, begins)

    def distances(self, entries: Sequence[Entry], *, reverse: bool = False) -> FloatArray:
        """Return the distance of every node from the nearest of some entries.

        Parameters
        ----------
        entries
            Nodes, and how far each is away to begin with.
        reverse
            Distances from every node to the entries instead.
        """
        found = np.empty(len(self.elimination.rank))
        self.by_rank(entries, found, reverse=reverse)
        return found.take(self.elimination.rank)

    def by_rank(
        self,
        entries: Sequence[Entry],
        out: FloatArray,
        *,
        reverse: bool = False,
        limit: float = np.inf,
    ) -> None:
        """Write the same into an array, nodes in the order of elimination.

        Parameters
        ----------
        entries
            Nodes, and how far each is away to begin with.
        out
            Where to write.
        reverse
            Distances from every node to the entries instead.
        limit
            Do not look further; what lies beyond is as far or further, or inf.
        """
        bottom = self.elimination.bottom
        reached = self.climb(entries, reverse=reverse).cost
        begins = {place - bottom: cost for place, cost in reached.items() if place >= bottom}
        out[bottom:] = self.over_rest(begins, reverse=reverse, limit=limit)
        climbed: dict[int, list[Entry]] = {}
        for place, cost in reached.items():
            if place < bottom:
                climbed.setdefault(self._number(place), []).append((place, cost))
        weights = self.upward if reverse else self.downward
        buffer = np.empty(max((group.size for group in self._groups), default=0))
        for number in range(len(self._groups) - 1, -1, -1):
            self._look_up(self._groups[number], weights, out, buffer)
            for place, cost in climbed.get(number, ()):
                out[place] = min(out[place], cost)

    def _number(self, place: int) -> int:
        """Return which group a rank below the rest belongs to."""
        return bisect_right(self._begins, place) - 1

    def furthest(self) -> float:
        """Return the longest distance over the rest from the busiest node of its largest part.

        What is closed may leave the busiest node of all alone, or in a small part.
        """
        rest = self.elimination.rest
        is_open = np.isfinite(self.rest_weights().reshape(-1, 2)).any(axis=1)
        if not is_open.any():
            return 0.0
        ends = np.concatenate([rest.tail[is_open], rest.head[is_open]])
        sizes = np.bincount(ends, minlength=rest.node_count)
        busiest = int(np.argmax(np.where(components(rest, is_open) == 0, sizes, -1)))
        # Not kept: who asks for single ways only does without it.
        found = self._rest_search(reverse=False).distances({busiest: 0.0})
        return float(found[np.isfinite(found)].max())

    def _look_up(
        self, group: Group, weights: FloatArray, out: FloatArray, buffer: FloatArray
    ) -> None:
        """Give each node of a group the best distance by way of its neighbours."""
        high, block = self.elimination.high, out[group.begin : group.end]
        size, first = group.size, group.edge
        if not group.degree:
            block.fill(np.inf)
        elif size <= _FEW:
            edges = slice(first, first + size * group.degree)
            steps = out.take(high[edges], mode="clip")
            steps += weights[edges]
            steps.reshape(group.degree, size).min(axis=0, out=block)
        else:
            step = buffer[:size]
            for column in range(group.degree):
                begin = first + column * size
                # An index out of bounds cannot be, and to look for one costs as much again.
                out.take(high[begin : begin + size], out=step, mode="clip")
                step += weights[begin : begin + size]
                if column:
                    np.minimum(block, step, out=block)
                else:
                    block[:] = step

    def climb(self, entries: Sequence[Entry], *, reverse: bool = False) -> Climb:
        """Return the distances of what lies above some entries, and in the rest next to that.

        Parameters
        ----------
        entries
            Nodes, and how far each is away to begin with.
        reverse
            Climb against the direction of travel.
        """
        order, weights = self.elimination, self.downward if reverse else self.upward
        cost: dict[int, float] = {}
        before: dict[int, tuple[int, int]] = {}
        for node, away in entries:
            place = int(order.rank[node])
            cost[place] = min(away, cost.get(place, np.inf))
        waiting = list(cost)
        heapq.heapify(waiting)
        while waiting and waiting[0] < order.bottom:
            place = heapq.heappop(waiting)
            group = self._groups[self._number(place)]
            first = group.edge + place - group.begin
            edges = slice(first, group.edge + group.size * group.degree, group.size)
            steps = zip(order.high[edges].tolist(), weights[edges].tolist(), strict=True)
            for column, (high, step) in enumerate(steps):
                there = cost[place] + step
                if there < cost.get(high, np.inf):
                    if high not in cost:
                        heapq.heappush(waiting, high)
                    cost[high], before[high] = there, (first + column * group.size, place)
        return Climb(cost, before)

    def rest_weights(self) -> FloatArray:
        """Return the weight of each half-edge of the rest."""
        first = self.elimination.rest_edge
        return np.column_stack([self.upward[first:], self.downward[first:]]).ravel()

    def over_rest(
        self, begins: Mapping[int, float], *, reverse: bool = False, limit: float = np.inf
    ) -> FloatArray:
        """Return distances over the rest alone.

        Parameters
        ----------
        begins
            Nodes of the rest, from zero, and how far each is away to begin with.
        reverse
            Distances to them instead.
        limit
            Do not look further.
        """
        search = self._searches.get(reverse)
        if search is None:
            search = self._searches[reverse] = self._rest_search(reverse=reverse)
        return search.distances(begins, limit=limit)

    def _rest_search(self, *, reverse: bool) -> RestSearch:
        order = self.elimination
        up, down = (each.take(order.arc >> 1) for each in (self.upward, self.downward))
        arcs = np.where((order.arc & 1) == reverse, up, down)
        return RestSearch.of(order.arc_start, order.arc_end, arcs)


def _best(elimination: Elimination, halves: FloatArray) -> tuple[LongArray, LongArray, LongArray]:
    """Return edges along which several run, and which of those is the best in each direction."""
    edge, half = elimination.double_edge, elimination.double_half.astype(np.int64)
    best = []
    for turned in (0, 1):
        order = np.lexsort((halves[half ^ turned], edge))
        first = np.flatnonzero(np.diff(edge[order], prepend=-1))
        best.append(half[order[first]])
    return np.unique(edge).astype(np.int64), best[0], best[1]
