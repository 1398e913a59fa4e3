"""Ways for a shipment: found over the freight network, flights included, none beaten in all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import numpy as np

from geo.errors import ParameterError
from geo.graph import FloatArray
from geo.graph import Path as Way
from geo.multimodal import CRITERIA, MODES
from geo.pareto import Mix, Sweep, joined, undominated
from geo.sphere import distance_km
from webmap.freight import Access, Freight
from webmap.freight_reach import Terms, checked_modes
from webmap.refusal import worded

GROUND_MIXES: tuple[Mix, ...] = ((1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (1, 1, 1))
"""What is looked for over the ground: each criterion alone, and two between them."""
OWN_MIXES: tuple[Mix, ...] = ((1, 0, 0),)
"""What is looked for without long hauls by road, so that trains and ships stand for themselves."""
AIRPORTS_TRIED = 6
"""Airports near either end between which flights are looked for."""
AIRPORT_KM = 300.0
"""A truck gets so far to another airport than the nearest in some four hours."""
VIA_REACH_KM = 5.0
"""A place to pass is passed by rail or by ship where one is no further."""


class Point(NamedTuple):
    """A place in degrees."""

    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Journey:
    """A way from door to door."""

    start: Access
    way: Way
    end: Access
    amounts: FloatArray
    """Units of each rate, access at both ends included."""
    totals: tuple[float, float, float]
    """Hours, USD per TEU and kg CO2e per TEU at central rates."""


@dataclass(frozen=True, slots=True)
class Trip:
    """What is asked for."""

    origin: Point
    destination: Point
    terms: Terms
    via: tuple[Point, ...] = ()


def journeys(freight: Freight, trip: Trip) -> list[Journey]:
    """Return ways none of which is beaten in hours, cost and emissions at once, quickest first.

    Parameters
    ----------
    freight
        The network.
    trip
        Ends, places to pass in order, modes and closures.

    Returns
    -------
    journeys
        Empty if there is no way.

    Raises
    ------
    ParameterError
        A mode or closure is not known, or an end is out of reach of every open mode.
    """
    modes = checked_modes(trip.terms.modes)
    found = list(_over_ground(freight, trip, trip.terms, GROUND_MIXES))
    if "road" in modes and {"rail", "sea"} & set(modes):
        without = tuple(mode for mode in modes if mode != "road")
        found += _over_ground(freight, trip, trip.terms._replace(modes=without), OWN_MIXES)
    if "air" in modes and not trip.via:
        found += _by_air(freight, trip)
    return best_of(found)


def best_of(found: Iterable[Journey]) -> list[Journey]:
    """Return the journeys that no other beats, each once, quickest first."""
    once = {tuple(one.way.edges.tolist()): one for one in sorted(found, key=lambda one: one.totals)}
    kept = list(once.values())
    totals = np.array([one.totals for one in kept]).reshape(-1, len(CRITERIA))
    return [one for one, keep in zip(kept, undominated(totals), strict=True) if keep]


def ends_of(
    freight: Freight, trip: Trip, modes: Sequence[str]
) -> tuple[list[Access], list[Access]]:
    """Return how the origin gets onto the network and the destination off it.

    Raises
    ------
    ParameterError
        One of them is out of reach of every mode.
    """
    closed = trip.terms.closed
    found = (
        open_accesses(freight, trip.origin, modes, closed),
        open_accesses(freight, trip.destination, modes, closed, outbound=False),
    )
    for name, point, accesses in zip(
        ("from", "to"), (trip.origin, trip.destination), found, strict=True
    ):
        if not accesses:
            at = f"{point.lon:g},{point.lat:g}"
            raise worded(ParameterError, "no_access", name=name, at=at, modes=tuple(modes))
    return found


def open_accesses(
    freight: Freight,
    point: Point,
    modes: Iterable[str],
    closed: Collection[str],
    *,
    outbound: bool = True,
) -> list[Access]:
    """Return how a place gets onto the network, or off it, but not at a gate that is closed."""
    return open_ones(freight, freight.access(*point, modes, outbound=outbound), closed)


def open_ones(
    freight: Freight, accesses: Iterable[Access], closed: Collection[str]
) -> list[Access]:
    """Return what is not at a gate that is closed.

    A closed country stays: it is no way out of it that is missing then, and the plan says so.
    """
    gates = {name for name in closed if not name.startswith("country:")}
    return [access for access in accesses if not freight.is_shut(access.node, gates)]


def via_nodes(freight: Freight, trip: Trip, modes: Sequence[str]) -> list[list[int]]:
    """Return the nodes at which each place to pass may be passed, by rail and ship if it can be.

    Raises
    ------
    ParameterError
        A place is out of reach of every mode.
    """
    found = []
    for point in trip.via:
        ways = freight.access(*point, [mode for mode in modes if mode != "air"])
        near = [one for one in ways if one.part != "road" and one.km <= VIA_REACH_KM]
        chosen = near or ways
        if not chosen:
            at = f"{point.lon:g},{point.lat:g}"
            raise worded(ParameterError, "via_afar", name="via", at=at, modes=tuple(modes))
        found.append([one.node for one in chosen])
    return found


def _over_ground(
    freight: Freight, trip: Trip, terms: Terms, mixes: Iterable[Mix]
) -> Iterator[Journey]:
    modes = [mode for mode in terms.modes if mode != "air"]
    if not modes:
        return
    sweep = freight.sweep(terms.shut, terms.opened)
    try:
        starts, ends = ends_of(freight, trip, modes)
    except ParameterError:
        if modes == list(trip.terms.modes):
            raise
        return
    between = list(product(*via_nodes(freight, trip, modes)))
    mixes = list(mixes)
    sweep.prepare(mixes)
    for mix in mixes:
        options = [
            journey_of(freight, start, way, end)
            for start in starts
            for end in ends
            for nodes in between
            if (way := sweep.best([start.node, *nodes, end.node], mix)) is not None
        ]
        if options:
            yield min(options, key=lambda one: _worth(sweep, mix, one.totals))


def _by_air(freight: Freight, trip: Trip) -> list[Journey]:
    """Return the quickest and the cheapest way with one flight."""
    terms = trip.terms
    sweep = freight.sweep(terms.shut - {"mode:air"}, terms.opened)
    starts, ends = ends_of(freight, trip, terms.modes)
    departures = airports_near(freight, trip.origin)
    landings = airports_near(freight, trip.destination)
    quickest = GROUND_MIXES[0]
    out = {node: cheapest_to(freight, sweep, starts, node, quickest) for node in departures}
    into = {
        node: cheapest_to(freight, sweep, ends, node, quickest, inbound=True) for node in landings
    }
    found = []
    for here, there in product(departures, landings):
        first, last = out[here], into[there]
        if here == there or first is None or last is None:
            continue
        flight = flight_of(freight, here, there)
        if np.isin(flight.edges, sweep.closed).any():
            # From, or to, a closed country.
            continue
        way = joined([first[1], flight, last[1]])
        found.append(journey_of(freight, first[0], way, last[0]))
    if not found:
        return []
    return [min(found, key=lambda one: one.totals), min(found, key=lambda one: one.totals[1])]


def flight_of(freight: Freight, here: int, there: int) -> Way:
    """Return the flight between two airports, by their nodes."""
    edge = freight.flight_edge(here, there)
    km = float(freight.network.amount[edge])
    return Way(km, np.array([edge], np.int64), np.array([here, there], np.int64))


def airports_near(freight: Freight, point: Point) -> list[int]:
    """Return the nodes of the airports around a place, the nearest first."""
    first = int(freight.meta["first_node"]["air"])
    lon, lat = freight.network.places[first:].T
    away = distance_km(point.lon, point.lat, lon, lat)
    order = np.argsort(away, kind="stable")[:AIRPORTS_TRIED]
    # The nearest one, however far; others while a truck gets there soon.
    near = [place for place in order.tolist() if away[place] <= AIRPORT_KM] or [int(order[0])]
    return [first + place for place in near]


def cheapest_to(
    freight: Freight,
    sweep: Sweep,
    accesses: Sequence[Access],
    node: int,
    mix: Mix,
    *,
    inbound: bool = False,
) -> tuple[Access, Way] | None:
    """Return the best way between a door and a node by a mix."""
    found = []
    for access in accesses:
        stops = [node, access.node] if inbound else [access.node, node]
        way = sweep.best(stops, mix) if stops[0] != stops[1] else _nowhere(node)
        if way is not None:
            totals = freight.totals(freight.amounts(way, [access]))
            found.append((_worth(sweep, mix, totals), access, way))
    best = min(found, key=lambda one: one[0], default=None)
    return None if best is None else best[1:]


def _nowhere(node: int) -> Way:
    return Way(0.0, np.empty(0, np.int64), np.array([node], np.int64))


def journey_of(freight: Freight, start: Access, way: Way, end: Access) -> Journey:
    """Return a way with its ends, and what they take together."""
    amounts = freight.amounts(way, [start, end])
    return Journey(start, way, end, amounts, freight.totals(amounts))


def _worth(sweep: Sweep, mix: Mix, totals: Sequence[float]) -> float:
    return sum(
        share * total / exchange
        for share, total, exchange in zip(mix, totals, sweep.exchange, strict=True)
    )


def modes_of(freight: Freight, journey: Journey) -> dict[str, float]:
    """Return the kilometres by each mode, access by road included."""
    km = dict.fromkeys(MODES, 0.0)
    for rate, amount in zip(freight.rates, journey.amounts, strict=True):
        if rate.rate.kind in km:
            km[rate.rate.kind] += float(amount)
    return km


def main_mode(freight: Freight, journey: Journey) -> str:
    """Return what a journey is called: air, rail, sea, road, or sea-rail where both carry it far.

    Sea-rail is a journey by ship with more kilometres by rail than by road; sea-road one with more
    by road than by ship.
    """
    km = modes_of(freight, journey)
    if km["air"]:
        return "air"
    if km["sea"] > km["rail"] / 2 and km["sea"] > 0:
        if km["rail"] > km["road"]:
            return "sea_rail"
        return "sea_road" if km["road"] > km["sea"] else "sea"
    return max(("rail", "road"), key=lambda mode: km[mode])
