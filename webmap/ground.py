"""The ground as layers of vector tiles: land, lakes, borders by kind, labels by importance."""

from __future__ import annotations

from collections.abc import Iterator

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.bbox import Bbox
from geo.pyramid import VectorOptions
from geo.tessellation import shared_borders
from layers import base

DETAIL = Bbox(116.5, 26.5, 124.0, 32.0)
"""Where tiles go deeper than the world's: Zhejiang and its neighbours."""
WORLD_MAX_ZOOM, DETAIL_MAX_ZOOM = 6, 10
RELIEF_MAX_ZOOM = 4
"""The source has pixels of 0.033 degrees: deeper tiles of 512 pixels would only be larger."""

FILES = frozenset(
    {
        "china_provinces.geojson",
        "countries.csv",
        "lakes.geojson",
        "outlines_chn.geojson",
        "outlines_un.geojson",
        "places.csv",
        "relief.tif",
        "ten_dash_line.geojson",
        "zhejiang_counties.geojson",
        "zhejiang_prefectures.geojson",
    }
)
"""Base files that the ground is drawn from; a map names their origins."""

SIMPLIFICATION = 3.0
"""Tolerance in 1/4096 of a tile: less than half a pixel of a 512-pixel tile."""

_COUNTRY_STEPS_KM2 = {2: 1_500_000, 3: 300_000, 4: 50_000, 5: 5_000}
_PLACE_STEPS_RANK = {3: 25, 4: 120, 5: 450, 6: 1_500, 7: 4_000}
_LAST_LABEL_ZOOM = 8
_PROVINCE_ZOOM, _SEAT_ZOOM = 5, 5

_PROVINCES_APART = {"TWN": 710000}
"""Provinces by adcode that the neutral view draws as areas of their own."""

Layered = tuple[gpd.GeoDataFrame, VectorOptions]


def ground_layers(view: str) -> Iterator[Layered]:
    """Yield every layer of the ground with how it is cut into tiles.

    Parameters
    ----------
    view
        Boundary view: `chn` or `un`.
    """
    yield _world(_land(view), "land", ("home",))
    yield _detail(_near_land(view), "land", ("home",))
    for frame, layer, columns in (
        (base.lakes(), "lakes", ()),
        (_borders(view), "borders", ("kind",)),
    ):
        yield _world(frame, layer, columns)
        yield _detail(frame, layer, columns)
    labels = _labels(view)
    for zoom in range(DETAIL_MAX_ZOOM + 1):
        deep = zoom > WORLD_MAX_ZOOM
        # Tiles of 512 pixels: a tile of zoom z is seen at map zoom z + 1; the world's last
        # tiles are stretched for every deeper zoom, so they carry all labels.
        shown = labels if zoom >= WORLD_MAX_ZOOM else labels[labels["from_zoom"] <= zoom + 1]
        if len(shown):
            yield (
                shown,
                VectorOptions(
                    layer="labels",
                    minzoom=zoom,
                    maxzoom=zoom,
                    columns=("kind", "zh", "en", "rank"),
                    bounds=DETAIL if deep else None,
                ),
            )


def _world(frame: gpd.GeoDataFrame, layer: str, columns: tuple[str, ...]) -> Layered:
    # The last zoom of each pyramid stays exact, so world and detail are two steps of detail.
    options = VectorOptions(
        layer=layer,
        minzoom=0,
        maxzoom=WORLD_MAX_ZOOM,
        columns=columns,
        simplification=SIMPLIFICATION,
    )
    return frame, options


def _detail(frame: gpd.GeoDataFrame, layer: str, columns: tuple[str, ...]) -> Layered:
    options = VectorOptions(
        layer=layer,
        minzoom=WORLD_MAX_ZOOM + 1,
        maxzoom=DETAIL_MAX_ZOOM,
        columns=columns,
        simplification=SIMPLIFICATION,
        bounds=DETAIL,
    )
    return frame, options


def _land(view: str) -> gpd.GeoDataFrame:
    outlines = base.outlines(view)
    home = (outlines["home"].astype(str) == "True").astype(int)
    return gpd.GeoDataFrame({"home": home}, geometry=outlines.geometry, crs=4326)


