"""The graph that routing is measured on, and the same graph in the form of each peer.

Peers are imported where they are made: they come with the extra `bench`, not with the tests.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geo.graph import Graph, components
from geo.sphere import SphereIndex
from layers import base

PACKAGES = ("networkx", "scgraph", "igraph", "rustworkx", "scipy", "routingkit-cch")
MODES = ("rail", "road", "sea")
TRANSFER_EVERY = 20
TRANSFER_KM = 10.0


class Joined(NamedTuple):
    """Rail, road and sea in one graph."""

    graph: Graph
    places: np.ndarray
    length_km: np.ndarray

    def main_nodes(self) -> np.ndarray:
        """Nodes of the largest part."""
        return np.flatnonzero(components(self.graph) == 0)


def joined() -> Joined:
    """Join the base graphs by transfers from rail and sea to the nearest road."""
    graphs = [base.graph(mode) for mode in MODES]
    places = [np.column_stack(graph.lonlat()) for graph in graphs]
    first = np.cumsum([0, *(len(each) for each in places)])
    road = SphereIndex(*places[1].T)
    ends = [
        (graph.tail + start, graph.head + start)
        for graph, start in zip(graphs, first, strict=False)
    ]
    lengths = [graph.length_m / 1000 for graph in graphs]
    for mode in (0, 2):
        picked = np.arange(0, len(places[mode]), TRANSFER_EVERY)
        nearest, distance = road.nearest(*places[mode][picked].T)
        near = distance < TRANSFER_KM
        ends.append((picked[near] + first[mode], nearest[near] + first[1]))
        lengths.append(distance[near] + 1)
    tail, head = (np.concatenate(side) for side in zip(*ends, strict=True))
    graph = Graph.of(int(first[-1]), tail, head)
    return Joined(graph, np.concatenate(places), np.concatenate(lengths))


class Peer(NamedTuple):
    """How a library answers: the length of one way, and the distances to all nodes."""

    one: Callable[[int, int], float]
    all: Callable[[int], Any]


def peers(joined: Joined) -> dict[str, Callable[[], Peer]]:
    """Return how to make each peer; each takes gigabytes, so one at a time."""
    return {
        "networkx": lambda: _networkx(joined),
        "scgraph (C++)": lambda: _scgraph(joined),
        "igraph": lambda: _igraph(joined),
        "rustworkx": lambda: _rustworkx(joined),
        "scipy": lambda: _scipy(joined),
    }


def _shortest(joined: Joined) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return edges with only the shortest of those between the same nodes, and no loops."""
    graph, length = joined.graph, joined.length_km
    low, high = np.minimum(graph.tail, graph.head), np.maximum(graph.tail, graph.head)
    order = np.lexsort((length, high, low))
    order = order[low[order] != high[order]]
    pairs = low[order].astype(np.int64) * graph.node_count + high[order]
    kept = order[np.flatnonzero(np.diff(pairs, prepend=-1))]
    return low[kept], high[kept], length[kept]


def _networkx(joined: Joined) -> Peer:
    import networkx as nx

    tail, head, length = _shortest(joined)
    graph = nx.Graph()
    graph.add_nodes_from(range(joined.graph.node_count))
    graph.add_weighted_edges_from(
        zip(tail.tolist(), head.tolist(), length.tolist(), strict=True), weight="km"
    )
    return Peer(
        lambda source, target: nx.bidirectional_dijkstra(graph, source, target, weight="km")[0],
        lambda source: nx.single_source_dijkstra_path_length(graph, source, weight="km"),
    )


def _scgraph(joined: Joined) -> Peer:
    import scgraph

    arcs: list[dict[int, float]] = [{} for _ in range(joined.graph.node_count)]
    for tail, head, km in zip(*(each.tolist() for each in _shortest(joined)), strict=True):
        arcs[tail][head] = arcs[head][tail] = km
    graph = scgraph.Graph(arcs)
    return Peer(
        lambda source, target: graph.bidirectional_dijkstra(source, target)["length"],
        graph.get_shortest_path_tree,
    )


def _igraph(joined: Joined) -> Peer:
    import igraph

    tail, head, length = _shortest(joined)
    graph = igraph.Graph(joined.graph.node_count, np.column_stack([tail, head]))
    km = length.tolist()
    return Peer(
        lambda source, target: sum(
            km[edge] for edge in graph.get_shortest_path(source, target, km, output="epath")
        ),
        lambda source: graph.distances(source, weights=km)[0],
    )


def _rustworkx(joined: Joined) -> Peer:
    import rustworkx

    graph = rustworkx.PyGraph()
    graph.add_nodes_from(range(joined.graph.node_count))
    columns = (each.tolist() for each in _shortest(joined))
    graph.add_edges_from(list(zip(*columns, strict=True)))

    def one(source: int, target: int) -> float:
        nodes = rustworkx.dijkstra_shortest_paths(graph, source, target, weight_fn=float)[target]
        return sum(graph.get_edge_data(a, b) for a, b in pairwise(nodes))

    return Peer(one, lambda source: rustworkx.dijkstra_shortest_path_lengths(graph, source, float))


def _scipy(joined: Joined) -> Peer:
    tail, head, length = _shortest(joined)
    arcs = np.concatenate([tail, head]), np.concatenate([head, tail])
    size = joined.graph.node_count
    matrix = csr_array((np.concatenate([length, length]), arcs), shape=(size, size))

    def one(source: int, target: int) -> float:
        distances, before = dijkstra(matrix, indices=source, return_predecessors=True)
        node = target
        while node != source:
            node = int(before[node])
        return float(distances[target])

    return Peer(one, lambda source: dijkstra(matrix, indices=source))
