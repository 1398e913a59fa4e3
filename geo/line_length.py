"""Published lines on a network: lengths laid onto it, lines without freight left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from geo.errors import NetworkError
from geo.measure import LonLat
from geo.network import EdgeKind, Network, adjacency, take_edges
from geo.path import edges_between
from geo.sphere import SphereIndex, distance_km

IndexArray = npt.NDArray[np.int64]
MaskArray = npt.NDArray[np.bool_]
FloatArray = npt.NDArray[np.float64]

LEAST_RATIO, MOST_RATIO = 0.9, 1.4
"""Published over drawn: beyond, one of the two is about something else."""
BESIDE_KM = 1.0
"""Edges within this distance of a line are tracks of it: its second track, loops at stations."""
TRACK_KM = 0.3
"""The same for a line that is left out, beside which another may run."""
_DENSE_KM, _ROUNDS, _NEARLY_KM = 0.5, 30, 0.05
_WINDOW_DEG, _MARGIN_DEG = 2.0, 0.05
"""How far beyond its points a line is looked for, and beyond its course tracks beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedLine:
    """An existing line whose length is published: where it begins, runs through and ends."""

    id: str
    points: tuple[LonLat, ...]
    length_km: float | None
    """Of the whole; may be unknown for a line that is left out."""
    carries_freight: bool = True
    """A line for passengers only is left out."""


class LineLength(NamedTuple):
    """A published length as it was laid onto the network."""

    id: str
    drawn_km: float
    """As the base graph has it, before."""
    published_km: float | None
    ratio: float | None
    """By which the edges were multiplied; None for a line that was left out."""
    after_km: float | None
    """Shortest way through the points afterwards; less than published where another line is. None
    for a line that was left out."""
    places: FloatArray
    """Vertices of the line, longitude and latitude."""


def with_published_lengths(
    network: Network, lines: Sequence[PublishedLine], *, within_km: float = 5.0
) -> tuple[Network, list[LineLength]]:
    """Return the network with its lines as long as is published, without those for passengers.

    A line is the shortest way through its points without links encoded by hand. Its edges, and
    those of tracks beside it, are multiplied by published over drawn; edges that an earlier line
    has set stay, and the rest makes up the difference. Nothing moves. Then lines for passengers
    only go, but for edges that a line with freight has.

    Parameters
    ----------
    network
        Railways.
    lines
        Lines with published lengths.
    within_km
        Furthest that a point may lie from the node that it stands for, in kilometres.

    Raises
    ------
    NetworkError
        A point is too far, there is no way, or published and drawn are too far apart.

    Examples
    --------
    >>> from geo.network import plain_network
    >>> drawn = plain_network([0, 1, 2], [0, 0, 0], [0, 1], [1, 2], [100, 100])
    >>> line = PublishedLine(id="line", points=(LonLat(0, 0), LonLat(2, 0)), length_km=220)
    >>> network, (row,) = with_published_lengths(drawn, [line])
    >>> network.length_km.round(6).tolist(), row.drawn_km, round(row.ratio, 6)
    ([110.0, 110.0], 200.0, 1.1)
    """
    is_set = np.zeros(network.edge_count, bool)
    is_out = np.zeros(network.edge_count, bool)
    index = SphereIndex(network.lon, network.lat)
    found = {}
    for line in sorted(lines, key=lambda line: not line.carries_freight):
        nodes = _nodes_of(index, line, within_km)
        own = _window(network, nodes)
        if line.carries_freight:
            network, found[line.id] = _with_length(network, line, nodes, own, is_set)
        else:
            found[line.id] = _left_out(network, line, nodes, own, (is_set, is_out))
    rows = [found[line.id] for line in lines]
    return (take_edges(network, ~is_out) if is_out.any() else network), rows


def _with_length(
    network: Network, line: PublishedLine, nodes: list[int], own: IndexArray, is_set: MaskArray
) -> tuple[Network, LineLength]:
    """Return the network with a line as long as is published; marks its edges as set."""
    edges = _way(network, own, nodes, line.id)
    free = edges[~is_set[edges]]
    drawn = float(network.length_km[edges].sum())
    drawn_free = float(network.length_km[free].sum())
    ratio = _ratio(line, drawn, drawn_free)
    row = LineLength(line.id, drawn, line.length_km, ratio, None, _places(network, edges))
    network = _stretched(network, free, ratio, is_set)
    beside = _beside(network, edges, BESIDE_KM)
    # Tracks beside the line would now be the shorter way: they are the same line.
    for _ in range(_ROUNDS):
        again = _way(network, own, nodes, line.id)
        more = again[beside[again] & ~is_set[again]]
        if not len(more):
            break
        network = _stretched(network, more, ratio, is_set)
    after = float(network.length_km[_way(network, own, nodes, line.id)].sum())
    return network, row._replace(after_km=after)


def _left_out(
    network: Network,
    line: PublishedLine,
    nodes: list[int],
    own: IndexArray,
    marks: tuple[MaskArray, MaskArray],
) -> LineLength:
    """Mark the edges of a line without freight as out, but for those that a line with it has."""
    is_set, is_out = marks
    edges = _way(network, own[~is_out[own]], nodes, line.id)
    drawn = float(network.length_km[edges].sum())
    beside = _beside(network, edges, TRACK_KM)
    is_out[edges[~is_set[edges]]] = True
    for _ in range(_ROUNDS):
        again = _open_way(network, own[~is_out[own]], nodes, line.id)
        more = again[beside[again] & ~is_set[again]]
        if not len(more):
            break
        is_out[more] = True
    return LineLength(line.id, drawn, line.length_km, None, None, _places(network, edges))


