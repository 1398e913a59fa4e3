"""The two-page brief of one to five places or of a view, and the page that orders it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from layers import base
from webmap.brief_fit import fullest, renumbered
from webmap.brief_places import (
    cut_figures,
    fact_rows,
    figure_columns,
    place_columns,
)
from webmap.brief_view import table_rows, totals
from webmap.chosen import PARAMETERS, Chosen, parse_chosen
from webmap.citations import Citations, Reader
from webmap.context import Page, Site, page_context
from webmap.lettering import Room, badges, names, take_symbols
from webmap.naming import name_column, name_of
from webmap.picture import WIDTH_PX, Spot, is_at_home, picture_svg, window_of
from webmap.rendering import render
from webmap.routing import PDF, Ask, Body, Route
from webmap.service import Service
from webmap.strings import strings
from webmap.symbols import symbol_svg
from webmap.tongue import Tongue
from webmap.typeset import qr_svg, typeset
from webmap.views import VIEWS

MOST_PLACES = 5
PAPER_MM = 182.0
"""Width between the margins."""
MAP_ASPECT = 2.1
STACKED = ((PAPER_MM, 2.45), (PAPER_MM, 2.45))
ABREAST = ((111.8, 1.31), (68.2, 0.8))
"""Width in mm and aspect of two maps, one above the other or side by side."""
CROWD, MANY, CROWDED_SCALE = 2, 12, 0.6
"""Places at home that are worth a map of their own; places beyond which symbols are smaller."""
FIGURES = {1: 14, 2: 9, 3: 7, 4: 6, 5: 5}
"""Indicators of each place that a brief of so many places begins with; fewer if they do not fit."""
ROWS = 60
"""Rows that the table of a view begins with; fewer if they do not fit."""

Spots = dict[str, Spot | None]
Cut = Callable[[int], dict[str, Any]]


def brief_pdf(service: Service, chosen: Chosen, tongue: Tongue) -> bytes:
    """Return the brief; the same choice on the same day gives the same bytes."""
    site = service.site
    head = _head(service, chosen, tongue) | {"maps": _maps(site, chosen, tongue)}
    citations = Citations(site.atlas)
    make = _places_body if chosen.view is None else _view_body
    cut, most = make(site, chosen, tongue, citations)
    sources = _sources(citations, tongue)

    def attempt(entries: int, pages: int) -> bytes | None:
        body, cited = renumbered(cut(entries), sources)
        # Figures begin a page of their own unless the facts run over; a table takes what is left.
        for flow in (False, True) if chosen.view is None else (True,):
            data = head | body | {"sources": cited, "flow": flow}
            made = typeset("brief.typ", data, tongue.lead.today, most_pages=pages)
            if made is not None:
                return made
        return None

    return fullest(attempt, most)


def _places_body(
    site: Site, chosen: Chosen, tongue: Tongue, citations: Citations
) -> tuple[Cut, int]:
    """Return what a brief says of places if so many indicators of each fit, and how many may."""
    most = FIGURES[len(chosen.ids)]
    places = place_columns(site.atlas, chosen.ids, tongue, citations)
    facts = fact_rows(site.atlas, chosen.ids, tongue)
    figures = figure_columns(site.atlas, chosen.ids, tongue, citations, most=most)

    def cut(entries: int) -> dict[str, Any]:
        return {
            "places": places,
            "facts": facts,
            "figures": cut_figures(figures, entries, tongue),
        }

    return cut, most


def _view_body(site: Site, chosen: Chosen, tongue: Tongue, citations: Citations) -> tuple[Cut, int]:
    """Return what a brief says of a view if so many rows fit, and how many may."""
    most = min(ROWS, len(chosen.ids))
    summary = totals(site.atlas, chosen, tongue)
    rows = table_rows(site.atlas, chosen, tongue, citations, most=most)

    def cut(entries: int) -> dict[str, Any]:
        left = len(chosen.ids) - entries
        return {
            "totals": summary,
            "rows": [row for row in rows if row["turn"] < entries],
            "more": tongue.word("brief_more_rows", n=left) if left > 0 else None,
        }

    return cut, most


def _sources(citations: Citations, tongue: Tongue) -> list[dict[str, Any]]:
    """Return the cited sources as they are listed: title, publisher, date."""
    return [
        {
            "no": row["no"],
            "title": row["title"],
            "from": " · ".join(part for part in (row["publisher"], row["date"]) if part),
        }
        for row in citations.rows(tongue.lead)
    ]


def _head(service: Service, chosen: Chosen, tongue: Tongue) -> dict[str, Any]:
    site = service.site
    words = (
        "brand",
        "as_of",
        "no_data",
        "brief_facts",
        "brief_figures",
        "brief_totals",
        "brief_table",
        "brief_sources",
        "brief_actual",
        "brief_key_figure",
        "brief_where",
        "brief_kind",
        "brief_checksum",
        "brief_made",
        "brief_scan",
        "brief_schematic",
        "another_source",
        "col_name",
    )
    address = f"{service.settings.public_url}{live_path(chosen)}"
    lang = tongue.lead.lang
    return {
        "lang": lang,
        "both": tongue.side is not None,
        "title": tongue.pair(lambda reader: title_of(site, chosen, reader)),
        "words": {key: tongue.word(key) for key in words},
        "as_of": site.atlas.as_of,
        "made": tongue.lead.today.isoformat(),
        "checksum": site.atlas.checksum[:12],
        "qr": qr_svg(f"{address}{'&' if '?' in address else '?'}lang={lang}"),
        "address": address,
        "rows-of-maps": chosen.view is not None,
        "approval": tongue.pair(lambda reader: _approval(site, reader)),
        "credits": credits_line(tongue.lead),
    }


def live_path(chosen: Chosen) -> str:
    """Return where the brief's places are shown as they are today."""
    if chosen.view is not None:
        return f"/map/{chosen.view.id}"
    if len(chosen.ids) == 1:
        return f"/place/{chosen.ids[0]}"
    return f"/present?{chosen.query}"


