"""Pages of the rail services: the directory, and one service with map, chart, table, downloads."""

from __future__ import annotations

from typing import Any, Final

from geo.errors import ParameterError, UnknownPlaceError
from layers import Atlas
from webmap.alignment import Alignment
from webmap.citations import Citations, Reader, Row, lang_of, text_of
from webmap.composing import MAX_ZOOM, MIN_ZOOM, MapFrame, add_map, map_figure, map_page_of
from webmap.context import Page, page_context
from webmap.countries import country_list
from webmap.elements import ServiceLine
from webmap.naming import names_of
from webmap.place_fields import extra_source_ids
from webmap.rail_service import (
    SHOWN_FROM,
    countries_of,
    element_rows,
    hours_text,
    inferred_rows,
    service_row,
    stays_of,
)
from webmap.rail_service_export import (
    service_csv,
    service_geojson,
    service_json,
    service_kml,
    services_json,
)
from webmap.refusal import worded
from webmap.rendering import render
from webmap.routing import CSV, GEOJSON, HOUR, JSON, KML, Ask, Body, Route
from webmap.service import Service
from webmap.time_distance import time_distance

"""Browser module of the profile."""
PATH: Final = "/routes"
_ROLE_ORIGIN: Final = "origin"
_FRAME: Final = MapFrame("js/route.js", (70.0, 45.0), 3)


def services_page(service: Service, ask: Ask) -> Page:
    """Return the directory: operator, frequency, published and modelled km and days."""
    site, reader = service.site, ask.reader
    ways = service.alignments()
    rows = [
        service_row(site.atlas, ways.get(route_id), route_id, reader)
        for route_id in site.atlas.frames["routes"].index
    ]
    title = reader.word("routes_title")
    page = page_context(site, reader, PATH, title=title, query=ask.query)
    return Page(
        render(
            "rail_services.html",
            page=page,
            rows=rows,
            share=f"{SHOWN_FROM:.0%}".replace("%", " %"),
            map_href=f"/map/rail?lang={reader.lang}",
            networks_href=f"/network?lang={reader.lang}",
        )
    )


def service_page(service: Service, ask: Ask, route_id: str) -> Page:
    """Return the profile of one service.

    Raises
    ------
    UnknownPlaceError
        If there is no such service.
    """
    site, reader = service.site, ask.reader
    atlas = site.atlas
    _checked(service, route_id)
    way = service.alignments().get(route_id)
    row = service_row(atlas, way, route_id, reader)
    citations = Citations(atlas)
    place = _head(atlas, route_id, row, citations, reader)
    context: dict[str, Any] = {
        "page": page_context(
            site, reader, f"{PATH}/{route_id}", title=row["name"], query=ask.query
        ),
        "route": row,
        "place": place,
        "cite": citations.cite(atlas.frames["routes"].at[route_id, "source_id"]),
        "back_href": f"{PATH}?lang={reader.lang}",
        "networks_href": f"/network?lang={reader.lang}",
        "rows": [],
    }
    if way is not None:
        context |= _laid(service, way, row, reader)
    return _composed(service, context, reader, route_id if way is not None else None)


def _head(
    atlas: Atlas, route_id: str, row: Row, citations: Citations, reader: Reader
) -> dict[str, Any]:
    """Return name, chips, note and sources of a service."""
    record = atlas.frames["routes"].loc[route_id]
    citations.cite(record["source_id"])
    for source_id in extra_source_ids(record):
        citations.cite(source_id)
    name, other = names_of(record, reader.lang)
    return {
        "name": name,
        "other_name": other,
        "other_lang": "en" if reader.lang == "zh" else "zh-CN",
        "chips": [{"text": row["status"], "cls": f"chip-{row['status_id']}"}],
        "note": reader.said(record["note"]),
        "note_lang": lang_of(reader.said(record["note"]), reader.lang),
        "profile_href": f"/place/{route_id}?lang={reader.lang}",
        "sources": citations.rows(reader),
    }