def _ratio(line: PublishedLine, drawn_km: float, free_km: float) -> float:
    """Return by what to multiply the edges that are free, so that the line is as published."""
    published = line.length_km or 0.0
    ratio = (published - drawn_km + free_km) / free_km if free_km > _NEARLY_KM else 0.0
    if not LEAST_RATIO <= ratio <= MOST_RATIO:
        msg = (
            f"Line {line.id!r}: {published:g} km published over {drawn_km:.1f} km drawn multiplies "
            f"by {ratio:.3f}; expected {LEAST_RATIO:g} to {MOST_RATIO:g}."
        )
        raise NetworkError(msg)
    return ratio


def _stretched(network: Network, edges: IndexArray, ratio: float, is_set: MaskArray) -> Network:
    length = network.length_km.copy()
    length[edges] *= ratio
    is_set[edges] = True
    return replace(network, length_km=length)


def _nodes_of(index: SphereIndex, line: PublishedLine, within_km: float) -> list[int]:
    found, away = index.nearest([at.lon for at in line.points], [at.lat for at in line.points])
    for place, km in zip(line.points, away.tolist(), strict=True):
        if km > within_km:
            msg = (
                f"Line {line.id!r}: the nearest node to {tuple(place)} is {km:.1f} km away; "
                f"expected at most {within_km:g} km."
            )
            raise NetworkError(msg)
    return [int(node) for node in found]


def _window(network: Network, nodes: Sequence[int]) -> IndexArray:
    """Return the edges around the points of a line, without those encoded by hand."""
    lon, lat = network.lon[nodes], network.lat[nodes]
    inside = _in_box(network, lon, lat, _WINDOW_DEG)
    usable = inside[network.tail] & inside[network.head] & (network.kind != EdgeKind.LINK)
    return np.flatnonzero(usable)


def _in_box(network: Network, lon: FloatArray, lat: FloatArray, margin_deg: float) -> MaskArray:
    east, north = network.lon - lon.min(), network.lat - lat.min()
    inside: MaskArray = (east >= -margin_deg) & (east <= np.ptp(lon) + margin_deg)
    inside &= (north >= -margin_deg) & (north <= np.ptp(lat) + margin_deg)
    return inside


def _way(network: Network, own: IndexArray, nodes: Sequence[int], name: str) -> IndexArray:
    """Return the edges of the shortest way through nodes on the edges that may be used."""
    part = take_edges(network, own)
    matrix = adjacency(part)
    legs = [
        edges_between(part, _path(matrix, here, there, name)) for here, there in pairwise(nodes)
    ]
    return np.asarray(own[np.concatenate(legs)], np.int64)


def _open_way(network: Network, own: IndexArray, nodes: Sequence[int], name: str) -> IndexArray:
    """Return the edges of the shortest way; none where there is no way left."""
    try:
        return _way(network, own, nodes, name)
    except NetworkError:
        return np.empty(0, np.int64)


def _path(matrix: csr_matrix, here: int, there: int, name: str) -> list[int]:
    _, before = dijkstra(matrix, indices=here, return_predecessors=True)
    nodes = [there]
    while nodes[-1] != here:
        if before[nodes[-1]] < 0:
            msg = f"Line {name!r} has no way between two of its points; expected one without links."
            raise NetworkError(msg)
        nodes.append(int(before[nodes[-1]]))
    return nodes[::-1]


def _places(network: Network, edges: IndexArray) -> FloatArray:
    """Return the nodes along a line, from one end to the other."""
    tail, head = network.tail[edges], network.head[edges]
    nodes = [int(tail[0])]
    if len(edges) > 1 and tail[0] in (tail[1], head[1]):
        nodes = [int(head[0])]
    for one, two in zip(tail.tolist(), head.tolist(), strict=True):
        nodes.append(two if nodes[-1] == one else one)
    return np.column_stack([network.lon[nodes], network.lat[nodes]])


def _beside(network: Network, edges: IndexArray, within_km: float) -> MaskArray:
    """Return a mask of the edges whose two ends and middle are beside a line."""
    here, there = network.tail[edges], network.head[edges]
    straight = distance_km(
        network.lon[here], network.lat[here], network.lon[there], network.lat[there]
    )
    counts = np.maximum(1, np.ceil(straight / _DENSE_KM)).astype(np.int64) + 1
    which = np.repeat(np.arange(len(edges)), counts)
    step = np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts)
    part = step / (counts[which] - 1)
    lon = network.lon[here][which] * (1 - part) + network.lon[there][which] * part
    lat = network.lat[here][which] * (1 - part) + network.lat[there][which] * part
    index = SphereIndex(lon, lat)
    near = _in_box(network, lon, lat, _MARGIN_DEG)
    _, away = index.nearest(network.lon[near], network.lat[near])
    near[near] = away <= within_km
    candidates = np.flatnonzero(near[network.tail] & near[network.head])
    one, two = network.tail[candidates], network.head[candidates]
    _, middle = index.nearest(
        (network.lon[one] + network.lon[two]) / 2, (network.lat[one] + network.lat[two]) / 2
    )
    found = np.zeros(network.edge_count, bool)
    found[candidates[middle <= within_km]] = True
    return found
