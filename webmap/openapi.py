"""The API in its own words: an OpenAPI 3.1 description of every JSON and tile address."""

from __future__ import annotations

from importlib import metadata
from typing import Any

import orjson

from layers import LANGS, registry
from webmap.build import MODES
from webmap.tiles import FEATURE_MAX_ZOOM
from webmap.views import VIEWS

_ERROR = {"$ref": "#/components/responses/Error"}


def _parameter(name: str, where: str, schema: dict[str, Any], text: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": where,
        "required": where == "path",
        "schema": schema,
        "description": text,
    }


def _get(
    summary: str, media_type: str, parameters: list[dict[str, Any]], *errors: int
) -> dict[str, Any]:
    answers: dict[str, Any] = {"200": {"description": summary, "content": {media_type: {}}}}
    if media_type in {"application/json", "application/geo+json"}:
        answers["200"]["content"] = {media_type: {"schema": {"type": "object"}}}
    answers |= {str(status): _ERROR for status in errors}
    return {"get": {"summary": summary, "parameters": parameters, "responses": answers}}


def description() -> bytes:
    """Return the description as JSON."""
    text = {"type": "string"}
    lang = _parameter(
        "lang", "query", {"type": "string", "enum": list(LANGS)}, "Language; zh if not given."
    )
    layer = _parameter(
        "layer_id", "path", {"type": "string", "enum": list(registry())}, "Id of a layer."
    )
    view = _parameter("view", "path", {"type": "string", "enum": list(VIEWS)}, "Name of a view.")
    place = _parameter("feature_id", "path", text, "Id of a feature.")
    bbox = _parameter("bbox", "query", text, "west,south,east,north in degrees, EPSG:4326.")
    address = [
        _parameter(axis, "path", {"type": "integer", "minimum": 0}, "Web-Mercator tile address.")
        for axis in ("z", "x", "y")
    ]
    archive = _parameter("archive", "path", text, "base-chn, base-un or relief.")
    mode = _parameter("mode", "path", {"type": "string", "enum": list(MODES)}, "A network.")
    suffix = _parameter("suffix", "path", text, "mvt, or webp for relief.")
    json, geojson = "application/json", "application/geo+json"
    tile = "application/vnd.mapbox-vector-tile"
    paths = {
        "/api/layers": _get("Layers with schema and counts.", json, [], 400),
        "/api/layers/{layer_id}.geojson": _get("A layer.", geojson, [layer, bbox], 400, 404),
        "/api/places/{feature_id}": _get("A place with its figures.", json, [place], 400, 404),
        "/api/maps/{view}.json": _get("What a view draws, in columns.", json, [view], 400, 404),
        "/api/network/joins.geojson": _get("What was done to the railways.", geojson, [], 400),
        "/api/network/{mode}/joins.geojson": _get(
            "Joins, links, gauge changes and passages of a network.", geojson, [mode], 400, 404
        ),
        "/api/openapi.json": _get("This description.", json, [], 400),
        "/popup/{feature_id}": _get("A popup as HTML.", "text/html", [place, lang], 400, 404),
        "/healthz": _get("Whether the process answers.", json, [], 400),
        "/readyz": _get("What is loaded.", json, [], 400),
        "/tiles/features/{view}/{z}/{x}/{y}.mvt": _get(
            f"Features of a view, to zoom {FEATURE_MAX_ZOOM}.", tile, [view, *address], 400, 404
        ),
        "/tiles/{archive}/{z}/{x}/{y}.{suffix}": _get(
            "The ground.", tile, [archive, suffix, *address], 400, 404
        ),
    }
    for path in ("/tiles/features/{view}/{z}/{x}/{y}.mvt", "/tiles/{archive}/{z}/{x}/{y}.{suffix}"):
        paths[path]["get"]["responses"]["204"] = {"description": "An empty tile."}
    ground = paths["/tiles/{archive}/{z}/{x}/{y}.{suffix}"]["get"]["responses"]["200"]
    ground["content"] = {tile: {}, "image/webp": {}}
    return orjson.dumps(
        {
            "openapi": "3.1.0",
            "info": {
                "title": "Jinhua Silk Road Atlas",
                "version": metadata.version("jinhua-atlas"),
                "description": "Facts with sources; every error is {code, description}.",
            },
            "paths": paths,
            "components": {"responses": {"Error": _error_response()}},
        }
    )


def _error_response() -> dict[str, Any]:
    schema = {
        "type": "object",
        "required": ["code", "description"],
        "properties": {"code": {"type": "string"}, "description": {"type": "string"}},
        "additionalProperties": False,
    }
    return {
        "description": "What is wrong, and what is accepted.",
        "content": {"application/json": {"schema": schema}},
    }
