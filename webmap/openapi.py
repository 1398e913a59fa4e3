"""The API in its own words: an OpenAPI 3.1 description of every JSON and tile address."""

from __future__ import annotations

from importlib import metadata
from typing import Any

import orjson

from geo.multimodal import MODES as FREIGHT_MODES
from layers import LANGS, divisions, registry, vocabulary
from webmap.board import GROUPS, NONE, VERDICTS
from webmap.build import MODES
from webmap.coverage_ask import EXPRESS, MOST_DAYS, RANKS, SORTS, USUAL_MODES
from webmap.document import LINE_ZOOMS
from webmap.filters import DIMENSIONS
from webmap.match import COMPONENTS
from webmap.matrix import BY_MIX
from webmap.matrix_page import MOST_ROWS
from webmap.matrix_table import ASKED
from webmap.plan_query import MOST_TEU
from webmap.search import MAX_LETTERS
from webmap.search_pages import MOST
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
    filters = [
        _parameter(name, "query", text, "Values joined by commas: any of them fits.")
        for name in DIMENSIONS
    ]
    within = _parameter("view", "query", view["schema"], "A view; atlas, all layers, if not given.")
    wanted = _parameter(
        "q", "query", {"type": "string", "minLength": 1, "maxLength": MAX_LETTERS}, "A name."
    )
    wanted["required"] = True
    limit = _parameter(
        "limit", "query", {"type": "integer", "minimum": 1, "maximum": MOST}, "How many results."
    )
    archive = _parameter("archive", "path", text, "base-chn, base-un or relief.")
    mode = _parameter("mode", "path", {"type": "string", "enum": list(MODES)}, "A network.")
    suffix = _parameter("suffix", "path", text, "mvt, or webp for relief.")
    json, geojson = "application/json", "application/geo+json"
    tile = "application/vnd.mapbox-vector-tile"
    paths = {
        "/api/layers": _get("Layers with schema and counts.", json, [], 400),
        "/api/layers/{layer_id}.geojson": _get("A layer.", geojson, [layer, bbox], 400, 404),
        "/api/places/{feature_id}": _get("A place with its figures.", json, [place], 400, 404),
        "/api/places": _get("The places that fit a filter.", json, [within, *filters], 400, 404),
        "/api/facets": _get(
            "What can be asked for, and how many places each value would give.",
            json,
            [within, *filters, lang],
            400,
            404,
        ),
        "/api/maps/{view}.json": _get(
            "What a view draws, in columns.", json, [view, *filters], 400, 404
        ),
        **_lines(view),
        "/api/network/joins.geojson": _get("What was done to the railways.", geojson, [], 400),
        "/api/network/{mode}/joins.geojson": _get(
            "Joins, links, gauge changes and passages of a network.", geojson, [mode], 400, 404
        ),
        "/api/search": _get("What fits a name.", json, [wanted, limit, lang], 400),
        "/api/openapi.json": _get("This description.", json, [], 400),
        **_comparing(),
        **_matrix(),
        "/popup/{feature_id}": _get("A popup as HTML.", "text/html", [place, lang], 400, 404),
        "/healthz": _get("Whether the process answers.", json, [], 400),
        "/readyz": _get("What is loaded.", json, [], 400),
        "/tiles/features/{view}/{z}/{x}/{y}.mvt": _get(
            f"Features of a view, to zoom {FEATURE_MAX_ZOOM}.",
            tile,
            [view, *address, *filters],
            400,
            404,
        ),
        "/tiles/{archive}/{z}/{x}/{y}.{suffix}": _get(
            "The ground.", tile, [archive, suffix, *address], 400, 404
        ),
    }
    paths |= _board_paths() | _plan_paths() | _coverage_paths()
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


def _board_paths() -> dict[str, dict[str, Any]]:
    """Return the addresses of the board, its checks and the frames."""
    text, json = {"type": "string"}, "application/json"
    choices = {
        "plan": [term.id for term in vocabulary.PLAN],
        "theme": [term.id for term in vocabulary.THEME],
        "verdict": list(VERDICTS),
        "group": list(GROUPS),
        "county": [*(str(part.adcode) for part in divisions()), NONE],
    }
    query = [
        _parameter(name, "query", {"type": "string", "enum": known}, f"Only this {name}.")
        for name, known in choices.items()
    ]
    query.append(_parameter("platform", "query", text, "An entry of the frame seven-platforms."))
    indicator = _parameter("indicator_id", "path", text, "Id of an indicator.")
    frame = _parameter("frame_id", "path", text, "Id of a frame.")
    return {
        "/api/indicators": _get("Every target and how it stands.", json, query, 400),
        "/api/indicators/checks": _get("Coverage checks.", json, [], 400),
        "/api/indicators/{indicator_id}": _get(
            "An indicator with every figure.", json, [indicator], 400, 404
        ),
        "/api/frames": _get("Frames of the documents.", json, [], 400),
        "/api/frames/{frame_id}": _get("A frame with its entries.", json, [frame], 400, 404),
    }


def _lines(view: dict[str, Any]) -> dict[str, Any]:
    """Return the addresses of lines in more detail, and of the rail services."""
    json = "application/json"
    zoom = _parameter("zoom", "path", {"type": "integer", "enum": list(LINE_ZOOMS)}, "Zoom.")
    route = _parameter("route_id", "path", {"type": "string"}, "Id of a rail service.")
    return {
        "/api/maps/{view}/lines/{zoom}.json": _get(
            "Lines of a view in more detail.", json, [view, zoom], 400, 404
        ),
        "/api/routes": _get("Rail services, published and modelled.", json, [], 400),
        "/api/routes/{route_id}": _get(
            "A rail service with stops and steps.", json, [route], 400, 404
        ),
    }


