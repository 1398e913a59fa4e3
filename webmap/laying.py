"""Lay the declared rail services on the networks, each through its stops in their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from geo.errors import NetworkError
from geo.graph import Path
from geo.itinerary import Call, through
from geo.multimodal import Leg, legs
from geo.routing import Router
from layers import Atlas
from webmap.alignment import Alignment
from webmap.laid import LaidStop, Piece, laid
from webmap.step_names import Names, StepNames

if TYPE_CHECKING:
    from webmap.freight import Freight

QUICKEST: Final = (1.0, 0.0, 0.0)
"""Ways are sought by hours: by length alone a way would change gauge for a short cut."""
HOME: Final = "CHN"
RAIL, ROAD, SHIP = "rail", "road", "ship"
CLOSED: Final[dict[str, frozenset[str]]] = {
    RAIL: frozenset({"mode:road", "mode:sea", "mode:air"}),
    ROAD: frozenset({"mode:rail", "mode:sea", "mode:air"}),
    SHIP: frozenset({"mode:rail", "mode:road", "mode:air"}),
}
"""What is closed to a service on its way to a stop, by how it comes there."""
RAIL_KM: Final = 50.0
"""A stop further from any railway lies on a road."""
_PART: Final = {ROAD: "road", SHIP: "sea"}
_GAUGE_CHANGE: Final = "gauge_change"
_FEEDER: Final = "feeder:"
"""Transhipment at ports that main lines do not call at."""

Stations = Mapping[str, Mapping[str, Sequence[float]]]
"""Nearest node of the railways and its distance in km, by station and gauge."""
Rows = Sequence[Mapping[str, Any]]
"""Stops in order: `seq`, `station_id`, `arrives_by`, and `role` where a stop has one."""


@dataclass(frozen=True)
class Ground:
    """What ways are laid on."""

    atlas: Atlas
    freight: Freight
    stations: Stations
    routers: dict[str, Router]
    names: StepNames

    @classmethod
    def of(cls, atlas: Atlas, freight: Freight, stations: Stations) -> Ground:
        """Bring weights by hours to the networks, once for each way of travelling.

        Parameters
        ----------
        atlas, freight
            The facts, and the network of all modes.
        stations
            Where the stations are on the railways, as the rail network says.
        """
        routers = {by: freight.sweep(closed).router(QUICKEST) for by, closed in CLOSED.items()}
        return cls(atlas, freight, stations, routers, StepNames.of(atlas, freight))

    def abroad(self, country: str) -> str:
        """Return the router of a train that has left China for a country.

        It does not come back into China to leave it elsewhere for a quicker way.
        """
        name = f"{RAIL}-from-{country}"
        if name not in self.routers:
            borders = [label for label in self.freight.meta["labels"] if _other(label) is not None]
            edges = [self.freight.edges_of(one) for one in borders if _other(one) != country]
            self.routers[name] = self.routers[RAIL].without(np.concatenate(edges))
        return name

    def within(self, countries: Sequence[str]) -> Ground | None:
        """Return the railways of some countries; None if one has none to the next.

        A source that names China, Poland and Hungary has left out those between.
        """
        codes, graph = self.freight.meta["countries"], self.freight.network.graph
        sides = self.freight.country[np.column_stack([graph.tail, graph.head])]
        named = [codes.index(one) if one in codes else -1 for one in countries]
        beyond = self.freight.meta["first_node"]["road"]
        # Tracks, and the steps at borders: it is there that the country changes.
        on_rails = (graph.tail < beyond) & (graph.head < beyond)
        crossed = {*map(frozenset, np.unique(sides[on_rails], axis=0))}
        if not all(frozenset(one) in crossed for one in pairwise(named)):
            return None
        shut = np.flatnonzero(~np.isin(sides, [-1, *named]).all(axis=1))
        usual = {by: self.routers[by] for by in CLOSED}
        return replace(self, routers=usual | {RAIL: self.routers[RAIL].without(shut)})

    def without_link(self, link_id: str) -> Ground:
        """Return the railways as they were without a hand-encoded link."""
        network = self.freight.chains[RAIL].network
        own = np.flatnonzero(network.row == network.rows.index(link_id))
        on_rails = self.freight.edges_of("mode:rail")
        shut = on_rails[np.isin(self.freight.chain_edge[on_rails], own)]
        return replace(self, routers={RAIL: self.routers[RAIL].without(shut)})


def _other(label: str) -> str | None:
    """Return the country beyond a border of China; None for any other step."""
    kind, _, name = label.partition(":")
    codes = name.split("-")
    return (
        next((one for one in codes if one != HOME), None)
        if kind == "border" and HOME in codes
        else None
    )


def lay_services(ground: Ground) -> list[Alignment]:
    """Return every service that has stops, laid on the networks.

    Raises
    ------
    NetworkError
        A service has no way through its stops: the message names it.
    """
    stops = ground.atlas.tables["route_stops"].sort_values(["route_id", "seq"])
    named = ground.atlas.frames["routes"]["countries"].fillna("")
    return [
        _lay_service(ground, str(route_id), rows.to_dict("records"), named[route_id].split("|"))
        for route_id, rows in stops.groupby("route_id")
    ]


def _lay_service(ground: Ground, route_id: str, rows: Rows, countries: Sequence[str]) -> Alignment:
    """Return a service; it stays in the countries that its source names, if they are a chain."""
    found = lay_way(ground, route_id, rows)
    passed = {code for code, _ in found.countries if code}
    inside = None if passed <= {*countries} else ground.within(countries)
    return lay_way(inside, route_id, rows) if inside else found


def lay_way(ground: Ground, way_id: str, rows: Rows) -> Alignment:
    """Return a way through ordered stops.

    Parameters
    ----------
    ground
        What it is laid on.
    way_id
        What it is called.
    rows
        Its stops.

    Raises
    ------
    NetworkError
        There is no way through the stops: the message names it.
    """
    stops = _stops(ground, rows)
    calls = [Call(stop.nodes, stop.by, stop.changes, stop.haul) for stop in stops]
    try:
        paths = through(ground.routers, calls)
    except NetworkError as error:
        told = ", ".join(stop.station_id for stop in stops)
        msg = f"{way_id!r} cannot be laid through {told}: {error}"
        raise NetworkError(msg) from error
    pieces = [
        Piece(stop, path, _legs(ground.freight, path))
        for stop, path in zip(stops[:-1], paths, strict=True)
    ]
    return laid(ground.freight, ground.names, way_id, pieces, stops)


def _legs(freight: Freight, path: Path) -> list[Leg]:
    """Return the legs of a way; ships of a declared service call at its ports themselves."""
    found = legs(freight.network, path)
    return [leg for leg in found if not freight.label_of(int(leg.edges[0])).startswith(_FEEDER)]


def _stops(ground: Ground, rows: Rows) -> list[LaidStop]:
    """Return the stops with the nodes that each may stand for."""
    arrivals = [RAIL if pd.isna(row["arrives_by"]) else str(row["arrives_by"]) for row in rows]
    found: list[LaidStop] = []
    beyond = ""
    for place, row in enumerate(rows):
        feature = ground.atlas.features.loc[row["station_id"]]
        following = arrivals[place + 1] if place + 1 < len(rows) else ""
        modes = {arrivals[place], following} & _PART.keys()
        near = _nodes(ground, str(row["station_id"]), feature, modes)
        by = arrivals[place] if place else ""
        if by == RAIL and beyond:
            by = ground.abroad(beyond)
        if not beyond and feature["country"] != HOME:
            beyond = str(feature["country"])
        found.append(
            LaidStop(
                seq=int(row["seq"]),
                station_id=str(row["station_id"]),
                by=by,
                names=Names(str(feature["name_zh"]), str(feature["name_en"])),
                lon=float(feature["lon"]),
                lat=float(feature["lat"]),
                nodes=tuple(node for node, _ in near),
                away_km=min((km for _, km in near), default=0.0),
                changes=row.get("role") == _GAUGE_CHANGE and len(near) > 1 and following == RAIL,
                # To a quay without a railway beside it, containers go by road.
                haul=ROAD if following == SHIP else "",
            )
        )
    return found


def _nodes(
    ground: Ground, station_id: str, feature: pd.Series, modes: set[str]
) -> list[tuple[int, float]]:
    """Return the nodes of a stop on the railways, and on roads or at sea if it is come to so."""
    freight = ground.freight
    near = [
        (freight.network.node(RAIL, int(node)), float(km))
        for node, km in ground.stations.get(station_id, {}).values()
        if km <= RAIL_KM
    ]
    # A stop that is no station, such as a port, is on the railway nearest to it.
    parts = sorted(_PART[mode] for mode in modes) or ([] if near else [RAIL])
    lon, lat = float(feature["lon"]), float(feature["lat"])
    return near + [(one.node, one.km) for one in freight.access(lon, lat, parts)]
