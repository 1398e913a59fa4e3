"""Where a journey begins or ends: a place id, a name, or longitude and latitude, as one point."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo.errors import ParameterError
from geo.sphere import EARTH_RADIUS_KM
from layers import Atlas, base
from webmap.city_names import City, city, city_in, like
from webmap.refusal import worded
from webmap.search import MAX_LETTERS
from webmap.spelling import has_han, plain

if TYPE_CHECKING:
    from webmap.service import Service

MOST_OFF_LAND_KM = 20.0
"""Coordinates further than this from any land are at sea: piers and islets lie nearer."""
LEAST_SCORE = 75.0
"""A looser fit of a name is a guess, and a guess is no origin."""
EXACT_SCORE = 98.0
"""What a name of the atlas has that is spelled the same."""

_KM_PER_DEGREE = math.pi * EARTH_RADIUS_KM / 180
_LONLAT = re.compile(r"\s*([+-]?\d+(?:\.\d*)?)\s*[,，]\s*([+-]?\d+(?:\.\d*)?)\s*")
_SUGGESTED = 3
LEAST_NEAR = 60.0
"""A looser fit is not even suggested."""


class Spot(NamedTuple):
    """A point that somebody named."""

    name_zh: str
    name_en: str
    lon: float
    lat: float
    feature_id: str | None = None
    """Record of the atlas; None for a city of the base map and for bare coordinates."""
    country: str | None = None
    """ISO 3166-1 alpha-3, where the record has one."""
    is_named: bool = True
    """False where the name is nothing but the coordinates."""


def resolve(service: Service, text: str, *, parameter: str = "from") -> Spot:
    """Return the point that a text means.

    A name that is exactly a city's on the map is the city, that of a port or airport is that. Then
    come names of places of the atlas, other names of cities, and the place that fits best.
    `Valencia, ESP` and `Valencia, Spain` say which one of several.

    Parameters
    ----------
    service
        The running atlas.
    text
        Id of a place, UN/LOCODE, IATA code, name in any language, or `lon,lat` in degrees.
    parameter
        What the text is called where it was asked for.

    Raises
    ------
    ParameterError
        If no place is meant, the place has no point, or the point lies at sea.
    """
    asked = text.strip()
    if not 1 <= len(asked) <= MAX_LETTERS:
        raise worded(
            ParameterError, "place_long", name=parameter, count=len(asked), most=MAX_LETTERS
        )
    found = (
        _by_id(service.site.atlas, asked, parameter)
        or _by_coordinates(asked, parameter)
        or _by_city_name(asked)
        or _by_gate(service, asked)
        or _by_any_name(service, asked, EXACT_SCORE)
        or _by_city_name(asked, other=True)
        or _by_any_name(service, asked)
        or _by_airport(asked)
    )
    if found is None:
        near = _near(service, asked)
        key = "place_near" if near else "place"
        raise worded(ParameterError, key, name=parameter, value=asked, near=near)
    return found


def spot_of(atlas: Atlas, feature_id: str) -> Spot:
    """Return the point of a record of the atlas.

    Raises
    ------
    ParameterError
        If there is no such record, or it has no point.
    """
    found = _by_id(atlas, feature_id, "id")
    if found is None:
        raise worded(ParameterError, "place_id", value=feature_id)
    return found


def _near(service: Service, asked: str) -> list[str]:
    """Return what may have been meant: cities of nearly the name, and ids of places like it."""
    cities = [one.name_zh if has_han(asked) else one.name_en for one in like(asked, _SUGGESTED)]
    found = [
        each.entry.id
        for each in service.search.find(asked)[0]
        if each.entry.sort == "place" and each.score >= LEAST_NEAR
    ]
    near = [one for one in found if _has_point(service.site.atlas, one)]
    return [*cities, *near][:_SUGGESTED]


def _has_point(atlas: Atlas, feature_id: str) -> bool:
    return not pd.isna(atlas.features.at[feature_id, "lon"])


def _by_id(atlas: Atlas, asked: str, parameter: str) -> Spot | None:
    if asked not in atlas.features.index:
        return None
    feature_id = atlas.main_id(asked)
    row = atlas.features.loc[feature_id]
    if _has_point(atlas, feature_id):
        return Spot(
            str(row["name_zh"]),
            str(row["name_en"]),
            float(row["lon"]),
            float(row["lat"]),
            feature_id,
            None if pd.isna(row["country"]) else str(row["country"]),
        )
    seat = None
    if row["kind"] == "region":
        # A region is where its seat is: the city of its name.
        seat = city_in(str(row["name_zh"]), row["country"])
    if seat is None:
        raise worded(ParameterError, "place_pointless", name=parameter, value=asked)
    return _spot_of_city(seat)._replace(feature_id=feature_id)


def _by_coordinates(asked: str, parameter: str) -> Spot | None:
    numbers = _LONLAT.fullmatch(asked)
    if numbers is None:
        return None
    lon, lat = float(numbers[1]), float(numbers[2])
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise worded(ParameterError, "lonlat", name=parameter, value=asked)
    off = km_off_land(lon, lat)
    if off > MOST_OFF_LAND_KM:
        most = MOST_OFF_LAND_KM
        raise worded(ParameterError, "at_sea", name=parameter, value=asked, most=most)
    name = f"{lon:g}, {lat:g}"
    return Spot(name, name, lon, lat, is_named=False)


def _by_city_name(asked: str, *, other: bool = False) -> Spot | None:
    found = city(asked, other=other)
    return None if found is None else _spot_of_city(found)


def _by_gate(service: Service, asked: str) -> Spot | None:
    """Return the port or airport of a name or code: `Felixstowe`, `NLRTM`, `YIW`."""
    gate = service.freight().gate_named(asked)
    if gate is None:
        return None
    if gate.id in service.site.atlas.features.index:
        return _by_id(service.site.atlas, gate.id, "")
    return Spot(gate.name_zh, gate.name_en, gate.lon, gate.lat, country=gate.country)


def _by_any_name(service: Service, asked: str, least: float = LEAST_SCORE) -> Spot | None:
    atlas = service.site.atlas
    for found in service.search.find(asked)[0]:
        entry = found.entry
        if found.score < least:
            break
        if entry.sort == "place" and _has_point(atlas, entry.id):
            return _by_id(atlas, entry.id, "")
    return None


def _by_airport(asked: str) -> Spot | None:
    """Return an airport that the model has no flight to, by code or city: GWD, Gwadar."""
    return _airports().get(plain(asked))


@cache
def _airports() -> dict[str, Spot]:
    """Return the airports of the base list by plain code and city, the first of a city."""
    found: dict[str, Spot] = {}
    for row in base.airports().itertuples():
        spot = Spot(row.name_en, row.name_en, row.lon, row.lat, country=row.country)
        # A code is the airport's alone; a city may be called like one.
        found[plain(row.iata)] = spot
        if not pd.isna(row.city_en):
            found.setdefault(plain(row.city_en), spot)
    return found


def _spot_of_city(found: City) -> Spot:
    return Spot(found.name_zh, found.name_en, found.lon, found.lat, country=found.country)


def km_off_land(lon: float, lat: float) -> float:
    """Return how far a point is from the nearest land of the base map.

    Parameters
    ----------
    lon, lat
        In degrees.

    Returns
    -------
    distance_km
        0 on land; inf where none is within about twice the distance that still counts as land.

    Examples
    --------
    >>> km_off_land(120.08, 29.31), km_off_land(-140.0, -40.0)
    (0.0, inf)
    """
    tree, parts = _land()
    high = 2 * MOST_OFF_LAND_KM / _KM_PER_DEGREE
    squeeze = max(math.cos(math.radians(lat)), 1e-3)
    wide = min(high / squeeze, 180.0)
    nearest = math.inf
    for shift in (-360.0, 0.0, 360.0):
        # The date line is no shore: land is looked for on either side of it.
        west, south, east, north = lon + shift - wide, lat - high, lon + shift + wide, lat + high
        numbers = tree.query(shapely.box(west, south, east, north), predicate="intersects")
        pieces = shapely.clip_by_rect(parts[numbers], west, south, east, north)
        squeezed = shapely.transform(pieces, lambda xy: xy * [squeeze, 1])
        away = shapely.distance(squeezed, shapely.Point((lon + shift) * squeeze, lat))
        nearest = min(nearest, float(away.min(initial=math.inf)) * _KM_PER_DEGREE)
    return nearest


@cache
def _land() -> tuple[shapely.STRtree, npt.NDArray[np.object_]]:
    """Return the pieces of land with an index: made once, small."""
    parts = np.asarray(shapely.get_parts(base.outlines().geometry.to_numpy()), np.object_)
    return shapely.STRtree(parts), parts
