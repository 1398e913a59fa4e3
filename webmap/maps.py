"""Map pages: folium composes them, the layout frames them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

from markupsafe import Markup

from layers import Layer, Symbol, vocabulary
from webmap.citations import Reader, Row
from webmap.composing import MIN_ZOOM, MapFrame, add_map, map_figure, map_page_of
from webmap.context import Page, Site, page_context
from webmap.coverage_ask import USUAL_ORIGIN, usual
from webmap.coverage_view import reach_of, script_settings, slider
from webmap.document import view_frame
from webmap.elements import AtlasFigure, AtlasMap, Coverage, Features, Panel
from webmap.routing import Ask, Route
from webmap.service import Service
from webmap.strings import strings
from webmap.symbols import stroke_svg, symbol_svg
from webmap.views import View, get_view

HIDDEN = ("regions",)
ENTRIES = {"map.html": "js/atlas.js", "embed.html": "js/embed.js"}
"""Browser module that each page begins with: an embed fetches none that only the panel needs."""
COVER_ENTRIES = {"map.html": "js/coverage-map.js", "embed.html": "js/coverage-embed.js"}
"""The same for the view with a field of hours."""
COVERAGE = "coverage"
KEY_SYMBOL = Symbol(shape="circle", colour="#1d2a33")


class Cover(NamedTuple):
    """A field of hours that a map shows, with the slider that cuts it."""

    slider: Row
    settings: dict[str, Any]


def map_page(
    site: Site, view: View, reader: Reader, *, path: str, cover: Cover | None = None
) -> Page:
    """Return the explore page of a view."""
    page = page_context(
        site,
        reader,
        path,
        title=strings(reader.lang)["brand"] if path == "/" else view.title(reader.lang),
        description=view.description(reader.lang),
    )
    return _compose("map.html", site, view, reader, page, cover)


def embed_page(site: Site, view: View, reader: Reader, cover: Cover | None = None) -> Page:
    """Return the same map for an iframe on somebody else's page."""
    page = page_context(
        site,
        reader,
        f"/embed/{view.id}",
        title=view.title(reader.lang),
        description=view.description(reader.lang),
    )
    return replace(_compose("embed.html", site, view, reader, page, cover), framed=True)


def view_map(
    template: str, site: Site, view: View, reader: Reader, context: dict[str, Any]
) -> AtlasFigure:
    """Return a figure with the map of a view, for a page that has more to say than the map.

    Parameters
    ----------
    template, context
        The page, and what it is given besides the map.
    site, view, reader
        What the map shows, and to whom.
    """
    entry = ENTRIES["embed.html"]
    figure = map_figure(template, context, entry)
    _add_map(figure, site, view, reader, entry)
    return figure


def _compose(
    template: str,
    site: Site,
    view: View,
    reader: Reader,
    page: dict[str, Any],
    cover: Cover | None,
) -> Page:
    entry = (ENTRIES if cover is None else COVER_ENTRIES)[template]
    context = _context(site, view, reader, page) | {"reach": cover and cover.slider}
    figure = map_figure(template, context, entry)
    explore = template == "map.html"
    folium_map = _add_map(figure, site, view, reader, entry, explore=explore)
    if cover is not None:
        Coverage(cover.settings).add_to(folium_map)
    if explore:
        Panel().add_to(folium_map)
    return map_page_of(figure)


def _add_map(
    figure: AtlasFigure,
    site: Site,
    view: View,
    reader: Reader,
    entry: str,
    *,
    explore: bool = False,
) -> AtlasMap:
    frame = MapFrame(
        entry,
        view.center,
        # A frame on another page is about half as wide as a page of our own.
        view.zoom if explore else max(MIN_ZOOM, view.zoom - 1),
        view.narrow,
        "explore" if explore else "embed",
        explore,
    )
    folium_map = add_map(figure, site, reader, frame)
    hidden = [layer.id for layer in view.layers() if layer.id in HIDDEN]
    Features({"url": f"/api/maps/{view.id}.json", "hidden": hidden}).add_to(folium_map)
    return folium_map


def _context(site: Site, view: View, reader: Reader, page: dict[str, Any]) -> dict[str, Any]:
    return {
        "page": page,
        "view": {
            "id": view.id,
            "title": view.title(reader.lang),
            "description": view.description(reader.lang),
        },
        "legend": [_legend_row(site, view, layer, reader) for layer in view.layers()],
        "key_status": _key(vocabulary.STATUS, "status", reader),
        "key_lines": _line_key(view, reader),
        "key_precision": _key(vocabulary.PRECISION, "precision", reader),
        "approval": site.approval,
        "full_href": f"/map/{view.id}?lang={reader.lang}",
    }


def _legend_row(site: Site, view: View, layer: Layer, reader: Reader) -> dict[str, Any]:
    return {
        "layer_id": layer.id,
        "title": layer.title(reader.lang),
        "other_title": layer.title("en" if reader.lang == "zh" else "zh"),
        "other_lang": "en" if reader.lang == "zh" else "zh-CN",
        "count": len(view_frame(site.atlas, layer, view)),
        "symbol_svg": symbol_svg(layer.symbol.shape, layer.symbol.colour),
        "href": f"/layer/{layer.id}?lang={reader.lang}",
        "note": layer.zh_note if reader.lang == "zh" else layer.en_note,
    }


def _key(terms: tuple[Any, ...], what: str, reader: Reader) -> list[dict[str, Any]]:
    """Return the rows of a key; terms that are drawn alike share one."""
    texts: dict[Markup, list[str]] = {}
    for term in terms:
        svg: Markup = symbol_svg(KEY_SYMBOL.shape, KEY_SYMBOL.colour, **{what: term.id})
        texts.setdefault(svg, []).append(term.title(reader.lang))
    return [{"symbol_svg": svg, "text": " / ".join(words)} for svg, words in texts.items()]


def _line_key(view: View, reader: Reader) -> list[dict[str, Any]]:
    """Return how the kinds of lines are drawn, where a layer has several."""
    rows = []
    for layer in view.layers():
        titles = {term.id: term.title(reader.lang) for term in layer.kinds}
        for kind, stroke in layer.strokes.items():
            svg = stroke_svg(stroke.style, stroke.colour)
            rows.append({"symbol_svg": svg, "text": titles[kind]})
    return rows


def _explore(service: Service, ask: Ask) -> Page:
    return map_page(service.site, get_view("atlas"), ask.reader, path="/")


def _named(service: Service, ask: Ask, view: str) -> Page:
    cover = _cover(service, ask.reader) if view == COVERAGE else None
    return map_page(service.site, get_view(view), ask.reader, path=f"/map/{view}", cover=cover)


def _embed(service: Service, ask: Ask, view: str) -> Page:
    cover = _cover(service, ask.reader) if view == COVERAGE else None
    return embed_page(service.site, get_view(view), ask.reader, cover)


def _cover(service: Service, reader: Reader) -> Cover:
    """Return the field of hours that the view shows: the usual one from Yiwu."""
    reach = reach_of(service, usual(service.site.atlas, USUAL_ORIGIN))
    return Cover(slider(reach, reader), script_settings(reach, reader))


ROUTES = (
    Route("/", "explore", _explore),
    Route("/map/<view>", "map", _named),
    Route("/embed/<view>", "embed", _embed),
)
