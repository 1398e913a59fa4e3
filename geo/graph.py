"""Graphs as plain arrays, the ways through them, and which parts hang together."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from geo.errors import NetworkError

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int32]
BoolArray = npt.NDArray[np.bool_]


class Path(NamedTuple):
    """A way through a graph."""

    length: float
    """Sum of the weights along it, in the unit of the weights."""
    edges: IntArray
    """Its edges in the order of travel."""
    nodes: IntArray
    """Its nodes in the order of travel: one more than edges."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes from 0 to `node_count` - 1, and edges between them.

    An edge can be travelled both ways; a one-way edge has a weight of inf against its direction.
    Two edges may join the same nodes. Half-edge 2 e runs along edge e, 2 e + 1 against it.
    """

    node_count: int
    tail: IntArray
    head: IntArray

    @classmethod
    def of(cls, node_count: int, tail: npt.ArrayLike, head: npt.ArrayLike) -> "Graph":
        """Check and keep the ends of the edges.

        Raises
        ------
        NetworkError
            An end is not a node, or there are not as many tails as heads.

        Examples
        --------
        >>> Graph.of(3, [0, 1], [1, 3])
        Traceback (most recent call last):
        geo.errors.NetworkError: An edge ends at node 3; expected 0 to 2.
        """
        tails, heads = np.asarray(tail, np.int64).ravel(), np.asarray(head, np.int64).ravel()
        if len(tails) != len(heads):
            msg = f"There are {len(tails)} tails and {len(heads)} heads; expected as many of each."
            raise NetworkError(msg)
        for ends in (tails, heads):
            beyond = (ends < 0) | (ends >= node_count)
            if beyond.any():
                msg = f"An edge ends at node {ends[beyond][0]}; expected 0 to {node_count - 1}."
                raise NetworkError(msg)
        return cls(node_count, tails.astype(np.int32), heads.astype(np.int32))

    @property
    def edge_count(self) -> int:
        """Number of edges."""
        return len(self.tail)

    def half_ends(self) -> tuple[IntArray, IntArray]:
        """Return where each half-edge starts and ends."""
        ends = np.column_stack([self.tail, self.head])
        return ends.ravel(), ends[:, ::-1].ravel()

    def half_end(self, half: npt.NDArray[np.signedinteger]) -> IntArray:
        """Return where some half-edges end."""
        edge = half >> 1
        return np.asarray(np.where(half & 1, self.tail[edge], self.head[edge]), np.int32)

    def check_node(self, node: int) -> None:
        """Refuse what is not a node.

        Raises
        ------
        NetworkError
            The number is not one of a node.

        Examples
        --------
        >>> Graph.of(2, [0], [1]).check_node(2)
        Traceback (most recent call last):
        geo.errors.NetworkError: node is 2; expected 0 to 1.
        """
        if not 0 <= node < self.node_count:
            msg = f"node is {node}; expected 0 to {self.node_count - 1}."
            raise NetworkError(msg)


def half_weights(
    graph: Graph, forward: npt.ArrayLike, backward: npt.ArrayLike | None = None
) -> FloatArray:
    """Return the weight of each half-edge.

    Parameters
    ----------
    graph
        The graph.
    forward
        Weight of each edge along its direction; inf where it cannot be travelled.
    backward
        Weight against its direction; the same as along it by default.

    Returns
    -------
    weights
        Two for each edge: along, against.

    Raises
    ------
    NetworkError
        There is not one weight for each edge, or one is negative or nan.

    Examples
    --------
    >>> half_weights(Graph.of(2, [0], [1]), [5], [np.inf]).tolist()
    [5.0, inf]
    """
    along = np.asarray(forward, np.float64)
    against = along if backward is None else np.asarray(backward, np.float64)
    for weights in (along, against):
        if weights.shape != (graph.edge_count,):
            msg = f"Weights have the shape {weights.shape}; expected ({graph.edge_count},)."
            raise NetworkError(msg)
        if not (weights >= 0).all():
            wrong = weights[~(weights >= 0)][0]
            msg = f"A weight is {wrong:g}; expected zero or more, or inf for a closed edge."
            raise NetworkError(msg)
    return np.column_stack([along, against]).ravel()


def components(graph: Graph, open_edges: npt.ArrayLike | None = None) -> IntArray:
    """Return the part of the graph that each node is in, if every edge went both ways.

    Parameters
    ----------
    graph
        The graph.
    open_edges
        Which edges count; all by default.

    Returns
    -------
    component
        A number for each node; 0 is the part with the most nodes.

    Examples
    --------
    >>> components(Graph.of(5, [1, 2], [2, 3])).tolist()
    [1, 0, 0, 0, 2]
    """
    counted = slice(None) if open_edges is None else np.asarray(open_edges, bool)
    tail, head = graph.tail[counted], graph.head[counted]
    joined = csr_array(
        (np.ones(len(tail), np.int8), (tail, head)), shape=(graph.node_count, graph.node_count)
    )
    _, labels = connected_components(joined, directed=False)
    sizes = np.bincount(labels, minlength=1)
    rank = np.empty(len(sizes), np.int32)
    rank[np.argsort(-sizes, kind="stable")] = np.arange(len(sizes), dtype=np.int32)
    return np.asarray(rank[labels], np.int32)


def path_of(graph: Graph, halves: npt.ArrayLike, weights: FloatArray, start: int) -> Path:
    """Return the way along some half-edges.

    Parameters
    ----------
    graph
        The graph.
    halves
        Half-edges in the order of travel, each starting where the one before ends.
    weights
        Weight of each half-edge.
    start
        The first node.

    Returns
    -------
    path
        With the sum of the weights as its length.

    Examples
    --------
    >>> graph = Graph.of(3, [0, 2], [1, 1])
    >>> path_of(graph, [0, 3], half_weights(graph, [5, 7]), 0).nodes.tolist()
    [0, 1, 2]
    """
    steps = np.asarray(halves, np.int64)
    edges = (steps >> 1).astype(np.int32)
    nodes = np.concatenate([np.array([start]), graph.half_end(steps)]).astype(np.int32)
    return Path(float(weights[steps].sum()), edges, nodes)
