"""Distances from one node to all others of a shrunk graph: the core, then what was cut off."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.elimination import Elimination
from geo.gateway import climb, gates_in, gates_out
from geo.graph import FloatArray, IntArray
from geo.shrink import Shrunk
from geo.weighted import Weighted

LongArray = npt.NDArray[np.int64]

_Climb = tuple[int, float, list[int], int]
"""A start, how far it is away, the half-edges out of its dead end, and where that begins."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each node stands while distances spread: the core by rank, chains, then dead ends."""

    position: IntArray
    """Of each node."""
    core_count: int
    chain: IntArray
    """Chain that each node inside one is in; such nodes stand chain by chain, in its order."""
    tail: IntArray
    """Position of the first node of that chain."""
    head: IntArray
    """Position of its last node."""
    anchor: IntArray
    """For each node of `tree_order`, position of the node where its dead end begins."""

    @classmethod
    def of(cls, shrunk: Shrunk, elimination: Elimination) -> "Layout":
        """Lay a shrunk graph out.

        Parameters
        ----------
        shrunk
            The graph.
        elimination
            The order of its core.
        """
        core, trees = shrunk.core_node, shrunk.tree_order
        length = np.diff(shrunk.chain_start) - 1
        chain = np.repeat(np.arange(len(length), dtype=np.int32), length)
        inside = shrunk.graph.half_end(shrunk.chain_half[_slots(chain)])
        position = np.empty(shrunk.graph.node_count, np.int32)
        position[core] = elimination.rank
        position[inside] = len(core) + np.arange(len(inside))
        position[trees] = len(core) + len(inside) + np.arange(len(trees))
        anchor = np.arange(shrunk.graph.node_count, dtype=np.int32)
        parent = shrunk.graph.half_end(shrunk.parent_half[trees])
        for begin, end in _levels(shrunk):
            anchor[trees[begin:end]] = anchor[parent[begin:end]]
        return cls(
            position=position,
            core_count=len(core),
            chain=chain,
            tail=elimination.rank[shrunk.core.tail[chain]],
            head=elimination.rank[shrunk.core.head[chain]],
            anchor=position[anchor[trees]],
        )


@dataclass(frozen=True, slots=True)
class Flood:
    """A shrunk graph with weights, ready to give all distances from any node, or to any."""

    shrunk: Shrunk
    layout: Layout
    weights: FloatArray
    """Weight of each half-edge."""
    core: Weighted
    reverse: bool
    """Whether distances are those to the starts."""
    _from_ends: tuple[FloatArray, FloatArray]
    """For each node inside a chain, the weights from the chain's ends."""
    _outwards: FloatArray
    """For each node of `tree_order`, the weight from where its dead end begins."""

    @classmethod
    def of(
        cls,
        shrunk: Shrunk,
        layout: Layout,
        weights: FloatArray,
        core: Weighted,
        *,
        reverse: bool = False,
    ) -> "Flood":
        """Bring weights to a shrunk graph.

        Parameters
        ----------
        shrunk
            The graph.
        layout
            Where its nodes stand.
        weights
            Weight of each half-edge of the whole graph; inf where it is closed.
        core
            The core with its weights.
        reverse
            Give distances to the starts.

        Examples
        --------
        >>> from geo.graph import Graph, half_weights
        >>> ring = Graph.of(5, [0, 1, 2, 3, 1], [1, 2, 3, 0, 4])
        >>> shrunk, weights = Shrunk.of(ring), half_weights(ring, [1, 2, 3, 4, 5])
        >>> order = Elimination.of(shrunk.core)
        >>> core = Weighted.of(order, shrunk.core_weights(weights))
        >>> flood = Flood.of(shrunk, Layout.of(shrunk, order), weights, core)
        >>> flood.arrivals([(4, 0.0)]).tolist()
        [6.0, 5.0, 7.0, 10.0, 0.0]
        """
        return cls(
            shrunk=shrunk,
            layout=layout,
            weights=weights,
            core=core,
            reverse=reverse,
            _from_ends=_inwards(shrunk, layout, weights, reverse=reverse),
            _outwards=_outwards(shrunk, weights, reverse=reverse),
        )

    def arrivals(self, starts: Sequence[tuple[int, float]], *, limit: float = np.inf) -> FloatArray:
        """Return the distance of every node from the start that gets there first.

        Parameters
        ----------
        starts
            Nodes of the whole graph, and how far each is away to begin with.
        limit
            Do not look further; what lies beyond is as far or further, or inf.
        """
        shrunk, layout = self.shrunk, self.layout
        gates_of = gates_in if self.reverse else gates_out
        gates = [
            (gate.core_node, away + gate.cost)
            for node, away in starts
            for gate in gates_of(shrunk, self.weights, node)
        ]
        found = np.empty(shrunk.graph.node_count)
        core = found[: layout.core_count]
        inside = found[layout.core_count : layout.core_count + len(layout.chain)]
        # An index out of bounds cannot be, and to look for one costs as much again.
        self.core.by_rank(gates, core, reverse=self.reverse, limit=limit)
        core.take(layout.tail, out=inside, mode="clip")
        inside += self._from_ends[0]
        around = core.take(layout.head, mode="clip")
        around += self._from_ends[1]
        np.minimum(inside, around, out=inside)
        climbs = [(node, away, *climb(shrunk, node)) for node, away in starts]
        for _, begin, halves, anchor in climbs:
            away = begin + float(self._weights(halves).sum())
            place = layout.position[anchor]
            found[place] = min(found[place], away)
            self._along_own_chain(found, anchor, away)
        trees = found.take(layout.anchor, mode="clip")
        trees += self._outwards
        found[layout.core_count + len(layout.chain) :] = trees
        by_node = found.take(layout.position, mode="clip")
        self._within_own_dead_ends(by_node, [one for one in climbs if one[2]])
        return by_node

    def _weights(self, halves: npt.ArrayLike) -> FloatArray:
        """Return the weights of half-edges that lead away from starts."""
        return np.asarray(self.weights[np.asarray(halves, np.int64) ^ self.reverse], np.float64)

    def _along_own_chain(self, found: FloatArray, anchor: int, away: float) -> None:
        shrunk, chain = self.shrunk, int(self.shrunk.node_chain[anchor])
        if chain < 0:
            return
        slot = int(shrunk.node_slot[anchor])
        first, last = int(shrunk.chain_start[chain]), int(shrunk.chain_start[chain + 1])
        onward = shrunk.chain_half[slot + 1 : last - 1]
        back = shrunk.chain_half[first + 1 : slot + 1][::-1] ^ 1
        for halves in (onward, back):
            places = self.layout.position[shrunk.graph.half_end(halves)]
            along = away + np.cumsum(self._weights(halves))
            found[places] = np.minimum(found[places], along)

    def _within_own_dead_ends(self, found: FloatArray, climbs: Iterable[_Climb]) -> None:
        """Mend the distances inside the dead ends that starts are in, from the core outwards."""
        shrunk = self.shrunk
        on_way: dict[int, float] = {}
        anchors = set()
        for source, begin, halves, anchor in climbs:
            costs = begin + np.concatenate([[0.0], np.cumsum(self._weights(halves))])
            passed = [source, *shrunk.graph.half_end(np.array(halves)).tolist()]
            for node, cost in zip(passed, costs.tolist(), strict=True):
                on_way[node] = min(cost, on_way.get(node, np.inf))
            anchors.add(int(self.layout.position[anchor]))
        if not anchors:
            return
        for node in shrunk.tree_order[np.isin(self.layout.anchor, list(anchors))].tolist():
            half = int(shrunk.parent_half[node])
            parent = int(shrunk.graph.half_end(np.array([half]))[0])
            outwards = found[parent] + self._weights([half ^ 1])[0]
            found[node] = min(outwards, on_way.get(node, np.inf))


