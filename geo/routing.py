"""Shortest ways through a graph, exact, with other weights or closures at any time.

The graph is shrunk, and most nodes of its core are eliminated, once; that is kept as plain arrays.
Weights are brought in by `Router.reweighted`, which is quick. In a large graph, what is left of the
core is searched: by a contraction hierarchy for a single way or a table if the package is
installed, else and for distances to all nodes by scipy's Dijkstra, as are small graphs.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from geo.core import Core
from geo.elimination import Elimination
from geo.elimination_tree import heights
from geo.errors import NetworkError
from geo.flood import Flood, Layout
from geo.gateway import Gate, climb, gates_in, gates_out, way_past
from geo.graph import FloatArray, Graph, IntArray, Path, half_weights, path_of
from geo.hierarchy import Hierarchy, dissected, is_available
from geo.search import Entry, Search
from geo.shrink import Shrunk

_SMALL_CORE = 2000
"""Below this many nodes Dijkstra takes a millisecond, and there is nothing to gain."""
_SEPARATOR_HEIGHT = 30
"""Nodes that stand higher in the elimination tree of the dissection separate large parts, and stay
in the rest: without them it would fall apart less well, and its hierarchy grow."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a graph needs before any weights: shrunk, most of its core eliminated."""

    shrunk: Shrunk
    elimination: Elimination | None
    """Of the core; None if that is small."""
    hierarchy: Hierarchy | None
    """Of what the elimination leaves."""
    _layouts: list[Layout] = field(default_factory=list, repr=False, compare=False)

    @classmethod
    def of(
        cls,
        graph: Graph,
        places: FloatArray | None = None,
        *,
        live: npt.ArrayLike | None = None,
        orders: bool | None = None,
    ) -> "Prepared":
        """Prepare a graph; slow for a large one.

        Parameters
        ----------
        graph
            The graph.
        places
            Longitude and latitude of each node in degrees. Without them the order of a
            contraction hierarchy is poor, and none is made unless `orders` asks for it.
        live
            Which edges may be travelled under any weights; all by default.
        orders
            Whether to put the core in order; by default if it is large enough to pay.

        Raises
        ------
        NetworkError
            There is not one place for each node.

        Examples
        --------
        >>> Prepared.of(Graph.of(3, [0, 1], [1, 2])).shrunk.core.edge_count
        0
        """
        if places is not None and np.shape(places) != (graph.node_count, 2):
            msg = f"Places have the shape {np.shape(places)}; expected ({graph.node_count}, 2)."
            raise NetworkError(msg)
        shrunk = Shrunk.of(graph, live)
        wanted = shrunk.core.node_count >= _SMALL_CORE if orders is None else orders
        if not wanted:
            return cls(shrunk, None, None)
        if not is_available() or (places is None and orders is None):
            return cls(shrunk, Elimination.of(shrunk.core), None)
        seen = None if places is None else np.asarray(places, np.float64)[shrunk.core_node]
        order = dissected(shrunk.core, seen)
        separates = heights(shrunk.core, order) > _SEPARATOR_HEIGHT
        elimination = Elimination.of(shrunk.core, order, separates)
        return cls(shrunk, elimination, _contracted(elimination))

    def arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        """Return everything as arrays by name, for storing."""
        found = self.shrunk.arrays()
        if self.elimination is not None:
            found |= self.elimination.arrays()
        return found | {"has_hierarchy": np.array(self.hierarchy is not None)}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[np.generic]]) -> "Prepared":
        """Return what `arrays` took apart; no hierarchy if its package is missing."""
        shrunk = Shrunk.from_arrays(arrays)
        if "elimination_rank" not in arrays:
            return cls(shrunk, None, None)
        elimination = Elimination.from_arrays(arrays)
        if not arrays["has_hierarchy"] or not is_available():
            return cls(shrunk, elimination, None)
        return cls(shrunk, elimination, _contracted(elimination))

    def layout(self, elimination: Elimination) -> Layout:
        """Return where nodes stand while distances spread, worked out when first asked."""
        if not self._layouts:
            self._layouts.append(Layout.of(self.shrunk, elimination))
        return self._layouts[0]


@dataclass(slots=True)
class _Kept:
    """What is worked out at the first question that needs it."""

    forward: Search | None = None
    floods: dict[bool, Flood] = field(default_factory=dict)
    small_core: Search | None = None


