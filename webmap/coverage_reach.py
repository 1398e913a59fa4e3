"""What a field of hours reaches: places and people, by band and country, and what it misses."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.cog import MOST_STEPS, hours_picture
from geo.coverage import hours_at, latest_hours
from geo.graph import FloatArray
from layers import Atlas, base
from webmap.country import HOME, matrix
from webmap.coverage_ask import MOST_DAYS, Asked
from webmap.coverage_field import Field
from webmap.coverage_trade import trade_of
from webmap.freight_gates import Gate
from webmap.gate_names import GateNames

FREIGHT_DAYS, EXPRESS_DAYS = (3.0, 7.0, 14.0, 21.0), (2.0, 2.5, 3.0, 4.0)
"""Edges of all bands but the last, in days."""
STEPS_HOURS = (0.5, 1.0, 2.0, 3.0, 4.0, 6.0)
"""Steps that a picture of hours may have: the finest that holds the longest hours."""

CountArray = npt.NDArray[np.int64]


class Target(NamedTuple):
    """A place that one would want to reach."""

    kind: str
    """capital, port or zone."""
    id: str | None
    """Record of the atlas, where it is one."""
    name_zh: str
    name_en: str
    country: str
    lon: float
    lat: float
    key: str
    """Names it among all targets."""


class CountryReach(NamedTuple):
    """What is reached of one country: for each band, everything up to its edge."""

    code: str
    first_hours: float
    places: tuple[int, ...]
    people: tuple[int, ...]
    all_places: int
    all_people: int


class BandReach(NamedTuple):
    """What lies within one band, and not in the one before."""

    from_days: float
    to_days: float
    places: int
    people: int
    countries: int
    """Countries whose first place is in the band."""


@dataclass(frozen=True)
class Reach:
    """A field, and the places of the base map with their hours in it."""

    asked: Asked
    field: Field
    places: pd.DataFrame
    """country, population, name_zh, name_en, lon, lat; hours, nan where not reached."""
    targets: tuple[Target, ...]
    target_hours: FloatArray

    @classmethod
    def of(cls, atlas: Atlas, asked: Asked, field: Field) -> Reach:
        """Look places and targets up in a field."""
        table = pd.DataFrame(base.places().drop(columns="geometry"))
        columns = ["geonameid", "name_zh", "name_en", "country", "population", "capital"]
        frame = table[[*columns, "lon", "lat"]].copy()
        frame["population"] = frame["population"].fillna(0).astype(np.int64)
        frame["hours"] = hours_at(field.hours, field.ground, frame[["lon", "lat"]].to_numpy())
        found = tuple(targets(atlas))
        spots = np.array([(one.lon, one.lat) for one in found]).reshape(-1, 2)
        return cls(asked, field, frame, found, hours_at(field.hours, field.ground, spots))

    @cached_property
    def most_days(self) -> int:
        """Days after which nothing more is reached."""
        latest = float(np.nanmax(self.latest, initial=0.0))
        return max(1, min(math.ceil(latest / 24), math.ceil(MOST_DAYS)))

    @cached_property
    def latest(self) -> npt.NDArray[np.float32]:
        """Hours within which all of each cell is reached."""
        return latest_hours(self.field.hours, self.field.ground)

    @property
    def step_hours(self) -> float:
        """Hours of one step of the picture."""
        return next(
            (step for step in STEPS_HOURS if self.most_days * 24 <= step * MOST_STEPS),
            STEPS_HOURS[-1],
        )

    @property
    def edges_days(self) -> tuple[float, ...]:
        """Upper edges of the bands."""
        known = EXPRESS_DAYS if self.asked.is_express else FREIGHT_DAYS
        kept = [edge for edge in known if edge < self.most_days]
        return (*kept, float(self.most_days))

    def picture(self) -> bytes:
        """Return the field as a picture to be cut at any limit."""
        return hours_picture(self.latest, self.field.ground.land, self.step_hours)

    def cumulative(self) -> dict[str, list[int]]:
        """Return places, people, countries and zones reached within each step of the picture."""
        steps = round(self.most_days * 24 / self.step_hours)
        limits = np.arange(steps + 1, dtype=np.float64) * self.step_hours
        hours, people = self.places["hours"].to_numpy(), self.places["population"].to_numpy()
        zones = np.array([one.kind == "zone" for one in self.targets])
        first = self.places.groupby("country")["hours"].min().to_numpy()
        return {
            "places": _within(hours, np.ones(len(hours), np.int64), limits),
            "people": _within(hours, people, limits),
            "countries": _within(first, np.ones(len(first), np.int64), limits),
            "zones": _within(self.target_hours, zones.astype(np.int64), limits),
        }

    def within(self, days: float) -> dict[str, int]:
        """Return how many places, people, countries and zones are reached within some days."""
        reached = self.places[self.places["hours"] <= days * 24]
        zones = [
            one.kind == "zone" and hours <= days * 24
            for one, hours in zip(self.targets, self.target_hours, strict=True)
        ]
        return {
            "places": len(reached),
            "people": int(reached["population"].sum()),
            "countries": int(reached["country"].nunique()),
            "zones": int(sum(zones)),
        }

    def by_band(self) -> list[BandReach]:
        """Return what lies within each band."""
        edges = (0.0, *self.edges_days)
        totals = [self.within(edge) for edge in edges]
        return [
            BandReach(
                edges[i],
                edges[i + 1],
                totals[i + 1]["places"] - totals[i]["places"],
                totals[i + 1]["people"] - totals[i]["people"],
                totals[i + 1]["countries"] - totals[i]["countries"],
            )
            for i in range(len(edges) - 1)
        ]

    def by_country(self) -> list[CountryReach]:
        """Return what is reached of each country that has places, the earliest first."""
        rows = []
        for code, frame in self.places.groupby("country"):
            within = [frame[frame["hours"] <= edge * 24] for edge in self.edges_days]
            rows.append(
                CountryReach(
                    str(code),
                    float(frame["hours"].min()),
                    tuple(len(some) for some in within),
                    tuple(int(some["population"].sum()) for some in within),
                    len(frame),
                    int(frame["population"].sum()),
                )
            )
        return sorted(rows, key=lambda row: (not row.first_hours >= 0, row.first_hours, row.code))

    def missed(self, days: float) -> list[tuple[Target, float]]:
        """Return the targets beyond some days with their hours.

        By the trade of their countries, if that is how they are sorted, the largest first and the
        unknown last; then the nearest first and the unreached last.
        """
        pairs = zip(self.targets, self.target_hours.tolist(), strict=True)
        late = [(one, hours) for one, hours in pairs if not hours <= days * 24]
        late.sort(key=lambda pair: (math.isnan(pair[1]), pair[1], pair[0].name_en))
        if self.asked.sort == "trade":
            late.sort(key=lambda pair: -(trade_of(pair[0].country).known_usd_m or 0))
        return late


def _within(hours: FloatArray, worth: CountArray, limits: FloatArray) -> list[int]:
    known = np.isfinite(hours)
    step = np.searchsorted(limits, hours[known])
    sums = np.bincount(step, weights=worth[known], minlength=len(limits) + 1)
    return [round(total) for total in np.cumsum(sums)[: len(limits)].tolist()]


def targets(atlas: Atlas) -> list[Target]:
    """Return the capitals and sea ports of partner countries, and the trade zones abroad.

    Partner countries are those that a record of the atlas lies in or names.
    """
    codes = set(matrix(atlas)) - {HOME}
    places, ports = base.places(), base.ports()
    capitals = places[places["capital"] & places["country"].isin(codes)]
    found = []
    for row in capitals.itertuples():
        zh = row.name_en if pd.isna(row.name_zh) else row.name_zh
        key = f"geonames-{row.geonameid}"
        found.append(Target("capital", None, zh, row.name_en, row.country, row.lon, row.lat, key))
    listed = [
        Gate(row.locode, row.name_en, row.name_en, row.country, row.lon, row.lat)
        for row in ports[ports["country"].isin(codes)].itertuples()
    ]
    found += [
        Target("port", None, *gate[1:], f"port-{gate.id}")
        for gate in GateNames.of(atlas).named(listed)
    ]
    zones = atlas.frames["overseas_zones"]
    zones = zones[(zones["kind"] == "overseas_zone") & zones["lon"].notna()]
    for row in zones.itertuples():
        names, key = (row.name_zh, row.name_en), row.feature_id
        found.append(Target("zone", key, *names, row.country, row.lon, row.lat, key))
    return found