def _slots(chain: IntArray) -> LongArray:
    """Return the positions among `chain_half` of what ends inside chains: all but each last."""
    return np.arange(len(chain), dtype=np.int64) + chain


def _levels(shrunk: Shrunk) -> Iterable[tuple[int, int]]:
    """Return where the steps away from the core begin and end in `tree_order`."""
    return zip(shrunk.tree_level[:-1].tolist(), shrunk.tree_level[1:].tolist(), strict=True)


def _inwards(
    shrunk: Shrunk, layout: Layout, weights: FloatArray, *, reverse: bool
) -> tuple[FloatArray, FloatArray]:
    """Return the weights from both ends of its chain to each node inside one."""
    if not len(layout.chain):
        return np.empty(0), np.empty(0)
    half, start = shrunk.chain_half, shrunk.chain_start.astype(np.int64)
    slot, chain = _slots(layout.chain), layout.chain
    along = _between(weights.take(half ^ reverse), start[:-1] - 1, slot, chain)
    back = weights.take(half ^ (not reverse))
    return along, _between(back, start[1:] - 1, slot, chain)


def _between(values: FloatArray, ends: LongArray, slot: LongArray, chain: IntArray) -> FloatArray:
    """Return the sums of the values between the end of each one's chain and its slot."""
    closed = np.isinf(values)
    if not closed.any():
        sums = np.append(np.cumsum(values), 0.0)
        return np.asarray(np.abs(sums.take(slot) - sums[ends].take(chain)), np.float64)
    sums = np.append(np.cumsum(np.where(closed, 0.0, values)), 0.0)
    counts = np.append(np.cumsum(closed), 0)
    found = np.asarray(np.abs(sums.take(slot) - sums[ends].take(chain)), np.float64)
    found[counts.take(slot) != counts[ends].take(chain)] = np.inf
    return found


def _outwards(shrunk: Shrunk, weights: FloatArray, *, reverse: bool) -> FloatArray:
    """Return the weight to each node of a dead end from where that begins."""
    trees = shrunk.tree_order
    outwards = np.zeros(shrunk.graph.node_count)
    half = shrunk.parent_half[trees]
    parent, steps = shrunk.graph.half_end(half), weights[half ^ (not reverse)]
    for begin, end in _levels(shrunk):
        outwards[trees[begin:end]] = outwards[parent[begin:end]] + steps[begin:end]
    return outwards[trees]
