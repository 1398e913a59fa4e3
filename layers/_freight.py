"""What the tables say that freight takes: rates with their ranges, and where each comes from.

Hours are hours, cost is US dollars per TEU (the year stands with each parameter), emissions are
kilograms of CO2e per TEU. Where a rate has no input for a criterion it takes nothing there, and
says that nothing is known: a total is then without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from geo.errors import NetworkError
from geo.multimodal import CRITERIA, Range, Rate
from geo.sphere import distance_km

if TYPE_CHECKING:
    from layers._load import Atlas

FREIGHT_TABLES = (
    "air_routes",
    "closed_borders",
    "customs_areas",
    "hubs",
    "mainline_ports",
    "parameters",
    "rate_inputs",
    "rates",
    "stations",
)
"""Tables that the freight model is built from, beyond those of the networks."""
LOAD_ID = "load-default-load-of-a-teu"
"""The parameter of tonnes per TEU, by which values per tonne become values per TEU."""
NEAR_STATION_KM = 60.0
"""A border rate of a station holds for crossings no further from it."""

ROAD_ACCESS, SEA, SEA_FERRY, TRANSHIPMENT = "road-access", "sea", "sea-ferry", "transhipment"
_BY_NAME = (ROAD_ACCESS, SEA_FERRY, TRANSHIPMENT)
"""Rates that are asked for by name, wherever they lie."""

_PER_HOUR = {"km/h": 1.0, "km/day": 1 / 24, "knots": 1.852, "kn": 1.852}
_HOURS = {"h": 1.0, "days": 24.0, "day": 24.0}
# What is counted, as TEU: a forty-foot container is two, a truck or lift is taken for one.
_BOXES = {"": 1.0, "TEU": 1.0, "20 ft": 1.0, "container": 1.0, "lift": 1.0, "FEU": 0.5}
_TONNES = {"kg": 1000.0, "t": 1.0, "tkm": 1.0, "500 km/20 t": 1 / (500 * 20)}
_MASS = {"g": 0.001, "kg": 1.0}
_CURRENCIES = {"CNY": "assumption-usd-per-cny", "EUR": "assumption-usd-per-eur"}
"""Parameter by which a currency becomes US dollars."""


class Source(NamedTuple):
    """Where the input of one criterion comes from."""

    quality: str
    """measured, default or assumed."""
    parameter_ids: tuple[str, ...]
    """The central one first."""
    note: str


@dataclass(frozen=True, slots=True)
class FreightRate:
    """A rate and where its numbers come from."""

    rate: Rate
    name_zh: str
    name_en: str
    sources: Mapping[str, Source]
    """By criterion; one that is missing is not known."""
    note: str

    @property
    def unknown(self) -> tuple[str, ...]:
        """The criteria for which nothing is known."""
        return tuple(name for name in CRITERIA if name not in self.sources)


class _Row(NamedTuple):
    """Where a rate holds; empty text is everywhere."""

    rate_id: str
    kind: str
    mode: str
    countries: str
    station_id: str
    change_id: str
    direction: str
    passage_id: str


@dataclass(frozen=True)
class RateBook:
    """Which rate holds where."""

    rows: tuple[_Row, ...]
    station_places: Mapping[str, tuple[float, float]]

    def of_country(self, kind: str, country: str, direction: str = "") -> str:
        """Return the rate of a mode, port or airport in a country, or the one for everywhere else.

        Raises
        ------
        NetworkError
            The table has none.
        """
        rows = [row for row in self._rows(kind) if row.direction in ("", direction)]
        mine = [row for row in rows if country and country in row.countries.split(";")]
        others = [row for row in rows if not row.countries]
        return _only(mine or others, f"{kind} in {country or 'no country'}")

    def of_border(self, kind: str, mode: str, pair: tuple[str, str], lon: float, lat: float) -> str:
        """Return the rate of a border or its customs, at a crossing.

        Raises
        ------
        NetworkError
            The table has none.
        """
        rows = [row for row in self._rows(kind) if row.mode in ("", mode)]
        mine = [row for row in rows if "-".join(sorted(pair)) in row.countries.split(";")]
        away = {row: self._away(row.station_id, lon, lat) for row in mine if row.station_id}
        near = min(away, key=lambda row: away[row], default=None)
        if near is not None and away[near] <= NEAR_STATION_KM:
            return near.rate_id
        general = [row for row in mine if not row.station_id]
        chosen = general or [row for row in rows if not row.countries and not row.station_id]
        own = [row for row in chosen if row.mode == mode]
        return _only(own or chosen, f"{kind} by {mode} of {'-'.join(pair)}")

    def borders_of(self, kind: str, mode: str, pair: tuple[str, str]) -> list[str]:
        """Return every rate that a border or its customs may have, wherever it is crossed."""
        name = "-".join(sorted(pair))
        rows = [row for row in self._rows(kind) if row.mode in ("", mode)]
        return [
            row.rate_id for row in rows if not row.countries or name in row.countries.split(";")
        ]

    def of_gauge_change(self, change_id: str) -> str:
        """Return the rate of a gauge change, or the one for all others."""
        rows = self._rows("gauge_change")
        mine = [row for row in rows if row.change_id == change_id]
        return _only(mine or [row for row in rows if not row.change_id], change_id)

    def of_canal(self, passage_id: str) -> str | None:
        """Return the rate of a passage of the sea, if passing it is a step of its own."""
        mine = [row.rate_id for row in self._rows("canal") if row.passage_id == passage_id]
        return mine[0] if mine else None

    def _rows(self, kind: str) -> list[_Row]:
        return [row for row in self.rows if row.kind == kind and row.rate_id not in _BY_NAME]

    def _away(self, station: str, lon: float, lat: float) -> float:
        return float(distance_km(*self.station_places[station], lon, lat)[0])


def _only(rows: list[_Row], what: str) -> str:
    if len(rows) != 1:
        found = ", ".join(row.rate_id for row in rows) or "none"
        msg = f"rates.csv has {found} for {what}; expected one."
        raise NetworkError(msg)
    return rows[0].rate_id


def rate_book(atlas: Atlas) -> RateBook:
    """Return which rate holds where."""
    stations = atlas.frames["stations"]
    places = zip(stations["lon"], stations["lat"], strict=True)
    table = atlas.tables["rates"][list(_Row._fields)].fillna("")
    rows = tuple(_Row(*row) for row in table.itertuples(index=False, name=None))
    return RateBook(rows, dict(zip(stations["feature_id"], places, strict=True)))


def customs_areas(atlas: Atlas) -> dict[str, str]:
    """Return the customs area of each country that shares one."""
    rows = atlas.tables["customs_areas"]
    return dict(zip(rows["country"], rows["area_id"], strict=True))


def closed_borders(atlas: Atlas) -> list[str]:
    """Return the land borders that no freight crosses unless they are opened: "IND-PAK"."""
    return sorted(atlas.tables["closed_borders"]["pair"])


def references(atlas: Atlas) -> list[str]:
    """Return the ways whose modelled kilometres divide rates for a whole way."""
    return sorted(set(atlas.tables["rate_inputs"]["reference"].dropna()))


def rates(atlas: Atlas, reference_km: Mapping[str, float]) -> list[FreightRate]:
    """Return every rate, in the order of the table.

    Parameters
    ----------
    atlas
        The facts.
    reference_km
        Modelled length of each way of `references`, in kilometres.

    Raises
    ------
    NetworkError
        A parameter has a unit that its form does not take, or a range out of order.
    """
    inputs = atlas.tables["rate_inputs"].astype(object)
    inputs = inputs.where(inputs.notna(), "")
    scale = _Scale(atlas.tables["parameters"].set_index("parameter_id"), reference_km)
    sailing = inputs[(inputs["rate_id"] == SEA) & (inputs["criterion"] == "hours")]
    scale = replace(scale, sea_hours_per_km=scale.range_of(_Input(*sailing.iloc[0])).central)
    found = []
    for row in atlas.tables["rates"].itertuples():
        mine = [_Input(*one) for one in inputs.loc[inputs["rate_id"] == row.rate_id].to_numpy()]
        ranges = {name: Range.only(0.0) for name in CRITERIA}
        ranges |= {one.criterion: scale.range_of(one) for one in mine}
        rate = Rate(row.rate_id, row.kind, ranges["hours"], ranges["cost"], ranges["co2e"])
        sources = {one.criterion: Source(one.quality, one.ids, one.note) for one in mine}
        note = row.note if isinstance(row.note, str) else ""
        found.append(FreightRate(rate, row.name_zh, row.name_en, sources, note))
    return found


class _Input(NamedTuple):
    """A row of rate_inputs.csv."""

    rate_id: str
    criterion: str
    form: str
    parameter_id: str
    low_id: str
    high_id: str
    less_ids: str
    reference: str
    quality: str
    note: str

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the parameters, the central one first."""
        named = [self.parameter_id, self.low_id, self.high_id, *self.less_ids.split(";")]
        return tuple(dict.fromkeys(name for name in named if name))


