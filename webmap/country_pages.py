"""Pages of countries: the matrix of all, the China–Africa view, and one page a country."""

from __future__ import annotations

from collections import Counter

import orjson
import pandas as pd

from geo.errors import ParameterError
from layers import Atlas, Lang, Layer, vocabulary
from webmap.africa import africa_figures, africa_themes
from webmap.citations import Citations, Reader, Row, text_of
from webmap.context import Page, page_context
from webmap.countries import country_name
from webmap.country import HOME, Holdings, figures_of, holdings, known_country, matrix
from webmap.figures import observation_view
from webmap.naming import name_column
from webmap.rendering import render
from webmap.routing import JSON, Ask, Body, Route
from webmap.service import Service
from webmap.views import AFRICA

REGIONS = {"africa": AFRICA}
"""Countries by region: the UN geoscheme (M49), as the map of China and Africa has them."""
UNCOLLECTED = ("policy", "law", "culture", "risk")
"""Sections that are asked for and that nobody has collected; they stay empty until someone does."""
NAMED_KINDS = ("sister_city", "silk_road_college", "overseas_hub")


def parse_region(text: str | None) -> str | None:
    """Return the region that a request asks for, None for all countries.

    Raises
    ------
    ParameterError
        If there is no such region.

    Examples
    --------
    >>> parse_region("africa"), parse_region("")
    ('africa', None)
    """
    if not text:
        return None
    if text not in REGIONS:
        msg = f"region is {text!r}; accepted: {', '.join(REGIONS)}."
        raise ParameterError(msg)
    return text


def countries_page(service: Service, ask: Ask) -> Page:
    """Return how many records of each layer have to do with each country."""
    reader, atlas = ask.reader, service.site.atlas
    region = parse_region(ask.query.one("region"))
    counts = _in_region(matrix(atlas), region)
    used = [
        layer
        for layer in atlas.layers.values()
        if any(counter[layer.id] for counter in counts.values())
    ]
    citations = Citations(atlas)
    view: Row = {
        "columns": [{"id": layer.id, "title": layer.title(reader.lang)} for layer in used],
        "rows": [_matrix_row(code, counts[code], used, reader) for code in _by_total(counts)],
        "region": region,
        "africa_href": ask.query.link("/countries", region="africa"),
        "all_href": ask.query.link("/countries", region=None),
        "themes": africa_themes(atlas, reader) if region == "africa" else [],
        "figures": africa_figures(atlas, reader, citations) if region == "africa" else [],
        "map_href": f"/map/africa?lang={reader.lang}",
        "pairs_href": f"/pairs?lang={reader.lang}",
    }
    view["sources"] = citations.rows(reader)
    title = reader.word("africa_title" if region == "africa" else "countries_title")
    page = page_context(service.site, reader, "/countries", title=title, query=ask.query)
    return Page(render("countries.html", page=page, view=view))


def _in_region(counts: dict[str, Counter[str]], region: str | None) -> dict[str, Counter[str]]:
    if region is None:
        return counts
    return {code: counter for code, counter in counts.items() if code in REGIONS[region]}


def _by_total(counts: dict[str, Counter[str]]) -> list[str]:
    return sorted(counts, key=lambda code: (-counts[code].total(), code))


def _matrix_row(code: str, counter: Counter[str], used: list[Layer], reader: Reader) -> Row:
    href = f"/country/{code}?lang={reader.lang}"
    return {
        "name": country_name(code, reader.lang),
        "href": href,
        "total": counter.total(),
        "cells": [
            {"count": counter[layer.id], "href": f"{href}#layer-{layer.id}"} for layer in used
        ],
    }


def country_page(service: Service, ask: Ask, code: str) -> Page:
    """Return what the atlas holds of one country, and which sections nobody has filled."""
    reader, atlas = ask.reader, service.site.atlas
    found = holdings(atlas, known_country(code))
    citations = Citations(atlas)
    other: Lang = "en" if reader.lang == "zh" else "zh"
    view: Row = {
        "code": code,
        "name": country_name(code, reader.lang),
        "other_name": country_name(code, other),
        "other_lang": "en" if other == "en" else "zh-CN",
        "layers": _by_layer(atlas, found, reader),
        "named": [_named(atlas, found, kind, reader) for kind in NAMED_KINDS],
        "gauge": _gauge(atlas, code, citations),
        "figures": _figures(atlas, found, reader, citations),
        "empty": [reader.word(f"country_{name}") for name in UNCOLLECTED],
        "is_home": code == HOME,
    }
    view["sources"] = citations.rows(reader)
    page = page_context(service.site, reader, f"/country/{code}", title=view["name"])
    return Page(render("country.html", page=page, view=view))


