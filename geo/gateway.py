"""How a node of a shrunk graph gets to the core, or past it when the other end is near."""

from dataclasses import dataclass

import numpy as np

from geo.graph import FloatArray
from geo.shrink import Shrunk


@dataclass(frozen=True, slots=True)
class Gate:
    """A node of the core that a place leads to."""

    core_node: int
    cost: float
    halves: tuple[int, ...]
    """Half-edges in the order of travel."""


def gates_out(shrunk: Shrunk, weights: FloatArray, node: int) -> list[Gate]:
    """Return the ways from a node to the core: one, or two from inside a chain.

    Parameters
    ----------
    shrunk
        The shrunk graph.
    weights
        Weight of each half-edge of the whole graph.
    node
        A node of the whole graph.

    Returns
    -------
    gates
        Those that are open.

    Examples
    --------
    >>> from geo.graph import Graph, half_weights
    >>> line = Graph.of(4, [0, 1, 2], [1, 2, 0])
    >>> gates = gates_out(Shrunk.of(line), half_weights(line, [5, 7, 9]), 1)
    >>> [(gate.cost, gate.halves) for gate in gates]
    [(5.0, (1,)), (16.0, (2, 4))]
    """
    return [
        Gate(core_node, cost, way)
        for core_node, way in _ways_out(shrunk, node)
        if np.isfinite(cost := _cost(weights, way))
    ]


def gates_in(shrunk: Shrunk, weights: FloatArray, node: int) -> list[Gate]:
    """Return the ways from the core to a node: one, or two into a chain.

    Parameters
    ----------
    shrunk
        The shrunk graph.
    weights
        Weight of each half-edge of the whole graph.
    node
        A node of the whole graph.

    Returns
    -------
    gates
        Those that are open.

    Examples
    --------
    >>> from geo.graph import Graph, half_weights
    >>> line = Graph.of(4, [0, 1, 2], [1, 2, 0])
    >>> gates = gates_in(Shrunk.of(line), half_weights(line, [5, 7, 9]), 1)
    >>> [(gate.cost, gate.halves) for gate in gates]
    [(5.0, (0,)), (16.0, (5, 3))]
    """
    ways = [
        (core_node, tuple(half ^ 1 for half in reversed(way)))
        for core_node, way in _ways_out(shrunk, node)
    ]
    return [
        Gate(core_node, cost, way)
        for core_node, way in ways
        if np.isfinite(cost := _cost(weights, way))
    ]


def way_past(shrunk: Shrunk, source: int, target: int) -> list[int] | None:
    """Return the half-edges of a way that touches the core nowhere but perhaps in one node.

    Two nodes of one dead end have no other way. Two nodes inside one chain have this way along
    it, and those around its ends.

    Parameters
    ----------
    shrunk
        The shrunk graph.
    source, target
        Nodes of the whole graph.

    Returns
    -------
    halves
        In the order of travel; none if the two share neither a dead end nor a chain.

    Examples
    --------
    >>> from geo.graph import Graph
    >>> ring = Shrunk.of(Graph.of(4, [0, 1, 2, 3], [1, 2, 3, 0]))
    >>> way_past(ring, 3, 1)
    [5, 3]
    """
    up, anchor = climb(shrunk, source)
    down, other = climb(shrunk, target)
    if anchor == other:
        shared = 0
        while shared < min(len(up), len(down)) and up[-1 - shared] == down[-1 - shared]:
            shared += 1
        return [*up[: len(up) - shared], *(h ^ 1 for h in reversed(down[: len(down) - shared]))]
    chain = shrunk.node_chain[anchor]
    if chain < 0 or chain != shrunk.node_chain[other]:
        return None
    begin, end = int(shrunk.node_slot[anchor]), int(shrunk.node_slot[other])
    if begin < end:
        along = shrunk.chain_half[begin + 1 : end + 1].tolist()
    else:
        along = (shrunk.chain_half[end + 1 : begin + 1] ^ 1)[::-1].tolist()
    return [*up, *along, *(half ^ 1 for half in reversed(down))]


def climb(shrunk: Shrunk, node: int) -> tuple[list[int], int]:
    """Return the half-edges out of a dead end, and the node where it begins.

    Parameters
    ----------
    shrunk
        The shrunk graph.
    node
        A node of the whole graph.

    Returns
    -------
    halves
        In the order of travel; empty for a node that is in no dead end.
    anchor
        A node of the core or inside a chain.

    Examples
    --------
    >>> from geo.graph import Graph
    >>> climb(Shrunk.of(Graph.of(3, [0, 1], [1, 2])), 2)
    ([3], 1)
    """
    halves = []
    tail, head = shrunk.graph.tail, shrunk.graph.head
    while (half := int(shrunk.parent_half[node])) >= 0:
        halves.append(half)
        node = int((tail if half & 1 else head)[half >> 1])
    return halves, node


def _cost(weights: FloatArray, way: tuple[int, ...]) -> float:
    return float(weights[list(way)].sum()) if way else 0.0


def _ways_out(shrunk: Shrunk, node: int) -> list[tuple[int, tuple[int, ...]]]:
    """Return the nodes of the core that a node leads to, with the half-edges to each."""
    inwards, anchor = climb(shrunk, node)
    if shrunk.node_core[anchor] >= 0:
        return [(int(shrunk.node_core[anchor]), tuple(inwards))]
    chain, slot = int(shrunk.node_chain[anchor]), int(shrunk.node_slot[anchor])
    first, last = int(shrunk.chain_start[chain]), int(shrunk.chain_start[chain + 1])
    back = (shrunk.chain_half[first : slot + 1] ^ 1)[::-1].tolist()
    onward = shrunk.chain_half[slot + 1 : last].tolist()
    return [
        (int(shrunk.core.tail[chain]), (*inwards, *back)),
        (int(shrunk.core.head[chain]), (*inwards, *onward)),
    ]
