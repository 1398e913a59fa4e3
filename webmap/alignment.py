"""A rail service on its alignment: its halts, its legs and steps with km and hours, its line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson
import shapely
from shapely.geometry.base import BaseGeometry

from geo.multimodal import STEPS

Spread = tuple[float, float, float]
"""Hours: the least, the likely and the most."""
NO_TIME: Spread = (0.0, 0.0, 0.0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Halt:
    """A stop of a service, in its order."""

    seq: int
    station_id: str
    km: float
    """Way from the first stop, in kilometres."""
    hours: float
    """Time from the first stop to the arrival, in hours."""
    lon: float
    lat: float
    away_km: float
    """How far the network's nearest node is from the station, in kilometres."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """A stretch by one mode, or a stay: a border, a gauge change, a port, customs."""

    kind: str
    """One of geo.multimodal's MODES or STEPS."""
    seq: int
    """Stop that it comes after."""
    km: tuple[float, float]
    """From and to, in kilometres from the first stop."""
    hours: tuple[float, float]
    """From and to, in hours from the first stop."""
    spread: Spread
    """What it takes alone, in hours."""
    lon: float
    lat: float
    """Where it begins, in degrees."""
    name_zh: str
    name_en: str
    """Where it is: the place of a stay, both ends of a stretch."""
    rate_ids: tuple[str, ...]
    quality: str
    """How its hours are known at worst: measured, default or assumed; blank where nobody says."""

    @property
    def is_stay(self) -> bool:
        """Whether it takes time but goes nowhere."""
        return self.kind in STEPS


@dataclass(frozen=True, kw_only=True)
class Alignment:
    """One service, laid on the networks."""

    route_id: str
    halts: tuple[Halt, ...]
    steps: tuple[Step, ...]
    countries: tuple[tuple[str, float], ...]
    """In the order of travel: ISO 3166-1 alpha-3, and kilometres."""
    links: tuple[str, ...]
    """Hand-encoded links that it runs over."""
    joins: tuple[tuple[str, float], ...]
    """Joined dead ends that it runs over, and their gaps in kilometres."""
    wkb: tuple[tuple[str, str], ...]
    """Mode and line, hex-encoded WKB, of each stretch, simplified to about a hundred metres."""

    @property
    def km(self) -> float:
        """Modelled length in kilometres."""
        return self.steps[-1].km[1]

    @property
    def hours(self) -> Spread:
        """Modelled time: the sum of what its steps take."""
        low, central, high = (sum(step.spread[i] for step in self.steps) for i in range(3))
        return low, central, high

    @cached_property
    def elements(self) -> tuple[Halt | Step, ...]:
        """Stops and steps in the order of travel: what chart, table and map number alike."""
        found: list[Halt | Step] = []
        for halt in self.halts:
            found.append(halt)
            found += [step for step in self.steps if step.seq == halt.seq]
        return tuple(found)

    @property
    def gauge_changes(self) -> tuple[Step, ...]:
        """Where the gauge changes."""
        return tuple(step for step in self.steps if step.kind == "gauge_change")

    @cached_property
    def stretches(self) -> tuple[tuple[str, BaseGeometry], ...]:
        """Mode and line of each stretch, cut at 180 degrees."""
        return tuple((mode, shapely.from_wkb(text)) for mode, text in self.wkb)

    @cached_property
    def line(self) -> BaseGeometry:
        """The whole of it as one line, or several where it crosses 180 degrees."""
        parts = shapely.get_parts([line for _, line in self.stretches])
        merged: BaseGeometry = shapely.line_merge(shapely.MultiLineString(list(parts)))
        return merged


def write_alignments(alignments: Sequence[Alignment]) -> bytes:
    """Return alignments as JSON."""
    return orjson.dumps(
        [_plain(one) for one in alignments],
        option=orjson.OPT_SORT_KEYS | orjson.OPT_SERIALIZE_NUMPY,
    )


def read_alignments(text: bytes) -> dict[str, Alignment]:
    """Return alignments by route from what `write_alignments` wrote."""
    return {row["route_id"]: _alignment(row) for row in orjson.loads(text)}


def _plain(one: Alignment) -> dict[str, Any]:
    names = ("route_id", "halts", "steps", "countries", "links", "joins", "wkb")
    return {name: getattr(one, name) for name in names}


def _alignment(row: Mapping[str, Any]) -> Alignment:
    steps = (
        step | {name: tuple(step[name]) for name in ("km", "hours", "spread", "rate_ids")}
        for step in row["steps"]
    )
    pairs = {name: tuple(map(tuple, row[name])) for name in ("countries", "joins", "wkb")}
    return Alignment(
        route_id=row["route_id"],
        halts=tuple(Halt(**halt) for halt in row["halts"]),
        steps=tuple(Step(**step) for step in steps),
        links=tuple(row["links"]),
        **pairs,
    )
