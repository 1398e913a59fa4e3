"""A network in memory: places and the ways between them, as plain arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.csgraph import connected_components

from geo.errors import NetworkError
from geo.sphere import distance_km

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int32]
NO_ROW = -1
"""Edge that no row of a table stands for."""


class EdgeKind(IntEnum):
    """What an edge is, and thereby who vouches for it."""

    BASE = 0
    """As the base graph has it."""
    JOIN = 1
    """Closes a gap of the base graph, found by rule."""
    LINK = 2
    """Encoded by hand, a row of links.csv."""
    GAUGE_CHANGE = 3
    """From one gauge to another at one place, a row of gauge_changes.csv."""
    PASSAGE = 4
    """Part of a named sea passage, a row of passages.csv."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Nodes and undirected edges; every array of one length, none to be changed.

    Edges are plain `tail`, `head`, `length_km`, as any router takes them. Coordinates are WGS 84
    in degrees.
    """

    lon: FloatArray
    lat: FloatArray
    country: npt.NDArray[np.int16]
    """Of each node, position in `countries`; -1 where it has none."""
    tail: IntArray
    head: IntArray
    length_km: FloatArray
    kind: npt.NDArray[np.uint8]
    """Of each edge, an `EdgeKind`."""
    gauge_mm: npt.NDArray[np.int16]
    """Of each edge; 0 where there is none or nobody says."""
    row: IntArray
    """Of each edge, position in `rows`; -1 for an edge that no row stands for."""
    countries: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    """Ids of joins, links, gauge changes and passages."""

    @property
    def node_count(self) -> int:
        """Number of nodes."""
        return len(self.lon)

    @property
    def edge_count(self) -> int:
        """Number of undirected edges."""
        return len(self.tail)

    def country_of(self, node: int) -> str:
        """Return the code of a node's country, empty where it has none."""
        index = int(self.country[node])
        return self.countries[index] if index >= 0 else ""

    def row_of(self, edge: int) -> str:
        """Return the id of the row that stands for an edge, empty where there is none."""
        index = int(self.row[edge])
        return self.rows[index] if index >= 0 else ""


def plain_network(
    lon: npt.ArrayLike,
    lat: npt.ArrayLike,
    tail: npt.ArrayLike,
    head: npt.ArrayLike,
    length_km: npt.ArrayLike | None = None,
) -> Network:
    """Return a network of base edges without countries and gauges.

    Parameters
    ----------
    lon, lat
        Nodes, in degrees.
    tail, head
        Ends of the edges, as positions of nodes.
    length_km
        Lengths in kilometres; great-circle distances if left out.

    Raises
    ------
    NetworkError
        The arrays do not fit together.

    Examples
    --------
    >>> network = plain_network([0, 1, 2], [0, 0, 0], [0, 1], [1, 2])
    >>> network.node_count, network.edge_count, network.length_km.round(1).tolist()
    (3, 2, [111.2, 111.2])
    """
    lon_, lat_ = np.asarray(lon, np.float64), np.asarray(lat, np.float64)
    tail_, head_ = np.asarray(tail, np.int32), np.asarray(head, np.int32)
    _check_ends(tail_, head_, len(lon_))
    if length_km is None:
        length = distance_km(lon_[tail_], lat_[tail_], lon_[head_], lat_[head_])
    else:
        length = np.asarray(length_km, np.float64)
    return Network(
        lon=lon_,
        lat=lat_,
        country=np.full(len(lon_), -1, np.int16),
        tail=tail_,
        head=head_,
        length_km=length,
        kind=np.zeros(len(tail_), np.uint8),
        gauge_mm=np.zeros(len(tail_), np.int16),
        row=np.full(len(tail_), NO_ROW, np.int32),
    )


def add_edges(
    network: Network,
    edges: Sequence[tuple[int, int, float]],
    kind: EdgeKind,
    ids: Sequence[str],
    gauges_mm: Sequence[int] | None = None,
) -> Network:
    """Return a network with more edges, each named by a row.

    Parameters
    ----------
    network
        Network to add to.
    edges
        Tail, head, and length in kilometres.
    kind
        What the edges are.
    ids
        One row's id for each edge; the same id may stand for several.
    gauges_mm
        Gauge of each edge; none if left out.

    Raises
    ------
    NetworkError
        An edge ends at no node, or ids and edges differ in number.

    Examples
    --------
    >>> apart = plain_network([0, 1], [0, 0], [], [])
    >>> joined = add_edges(apart, [(0, 1, 120.0)], EdgeKind.LINK, ["bridge"])
    >>> joined.row_of(0), joined.length_km.tolist()
    ('bridge', [120.0])
    """
    if len(ids) != len(edges):
        msg = f"There are {len(ids)} ids for {len(edges)} edges; expected one for each."
        raise NetworkError(msg)
    tail = np.array([edge[0] for edge in edges], np.int32)
    head = np.array([edge[1] for edge in edges], np.int32)
    _check_ends(tail, head, network.node_count)
    names = [*network.rows, *sorted(set(ids) - set(network.rows))]
    position = {name: index for index, name in enumerate(names)}
    gauge = np.zeros(len(edges), np.int16) if gauges_mm is None else np.array(gauges_mm, np.int16)
    return replace(
        network,
        tail=np.concatenate([network.tail, tail]),
        head=np.concatenate([network.head, head]),
        length_km=np.concatenate([network.length_km, [edge[2] for edge in edges]]),
        kind=np.concatenate([network.kind, np.full(len(edges), kind, np.uint8)]),
        gauge_mm=np.concatenate([network.gauge_mm, gauge]),
        row=np.concatenate([network.row, np.array([position[name] for name in ids], np.int32)]),
        rows=tuple(names),
    )


