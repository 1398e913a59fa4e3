"""The base map's own data: outlines, divisions, places, and whom they come from."""

from functools import cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import orjson
import pandas as pd

from geo.errors import NetworkError, UnknownViewError
from geo.graph_file import Graph, read_graph

DATA = Path(__file__).parent.parent / "data"
BASE = "base"
VIEWS = ("chn", "un")


def outlines(view: str = "chn", *, data: Path = DATA) -> gpd.GeoDataFrame:
    """Return the countries of the world as one view of its borders has them.

    Parameters
    ----------
    view
        `chn`, China's official view, or `un`, the neutral view of the United Nations.
    data
        Folder that holds `base/`.

    Returns
    -------
    outlines
        iso3 (or an X-code), name_zh, name_en, kind (country, disputed), home; EPSG:4326.

    Raises
    ------
    UnknownViewError
        If there is no such view.
    """
    return _features(data, f"outlines_{known_view(view)}")


def known_view(view: str) -> str:
    """Return a view's own name.

    Raises
    ------
    UnknownViewError
        If there is no such view.

    Examples
    --------
    >>> known_view("un")
    'un'
    """
    if view not in VIEWS:
        msg = f"No view {view!r}; available: {', '.join(VIEWS)}."
        raise UnknownViewError(msg)
    return view


def ten_dash_line(*, data: Path = DATA) -> gpd.GeoDataFrame:
    """Return the ten dashes in the South China Sea: dash (1 to 10), form, name_zh, name_en."""
    return _features(data, "ten_dash_line")


def lakes(*, data: Path = DATA) -> gpd.GeoDataFrame:
    """Return the large lakes, largest first: area_km2. They have no names."""
    return _features(data, "lakes")


def provinces(*, data: Path = DATA) -> gpd.GeoDataFrame:
    """Return the 34 provinces of China: adcode, name_zh, name_en, parent_adcode."""
    return _features(data, "china_provinces")


def prefectures(*, data: Path = DATA) -> gpd.GeoDataFrame:
    """Return the 11 prefectures of Zhejiang: adcode, name_zh, name_en, parent_adcode."""
    return _features(data, "zhejiang_prefectures")


def counties(*, data: Path = DATA) -> gpd.GeoDataFrame:
    """Return the county-level divisions of Zhejiang: adcode, name_zh, name_en, parent_adcode."""
    return _features(data, "zhejiang_counties")


def places(*, data: Path = DATA) -> gpd.GeoDataFrame:
    """Return the populated places as points, most important first.

    An unknown population is missing, not zero; so is an unknown Chinese name.
    """
    return _points(data, "places")


def place_names(*, data: Path = DATA) -> dict[int, tuple[str, ...]]:
    """Return other names of the populated places, by geonameid: for finding, not for showing."""
    return dict(_read_place_names(data / BASE / "place_names.csv"))


def countries(view: str = "chn", *, data: Path = DATA) -> gpd.GeoDataFrame:
    """Return the label points of a view's countries, largest first, with geodesic areas in km2.

    Raises
    ------
    UnknownViewError
        If there is no such view.
    """
    table = _points(data, "countries")
    return table[table["view"] == known_view(view)].sort_values("rank", ignore_index=True)


def relief_path(*, data: Path = DATA) -> Path:
    """Return the shaded relief: a GeoTIFF in EPSG:4326, three bands of colour."""
    return data / BASE / "relief.tif"


GRAPHS = ("rail", "road", "sea")


def graph(mode: str, *, data: Path = DATA) -> Graph:
    """Return the base graph of a mode, as its package has it: gaps, islands and all.

    Parameters
    ----------
    mode
        `rail`, `road` or `sea`.
    data
        Folder that holds `base/`.

    Raises
    ------
    NetworkError
        There is no such graph.
    """
    if mode not in GRAPHS:
        msg = f"No graph {mode!r}; available: {', '.join(GRAPHS)}."
        raise NetworkError(msg)
    return read_graph(data / BASE / f"{mode}.npz")


def airports(*, data: Path = DATA) -> gpd.GeoDataFrame:
    """Return the airports with an IATA code: iata, icao, name_en, city_en, country, note."""
    return _points(data, "airports")


def ports(*, data: Path = DATA) -> gpd.GeoDataFrame:
    """Return the sea ports near the sea lanes: locode, name_en, country."""
    return _points(data, "ports")


def trade(*, data: Path = DATA) -> pd.DataFrame:
    """Return each country's trade with China, by country; blank is not published, not zero.

    exports_china_usd_m and imports_china_usd_m are derived: a published share of China
    (exports_percent, of exports_percent_year) times a published total (exports_total_usd_m, of
    exports_total_year), in millions of US dollars; imports likewise.
    """
    return _read_trade(data / BASE / "trade.csv").copy()


def attributions(lang: str, *, data: Path = DATA) -> dict[str, str]:
    """Return the attribution line of every file of the base map, by file name.

    Parameters
    ----------
    lang
        `zh` or `en`.
    data
        Folder that holds `base/`.
    """
    return {row["path"]: row["attribution"][lang] for row in manifest(data=data)}


def manifest(*, data: Path = DATA) -> list[dict[str, Any]]:
    """Return what manifest.json says about every file of the base map."""
    content = orjson.loads((data / BASE / "manifest.json").read_bytes())
    rows: list[dict[str, Any]] = content["files"]
    return rows


def _features(data: Path, stem: str) -> gpd.GeoDataFrame:
    return _read_features(data / BASE / f"{stem}.geojson").copy()


def _points(data: Path, stem: str) -> gpd.GeoDataFrame:
    return _read_points(data / BASE / f"{stem}.csv").copy()


@cache
def _read_features(path: Path) -> gpd.GeoDataFrame:
    return gpd.read_file(path)


@cache
def _read_place_names(path: Path) -> dict[int, tuple[str, ...]]:
    table = pd.read_csv(path, keep_default_na=False)
    names = (tuple(text.split("|")) for text in table["names"])
    return dict(zip(table["geonameid"].tolist(), names, strict=True))


@cache
def _read_trade(path: Path) -> pd.DataFrame:
    table = pd.read_csv(path, index_col="country")
    return table.astype({name: "Int64" for name in table if name.endswith("_year")})


@cache
def _read_points(path: Path) -> gpd.GeoDataFrame:
    # "NA" is a country code and a syllable before it is a missing value.
    text = {"geonameid": "Int64", "population": "Int64", "adcode": "Int64"}
    table = pd.read_csv(path, keep_default_na=False, na_values=[""], dtype=text)
    return gpd.GeoDataFrame(
        table, geometry=gpd.points_from_xy(table["lon"], table["lat"]), crs=4326
    )
