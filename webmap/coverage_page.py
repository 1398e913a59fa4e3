"""The coverage page: the map with its slider, the form, and the tables of what is reached."""

from __future__ import annotations

from dataclasses import replace

from geo.errors import AtlasError
from webmap import coverage_export, coverage_link_page, coverage_missed
from webmap.citations import Citations, Reader, Row
from webmap.composing import MapFrame, add_map, map_figure, map_page_of
from webmap.context import Page, page_context, refused_page
from webmap.coverage_ask import (
    EXPRESS,
    EXPRESS_DAYS,
    SORTS,
    USUAL_DAYS,
    Asked,
    asked_of,
    query_of,
)
from webmap.coverage_form import Typed, form_row, typed_of
from webmap.coverage_link_page import ASKED, answer_of, link_line, link_row
from webmap.coverage_missed import sorts, target_rows
from webmap.coverage_picture import size_px
from webmap.coverage_reach import Reach
from webmap.coverage_trade import SOURCE_ID
from webmap.coverage_view import (
    band_rows,
    country_rows,
    days_text,
    href,
    input_rows,
    name_of,
    reach_of,
    script_settings,
    slider,
)
from webmap.elements import Coverage
from webmap.refusal import refusal_row
from webmap.rendering import render
from webmap.routing import Ask, Route
from webmap.service import Service

_FIELDS = ("from", "days", "rank", *EXPRESS)
"""Fields of the form that can be filled in wrong."""
_FRAME = MapFrame("js/coverage.js", (78.0, 40.0), 3, ((95.0, 32.0), 2))


def coverage_page(service: Service, ask: Ask) -> Page:
    """Return the page for a question.

    Raises
    ------
    ParameterError
        If a parameter is not one of the accepted values, or nothing is within reach of the place.
    """
    reader, asked = ask.reader, asked_of(service, ask.query)
    reach = reach_of(service, asked)
    title = _title(asked, reader)
    page = page_context(
        service.site,
        reader,
        "/coverage",
        title=title,
        description=reader.word("coverage_description"),
        query=ask.query,
    )
    cited = Citations(service.site.atlas)
    inputs = input_rows(service, asked, reader, cited) if asked.is_express else []
    link, line = _link(service, reach, ask)
    context = {
        "page": page,
        "title": title,
        "asked": asked,
        "reach": slider(reach, reader),
        "form": form_row(service, typed_of(asked, ask.query, reader), reader),
        "bands": band_rows(reach, reader),
        "countries": country_rows(reach, reader),
        "targets": target_rows(reach, reader),
        "sorts": sorts(asked, reader),
        "link": link,
        "link_query": [
            *query_of(replace(asked, sort=SORTS[0])),
            ("sort", asked.sort),
            ("lang", reader.lang),
        ],
        "trade_cite": cited.cite(SOURCE_ID),
        "inputs": inputs,
        "sources": cited.rows(reader),
        "access_kmh": f"{reach.field.ground.access_kmh:g}",
        "still": _still(asked),
        "links": _links(asked),
    }
    figure = map_figure("coverage.html", context, _FRAME.entry)
    folium_map = add_map(figure, service.site, reader, _FRAME)
    Coverage(script_settings(reach, reader) | {"link": line}).add_to(folium_map)
    return map_page_of(figure)


def _link(service: Service, reach: Reach, ask: Ask) -> tuple[Row | None, Row | None]:
    """Return what is said of the missing link that is asked for, and the line to draw."""
    key = ask.query.one("missing")
    if key is None:
        return None, None
    answer = answer_of(service, reach, key)
    row = link_row(service, reach, answer, ask.reader)
    return row, link_line(answer, row, ask.reader)


def _title(asked: Asked, reader: Reader) -> str:
    key = "coverage_title"
    key += "_express" if asked.is_express else ""
    key += ("_to" if asked.reverse else "") or ("" if asked.is_express else "_from")
    return reader.word(key).format(name=name_of(asked, reader))


def coverage_refused(service: Service, ask: Ask, error: AtlasError) -> Page:
    """Return the form as it was filled in, and why it cannot be answered."""
    reader = ask.reader
    title = reader.word("nav_coverage")
    context = {
        "page": refused_page(service.site, reader, "/coverage", title=title, query=ask.query),
        "title": title,
        "refusal": refusal_row(error, reader.lang, {name: name for name in _FIELDS}),
        "form": form_row(service, Typed.refused(service, ask.query), reader),
    }
    return Page(render("coverage_refused.html", **context))


def _still(asked: Asked) -> Row:
    width, height = size_px()
    return {"src": href("/coverage.png", asked, **_days(asked)), "width": width, "height": height}


def _days(asked: Asked) -> dict[str, str]:
    usual_days = EXPRESS_DAYS if asked.is_express else USUAL_DAYS
    return {} if asked.days == usual_days else {"days": days_text(asked.days)}


def _links(asked: Asked) -> list[Row]:
    days = _days(asked)
    tables: list[tuple[str, str, dict[str, str]]] = [
        (f"coverage_csv_{name}", "/coverage.csv", {"table": name} | days)
        for name in coverage_export.TABLES
    ]
    tables += [
        ("coverage_geojson_missed", "/api/coverage/missed", days),
        ("coverage_geojson", "/api/coverage", days),
        ("coverage_tif", "/coverage.tif", {}),
    ]
    return [{"key": key, "href": href(path, asked, **more)} for key, path, more in tables]


ROUTES = (
    Route("/coverage", "coverage", coverage_page, ASKED, refused=coverage_refused),
    *coverage_export.ROUTES,
    *coverage_missed.ROUTES,
    *coverage_link_page.ROUTES,
)
"""Addresses of this module."""
