"""What the steps of a way are called: each stay after the place where it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import pandas as pd

from geo.multimodal import Leg
from geo.sphere import SphereIndex
from layers import Atlas, base
from webmap.countries import country_names

if TYPE_CHECKING:
    from webmap.freight import Freight

STATION_KM: Final = 20.0
"""A stay within so many kilometres of a station of the tables is called after it."""


class Names(NamedTuple):
    """A name in both languages."""

    zh: str
    en: str


class StepName(NamedTuple):
    """What a stay is called, and what the stretches that end at it call it."""

    full: Names
    short: Names


NAMELESS: Final = StepName(Names("", ""), Names("", ""))
_THE_BORDER: Final = Names("边境", "the border")
_AT_BORDERS: Final = frozenset({"border", "customs"})


@dataclass(frozen=True, slots=True)
class _Places:
    """Places with names, to find the nearest."""

    index: SphereIndex
    names: list[Names]


@dataclass(frozen=True)
class StepNames:
    """Names stays after gauge changes, ports and stations, and borders after what is nearest."""

    freight: Freight
    changes: dict[str, Names]
    stations: _Places
    towns: _Places

    @classmethod
    def of(cls, atlas: Atlas, freight: Freight) -> StepNames:
        """Collect the names there are."""
        table = atlas.tables["gauge_changes"]
        changes = {
            str(row["change_id"]): Names(row["name_zh"], row["name_en"])
            for row in table.to_dict("records")
        }
        stations = atlas.frames["stations"]
        return cls(freight, changes, _places(stations), _places(base.places()))

    def of_legs(self, legs: Sequence[Leg]) -> list[StepName]:
        """Return the names of stays; a stretch has none of its own."""
        return [self.of_stay(leg) if leg.is_step else NAMELESS for leg in legs]

    def of_stay(self, leg: Leg) -> StepName:
        """Return what a stay is called by the node that it is at."""
        kind, _, name = self.freight.label_of(int(leg.edges[0])).partition(":")
        place = self.nearest(*self.freight.network.places[int(leg.nodes[0])].tolist())
        if kind == "change" and name in self.changes:
            return StepName(self.changes[name], place)
        if kind in {"port", "station", "airport"} and name in self.freight.gates:
            gate = self.freight.gates[name]
            return StepName(*[Names(gate.name_zh, gate.name_en)] * 2)
        codes = name.split("-")
        if kind not in _AT_BORDERS or len(codes) != len(Names._fields):
            return StepName(place, place)
        (here_zh, here_en), (there_zh, there_en) = (
            country_names().get(code, (code, code)) for code in codes
        )
        full = Names(
            f"{place.zh}（{here_zh}—{there_zh}边境）",
            f"{place.en}, {here_en}–{there_en} border",
        )
        return StepName(full, _THE_BORDER)

    def nearest(self, lon: float, lat: float) -> Names:
        """Return the name of the nearest station of the tables, or of the nearest town."""
        at, away_km = self.stations.index.nearest([lon], [lat])
        if away_km[0] <= STATION_KM:
            return self.stations.names[int(at[0])]
        at, _ = self.towns.index.nearest([lon], [lat])
        return self.towns.names[int(at[0])]


def _places(frame: pd.DataFrame) -> _Places:
    placed = frame[frame["lon"].notna()]
    # A town that has no Chinese name keeps its own.
    chinese = placed["name_zh"].fillna(placed["name_en"])
    names = [Names(*pair) for pair in zip(chinese, placed["name_en"], strict=True)]
    return _Places(SphereIndex(placed["lon"], placed["lat"]), names)
