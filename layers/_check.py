"""Rules that hold between tables, and between a table and the ground."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.measure import distance_km
from layers._faults import Fault
from layers._spec import Layer, Table

COUNTRY_TOLERANCE_KM = 25.0
"""Outlines are generalised and leave out small islands: a point may lie this far outside."""
COUNTY_TOLERANCE_KM = 5.0


def _faulty(
    table: Table, frame: pd.DataFrame, column: str, bad: pd.Series, rule: str, accepted: str
) -> Iterator[Fault]:
    for index in frame.index[bad.to_numpy(dtype=bool)]:
        value = str(frame.at[index, column])
        yield Fault(table.file_name, int(index) + 2, column, value, rule, accepted)


def reference_faults(
    tables: Mapping[str, Table],
    frames: Mapping[str, pd.DataFrame],
    feature_ids: set[str],
    unread: set[str],
) -> Iterator[Fault]:
    """Yield values that name a row which is not there.

    Parameters
    ----------
    tables, frames
        Every table and its rows as text.
    feature_ids
        Ids of all layers.
    unread
        Tables, and `features`, that could not be read: what names their rows is not judged.
    """
    for table in tables.values():
        frame = frames[table.id]
        for field in table.fields:
            if field.references is None:
                continue
            other, column = field.references.split(".")
            if other in unread:
                continue
            known = feature_ids if other == "features" else set(frames[other][column])
            bad = ~frame[field.name].isin(known | {""})
            accepted = f"a value of {field.references}"
            yield from _faulty(table, frame, field.name, bad, "names no row", accepted)


def link_faults(
    table: Table, frame: pd.DataFrame, feature_ids: set[str], main_ids: set[str]
) -> Iterator[Fault]:
    """Yield rows whose parent or main record is not there, or is the row itself.

    Parameters
    ----------
    table, frame
        A layer's table and its rows as text.
    feature_ids, main_ids
        Ids of all records, and of those without `same_as`.
    """
    for column, known, what in (
        ("parent_id", feature_ids, "feature"),
        ("same_as", main_ids, "main record"),
    ):
        itself = (frame[column] == frame["feature_id"]) & (frame[column] != "")
        bad = ~frame[column].isin(known | {""}) | itself
        rule, accepted = f"names no other {what}", f"the feature_id of another {what}"
        yield from _faulty(table, frame, column, bad, rule, accepted)


def layer_faults(layer: Layer, table: Table, frame: pd.DataFrame) -> Iterator[Fault]:
    """Yield faults of one layer's rows that need no other table."""
    kinds = [term.id for term in layer.kinds]
    yield from _faulty(
        table,
        frame,
        "kind",
        ~frame["kind"].isin([*kinds, ""]),
        "not a kind of this layer",
        ", ".join(kinds),
    )
    half = (frame["lon"] == "") != (frame["lat"] == "")
    yield from _faulty(
        table, frame, "lon", half, "stands without its pair", "lon and lat, or neither"
    )
    vague = (frame["lon"] != "") & (frame["coord_precision"] == "")
    yield from _faulty(
        table, frame, "coord_precision", vague, "is blank for a placed row", "site, district, city"
    )
    named = frame.assign(key=frame["name_zh"] + "\x00" + frame["kind"])
    twice = named.duplicated("key", keep="first") & (frame["same_as"] == "")
    yield from _faulty(
        table, frame, "name_zh", twice, "stands twice with one kind", "one row, or same_as set"
    )


def feature_id_faults(
    layers: Mapping[str, Table], frames: Mapping[str, pd.DataFrame]
) -> Iterator[Fault]:
    """Yield ids that two layers share."""
    seen: dict[str, str] = {}
    for layer_id, table in layers.items():
        for index, feature_id in frames[layer_id]["feature_id"].items():
            if seen.setdefault(feature_id, layer_id) != layer_id:
                rule = f"is also an id of {seen[feature_id]}"
                yield Fault(
                    table.file_name, int(str(index)) + 2, "feature_id", feature_id, rule, "a new id"
                )


def observation_faults(
    table: Table, observations: pd.DataFrame, indicators: pd.DataFrame
) -> Iterator[Fault]:
    """Yield observations whose unit, range or period does not hold together."""
    units = observations["indicator_id"].map(
        indicators.drop_duplicates("indicator_id").set_index("indicator_id")["unit"]
    )
    other_unit = units.notna() & (units != observations["unit"])
    yield from _faulty(
        table,
        observations,
        "unit",
        other_unit,
        "is not the indicator's unit",
        "the indicator's unit",
    )
    ranged = observations["comparator"] == "range"
    unmatched = ranged != (observations["value_high"] != "")
    yield from _faulty(
        table,
        observations,
        "value_high",
        unmatched,
        "and comparator disagree",
        "an upper value with comparator range, and only there",
    )
    low, high = (
        pd.to_numeric(observations[name], errors="coerce") for name in ("value", "value_high")
    )
    yield from _faulty(
        table,
        observations,
        "value_high",
        ranged & (observations["value_high"] != "") & ~(low < high),
        "is not above value",
        "an upper value above value",
    )
    start, end = observations["period_start"], observations["period_end"]
    reversed_ = (start != "") & ((end == "") | (start > end))
    yield from _faulty(
        table,
        observations,
        "period_end",
        reversed_,
        "is before period_start or blank",
        "a day on or after period_start",
    )


