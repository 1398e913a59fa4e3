"""Lay the declared rail services on the networks, each through its stops in their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pandas as pd

from geo.errors import NetworkError
from geo.graph import IntArray, Path
from geo.itinerary import Call, through
from geo.multimodal import STEPS, Leg, legs
from geo.network import EdgeKind
from geo.path import crossings
from layers import Atlas
from webmap.alignment import Alignment, Halt, Spread, Step
from webmap.step_names import Names, StepNames

if TYPE_CHECKING:
    from webmap.freight import Freight

QUICKEST: Final = (1.0, 0.0, 0.0)
"""Ways are sought by hours: by length alone a way would change gauge for a short cut."""
CLOSED: Final[dict[str, frozenset[str]]] = {
    "rail": frozenset({"mode:road", "mode:sea", "mode:air"}),
    "road": frozenset({"mode:rail", "mode:sea", "mode:air"}),
    "ship": frozenset({"mode:rail", "mode:road", "mode:air"}),
}
"""What is closed to a service on its way to a stop, by how it comes there."""
LINE_DEG: Final = 0.001
"""How far a kept line may lie from the network's, in degrees: about a hundred metres."""
RAIL_KM: Final = 50.0
"""A stop further from any railway lies on a road."""
_PART: Final = {"road": "road", "ship": "sea"}

Stations = Mapping[str, Mapping[str, Sequence[float]]]
"""Nearest node of the railways and its distance in km, by station and gauge."""


class _Stop(NamedTuple):
    """A stop of a service, and where it is on the network."""

    seq: int
    station_id: str
    by: str
    names: Names
    lon: float
    lat: float
    nodes: tuple[int, ...]
    away_km: float


class _Piece(NamedTuple):
    """The way from one stop to the next, leg by leg."""

    stop: _Stop
    legs: list[Leg]


def lay_services(atlas: Atlas, freight: Freight, stations: Stations) -> list[Alignment]:
    """Return every service that has stops, laid on the networks.

    Parameters
    ----------
    atlas
        The facts.
    freight
        The network of all modes.
    stations
        Where the stations are on the railways, as the rail network says.

    Raises
    ------
    NetworkError
        A service has no way through its stops: the message names it.
    """
    return [
        lay_way(atlas, freight, stations, str(route_id), rows.to_dict("records"))
        for route_id, rows in atlas.tables["route_stops"]
        .sort_values(["route_id", "seq"])
        .groupby("route_id")
    ]


def lay_way(
    atlas: Atlas,
    freight: Freight,
    stations: Stations,
    way_id: str,
    rows: Sequence[Mapping[str, Any]],
) -> Alignment:
    """Return a way through ordered stops.

    Parameters
    ----------
    atlas, freight, stations
        As of `lay_services`.
    way_id
        What it is called.
    rows
        Stops in order: `seq`, `station_id`, `arrives_by`.

    Raises
    ------
    NetworkError
        There is no way through the stops: the message names it.
    """
    names = StepNames.of(atlas, freight)
    stops = _stops(atlas, freight, stations, rows)
    routers = {
        by: freight.sweep(CLOSED[by]).router(QUICKEST)
        for by in dict.fromkeys(stop.by for stop in stops[1:])
    }
    try:
        paths = through(routers, [Call(stop.nodes, stop.by) for stop in stops])
    except NetworkError as error:
        told = ", ".join(stop.station_id for stop in stops)
        msg = f"{way_id!r} cannot be laid through {told}: {error}"
        raise NetworkError(msg) from error
    pieces = [
        _Piece(stop, legs(freight.network, path))
        for stop, path in zip(stops[:-1], paths, strict=True)
    ]
    edges = np.concatenate([path.edges for path in paths]).astype(np.int64)
    halts, steps = _timed(freight, pieces, stops, names)
    rows_along = list(_rows_along(freight, edges))
    return Alignment(
        route_id=way_id,
        halts=tuple(halts),
        steps=tuple(steps),
        countries=tuple(_countries(freight, paths)),
        links=tuple(dict.fromkeys(row for kind, row, _ in rows_along if kind == EdgeKind.LINK)),
        joins=tuple(
            dict.fromkeys((row, km) for kind, row, km in rows_along if kind == EdgeKind.JOIN)
        ),
        wkb=tuple(_lines(freight, pieces)),
    )


def _stops(
    atlas: Atlas, freight: Freight, stations: Stations, rows: Sequence[Mapping[str, Any]]
) -> list[_Stop]:
    arrivals = ["" if pd.isna(row["arrives_by"]) else str(row["arrives_by"]) for row in rows]
    found = []
    for place, row in enumerate(rows):
        station = atlas.features.loc[row["station_id"]]
        lon, lat = float(station["lon"]), float(station["lat"])
        modes = {arrivals[place], *arrivals[place + 1 : place + 2]} & _PART.keys()
        near = _on_rails(freight, stations.get(str(row["station_id"]), {}))
        for mode in sorted(modes):
            part = _PART[mode]
            near += [(one.node, one.km) for one in freight.access(lon, lat, [part])]
        names = Names(str(station["name_zh"]), str(station["name_en"]))
        away = min((km for _, km in near), default=0.0)
        nodes = tuple(node for node, _ in near)
        seq = int(row["seq"])
        found.append(
            _Stop(seq, str(row["station_id"]), arrivals[place], names, lon, lat, nodes, away)
        )
    return found


