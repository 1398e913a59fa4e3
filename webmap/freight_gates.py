"""Where one mode meets another: the ports, rail terminals and airports of the freight model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from geo.errors import NetworkError
from geo.sphere import SphereIndex, distance_km
from layers import Atlas, base

TERMINAL_PORTS_KM, STATION_PORTS_KM = 40.0, 10.0
"""Within this distance of a port terminal or station of the tables, ports of the base list are
left out: the tables' own point is the better one."""
CITY_POPULATION, CITY_AIRPORT_KM = 1_000_000, 60.0
"""Which cities besides capitals have an airport in the model, and how far off it may be."""


class Gate(NamedTuple):
    """A port, station or airport where one mode meets another."""

    id: str
    name_zh: str
    name_en: str
    country: str
    lon: float
    lat: float


def ports_of(atlas: Atlas) -> list[Gate]:
    """Return the ports of the model: terminals and ports of the tables, then those of the list."""
    hubs, stations = atlas.frames["hubs"], atlas.frames["stations"]
    kinds, precise = ("port_terminal",), hubs["coord_precision"] == "site"
    terminals = hubs[hubs["kind"].isin(kinds) & precise & hubs["lon"].notna()]
    harbours = stations[(stations["kind"] == "port") & stations["lon"].notna()]
    found = [_gate_of(row) for row in terminals.to_dict("records")]
    found += [_gate_of(row) for row in harbours.to_dict("records")]
    index = SphereIndex([gate.lon for gate in found], [gate.lat for gate in found])
    listed = base.ports()
    nearest, away = index.nearest(listed["lon"], listed["lat"])
    limit = np.where(nearest < len(terminals), TERMINAL_PORTS_KM, STATION_PORTS_KM)
    for row, is_far in zip(listed.itertuples(), away > limit, strict=True):
        if is_far:
            name = row.name_en
            found.append(Gate(row.locode, name, name, row.country, row.lon, row.lat))
    return found


def harbours_of(atlas: Atlas) -> list[str]:
    """Return the ports at which declared services change from rail to ship."""
    stations = atlas.frames["stations"]
    rows = stations[(stations["kind"] == "port") & stations["lon"].notna()]
    return [str(name) for name in rows["feature_id"]]


def stations_of(atlas: Atlas) -> list[Gate]:
    """Return the stations at which containers change between rail and road."""
    stations = atlas.frames["stations"]
    kinds = ("origin_terminal", "port_rail_terminal", "terminal", "transfer")
    rows = stations[stations["kind"].isin(kinds) & stations["lon"].notna()]
    return [_gate_of(row) for row in rows.to_dict("records")]


def declared_airports(atlas: Atlas) -> list[str]:
    """Return the IATA codes of the airports that a declared cargo flight begins or ends at."""
    routes = atlas.tables["air_routes"]
    return sorted({*routes["from_iata"], *routes["to_iata"]})


def airports_of(declared: Sequence[str] = ()) -> list[Gate]:
    """Return the airports of the model: one for each capital and each city of over a million.

    The nearest one of international name within reach, or else the nearest.

    Parameters
    ----------
    declared
        IATA codes of airports besides: those of declared cargo flights.

    Raises
    ------
    NetworkError
        An airport is in no list.
    """
    places, airports = base.places(), base.airports()
    cities = places[places["capital"] | (places["population"] >= CITY_POPULATION)]
    index = SphereIndex(airports["lon"], airports["lat"])
    near = index.within(cities["lon"], cities["lat"], CITY_AIRPORT_KM)
    is_named = airports["name_en"].str.contains("International", na=False).to_numpy()
    chosen: dict[int, None] = {}
    for (lon, lat), found in zip(cities[["lon", "lat"]].to_numpy(), near, strict=True):
        named = [place for place in found if is_named[place]] or found
        if named:
            rows = airports.iloc[named]
            away = distance_km(lon, lat, rows["lon"], rows["lat"])
            chosen[named[int(away.argmin())]] = None
    numbers = {code: number for number, code in enumerate(airports["iata"])}
    for code in declared:
        if code not in numbers:
            msg = f"Airport {code!r} is in no list; accepted are the IATA codes of airports.csv."
            raise NetworkError(msg)
        chosen.setdefault(numbers[code])
    return [
        Gate(row.iata, row.name_en, row.name_en, row.country, row.lon, row.lat)
        for row in airports.iloc[list(chosen)].itertuples()
    ]


def _gate_of(row: Mapping[str, Any]) -> Gate:
    return Gate(*(row[name] for name in ("feature_id", *Gate._fields[1:])))