def _near_land(view: str) -> gpd.GeoDataFrame:
    """Return the land around Zhejiang, as fine as the divisions that lie on it."""
    provinces, outlines = base.provinces(), base.outlines(view)
    apart = outlines[outlines["iso3"].isin(_PROVINCES_APART)]
    if len(apart):
        provinces = provinces[~provinces["adcode"].isin(_PROVINCES_APART.values())]
    # A tile of zoom 7 that touches the edge of the detail reaches this far beyond it.
    reach = 360 / 2 ** (WORLD_MAX_ZOOM + 1)
    box = (
        DETAIL.west - reach,
        DETAIL.south - reach,
        DETAIL.east + reach,
        DETAIL.north + reach,
    )
    shapes = [
        shapely.union_all(shapely.make_valid(shapely.clip_by_rect(frame.geometry.to_numpy(), *box)))
        for frame in (provinces, apart)
    ]
    land = gpd.GeoDataFrame({"home": [1, 0]}, geometry=shapes, crs=4326)
    return land[~land.geometry.is_empty]


def _borders(view: str) -> gpd.GeoDataFrame:
    """Return every border once, by kind; where a disputed area is concerned, as disputed."""
    outlines = base.outlines(view)
    every = shared_borders(list(outlines.geometry))
    doubtful = outlines.geometry[outlines["kind"] == "disputed"]
    disputed = shapely.intersection(every, shapely.union_all(doubtful.boundary.to_numpy()))
    rows = {
        "country": shapely.difference(every, disputed),
        "disputed": disputed,
        "province": shared_borders(list(base.provinces().geometry)),
        "prefecture": shared_borders(list(base.prefectures().geometry)),
        "county": shared_borders(list(base.counties().geometry)),
    }
    if view == "chn":
        rows["ten_dash"] = shapely.union_all(base.ten_dash_line().boundary.to_numpy())
    lines = {kind: shape for kind, shape in rows.items() if not shape.is_empty}
    frame = gpd.GeoDataFrame({"kind": list(lines)}, geometry=list(lines.values()), crs=4326)
    return frame.explode(ignore_index=True)


def _labels(view: str) -> gpd.GeoDataFrame:
    """Return all labels with the map zoom from which each is worth its room.

    Prefectures and counties are named by their seats, which are among the places.
    """
    countries = base.countries(view)
    places = base.places()
    frames = [
        _label_frame(countries, "country", _steps(-countries["area_km2"], _COUNTRY_STEPS_KM2, -1)),
        _label_frame(places, "city", _place_zooms(places)),
        _label_frame(_inside(base.provinces()), "province", _PROVINCE_ZOOM),
    ]
    return gpd.GeoDataFrame(pd.concat(frames, ignore_index=True), crs=4326)


def _steps(values: pd.Series, steps: dict[int, int], sign: int) -> pd.Series:
    """Return the first zoom whose limit a value stays within."""
    zooms = np.full(len(values), _LAST_LABEL_ZOOM if sign > 0 else max(steps) + 1)
    for zoom, limit in sorted(steps.items(), reverse=True):
        zooms[values.to_numpy() <= sign * limit] = zoom
    return pd.Series(zooms, index=values.index)


def _place_zooms(places: gpd.GeoDataFrame) -> pd.Series:
    zooms = _steps(places["rank"], _PLACE_STEPS_RANK, 1)
    # The map is about Zhejiang: its prefectures' seats come before larger towns elsewhere.
    return zooms.mask(places["kind"] == "prefecture_seat", zooms.clip(upper=_SEAT_ZOOM))


def _label_frame(
    frame: gpd.GeoDataFrame, kind: str, from_zoom: pd.Series | int
) -> gpd.GeoDataFrame:
    columns = {
        "kind": kind,
        "zh": frame["name_zh"],
        "en": frame["name_en"],
        "from_zoom": from_zoom,
        # The browser shows a label while rank <= 2 zoom + 2.
        "rank": 2 * from_zoom + 2,
    }
    return gpd.GeoDataFrame(columns, geometry=frame.geometry, crs=4326)


def _inside(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return frame.set_geometry(frame.geometry.representative_point())
