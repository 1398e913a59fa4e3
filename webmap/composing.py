"""How a page with a map is composed: the figure, the map on its ground, the finished page."""

from __future__ import annotations

from dataclasses import astuple
from typing import Any, Final, NamedTuple

import orjson

from layers import base
from webmap.assets import IMPORTS, load_assets
from webmap.citations import Reader
from webmap.context import Page, Site
from webmap.elements import AtlasFigure, AtlasMap, Basemap
from webmap.ground import DETAIL, DETAIL_MAX_ZOOM, FILES, RELIEF_MAX_ZOOM, WORLD_MAX_ZOOM
from webmap.strings import script_strings

MIN_ZOOM: Final = 2
MAX_ZOOM: Final = 14


class MapFrame(NamedTuple):
    """What a map begins with: its browser module, and where it opens."""

    entry: str
    """Browser module that the page begins with."""
    center: tuple[float, float]
    """(lon, lat) in degrees."""
    zoom: int
    """Web-Mercator zoom."""
    narrow: tuple[tuple[float, float], int] | None = None
    """Centre and zoom on a narrow screen, if others."""
    page: str = "embed"
    """What the browser modules take the page for: `explore`, `embed` or `present`."""
    relief: bool = False
    """Whether the ground is shaded."""


def map_figure(template: str, context: dict[str, Any], entry: str) -> AtlasFigure:
    """Return a figure without a map yet, and with the modules that its page fetches ahead.

    Parameters
    ----------
    template, context
        The page, and what it is given besides the map.
    entry
        Browser module that the page begins with.
    """
    assets = load_assets()
    imports = {name: assets.url(path) for name, path in IMPORTS.items()}
    modules = {
        "import_map": orjson.dumps({"imports": imports}).decode(),
        "preloads": [assets.url(path) for path in assets.modules(entry)],
    }
    return AtlasFigure(template, context | modules)


def add_map(figure: AtlasFigure, site: Site, reader: Reader, frame: MapFrame) -> AtlasMap:
    """Put a map with its ground into a figure, and return it for what else it shows."""
    assets = load_assets()
    settings: dict[str, Any] = {
        "minZoom": MIN_ZOOM,
        "maxZoom": MAX_ZOOM,
        "lang": reader.lang,
        "page": frame.page,
        "strings": script_strings(reader.lang),
    }
    if frame.narrow is not None:
        (lon, lat), zoom = frame.narrow
        settings = {"narrow": {"center": [lat, lon], "zoom": zoom}} | settings
    folium_map = AtlasMap(
        location=(frame.center[1], frame.center[0]),
        zoom_start=frame.zoom,
        urls={
            "leaflet_js": assets.url("vendor/leaflet/leaflet.js"),
            "leaflet_css": assets.url("vendor/leaflet/leaflet.css"),
            "module": assets.url(frame.entry),
        },
        settings=settings,
    )
    figure.add_child(folium_map)
    Basemap(_ground(site, reader, relief=frame.relief)).add_to(folium_map)
    return folium_map


def map_page_of(figure: AtlasFigure) -> Page:
    """Return the page of a figure that holds all it shows."""
    html = figure.render()
    return Page(html=html, script_hashes=figure.script_hashes)


def _ground(site: Site, reader: Reader, *, relief: bool) -> dict[str, Any]:
    """Return what the browser needs to draw the ground."""
    if site.raster is not None:
        return {
            "raster": site.raster.url,
            "attribution": site.raster.attribution,
            "maxZoom": site.raster.max_zoom,
        }
    attributions = base.attributions(reader.lang)
    lines = dict.fromkeys(attributions[name] for name in sorted(attributions) if name in FILES)
    return {
        "tiles": f"/tiles/base-{site.boundary_view}/{{z}}/{{x}}/{{y}}.mvt",
        "relief": "/tiles/relief/{z}/{x}/{y}.webp" if relief else None,
        "reliefMaxZoom": RELIEF_MAX_ZOOM,
        "worldMaxZoom": WORLD_MAX_ZOOM,
        "detail": {"bounds": list(astuple(DETAIL)), "maxZoom": DETAIL_MAX_ZOOM},
        "attribution": " · ".join(lines),
    }
