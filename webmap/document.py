"""The map document: every feature of a view in columns, small on the wire, for both languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import orjson
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geo import datum
from geo.errors import ParameterError
from layers import Atlas, Layer, Term, registry, vocabulary
from webmap.countries import country_names
from webmap.views import View

COORDINATE_DECIMALS = 5
"""Decimals of degrees: about a metre."""
LINE_DECIMALS = 3
"""Decimals of degrees of lines seen from afar: about a hundred metres."""
DETAIL_DECIMALS = 4
LINE_ZOOMS = (7, 10)
"""Zooms from which lines come in more detail, each simplified for the zooms up to the next."""
_ZOOMED = 2
"""Lines of a document stand this many zooms beyond the view's first."""

_COLUMNS = {
    "id": "feature_id",
    "zh": "name_zh",
    "en": "name_en",
    "kind": "kind",
    "status": "status",
    "precision": "coord_precision",
    "level": "level",
    "country": "country",
    "partner": "partner_country",
    "place": "admin",
}


_TILE_PIXELS = 256
_ALWAYS = frozenset({"id", "zh", "en", "kind", "status"})
"""Columns that a layer without any features has too."""


def view_frame(
    atlas: Atlas, layer: Layer, view: View, only: frozenset[str] | None = None
) -> gpd.GeoDataFrame:
    """Return the rows of one layer that a view shows; with `only`, of these features."""
    frame = atlas.frames[layer.id]
    if only is not None:
        frame = frame[frame.index.isin(only)]
    if not view.countries:
        return frame
    partners = frame["partner_country"].fillna("").str.split("|")
    tied = partners.map(lambda codes: not view.countries.isdisjoint(codes))
    named = frame["name_zh"].map(lambda name: any(word in name for word in view.words))
    return frame[frame["country"].isin(view.countries) | tied | named]


def feature_count(atlas: Atlas, view: View) -> int:
    """Return how many features a view shows."""
    return sum(len(view_frame(atlas, layer, view)) for layer in view.layers())


def map_document(
    atlas: Atlas,
    view: View,
    *,
    target: datum.Datum,
    tiles: str | None = None,
    only: frozenset[str] | None = None,
) -> bytes:
    """Return the document that the browser draws a view from, as JSON.

    Parameters
    ----------
    atlas, view
        The facts, and which of them.
    target
        Datum of the basemap: coordinates are shifted to it.
    tiles
        Address template of feature tiles; given, the document holds only what tiles do not:
        lines, and features without a place.
    only
        Ids of the features to keep, None for all of the view.
    """
    layers = []
    names = atlas.tables["names"].groupby("feature_id")["name"].agg(" ".join)
    for layer in view.layers():
        frame = view_frame(atlas, layer, view, only)
        entry = _layer_head(layer, frame)
        rows = frame if tiles is None else frame[~_is_point(frame)]
        entry["features"] = _features(rows, names, target, tolerance_deg(view.zoom + _ZOOMED))
        layers.append(entry)
    document: dict[str, Any] = {
        "view": view.id,
        "asOf": atlas.as_of,
        "datum": target,
        "mode": "inline" if tiles is None else "tiles",
        "terms": _terms(atlas),
        "layers": layers,
        "lineZooms": [zoom for zoom in LINE_ZOOMS if zoom > view.zoom + _ZOOMED],
    }
    if tiles is not None:
        document |= {"tiles": tiles, "tileZooms": [0, 10]}
    return orjson.dumps(document)


def line_document(atlas: Atlas, view: View, zoom: int, *, target: datum.Datum) -> bytes:
    """Return the lines of a view in the detail that a zoom shows, as JSON by feature.

    Parameters
    ----------
    atlas, view
        The facts, and which of them.
    zoom
        One of `LINE_ZOOMS`.
    target
        Datum of the basemap.

    Raises
    ------
    ParameterError
        If lines do not come in more detail at this zoom.
    """
    if zoom not in LINE_ZOOMS:
        msg = f"zoom is {zoom}; accepted: {', '.join(map(str, LINE_ZOOMS))}."
        raise ParameterError(msg)
    # A zoom's lines serve until the next one's come.
    tolerance = tolerance_deg(zoom + _ZOOMED)
    lines = {}
    for layer in view.layers():
        frame = view_frame(atlas, layer, view)
        for feature_id, shape in _shifted(frame, target).items():
            parts = _flat_parts(shape, tolerance, DETAIL_DECIMALS)
            if parts is not None:
                lines[str(feature_id)] = parts
    return orjson.dumps({"lines": lines})