def _by_layer(atlas: Atlas, found: Holdings, reader: Reader) -> list[Row]:
    """Return the records by layer, each with how it is tied to the country."""
    groups: dict[str, list[Row]] = {}
    for ids, tie in ((found.inside, "inside"), (found.partnered, "partner"), (found.routes, "")):
        for name in ids:
            groups.setdefault(atlas.features.at[name, "layer_id"], []).append(
                _record(atlas, name, tie, reader)
            )
    return [
        {"id": layer.id, "title": layer.title(reader.lang), "rows": groups[layer.id]}
        for layer in atlas.layers.values()
        if layer.id in groups
    ]


def _record(atlas: Atlas, feature_id: str, tie: str, reader: Reader) -> Row:
    layer, record = atlas.record(feature_id)
    kind = next(term for term in layer.kinds if term.id == record["kind"])
    status = next(term for term in vocabulary.STATUS if term.id == record["status"])
    return {
        "name": record[name_column(reader.lang)],
        "href": f"/place/{feature_id}?lang={reader.lang}",
        "kind": kind.title(reader.lang),
        "status": status.title(reader.lang),
        "tie": reader.word("country_as_partner") if tie == "partner" else None,
    }


def _named(atlas: Atlas, found: Holdings, kind: str, reader: Reader) -> Row:
    ids = [name for name in found.inside if atlas.features.at[name, "kind"] == kind]
    return {
        "title": reader.word(f"country_{kind}"),
        "rows": [_record(atlas, name, "", reader) for name in ids],
    }


def _gauge(atlas: Atlas, code: str, citations: Citations) -> Row | None:
    gauges = atlas.tables["gauges"].set_index("country")
    if code not in gauges.index:
        return None
    row = gauges.loc[code]
    return {
        "id": f"gauges.{code}",
        "gauge_mm": f"{row['gauge_mm']:g}",
        "low_mm": None if pd.isna(row["low_mm"]) else f"{row['low_mm']:g}",
        "high_mm": None if pd.isna(row["high_mm"]) else f"{row['high_mm']:g}",
        "quote": text_of(row["quote"]),
        "cite": citations.cite(row["source_id"]),
    }


def _figures(atlas: Atlas, found: Holdings, reader: Reader, citations: Citations) -> list[Row]:
    """Return the figures that may be shown, by place, newest first."""
    rows = figures_of(atlas, found)
    rows = rows[rows["value"].notna() & rows["period_end"].notna()]
    rows = rows.sort_values(["feature_id", "period_end"], ascending=[True, False])
    name = name_column(reader.lang)
    indicators = atlas.tables["indicators"].set_index("indicator_id")[name]
    return [
        observation_view(row, reader, citations)
        | {
            "name": indicators[row["indicator_id"]],
            "place": atlas.features.at[atlas.main_id(row["feature_id"]), name],
            "href": f"/place/{atlas.main_id(row['feature_id'])}?lang={reader.lang}",
        }
        for _, row in rows.iterrows()
    ]


def _matrix_data(service: Service, ask: Ask) -> Body:
    counts = _in_region(matrix(service.site.atlas), parse_region(ask.query.one("region")))
    body = {"countries": {code: dict(counts[code]) for code in _by_total(counts)}}
    return Body(content=orjson.dumps(body), media_type=JSON)


def _country_data(service: Service, ask: Ask, code: str) -> Body:  # noqa: ARG001 as every maker
    atlas = service.site.atlas
    found = holdings(atlas, known_country(code))
    body = {
        "country": code,
        "inside": found.inside,
        "partnered": found.partnered,
        "routes": found.routes,
        "observations": figures_of(atlas, found)["observation_id"].tolist(),
        "notCollected": UNCOLLECTED,
    }
    return Body(content=orjson.dumps(body), media_type=JSON)


ROUTES = (
    Route("/countries", "countries", countries_page, ("region",)),
    Route("/country/<code>", "country", country_page),
    Route("/api/countries", "api_countries", _matrix_data, ("region",)),
    Route("/api/countries/<code>", "api_country", _country_data),
)
