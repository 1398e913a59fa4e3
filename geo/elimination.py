"""Distances to all nodes at once: most nodes taken out beforehand, a small rest searched.

Nodes with few neighbours are taken out in rounds, none next to another; the neighbours of each are
joined in its place. Once weights come, an edge in place of a node is as long as the way through
it. Then one Dijkstra over the few nodes that are left, and one look from each node that was taken
out at its neighbours, in reverse order and whole rounds at a time, give every distance exactly.
The order does not depend on weights (Dibbelt, Strasser, Wagner 2016, doi:10.1145/2886843), and the
look back is that of PHAST (Delling and others 2013, doi:10.1016/j.jpdc.2012.02.007).
"""

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geo.graph import FloatArray, Graph, IntArray
from geo.search import Entry

LongArray = npt.NDArray[np.int64]

_MAX_NEIGHBOURS = 10
_MIN_GAIN = 0.02  # a round that takes out a smaller share of what is left is not worth its while


@dataclass(frozen=True, slots=True)
class Elimination:
    """In which order nodes are taken out, and which edges then stand for which ways."""

    rank: IntArray
    """Place of each node in the order; those that are left come last."""
    slot: LongArray
    """Edge that each edge of the graph is part of; -1 for a loop."""
    turned: npt.NDArray[np.bool_]
    """Whether that edge runs from the head to the tail of the graph's."""
    low: IntArray
    """Rank of the end of each edge that is taken out first; edges are in its order."""
    high: IntArray
    """Rank of the other end."""
    group: LongArray
    """Where each group of nodes begins that have as many neighbours, in ranks; then the rest."""
    degree: LongArray
    """How many neighbours the nodes of each group have when they are taken out."""
    target: IntArray
    """Edge between two neighbours of a node, for each node and pair of its neighbours."""

    @classmethod
    def of(cls, graph: Graph) -> "Elimination":
        """Find an order.

        Parameters
        ----------
        graph
            The graph; most useful where every node has three neighbours or more.

        Examples
        --------
        >>> weights = np.array([5.0, 7.0])
        >>> line = Elimination.of(Graph.of(3, [0, 1], [1, 2])).weighted(weights, weights)
        >>> line.distances([(2, 0.0)]).tolist()
        [12.0, 7.0, 0.0]
        """
        rank, keys, group, degree = _order(graph)
        count = graph.node_count
        low, high = np.divmod(keys, count)
        ends = rank[np.column_stack([graph.tail, graph.head])].astype(np.int64)
        slot = np.searchsorted(keys, ends.min(axis=1) * count + ends.max(axis=1))
        slot[ends[:, 0] == ends[:, 1]] = -1
        targets = [
            np.searchsorted(keys, high[first + one].astype(np.int64) * count + high[first + two])
            for first, degree_ in _blocks(low, group, degree)
            for one, two in _pairs(degree_)
        ]
        return cls(
            rank=rank.astype(np.int32),
            slot=slot.astype(np.int64),
            turned=ends[:, 0] > ends[:, 1],
            low=low.astype(np.int32),
            high=high.astype(np.int32),
            group=group,
            degree=degree,
            target=np.concatenate([np.empty(0, np.int64), *targets]).astype(np.int32),
        )

    def arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        """Return everything as arrays by name, for storing."""
        return {f"elimination_{each.name}": getattr(self, each.name) for each in fields(self)}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[np.generic]]) -> "Elimination":
        """Return what `arrays` took apart."""
        return cls(**{each.name: arrays[f"elimination_{each.name}"] for each in fields(cls)})  # type: ignore[arg-type]

    def weighted(self, along: FloatArray, against: FloatArray) -> "Weighted":
        """Return the order with weights.

        Parameters
        ----------
        along, against
            Weight of each edge of the graph in both directions; inf where it is closed.
        """
        upward, downward = (np.full(len(self.low), np.inf) for _ in range(2))
        real = self.slot >= 0
        slot, turned = self.slot[real], self.turned[real]
        np.minimum.at(upward, slot, np.where(turned, against[real], along[real]))
        np.minimum.at(downward, slot, np.where(turned, along[real], against[real]))
        done = 0
        for first, degree in _blocks(self.low, self.group, self.degree):
            for one, two in _pairs(degree):
                target = self.target[done : done + len(first)]
                done += len(first)
                np.minimum.at(upward, target, downward[first + one] + upward[first + two])
                np.minimum.at(downward, target, downward[first + two] + upward[first + one])
        return Weighted.of(self, upward, downward)


