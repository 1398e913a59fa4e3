"""The field of hours that a question is answered from: computed, built ahead, or kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from threading import Lock

import numpy as np
import numpy.typing as npt
from rasterio.features import rasterize

from geo.cog import cog_bytes, read_cog, rounded_up
from geo.coverage import FieldArray, Ground
from geo.errors import ParameterError
from geo.grid import Grid
from geo.sphere import SphereIndex, distance_km
from layers import base, freight
from webmap.coverage_ask import MOST_DAYS, Asked
from webmap.coverage_hours import ANYWHERE, Exits, exits
from webmap.freight import Freight
from webmap.freight_gates import airports_of
from webmap.refusal import worded

GRID = Grid(west=-180.0, north=85.0, step_deg=0.1, width=3600, height=1450)
"""All land but Antarctica."""
LIMIT_HOURS = MOST_DAYS * 24
PICKUP_KM = 150.0
"""How far an airport may be from the sender."""
MOST_FIELDS, MOST_BYTES = 24, 48_000_000
"""Fields that were asked for once and are kept, and how much memory they may take."""
AHEAD: dict[str, tuple[str, bool]] = {
    "coverage-yiwu": ("yiwu", False),
    "coverage-jinhua": ("jinhua", False),
    "coverage-ningbo-zhoushan-port": ("ningbo-zhoushan-port", False),
    "coverage-yiw-airport": ("yiw-airport", False),
    "coverage-by-air-yiw-airport": ("yiw-airport", True),
}
"""Fields that are built ahead: from where, and whether they are those of parcels by air."""

ZoneArray = npt.NDArray[np.int16]
_SEA = -1


@dataclass(frozen=True, slots=True)
class Field:
    """Hours to every cell of the ground, and what they are."""

    hours: FieldArray
    ground: Ground
    tags: dict[str, str]


@cache
def zones() -> ZoneArray:
    """Return the country of each cell, as its position in the outlines; -1 at sea.

    A cell whose middle is at sea is ground if a town or a port is in it: Vladivostok, Abu Dhabi.
    """
    outlines = base.outlines().geometry
    found = np.asarray(
        rasterize(
            [(shape, number) for number, shape in enumerate(outlines)],
            out_shape=(GRID.height, GRID.width),
            transform=GRID.transform,
            fill=_SEA,
            dtype=np.int16,
        )
    )
    numbers = outline_numbers()
    for table in (base.ports(), base.places()):
        known = table[table["country"].isin(numbers)]
        cell = GRID.cells(known[["lon", "lat"]].to_numpy())
        zone = known["country"].map(numbers).to_numpy(np.int16)
        afloat = (cell >= 0) & (found.ravel()[cell] == _SEA)
        np.put(found, cell[afloat], zone[afloat])
    return found


def field_of(network: Callable[[], Freight], asked: Asked) -> Field:
    """Compute a field.

    Parameters
    ----------
    network
        Opens the freight network, if the question needs it.
    asked
        The question; its days are not used.

    Raises
    ------
    ParameterError
        A closure is not known, or nothing to travel by is within reach of the place.
    """
    if asked.is_express:
        ground = Ground.of(GRID, asked.inputs["last_mile_kmh"], zones())
        found, codes = _by_air(asked), list(outline_numbers())
    else:
        opened = network()
        ground = freight_ground(opened)
        found, codes = exits(opened, asked, LIMIT_HOURS), list(opened.meta["countries"])
    hours = spread(ground, found, codes)
    return Field(rounded_up(hours), ground, _tags(asked, ground))


def freight_ground(opened: Freight) -> Ground:
    """Return the ground at the speed of local roads."""
    return Ground.of(GRID, 1 / opened.rate(freight.ROAD_ACCESS).hours.central, zones())


def spread(ground: Ground, found: Exits, codes: Sequence[str]) -> FieldArray:
    """Return the hours to every cell from the exits of a network.

    Parameters
    ----------
    ground
        The ground.
    found
        The exits.
    codes
        What the exits number countries by.
    """
    return ground.hours(
        found.hours,
        found.places,
        zone=zone_of(found, codes),
        reach_km=found.reach_km,
        limit_hours=LIMIT_HOURS,
    )


def zone_of(found: Exits, codes: Sequence[str]) -> ZoneArray:
    """Return the zone that each exit serves."""
    numbers = outline_numbers()
    zone = np.array([numbers.get(code, ANYWHERE) for code in codes] + [ANYWHERE], np.int16)
    here = zone[found.country]
    # An exit off the outlines serves the shore that it stands on, whosever that is.
    cell = GRID.cells(found.places)
    own = np.where(cell < 0, ANYWHERE, zones().ravel()[cell])
    return np.asarray(np.where(here == ANYWHERE, own, here), np.int16)


def _by_air(asked: Asked) -> Exits:
    """Return when parcels leave the airports of the model, or arrive from them."""
    inputs, spot, gates = asked.inputs, asked.spot, airports_of()
    places = np.array([(gate.lon, gate.lat) for gate in gates])
    near = SphereIndex(*places.T).within([spot.lon], [spot.lat], PICKUP_KM)[0]
    if not len(near):
        at = f"{spot.lon:g},{spot.lat:g}"
        raise worded(ParameterError, "no_airport", name="from", at=at, most=float(PICKUP_KM))
    flown = np.full(len(gates), np.inf)
    for begin in near:
        np.minimum(flown, distance_km(*places[begin], *places.T), out=flown)
    ground = inputs["pickup_h"] + inputs["export_h"] + inputs["import_h"]
    numbers = list(outline_numbers())
    country = [numbers.index(g.country) if g.country in numbers else ANYWHERE for g in gates]
    hours = ground + flown / inputs["flight_kmh"]
    return Exits(places, hours, np.array(country, np.int16), np.inf)


@cache
def outline_numbers() -> dict[str, int]:
    """Return the position of each country in the outlines, by its code."""
    return {code: number for number, code in enumerate(base.outlines()["iso3"])}


def _tags(asked: Asked, ground: Ground) -> dict[str, str]:
    model = "parcels by air" if asked.is_express else "freight"
    return {
        "units": "h",
        "origin": asked.spot.name_en,
        "origin_lonlat": f"{asked.spot.lon:.5f},{asked.spot.lat:.5f}",
        "parameters": asked.field_text,
        "model": f"{model}; a model, not a published service",
        "access_km_h": f"{ground.access_kmh:g}",
    }


@dataclass(slots=True)
class FieldStore:
    """Fields as files in memory, the least recently asked dropped; one is computed at a time."""

    most: int = MOST_FIELDS
    most_bytes: int = MOST_BYTES
    _kept: OrderedDict[str, bytes] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def file(self, asked: Asked, make: Callable[[], bytes]) -> bytes:
        """Return a field as a file, made if it is not kept."""
        with self._lock:
            if asked.key not in self._kept:
                self._kept[asked.key] = make()
            self._kept.move_to_end(asked.key)
            while len(self._kept) > self.most or self._size() > max(self.most_bytes, 0):
                if len(self._kept) == 1:
                    break
                self._kept.popitem(last=False)
            return self._kept[asked.key]

    def _size(self) -> int:
        return sum(map(len, self._kept.values()))

    @property
    def count(self) -> int:
        """How many fields are kept."""
        return len(self._kept)


def file_of(found: Field) -> bytes:
    """Return a field as a Cloud-Optimised GeoTIFF."""
    return cog_bytes(found.hours, GRID, found.tags)


def field_in(content: bytes) -> Field:
    """Return the field that a file holds."""
    hours, _, tags = read_cog(content)
    return Field(hours, Ground.of(GRID, float(tags["access_km_h"]), zones()), tags)
