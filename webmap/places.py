"""The list of places that fit a filter: as a page, as JSON, as files to download."""

from __future__ import annotations

import csv
import io
from typing import Any

import orjson
import pandas as pd

from geo.errors import ParameterError
from webmap import filters
from webmap.api import rounded_geometry
from webmap.citations import Reader
from webmap.context import Page, page_context
from webmap.facets import UNKNOWN
from webmap.filters import Filter, FilterTable
from webmap.naming import name_of, other_name
from webmap.place_rows import EXPORTED, SHOWN, RowWriter
from webmap.rendering import render
from webmap.routing import CSV, GEOJSON, JSON, Ask, Body, Route
from webmap.service import Service

PAGE_ROWS = 200
BYTE_ORDER_MARK = "\ufeff"
"""Without it spreadsheets take UTF-8 for something else."""
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that make a spreadsheet compute a cell."""
_CODES = (
    "feature_id",
    "name_zh",
    "name_en",
    "layer_id",
    "kind",
    "status",
    "level",
    "country",
    "partner_country",
    "admin",
    "coord_precision",
    "since",
    "industries",
    "source_id",
    "confidence",
)
"""Fields of the JSON forms, as the tables have them."""


def parse_page(text: str | None) -> int:
    """Return which page of a list is asked for, from 1.

    Raises
    ------
    ParameterError
        If it is no number from 1.

    Examples
    --------
    >>> parse_page(None), parse_page("3")
    (1, 3)
    """
    if text is None:
        return 1
    if not (text.isascii() and text.isdigit() and len(text) < len("1000000") and int(text)):
        msg = f"page is {text[:20]!r}; accepted: a number from 1."
        raise ParameterError(msg)
    return int(text)


def inert(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    Examples
    --------
    >>> inert("=1+1"), inert("17+1")
    ("'=1+1", '17+1')
    """
    return f"'{cell}" if cell.startswith(_ACTIVE) else cell


def file_name(asked: Filter, suffix: str) -> str:
    """Return the name of a download: it says what was asked for.

    Examples
    --------
    >>> file_name(Filter(chosen=(("kind", ("port",)),)), "csv"), file_name(Filter(), "csv")
    ('places_kind-port.csv', 'places.csv')
    """
    return "_".join(part for part in ("places", asked.slug()) if part) + f".{suffix}"


def filter_text(table: FilterTable, asked: Filter, reader: Reader) -> str:
    """Return a filter in one line of words."""
    said = [reader.word("colon").join(pair) for pair in table.describe(asked, reader)]
    return reader.word("reason_separator").join(said) or reader.word("filter_everything")


def places_csv(service: Service, asked: Filter, reader: Reader) -> str:
    """Return the places that fit as CSV: what was asked in the first lines, then the table."""
    ids = service.filters.apply(asked)
    word = reader.word
    colon = word("colon")
    said = (
        f"{word('brand')}{colon}/places?{asked.query(lang=reader.lang)}",
        f"{word('filter_label')}{colon}{filter_text(service.filters, asked, reader)}",
        f"{word('as_of')} {service.site.atlas.as_of}; {word('search_found').format(n=len(ids))}",
        word("places_blank"),
    )
    out = io.StringIO()
    out.write(BYTE_ORDER_MARK)
    out.writelines(f"# {line}\r\n" for line in said)
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow(word(f"col_{name}") for name in EXPORTED)
    writer = RowWriter(service.site.atlas, service.filters, reader)
    lines.writerows(map(inert, row.values()) for row in writer.rows(ids, EXPORTED))
    return out.getvalue()


def place_records(service: Service, ids: list[str]) -> list[dict[str, Any]]:
    """Return places as the tables have them, with the industries and cities that filters use."""
    table = service.filters
    number = {feature_id: at for at, feature_id in enumerate(table.ids)}
    rows = service.site.atlas.features.loc[ids, list(_CODES)].to_dict("records")
    records = []
    for row in rows:
        record = {str(key): None if pd.isna(value) else value for key, value in row.items()}
        for name in ("partner", "industry", "city"):
            masks = table.dimensions[name].masks
            at = number[row["feature_id"]]
            record[f"{name}_ids"] = [v for v, mask in masks.items() if mask[at] and v != UNKNOWN]
        records.append(record)
    return records


def filter_json(asked: Filter) -> dict[str, Any]:
    """Return a filter as JSON has it."""
    return {"view": asked.view, **{name: list(values) for name, values in asked.chosen}}


