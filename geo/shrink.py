"""Graphs made small before they are searched: dead ends cut off, chains drawn together."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from geo.graph import BoolArray, FloatArray, Graph, IntArray, components

LongArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Shrunk:
    """A graph and what is left of it once every way through a place is one edge.

    Nothing is lost: a core edge knows the half-edges that it is made of, a node inside it knows
    its place there, and a node of a dead end knows the edge towards the core. No weight is
    involved, so that one shrunk graph serves every metric and every closure.
    """

    graph: Graph
    core: Graph
    """Each of its edges is a chain; a chain may come back to the node where it began."""
    core_node: IntArray
    """Node of the whole graph, for each node of the core."""
    node_core: IntArray
    """Node of the core, for each node; -1 for all others."""
    chain_start: IntArray
    """Where each chain begins among `chain_half`; one more than chains."""
    chain_half: IntArray
    """Half-edges of all chains in the order of travel from their tails."""
    node_slot: IntArray
    """For a node inside a chain, the position among `chain_half` of the one that ends at it."""
    node_chain: IntArray
    """Chain that a node lies inside; -1 for all others."""
    parent_half: IntArray
    """For a node of a dead end, the half-edge towards the core; -1 for all others."""
    tree_order: IntArray
    """Nodes of dead ends, those next to the core first."""
    tree_level: LongArray
    """Where each step away from the core begins in `tree_order`; one more than steps."""

    @classmethod
    def of(cls, graph: Graph, live: npt.ArrayLike | None = None) -> "Shrunk":
        """Shrink a graph.

        Parameters
        ----------
        graph
            The graph.
        live
            Which edges may be travelled at all; all by default. See `live_edges`.

        Examples
        --------
        A ring with a dead end, 4: one node and one chain are left.

        >>> ring = Graph.of(5, [0, 1, 2, 3, 1], [1, 2, 3, 0, 4])
        >>> shrunk = Shrunk.of(ring)
        >>> shrunk.core_node.tolist(), shrunk.core.edge_count, shrunk.tree_order.tolist()
        ([0], 1, [4])
        """
        used = np.ones(graph.edge_count, bool) if live is None else np.array(live, bool)
        used &= graph.tail != graph.head
        trees, parent_half = _dead_ends(graph, used)
        used[parent_half[parent_half >= 0] >> 1] = False
        order = np.concatenate(trees[::-1] or [np.empty(0, np.int64)])
        sizes = np.array([len(level) for level in reversed(trees)], np.int64)
        in_core = (parent_half < 0) & ~_inside(graph, used, parent_half)
        start, half = _chains(graph, used, in_core)
        return cls._put_together(
            graph,
            in_core,
            chain_start=start,
            chain_half=half,
            parent_half=parent_half,
            tree_order=order,
            tree_level=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        )

    @classmethod
    def _put_together(cls, graph: Graph, in_core: BoolArray, **parts: LongArray) -> "Shrunk":
        start, half = parts["chain_start"], parts["chain_half"]
        core_node = np.flatnonzero(in_core).astype(np.int32)
        node_core = np.full(graph.node_count, -1, np.int32)
        node_core[core_node] = np.arange(len(core_node), dtype=np.int32)
        begins, ends = graph.half_ends()
        core = Graph(
            len(core_node),
            node_core[begins[half[start[:-1]]]],
            node_core[ends[half[start[1:] - 1]]],
        )
        node_slot = np.full(graph.node_count, -1, np.int32)
        node_chain = np.full(graph.node_count, -1, np.int32)
        slot = np.delete(np.arange(len(half)), start[1:] - 1)
        chain = np.repeat(np.arange(len(start) - 1, dtype=np.int32), np.diff(start))
        node_slot[ends[half[slot]]] = slot
        node_chain[ends[half[slot]]] = chain[slot]
        return cls(
            graph=graph,
            core=core,
            core_node=core_node,
            node_core=node_core,
            node_slot=node_slot,
            node_chain=node_chain,
            chain_start=start.astype(np.int32),
            chain_half=half.astype(np.int32),
            parent_half=parts["parent_half"].astype(np.int32),
            tree_order=parts["tree_order"].astype(np.int32),
            tree_level=parts["tree_level"],
        )

    def arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        """Return everything as arrays by name, for storing."""
        plain = {name.name for name in fields(self)} - {"graph", "core"}
        found = {name: getattr(self, name) for name in sorted(plain)}
        for name in ("graph", "core"):
            graph = getattr(self, name)
            found |= {f"{name}_tail": graph.tail, f"{name}_head": graph.head}
        return found

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[np.generic]]) -> "Shrunk":
        """Return what `arrays` took apart."""
        names = {name.name for name in fields(cls)} - {"graph", "core"}
        found = {name: arrays[name] for name in sorted(names)}
        node_count = len(found["node_core"])
        core_count = len(found["core_node"])
        graph = Graph(node_count, arrays["graph_tail"], arrays["graph_head"])  # type: ignore[arg-type]
        core = Graph(core_count, arrays["core_tail"], arrays["core_head"])  # type: ignore[arg-type]
        return cls(graph=graph, core=core, **found)  # type: ignore[arg-type]

    def core_weights(self, weights: FloatArray) -> FloatArray:
        """Return the weight of each half-edge of the core.

        Parameters
        ----------
        weights
            Weight of each half-edge of the whole graph.
        """
        found = np.empty((self.core.edge_count, 2))
        for turned in range(2 if len(self.chain_half) else 0):
            along = weights.take(self.chain_half ^ turned, mode="clip")
            np.add.reduceat(along, self.chain_start[:-1], out=found[:, turned])
        return found.ravel()

    def expanded(self, core_halves: npt.ArrayLike) -> LongArray:
        """Return the half-edges of the whole graph that half-edges of the core stand for."""
        halves = np.asarray(core_halves, np.int64)
        chain, turned = halves >> 1, (halves & 1).astype(bool)
        first = self.chain_start[chain]
        length = self.chain_start[chain + 1] - first
        ends = np.cumsum(length)
        step = np.arange(int(length.sum())) - np.repeat(ends - length, length)
        turned_each, last = np.repeat(turned, length), np.repeat(first + length - 1, length)
        slot = np.where(turned_each, last - step, np.repeat(first, length) + step)
        return np.asarray(self.chain_half[slot] ^ turned_each, np.int64)


def live_edges(graph: Graph, seeds: npt.ArrayLike) -> BoolArray:
    """Return which edges hang together with a seed; the others are islands.

    Parameters
    ----------
    graph
        The graph.
    seeds
        Nodes that must stay: at least one in each part that matters.

    Returns
    -------
    live
        For each edge, whether it belongs to a part that holds a seed.

    Examples
    --------
    >>> live_edges(Graph.of(4, [0, 2], [1, 3]), [1]).tolist()
    [True, False]
    """
    part = components(graph)
    wanted = np.zeros(graph.node_count, bool)
    wanted[part[np.asarray(seeds, np.int64)]] = True
    return np.asarray(wanted[part[graph.tail]], bool)


def _dead_ends(graph: Graph, live: BoolArray) -> tuple[list[LongArray], LongArray]:
    """Return nodes of dead ends by rounds, outermost first, and each one's half-edge inwards.

    Each node keeps the exclusive or of its edges, so that with one edge left that is the edge.
    """
    tail, head = graph.tail.astype(np.int64), graph.head.astype(np.int64)
    parent = np.full(graph.node_count, -1, np.int64)
    degree = _degree(graph, live)
    mixed = _mixed_edges(graph, live)
    rounds = []
    frontier = np.flatnonzero(degree == 1)
    while len(frontier):
        edge = mixed[frontier]
        inwards = tail[edge] + head[edge] - frontier
        # Two ends of one lone edge: the lower number stays.
        outer = (degree[inwards] != 1) | (frontier > inwards)
        frontier, edge, inwards = frontier[outer], edge[outer], inwards[outer]
        parent[frontier] = 2 * edge + (tail[edge] != frontier)
        degree[frontier] = 0
        np.subtract.at(degree, inwards, 1)
        np.bitwise_xor.at(mixed, inwards, edge)
        rounds.append(frontier)
        near = np.unique(inwards)
        frontier = near[degree[near] == 1]
    return rounds, parent


def _degree(graph: Graph, live: BoolArray) -> LongArray:
    ends = np.concatenate([graph.tail[live], graph.head[live]])
    return np.bincount(ends, minlength=graph.node_count).astype(np.int64)


def _mixed_edges(graph: Graph, live: BoolArray) -> LongArray:
    mixed = np.zeros(graph.node_count, np.int64)
    edges = np.flatnonzero(live)
    np.bitwise_xor.at(mixed, graph.tail[live], edges)
    np.bitwise_xor.at(mixed, graph.head[live], edges)
    return mixed


def _inside(graph: Graph, live: BoolArray, parent_half: LongArray) -> BoolArray:
    """Return which nodes are only passed through; of a lone ring the lowest node is kept."""
    degree = _degree(graph, live)
    inside = degree == 2
    part = components(graph, live)
    whole_ring = np.ones(int(part.max(initial=-1)) + 1, bool)
    whole_ring[part[~inside & (parent_half < 0)]] = False
    ring_nodes = np.flatnonzero(inside & whole_ring[part])
    _, lowest = np.unique(part[ring_nodes], return_index=True)
    inside[ring_nodes[lowest]] = False
    return np.asarray(inside, bool)


def _chains(graph: Graph, live: BoolArray, in_core: BoolArray) -> tuple[LongArray, LongArray]:
    """Return where chains start, and the half-edges of all chains in the order of travel.

    Every half-edge finds the last one of its chain by doubling its stride. Of the two ways to
    travel a chain, the one that starts with the lower half-edge is kept.
    """
    edges = np.flatnonzero(live)
    ends = graph.half_ends()[1]
    mixed = _mixed_edges(graph, live)
    half = np.sort(np.concatenate([2 * edges, 2 * edges + 1]))
    number = np.zeros(2 * graph.edge_count, np.int64)
    number[half] = np.arange(len(half))
    at = ends[half]
    passing = ~in_core[at]
    onward = mixed[at[passing]] ^ (half[passing] >> 1)
    follower = np.arange(len(half))
    follower[passing] = number[2 * onward + (graph.tail[onward] != at[passing])]
    steps = passing.astype(np.int64)
    while True:
        further = follower[follower]
        if np.array_equal(further, follower):
            break
        steps = steps + steps[follower]
        follower = further
    last = half[follower]
    # Positions of a half-edge and of its counterpart differ in the last bit only.
    forward = np.arange(0, len(half), 2)
    first_along, first_against = last[forward + 1] ^ 1, last[forward] ^ 1
    along = first_along < first_against
    key = np.where(along, first_along, first_against)
    position = np.where(along, steps[forward + 1], steps[forward])
    chosen = np.where(along, half[forward], half[forward] ^ 1)
    order = np.lexsort((position, key))
    starts = np.flatnonzero(np.diff(key[order], prepend=-1))
    return np.append(starts, len(order)).astype(np.int64), chosen[order].astype(np.int64)
