"""The page that compares places, the one where they are chosen, and the data behind both."""

from __future__ import annotations

import orjson

from geo.errors import ParameterError
from layers import Atlas
from webmap.citations import Reader, Row
from webmap.compare import MOST, compare_data, compare_view, compared_ids
from webmap.context import Page, page_context
from webmap.naming import name_column
from webmap.rendering import render
from webmap.routing import JSON, Ask, Body, Route
from webmap.service import Service


def compare_page(service: Service, ask: Ask) -> Page:
    """Return two to five places side by side."""
    reader, site = ask.reader, service.site
    ids = compared_ids(site.atlas, ask.query)
    view = compare_view(site.atlas, ids, reader)
    names = reader.word("list_separator").join(place["name"] for place in view["places"])
    title = f"{reader.word('compare_title')}{reader.word('colon')}{names}"
    view["change_href"] = f"/compare/choose?ids={','.join(ids)}&lang={reader.lang}"
    view["data_href"] = f"/api/compare?ids={','.join(ids)}"
    page = page_context(site, reader, "/compare", title=title, query=ask.query)
    return Page(render("compare.html", page=page, compare=view))


def choose_page(service: Service, ask: Ask) -> Page:
    """Return the form in which places to compare are chosen."""
    reader, atlas = ask.reader, service.site.atlas
    given = ask.query.many("ids")
    if len(given) > MOST:
        msg = f"ids names {len(given)} places; accepted are at most {MOST}."
        raise ParameterError(msg)
    ids = list(dict.fromkeys(atlas.main_id(name) for name in given))
    chosen = [*ids, *[""] * (MOST - len(ids))]
    page = page_context(
        service.site,
        reader,
        "/compare/choose",
        title=reader.word("compare_choose"),
        query=ask.query,
    )
    choice = {"chosen": chosen, "groups": place_groups(atlas, reader)}
    return Page(render("compare_choose.html", page=page, choice=choice))


def place_groups(atlas: Atlas, reader: Reader) -> list[Row]:
    """Return every place by layer, as the options of a form."""
    name = name_column(reader.lang)
    return [
        {
            "title": layer.title(reader.lang),
            "places": [
                {"id": feature_id, "name": text}
                for feature_id, text in sorted(
                    atlas.frames[layer.id][name].items(), key=lambda pair: str(pair[1])
                )
            ],
        }
        for layer in atlas.layers.values()
    ]


def _data(service: Service, ask: Ask) -> Body:
    atlas = service.site.atlas
    body = compare_data(atlas, compared_ids(atlas, ask.query))
    return Body(content=orjson.dumps(body), media_type=JSON)


ROUTES = (
    Route("/compare", "compare", compare_page, ("ids",)),
    Route("/compare/choose", "compare_choose", choose_page, ("ids",)),
    Route("/api/compare", "api_compare", _data, ("ids",)),
)
