"""JSON bodies: layers, features as GeoJSON, places with every figure and its source."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import orjson
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geo.bbox import Bbox
from layers import Atlas, get_layer, layer_table
from webmap.views import VIEWS

COORDINATE_DECIMALS = 6


def layer_list(atlas: Atlas) -> bytes:
    """Return every layer with its schema, count and address."""
    layers = []
    for layer in atlas.layers.values():
        fields = [
            {
                "name": field.name,
                "type": field.dtype,
                "unit": field.unit,
                "zh": field.zh,
                "en": field.en,
                "description": field.description,
                "accepted": [term.id for term in field.choices] or None,
            }
            for field in layer_table(layer).fields
        ]
        frame = atlas.frames[layer.id]
        layers.append(
            {
                "id": layer.id,
                "zh": layer.zh,
                "en": layer.en,
                "note": {"zh": layer.zh_note, "en": layer.en_note},
                "geometry": layer.geometry_type,
                "count": len(frame),
                "placed": int(frame.geometry.notna().sum()),
                "views": sorted(layer.views | {"atlas"} & VIEWS.keys()),
                "href": f"/api/layers/{layer.id}.geojson",
                "fields": fields,
            }
        )
    return orjson.dumps({"asOf": atlas.as_of, "layers": layers})


def layer_geojson(atlas: Atlas, layer_id: str, bbox: Bbox | None = None) -> bytes:
    """Return a layer as GeoJSON (RFC 7946), all fields, missing as null.

    Parameters
    ----------
    atlas, layer_id
        The facts, and which layer.
    bbox
        Only features that meet this box; features without a geometry are then left out.

    Raises
    ------
    UnknownLayerError
        If there is no such layer.
    """
    layer = get_layer(layer_id)
    frame = atlas.frames[layer.id]
    if bbox is not None:
        frame = frame[_meets(frame, bbox)]
    names = [field.name for field in layer_table(layer).fields]
    features = [
        {
            "type": "Feature",
            "id": row["feature_id"],
            "geometry": rounded_geometry(geometry),
            "properties": {name: _json_value(row[name]) for name in names},
        }
        for (_, row), geometry in zip(frame.iterrows(), frame.geometry, strict=True)
    ]
    return orjson.dumps({"type": "FeatureCollection", "name": layer.id, "features": features})


def _meets(frame: gpd.GeoDataFrame, bbox: Bbox) -> pd.Series:
    boxes = [shapely.box(p.west, p.south, p.east, p.north) for p in bbox.parts()]
    return frame.geometry.intersects(shapely.union_all(boxes))


def rounded_geometry(shape: BaseGeometry | None) -> dict[str, Any] | None:
    """Return a geometry as GeoJSON has it, None where there is none."""
    if shape is None:
        return None
    rounded = shapely.transform(shape, lambda xy: xy.round(COORDINATE_DECIMALS))
    return dict(shapely.geometry.mapping(rounded))


def _json_value(value: Any) -> Any:  # noqa: ANN401 a cell of any column
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return None
    return value.item() if hasattr(value, "item") else value


def place_json(atlas: Atlas, feature_id: str) -> bytes:
    """Return a place with its observations, statements and their sources.

    Raises
    ------
    UnknownPlaceError
        If no feature has this id.
    """
    main = atlas.main_id(feature_id)
    layer, record = atlas.record(main)
    names = [field.name for field in layer_table(layer).fields]
    observations = _records(atlas.about("observations", main))
    statements = _records(atlas.about("statements", main))
    cited = {record["source_id"]} | {row["source_id"] for row in observations + statements}
    sources = atlas.tables["sources"]
    indicators = {row["indicator_id"] for row in observations}
    table = atlas.tables["indicators"]
    body = {
        "id": main,
        "requested": feature_id,
        "layer": layer.id,
        "geometry": rounded_geometry(record["geometry"]),
        "properties": {name: _json_value(record[name]) for name in names},
        "indicators": _records(table[table["indicator_id"].isin(indicators)]),
        "observations": observations,
        "statements": statements,
        "sources": _records(sources[sources["source_id"].isin(cited)]),
    }
    return orjson.dumps(body)


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {str(name): _json_value(value) for name, value in row.items()}
        for row in frame.to_dict("records")
    ]


def error_body(code: str, description: str) -> bytes:
    """Return an error in the one shape that all errors have."""
    return orjson.dumps({"code": code, "description": description})


def pretty(body: dict[str, Any]) -> bytes:
    """Return JSON for people and version control: indented, with a last line end."""
    return orjson.dumps(body, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