@dataclass(frozen=True, slots=True)
class Weighted:
    """An order with weights, ready to give all distances."""

    elimination: Elimination
    upward: FloatArray
    """Weight of each edge from its lower to its higher end."""
    first: LongArray
    """First edge of each rank that is taken out; one more at the end."""
    columns: tuple[tuple[slice, tuple[tuple[IntArray, FloatArray], ...]], ...]
    """For each group, from the last to the first: its ranks, and by neighbour the neighbours'
    ranks and the weights from them."""
    rest: csr_array
    """What is left, numbered from the first rank that is."""

    @classmethod
    def of(cls, elimination: Elimination, upward: FloatArray, downward: FloatArray) -> "Weighted":
        """Lay weights out in the order in which they are used."""
        low, high, group = elimination.low, elimination.high, elimination.group
        columns = []
        starts = list(_blocks(low, group, elimination.degree))
        for (first, degree), begin, end in zip(starts, group[:-1], group[1:], strict=True):
            found = tuple((high[first + i], downward[first + i]) for i in range(degree))
            columns.append((slice(int(begin), int(end)), found))
        bottom = int(group[-1])
        top = np.flatnonzero(low >= bottom)
        size = len(elimination.rank) - bottom
        arcs = np.concatenate([upward[top], downward[top]])
        ends = low[top] - bottom, high[top] - bottom
        begins, finishes = np.concatenate(ends), np.concatenate(ends[::-1])
        open_ = np.isfinite(arcs)
        rest = csr_array((arcs[open_], (begins[open_], finishes[open_])), shape=(size, size))
        first = np.searchsorted(low, np.arange(bottom + 1, dtype=np.int32))
        return cls(elimination, upward, first, tuple(reversed(columns)), rest)

    def distances(self, entries: Sequence[Entry]) -> FloatArray:
        """Return the distance of every node from the nearest of some entries.

        Parameters
        ----------
        entries
            Nodes, and how far each is away to begin with.
        """
        return self.by_rank(entries).take(self.elimination.rank)

    def by_rank(self, entries: Sequence[Entry]) -> FloatArray:
        """Return the same, nodes in the order of elimination.

        Parameters
        ----------
        entries
            Nodes, and how far each is away to begin with.
        """
        rank, bottom = self.elimination.rank, int(self.elimination.group[-1])
        found = np.full(len(rank), np.inf)
        climbed = self._climb([(int(rank[node]), cost) for node, cost in entries])
        for place, cost in climbed.items():
            found[place] = cost
        found[bottom:] = self._search_rest(
            {place - bottom: cost for place, cost in climbed.items() if place >= bottom}
        )
        for where, neighbours in self.columns:
            block = found[where]
            for high, weight in neighbours:
                step = found.take(high)
                step += weight
                np.minimum(block, step, out=block)
        return found

    def _climb(self, entries: list[Entry]) -> dict[int, float]:
        """Return the distances of what lies above the entries, up to the rest."""
        bottom = int(self.elimination.group[-1])
        reached: dict[int, float] = {}
        for place, cost in entries:
            reached[place] = min(cost, reached.get(place, np.inf))
        waiting = list(reached)
        heapq.heapify(waiting)
        while waiting and waiting[0] < bottom:
            place = heapq.heappop(waiting)
            first, last = self.first[place : place + 2].tolist()
            highs = self.elimination.high[first:last].tolist()
            for high, weight in zip(highs, self.upward[first:last].tolist(), strict=True):
                if high not in reached:
                    heapq.heappush(waiting, high)
                reached[high] = min(reached[place] + weight, reached.get(high, np.inf))
        return reached

    def _search_rest(self, begins: dict[int, float]) -> FloatArray:
        size = self.rest.shape[0]
        open_ = {place: cost for place, cost in begins.items() if np.isfinite(cost)}
        # One more node, from which the search begins.
        matrix = csr_array(
            (
                np.concatenate([self.rest.data, list(open_.values())]),
                np.concatenate([self.rest.indices, np.array(list(open_), np.int32)]),
                np.append(self.rest.indptr, self.rest.indptr[-1] + len(open_)),
            ),
            shape=(size + 1, size + 1),
        )
        return np.asarray(dijkstra(matrix, indices=size)[:size], np.float64)


