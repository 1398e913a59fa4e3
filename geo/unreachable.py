"""Why there is no way from one place to another: closed, another gauge, one-way, or no link."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order
from scipy.spatial import cKDTree

from geo.graph import BoolArray, FloatArray, Graph, components
from geo.measure import distance_km
from geo.sphere import unit_vectors

REASONS = ("closed", "gauge", "one_way", "component")
"""In the order in which they are looked for."""
_SAMPLE = 200


@dataclass(frozen=True, slots=True)
class Gap:
    """The narrowest gap between what the origin reaches and what reaches the destination."""

    near_origin: int
    near_destination: int
    distance_km: float


@dataclass(frozen=True, slots=True)
class Reason:
    """Why there is no way."""

    kind: str
    """One of REASONS: `closed` if it would be there without the closures, `gauge` if trains could
    run on from one gauge to the other where both meet, `one_way` if only the direction is
    missing, `component` if the two lie in parts of the network that nothing joins."""
    origin_nodes: int
    """Number of nodes that the origin reaches."""
    destination_nodes: int
    """Number of nodes that reach the destination."""
    gap: Gap | None
    """Where a link is missing, if the two lie in different parts."""


def why_unreachable(
    graph: Graph,
    ends: tuple[int, int],
    weights: FloatArray,
    *,
    places: FloatArray,
    closed: npt.ArrayLike = (),
    meetings: Sequence[tuple[int, int]] = (),
) -> Reason | None:
    """Return why there is no way between two nodes.

    Parameters
    ----------
    graph
        The graph.
    ends
        Origin and destination.
    weights
        Weight of each half-edge before closures; inf where it cannot be travelled.
    places
        Longitude and latitude of each node, in degrees.
    closed
        Edges that are closed.
    meetings
        Pairs of nodes at one place, of two gauges, where nothing changes the gauge.

    Returns
    -------
    reason
        None if there is a way.

    Examples
    --------
    >>> places = np.array([[0, 0], [1, 0], [3, 0]])
    >>> graph = Graph.of(3, [0], [1])
    >>> reason = why_unreachable(graph, (0, 2), np.ones(2), places=places)
    >>> reason.kind, reason.gap.near_origin, round(reason.gap.distance_km)
    ('component', 1, 223)
    """
    origin, destination = ends
    graph.check_node(origin)
    graph.check_node(destination)
    open_now = np.isfinite(weights)
    shut = np.asarray(closed, np.int64)
    open_now[2 * shut] = open_now[2 * shut + 1] = False
    ahead = _reached(graph, open_now, origin)
    if ahead[destination]:
        return None
    behind = _reached(graph, open_now.reshape(-1, 2)[:, ::-1].ravel(), destination)
    part = components(graph, open_now.reshape(-1, 2).any(axis=1))
    apart = part[origin] != part[destination]
    if _reached(graph, np.isfinite(weights), origin)[destination]:
        kind = "closed"
    elif _joined(graph, open_now, meetings, origin)[destination]:
        kind = "gauge"
    else:
        kind = "component" if apart else "one_way"
    gap = _gap(places, part == part[origin], part == part[destination]) if apart else None
    return Reason(kind, int(ahead.sum()), int(behind.sum()), gap)


def _reached(graph: Graph, open_halves: BoolArray, node: int) -> BoolArray:
    begins, ends = graph.half_ends()
    shape = (graph.node_count, graph.node_count)
    arcs = np.ones(int(open_halves.sum()), np.int8)
    matrix = csr_array((arcs, (begins[open_halves], ends[open_halves])), shape=shape)
    reached = np.zeros(graph.node_count, bool)
    reached[breadth_first_order(matrix, node, return_predecessors=False)] = True
    return reached


def _joined(
    graph: Graph, open_halves: BoolArray, meetings: Sequence[tuple[int, int]], node: int
) -> BoolArray:
    pairs = np.array(meetings, np.int64).reshape(-1, 2)
    wider = Graph.of(
        graph.node_count,
        np.concatenate([graph.tail, pairs[:, 0]]),
        np.concatenate([graph.head, pairs[:, 1]]),
    )
    return _reached(wider, np.concatenate([open_halves, np.ones(2 * len(pairs), bool)]), node)


def _gap(places: FloatArray, one: BoolArray, two: BoolArray) -> Gap:
    """Return the two nodes nearest to each other, on the sphere."""
    points = unit_vectors(*np.asarray(places, np.float64).T)
    here, there = np.flatnonzero(one), np.flatnonzero(two)
    turned = len(here) > len(there)
    if turned:
        here, there = there, here
    tree = cKDTree(points[there])
    # A few first: most of the others are then known at once to be further apart.
    sample = here[:: max(1, len(here) // _SAMPLE)]
    bound = float(tree.query(points[sample])[0].min()) * (1 + 1e-9) + 1e-12
    chord, index = tree.query(points[here], distance_upper_bound=bound)
    best = int(np.argmin(chord))
    pair = int(here[best]), int(there[index[best]])
    near, far = reversed(pair) if turned else pair
    return Gap(near, far, float(distance_km(*places[near], *places[far])))
