"""What places and steps of the freight network are called."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from geo.sphere import SphereIndex
from layers import Atlas, Lang, base
from webmap.countries import border_name
from webmap.freight import Freight

GATE_KM, CITY_KM = 10.0, 80.0
"""How far a node may be from a station or port, or from a city, to be called by its name."""


class Named(NamedTuple):
    """A place with a name in both languages; empty where nothing near has one."""

    name_zh: str
    name_en: str
    lon: float
    lat: float
    country: str

    def name(self, lang: Lang) -> str:
        """Return the name in a language, or the coordinates."""
        found = self.name_zh if lang == "zh" else self.name_en
        return found or f"{self.lon:.2f}, {self.lat:.2f}"


@dataclass(frozen=True)
class Namer:
    """Names of nodes, and of steps by their labels."""

    atlas: Atlas
    freight: Freight

    def place(self, node: int) -> Named:
        """Return what a node is called: by its gate, a station, or the city it lies in."""
        lon, lat = (float(number) for number in self.freight.network.places[node])
        country = self.freight.country_of(node)
        for index, names, reach in (self._stations, self._cities):
            place, away = index.nearest([lon], [lat])
            if float(away[0]) <= reach:
                return Named(*names[int(place[0])], lon, lat, country)
        return Named("", "", lon, lat, country)

    def gate(self, gate_id: str) -> Named:
        """Return a port, station or airport."""
        gate = self.freight.gates[gate_id]
        return Named(gate.name_zh, gate.name_en, gate.lon, gate.lat, gate.country)

    def step(self, label: str, lang: Lang) -> str:
        """Return what a step's label says: a gate's name, a pair of countries, a change's name."""
        kind, _, name = label.partition(":")
        if kind in ("border", "customs"):
            return border_name(name, lang)
        if kind == "change":
            return str(self._changes.at[name, f"name_{lang}"])
        if name in self.freight.gates:
            return self.gate(name).name(lang)
        return self.passage(label, lang) or label

    def passage(self, label: str, lang: Lang) -> str:
        """Return the name of a strait or canal; empty if the label is of none."""
        passages = self._passages
        return str(passages.at[label, f"name_{lang}"]) if label in passages.index else ""

    @cached_property
    def _passages(self) -> Any:  # noqa: ANN401 a pandas frame
        return self.atlas.tables["passages"].set_index("passage_id")

    @cached_property
    def _changes(self) -> Any:  # noqa: ANN401 a pandas frame
        return self.atlas.tables["gauge_changes"].set_index("change_id")

    @cached_property
    def _stations(self) -> tuple[SphereIndex, list[tuple[str, str]], float]:
        stations = self.atlas.frames["stations"]
        known = stations[stations["lon"].notna()]
        names = list(zip(known["name_zh"], known["name_en"], strict=True))
        return SphereIndex(known["lon"], known["lat"]), names, GATE_KM

    @cached_property
    def _cities(self) -> tuple[SphereIndex, list[tuple[str, str]], float]:
        places = base.places()
        zh = np.where(places["name_zh"].isna(), places["name_en"], places["name_zh"])
        names = list(zip(zh.tolist(), places["name_en"], strict=True))
        return SphereIndex(places["lon"], places["lat"]), names, CITY_KM
