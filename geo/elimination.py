"""In which order the nodes of a graph are taken out, and which edges then stand for which ways.

Nodes with few neighbours are taken out in rounds, none next to another; the neighbours of each are
joined in its place, and a rest is left. The order does not depend on weights: they come later, in
`Weighted` (Dibbelt, Strasser, Wagner 2016, Customizable contraction hierarchies, ACM Journal of
Experimental Algorithmics 21, doi:10.1145/2886843).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo.graph import BoolArray, FloatArray, Graph, IntArray

LongArray = npt.NDArray[np.int64]

_MAX_NEIGHBOURS = 12
_MIN_GAIN = 0.02  # a round that takes out a smaller share of what is left is not worth its while


NONE = np.iinfo(np.int32).max
"""Higher than any position."""


class Group(NamedTuple):
    """Nodes next to each other in the order that have as many neighbours when they are taken out.

    Their edges stand in columns: the first edge of each node, then the second of each, and so on.
    """

    begin: int
    """Rank of the first node."""
    end: int
    edge: int
    """First edge of the first node."""
    degree: int

    @property
    def size(self) -> int:
        """Number of nodes."""
        return self.end - self.begin


@dataclass(frozen=True, slots=True)
class Elimination:
    """An order of elimination; edges lead from a lower rank to a higher one."""

    rank: IntArray
    """Place of each node in the order; those that are left come last."""
    origin: IntArray
    """Half-edge of the graph that an edge runs along; one beyond the last where it only stands for
    ways."""
    double_edge: IntArray
    """Edges that more than one edge of the graph runs along, in ascending order, once for each."""
    double_half: IntArray
    """Half-edges of the graph that do."""
    high: IntArray
    """Rank of the higher end of each edge."""
    arc: IntArray
    """Edges of the rest as they leave each of its nodes: twice the edge, one more if downwards."""
    arc_start: IntArray
    """Where the arcs of each node of the rest begin; one more than nodes."""
    arc_end: IntArray
    """Node of the rest, from zero, that each arc leads to."""
    group: LongArray
    """First rank of each group of nodes that are taken out; then of the rest."""
    degree: LongArray
    """How many neighbours the nodes of each group have when they are taken out."""
    round: LongArray
    """First edge of each round; then of the rest, then the number of edges."""
    place: IntArray
    """Position of each edge among those of its round that have triangles below them, those with
    most of them first; `NONE` for an edge that has none."""
    layer: LongArray
    """For each round and then the rest, where the first triangles of its edges begin, then the
    second of those that have as many, and so on; then where the last ones end."""
    one: IntArray
    """Edge of each triangle from the node that was taken out to the lower end."""
    two: IntArray
    """Edge of each triangle from the node that was taken out to the higher end."""

    @classmethod
    def of(
        cls, graph: Graph, order: npt.ArrayLike | None = None, left: BoolArray | None = None
    ) -> "Elimination":
        """Find an order.

        Parameters
        ----------
        graph
            The graph; most useful where every node has three neighbours or more.
        order
            Nodes in an order in which those near each other in the graph are near each other,
            for nothing but speed; that of their numbers by default.
        left
            Which nodes must not be taken out; none by default.

        Examples
        --------
        >>> star = Elimination.of(Graph.of(3, [0, 0], [1, 2]), left=np.array([True, False, True]))
        >>> star.rank.tolist(), star.rest.node_count, star.rest.edge_count
        ([1, 0, 2], 2, 1)
        """
        count = graph.node_count
        near = np.empty(count, np.int64)
        near[np.arange(count) if order is None else np.asarray(order, np.int64)] = np.arange(count)
        ends = near[graph.tail].astype(np.int32), near[graph.head].astype(np.int32)
        may = np.ones(count, bool)
        if left is not None:
            may[near[left]] = False
        found = _order(Graph(count, *ends), may)
        low, high = np.divmod(found.keys, count)
        groups = tuple(_groups(found.group, found.degree))
        columns = _columns(groups, len(low))
        turned = np.empty_like(columns)
        turned[columns] = np.arange(len(columns))
        rounds = np.append(np.searchsorted(low, found.round), len(low)).astype(np.int64)
        corners = _triangles(groups, found.keys, high[columns], turned, count)
        place, layer, order = _layers(corners[0], rounds)
        arc, arc_start, arc_end = _arcs(low, high, found.group[-1], count)
        single, double = _origins(graph, found.rank[near], found.keys, turned)
        return cls(
            rank=found.rank[near].astype(np.int32),
            origin=single,
            double_edge=double[0],
            double_half=double[1],
            high=high[columns].astype(np.int32),
            arc=arc,
            arc_start=arc_start,
            arc_end=arc_end,
            group=found.group,
            degree=found.degree,
            round=rounds,
            place=place,
            layer=layer,
            one=corners[1][order],
            two=corners[2][order],
        )

    def arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        """Return everything as arrays by name, for storing."""
        return {f"elimination_{each.name}": getattr(self, each.name) for each in fields(self)}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[np.generic]]) -> "Elimination":
        """Return what `arrays` took apart."""
        return cls(**{each.name: arrays[f"elimination_{each.name}"] for each in fields(cls)})  # type: ignore[arg-type]

    @property
    def bottom(self) -> int:
        """First rank of the rest."""
        return int(self.group[-1])

    @property
    def rest_edge(self) -> int:
        """First edge of the rest."""
        return int(self.round[-2])

    @property
    def rest(self) -> Graph:
        """What is left, its nodes in the order of their ranks; each edge leads upwards."""
        size, high = len(self.arc_start) - 1, self.high[self.rest_edge :] - self.bottom
        low = np.repeat(np.arange(size, dtype=np.int32), np.diff(self.arc_start))
        return Graph(size, low[self.arc & 1 == 0], high)

    def groups(self) -> tuple[Group, ...]:
        """Return the groups in order."""
        return tuple(_groups(self.group, self.degree))

    def weights(self, halves: FloatArray) -> FloatArray:
        """Return the weights of all edges: upwards, then downwards.

        Parameters
        ----------
        halves
            Weight of each half-edge of the graph; inf where it is closed.

        Returns
        -------
        weights
            The shortest way from one end to the other through nodes of lower rank.

        Examples
        --------
        >>> star = Elimination.of(Graph.of(3, [0, 0], [1, 2]), left=np.array([False, True, True]))
        >>> star.weights(np.array([5.0, 1.0, 7.0, 2.0])).reshape(2, -1)[:, -1].tolist()
        [8.0, 7.0]
        """
        # Two more, which `origin` points at where no edge runs along.
        known = np.append(halves, [np.inf, np.inf])
        count = len(self.high)
        weights = np.empty(2 * count)
        up, down = weights[:count], weights[count:]
        known.take(self.origin, out=up, mode="clip")
        known.take(self.origin ^ 1, out=down, mode="clip")
        np.minimum.at(up, self.double_edge, known[self.double_half])
        np.minimum.at(down, self.double_edge, known[self.double_half ^ 1])
        for number in range(1, len(self.layer)):
            begin, end = self.round[number : number + 2].tolist()
            layer = (self.layer[number] - self.layer[number, 0]).tolist()
            first, last = int(self.layer[number, 0]), int(self.layer[number, -1])
            one, two = self.one[first:last], self.two[first:last]
            place = self.place[begin:end]
            over = np.flatnonzero(place != NONE)
            place = place[over]
            for into, there, back in ((up, one, two), (down, two, one)):
                ways = down.take(there, mode="clip")
                ways += up.take(back, mode="clip")
                for begins, ends in pairwise(layer):
                    least = ways[: ends - begins]
                    np.minimum(least, ways[begins:ends], out=least)
                part = into[begin:end]
                part[over] = np.minimum(part[over], ways.take(place, mode="clip"))
        return weights


class _Order(NamedTuple):
    rank: LongArray
    keys: LongArray
    """Edges by the ranks of both ends, sorted."""
    group: LongArray
    degree: LongArray
    round: LongArray
    """First rank of each round; then of the rest."""


def _groups(group: LongArray, degree: LongArray) -> Iterator[Group]:
    edge = 0
    for begin, end, count in zip(
        group[:-1].tolist(), group[1:].tolist(), degree.tolist(), strict=True
    ):
        yield Group(begin, end, edge, count)
        edge += (end - begin) * count


def _columns(groups: tuple[Group, ...], count: int) -> LongArray:
    """Return edges, sorted by their ends, in the order in which they are kept."""
    found = np.arange(count)
    for group in groups:
        block = found[group.edge : group.edge + group.size * group.degree]
        block[:] = block.reshape(group.size, group.degree).T.ravel()
    return found


def _arcs(
    low: LongArray, high: LongArray, bottom: int, count: int
) -> tuple[IntArray, IntArray, IntArray]:
    """Return the arcs of the rest, where those of each node begin, and where they end."""
    edge = np.flatnonzero(low >= bottom)
    begins = np.concatenate([low[edge], high[edge]]) - bottom
    ends = np.concatenate([high[edge], low[edge]]) - bottom
    arc = np.concatenate([2 * edge, 2 * edge + 1])
    order = np.lexsort((ends, begins))
    start = np.searchsorted(begins[order], np.arange(count - bottom + 1))
    return tuple(found.astype(np.int32) for found in (arc[order], start, ends[order]))  # type: ignore[return-value]


def _triangles(
    groups: tuple[Group, ...], keys: LongArray, high: LongArray, turned: LongArray, count: int
) -> tuple[LongArray, IntArray, IntArray]:
    """Return the edge above each triangle, and the two below."""
    above, one, two = [np.empty(0, np.int64)], [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for group in groups:
        for second in range(group.degree):
            for first in range(second):
                ones, twos = (
                    group.edge + place * group.size + np.arange(group.size)
                    for place in (first, second)
                )
                above.append(turned[np.searchsorted(keys, high[ones] * count + high[twos])])
                one.append(ones)
                two.append(twos)
    return (
        np.concatenate(above),
        np.concatenate(one).astype(np.int32),
        np.concatenate(two).astype(np.int32),
    )


def _layers(edge: LongArray, rounds: LongArray) -> tuple[IntArray, LongArray, LongArray]:
    """Return places of edges, where layers begin, and triangles in the order of layers."""
    most = np.bincount(edge, minlength=int(rounds[-1]))
    number = np.searchsorted(rounds[:-1], np.arange(len(most)), side="right") - 1
    over = np.flatnonzero(most)
    over = over[np.lexsort((-most[over], number[over]))]
    begins = np.searchsorted(number[over], np.arange(len(rounds) - 1))
    place = np.full(len(most), NONE, np.int32)
    place[over] = np.arange(len(over)) - begins[number[over]]
    order = np.argsort(edge, kind="stable")
    starts = np.cumsum(most) - most
    depth = np.empty(len(edge), np.int64)
    depth[order] = np.arange(len(edge)) - starts[edge[order]]
    depths = int(most.max(initial=0))
    sizes = np.zeros((len(rounds) - 1, depths), np.int64)
    np.add.at(sizes, (number[edge], depth), 1)
    begin = np.concatenate([[0], np.cumsum(sizes.ravel())])
    layer = begin[depths * np.arange(len(sizes))[:, None] + np.arange(depths + 1)]
    return place, layer.astype(np.int64), np.lexsort((place[edge], depth, number[edge]))


def _origins(
    graph: Graph, rank: LongArray, keys: LongArray, turned: LongArray
) -> tuple[IntArray, tuple[IntArray, IntArray]]:
    """Return the half-edge along each edge, and edges that have more of them, with all of those."""
    tail, head = rank[graph.tail], rank[graph.head]
    edge = np.flatnonzero(tail != head)
    tail, head = tail[edge], head[edge]
    key = np.minimum(tail, head) * len(rank) + np.maximum(tail, head)
    over = turned[np.searchsorted(keys, key)]
    half = 2 * edge + (tail > head)
    single = np.full(len(keys), 2 * graph.edge_count, np.int64)
    single[over] = half
    many = np.flatnonzero(np.bincount(over, minlength=len(keys))[over] > 1)
    many = many[np.argsort(over[many], kind="stable")]
    return single.astype(np.int32), (over[many].astype(np.int32), half[many].astype(np.int32))


def _order(graph: Graph, may: BoolArray) -> _Order:
    """Return an order in which the nodes that may be taken out are, while they are worth it."""
    count = graph.node_count
    keys = _unique_keys(graph.tail.astype(np.int64), graph.head.astype(np.int64), count)
    rank = np.full(count, -1, np.int64)
    left = count
    taken = []
    sizes, degrees = [], []
    done, rounds = 0, [0]
    while True:
        one, two = np.divmod(keys, count)
        neighbours = np.bincount(np.concatenate([one, two]), minlength=count)
        chosen = _independent(one, two, neighbours, may & (rank < 0))
        if len(chosen) <= _MIN_GAIN * left:
            break
        chosen = chosen[np.argsort(neighbours[chosen], kind="stable")]
        rank[chosen] = done + np.arange(len(chosen))
        done, left = done + len(chosen), left - len(chosen)
        rounds.append(done)
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
    return _Order(rank, final, group, np.array(degrees, np.int64), np.array(rounds, np.int64))


def _unique_keys(one: LongArray, two: LongArray, count: int) -> LongArray:
    low, high = np.minimum(one, two), np.maximum(one, two)
    return np.unique((low * count + high)[low != high])


def _independent(
    one: LongArray, two: LongArray, neighbours: LongArray, may: BoolArray
) -> LongArray:
    """Return nodes with few neighbours, each with fewer than any of them, none with none."""
    count = len(neighbours)
    # Equal numbers of neighbours are told apart by a scrambled number, the same every time.
    scrambled = np.arange(count, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15) >> np.uint64(20)
    priority = (neighbours.astype(np.uint64) << np.uint64(44)) | scrambled
    priority[~may] = np.iinfo(np.uint64).max
    chosen = may & (neighbours <= _MAX_NEIGHBOURS)
    chosen[np.where(priority[one] < priority[two], two, one)] = False
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