@dataclass(frozen=True)
class _Scale:
    """Parameters made hours, US dollars or kilograms, per kilometre or step and TEU."""

    parameters: pd.DataFrame
    reference_km: Mapping[str, float]
    sea_hours_per_km: float = 0.0
    """What a canal's length would take at sea, where the kilometres already count it."""

    def range_of(self, one: _Input) -> Range:
        """Return low, central and high of an input."""
        if one.form == "in_kilometres":
            return Range.only(0.0)
        central = self.parameters.loc[one.parameter_id]
        value = self._scaled(one, one.parameter_id, float(central["value"]))
        ends = []
        for end, named in (("low", one.low_id), ("high", one.high_id)):
            stated = value
            if named:
                stated = self._scaled(one, named, float(self.parameters.at[named, "value"]))
            elif not pd.isna(central[end]):
                stated = self._scaled(one, one.parameter_id, float(central[end]))
            ends.append(stated)
        less = sum(
            self._scaled(one, name, float(self.parameters.at[name, "value"]))
            for name in one.less_ids.split(";")
            if name
        )
        bounds = sorted((min(*ends, value), value, max(*ends, value)))
        return Range(*(bound - less for bound in bounds))

    def _scaled(self, one: _Input, parameter_id: str, value: float) -> float:
        unit = str(self.parameters.at[parameter_id, "unit"])
        if one.form == "speed":
            return 1 / (value * self._known(_PER_HOUR, unit, parameter_id))
        scaled = value * self._factor(one, parameter_id, unit)
        return scaled / self.reference_km[one.reference] if one.reference else scaled

    def _factor(self, one: _Input, parameter_id: str, unit: str) -> float:
        if one.criterion == "hours":
            at_sea = {"km": self.sea_hours_per_km} if one.form == "transit" else {}
            return self._known(_HOURS | at_sea, unit, parameter_id)
        what, _, per = unit.partition("/")
        per = per.removesuffix("-km")
        counted = _TONNES if per in _TONNES else _BOXES
        factor = self._known(counted, per, parameter_id) * self._worth(what, parameter_id)
        load = float(self.parameters.at[LOAD_ID, "value"])
        return factor * load if counted is _TONNES else factor

    def _worth(self, what: str, parameter_id: str) -> float:
        """Return US dollars or kilograms of one of what is counted."""
        if what in _CURRENCIES:
            return float(self.parameters.at[_CURRENCIES[what], "value"])
        return self._known({"USD": 1.0} | _MASS, what.split(" ")[0], parameter_id)

    @staticmethod
    def _known(units: Mapping[str, float], unit: str, parameter_id: str) -> float:
        if unit not in units:
            msg = (
                f"Parameter {parameter_id!r} is in {unit or 'no unit'};"
                f" expected one of {', '.join(filter(None, units))}."
            )
            raise NetworkError(msg)
        return units[unit]
