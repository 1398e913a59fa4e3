"""Dijkstra's search by scipy: the way out for small graphs, and the second opinion for large."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geo.graph import FloatArray, Graph, IntArray

_NONE = -9999  # scipy's own mark for a node with no predecessor

LongArray = npt.NDArray[np.int64]

Entry = tuple[int, float]
"""A node, and what it costs to get to it or away from it."""


@dataclass(frozen=True, slots=True)
class Search:
    """A weighted graph laid out for scipy: the cheapest arc between two nodes, no closed ones."""

    matrix: csr_array
    half: IntArray
    """Half-edge of each arc, in the order of the matrix."""

    @classmethod
    def of(cls, graph: Graph, weights: FloatArray) -> "Search":
        """Lay out a graph.

        Parameters
        ----------
        graph
            The graph.
        weights
            Weight of each half-edge; inf where it is closed.

        Examples
        --------
        >>> from geo.graph import half_weights
        >>> graph = Graph.of(2, [0, 1], [1, 0])
        >>> Search.of(graph, half_weights(graph, [5, 3])).distances([0]).tolist()
        [[0.0, 3.0]]
        """
        begins, ends = graph.half_ends()
        half = np.flatnonzero(np.isfinite(weights) & (begins != ends))
        half = half[np.lexsort((weights[half], ends[half], begins[half]))]
        pairs = begins[half].astype(np.int64) * graph.node_count + ends[half]
        half = half[np.flatnonzero(np.diff(pairs, prepend=-1))]
        counts = np.bincount(begins[half], minlength=graph.node_count)
        start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
        shape = (graph.node_count, graph.node_count)
        return cls(
            csr_array((weights[half], ends[half], start), shape=shape), half.astype(np.int32)
        )

    def reversed(self) -> "Search":
        """Return the search against the direction of travel; it knows distances, no paths."""
        return Search(csr_array(self.matrix.T), np.empty(0, np.int32))

    def distances(self, sources: npt.ArrayLike, *, limit: float = np.inf) -> FloatArray:
        """Return the distances from each source to every node.

        Parameters
        ----------
        sources
            Nodes.
        limit
            Do not look further; what lies beyond is as if out of reach.

        Returns
        -------
        distances
            One row for each source; inf where there is no way.
        """
        found = dijkstra(self.matrix, indices=np.atleast_1d(sources), limit=limit)
        return np.asarray(found, np.float64)

    def tree(self, source: int) -> tuple[FloatArray, LongArray]:
        """Return the distance to every node, and the half-edge by which its way arrives.

        Parameters
        ----------
        source
            Node.

        Returns
        -------
        distances
            inf where there is no way.
        arrival
            -1 for the source and where there is no way.
        """
        distances, before = dijkstra(self.matrix, indices=source, return_predecessors=True)
        size = len(distances)
        arrival = np.full(size, -1, np.int64)
        node = np.flatnonzero(before != _NONE)
        begins = np.repeat(np.arange(size, dtype=np.int64), np.diff(self.matrix.indptr))
        keys = begins * size + self.matrix.indices
        place = np.searchsorted(keys, before[node].astype(np.int64) * size + node)
        arrival[node] = self.half[place]
        return np.asarray(distances, np.float64), arrival

    def route(
        self, sources: Sequence[Entry], targets: Sequence[Entry]
    ) -> tuple[int, list[int], int] | None:
        """Return the best way from any source to any target.

        Returns
        -------
        way
            The source, the half-edges in the order of travel and the target; none if there is
            no way.
        """
        size, first = self.matrix.shape[0], dict(sorted(sources, key=lambda entry: -entry[1]))
        # One more node, from which the search begins.
        matrix = csr_array(
            (
                np.concatenate([self.matrix.data, list(first.values())]),
                np.concatenate([self.matrix.indices, np.array(list(first), np.int32)]),
                np.append(self.matrix.indptr, self.matrix.indptr[-1] + len(first)).astype(np.int32),
            ),
            shape=(size + 1, size + 1),
        )
        reached, before = dijkstra(matrix, indices=size, return_predecessors=True)
        totals = [reached[node] + cost for node, cost in targets]
        place = int(np.argmin(totals))
        if not np.isfinite(totals[place]):
            return None
        nodes = [int(targets[place][0])]
        while (node := int(before[nodes[-1]])) != size:
            nodes.append(node)
        nodes.reverse()
        return nodes[0], [self._arc(*pair) for pair in pairwise(nodes)], nodes[-1]

    def _arc(self, here: int, there: int) -> int:
        first, last = self.matrix.indptr[here], self.matrix.indptr[here + 1]
        place = first + np.searchsorted(self.matrix.indices[first:last], there)
        return int(self.half[place])