def title_of(site: Site, chosen: Chosen, reader: Reader) -> str:
    """Return what a choice is called: its place, its view, or how many places it has."""
    if chosen.view is not None:
        return reader.word("brief_of_view").format(view=chosen.view.title(reader.lang))
    if len(chosen.ids) == 1:
        return name_of(site.atlas.record(chosen.ids[0])[1], reader.lang)
    return reader.word("brief_of_places").format(n=len(chosen.ids))


def page_title(site: Site, chosen: Chosen, reader: Reader) -> str:
    """Return the title of a page about a choice; how many places it has is counted there."""
    if chosen.view is not None:
        return chosen.view.title(reader.lang)
    if len(chosen.ids) == 1:
        return name_of(site.atlas.record(chosen.ids[0])[1], reader.lang)
    return reader.word("brief_chosen_places")


def spot_of(site: Site, feature_id: str) -> Spot | None:
    """Return a place as it is drawn, None where it has no geometry."""
    layer, record = site.atlas.record(feature_id)
    shape = record["geometry"]
    if shape is None or shape.is_empty:
        return None
    precision = record["coord_precision"]
    return Spot(
        layer=layer,
        geometry=shape,
        kind=record["kind"],
        status=record["status"],
        precision="site" if pd.isna(precision) else precision,
    )


def _maps(site: Site, chosen: Chosen, tongue: Tongue) -> list[dict[str, Any]]:
    """Return the map of all places and, where several crowd at home, one of these besides."""
    spots = {feature_id: spot_of(site, feature_id) for feature_id in chosen.ids}
    window = window_of(_known(spots), aspect=MAP_ASPECT)
    if window.is_local:
        return [_map(site, chosen, tongue, spots, (PAPER_MM, MAP_ASPECT))]
    near: Spots = {name: spot for name, spot in spots.items() if spot and is_at_home(spot)}
    if len(near) < CROWD:
        return [_map(site, chosen, tongue, spots, (PAPER_MM, MAP_ASPECT))]
    # A view has the page for maps one above the other; places have their facts there.
    sizes = STACKED if chosen.view else ABREAST
    return [
        _map(site, chosen, tongue, spots, sizes[0]),
        _map(site, chosen, tongue, near, sizes[1]),
    ]


