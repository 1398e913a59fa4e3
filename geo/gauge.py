"""Railway gauges on a network: a train leaves its gauge only where a gauge change is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.sparse.csgraph import dijkstra

from geo.bbox import Bbox
from geo.errors import NetworkError
from geo.measure import LonLat
from geo.network import EdgeKind, Network, add_edges, adjacency, take_edges
from geo.sphere import SphereIndex

IndexArray = npt.NDArray[np.int64]
MaskArray = npt.NDArray[np.int64]

# Gauges that trains pass between without a change: 1520 and 1524 mm differ by less than the wear
# that is allowed, as do 1664, 1668 and 1674 mm.
_SAME = {1524: 1520, 1522: 1520, 1664: 1668, 1674: 1668}


@dataclass(frozen=True, slots=True, kw_only=True)
class GaugeChange:
    """A place where wagons or boxes go from one gauge to another."""

    id: str
    place: LonLat
    gauges_mm: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class GaugedNetwork:
    """A network with a node for each gauge that a place has."""

    network: Network
    place: IndexArray
    """Of each node, the node of the network before it was split."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GaugeArea:
    """An area whose gauge is not its country's."""

    id: str
    area: Bbox
    gauge_mm: int
    country: str | None = None
    """Only nodes of this country; all if None."""


def gauge_of_nodes(
    network: Network, by_country: Mapping[str, int], areas: Sequence[GaugeArea] = ()
) -> IndexArray:
    """Return the running gauge of each node, by its country or by the area it lies in.

    Parameters
    ----------
    network
        Railways whose nodes have countries.
    by_country
        Main gauge in millimetres by country code.
    areas
        Exceptions; the last one counts.

    Returns
    -------
    gauge_mm
        0 where nobody says.

    Examples
    --------
    >>> from geo.network import plain_network
    >>> two = replace(plain_network([0, 5], [0, 0], [0], [1]), countries=("CHN",),
    ...               country=np.array([0, 0], np.int16))
    >>> isle = GaugeArea(id="isle", area=Bbox(4, -1, 6, 1), gauge_mm=1067, country="CHN")
    >>> gauge_of_nodes(two, {"CHN": 1435}, [isle]).tolist()
    [1435, 1067]
    """
    gauges = [running_gauge(by_country.get(code, 0)) for code in network.countries]
    found: IndexArray = np.array([*gauges, 0], np.int64)[network.country]
    lon, lat = network.lon, network.lat
    for one in areas:
        box = one.area
        inside = (lon >= box.west) & (lon <= box.east) & (lat >= box.south) & (lat <= box.north)
        if one.country is not None:
            known = one.country in network.countries
            inside &= known and network.country == network.countries.index(one.country)
        found[inside] = running_gauge(one.gauge_mm)
    return found


def running_gauge(gauge_mm: int) -> int:
    """Return the gauge that stands for all those a train passes between without a change.

    Parameters
    ----------
    gauge_mm
        Nominal gauge in millimetres.

    Examples
    --------
    >>> running_gauge(1524), running_gauge(1435)
    (1520, 1435)
    """
    return _SAME.get(gauge_mm, gauge_mm)


def laid_gauges(
    network: Network, node_gauge_mm: npt.ArrayLike, gauges_mm: Sequence[int]
) -> MaskArray:
    """Return which gauges each edge has: those of its two ends, one bit for each.

    An edge over a border carries both: the tracks of both countries run to the border stations. An
    edge whose gauge is stated has that one.

    Parameters
    ----------
    network
        Railways.
    node_gauge_mm
        Gauge of the country or area of each node; 0 where nobody says.
    gauges_mm
        Every gauge there is, in the order of the bits.

    Raises
    ------
    NetworkError
        A node has a gauge that is not listed.

    Examples
    --------
    >>> from geo.network import plain_network
    >>> border = plain_network([0, 1, 2], [0, 0, 0], [0, 1], [1, 2])
    >>> laid_gauges(border, [1435, 1435, 1520], [1435, 1520]).tolist()
    [1, 3]
    """
    gauge = np.asarray(node_gauge_mm, np.int64)
    unknown = sorted(set(gauge.tolist()) - set(gauges_mm))
    if unknown:
        msg = f"A node has gauge {unknown[0]} mm; accepted are {', '.join(map(str, gauges_mm))}."
        raise NetworkError(msg)
    bits = np.zeros(max(gauges_mm) + 1, np.int64)
    for position, value in enumerate(gauges_mm):
        bits[value] = 1 << position
    own = np.where(np.isin(network.gauge_mm, gauges_mm), network.gauge_mm, 0).astype(np.int64)
    by_ends = bits[gauge[network.tail]] | bits[gauge[network.head]]
    mask: MaskArray = np.where(network.gauge_mm > 0, bits[own], by_ends)
    return mask


def stretch(network: Network, here: LonLat, there: LonLat) -> IndexArray:
    """Return the edges of the shortest way between two places.

    Parameters
    ----------
    network
        Railways, before nodes are split by gauge.
    here, there
        Ends of the stretch; the nearest nodes are taken.

    Raises
    ------
    NetworkError
        There is no way.

    Examples
    --------
    >>> from geo.network import plain_network
    >>> line = plain_network([0, 1, 2, 3], [0] * 4, [0, 1, 2], [1, 2, 3])
    >>> stretch(line, LonLat(0.9, 0), LonLat(3, 0.1)).tolist()
    [1, 2]
    """
    index = SphereIndex(network.lon, network.lat)
    (first, last), _ = index.nearest([here.lon, there.lon], [here.lat, there.lat])
    _, before = dijkstra(adjacency(network), indices=first, return_predecessors=True)
    nodes = [int(last)]
    while nodes[-1] != first:
        if before[nodes[-1]] < 0:
            msg = f"There is no way from {tuple(here)} to {tuple(there)}; expected one component."
            raise NetworkError(msg)
        nodes.append(int(before[nodes[-1]]))
    return _edges_along(network, nodes)


