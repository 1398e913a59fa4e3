"""Tell a way that was found on the networks: its stops, steps, countries and lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from geo.graph import IntArray, Path
from geo.multimodal import STEPS, Leg
from geo.network import EdgeKind
from geo.path import crossings
from webmap.alignment import Alignment, Halt, Step
from webmap.step_names import Names, StepName, StepNames

if TYPE_CHECKING:
    from webmap.freight import Freight

QUALITIES: Final = ("measured", "default", "assumed")
"""From the best to the worst."""
LINE_DEG: Final = 0.001
"""How far a kept line may lie from the network's, in degrees: about a hundred metres."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LaidStop:
    """A stop of a way, and the nodes that may stand for it."""

    seq: int
    station_id: str
    by: str
    """Router that the way to it is found with, blank at the first."""
    names: Names
    lon: float
    lat: float
    nodes: tuple[int, ...]
    away_km: float
    """How far the nearest of the nodes is, in kilometres."""
    changes: bool
    haul: str


class Piece(NamedTuple):
    """The way from one stop to the next."""

    stop: LaidStop
    path: Path
    legs: list[Leg]


def laid(
    freight: Freight,
    names: StepNames,
    way_id: str,
    pieces: Sequence[Piece],
    stops: Sequence[LaidStop],
) -> Alignment:
    """Return a way with everything that is told of it."""
    edges = np.concatenate([piece.path.edges for piece in pieces])
    halts, steps = _timed(freight, names, pieces, stops)
    rows = list(_rows_along(freight, edges))
    return Alignment(
        route_id=way_id,
        halts=tuple(halts),
        steps=tuple(steps),
        countries=tuple(_countries(freight, [piece.path for piece in pieces])),
        links=tuple(dict.fromkeys(row for kind, row, _ in rows if kind == EdgeKind.LINK)),
        joins=tuple(dict.fromkeys((row, km) for kind, row, km in rows if kind == EdgeKind.JOIN)),
        wkb=tuple(_lines(freight, pieces)),
    )


def _timed(
    freight: Freight, names: StepNames, pieces: Sequence[Piece], stops: Sequence[LaidStop]
) -> tuple[list[Halt], list[Step]]:
    """Return stops and steps with kilometres and hours from the first stop."""
    tables = [freight.network.table(bound)[:, 0] for bound in ("low", "central", "high")]
    km = hours = 0.0
    halts, steps, called = [], [], []
    for piece in pieces:
        halts.append(_halt(piece.stop, km, hours))
        for leg, name in zip(piece.legs, names.of_legs(piece.legs), strict=True):
            amounts = freight.network.amounts(leg.edges)
            low, central, high = (float(amounts @ table) for table in tables)
            lon, lat = freight.network.places[int(leg.nodes[0])].tolist()
            steps.append(
                Step(
                    kind=leg.kind,
                    seq=piece.stop.seq,
                    km=(km, km + leg.length_km),
                    hours=(hours, hours + central),
                    spread=(low, central, high),
                    lon=lon,
                    lat=lat,
                    name_zh=name.full.zh,
                    name_en=name.full.en,
                    rate_ids=leg.rate_ids,
                    quality=_quality(freight, leg),
                )
            )
            called.append(name)
            km, hours = steps[-1].km[1], steps[-1].hours[1]
    halts.append(_halt(stops[-1], km, hours))
    return halts, _stretches_named(steps, called, {stop.seq: stop.names for stop in stops})


def _quality(freight: Freight, leg: Leg) -> str:
    sources = [freight.rates[freight.rate_number[one]].sources.get("hours") for one in leg.rate_ids]
    known = [source.quality for source in sources if source is not None]
    return max(known, key=QUALITIES.index) if len(known) == len(sources) else ""


def _halt(stop: LaidStop, km: float, hours: float) -> Halt:
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
    steps: Sequence[Step], called: Sequence[StepName], names: Mapping[int, Names]
) -> list[Step]:
    """Return the steps, each stretch named after what lies at its two ends."""
    following = dict(pairwise(names))
    found = []
    for at, step in enumerate(steps):
        if step.is_stay:
            found.append(step)
            continue
        first = at == 0 or steps[at - 1].seq != step.seq
        final = at + 1 == len(steps) or steps[at + 1].seq != step.seq
        here = names[step.seq] if first else called[at - 1].short
        there = names[following[step.seq]] if final else called[at + 1].short
        name = Names(f"{here.zh}—{there.zh}", f"{here.en} – {there.en}")
        found.append(replace(step, name_zh=name.zh, name_en=name.en))
    return found


def _rows_along(freight: Freight, edges: IntArray) -> Iterator[tuple[EdgeKind, str, float]]:
    """Yield kind, row and kilometres of the edges that a row of the tables stands for."""
    for edge in edges.tolist():
        chain_edge = int(freight.chain_edge[edge])
        part = freight.part_of(int(freight.network.graph.tail[edge]))
        if chain_edge < 0 or part not in freight.chains:
            continue
        network = freight.chains[part].network
        if row := network.row_of(chain_edge):
            kind = EdgeKind(int(network.kind[chain_edge]))
            yield kind, row, round(float(network.length_km[chain_edge]), 3)


def _countries(freight: Freight, paths: Sequence[Path]) -> list[tuple[str, float]]:
    """Return the countries of a way in order, each with its kilometres; empty at sea."""
    moving = np.array([rate.kind not in STEPS for rate in freight.network.rates])
    nodes = np.concatenate([paths[0].nodes[:1], *(path.nodes[1:] for path in paths)])
    edges = np.concatenate([path.edges for path in paths]).astype(np.int64)
    km = freight.network.amount[edges] * moving[freight.network.rate[edges]]
    codes = [freight.country_of(int(node)) for node in nodes]
    return [(run.country, round(run.length_km, 1)) for run in crossings(codes, km.tolist())]


def _lines(freight: Freight, pieces: Sequence[Piece]) -> Iterator[tuple[str, str]]:
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
