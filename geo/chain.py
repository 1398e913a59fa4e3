"""Make a network small for routing: lines between junctions become one edge, islands go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo.network import Network, components, degrees, take_edges, take_nodes
from geo.sphere import SphereIndex

FloatArray = npt.NDArray[np.float64]
Int32Array = npt.NDArray[np.int32]
IndexArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """Vertices of edges between their ends, one after the other, from tail to head."""

    start: Int32Array
    """Of each edge, where its vertices begin; one more at the end."""
    lon: npt.NDArray[np.float32]
    lat: npt.NDArray[np.float32]
    km: npt.NDArray[np.float32]
    """Way from the tail of the edge to the vertex, in kilometres."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainNetwork:
    """A network whose edges are whole lines between junctions, and how they run."""

    network: Network
    shapes: Shapes


class Spot(NamedTuple):
    """A place on a network: on an edge, so far from its tail."""

    edge: int
    km: float
    lon: float
    lat: float
    away_km: float
    """Distance from what was looked up, in kilometres."""


def without_islands(
    network: Network, *, least_km: float, anchors: npt.NDArray[np.bool_] | None = None
) -> Network:
    """Return a network without the components that lead nowhere.

    Parameters
    ----------
    network
        Network with islands.
    least_km
        Shortest total length of a component that stays, in kilometres.
    anchors
        Mask over the nodes: a component with one of them stays however short it is.

    Examples
    --------
    >>> from geo.network import plain_network
    >>> two = plain_network([0, 1, 5, 5.01], [0] * 4, [0, 2], [1, 3])
    >>> without_islands(two, least_km=50).lon.tolist()
    [0.0, 1.0]
    """
    label = components(network)
    total_km = np.bincount(
        label[network.tail], weights=network.length_km, minlength=int(label.max()) + 1
    )
    stays = total_km >= least_km
    if anchors is not None:
        stays[label[anchors]] = True
    return take_nodes(network, stays[label])


def contract(network: Network, keep: npt.NDArray[np.bool_] | None = None) -> ChainNetwork:
    """Return the network with one edge for every line between junctions.

    A node between two edges goes, if both are of one kind, gauge and row and the country is the
    same on both sides. Loops, which no shortest way uses, go; of parallel edges with one row the
    shortest stays.

    Parameters
    ----------
    network
        Network as it was repaired.
    keep
        Mask over the nodes that must stay nodes.

    Examples
    --------
    >>> from geo.network import plain_network
    >>> bent = plain_network([0, 1, 2, 2], [0, 0, 0, 1], [0, 1, 2], [1, 2, 3])
    >>> short = contract(bent)
    >>> short.network.lon.tolist(), short.network.length_km.round().tolist()
    ([0.0, 2.0], [334.0])
    >>> short.shapes.lon.tolist(), short.shapes.km.round().tolist()
    ([1.0, 2.0], [111.0, 222.0])
    """
    inner = _inner_nodes(network)
    if keep is not None:
        inner &= ~keep
    first, other = _edges_at(network, inner)
    chains = _chains(network, inner, (first, other))
    return _without_repeats(_assembled(network, inner, chains))


def _inner_nodes(network: Network) -> npt.NDArray[np.bool_]:
    """Return a mask of the nodes that a chain may run through."""
    count = network.node_count
    inner: npt.NDArray[np.bool_] = degrees(network) == 2
    loops = network.tail == network.head
    inner[network.tail[loops]] = False
    crossing = network.country[network.tail] != network.country[network.head]
    inner[network.tail[crossing]] = False
    inner[network.head[crossing]] = False
    ends = np.concatenate([network.tail, network.head])
    for values in (network.kind, network.gauge_mm, network.row):
        twice = np.concatenate([values, values]).astype(np.int64)
        low = np.full(count, np.iinfo(np.int64).max)
        high = np.full(count, np.iinfo(np.int64).min)
        np.minimum.at(low, ends, twice)
        np.maximum.at(high, ends, twice)
        inner &= low == high
    return inner


def _edges_at(network: Network, inner: npt.NDArray[np.bool_]) -> tuple[IndexArray, IndexArray]:
    """Return the two edges of each inner node."""
    ends = np.concatenate([network.tail, network.head])
    order = np.argsort(ends, kind="stable")
    starts = np.searchsorted(ends[order], np.arange(network.node_count))
    edge = order % max(network.edge_count, 1)
    last = max(len(edge) - 1, 0)
    first = edge[np.minimum(starts, last)] if len(edge) else starts
    other = edge[np.minimum(starts + 1, last)] if len(edge) else starts
    return np.where(inner, first, -1), np.where(inner, other, -1)


def _chains(
    network: Network, inner: npt.NDArray[np.bool_], at: tuple[IndexArray, IndexArray]
) -> list[tuple[list[int], list[int]]]:
    """Return each chain as its nodes and its edges, from one junction to the next."""
    tail, head = network.tail.tolist(), network.head.tolist()
    first, other = at[0].tolist(), at[1].tolist()
    is_inner = inner.tolist()
    used = [False] * len(tail)
    chains = []
    for edge in range(len(tail)):
        for start in (tail[edge], head[edge]):
            if used[edge] or is_inner[start]:
                continue
            nodes, edges = [start], [edge]
            used[edge] = True
            node = head[edge] if start == tail[edge] else tail[edge]
            while is_inner[node]:
                nodes.append(node)
                step = other[node] if first[node] == edges[-1] else first[node]
                used[step] = True
                edges.append(step)
                node = head[step] if tail[step] == node else tail[step]
            nodes.append(node)
            chains.append((nodes, edges))
    return chains