def _laid(service: Service, way: Alignment, row: Row, reader: Reader) -> dict[str, Any]:
    """Return what the profile shows of an alignment."""
    atlas = service.site.atlas
    record = atlas.frames["routes"].loc[way.route_id]
    rows = element_rows(atlas, way, reader)
    low, central, high = way.hours
    stated = text_of(record["countries"])
    label = reader.word("route_chart_label").format(name=row["name"])
    return {
        "rows": rows,
        "chart": time_distance(way),
        "chart_label": label,
        "key": _key(way, reader),
        "total": {
            "km": f"{way.km:,.0f}",
            "hours": hours_text(central),
            "range": reader.word("route_range").format(low=hours_text(low), high=hours_text(high)),
        },
        "countries": countries_of(way, reader),
        "stated_countries": None if stated is None else country_list(stated, reader.lang),
        "groups": [
            (reader.word("route_gauge_changes"), stays_of(way, ["gauge_change"], reader.lang)),
            (reader.word("route_borders"), stays_of(way, ["border"], reader.lang)),
        ],
        "inferred": inferred_rows(atlas, way, reader),
        "partial": rows[0]["role"] != _ROLE_ORIGIN,
    }


def _key(way: Alignment, reader: Reader) -> list[tuple[str, str]]:
    """Return the kinds of stretches and stays that the chart has, in words."""
    kinds = dict.fromkeys((step.kind, step.is_stay) for step in way.steps)
    return [
        (kind, reader.word(f"route_at_{kind}" if is_stay else f"route_by_{kind}"))
        for kind, is_stay in kinds
    ]


def _composed(
    service: Service, context: dict[str, Any], reader: Reader, route_id: str | None
) -> Page:
    figure = map_figure("rail_service.html", context, _FRAME.entry)
    if route_id is not None:
        folium_map = add_map(figure, service.site, reader, _FRAME)
        url = f"{PATH}/{route_id}.geojson?lang={reader.lang}&zoom="
        ServiceLine({"url": url}).add_to(folium_map)
    return map_page_of(figure)


def _checked(service: Service, route_id: str) -> None:
    routes = service.site.atlas.frames["routes"].index
    if route_id not in routes:
        raise worded(UnknownPlaceError, "service", value=route_id, known=list(routes))


def _way(service: Service, route_id: str) -> Alignment:
    _checked(service, route_id)
    ways = service.alignments()
    if route_id not in ways:
        raise worded(UnknownPlaceError, "service_stops", value=route_id, known=list(ways))
    return ways[route_id]


def _zoom(text: str | None) -> int | None:
    """Return the zoom that lines are wanted for, None for all detail."""
    if text is None:
        return None
    if not text.isdecimal() or not MIN_ZOOM <= int(text) <= MAX_ZOOM:
        raise worded(
            ParameterError, "whole", name="zoom", value=text, least=MIN_ZOOM, most=MAX_ZOOM
        )
    return int(text)


def _geojson(service: Service, ask: Ask, route_id: str) -> Body:
    zoom = _zoom(ask.query.one("zoom"))
    content = service_geojson(service.site.atlas, _way(service, route_id), ask.reader, zoom)
    name = f"{route_id}.geojson" if zoom is None else None
    return Body(content=content, media_type=GEOJSON, seconds=HOUR, file_name=name)


def _kml(service: Service, ask: Ask, route_id: str) -> Body:
    content = service_kml(service.site.atlas, _way(service, route_id), ask.reader)
    return Body(content=content, media_type=KML, seconds=HOUR, file_name=f"{route_id}.kml")


def _csv(service: Service, ask: Ask, route_id: str) -> Body:
    content = service_csv(service.site.atlas, _way(service, route_id), ask.reader)
    return Body(content=content, media_type=CSV, seconds=HOUR, file_name=f"{route_id}.csv")


def _services_data(service: Service, ask: Ask) -> Body:  # noqa: ARG001 as every maker
    content = services_json(service.site.atlas, service.alignments())
    return Body(content=content, media_type=JSON)


def _service_data(service: Service, ask: Ask, route_id: str) -> Body:  # noqa: ARG001 as every maker
    content = service_json(service.site.atlas, _way(service, route_id))
    return Body(content=content, media_type=JSON)


ROUTES = (
    Route(PATH, "rail_services", services_page),
    Route(f"{PATH}/<route_id>.geojson", "rail_service_geojson", _geojson, ("zoom",)),
    Route(f"{PATH}/<route_id>.kml", "rail_service_kml", _kml),
    Route(f"{PATH}/<route_id>.csv", "rail_service_csv", _csv),
    Route(f"{PATH}/<route_id>", "rail_service", service_page),
    Route("/api/routes", "api_rail_services", _services_data),
    Route("/api/routes/<route_id>", "api_rail_service", _service_data),
)
"""Addresses of this module."""