def _on_rails(
    freight: Freight, by_gauge: Mapping[str, Sequence[float]]
) -> list[tuple[int, float]]:
    return [
        (freight.network.node("rail", int(node)), float(km))
        for node, km in by_gauge.values()
        if km <= RAIL_KM
    ]


def _timed(
    freight: Freight, pieces: Sequence[_Piece], stops: Sequence[_Stop], names: StepNames
) -> tuple[list[Halt], list[Step]]:
    """Return stops and steps with kilometres and hours from the first stop."""
    tables = [freight.network.table(bound)[:, 0] for bound in ("low", "central", "high")]
    km = hours = 0.0
    halts, steps = [], []
    for piece in pieces:
        halts.append(_halt(piece.stop, km, hours))
        for leg, place in zip(piece.legs, names.of_legs(piece.legs), strict=True):
            amounts = freight.network.amounts(leg.edges)
            low, central, high = (float(amounts @ table) for table in tables)
            lon, lat = freight.network.places[int(leg.nodes[0])].tolist()
            spread: Spread = (low, central, high)
            begin, end = (km, hours), (km + leg.length_km, hours + central)
            steps.append(
                Step(
                    kind=leg.kind,
                    seq=piece.stop.seq,
                    km=(begin[0], end[0]),
                    hours=(begin[1], end[1]),
                    spread=spread,
                    lon=lon,
                    lat=lat,
                    name_zh=place.zh,
                    name_en=place.en,
                    rate_ids=leg.rate_ids,
                )
            )
            km, hours = end
    halts.append(_halt(stops[-1], km, hours))
    return halts, _stretches_named(halts, steps, {stop.seq: stop.names for stop in stops})


def _halt(stop: _Stop, km: float, hours: float) -> Halt:
    return Halt(
        seq=stop.seq,
        station_id=stop.station_id,
        km=km,
        hours=hours,
        lon=stop.lon,
        lat=stop.lat,
        away_km=round(stop.away_km, 1),
    )


def _stretches_named(
    halts: Sequence[Halt], steps: Sequence[Step], names: Mapping[int, Names]
) -> list[Step]:
    """Return the steps, each stretch named after what lies at its two ends."""
    stays = [Names(step.name_zh, step.name_en) for step in steps]
    last = halts[-1].seq
    following = {halt.seq: after.seq for halt, after in pairwise(halts)}
    found = []
    for at, step in enumerate(steps):
        if step.is_stay:
            found.append(step)
            continue
        first = at == 0 or steps[at - 1].seq != step.seq
        final = at + 1 == len(steps) or steps[at + 1].seq != step.seq
        here = names[step.seq] if first else stays[at - 1]
        there = names[following.get(step.seq, last)] if final else stays[at + 1]
        found.append(replace(step, name_zh=f"{here.zh}—{there.zh}", name_en=f"{here.en} – {there.en}"))
    return found


def _rows_along(freight: Freight, edges: IntArray) -> Iterator[tuple[EdgeKind, str, float]]:
    """Yield kind, row and kilometres of the edges that a row of the tables stands for."""
    for edge in edges.tolist():
        chain_edge = int(freight.chain_edge[edge])
        part = freight.part_of(int(freight.network.graph.tail[edge]))
        if chain_edge < 0 or part not in freight.chains:
            continue
        network = freight.chains[part].network
        if network.row_of(chain_edge):
            kind = EdgeKind(int(network.kind[chain_edge]))
            yield kind, network.row_of(chain_edge), round(float(network.length_km[chain_edge]), 3)


def _countries(freight: Freight, paths: Sequence[Path]) -> list[tuple[str, float]]:
    """Return the countries of a way in order, each with its kilometres; empty at sea."""
    moving = np.array([rate.kind not in STEPS for rate in freight.network.rates])
    nodes = np.concatenate([paths[0].nodes[:1], *(path.nodes[1:] for path in paths)])
    edges = np.concatenate([path.edges for path in paths]).astype(np.int64)
    km = freight.network.amount[edges] * moving[freight.network.rate[edges]]
    codes = [freight.country_of(int(node)) for node in nodes]
    return [(run.country, round(run.length_km, 1)) for run in crossings(codes, km.tolist())]


def _lines(freight: Freight, pieces: Sequence[_Piece]) -> Iterator[tuple[str, str]]:
    """Yield mode and line of each run by one mode, over stops and stays in it."""
    run: list[Leg] = []
    for leg in (leg for piece in pieces for leg in piece.legs):
        if run and not leg.is_step and leg.kind != run[0].kind:
            yield run[0].kind, _line(freight, run)
            run = []
        if run or not leg.is_step:
            run.append(leg)
    if run:
        yield run[0].kind, _line(freight, run)


def _line(freight: Freight, run: Sequence[Leg]) -> str:
    nodes = np.concatenate([run[0].nodes[:1], *(leg.nodes[1:] for leg in run)])
    edges = np.concatenate([leg.edges for leg in run])
    return str(freight.line(Path(0.0, edges, nodes), LINE_DEG).wkb_hex)