def _assembled(
    network: Network,
    inner: npt.NDArray[np.bool_],
    chains: list[tuple[list[int], list[int]]],
) -> ChainNetwork:
    position = np.cumsum(~inner, dtype=np.int32) - 1
    head_edges = np.array([edges[0] for _, edges in chains], np.int64)
    steps = np.array([edge for _, edges in chains for edge in edges], np.int64)
    counts = np.array([len(edges) for _, edges in chains], np.int64)
    vertices = np.array([node for nodes, _ in chains for node in nodes[1:-1]], np.int64)
    offset = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    along = np.cumsum(network.length_km[steps])
    before = np.concatenate([[0.0], along])[offset[:-1]]
    chain_of = np.repeat(np.arange(len(chains)), counts)
    # The last step of a chain ends at a junction; every other ends at a vertex.
    is_last = np.zeros(len(steps), bool)
    is_last[offset[1:] - 1] = True
    rows = take_edges(network, head_edges)
    joined = replace(
        rows,
        lon=network.lon[~inner],
        lat=network.lat[~inner],
        country=network.country[~inner],
        tail=position[np.array([nodes[0] for nodes, _ in chains], np.int64)],
        head=position[np.array([nodes[-1] for nodes, _ in chains], np.int64)],
        length_km=along[offset[1:] - 1] - before if len(chains) else along,
    )
    shapes = Shapes(
        start=np.concatenate([[0], np.cumsum(counts - 1)]).astype(np.int32),
        lon=network.lon[vertices].astype(np.float32),
        lat=network.lat[vertices].astype(np.float32),
        km=(along - before[chain_of])[~is_last].astype(np.float32),
    )
    return ChainNetwork(network=joined, shapes=shapes)


def _without_repeats(chain: ChainNetwork) -> ChainNetwork:
    """Return the network without loops and without the longer of parallel edges of one row."""
    network = chain.network
    low, high = np.minimum(network.tail, network.head), np.maximum(network.tail, network.head)
    order = np.lexsort((network.length_km, network.row, high, low))
    order = order[low[order] != high[order]]
    first = np.ones(len(order), bool)
    same = [np.diff(values[order]) == 0 for values in (low, high, network.row)]
    first[1:] = ~(same[0] & same[1] & same[2])
    chosen = np.sort(order[first])
    return ChainNetwork(network=take_edges(network, chosen), shapes=_take_shapes(chain, chosen))


def _take_shapes(chain: ChainNetwork, chosen: IndexArray) -> Shapes:
    start = chain.shapes.start
    counts = np.diff(start)[chosen]
    offset = np.concatenate([[0], np.cumsum(counts)])
    within = np.arange(int(offset[-1])) - np.repeat(offset[:-1], counts)
    vertex = np.repeat(start[:-1][chosen], counts) + within
    shapes = chain.shapes
    return Shapes(
        start=offset.astype(np.int32),
        lon=shapes.lon[vertex],
        lat=shapes.lat[vertex],
        km=shapes.km[vertex],
    )


class SpotIndex:
    """Every node and vertex of a network, to find the nearest spot on it.

    Parameters
    ----------
    chain
        Network with its shapes.
    edges
        Mask over the edges to look at: those of one gauge, say; all if left out.

    Examples
    --------
    >>> from geo.network import plain_network
    >>> line = contract(plain_network([0, 1, 2], [0, 0, 0], [0, 1], [1, 2]))
    >>> spot = SpotIndex(line).nearest(1.0, 0.1)[0]
    >>> spot.edge, round(spot.km, 1), round(spot.away_km, 1)
    (0, 111.2, 11.1)
    """

    def __init__(self, chain: ChainNetwork, edges: npt.NDArray[np.bool_] | None = None) -> None:
        network, shapes = chain.network, chain.shapes
        every = np.arange(network.edge_count, dtype=np.int64)
        counts = np.diff(shapes.start)
        edge = np.concatenate([every, every, np.repeat(every, counts)])
        km = np.concatenate([np.zeros(len(every)), network.length_km, shapes.km])
        lon = np.concatenate([network.lon[network.tail], network.lon[network.head], shapes.lon])
        lat = np.concatenate([network.lat[network.tail], network.lat[network.head], shapes.lat])
        if edges is not None:
            chosen = edges[edge]
            edge, km, lon, lat = edge[chosen], km[chosen], lon[chosen], lat[chosen]
        self._edge, self._km, self._lon, self._lat = edge, km, lon, lat
        self._index = SphereIndex(lon, lat)

    def nearest(self, lon: npt.ArrayLike, lat: npt.ArrayLike) -> list[Spot]:
        """Return the nearest spot to each point."""
        index, away = self._index.nearest(lon, lat)
        return [
            Spot(
                int(self._edge[one]),
                float(self._km[one]),
                float(self._lon[one]),
                float(self._lat[one]),
                float(km),
            )
            for one, km in zip(index, away, strict=True)
        ]
