"""Close the gaps of a network whose lines break off a little short of each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from geo.network import Network, adjacency, components, degrees
from geo.sphere import SphereIndex, distance_km

FloatArray = npt.NDArray[np.float64]
IndexArray = npt.NDArray[np.int64]

_TILE_DEG, _BLOCK_DEG = 0.25, 5.0
_KM_PER_DEG = 111.2


class Join(NamedTuple):
    """A gap to close: from a dead end to a node near by."""

    tail: int
    head: int
    length_km: float
    detour_km: float
    """Way between the two on the network without the join; inf where there is none."""


def dead_end_joins(
    network: Network,
    group: npt.ArrayLike,
    *,
    within_km: float = 3.0,
    detour_km: float = 25.0,
) -> list[Join]:
    """Return the gaps to close, by node.

    A dead end is joined to the nearest node of its group that is within `within_km` in a straight
    line and further than `detour_km` by the network. All joins are judged on the network as it is,
    so that their order does not matter.

    Parameters
    ----------
    network
        Network with gaps.
    group
        Of each node, what it may be joined with: only nodes of equal group are.
    within_km
        Widest gap to close in kilometres.
    detour_km
        Shortest way around in kilometres that makes a gap a gap.

    Examples
    --------
    Two lines that end 1.1 km apart are joined; a spur beside its own line is not:

    >>> from geo.network import plain_network
    >>> lines = plain_network([0, 1, 1.01, 2, 1.985], [0] * 5, [0, 2, 3], [1, 3, 4])
    >>> joins = dead_end_joins(lines, [0] * 5)
    >>> [(join.tail, join.head, round(join.length_km, 1)) for join in joins]
    [(1, 2, 1.1)]
    """
    groups = np.asarray(group)
    ends = np.flatnonzero(degrees(network) == 1)
    if not len(ends):
        return []
    tail, head = _pairs_within(network, ends, within_km)
    fits = (groups[tail] == groups[head]) & (tail != head)
    tail, head = tail[fits], head[fits]
    lon, lat = network.lon, network.lat
    straight = distance_km(lon[tail], lat[tail], lon[head], lat[head])
    around = _ways_around(network, tail, head, detour_km)
    far = around > detour_km
    return _nearest_each(tail[far], head[far], straight[far], around[far])


def _pairs_within(
    network: Network, ends: IndexArray, within_km: float
) -> tuple[IndexArray, IndexArray]:
    index = SphereIndex(network.lon, network.lat)
    found = index.within(network.lon[ends], network.lat[ends], within_km)
    counts = [len(nodes) for nodes in found]
    return np.repeat(ends, counts), np.concatenate([np.asarray(nodes, np.int64) for nodes in found])


def _ways_around(
    network: Network, tail: IndexArray, head: IndexArray, limit_km: float
) -> FloatArray:
    """Return the way between each pair on the network; inf where it is longer than the limit."""
    around = np.full(len(tail), np.inf)
    label = components(network)
    same = np.flatnonzero(label[tail] == label[head])
    matrix = adjacency(network)
    index = SphereIndex(network.lon, network.lat)

    def reachable(rows: IndexArray, size_deg: float) -> IndexArray:
        """Return the nodes that ways from a tile can reach; its points lie within 1.5 sides."""
        centre = tail[rows[0]]
        radius_km = limit_km + 1.5 * size_deg * _KM_PER_DEG
        return np.asarray(index.within(network.lon[centre], network.lat[centre], radius_km)[0])

    # Cutting a small part out of a matrix takes as long as the matrix is large: first blocks, then
    # tiles of each.
    for rows in _tiles(network, tail, same, _BLOCK_DEG):
        block = reachable(rows, _BLOCK_DEG)
        part = matrix[block][:, block]
        for few in _tiles(network, tail, rows, _TILE_DEG):
            tile = reachable(few, _TILE_DEG)
            inner = np.searchsorted(block, tile)
            small = part[inner][:, inner]
            around[few] = _local_ways(small, tile, (tail[few], head[few]), limit_km)
    return around


def _tiles(
    network: Network, tail: IndexArray, rows: IndexArray, size_deg: float
) -> Iterator[IndexArray]:
    """Yield the pairs by tile: tails no further apart than a square of so many degrees."""
    y = np.floor(network.lat[tail[rows]] / size_deg).astype(np.int64)
    x = np.floor(network.lon[tail[rows]] / size_deg).astype(np.int64)
    key = (y + 10_000) * 100_000 + x + 10_000
    order = np.argsort(key, kind="stable")
    cuts = np.flatnonzero(np.diff(key[order])) + 1
    yield from (rows[part] for part in np.split(order, cuts) if len(part))


def _local_ways(
    matrix: csr_matrix,
    nodes: IndexArray,
    pairs: tuple[IndexArray, IndexArray],
    limit_km: float,
) -> FloatArray:
    sources, source_of = np.unique(pairs[0], return_inverse=True)
    position = np.searchsorted(nodes, sources)
    ways = dijkstra(matrix, indices=position, limit=limit_km)
    result: FloatArray = ways[source_of, np.searchsorted(nodes, pairs[1])]
    return result


def _nearest_each(
    tail: IndexArray, head: IndexArray, straight: FloatArray, around: FloatArray
) -> list[Join]:
    """Return the shortest pair of each tail; a pair that is found from both ends once."""
    order = np.lexsort((head, straight, tail))
    first = np.ones(len(order), bool)
    first[1:] = np.diff(tail[order]) != 0
    joins: dict[tuple[int, int], Join] = {}
    for row in order[first].tolist():
        one, two = int(tail[row]), int(head[row])
        key = (min(one, two), max(one, two))
        joins.setdefault(key, Join(*key, float(straight[row]), float(around[row])))
    return [joins[key] for key in sorted(joins)]


def widest_first(joins: Sequence[Join]) -> list[Join]:
    """Return joins by the width of the gap, the widest first: what a person should look at first.

    Parameters
    ----------
    joins
        Joins in any order.

    Examples
    --------
    >>> [join.length_km for join in widest_first([Join(0, 1, 0.5, 30.0), Join(2, 3, 2.0, 40.0)])]
    [2.0, 0.5]
    """
    return sorted(joins, key=lambda join: (-join.length_km, join.tail, join.head))