def _edges_along(network: Network, nodes: Sequence[int]) -> IndexArray:
    """Return all edges between consecutive nodes of a path, parallel ones too."""
    low, high = np.minimum(network.tail, network.head), np.maximum(network.tail, network.head)
    key = low.astype(np.int64) * network.node_count + high
    one, two = np.array(nodes[:-1], np.int64), np.array(nodes[1:], np.int64)
    wanted = np.minimum(one, two) * network.node_count + np.maximum(one, two)
    return np.flatnonzero(np.isin(key, wanted))


def split_by_gauge(network: Network, laid: MaskArray, gauges_mm: Sequence[int]) -> GaugedNetwork:
    """Return the network with a node for each place and gauge, and an edge for each gauge laid.

    Nodes of different gauges are not connected, not even at one place.

    Parameters
    ----------
    network
        Railways.
    laid
        Of each edge, the gauges it has, as `laid_gauges` returns them.
    gauges_mm
        Every gauge there is, in the order of the bits.

    Examples
    --------
    >>> from geo.network import plain_network
    >>> border = plain_network([0, 1, 2], [0, 0, 0], [0, 1], [1, 2])
    >>> split = split_by_gauge(border, np.array([1, 2]), [1435, 1520])
    >>> split.place.tolist(), split.network.gauge_mm.tolist()
    ([0, 1, 1, 2], [1435, 1520])
    """
    copies, bits = [], []
    for position in range(len(gauges_mm)):
        edges = np.flatnonzero(laid >> position & 1)
        copies.append(edges)
        bits.append(np.full(len(edges), position, np.int64))
    edge, bit = np.concatenate(copies), np.concatenate(bits)
    order = np.lexsort((bit, edge))
    edge, bit = edge[order], bit[order]
    ends = np.concatenate([network.tail[edge], network.head[edge]]).astype(np.int64)
    keys, position_of = np.unique(ends * len(gauges_mm) + np.tile(bit, 2), return_inverse=True)
    place = keys // len(gauges_mm)
    node = position_of.astype(np.int32)
    copied = take_edges(network, edge)
    gauged = replace(
        copied,
        lon=network.lon[place],
        lat=network.lat[place],
        country=network.country[place],
        tail=node[: len(edge)],
        head=node[len(edge) :],
        gauge_mm=np.array(gauges_mm, np.int16)[bit],
    )
    return GaugedNetwork(network=gauged, place=place)


def add_gauge_changes(
    gauged: GaugedNetwork, changes: Sequence[GaugeChange], *, within_km: float = 15.0
) -> Network:
    """Return the network with its gauge changes: edges without length, named by their rows.

    A change stands at the nearest place that has both gauges.

    Parameters
    ----------
    gauged
        Network that was split by gauge.
    changes
        Places of change.
    within_km
        Furthest that the place on the network may lie from the stated one, in kilometres.

    Raises
    ------
    NetworkError
        No place with both gauges is near.

    Examples
    --------
    >>> from geo.network import plain_network
    >>> border = plain_network([0, 1, 2], [0, 0, 0], [0, 1], [1, 2])
    >>> split = split_by_gauge(border, np.array([1, 2]), [1435, 1520])
    >>> change = GaugeChange(id="brest", place=LonLat(1, 0.01), gauges_mm=(1435, 1520))
    >>> whole = add_gauge_changes(split, [change])
    >>> whole.tail.tolist()[-1], whole.head.tolist()[-1], whole.row_of(2)
    (1, 2, 'brest')
    """
    of_gauge = _nodes_by_gauge(gauged)
    edges: list[tuple[int, int, float]] = []
    for change in changes:
        one, two = (of_gauge.get(running_gauge(gauge), {}) for gauge in change.gauges_mm)
        places = np.array(sorted(one.keys() & two.keys()), np.int64)
        distance_km = np.inf
        if len(places):
            first = np.array([one[int(place)] for place in places])
            index = SphereIndex(gauged.network.lon[first], gauged.network.lat[first])
            nearest, distance = index.nearest(change.place.lon, change.place.lat)
            distance_km = float(distance[0])
        if distance_km > within_km:
            msg = (
                f"Gauge change {change.id!r}: the nearest place with {change.gauges_mm[0]} and "
                f"{change.gauges_mm[1]} mm is {distance_km:.1f} km away; expected at most "
                f"{within_km:g} km."
            )
            raise NetworkError(msg)
        place = int(places[nearest[0]])
        edges.append((one[place], two[place], 0.0))
    return add_edges(gauged.network, edges, EdgeKind.GAUGE_CHANGE, [one.id for one in changes])


def _nodes_by_gauge(gauged: GaugedNetwork) -> Mapping[int, dict[int, int]]:
    """Return, for each gauge, the node of each place that has it."""
    network = gauged.network
    found: dict[int, dict[int, int]] = {}
    for gauge in np.unique(network.gauge_mm).tolist():
        edges = network.gauge_mm == gauge
        nodes = np.unique(np.concatenate([network.tail[edges], network.head[edges]]))
        found[gauge] = dict(zip(gauged.place[nodes].tolist(), nodes.tolist(), strict=True))
    return found
