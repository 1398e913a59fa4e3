"""Customisable contraction hierarchies by RoutingKit: an order once, any weights after.

Dibbelt, Strasser, Wagner (2016). Customizable contraction hierarchies. ACM Journal of Experimental
Algorithmics 21. doi:10.1145/2886843

RoutingKit counts in whole numbers below 2^31, so a weight is rounded to a unit that just lets the
longest way fit. A path is found among rounded weights and measured with the true ones. Its search
objects belong to the thread that made them, so each thread keeps the one it used last.
"""

import importlib
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.graph import FloatArray, Graph, IntArray
from geo.search import Entry


def _package() -> ModuleType | None:
    try:
        return importlib.import_module("routingkit_cch")
    except ModuleNotFoundError:
        return None


CLOSED = 2**31 - 1
"""What RoutingKit takes for no way at all."""
_HEADROOM = 1.1
"""Ways are longer than over the rest by as much as it takes to get there."""

routingkit: Any = _package()
"""The package `routingkit-cch`; None where it is not installed."""

_own = threading.local()


def is_available() -> bool:
    """Return whether the package is installed.

    Examples
    --------
    >>> is_available() in (True, False)
    True
    """
    return routingkit is not None


def dissected(graph: Graph, places: FloatArray | None = None) -> IntArray:
    """Return the nodes of a graph in a good order of contraction; slow for a large graph.

    Parameters
    ----------
    graph
        The graph.
    places
        Longitude and latitude of each node in degrees. They make a nested dissection by inertial
        flow (Schild, Sommer 2015, On balanced separators in road networks,
        doi:10.1007/978-3-319-20086-6_22), far better than the order by degrees without them.

    Examples
    --------
    >>> star = Graph.of(4, [0, 0, 0], [1, 2, 3])
    >>> not is_available() or sorted(dissected(star).tolist()) == [0, 1, 2, 3]
    True
    """
    tail, head = (ends.tolist() for ends in graph.half_ends())
    if places is None:
        order = routingkit.compute_order_degree(graph.node_count, tail, head)
    else:
        lon, lat = np.asarray(places, np.float64).T.tolist()
        order = routingkit.compute_order_inertial(graph.node_count, tail, head, lat, lon)
    return np.array(order, np.int32)


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """A graph whose nodes have been contracted; weights come later."""

    _contracted: Any

    @classmethod
    def of(cls, graph: Graph) -> "Hierarchy":
        """Contract a graph whose nodes stand in the order in which that is to be done.

        Parameters
        ----------
        graph
            The graph; see `dissected` for an order.
        """
        begins, ends = graph.half_ends()
        order = list(range(graph.node_count))
        # False: no arcs are left out. It is the only form there is.
        built = routingkit.CCH(order, begins.tolist(), ends.tolist(), False)  # noqa: FBT003
        return cls(built)

    def customised(self, weights: FloatArray, unit: float) -> "Customised":
        """Return the hierarchy for some weights.

        Parameters
        ----------
        weights
            Weight of each half-edge; inf where it is closed.
        unit
            What weights are rounded to; see `unit_for`.
        """
        rounded = np.minimum(np.rint(weights / unit), CLOSED).astype(np.int64)
        return Customised(routingkit.CCHMetric(self._contracted, rounded.tolist()), unit)


@dataclass(frozen=True, slots=True)
class Customised:
    """A hierarchy with weights, ready for questions from any thread."""

    _metric: Any
    unit: float
    """What weights were rounded to."""

    def route(
        self, sources: Sequence[Entry], targets: Sequence[Entry]
    ) -> tuple[int, list[int], int] | None:
        """Return the best way from any source to any target, as `Search.route` does.

        None also for a way of `most` or more; all others are shorter.
        """
        begins, ends = self._rounded(sources), self._rounded(targets)
        if not begins or not ends:
            return None
        result = _query(self._metric).run_multi(begins, ends)
        if result.distance is None:
            return None
        nodes = result.node_path
        return nodes[0], result.arc_path, nodes[-1]

    def distances(
        self, sources: Iterable[Sequence[Entry]], targets: npt.ArrayLike
    ) -> Iterator[FloatArray]:
        """Yield the distances from each source, which may have several entries, to each target.

        They are in whole units; inf where there is no way.
        """
        pinned = np.asarray(targets, np.int64).tolist()
        search = routingkit.CCHOneToMany(self._metric, pinned)
        for entries in sources:
            begins = self._rounded(entries)
            found = search.distances_from_multi(begins) if begins else [None] * len(pinned)
            row = np.array(found, np.float64) * self.unit  # None becomes nan
            yield np.where(np.isnan(row), np.inf, row)

    @property
    def most(self) -> float:
        """Length from which on ways are not found."""
        return CLOSED * self.unit

    def _rounded(self, entries: Sequence[Entry]) -> list[tuple[int, int]]:
        rounded = ((node, round(cost / self.unit)) for node, cost in entries)
        return [(node, cost) for node, cost in rounded if cost < CLOSED]


def _query(metric: object) -> Any:  # noqa: ANN401 the package is not typed
    """Return a search object of this thread: to make one takes longer than to search."""
    kept = getattr(_own, "kept", None)
    if kept is None or kept[0] is not metric:
        # The one before is let go here, in its own thread, as it must be.
        kept = _own.kept = (metric, routingkit.CCHQuery(metric))
    return kept[1]


def unit_for(furthest: float, weights: FloatArray) -> float:
    """Return a unit so that no shortest way counts more than RoutingKit can.

    No way is longer than the one through a node that all others are near to. That holds for the
    part of the graph which this node is in and, in a graph with one-way edges, about; a way that
    does not fit is taken for none, and whoever asks must look again.

    Parameters
    ----------
    furthest
        Longest distance from that node.
    weights
        All weights; inf where an edge is closed.

    Examples
    --------
    >>> round(unit_for(CLOSED / 2, np.array([5.0])), 3)
    1.1
    """
    longest = max(2 * furthest, float(weights[np.isfinite(weights)].max(initial=0.0)))
    return _HEADROOM * longest / CLOSED if longest > 0 else 1.0
