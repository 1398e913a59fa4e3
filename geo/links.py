"""Links encoded by hand, laid into a network that lacks them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

import numpy as np

from geo.errors import NetworkError
from geo.measure import LonLat
from geo.network import EdgeKind, Network, add_edges
from geo.sphere import SphereIndex, distance_km

LINE_FACTOR = 1.19
"""Length by rail over the great circle: the median of 1,929 ways of 20 to 100 km between junctions
of the base graph (a quarter are below 1.10, a quarter above 1.32)."""


class PointKind(StrEnum):
    """Which node of the network a point of a link is."""

    BASE = "base"
    """The nearest one of the base graph."""
    NEW = "new"
    """One of its own."""
    LINK = "link"
    """The nearest one that a link made before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandLink:
    """A line that the base graph lacks: its points in order."""

    id: str
    points: tuple[tuple[LonLat, PointKind], ...]
    gauge_mm: int
    length_km: float | None = None
    """Length of the whole; modelled from the points if None."""
    factor: float = LINE_FACTOR
    """Modelled length over the great circle between points."""


def add_links(network: Network, links: Sequence[HandLink], *, within_km: float = 5.0) -> Network:
    """Return the network with its links, in their order.

    Between two points of a link lies one edge. A stated length is shared out over the edges by
    their great circles; else each is as long as its great circle times the link's factor.

    Parameters
    ----------
    network
        Base graph.
    links
        What it lacks.
    within_km
        Furthest that a point may lie from the node that it stands for, in kilometres.

    Raises
    ------
    NetworkError
        A link has fewer than two points, or one stands for a node that is too far.

    Examples
    --------
    >>> from geo.network import plain_network
    >>> coast = plain_network([0, 1], [0, 0], [0], [1])
    >>> points = ((LonLat(1, 0.01), PointKind.BASE), (LonLat(1, 1), PointKind.NEW))
    >>> spur = HandLink(id="spur", points=points, gauge_mm=1435, length_km=120)
    >>> longer = add_links(coast, [spur])
    >>> longer.node_count, longer.length_km.round(1).tolist(), longer.row_of(1)
    (3, [111.2, 120.0], 'spur')
    """
    base_nodes = network.node_count
    for link in links:
        if len(link.points) < 2:
            msg = f"Link {link.id!r} has {len(link.points)} points; expected at least two."
            raise NetworkError(msg)
        network, nodes = _with_nodes(network, link, base_nodes, within_km)
        ends = np.array(nodes)
        lon, lat = network.lon[ends], network.lat[ends]
        straight = distance_km(lon[:-1], lat[:-1], lon[1:], lat[1:])
        factor = link.factor if link.length_km is None else link.length_km / straight.sum()
        edges = [
            (one, two, float(length))
            for (one, two), length in zip(pairwise(nodes), straight * factor, strict=True)
        ]
        names = [link.id] * len(edges)
        gauges = [link.gauge_mm] * len(edges)
        network = add_edges(network, edges, EdgeKind.LINK, names, gauges)
    return network


def _with_nodes(
    network: Network, link: HandLink, base_nodes: int, within_km: float
) -> tuple[Network, list[int]]:
    """Return the network with the new nodes of a link, and the node of each of its points."""
    nodes: list[int] = []
    new: list[LonLat] = []
    for place, kind in link.points:
        if kind is PointKind.NEW:
            nodes.append(network.node_count + len(new))
            new.append(place)
            continue
        chosen = slice(0, base_nodes) if kind is PointKind.BASE else slice(base_nodes, None)
        lon, lat = network.lon[chosen], network.lat[chosen]
        index, away = SphereIndex(lon, lat).nearest(place.lon, place.lat)
        if away[0] > within_km:
            msg = (
                f"Link {link.id!r}: the nearest node to {tuple(place)} is {away[0]:.1f} km away; "
                f"expected at most {within_km:g} km."
            )
            raise NetworkError(msg)
        nodes.append(int(index[0]) + (chosen.start or 0))
    if not new:
        return network, nodes
    grown = replace(
        network,
        lon=np.concatenate([network.lon, [place.lon for place in new]]),
        lat=np.concatenate([network.lat, [place.lat for place in new]]),
        country=np.concatenate([network.country, np.full(len(new), -1, np.int16)]),
    )
    return grown, nodes
