"""Borders in a network: each edge that crosses one gets places at which to wait and be cleared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from geo.network import Network

IntArray = npt.NDArray[np.int32]
LongArray = npt.NDArray[np.int64]


HOP_KM = 60.0
"""A stretch abroad with less line than this that leads back to where it came from is no border
crossing: outlines are coarser than railways, and lines follow rivers that are borders."""

_ROUNDS = 10
"""A stretch that grew by its neighbours is looked at again, until nothing changes."""


class Crossing(NamedTuple):
    """An edge across a border: the nodes put in at its far end, in the order of travel."""

    edge: int
    countries: tuple[str, str]
    """In alphabetical order."""
    arrived: int
    """Where the edge now ends, still in the country that it comes from; then comes the wait."""
    waited: int
    """After the wait; then comes customs, and the node where the edge used to end."""
    head: int


class Frontier(NamedTuple):
    """A network whose edges stop at borders."""

    lon: npt.NDArray[np.float64]
    lat: npt.NDArray[np.float64]
    country: npt.NDArray[np.int16]
    head: IntArray
    crossings: tuple[Crossing, ...]


def at_borders(network: Network, customs_area: Mapping[str, str]) -> Frontier:
    """Put two nodes at the end of each edge that leads from one customs area into another.

    Parameters
    ----------
    network
        Nodes with countries; those at sea or in none cross nothing.
    customs_area
        Area of each country that shares one; any other is an area of its own.

    Returns
    -------
    frontier
        Nodes of the network, then two for each crossing; the edges' new heads.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from geo.network import plain_network
    >>> line = plain_network([0, 1, 2], [0, 0, 0], [0, 1], [1, 2])
    >>> line = replace(line, country=np.array([0, 0, 1], np.int16), countries=("CHN", "KAZ"))
    >>> found = at_borders(line, {})
    >>> found.head.tolist(), found.lon.tolist(), found.crossings[0].countries
    ([1, 3], [0.0, 1.0, 2.0, 2.0, 2.0], ('CHN', 'KAZ'))
    >>> at_borders(line, {"CHN": "A", "KAZ": "A"}).crossings
    ()
    """
    areas = [customs_area.get(code, code) for code in network.countries]
    number = np.array([areas.index(area) for area in areas] + [-1], np.int64)
    here, there = number[network.country[network.tail]], number[network.country[network.head]]
    edges = np.flatnonzero((here >= 0) & (there >= 0) & (here != there))
    ends = network.head[edges]
    head = network.head.copy()
    count = network.node_count
    head[edges] = count + 2 * np.arange(len(edges))
    twice = np.repeat(ends, 2)
    crossings = tuple(
        Crossing(
            edge,
            _pair(network.country_of(int(network.tail[edge])), network.country_of(end)),
            count + 2 * i,
            count + 2 * i + 1,
            end,
        )
        for i, (edge, end) in enumerate(zip(edges.tolist(), ends.tolist(), strict=True))
    )
    return Frontier(
        lon=np.concatenate([network.lon, network.lon[twice]]),
        lat=np.concatenate([network.lat, network.lat[twice]]),
        # Who has arrived is not across yet: at a closed border nothing gets further than this.
        country=np.concatenate(
            [network.country, network.country[np.column_stack([network.tail[edges], ends]).ravel()]]
        ),
        head=head,
        crossings=crossings,
    )


def steady_countries(network: Network, *, hop_km: float = HOP_KM) -> npt.NDArray[np.int16]:
    """Return the country of each node, without hops over a border and back.

    Parameters
    ----------
    network
        Nodes with countries, as outlines have them.
    hop_km
        A connected stretch in one country with less line than this, and less than beyond the
        border, belongs to its neighbour, if it has only one; a stretch in no country to any.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from geo.network import plain_network
    >>> line = plain_network([0, 0.1, 0.2, 0.3], [0] * 4, [0, 1, 2], [1, 2, 3])
    >>> line = replace(line, country=np.array([0, 1, 0, 0], np.int16), countries=("CHN", "PRK"))
    >>> steady_countries(line).tolist()
    [0, 0, 0, 0]
    """
    country = network.country
    for _ in range(_ROUNDS):
        steadier = _without_hops(replace(network, country=country), hop_km)
        if np.array_equal(steadier, country):
            break
        country = steadier
    return country


def _without_hops(network: Network, hop_km: float) -> npt.NDArray[np.int16]:
    """Return the country of each node once short stretches abroad went to their neighbours."""
    country = network.country.astype(np.int64)
    here, there = country[network.tail], country[network.head]
    inside, count = here == there, network.node_count
    shape = (count, count)
    links = coo_array(
        (np.ones(int(inside.sum()), np.int8), (network.tail[inside], network.head[inside])), shape
    )
    parts, part = connected_components(links, directed=False)
    km = np.bincount(part[network.tail[inside]], network.length_km[inside], minlength=parts)
    # Countries on the other side of the edges that leave a part.
    ends = np.concatenate([network.tail[~inside], network.head[~inside]])
    beyond = np.concatenate([there[~inside], here[~inside]])
    least, most = np.full(parts, len(network.countries)), np.full(parts, -1)
    known = beyond >= 0
    np.minimum.at(least, part[ends[known]], beyond[known])
    np.maximum.at(most, part[ends[known]], beyond[known])
    largest = np.zeros(parts)
    others = np.concatenate([network.head[~inside], network.tail[~inside]])
    np.maximum.at(largest, part[ends], km[part[others]])
    own = np.full(parts, -1)
    own[part] = country
    is_hop = (km < hop_km) & (km < largest) & (least == most)
    moves = (most >= 0) & ((own < 0) | is_hop)
    return np.asarray(np.where(moves, most, own)[part], np.int16)


def _pair(one: str, two: str) -> tuple[str, str]:
    first, second = sorted((one, two))
    return first, second