def _pairs(degree: int) -> list[tuple[int, int]]:
    return [(one, two) for two in range(degree) for one in range(two)]


def _blocks(
    low: npt.NDArray[np.signedinteger], group: LongArray, degree: LongArray
) -> Iterator[tuple[LongArray, int]]:
    """Yield, for each group, the first edge of each of its nodes and how many follow."""
    for begin, end, count in zip(group[:-1], group[1:], degree, strict=True):
        first = int(np.searchsorted(low, begin))
        yield first + np.arange(end - begin, dtype=np.int64) * int(count), int(count)


def _order(graph: Graph) -> tuple[LongArray, LongArray, LongArray, LongArray]:
    """Return ranks, edges as sorted keys of ranks, where groups begin and their degrees."""
    count = graph.node_count
    keys = _unique_keys(graph.tail.astype(np.int64), graph.head.astype(np.int64), count)
    rank = np.full(count, -1, np.int64)
    left = count
    taken = []
    sizes, degrees = [], []
    done = 0
    while True:
        one, two = np.divmod(keys, count)
        neighbours = np.bincount(np.concatenate([one, two]), minlength=count)
        chosen = _independent(one, two, neighbours, rank < 0)
        if len(chosen) <= _MIN_GAIN * left:
            break
        chosen = chosen[np.argsort(neighbours[chosen], kind="stable")]
        rank[chosen] = done + np.arange(len(chosen))
        done, left = done + len(chosen), left - len(chosen)
        degree, size = np.unique(neighbours[chosen], return_counts=True)
        sizes.extend(size.tolist())
        degrees.extend(degree.tolist())
        out = np.isin(one, chosen) | np.isin(two, chosen)
        taken.append(keys[out])
        keys = np.union1d(keys[~out], _fill(one[out], two[out], chosen, count))
    rank[rank < 0] = np.arange(done, count)
    every = np.concatenate([*taken, keys])
    ends = rank[np.column_stack(np.divmod(every, count))]
    final = np.unique(ends.min(axis=1) * count + ends.max(axis=1))
    group = np.concatenate([[0], np.cumsum(np.array(sizes, np.int64))]).astype(np.int64)
    return rank, final, group, np.array(degrees, np.int64)


def _unique_keys(one: LongArray, two: LongArray, count: int) -> LongArray:
    low, high = np.minimum(one, two), np.maximum(one, two)
    return np.unique((low * count + high)[low != high])


def _independent(
    one: LongArray, two: LongArray, neighbours: LongArray, is_left: npt.NDArray[np.bool_]
) -> LongArray:
    """Return nodes with few neighbours, each with fewer than any of them, none with none."""
    count = len(neighbours)
    # Equal numbers of neighbours are told apart by a scrambled number, the same every time.
    scrambled = np.arange(count, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15) >> np.uint64(20)
    priority = (neighbours.astype(np.uint64) << np.uint64(44)) | scrambled
    chosen = is_left & (neighbours <= _MAX_NEIGHBOURS)
    beaten = np.where(priority[one] < priority[two], two, one)
    chosen[beaten] = False
    return np.flatnonzero(chosen)


def _fill(one: LongArray, two: LongArray, chosen: LongArray, count: int) -> LongArray:
    """Return the keys of the edges between the neighbours of each chosen node."""
    is_chosen = np.zeros(count, bool)
    is_chosen[chosen] = True
    node, other = np.where(is_chosen[one], one, two), np.where(is_chosen[one], two, one)
    order = np.argsort(node, kind="stable")
    node, other = node[order], other[order]
    found = []
    for step in range(1, _MAX_NEIGHBOURS):
        same = np.flatnonzero(node[step:] == node[:-step])
        if not len(same):
            break
        found.append(_unique_keys(other[same], other[same + step], count))
    return np.concatenate([np.empty(0, np.int64), *found])
