"""What the ways from one node to all others take of each input, and its percentiles.

The ways are those that are best at central rates. A traveller who knew the rates of the day might
find a better one, so the percentiles are never too low.
"""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from geo.graph import FloatArray, Graph, IntArray
from geo.sampling import PERCENTILES

LongArray = npt.NDArray[np.int64]
SingleArray = npt.NDArray[np.float32]

_ROUNDING = 1e-9
"""How far the two ends of an edge may be off its weight, as a share of the distance."""
_CHUNK_VALUES = 8_000_000  # 64 MB of totals at a time


def parents_of(
    graph: Graph, weights: FloatArray, distance: FloatArray, *, reverse: bool = False
) -> LongArray:
    """Return the half-edge by which the shortest way to each node arrives, from distances alone.

    Parameters
    ----------
    graph
        The graph.
    weights
        Weight of each half-edge; inf where it is closed.
    distance
        Distance of each node, inf for those out of reach.
    reverse
        The distances are those to the source: the half-edge arrives when the way is walked back.

    Returns
    -------
    arrival
        As `Search.tree` gives it; -1 for starts and for what is out of reach.

    Examples
    --------
    >>> line = Graph.of(3, [0, 1], [1, 2])
    >>> parents_of(line, np.array([5.0, 5.0, 7.0, 7.0]), np.array([0.0, 5.0, 12.0])).tolist()
    [-1, 0, 2]
    >>> parents_of(line, np.array([5.0, 5.0, 0.0, 0.0]), np.array([0.0, 5.0, 5.0])).tolist()
    [-1, 0, 2]
    """
    begins, ends = graph.half_ends()
    here, there = (ends, begins) if reverse else (begins, ends)
    # No way goes back in time, nor in a circle of edges that take none.
    half = np.flatnonzero(np.isfinite(weights) & (distance[here] < distance[there]))
    half = half[np.isfinite(distance[there[half]])]
    late = distance[here[half]] + weights[half] - distance[there[half]]
    tight = late <= _ROUNDING * np.maximum(distance[there[half]], 1e-9)
    half, late = half[tight], late[tight]
    arrival = np.full(graph.node_count, -1, np.int64)
    # The last write stays: the tightest.
    order = np.argsort(-late, kind="stable")
    arrival[there[half[order]]] = half[order] ^ 1 if reverse else half[order]
    # Then edges that take nothing, outward from what is reached already.
    free = np.flatnonzero((weights == 0) & np.isfinite(distance[there]))
    free = free[distance[here[free]] == distance[there[free]]]
    while len(free := free[(arrival[here[free]] >= 0) & (arrival[there[free]] < 0)]):
        arrival[there[free]] = free ^ 1 if reverse else free
    return arrival


def tree_amounts(
    graph: Graph,
    arrival: LongArray,
    amount: FloatArray,
    rate: IntArray,
    rate_count: int,
    *,
    roots: Mapping[int, FloatArray] | None = None,
) -> SingleArray:
    """Return how much of each input the way to each node takes.

    Parameters
    ----------
    graph
        The graph.
    arrival
        Half-edge by which the way to each node arrives, as `Search.tree` gives it.
    amount
        How many units each edge is.
    rate
        Input of each edge.
    rate_count
        Number of inputs.
    roots
        What is taken before some nodes are entered; they are where ways begin, whatever `arrival`
        says.

    Returns
    -------
    amounts
        A row for each node, a column for each input; zeros where no way arrives.

    Examples
    --------
    >>> line = Graph.of(3, [0, 1], [1, 2])
    >>> arrival = np.array([-1, 0, 2])
    >>> tree_amounts(line, arrival, np.array([5.0, 7.0]), np.array([0, 1]), 2).tolist()
    [[0.0, 0.0], [5.0, 0.0], [5.0, 7.0]]
    """
    taken = np.zeros((graph.node_count, rate_count), np.float32)
    arrival = arrival.copy()
    for root, before in (roots or {}).items():
        taken[root], arrival[root] = before, -1
    arrived = np.flatnonzero(arrival >= 0)
    parent = np.arange(graph.node_count)
    parent[arrived] = graph.half_end(arrival[arrived] ^ 1)
    depth = _depth(parent)
    order = arrived[np.argsort(depth[arrived], kind="stable")]
    starts = np.flatnonzero(np.diff(depth[order], prepend=0))
    for nodes in np.split(order, starts[1:]):
        edge = arrival[nodes] >> 1
        taken[nodes] = taken[parent[nodes]]
        taken[nodes, rate[edge]] += amount[edge]
    return taken


def percentiles(
    amounts: SingleArray, drawn: FloatArray, ranks: tuple[float, ...] = PERCENTILES
) -> SingleArray:
    """Return percentiles of the totals that some ways take.

    Parameters
    ----------
    amounts
        A row for each way, a column for each input.
    drawn
        A row for each draw, a column for each input, from `geo.sampling.draws`.
    ranks
        Which percentiles.

    Returns
    -------
    percentiles
        A row for each percentile, a column for each way.

    Examples
    --------
    >>> drawn = np.arange(101.0).reshape(-1, 1)
    >>> percentiles(np.array([[1.0], [2.0]], np.float32), drawn).tolist()
    [[10.0, 20.0], [50.0, 100.0], [90.0, 180.0]]
    """
    rates = drawn.astype(np.float32).T
    rows = max(1, _CHUNK_VALUES // len(drawn))
    found = [
        np.percentile(amounts[first : first + rows] @ rates, ranks, axis=1).astype(np.float32)
        for first in range(0, len(amounts), rows)
    ]
    return np.concatenate(found or [np.empty((len(ranks), 0), np.float32)], axis=1)


def _depth(parent: LongArray) -> LongArray:
    """Return how many steps each node is from its root, which is its own parent."""
    depth: LongArray = (parent != np.arange(len(parent))).astype(np.int64)
    while not np.array_equal(further := parent[parent], parent):
        depth = depth + depth[parent]
        parent = further
    return depth