def take_edges(network: Network, chosen: npt.NDArray[Any]) -> Network:
    """Return a network with some of the edges and all of the nodes.

    Parameters
    ----------
    network
        Network to take from.
    chosen
        Mask over the edges, or positions of edges; a position may come twice.

    Examples
    --------
    >>> line = plain_network([0, 1, 2], [0, 0, 0], [0, 1], [1, 2])
    >>> take_edges(line, np.array([False, True])).tail.tolist()
    [1]
    """
    return replace(
        network,
        tail=network.tail[chosen],
        head=network.head[chosen],
        length_km=network.length_km[chosen],
        kind=network.kind[chosen],
        gauge_mm=network.gauge_mm[chosen],
        row=network.row[chosen],
    )


def take_nodes(network: Network, chosen: npt.NDArray[np.bool_]) -> Network:
    """Return a network with some of the nodes and the edges between them.

    Parameters
    ----------
    network
        Network to take from.
    chosen
        Mask over the nodes.

    Examples
    --------
    >>> line = plain_network([0, 1, 2], [0, 0, 0], [0, 1], [1, 2])
    >>> part = take_nodes(line, np.array([False, True, True]))
    >>> part.lon.tolist(), part.tail.tolist(), part.head.tolist()
    ([1.0, 2.0], [0], [1])
    """
    position = np.cumsum(chosen, dtype=np.int32) - 1
    inside = take_edges(network, chosen[network.tail] & chosen[network.head])
    return replace(
        inside,
        lon=network.lon[chosen],
        lat=network.lat[chosen],
        country=network.country[chosen],
        tail=position[inside.tail].astype(np.int32),
        head=position[inside.head].astype(np.int32),
    )


def components(network: Network) -> IntArray:
    """Return the component of each node, the largest first.

    Parameters
    ----------
    network
        Network to look at.

    Examples
    --------
    >>> two = plain_network([0, 1, 2, 3], [0, 0, 0, 0], [1, 2], [2, 3])
    >>> components(two).tolist()
    [1, 0, 0, 0]
    """
    _, label = connected_components(adjacency(network), directed=False)
    sizes = np.bincount(label)
    rank = np.empty(len(sizes), np.int32)
    rank[np.argsort(-sizes, kind="stable")] = np.arange(len(sizes), dtype=np.int32)
    ranked: IntArray = rank[label]
    return ranked


def adjacency(network: Network) -> csr_matrix:
    """Return the symmetric matrix of lengths in km; of parallel edges the shortest counts.

    Parameters
    ----------
    network
        Network to look at.

    Examples
    --------
    >>> loop = plain_network([0, 1], [0, 0], [0, 1], [1, 0], [7.0, 5.0])
    >>> adjacency(loop).toarray().tolist()
    [[0.0, 5.0], [5.0, 0.0]]
    """
    low, high = np.minimum(network.tail, network.head), np.maximum(network.tail, network.head)
    order = np.lexsort((network.length_km, high, low))
    low, high, length = low[order], high[order], network.length_km[order]
    first = np.ones(len(low), bool)
    first[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    low, high, length = low[first], high[first], length[first]
    size = (network.node_count, network.node_count)
    both = (np.concatenate([low, high]), np.concatenate([high, low]))
    return coo_matrix((np.concatenate([length, length]), both), shape=size).tocsr()


def degrees(network: Network) -> IntArray:
    """Return how many edge ends meet at each node.

    Parameters
    ----------
    network
        Network to look at.

    Examples
    --------
    >>> degrees(plain_network([0, 1, 2], [0, 0, 0], [0, 1], [1, 2])).tolist()
    [1, 2, 1]
    """
    ends = np.concatenate([network.tail, network.head])
    counts: IntArray = np.bincount(ends, minlength=network.node_count).astype(np.int32)
    return counts


def _check_ends(tail: IntArray, head: IntArray, nodes: int) -> None:
    ends = np.concatenate([tail, head])
    outside = ends[(ends < 0) | (ends >= nodes)]
    if len(outside):
        msg = f"An edge ends at node {int(outside[0])}; expected 0 to {nodes - 1}."
        raise NetworkError(msg)
