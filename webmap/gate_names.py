"""What ports and airports are called in Chinese: by the tables, else after the city they serve."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Self

import pandas as pd

from geo.sphere import SphereIndex, distance_km
from layers import Atlas, base
from webmap.freight_gates import Gate
from webmap.spelling import has_han, parts, plain

SAME_AIRPORT_KM: Final = 5.0
"""An airport of the base list no further from one of the tables is that one."""
AIRPORT_CITY_KM, PORT_CITY_KM = 80.0, 40.0
"""How far a city may be from the airport or port that bears its name."""
_HARBOUR, _AIRPORT = "港", "机场"
_ASIDE = re.compile(r"[,(/].*")
"""What follows the city in "Bandung, Java Island" and "Cayenne / Rochambeau"."""


@dataclass(frozen=True)
class GateNames:
    """Names for gates that the base lists have in English alone."""

    listed: dict[str, tuple[str, str]]
    """Names of the tables, by id: those of main-line ports go first."""
    hubs: list[tuple[str, str]]
    hub_index: SphereIndex
    cities: dict[str, list[Any]]
    """Cities with a Chinese name, by country and plain English name."""
    served: dict[str, str]
    """The city that an airport of the base list serves, by its code; empty where it says none."""

    @classmethod
    def of(cls, atlas: Atlas) -> Self:
        """Collect the names there are."""
        listed = {
            gate: (zh, en)
            for table, key in (("gate_names", "gate_id"), ("mainline_ports", "port_id"))
            for gate, zh, en in atlas.tables[table][[key, "name_zh", "name_en"]].itertuples(
                index=False, name=None
            )
        }
        hubs = atlas.frames["hubs"]
        # One that is known to its district only is not at any airport of the list.
        known = hubs[(hubs["kind"] == "airport") & (hubs["coord_precision"] == "site")]
        places = base.places()
        cities: dict[str, list[Any]] = {}
        for row in places[places["name_zh"].notna()].itertuples():
            cities.setdefault(_key(row.country, row.name_en), []).append(row)
        airports = base.airports()
        return cls(
            listed=listed,
            hubs=list(zip(known["name_zh"], known["name_en"], strict=True)),
            hub_index=SphereIndex(known["lon"], known["lat"]),
            cities=cities,
            served=dict(zip(airports["iata"], airports["city_en"].fillna(""), strict=True)),
        )

    def named(self, gates: Iterable[Gate]) -> Iterator[Gate]:
        """Yield the gates, each by the best name there is; without one it keeps its English.

        A name made of the city's says so: an airport's has its IATA code beside it, as a city may
        have several.
        """
        for gate in gates:
            if has_han(gate.name_zh):
                yield gate
            elif gate.id in self.served:
                yield self._airport(gate)
            else:
                yield self._port(gate)

    def _port(self, gate: Gate) -> Gate:
        city = self._city(gate, gate.name_en, PORT_CITY_KM)
        zh, en = self.listed.get(gate.id, (city, gate.name_en))
        return gate._replace(name_zh=_with(_HARBOUR, zh), name_en=en) if zh else gate

    def _airport(self, gate: Gate) -> Gate:
        if gate.id in self.listed:
            zh, en = self.listed[gate.id]
            return gate._replace(name_zh=f"{zh}（{gate.id}）", name_en=en)
        at, away_km = self.hub_index.nearest([gate.lon], [gate.lat])
        if float(away_km[0]) <= SAME_AIRPORT_KM:
            zh, en = self.hubs[int(at[0])]
            return gate._replace(name_zh=zh, name_en=en)
        city = self._city(gate, self.served[gate.id], AIRPORT_CITY_KM)
        return gate._replace(name_zh=f"{_with(_AIRPORT, city)}（{gate.id}）") if city else gate

    def _city(self, gate: Gate, name: str, reach_km: float) -> str:
        """Return the Chinese name of the one city of an English name near a gate, or nothing."""
        name = _ASIDE.sub("", name)
        found = [
            row.name_zh
            for said in (name, f"{name} City", name.removesuffix(" City"))
            for row in self.cities.get(_key(gate.country, said), ())
            if distance_km(gate.lon, gate.lat, row.lon, row.lat) <= reach_km
        ]
        return found[0] if len(set(found)) == 1 else ""


def gates_by_name(gates: Iterable[Gate]) -> dict[str, Gate]:
    """Return ports and airports by plain code and name, the first of a name.

    What a name has in brackets is a name too: a terminal of its own. What stands before them is
    mostly a city.

    Examples
    --------
    >>> yantian = Gate("CNYTN", "深圳港（盐田）", "Shenzhen (Yantian)", "CHN", 114, 22)
    >>> sorted(gates_by_name([yantian]))
    ['cnytn', 'shenzhen yantian', 'yantian', '深圳港 盐田', '盐田']
    """
    found: dict[str, Gate] = {}
    for gate in gates:
        for name in (gate.id, gate.name_en, gate.name_zh):
            inner = [part for part, is_whole in parts(name) if not is_whole]
            for each in (name, name.removesuffix(_HARBOUR), *inner):
                found.setdefault(plain(each), gate)
    return found


def _with(what: str, city: str) -> str:
    """Return a city's name as that of its port or airport.

    Examples
    --------
    >>> _with("港", "汉堡"), _with("港", "太子港"), _with("港", "奥克兰（美国）")
    ('汉堡港', '太子港', '奥克兰港（美国）')
    """
    name, bracket, country = city.partition("（")
    return f"{name}{'' if name.endswith(what) else what}{bracket}{country}"


def _key(country: object, name: str) -> str:
    code = "" if pd.isna(country) else str(country)
    return f"{code} {plain(name)}"
