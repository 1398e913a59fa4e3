"""The presentation: a list of places, one after another, on a map that fills the screen."""

from __future__ import annotations

from typing import Any

import orjson

from webmap.assets import IMPORTS, load_assets
from webmap.brief import title_of
from webmap.chosen import PARAMETERS, Chosen, parse_chosen
from webmap.citations import Citations, Row, text_of
from webmap.context import Page, Site, page_context
from webmap.document import map_document
from webmap.elements import AtlasFigure, AtlasMap, Basemap, Slides
from webmap.figures import indicators, of_parent
from webmap.maps import MAX_ZOOM, MIN_ZOOM, ground_settings
from webmap.place import place_view
from webmap.routing import Ask, Route
from webmap.service import Service
from webmap.strings import script_strings
from webmap.views import VIEWS

MOST_PLACES = 100
INDICATORS = 3
ENTRY = "js/present.js"


def present_page(site: Site, chosen: Chosen, ask: Ask) -> Page:
    """Return the presentation of a choice; without a script it is a page of its places."""
    reader = ask.reader
    view = chosen.view or VIEWS["atlas"]
    page = page_context(
        site, reader, "/present", title=title_of(site, chosen, reader), query=ask.query
    )
    assets = load_assets()
    citations = Citations(site.atlas)
    slides = [_slide(site, feature_id, ask, citations) for feature_id in chosen.ids]
    context = {
        "page": page,
        "slides": slides,
        "sources": citations.rows(reader),
        "approval": site.approval,
        "leave_href": f"/{_before(chosen)}lang={reader.lang}",
        "import_map": orjson.dumps(
            {"imports": {name: assets.url(path) for name, path in IMPORTS.items()}}
        ).decode(),
        "preloads": [assets.url(path) for path in assets.modules(ENTRY)],
    }
    figure = AtlasFigure("present.html", context)
    figure.add_child(
        AtlasMap(
            location=(view.center[1], view.center[0]),
            zoom_start=view.zoom,
            urls={
                "leaflet_js": assets.url("vendor/leaflet/leaflet.js"),
                "leaflet_css": assets.url("vendor/leaflet/leaflet.css"),
                "module": assets.url(ENTRY),
            },
            settings={
                "narrow": {"center": list(view.narrow[0])[::-1], "zoom": view.narrow[1]},
                "minZoom": MIN_ZOOM,
                "maxZoom": MAX_ZOOM,
                "lang": reader.lang,
                "page": "present",
                "strings": script_strings(reader.lang),
            },
        )
    )
    folium_map = next(iter(figure._children.values()))
    Basemap(ground_settings(site, reader, relief=True)).add_to(folium_map)
    document = map_document(site.atlas, view, target=site.datum, only=frozenset(chosen.ids))
    Slides({"document": orjson.loads(document)}).add_to(folium_map)
    html = figure.render()
    return Page(html=html, script_hashes=figure.script_hashes)


def _before(chosen: Chosen) -> str:
    """Return where Escape leads: the view, or the page that orders a brief of the same places."""
    return f"map/{chosen.view.id}?" if chosen.view else f"brief?{chosen.query}&"


def _slide(site: Site, feature_id: str, ask: Ask, citations: Citations) -> Row:
    """Return a place as its popup has it, its sources numbered through all slides."""
    reader = ask.reader
    place = place_view(site.atlas, feature_id, reader, popup=True)
    known = set(citations.numbers)
    items = _indicators(site, feature_id, ask, citations)
    record_source = site.atlas.features.at[feature_id, "source_id"]
    citations.cite(record_source)
    cited = {record_source, *(name for name in citations.numbers if name not in known)}
    cited |= {name for name in known if citations.numbers[name] in _numbers(items)}
    sources = [row for row in citations.rows(reader) if row["id"] in cited]
    shape = site.atlas.record(feature_id)[1]["geometry"]
    placed = shape is not None and not shape.is_empty
    return place | {"indicators": items, "sources": sources, "placed": placed}


def _indicators(site: Site, feature_id: str, ask: Ask, citations: Citations) -> list[Row]:
    own = indicators(site.atlas, feature_id, ask.reader, citations, most=INDICATORS)
    parent = text_of(site.atlas.features.at[feature_id, "parent_id"])
    if own or parent is None:
        return own
    main = site.atlas.main_id(parent)
    theirs = indicators(site.atlas, main, ask.reader, citations, most=INDICATORS)
    return of_parent(theirs, site.atlas, main, ask.reader)


def _numbers(value: Any) -> set[int]:  # noqa: ANN401 any part of a view model
    """Return all numbers of sources that a view model cites."""
    if isinstance(value, dict):
        own = set(value.get("cite") or ())
        return own.union(*(_numbers(part) for part in value.values()))
    if isinstance(value, list):
        return set().union(*(_numbers(part) for part in value))
    return set()


def _present(service: Service, ask: Ask) -> Page:
    chosen = parse_chosen(service.site.atlas, ask.query, most=MOST_PLACES)
    return present_page(service.site, chosen, ask)


ROUTES = (Route("/present", "present", _present, PARAMETERS),)
