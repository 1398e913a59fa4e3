"""Every address of the atlas: page modules bring their own routes, the rest stands here."""

from __future__ import annotations

from geo.bbox import parse_bbox
from webmap import (
    api,
    board,
    brief,
    checks,
    compare_page,
    corridor_page,
    country_pages,
    coverage_page,
    filters,
    frames,
    indicator,
    maps,
    match_page,
    matrix_page,
    network_page,
    openapi,
    pages,
    pairs_page,
    places,
    plan_api,
    plan_even_page,
    plan_page,
    plan_rates_page,
    present,
    profile,
    rail_service_pages,
    report,
    search_pages,
    shortlist,
)
from webmap.assets import MEDIA_TYPES
from webmap.routing import GEOJSON, HOUR, HTML, JSON, MVT, WEBP, YEAR, Ask, Body, Route
from webmap.service import Service


def _popup(service: Service, ask: Ask, feature_id: str) -> Body:
    return Body(content=pages.popup_fragment(service.site, feature_id, ask.reader), media_type=HTML)


def _layers(service: Service, ask: Ask) -> Body:  # noqa: ARG001 as every maker
    return Body(content=api.layer_list(service.site.atlas), media_type=JSON)


def _layer(service: Service, ask: Ask, layer_id: str) -> Body:
    text = ask.query.one("bbox")
    bbox = None if text is None else parse_bbox(text)
    body = api.layer_geojson(service.site.atlas, layer_id, bbox)
    return Body(content=body, media_type=GEOJSON)


def _place(service: Service, ask: Ask, feature_id: str) -> Body:  # noqa: ARG001 as every maker
    return Body(content=api.place_json(service.site.atlas, feature_id), media_type=JSON)


def _document(service: Service, ask: Ask, view: str) -> Body:
    asked = service.filters.parse(ask.query, view=view)
    return Body(content=service.document(asked), media_type=JSON)


def _lines(service: Service, ask: Ask, view: str, zoom: int) -> Body:  # noqa: ARG001 as every maker
    return Body(content=service.lines(view, zoom), media_type=JSON, seconds=HOUR)


def _openapi(service: Service, ask: Ask) -> Body:  # noqa: ARG001 as every maker
    return Body(content=openapi.description(), media_type=JSON)


def _feature_tile(service: Service, ask: Ask, view: str, **parts: int) -> Body:
    asked = service.filters.parse(ask.query, view=view)
    return _tile(service.feature_tile(asked, (parts["z"], parts["x"], parts["y"])), MVT)


def _ground_tile(service: Service, ask: Ask, **parts: str | int) -> Body:  # noqa: ARG001 as every maker
    archive, suffix = str(parts["archive"]), str(parts["suffix"])
    address = (int(parts["z"]), int(parts["x"]), int(parts["y"]))
    return _tile(service.tile(archive, suffix, address), WEBP if suffix == "webp" else MVT)


def _tile(body: bytes | None, media_type: str) -> Body:
    return Body(content=body or b"", media_type=media_type, seconds=HOUR, empty=body is None)


def _static(service: Service, ask: Ask, version: str, path: str) -> Body:  # noqa: ARG001 as every maker
    file = service.assets.file(path)
    # A page of an older version may still be open: it gets today's file, but not for long.
    seconds = YEAR if version == service.assets.version else 0
    return Body(content=file.read_bytes(), media_type=MEDIA_TYPES[file.suffix], seconds=seconds)


def _health(service: Service, ask: Ask) -> Body:  # noqa: ARG001 as every maker
    return Body(content='{"status":"ok"}', media_type=JSON)


def _ready(service: Service, ask: Ask) -> Body:  # noqa: ARG001 as every maker
    return Body(content=service.readiness(), media_type=JSON)


_ADDRESS = "<int:z>/<int:x>/<int:y>"

ROUTES: tuple[Route, ...] = (
    *maps.ROUTES,
    *pages.ROUTES,
    *board.ROUTES,
    *checks.ROUTES,
    *indicator.ROUTES,
    *frames.ROUTES,
    *profile.ROUTES,
    *compare_page.ROUTES,
    *match_page.ROUTES,
    *country_pages.ROUTES,
    *pairs_page.ROUTES,
    *report.ROUTES,
    *places.ROUTES,
    *search_pages.ROUTES,
    *brief.ROUTES,
    *present.ROUTES,
    *shortlist.ROUTES,
    *network_page.ROUTES,
    *rail_service_pages.ROUTES,
    *corridor_page.ROUTES,
    *plan_api.ROUTES,
    *plan_even_page.ROUTES,
    *plan_page.ROUTES,
    *plan_rates_page.ROUTES,
    *coverage_page.ROUTES,
    *matrix_page.ROUTES,
    Route("/popup/<feature_id>", "popup", _popup),
    Route("/api/layers", "api_layers", _layers),
    Route("/api/layers/<layer_id>.geojson", "api_layer", _layer, ("bbox",)),
    Route("/api/places/<feature_id>", "api_place", _place),
    Route("/api/maps/<view>.json", "api_map", _document, filters.DIMENSIONS),
    Route("/api/maps/<view>/lines/<int:zoom>.json", "api_map_lines", _lines),
    Route("/api/openapi.json", "openapi", _openapi),
    Route(
        f"/tiles/features/<view>/{_ADDRESS}.mvt", "feature_tile", _feature_tile, filters.DIMENSIONS
    ),
    Route(f"/tiles/<archive>/{_ADDRESS}.<suffix>", "tile", _ground_tile),
    Route("/static/<version>/<path:path>", "static", _static),
    Route("/healthz", "healthz", _health),
    Route("/readyz", "readyz", _ready),
)
"""All of them; a request is answered by the one whose rule fits."""

PARAMETERS: frozenset[str] = frozenset({"lang"}).union(*(route.parameters for route in ROUTES))
"""What answers depend on; other words of a query change nothing."""
