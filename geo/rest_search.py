"""Dijkstra's search from several entries at once, over a graph that is searched often."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geo.graph import FloatArray, IntArray

_ROOM = 256
"""Entries for which there is room without copying the graph."""


@dataclass(frozen=True, slots=True)
class RestSearch:
    """A weighted graph with one more node, from which searches begin; its arcs are set anew."""

    matrix: csr_array
    arc_count: int
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @classmethod
    def of(cls, start: IntArray, end: IntArray, weights: FloatArray) -> "RestSearch":
        """Lay out a graph.

        Parameters
        ----------
        start
            Where the arcs of each node begin; one more than nodes.
        end
            Node that each arc leads to.
        weights
            Weight of each arc; inf where it is closed.

        Examples
        --------
        >>> graph = np.array([0, 1, 1], np.int32), np.array([1], np.int32), np.array([5.0])
        >>> RestSearch.of(*graph).distances({0: 2.0}).tolist()
        [2.0, 7.0]
        """
        return cls(_with_room(start, end, weights, _ROOM), len(end))

    def distances(self, begins: Mapping[int, float], *, limit: float = np.inf) -> FloatArray:
        """Return the distance of every node from the nearest of some entries.

        Parameters
        ----------
        begins
            Nodes, and how far each is away to begin with.
        limit
            Do not look further.
        """
        size, count = self.matrix.shape[0] - 1, self.arc_count
        matrix = self.matrix
        if len(begins) > _ROOM:
            arrays = matrix.indptr[:-1], matrix.indices[:count], matrix.data[:count]
            matrix = _with_room(*arrays, len(begins))
        last = count + len(begins)
        # Searches hold the interpreter anyway: the lock makes nobody wait longer.
        with self._lock:
            matrix.indices[count:last] = list(begins)
            matrix.data[count:last] = list(begins.values())
            matrix.indptr[-1] = last
            return np.asarray(dijkstra(matrix, indices=size, limit=limit)[:size], np.float64)


def _with_room(start: IntArray, end: IntArray, weights: FloatArray, room: int) -> csr_array:
    size = len(start)
    return csr_array(
        (
            np.concatenate([weights, np.zeros(room)]),
            np.concatenate([end, np.zeros(room, np.int32)]),
            np.append(start, len(end) + room).astype(np.int32),
        ),
        shape=(size, size),
    )