@dataclass(frozen=True, slots=True)
class Router:
    """A prepared graph with weights. It never changes, and any thread may ask it."""

    prepared: Prepared
    weights: FloatArray
    """Weight of each half-edge."""
    core: Core | None
    """The core with its weights; None if it is small."""
    _kept: _Kept = field(default_factory=_Kept, repr=False)

    @classmethod
    def of(
        cls,
        prepared: Prepared | Graph,
        forward: npt.ArrayLike,
        backward: npt.ArrayLike | None = None,
        *,
        unit: float | None = None,
    ) -> "Router":
        """Bring weights to a graph.

        Parameters
        ----------
        prepared
            The graph, prepared or plain.
        forward
            Weight of each edge along its direction; zero or more, inf where it is closed.
        backward
            Weight against its direction; the same as along it by default.
        unit
            What the hierarchy rounds weights to; `Router.unit` of a router with about the
            same weights spares the search for it.

        Raises
        ------
        NetworkError
            There is not one weight for each edge, or one is negative or nan.

        Examples
        --------
        >>> router = Router.of(Graph.of(3, [0, 1, 0], [1, 2, 2]), [1, 1, 5])
        >>> router.one_to_one(0, 2).nodes.tolist()
        [0, 1, 2]
        """
        if isinstance(prepared, Graph):
            prepared = Prepared.of(prepared)
        weights = half_weights(prepared.shrunk.graph, forward, backward)
        return cls._of_halves(prepared, weights, unit)

    @classmethod
    def _of_halves(cls, prepared: Prepared, weights: FloatArray, unit: float | None) -> "Router":
        if prepared.elimination is None:
            return cls(prepared, weights, None)
        halves = prepared.shrunk.core_weights(weights)
        core = Core.of(prepared.elimination, prepared.hierarchy, halves, unit=unit)
        return cls(prepared, weights, core)

    @property
    def unit(self) -> float | None:
        """What the hierarchy rounds weights to; None without one."""
        return self.core.unit if self.core else None

    @property
    def graph(self) -> Graph:
        """The whole graph."""
        return self.prepared.shrunk.graph

    def reweighted(self, forward: npt.ArrayLike, backward: npt.ArrayLike | None = None) -> "Router":
        """Return a router over the same graph with other weights."""
        return Router.of(self.prepared, forward, backward)

    def without(self, edges: npt.ArrayLike) -> "Router":
        """Return a router with some edges closed in both directions."""
        closed = np.asarray(edges, np.int64)
        weights = self.weights.copy()
        weights[2 * closed] = weights[2 * closed + 1] = np.inf
        return self._of_halves(self.prepared, weights, self.unit)

    def one_to_one(self, source: int, target: int) -> Path | None:
        """Return the shortest way between two nodes.

        Parameters
        ----------
        source, target
            Nodes.

        Returns
        -------
        path
            None if there is no way.

        Raises
        ------
        NetworkError
            An end is not a node.
        """
        self.graph.check_node(source)
        self.graph.check_node(target)
        shrunk = self.prepared.shrunk
        ways = [way_past(shrunk, source, target), self._through_core(source, target)]
        paths = [path_of(self.graph, way, self.weights, source) for way in ways if way is not None]
        best = min(paths, key=lambda path: path.length, default=None)
        return best if best is not None and np.isfinite(best.length) else None

    def one_to_all(
        self, source: int | Sequence[int], *, reverse: bool = False, limit: float = np.inf
    ) -> FloatArray:
        """Return the distance from a node, or from the nearest of several, to every node.

        Parameters
        ----------
        source
            Node, or nodes.
        reverse
            Distances from every node to the source instead.
        limit
            Do not look further; what lies beyond is as if out of reach.

        Returns
        -------
        distances
            One for each node; inf where there is no way.
        """
        starts = [(node, 0.0) for node in np.unique(np.atleast_1d(source)).tolist()]
        return self.arrivals(starts, reverse=reverse, limit=limit)

    def arrivals(
        self,
        starts: Sequence[tuple[int, float]],
        *,
        reverse: bool = False,
        limit: float = np.inf,
    ) -> FloatArray:
        """Return the distance to every node from the start that gets there first.

        Parameters
        ----------
        starts
            Nodes, and how far each is away to begin with; finite, zero or more.
        reverse
            Distances from every node to the starts instead.
        limit
            Do not look further.

        Returns
        -------
        distances
            One for each node; inf where there is no way.

        Raises
        ------
        NetworkError
            A start is not a node.

        Examples
        --------
        >>> router = Router.of(Graph.of(3, [0, 1], [1, 2]), [4, 4])
        >>> router.arrivals([(0, 1.0), (2, 2.0)]).tolist()
        [1.0, 5.0, 2.0]
        """
        for node, _ in starts:
            self.graph.check_node(node)
        if self.core is None:
            search = self._forward().reversed() if reverse else self._forward()
            each = search.distances([start[0] for start in starts])
            found = np.asarray((each + [[away] for _, away in starts]).min(axis=0), np.float64)
        else:
            found = self._flood(self.core, reverse=reverse).arrivals(starts, limit=limit)
        if limit == np.inf:
            return found
        found[found > limit] = np.inf
        return found

    def many_to_many(self, sources: Sequence[int], targets: Sequence[int]) -> FloatArray:
        """Return the distances between all pairs.

        With a hierarchy they are rounded to its unit: a few thousandths of a second over weeks,
        a few metres around the world.

        Parameters
        ----------
        sources, targets
            Nodes.

        Returns
        -------
        distances
            A row for each source; inf where there is no way.

        Raises
        ------
        NetworkError
            An end is not a node.
        """
        for node in (*sources, *targets):
            self.graph.check_node(node)
        if self.core is None:
            goals = np.asarray(targets, np.int64)
            rows = [self._forward().distances([source])[0, goals] for source in sources]
            return np.array(rows).reshape(len(sources), len(targets))
        shrunk = self.prepared.shrunk
        table = self.core.table(
            [_entries(gates_out(shrunk, self.weights, source)) for source in sources],
            [_entries(gates_in(shrunk, self.weights, target)) for target in targets],
        )
        # Pairs that need not touch the core.
        again = self._near(sources)[:, None] == self._near(targets)
        for row, column in np.argwhere(again).tolist():
            path = self.one_to_one(sources[row], targets[column])
            table[row, column] = path.length if path else np.inf
        return table

    def _near(self, nodes: Sequence[int]) -> IntArray:
        """Return a number that nodes of one dead end or one chain have in common."""
        shrunk = self.prepared.shrunk
        anchors = np.array([climb(shrunk, node)[1] for node in nodes], np.int64)
        chain = shrunk.node_chain[anchors]
        return np.where(chain >= 0, chain + self.graph.node_count, anchors).astype(np.int32)

    def _through_core(self, source: int, target: int) -> list[int] | None:
        shrunk = self.prepared.shrunk
        out = {}
        for gate in sorted(gates_out(shrunk, self.weights, source), key=lambda gate: -gate.cost):
            out[gate.core_node] = gate
        into = {}
        for gate in sorted(gates_in(shrunk, self.weights, target), key=lambda gate: -gate.cost):
            into[gate.core_node] = gate
        if not out or not into:
            return None
        way = (self.core or self._small_core()).route(
            _entries(out.values()), _entries(into.values())
        )
        if way is None:
            return None
        begin, core_halves, end = way
        inner = shrunk.expanded(core_halves).tolist()
        return [*out[begin].halves, *inner, *into[end].halves]

    def _small_core(self) -> Search:
        if self._kept.small_core is None:
            shrunk = self.prepared.shrunk
            self._kept.small_core = Search.of(shrunk.core, shrunk.core_weights(self.weights))
        return self._kept.small_core

    def _forward(self) -> Search:
        if self._kept.forward is None:
            self._kept.forward = Search.of(self.graph, self.weights)
        return self._kept.forward

    def _flood(self, core: Core, *, reverse: bool) -> Flood:
        if reverse not in self._kept.floods:
            weighted = core.weighted
            self._kept.floods[reverse] = Flood.of(
                self.prepared.shrunk,
                self.prepared.layout(weighted.elimination),
                self.weights,
                weighted,
                reverse=reverse,
            )
        return self._kept.floods[reverse]


def _contracted(elimination: Elimination) -> Hierarchy | None:
    rest = elimination.rest
    return Hierarchy.of(rest) if rest.edge_count else None


def _entries(gates: Iterable[Gate]) -> list[Entry]:
    return [(gate.core_node, gate.cost) for gate in gates]
