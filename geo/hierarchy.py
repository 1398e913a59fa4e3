"""Customisable contraction hierarchies by RoutingKit: an order once, any weights after.

RoutingKit counts in whole numbers below 2^31, so a weight is rounded to a unit that just lets the
longest way fit. A path is found among rounded weights and measured with the true ones. Its search
objects belong to the thread that made them, so each thread keeps the one it used last.
"""

import importlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra

from geo.graph import FloatArray, Graph
from geo.search import Entry


def _package() -> ModuleType | None:
    try:
        return importlib.import_module("routingkit_cch")
    except ModuleNotFoundError:
        return None


CLOSED = 2**31 - 1
"""What RoutingKit takes for no way at all."""
_HEADROOM = 1.1

routingkit: Any = _package()
"""The package `routingkit-cch`; None where it is not installed."""

_own = threading.local()

OrderArray = npt.NDArray[np.uint32]


def is_available() -> bool:
    """Return whether the package is installed.

    Examples
    --------
    >>> is_available() in (True, False)
    True
    """
    return routingkit is not None


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """A graph with the order in which its nodes are contracted; weights come later."""

    graph: Graph
    order: OrderArray
    _contracted: Any

    @classmethod
    def of(
        cls,
        graph: Graph,
        places: FloatArray | None = None,
        *,
        order: OrderArray | None = None,
    ) -> "Hierarchy":
        """Order a graph, which is slow, or take an order that was kept.

        Parameters
        ----------
        graph
            The graph.
        places
            Longitude and latitude of each node in degrees, which make a far better order than
            the number of edges does.
        order
            What `order` was for the same graph before.
        """
        begins, ends = graph.half_ends()
        tail, head = begins.tolist(), ends.tolist()
        if order is None:
            if places is None:
                ranks = routingkit.compute_order_degree(graph.node_count, tail, head)
            else:
                lon, lat = places.T.tolist()
                ranks = routingkit.compute_order_inertial(graph.node_count, tail, head, lat, lon)
            order = np.array(ranks, np.uint32)
        built = routingkit.CCH(order.tolist(), tail, head, False)  # noqa: FBT003 its only form
        return cls(graph, order, built)

    def customised(self, weights: FloatArray, *, unit: float | None = None) -> "Customised":
        """Return the hierarchy for some weights.

        Parameters
        ----------
        weights
            Weight of each half-edge; inf where it is closed.
        unit
            What weights are rounded to; by default what lets the longest way fit, which takes
            one search over the whole graph to find out.
        """
        fine = unit or _unit(self.graph, weights)
        rounded = np.minimum(np.rint(weights / fine), CLOSED).astype(np.int64)
        metric = routingkit.CCHMetric(self._contracted, rounded.tolist())
        return Customised(metric, fine)


@dataclass(frozen=True, slots=True)
class Customised:
    """A hierarchy with weights, ready for questions from any thread."""

    _metric: Any
    unit: float
    """What weights were rounded to."""

    def route(
        self, sources: Sequence[Entry], targets: Sequence[Entry]
    ) -> tuple[int, list[int], int] | None:
        """Return the best way from any source to any target, as `Search.route` does."""
        result = _query(self._metric).run_multi(self._rounded(sources), self._rounded(targets))
        if result.distance is None:
            return None
        nodes = result.node_path
        return nodes[0], result.arc_path, nodes[-1]

    def distances(self, sources: Sequence[Sequence[Entry]], targets: npt.ArrayLike) -> FloatArray:
        """Return distances from each source, which may have several entries, to each target.

        Returns
        -------
        distances
            A row for each source, in whole units; inf where there is no way.
        """
        pinned = np.asarray(targets, np.int64)
        search = routingkit.CCHOneToMany(self._metric, pinned.tolist())
        table = np.empty((len(sources), len(pinned)))
        for row, entries in enumerate(sources):
            found = search.distances_from_multi(self._rounded(entries)) if entries else np.nan
            table[row] = np.asarray(found, np.float64)  # None becomes nan
        return np.where(np.isnan(table), np.inf, table * self.unit)

    def _rounded(self, entries: Sequence[Entry]) -> list[tuple[int, int]]:
        return [(node, min(round(cost / self.unit), CLOSED - 1)) for node, cost in entries]


def _query(metric: object) -> Any:  # noqa: ANN401 the package is not typed
    """Return a search object of this thread: to make one takes longer than to search."""
    kept = getattr(_own, "kept", None)
    if kept is None or kept[0] is not metric:
        # The one before is let go here, in its own thread, as it must be.
        kept = _own.kept = (metric, routingkit.CCHQuery(metric))
    return kept[1]


def _unit(graph: Graph, weights: FloatArray) -> float:
    """Return a unit so that no shortest way counts more than RoutingKit can.

    No way is longer than the one through the busiest node. That holds for the part of the graph
    which this node is in, here the largest that is open, and, with one-way edges, about; a way
    that does not fit is taken for none, and whoever asks must look again.
    """
    begins, ends = graph.half_ends()
    is_open = np.isfinite(weights)
    if not is_open.any():
        return 1.0
    # Edges between the same two nodes are added up here: the bound is only the safer for it.
    arcs = (weights[is_open], (begins[is_open], ends[is_open]))
    matrix = csr_array(arcs, shape=(graph.node_count, graph.node_count))
    # What is closed may leave the busiest node of all alone, or in a small part.
    part = connected_components(matrix, directed=False)[1]
    busy = np.bincount(begins[is_open], minlength=graph.node_count)
    busiest = int(np.argmax(np.where(part == np.bincount(part).argmax(), busy, -1)))
    reached = dijkstra(matrix, indices=busiest)
    furthest = float(reached[np.isfinite(reached)].max(initial=0.0))
    longest = max(2 * furthest, float(weights[is_open].max()))
    return _HEADROOM * longest / CLOSED if longest > 0 else 1.0