def places_geojson(service: Service, asked: Filter) -> bytes:
    """Return the places that fit as GeoJSON; a top-level member says what was asked."""
    atlas = service.site.atlas
    ids = service.filters.apply(asked)
    shapes = {i: shape for frame in atlas.frames.values() for i, shape in frame.geometry.items()}
    features = [
        {
            "type": "Feature",
            "id": record["feature_id"],
            "geometry": rounded_geometry(shapes[record["feature_id"]]),
            "properties": record,
        }
        for record in place_records(service, ids)
    ]
    head = {"type": "FeatureCollection", "name": "places", "asOf": atlas.as_of}
    return orjson.dumps(
        {**head, "filter": filter_json(asked), "count": len(ids), "features": features}
    )


def places_json(service: Service, asked: Filter) -> bytes:
    """Return the places that fit as JSON."""
    ids = service.filters.apply(asked)
    body = {"filter": filter_json(asked), "count": len(ids)}
    return orjson.dumps({**body, "places": place_records(service, ids)})


def facets_json(service: Service, asked: Filter, reader: Reader) -> bytes:
    """Return how many places fit, and every value that could be asked for, with its count."""
    table = service.filters
    body = {
        "filter": filter_json(asked),
        "text": filter_text(table, asked, reader),
        "count": table.count(asked),
        "facets": [
            {
                "id": facet.id,
                "title": facet.title,
                "choices": [choice._asdict() for choice in facet.choices],
            }
            for facet in table.facets(asked, reader)
        ],
    }
    return orjson.dumps(body)


def places_page(service: Service, ask: Ask) -> Page:
    """Return the list with its filter; both work without a script."""
    table, reader = service.filters, ask.reader
    asked = table.parse(ask.query)
    ids = table.apply(asked)
    number = min(parse_page(ask.query.one("page")), max(1, -(-len(ids) // PAGE_ROWS)))
    first = (number - 1) * PAGE_ROWS
    shown = ids[first : first + PAGE_ROWS]
    title = reader.word("places_title")
    page = page_context(service.site, reader, "/places", title=title, query=ask.query)
    query = asked.query(lang=reader.lang)
    pages = {
        "first": first + 1,
        "last": first + len(shown),
        "before": f"/places?{query}&page={number - 1}" if first else None,
        "after": f"/places?{query}&page={number + 1}" if first + PAGE_ROWS < len(ids) else None,
    }
    view = "/" if asked.view == filters.EVERYTHING else f"/map/{asked.view}"
    links = {
        "clear": f"/places?lang={reader.lang}",
        "map": f"{view}?lang={reader.lang}#{Filter(chosen=asked.chosen).query()}",
        "csv": f"/places.csv?{query}",
        "geojson": f"/places.geojson?{query}",
    }
    records = service.site.atlas.features.loc[shown].to_dict("records")
    cells = RowWriter(service.site.atlas, table, reader).rows(shown, ("layer", *SHOWN))
    rows = [
        {
            "name": name_of(record, reader.lang),
            "other": other_name(record, reader.lang),
            "href": f"/place/{record['feature_id']}?lang={reader.lang}",
            "cells": cells[at],
        }
        for at, record in enumerate(records)
    ]
    return Page(
        render(
            "places.html",
            page=page,
            asked=asked,
            said=table.describe(asked, reader),
            facets=table.facets(asked, reader),
            count=len(ids),
            columns=SHOWN,
            rows=rows,
            pages=pages,
            links=links,
        )
    )


def _csv(service: Service, ask: Ask) -> Body:
    asked = service.filters.parse(ask.query)
    name = file_name(asked, "csv")
    return Body(content=places_csv(service, asked, ask.reader), media_type=CSV, file_name=name)


def _geojson(service: Service, ask: Ask) -> Body:
    asked = service.filters.parse(ask.query)
    name = file_name(asked, "geojson")
    return Body(content=places_geojson(service, asked), media_type=GEOJSON, file_name=name)


def _json(service: Service, ask: Ask) -> Body:
    asked = service.filters.parse(ask.query)
    return Body(content=places_json(service, asked), media_type=JSON)


def _facets(service: Service, ask: Ask) -> Body:
    asked = service.filters.parse(ask.query)
    return Body(content=facets_json(service, asked, ask.reader), media_type=JSON)


ROUTES = (
    Route("/places", "places", places_page, (*filters.PARAMETERS, "page")),
    Route("/places.csv", "places_csv", _csv, filters.PARAMETERS),
    Route("/places.geojson", "places_geojson", _geojson, filters.PARAMETERS),
    Route("/api/places", "api_places", _json, filters.PARAMETERS),
    Route("/api/facets", "api_facets", _facets, filters.PARAMETERS),
)
