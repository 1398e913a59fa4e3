"""The presentation: a list of places, one after another, on a map that fills the screen."""

from __future__ import annotations

from typing import Any

import orjson
from markupsafe import Markup

from webmap.brief import page_title
from webmap.chosen import PARAMETERS, Chosen, parse_chosen
from webmap.composing import MapFrame, add_map, map_figure, map_page_of
from webmap.context import Page, Site, page_context
from webmap.document import map_document
from webmap.elements import Slides
from webmap.naming import name_of
from webmap.pages import popup_fragment
from webmap.routing import Ask, Route
from webmap.service import Service
from webmap.views import VIEWS

MOST_PLACES = 100
ENTRY = "js/present.js"


def present_page(site: Site, chosen: Chosen, ask: Ask) -> Page:
    """Return the presentation of a choice; without a script it is a page of its places."""
    reader = ask.reader
    view = chosen.view or VIEWS["atlas"]
    title = page_title(site, chosen, reader)
    page = page_context(site, reader, "/present", title=title, query=ask.query)
    slides = [
        _slide(site, feature_id, number, ask)
        for number, feature_id in enumerate(chosen.ids, start=1)
    ]
    context = {
        "page": page,
        "slides": slides,
        "approval": site.approval,
        "leave_href": f"/{_before(chosen)}lang={reader.lang}",
    }
    figure = map_figure("present.html", context, ENTRY)
    frame = MapFrame(ENTRY, view.center, view.zoom, view.narrow, "present", relief=True)
    folium_map = add_map(figure, site, reader, frame)
    document = map_document(site.atlas, view, target=site.datum, only=frozenset(chosen.ids))
    Slides({"document": orjson.loads(document)}).add_to(folium_map)
    return map_page_of(figure)


def _before(chosen: Chosen) -> str:
    """Return where Escape leads: the view, or the page that orders a brief of the same places."""
    return f"map/{chosen.view.id}?" if chosen.view else f"brief?{chosen.query}&"


def _slide(site: Site, feature_id: str, number: int, ask: Ask) -> dict[str, Any]:
    """Return a place as its popup has it; ids in it become the slide's own."""
    html = popup_fragment(site, feature_id, ask.reader)
    for name in ("src-", "popup-title"):
        own = f"place-{number}-{name}"
        html = html.replace(f'id="{name}', f'id="{own}').replace(f'href="#{name}', f'href="#{own}')
    html = html.replace('<details class="sources">', '<details class="sources" open>')
    _, record = site.atlas.record(feature_id)
    return {
        "id": feature_id,
        "name": name_of(record, ask.reader.lang),
        "placed": record["geometry"] is not None and not record["geometry"].is_empty,
        # What an autoescaped template has rendered.
        "popup": Markup(html),  # noqa: S704
    }


def _present(service: Service, ask: Ask) -> Page:
    chosen = parse_chosen(service.site.atlas, ask.query, most=MOST_PLACES)
    return present_page(service.site, chosen, ask)


ROUTES = (Route("/present", "present", _present, PARAMETERS),)
