"""Distances from one node to all others of a shrunk graph: the core, then what was cut off."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.elimination import Elimination, Weighted
from geo.gateway import climb, gates_out
from geo.graph import FloatArray, IntArray
from geo.shrink import Shrunk

LongArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Flood:
    """A shrunk graph with weights, ready to give all distances from any node."""

    shrunk: Shrunk
    weights: FloatArray
    """Weight of each half-edge."""
    core: Weighted
    _rank: IntArray
    """Rank of each node of the core; of any other, whatever."""
    _inside: IntArray
    """Nodes inside chains, and for each: ranks of the chain's ends and the weights from them."""
    _ends: tuple[IntArray, IntArray]
    _from_ends: tuple[FloatArray, FloatArray]
    _anchor: IntArray
    """For each node of `tree_order`, the node where its dead end begins, and the weight from it."""
    _outwards: FloatArray

    @classmethod
    def of(cls, shrunk: Shrunk, elimination: Elimination, weights: FloatArray) -> "Flood":
        """Bring weights to a shrunk graph.

        Parameters
        ----------
        shrunk
            The graph.
        elimination
            The order of its core.
        weights
            Weight of each half-edge of the whole graph; inf where it is closed.

        Examples
        --------
        >>> from geo.graph import Graph, half_weights
        >>> ring = Graph.of(5, [0, 1, 2, 3, 1], [1, 2, 3, 0, 4])
        >>> shrunk = Shrunk.of(ring)
        >>> weights = half_weights(ring, [1, 2, 3, 4, 5])
        >>> Flood.of(shrunk, Elimination.of(shrunk.core), weights).distances(4).tolist()
        [6.0, 5.0, 7.0, 10.0, 0.0]
        """
        core = elimination.weighted(*shrunk.chain_weights(weights))
        inside = np.flatnonzero(shrunk.node_chain >= 0).astype(np.int32)
        chain = shrunk.node_chain[inside]
        anchor, outwards = _dead_ends(shrunk, weights)
        return cls(
            shrunk=shrunk,
            weights=weights,
            core=core,
            _rank=elimination.rank[shrunk.node_core],
            _inside=inside,
            _ends=(
                elimination.rank[shrunk.core.tail[chain]],
                elimination.rank[shrunk.core.head[chain]],
            ),
            _from_ends=_inwards(shrunk, weights, inside, chain),
            _anchor=anchor,
            _outwards=outwards,
        )

    def distances(self, source: int) -> FloatArray:
        """Return the distance of every node from a source; inf where there is no way.

        Parameters
        ----------
        source
            Node of the whole graph.
        """
        return self.arrivals([(source, 0.0)])

    def arrivals(self, starts: Sequence[tuple[int, float]]) -> FloatArray:
        """Return the distance of every node from the start that gets there first.

        Parameters
        ----------
        starts
            Nodes of the whole graph, and how far each is away to begin with.
        """
        shrunk = self.shrunk
        gates = [
            (gate.core_node, away + gate.cost)
            for node, away in starts
            for gate in gates_out(shrunk, self.weights, node)
        ]
        core = self.core.by_rank(gates)
        found = core.take(self._rank)
        inside = core.take(self._ends[0])
        inside += self._from_ends[0]
        found[self._inside] = np.minimum(inside, core.take(self._ends[1]) + self._from_ends[1])
        climbs = [(node, away, *climb(shrunk, node)) for node, away in starts]
        for _, begin, halves, anchor in climbs:
            away = begin + (float(self.weights[halves].sum()) if halves else 0.0)
            found[anchor] = min(found[anchor], away)
            self._along_own_chain(found, anchor, away)
        found[shrunk.tree_order] = found[self._anchor] + self._outwards
        self._within_own_dead_ends(found, [one for one in climbs if one[2]])
        return found

    def _along_own_chain(self, found: FloatArray, anchor: int, away: float) -> None:
        shrunk, chain = self.shrunk, int(self.shrunk.node_chain[anchor])
        if chain < 0:
            return
        slot = int(shrunk.node_slot[anchor])
        first, last = int(shrunk.chain_start[chain]), int(shrunk.chain_start[chain + 1])
        onward = shrunk.chain_half[slot + 1 : last - 1]
        back = shrunk.chain_half[first + 1 : slot + 1][::-1] ^ 1
        for halves in (onward, back):
            nodes = shrunk.graph.half_end(halves)
            along = away + np.cumsum(self.weights[halves])
            found[nodes] = np.minimum(found[nodes], along)

    def _within_own_dead_ends(
        self, found: FloatArray, climbs: Sequence[tuple[int, float, list[int], int]]
    ) -> None:
        """Mend the distances inside the dead ends that starts are in, from the core outwards."""
        if not climbs:
            return
        shrunk = self.shrunk
        on_way: dict[int, float] = {}
        for source, begin, halves, _ in climbs:
            costs = begin + np.concatenate([[0.0], np.cumsum(self.weights[halves])])
            passed = [source, *shrunk.graph.half_end(np.array(halves)).tolist()]
            for node, cost in zip(passed, costs.tolist(), strict=True):
                on_way[node] = min(cost, on_way.get(node, np.inf))
        anchors = np.array([anchor for *_, anchor in climbs])
        for node in shrunk.tree_order[np.isin(self._anchor, anchors)].tolist():
            half = int(shrunk.parent_half[node])
            parent = int(shrunk.graph.half_end(np.array([half]))[0])
            outwards = found[parent] + self.weights[half ^ 1]
            found[node] = min(outwards, on_way.get(node, np.inf))


def _inwards(
    shrunk: Shrunk, weights: FloatArray, inside: IntArray, chain: IntArray
) -> tuple[FloatArray, FloatArray]:
    """Return the weights from both ends of its chain to each node inside one."""
    half, start = shrunk.chain_half, shrunk.chain_start
    slot = shrunk.node_slot[inside]
    from_tail = _run(weights[half], start)[slot]
    # From the head, the half-edges after the node are travelled backwards.
    behind = _run(weights[half ^ 1][::-1], (len(half) - start)[::-1])[::-1]
    return from_tail, behind[np.minimum(slot + 1, start[chain + 1] - 1)]


def _run(values: FloatArray, start: LongArray) -> FloatArray:
    """Return running sums that begin anew at each start; inf from the first inf on."""
    if not len(values):
        return values
    open_ = np.where(np.isinf(values), 0.0, values)
    sums, closed = np.cumsum(open_), np.cumsum(np.isinf(values))
    first = np.repeat(start[:-1], np.diff(start))
    shut = closed - closed[first] + np.isinf(values)[first]
    return np.where(shut > 0, np.inf, sums - sums[first] + open_[first])


def _dead_ends(shrunk: Shrunk, weights: FloatArray) -> tuple[IntArray, FloatArray]:
    """Return where the dead end of each of its nodes begins, and the weight from there."""
    anchor = np.arange(shrunk.graph.node_count, dtype=np.int32)
    outwards = np.zeros(shrunk.graph.node_count)
    parent = shrunk.graph.half_end(shrunk.parent_half[shrunk.tree_order])
    steps = weights[shrunk.parent_half[shrunk.tree_order] ^ 1]
    for begin, end in zip(shrunk.tree_level[:-1], shrunk.tree_level[1:], strict=True):
        nodes = shrunk.tree_order[begin:end]
        anchor[nodes] = anchor[parent[begin:end]]
        outwards[nodes] = outwards[parent[begin:end]] + steps[begin:end]
    return anchor[shrunk.tree_order], outwards[shrunk.tree_order]