def _plan_paths() -> dict[str, dict[str, Any]]:
    """Return the addresses of the planner."""
    text, json, geojson = {"type": "string"}, "application/json", "application/geo+json"
    place = "Id or name of a place, or lon,lat in degrees"
    said = {
        "from": f"{place}.",
        "to": f"{place}.",
        "via": f"{place}, to pass; several joined by semicolons.",
        "avoid": f"{place}, or of a closure, to avoid; several joined by semicolons.",
        "modes": f"Of {', '.join(FREIGHT_MODES)}, joined by commas; all if not given.",
        "closed": "Ids of /api/closures, joined by commas.",
        "opened": "Ids of what is closed as a rule, joined by commas.",
        "depart": "Day of departure, YYYY-MM-DD.",
        "teu": f"Twenty-foot containers, 1 to {MOST_TEU}.",
    }
    query = [_parameter(name, "query", text, words) for name, words in said.items()]
    return {
        "/api/plan": _get("Ways for a shipment, step by step.", json, query, 400),
        "/api/plan.geojson": _get("The ways as lines and points.", geojson, query, 400),
        "/api/plan/break-even": _get(
            "Cargo value at which rail beats sea, and air beats both.", geojson, query[:1], 400
        ),
        "/api/closures": _get("What can be closed.", json, [], 400),
    }


def _coverage_paths() -> dict[str, dict[str, Any]]:
    """Return the address of coverage as bands."""
    text: dict[str, Any] = {"type": "string"}
    flag = {"type": "string", "enum": ["0", "1"]}
    days = {"type": "number", "exclusiveMinimum": 0, "maximum": MOST_DAYS}
    origin = _parameter("from", "query", text, "Id or name of a place, or lon,lat in degrees.")
    origin["required"] = True
    modes = f"Joined by commas: {', '.join(FREIGHT_MODES)}; {','.join(USUAL_MODES)} if not given."
    inputs = [
        _parameter(name, "query", {"type": "number"}, f"With express=1, in {one.unit}.")
        for name, one in EXPRESS.items()
    ]
    asked = [
        origin,
        _parameter("modes", "query", text, modes),
        _parameter("closed", "query", text, "Passages, borders and more, joined by commas."),
        _parameter("opened", "query", text, "Passages that are closed unless opened."),
        _parameter("reverse", "query", flag, "1 for what reaches the place."),
        _parameter("rank", "query", {"type": "string", "enum": list(RANKS)}, "Which hours."),
        _parameter("days", "query", days, "The limit."),
        _parameter("express", "query", flag, "1 for parcels by air."),
        *inputs,
    ]
    geojson = "application/geo+json"
    summary = "Ground reached within some days, in bands; a model, not published service."
    missed = "Capitals, ports and trade zones that are not reached, with their countries' trade."
    link = "The shortest new railway that brings a missed place within the limit; a model."
    one = _parameter("missing", "query", text, "Id of a place in /api/coverage/missed.")
    linked = [*asked, one | {"required": True}]
    sort = {"type": "string", "enum": list(SORTS)}
    sorted_ = [*asked, _parameter("sort", "query", sort, "Order; by trade if not given.")]
    return {
        "/api/coverage": _get(summary, geojson, asked, 400),
        "/api/coverage/missed": _get(missed, geojson, sorted_, 400),
        "/api/coverage/link": _get(link, geojson, linked, 400),
    }


def _comparing() -> dict[str, Any]:
    """Return the addresses that compare and match places, and those of countries."""
    json = "application/json"
    text = {"type": "string"}
    ids = _parameter("ids", "query", text, "Ids of two to five places, joined by commas.")
    home = _parameter("home", "query", text, "Id of a place in China.")
    weights = [
        _parameter(name, "query", {"type": "number", "minimum": 0, "maximum": 10}, "Weight.")
        for name in COMPONENTS
    ]
    region = _parameter("region", "query", {"type": "string", "enum": ["africa"]}, "Region.")
    code = _parameter("code", "path", text, "ISO 3166-1 alpha-3 of a country.")
    return {
        "/api/compare": _get("Places side by side.", json, [ids], 400, 404),
        "/api/match": _get("Places abroad with scores.", json, [home, *weights], 400, 404),
        "/api/countries": _get("Records of each layer by country.", json, [region], 400),
        "/api/countries/{code}": _get("What is held of a country.", json, [code], 400, 404),
        "/api/pairs": _get("Parks paired with zones abroad.", json, [], 400),
    }


def _matrix() -> dict[str, Any]:
    """Return the addresses of tables of origins and destinations."""
    by = _parameter("by", "query", {"type": "string", "enum": list(BY_MIX)}, "What is least.")
    table = _get("Columns, method, hash of the parameters.", "application/json", [], 400)
    answer = _get("The table with its answers, row by row.", "text/csv", [by], 400, 413)["get"]
    columns = f"Columns {', '.join(ASKED)}; up to {MOST_ROWS} rows."
    body = {"required": True, "description": columns, "content": {"text/csv": {"schema": {}}}}
    sample = _get("A table to begin with.", "text/csv", [], 400)
    return {
        "/api/matrix": {**table, "post": {**answer, "requestBody": body}},
        "/api/matrix/sample.csv": sample,
    }


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