def _known(spots: Spots) -> list[Spot]:
    return [spot for spot in spots.values() if spot is not None]


def _map(
    site: Site,
    chosen: Chosen,
    tongue: Tongue,
    spots: Spots,
    size: tuple[float, float],
) -> dict[str, Any]:
    """Return one map, so many mm wide and of such an aspect, with numbers and names."""
    wide, aspect = size
    placed = _known(spots)
    # As many px for a mm on every map, so that symbols are of one size.
    window = window_of(placed, aspect=aspect, width_px=round(WIDTH_PX * wide / PAPER_MM))
    scale = CROWDED_SCALE if len(placed) > MANY else 1.0
    room = Room(window)
    take_symbols(room, placed, scale)
    numbered = [spots.get(feature_id) for feature_id in chosen.ids]
    return {
        "wide": wide,
        "svg": picture_svg(window, site.boundary_view, placed, scale=scale),
        "width": window.width_px,
        "height": window.height_px,
        "badges": badges(room, numbered) if chosen.view is None else [],
        "names": names(room, site.boundary_view, tongue.lead.lang),
    }


def _approval(site: Site, reader: Reader) -> str:
    words = strings(reader.lang)
    missing = words["approval_missing"] + words["approval_required"]
    return words["approval"] + (site.approval or missing)


def credits_line(reader: Reader) -> str:
    """Return whom the outlines and names of a still picture come from."""
    lines = base.attributions(reader.lang)
    drawn = ("outlines_", "china_", "zhejiang_", "ten_dash", "lakes", "places", "countries")
    return " · ".join(dict.fromkeys(text for path, text in lines.items() if path.startswith(drawn)))


def brief_page(site: Site, chosen: Chosen | None, ask: Ask) -> Page:
    """Return the page that orders a brief: of what is chosen, or a form to choose with."""
    reader = ask.reader
    title = reader.word("brief_title")
    if chosen is not None:
        title += reader.word("colon") + page_title(site, chosen, reader)
    page = page_context(
        site, reader, "/brief", title=title, query=ask.query, description=reader.word("brief_intro")
    )
    name = name_column(reader.lang)
    brief = {
        "chosen": None
        if chosen is None
        else {
            "query": chosen.query,
            "places": []
            if chosen.view
            else [
                {"href": f"/place/{i}?lang={reader.lang}", "name": site.atlas.features.at[i, name]}
                for i in chosen.ids
            ],
        },
        "views": [{"id": view.id, "title": view.title(reader.lang)} for view in VIEWS.values()],
        "layers": [
            {
                "title": layer.title(reader.lang),
                "symbol_svg": symbol_svg(layer.symbol.shape, layer.symbol.colour),
                "places": [
                    {"id": row["feature_id"], "name": row[name]}
                    for _, row in site.atlas.frames[layer.id].iterrows()
                ],
            }
            for layer in site.atlas.layers.values()
        ],
    }
    return Page(render("brief.html", page=page, brief=brief))


def _page(service: Service, ask: Ask) -> Page:
    asked = any(ask.query.many(name) for name in PARAMETERS)
    chosen = parse_chosen(service.site.atlas, ask.query, most=MOST_PLACES) if asked else None
    return brief_page(service.site, chosen, ask)


def _pdf(service: Service, ask: Ask) -> Body:
    chosen = parse_chosen(service.site.atlas, ask.query, most=MOST_PLACES)
    tongue = Tongue.of(ask.reader, ask.query.one("languages"))
    return Body(content=brief_pdf(service, chosen, tongue), media_type=PDF)


ROUTES = (
    Route("/brief", "brief", _page, PARAMETERS),
    Route("/brief.pdf", "brief_pdf", _pdf, (*PARAMETERS, "languages")),
)