def line_faults(
    table: Table, frame: pd.DataFrame, column: str, placeless_ids: set[str]
) -> Iterator[Fault]:
    """Yield rows of lines that cannot be drawn: no position, or no second stop.

    Parameters
    ----------
    table, frame
        A table of ordered places and its rows as text.
    column
        The column that names a feature.
    placeless_ids
        Ids of the features without lon and lat.
    """
    bad = frame[column].isin(placeless_ids)
    yield from _faulty(table, frame, column, bad, "has no position", "a feature with lon and lat")
    if "route_id" in frame:
        alone = ~frame.duplicated("route_id", keep=False)
        yield from _faulty(table, frame, "route_id", alone, "has one stop", "two stops or more")


def country_faults(
    table: Table, frame: pd.DataFrame, outlines: gpd.GeoDataFrame
) -> Iterator[Fault]:
    """Yield placed rows that lie outside of the country they state.

    Parameters
    ----------
    table, frame
        A layer's table and its typed rows.
    outlines
        Country polygons in EPSG:4326 with a column `iso3`.
    """
    placed = frame[frame["lon"].notna() & frame["country"].notna()]
    for country, rows in placed.groupby("country"):
        shapes = outlines.geometry[outlines["iso3"] == country]
        if shapes.empty:
            rule, accepted = "has no outline", "an ISO 3166-1 alpha-3 code of the base map"
            yield from _faulty(table, rows, "country", rows["lon"].notna(), rule, accepted)
            continue
        accepted = f"the country within {COUNTRY_TOLERANCE_KM:g} km of the point"
        for index, row in rows.loc[~_are_inside(rows, shapes), ["lon", "lat"]].iterrows():
            if _km_outside(row["lon"], row["lat"], shapes) <= COUNTRY_TOLERANCE_KM:
                continue
            rule = f"({row['lon']:g}, {row['lat']:g}) is not in this country"
            line = int(str(index)) + 2
            yield Fault(table.file_name, line, "country", str(country), rule, accepted)


def county_faults(table: Table, frame: pd.DataFrame, counties: gpd.GeoDataFrame) -> Iterator[Fault]:
    """Yield rows known to the site or district that lie outside of every county they name.

    Parameters
    ----------
    table, frame
        A layer's table and its typed rows.
    counties
        County polygons in EPSG:4326 with a column `name_zh`.
    """
    precise = frame[
        frame["lon"].notna()
        & frame["coord_precision"].isin(["site", "district"])
        & frame["admin"].notna()
    ]
    for admin, rows in precise.groupby("admin"):
        named = counties[[name in str(admin) for name in counties["name_zh"]]]
        if named.empty:
            continue
        outside = rows.loc[~_are_inside(rows, named.geometry), ["lon", "lat", "coord_error_m"]]
        for index, row in outside.iterrows():
            error_km = 0.0 if pd.isna(row["coord_error_m"]) else row["coord_error_m"] / 1000
            tolerance_km = max(COUNTY_TOLERANCE_KM, error_km)
            nearest_km = _km_outside(row["lon"], row["lat"], named.geometry)
            if nearest_km > tolerance_km:
                rule = f"({row['lon']:g}, {row['lat']:g}) lies {nearest_km:.0f} km outside"
                accepted = f"a point within {tolerance_km:g} km of {'、'.join(named['name_zh'])}"
                line = int(str(index)) + 2
                yield Fault(table.file_name, line, "admin", str(admin), rule, accepted)


def _are_inside(
    rows: pd.DataFrame, shapes: gpd.GeoSeries
) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Tell for each row whether its point lies in any of some shapes."""
    polygons = shapes.to_numpy()
    shapely.prepare(polygons)
    inside = shapely.intersects_xy(polygons[:, None], rows["lon"], rows["lat"])
    return np.asarray(inside.any(axis=0), dtype=np.bool_)


def _km_outside(lon: float, lat: float, shapes: gpd.GeoSeries) -> float:
    """Return how far a point lies outside of all of some shapes, in km; 0.0 inside.

    The nearest vertex in degrees is measured on the ellipsoid: near enough for a tolerance.
    """
    nearest = shapely.shortest_line(shapely.Point(lon, lat), shapes.to_numpy())
    near = shapely.get_coordinates(shapely.get_point(nearest, -1))
    return float(np.min(distance_km(lon, lat, near[:, 0], near[:, 1])))
