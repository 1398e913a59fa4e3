"""A way along a network: where it runs, how long it is, which countries it crosses."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from shapely.geometry import LineString, MultiLineString
from shapely.geometry.base import BaseGeometry

from geo.chain import ChainNetwork
from geo.errors import NetworkError
from geo.network import Network

FloatArray = npt.NDArray[np.float64]


class Crossing(NamedTuple):
    """A run of a way within one country."""

    country: str
    length_km: float


def edges_between(network: Network, nodes: Sequence[int]) -> list[int]:
    """Return the shortest edge between each two consecutive nodes of a way.

    Parameters
    ----------
    network
        Network that the way lies in.
    nodes
        Nodes in the order of travel.

    Raises
    ------
    NetworkError
        Two consecutive nodes have no edge.

    Examples
    --------
    >>> from geo.network import plain_network
    >>> line = plain_network([0, 1, 2], [0, 0, 0], [0, 1, 1], [1, 2, 2], [111, 150, 112])
    >>> edges_between(line, [2, 1, 0])
    [2, 0]
    """
    wanted = {(min(pair), max(pair)) for pair in pairwise(nodes)}
    inside = np.isin(network.tail, nodes) & np.isin(network.head, nodes)
    best: dict[tuple[int, int], int] = {}
    for edge in np.flatnonzero(inside).tolist():
        ends = (int(network.tail[edge]), int(network.head[edge]))
        key = (min(ends), max(ends))
        if key in wanted:
            other = best.setdefault(key, edge)
            if network.length_km[edge] < network.length_km[other]:
                best[key] = edge
    for pair in wanted - best.keys():
        msg = f"Nodes {pair[0]} and {pair[1]} have no edge; expected consecutive nodes of a way."
        raise NetworkError(msg)
    return [best[min(pair), max(pair)] for pair in pairwise(nodes)]


def path_line(
    chain: ChainNetwork, nodes: Sequence[int], *, tolerance_deg: float = 0.0
) -> LineString | MultiLineString:
    """Return the line of a way as the network has it, cut where it crosses 180 degrees.

    Parameters
    ----------
    chain
        Network with the shapes of its edges.
    nodes
        Two or more nodes in the order of travel.
    tolerance_deg
        How far the line may be moved to be simpler, in degrees.

    Raises
    ------
    NetworkError
        Two consecutive nodes have no edge.

    Examples
    --------
    >>> from geo.chain import contract
    >>> from geo.network import plain_network
    >>> lane = contract(plain_network([170, 178, -178], [0, 1, 1], [0, 1], [1, 2]))
    >>> path_line(lane, [0, 1]).wkt
    'MULTILINESTRING ((170 0, 178 1, 180 1), (-180 1, -178 1))'
    """
    network, shapes = chain.network, chain.shapes
    lon: list[npt.NDArray[Any]] = [network.lon[nodes[:1]]]
    lat: list[npt.NDArray[Any]] = [network.lat[nodes[:1]]]
    for edge, (here, there) in zip(edges_between(network, nodes), pairwise(nodes), strict=True):
        inner = slice(int(shapes.start[edge]), int(shapes.start[edge + 1]))
        step = 1 if network.tail[edge] == here else -1
        lon += [shapes.lon[inner][::step], network.lon[[there]]]
        lat += [shapes.lat[inner][::step], network.lat[[there]]]
    points = np.column_stack([np.concatenate(lon), np.concatenate(lat)])
    return joined_line(points, tolerance_deg=tolerance_deg)


def joined_line(
    points: npt.ArrayLike, *, tolerance_deg: float = 0.0
) -> LineString | MultiLineString:
    """Return the line through points in order, cut where it crosses 180 degrees.

    Parameters
    ----------
    points
        Longitude and latitude of two or more points, in degrees.
    tolerance_deg
        How far the line may be moved to be simpler, in degrees.

    Examples
    --------
    >>> joined_line([[178, 1], [-178, 1]]).wkt
    'MULTILINESTRING ((178 1, 180 1), (-180 1, -178 1))'
    """
    places = np.asarray(points, np.float64)
    unwrapped = np.unwrap(places[:, 0], period=360)
    line: BaseGeometry = LineString(np.column_stack([unwrapped, places[:, 1]]))
    if tolerance_deg > 0:
        line = line.simplify(tolerance_deg)
    return _cut_at_180(np.asarray(line.coords))


def countries_along(
    network: Network, nodes: Sequence[int], *, least_km: float = 20.0
) -> list[Crossing]:
    """Return the countries of a way in order, each with its length in kilometres.

    Outlines are coarser than railways: a line beside a border seems to hop over it. A run abroad
    that is shorter than `least_km` and ends where it began is counted to that country.

    Parameters
    ----------
    network
        Network whose nodes have countries.
    nodes
        Two or more nodes in the order of travel.
    least_km
        Shortest run that counts as a crossing, in kilometres.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from geo.network import plain_network
    >>> line = plain_network([0, 1, 1.1, 2, 3], [0] * 5, [0, 1, 2, 3], [1, 2, 3, 4])
    >>> country = np.array([0, 0, 1, 0, 1], np.int16)
    >>> line = replace(line, country=country, countries=("KAZ", "KGZ"))
    >>> [one.country for one in countries_along(line, [0, 1, 2, 3, 4], least_km=60)]
    ['KAZ', 'KGZ']
    """
    lengths = network.length_km[edges_between(network, nodes)]
    runs: list[tuple[int, float]] = []
    for node, length in zip(nodes, [0.0, *lengths.tolist()], strict=True):
        country = int(network.country[node])
        if not runs:
            runs.append((country, 0.0))
        elif runs[-1][0] == country:
            runs[-1] = (country, runs[-1][1] + length)
        else:
            # Half of the edge over the border lies on either side, for want of better.
            runs[-1] = (runs[-1][0], runs[-1][1] + length / 2)
            runs.append((country, length / 2))
    merged: list[tuple[int, float]] = []
    for position, (country, length) in enumerate(runs):
        following = runs[position + 1][0] if position + 1 < len(runs) else None
        is_hop = bool(merged) and merged[-1][0] == following and length < least_km
        if merged and (is_hop or merged[-1][0] == country):
            merged[-1] = (merged[-1][0], merged[-1][1] + length)
        else:
            merged.append((country, length))
    names = (*network.countries, "")
    return [Crossing(names[country], length) for country, length in merged]


def _cut_at_180(points: FloatArray) -> LineString | MultiLineString:
    """Return the line in -180 to 180 degrees, in parts that do not cross the map."""
    lon, lat = points[:, 0], points[:, 1]
    low, high = np.minimum(lon[:-1], lon[1:]), np.maximum(lon[:-1], lon[1:])
    cut = 360 * np.floor((low + 180) / 360) + 180
    crossing = np.flatnonzero((low < cut) & (cut < high))
    share = (cut[crossing] - lon[crossing]) / (lon[crossing + 1] - lon[crossing])
    at_cut = lat[crossing] + share * (lat[crossing + 1] - lat[crossing])
    lon = np.insert(lon, crossing + 1, cut[crossing])
    lat = np.insert(lat, crossing + 1, at_cut)
    world = np.floor(((lon[:-1] + lon[1:]) / 2 + 180) / 360)
    starts = np.flatnonzero(np.diff(world)) + 1
    parts = [
        LineString(np.column_stack([lon[a : b + 1] - 360 * world[a], lat[a : b + 1]]))
        for a, b in zip([0, *starts], [*starts, len(world)], strict=True)
    ]
    return parts[0] if len(parts) == 1 else MultiLineString(parts)
