"""Hours from a place to every node of the freight network, flights included."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from geo.errors import ParameterError
from geo.graph import BoolArray, FloatArray
from geo.multimodal import MODES
from geo.routing import Router
from geo.sphere import distance_km
from webmap.freight import QUICKEST, Access, Freight
from webmap.refusal import Words, worded


class Terms(NamedTuple):
    """Under which terms freight travels."""

    modes: tuple[str, ...] = MODES
    closed: frozenset[str] = frozenset()
    opened: frozenset[str] = frozenset()

    @property
    def shut(self) -> frozenset[str]:
        """Everything closed, modes that are not wanted included."""
        return self.closed | {f"mode:{mode}" for mode in MODES if mode not in self.modes}


def checked_modes(modes: Iterable[str]) -> tuple[str, ...]:
    """Return modes in their usual order.

    Raises
    ------
    ParameterError
        There is none, or one that is not known.

    Examples
    --------
    >>> checked_modes(["sea", "rail"])
    ('rail', 'sea')
    """
    asked = list(modes)
    unknown = [mode for mode in asked if mode not in MODES]
    if unknown or not asked:
        given = unknown or Words("modes_empty", {})
        raise worded(ParameterError, "modes", name="modes", given=given, known=MODES)
    return tuple(mode for mode in MODES if mode in asked)


def starts(
    freight: Freight, lon: float, lat: float, terms: Terms, *, outbound: bool = True
) -> list[tuple[Access, float]]:
    """Return how a place gets onto the network, each with its hours; not by what is closed."""
    hours = freight.network.table()[:, 0]
    found = freight.access(lon, lat, terms.modes, outbound=outbound)
    open_ones = [one for one in found if not freight.is_shut(one.node, terms.closed)]
    return [(one, float(freight.amounts(None, [one]) @ hours)) for one in open_ones]


def node_hours(
    freight: Freight,
    lon: float,
    lat: float,
    terms: Terms,
    *,
    reverse: bool = False,
    limit: float = np.inf,
) -> FloatArray:
    """Return the hours from a place to every node, or from every node to the place.

    At most one flight is taken: over the ground to an airport, on to any other, over the ground
    again.

    Parameters
    ----------
    freight
        The network.
    lon, lat
        The place, in degrees.
    terms
        Modes and closures.
    reverse
        From every node to the place.
    limit
        Do not look further, in hours.

    Returns
    -------
    hours
        One for each node, at central rates; inf where there is no way.

    Raises
    ------
    ParameterError
        A mode or closure is not known, or the place is out of reach of every open mode.
    """
    modes = checked_modes(terms.modes)
    router = freight.sweep(terms.shut, terms.opened).router(QUICKEST)
    ways = starts(freight, lon, lat, terms._replace(modes=modes), outbound=not reverse)
    if not ways:
        at = f"{lon:g},{lat:g}"
        raise worded(ParameterError, "no_access_here", at=at, modes=modes)
    entries = [(access.node, hours) for access, hours in ways]
    found = arrivals(freight, router, entries, limit, reverse=reverse)
    if "air" in modes:
        shut = freight.shut_nodes(terms.closed)
        np.minimum(found, _flown(freight, router, found, shut, limit, reverse=reverse), out=found)
    return found


def arrivals(
    freight: Freight,
    router: Router,
    entries: list[tuple[int, float]],
    limit: float,
    *,
    reverse: bool,
) -> FloatArray:
    """Return hours to all nodes: the router of a mix counts in what the exchange makes of them."""
    unit = float(freight.meta["exchange"][0])
    scaled = [(node, hours / unit) for node, hours in entries]
    return router.arrivals(scaled, reverse=reverse, limit=limit / unit) * unit


def _flown(
    freight: Freight,
    router: Router,
    ground: FloatArray,
    shut: BoolArray,
    limit: float,
    *,
    reverse: bool,
) -> FloatArray:
    """Return the hours of ways with one flight, to and from airports that are open."""
    first = int(freight.meta["first_node"]["air"])
    places = freight.network.places[first:]
    lon, lat = places.T
    per_km = float(freight.rate("air").hours.central)
    begun = np.flatnonzero(np.isfinite(ground[first:]) & ~shut[first:])
    arrived = np.full(len(places), np.inf)
    for here in begun.tolist():
        flight = distance_km(lon[here], lat[here], lon, lat) * per_km
        flight[here] = np.inf
        np.minimum(arrived, ground[first + here] + flight, out=arrived)
    landed = np.flatnonzero((arrived <= limit) & ~shut[first:])
    if not len(landed):
        return np.full(len(ground), np.inf)
    entries = [(first + place, float(arrived[place])) for place in landed.tolist()]
    return arrivals(freight, router, entries, limit, reverse=reverse)
