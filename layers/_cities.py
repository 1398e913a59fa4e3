"""In which prefecture-level city of Zhejiang each feature is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd
import shapely

from layers import _base

if TYPE_CHECKING:
    from layers._load import Atlas

WHOLE_PROVINCE, OUTSIDE = "zhejiang", "outside"
"""Values beside the cities: of the province as a whole, and not in Zhejiang."""
_PROVINCE_ZH = "浙江省"
_HOME = "CHN"


class City(NamedTuple):
    """A prefecture-level city."""

    id: str
    zh: str
    en: str


@cache
def cities() -> tuple[City, ...]:
    """Return the cities of Zhejiang in the order of their codes.

    Examples
    --------
    >>> cities()[6]
    City(id='jinhua', zh='金华市', en='Jinhua')
    """
    frame = _base.prefectures().sort_values("adcode")
    return tuple(
        City(en.lower(), zh, en) for zh, en in zip(frame["name_zh"], frame["name_en"], strict=True)
    )


@cache
def _city_by_word() -> dict[str, str]:
    """Return the city that the name of a city or a county means."""
    prefectures, counties = _base.prefectures(), _base.counties()
    by_code = dict(zip(prefectures["adcode"], prefectures["name_en"].str.lower(), strict=True))
    found = dict(zip(prefectures["name_zh"], by_code.values(), strict=True))
    for name, parent in zip(counties["name_zh"], counties["parent_adcode"], strict=True):
        found.setdefault(name, by_code[parent])
    return found


def cities_in_words(admin: str) -> tuple[str, ...]:
    """Return the cities that the words of an administrative area name.

    Examples
    --------
    >>> cities_in_words("宁波市/舟山市"), cities_in_words("义乌市"), cities_in_words("浙江省")
    (('ningbo', 'zhoushan'), ('jinhua',), ('zhejiang',))
    """
    # A county's name may stand in two cities; its own city, where named, decides.
    named = [city.id for city in cities() if city.zh in admin]
    if not named:
        named = [city for word, city in _city_by_word().items() if word in admin]
    if not named and _PROVINCE_ZH in admin:
        return (WHOLE_PROVINCE,)
    return tuple(dict.fromkeys(named))


def city_at(lon: float, lat: float) -> str:
    """Return the city that a place in EPSG:4326 degrees lies in, OUTSIDE where in none.

    Examples
    --------
    >>> city_at(120.07, 29.31), city_at(13.4, 52.5)
    ('jinhua', 'outside')
    """
    frame = _base.prefectures()
    inside = shapely.contains_xy(frame.geometry.to_numpy(), lon, lat)
    return str(frame["name_en"][inside].iloc[0]).lower() if inside.any() else OUTSIDE


def cities_of(atlas: Atlas) -> dict[str, tuple[str, ...]]:
    """Return the cities of every main record that has any, by feature_id.

    The first rule that says something decides:

    1. `home_city`: whose it is, also abroad;
    2. a country other than China: OUTSIDE;
    3. the words of `admin`: the cities or counties named there, else the whole province;
    4. the position, inside the outlines of the cities;
    5. the stops of a line: all their cities;
    6. what it is a part of.

    Where no rule says anything the city is not known, and the record is left out.
    """
    home = _home_cities(atlas)
    main = atlas.features[atlas.features["same_as"].isna()]
    found: dict[str, tuple[str, ...]] = {}
    for row in main.to_dict("records"):
        known = home.get(row["feature_id"]) or _by_record(row)
        if known:
            found[row["feature_id"]] = known
    return _of_parents(main, found | _of_lines(atlas, found))


def _home_cities(atlas: Atlas) -> dict[str, tuple[str, ...]]:
    return {
        str(feature_id): cities_in_words(f"{name}市")
        for frame in atlas.frames.values()
        if "home_city" in frame
        for feature_id, name in frame["home_city"].dropna().items()
    }


def _by_record(row: Mapping[str, object]) -> tuple[str, ...]:
    country, admin = row["country"], row["admin"]
    if not pd.isna(country) and country != _HOME:
        return (OUTSIDE,)
    if not pd.isna(admin) and (named := cities_in_words(str(admin))):
        return named
    if not pd.isna(row["lon"]):
        return (city_at(float(str(row["lon"])), float(str(row["lat"]))),)
    return ()


def _of_lines(atlas: Atlas, found: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return the cities of the stops of lines that have none of their own yet."""
    lines: dict[str, list[str]] = {}
    for table, line, stop in (
        ("route_stops", "route_id", "station_id"),
        ("corridor_points", "corridor_id", "place_id"),
    ):
        rows = atlas.tables[table]
        for line_id, stop_id in zip(rows[line], rows[stop], strict=True):
            lines.setdefault(line_id, []).extend(found.get(atlas.main_id(stop_id), ()))
    return {
        line_id: tuple(dict.fromkeys(c for c in named if c != OUTSIDE)) or (OUTSIDE,)
        for line_id, named in lines.items()
        # A route's country is where it ends: its stops say more.
        if named and found.get(line_id, (OUTSIDE,)) == (OUTSIDE,)
    }


def _of_parents(
    main: pd.DataFrame, found: dict[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    parents = main["parent_id"].dropna().to_dict()
    known = dict(found)
    for feature_id in main.index:
        seen, at = set(), feature_id
        while at not in found and at in parents and at not in seen:
            seen.add(at)
            at = parents[at]
        if at in found:
            known[feature_id] = found[at]
    return known
