"""Hours from a place to wherever freight may leave the network, or from there to the place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo.errors import ParameterError
from geo.graph import BoolArray, FloatArray
from geo.routing import Router
from geo.sampling import draws
from geo.sphere import distance_km
from geo.tree import parents_of, percentiles, tree_amounts
from webmap.coverage_ask import RANKS, Asked
from webmap.entrances import REACH_KM
from webmap.freight import QUICKEST, Freight
from webmap.freight_reach import arrivals, starts
from webmap.refusal import worded

DRAWS = 200
"""How many draws of the rates a percentile of a field is taken from."""
ANYWHERE = -1
"""Country of an exit off the outlines, on a pier or an islet."""
_NO_STEP = -1
_AIR = "air"
_AS_SOON = 1 + 1e-6

LongArray = npt.NDArray[np.int64]
ShortArray = npt.NDArray[np.int16]
SingleArray = npt.NDArray[np.float32]


class Exits(NamedTuple):
    """Where freight may leave the network, and when."""

    places: FloatArray
    """Longitude and latitude of each, in degrees."""
    hours: FloatArray
    country: ShortArray
    """Position among the countries of the freight network, or ANYWHERE."""
    reach_km: float
    """How far freight may go on from each, in a straight line."""


class _Arrivals(NamedTuple):
    """Hours to every node by the quickest way."""

    hours: FloatArray
    router: Router
    """By which they were found, in a unit of its own."""
    unit: float
    """Hours of one unit."""
    entries: Mapping[int, FloatArray]
    """Amounts of each rate with which a node is entered from the place itself."""
    landed: Mapping[int, tuple[int, float]]
    """For an airport that is flown to: the node flown from, and the kilometres."""
    ground: FloatArray
    """Hours without a flight."""


def exits(freight: Freight, asked: Asked, limit_hours: float) -> Exits:
    """Return the hours to every exit of the network.

    Freight leaves a road anywhere, a railway by a terminal, a ship in a port, an aeroplane at an
    airport: no ship that passes a coast serves it.

    Parameters
    ----------
    freight
        The network.
    asked
        The question; its days are not used.
    limit_hours
        Do not look further.

    Raises
    ------
    ParameterError
        A closure is not known, or the place is out of reach of every open mode.
    """
    found = _arrivals(freight, asked, limit_hours)
    node, central = exits_after(freight, asked, found.hours)
    rank = RANKS[asked.rank]
    if rank is None:
        return central
    all_nodes, all_steps, _ = gates_of(freight, asked)
    step = all_steps[np.isfinite(found.hours[all_nodes])]
    hours = _percentile(freight, found, node, step, rank, reverse=asked.reverse)
    return central._replace(hours=np.asarray(hours, np.float64))


def exits_after(freight: Freight, asked: Asked, node_hours: FloatArray) -> tuple[LongArray, Exits]:
    """Return the exits that are reached, and when, from the hours of all nodes at central rates.

    Parameters
    ----------
    freight
        The network.
    asked
        The question; its days and its rank are not used.
    node_hours
        Hours to every node; inf for those out of reach.

    Returns
    -------
    node, exits
        The node of each exit, and the exits.
    """
    node, _, beyond = gates_of(freight, asked)
    is_reached = np.isfinite(node_hours[node])
    node, beyond = node[is_reached], beyond[is_reached]
    country = freight.country.copy()
    for port, number in _port_countries(freight).items():
        country[port] = number
    places, hours = freight.network.places[node], node_hours[node] + beyond
    return node, Exits(places, hours, country[node], reach_km(asked))


def reach_km(asked: Asked) -> float:
    """Return how far freight may go on from an exit.

    One reach for all: a near exit with a short one would stand in the way of a far one.
    """
    return max(REACH_KM[mode] for mode in asked.modes)


def _arrivals(freight: Freight, asked: Asked, limit_hours: float) -> _Arrivals:
    spot, outbound = asked.spot, not asked.reverse
    terms = asked.terms
    sweep = freight.sweep(terms.shut, terms.opened)
    router, unit = sweep.router(QUICKEST), sweep.exchange[0]
    ways = starts(freight, spot.lon, spot.lat, terms, outbound=outbound)
    if not ways:
        at = f"{spot.lon:g},{spot.lat:g}"
        raise worded(ParameterError, "no_access", name="from", at=at, modes=asked.modes)
    begun = [(access.node, hours) for access, hours in ways]
    entries = {access.node: freight.amounts(None, [access]) for access, _ in ways}
    ground = arrivals(freight, router, begun, limit_hours, reverse=asked.reverse)
    if _AIR not in asked.modes:
        return _Arrivals(ground, router, unit, entries, {}, ground)
    landed, arrived = _flights(freight, ground, freight.shut_nodes(asked.closed), limit_hours)
    hours = ground
    if landed:
        begun = [(node, float(arrived[node])) for node in landed]
        flown = arrivals(freight, router, begun, limit_hours, reverse=asked.reverse)
        hours = np.minimum(ground, flown)
    return _Arrivals(hours, router, unit, entries, landed, ground)


def _flights(
    freight: Freight, ground: FloatArray, shut: BoolArray, limit_hours: float
) -> tuple[dict[int, tuple[int, float]], dict[int, float]]:
    """Return the airports that are best flown to: from where, how far, and when one lands."""
    first = int(freight.network.first_node[_AIR])
    lon, lat = freight.network.places[first:].T
    per_km = freight.rate(_AIR).hours.central
    begun = np.flatnonzero(np.isfinite(ground[first:]) & ~shut[first:])
    best, origin, length = ground[first:].copy(), np.full(len(lon), -1), np.zeros(len(lon))
    for here in begun.tolist():
        km = distance_km(lon[here], lat[here], lon, lat)
        there = ground[first + here] + km * per_km
        is_better = there < best
        best[is_better], origin[is_better], length[is_better] = (
            there[is_better],
            here,
            km[is_better],
        )
    chosen = np.flatnonzero((origin >= 0) & (best <= limit_hours) & ~shut[first:]).tolist()
    landed = {first + j: (first + int(origin[j]), float(length[j])) for j in chosen}
    return landed, {first + j: float(best[j]) for j in chosen}


def gates_of(freight: Freight, asked: Asked) -> tuple[LongArray, LongArray, FloatArray]:
    """Return the nodes where freight may leave the network, and the step there.

    Returns
    -------
    node, step, hours
        Nodes, the rate of the step from each to the road outside, and its hours; a road has none.
    """
    first = freight.network.first_node
    direction = "export" if asked.reverse else "import"
    by_country: dict[tuple[str, str], int] = {}

    def rate(kind: str, country: str, way: str = "") -> int:
        if (kind, country) not in by_country:
            by_country[kind, country] = freight.rate_number[
                freight.book.of_country(kind, country, way)
            ]
        return by_country[kind, country]

    road = np.arange(first["road"], first["sea"])
    rail = np.arange(first["rail"], first["road"])
    codes = [*freight.meta["countries"], ""]
    terminals = np.array([rate("terminal", code) for code in codes])
    flying = np.arange(first[_AIR], freight.network.graph.node_count)
    ports = {first["sea"] + node: name for name, node in freight.meta["port_node"].items()}
    steps = [rate("port", freight.gates[name].country, direction) for name in ports.values()]
    landing = [rate("airport", freight.country_of(int(node)), direction) for node in flying]
    node = np.concatenate([road, rail, np.fromiter(ports, np.int64, len(ports)), flying])
    step = np.concatenate(
        [
            np.full(len(road), _NO_STEP),
            terminals[freight.country[rail]],
            np.array(steps, np.int64),
            np.array(landing, np.int64),
        ]
    )
    is_open = ~(freight.shut_nodes(asked.closed) | freight.is_waiting)[node]
    node, step = node[is_open].astype(np.int64), step[is_open].astype(np.int64)
    table = np.append(freight.network.table()[:, 0], 0.0)
    return node, step, table[step]


def _port_countries(freight: Freight) -> dict[int, int]:
    """Return the country of each node of a port: the sea itself has none."""
    first, number = freight.network.first_node["sea"], freight.meta["countries"].index
    known = set(freight.meta["countries"])
    return {
        first + node: number(freight.gates[name].country)
        for name, node in freight.meta["port_node"].items()
        if freight.gates[name].country in known
    }


def _percentile(
    freight: Freight,
    found: _Arrivals,
    node: LongArray,
    step: LongArray,
    rank: float,
    *,
    reverse: bool,
) -> FloatArray:
    """Return a percentile of the hours of the ways that are quickest at central rates."""
    amounts = _amounts(freight, found, reverse=reverse)[node]
    at = np.flatnonzero(step != _NO_STEP)
    amounts[at, step[at]] += 1
    drawn = draws(freight.network.ranges("hours"), count=DRAWS)
    return np.asarray(percentiles(amounts, drawn, (rank,))[0], np.float64)


def _amounts(freight: Freight, found: _Arrivals, *, reverse: bool) -> SingleArray:
    """Return how much of each rate the way to each node takes."""
    roots = dict(found.entries)
    if found.landed:
        taken = _tree(freight, found, found.ground, roots, reverse=reverse)
        air = freight.rate_number[_AIR]
        for node, (begun, km) in found.landed.items():
            roots[node] = taken[begun].astype(np.float64)
            roots[node][air] += km
    return _tree(freight, found, found.hours, roots, reverse=reverse)


def _tree(
    freight: Freight,
    found: _Arrivals,
    hours: FloatArray,
    roots: Mapping[int, FloatArray],
    *,
    reverse: bool,
) -> SingleArray:
    network = freight.network
    table = network.table()[:, 0]
    # A node that is entered from the place may be reached sooner by way of another.
    first = {
        node: amounts
        for node, amounts in roots.items()
        if float(amounts @ table) <= hours[node] * _AS_SOON
    }
    arrival = parents_of(network.graph, found.router.weights, hours / found.unit, reverse=reverse)
    return tree_amounts(
        network.graph, arrival, network.amount, network.rate, len(network.rates), roots=first
    )