def tolerance_deg(zoom: int) -> float:
    """Return how far a line may be moved unseen at a zoom: half a pixel, in degrees.

    Examples
    --------
    >>> round(tolerance_deg(4), 3)
    0.044
    """
    return float(360 / (_TILE_PIXELS * 2**zoom) / 2)


def _is_point(frame: gpd.GeoDataFrame) -> pd.Series:
    return frame.geometry.geom_type == "Point"


def _layer_head(layer: Layer, frame: gpd.GeoDataFrame) -> dict[str, Any]:
    return {
        "id": layer.id,
        "zh": layer.zh,
        "en": layer.en,
        "note": [layer.zh_note, layer.en_note],
        "geometry": layer.geometry_type,
        "symbol": {"shape": layer.symbol.shape, "colour": layer.symbol.colour},
        "strokes": {
            kind: {"style": stroke.style, "colour": stroke.colour}
            for kind, stroke in layer.strokes.items()
        },
        "count": len(frame),
    }


def _features(
    frame: gpd.GeoDataFrame, names: pd.Series, target: datum.Datum, tolerance: float
) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {
        key: _plain(frame[name])
        for key, name in _COLUMNS.items()
        if key in _ALWAYS or frame[name].notna().any()
    }
    if frame.index.isin(names.index).any():
        columns["alias"] = _plain(frame["feature_id"].map(names))
    geometry = _shifted(frame, target)
    points = (geometry.geom_type == "Point").to_numpy()
    lon = np.where(points, shapely.get_x(geometry.to_numpy()), np.nan)
    lat = np.where(points, shapely.get_y(geometry.to_numpy()), np.nan)
    columns["lon"] = _rounded(lon, COORDINATE_DECIMALS)
    columns["lat"] = _rounded(lat, COORDINATE_DECIMALS)
    if not points.all() and geometry.notna().any():
        columns["lines"] = [_flat_parts(shape, tolerance, LINE_DECIMALS) for shape in geometry]
    return columns


def _shifted(frame: gpd.GeoDataFrame, target: datum.Datum) -> gpd.GeoSeries:
    """Return geometries in the datum of the basemap."""
    if target in {datum.Datum.WGS84, datum.Datum.CGCS2000}:
        return frame.geometry
    return frame.geometry.map(
        lambda shape: shape and datum.convert_geometry(shape, source="wgs84", target=target)
    )


def _plain(column: pd.Series) -> list[Any]:
    values = column.to_numpy(dtype=object, copy=True)
    values[column.isna().to_numpy()] = None
    return list(values)


def _rounded(values: np.ndarray[Any, np.dtype[np.float64]], decimals: int) -> list[float]:
    # JSON has no nan: orjson writes null.
    return list(np.round(values, decimals).tolist())


def _flat_parts(
    shape: BaseGeometry | None, tolerance: float, decimals: int
) -> list[list[float]] | None:
    if shape is None or shape.geom_type == "Point":
        return None
    simple = shape.simplify(tolerance)
    parts: Sequence[BaseGeometry] = getattr(simple, "geoms", [simple])
    return [np.round(shapely.get_coordinates(part), decimals).ravel().tolist() for part in parts]


def _terms(atlas: Atlas) -> dict[str, dict[str, list[str]]]:
    kinds = [term for layer in registry().values() for term in layer.kinds]
    codes = set(atlas.features["country"].dropna())
    codes |= {c for text in atlas.features["partner_country"].dropna() for c in text.split("|")}
    names = country_names()
    return {
        "kind": _pairs(kinds),
        "status": _pairs(vocabulary.STATUS),
        "precision": _pairs(vocabulary.PRECISION),
        "level": _pairs(vocabulary.LEVEL),
        "country": {code: list(names[code]) for code in sorted(codes) if code in names},
    }


def _pairs(terms: Iterable[Term]) -> dict[str, list[str]]:
    return {term.id: [term.zh, term.en] for term in terms}
