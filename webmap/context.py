"""What every page is given: language, words, navigation, how far the data reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from geo.datum import Datum
from layers import Atlas
from webmap.citations import Reader
from webmap.query import Query
from webmap.strings import strings

NO_QUERY = Query()
HTML_LANG = {"zh": "zh-CN", "en": "en"}

_NAV: tuple[tuple[str, str], ...] = (
    ("/", "nav_map"),
    ("/indicators", "nav_indicators"),
    ("/frames", "nav_frames"),
    ("/countries", "nav_countries"),
    ("/corridor", "nav_corridor"),
    ("/routes", "nav_rail"),
    ("/coverage", "nav_coverage"),
    ("/plan", "nav_plan"),
    ("/shortlist", "shortlist_title"),
    ("/sources", "nav_sources"),
    ("/about", "nav_about"),
)
_MAPS: tuple[tuple[str, str], ...] = (
    ("/map/platforms", "nav_platforms"),
    ("/map/parks", "nav_parks"),
    ("/map/overseas", "nav_overseas"),
    ("/map/corridor", "nav_corridor"),
    ("/map/rail", "nav_rail"),
    ("/map/coverage", "nav_coverage"),
    ("/map/africa", "nav_africa"),
    ("/network", "nav_network"),
)
"""What the menu of maps holds: views of one subject, and the networks laid open."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RasterBasemap:
    """A tile provider that the operator configured in place of our own ground."""

    url: str
    attribution: str
    datum: Datum
    max_zoom: int = 18

    @property
    def host(self) -> str:
        """Scheme and host, as Content-Security-Policy names them."""
        scheme, _, rest = self.url.partition("://")
        return f"{scheme}://{rest.split('/', 1)[0].replace('{s}', '*')}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """The facts and the operator's choices that pages are made from."""

    atlas: Atlas
    boundary_view: str = "chn"
    raster: RasterBasemap | None = None
    approval: str = ""
    """审图号 of a published map; blank says that it is missing."""
    inline_limit: int = 5000
    """Features above which a map draws vector tiles instead of one document."""

    @property
    def datum(self) -> Datum:
        """Datum of the basemap, to which features are shifted."""
        return Datum.WGS84 if self.raster is None else self.raster.datum


@dataclass(frozen=True, slots=True)
class Page:
    """A rendered page, and what its security policy must allow."""

    html: str
    script_hashes: tuple[str, ...] = ()
    framed: bool = False
    """Whether other sites may show it in a frame."""


def page_context(
    site: Site,
    reader: Reader,
    path: str,
    *,
    title: str,
    description: str = "",
    query: Query = NO_QUERY,
) -> dict[str, Any]:
    """Return the variable `page` of every template.

    Parameters
    ----------
    site, reader
        The facts, and who reads.
    path, query
        Address of the page: the other language is the same page with the same choices.
    title, description
        Of the page, for tabs and search engines.
    """
    words = strings(reader.lang)
    other = "en" if reader.lang == "zh" else "zh"
    return {
        "lang": reader.lang,
        "html_lang": HTML_LANG[reader.lang],
        "title": title,
        "description": description or title,
        "path": path,
        "other_lang_href": query.link(path, lang=other),
        "nav": _links(_NAV, path, reader),
        "maps": _links(_MAPS, path, reader),
        "as_of": site.atlas.as_of,
        "home_href": f"/?lang={reader.lang}",
        "strings": words,
    }


def _links(entries: tuple[tuple[str, str], ...], path: str, reader: Reader) -> list[dict[str, Any]]:
    words = strings(reader.lang)
    return [
        {"href": f"{href}?lang={reader.lang}", "text": words[key], "current": href == path}
        for href, key in entries
    ]


def refused_page(
    site: Site, reader: Reader, path: str, *, title: str, query: Query = NO_QUERY
) -> dict[str, Any]:
    """Return the variable `page` of a page whose form was refused: its title says so first."""
    words = strings(reader.lang)
    whole = f"{words['refused_title']}{words['title_separator']}{title}"
    return page_context(site, reader, path, title=whole, query=query)
