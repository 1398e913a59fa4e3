"""The page of all paired parks and zones, and of those without a counterpart."""

from __future__ import annotations

import orjson

from layers import Atlas
from webmap.citations import Reader, Row
from webmap.context import Page, page_context
from webmap.naming import name_column
from webmap.pairs import all_pairs, unpaired
from webmap.profile import pair_reasons
from webmap.rendering import render
from webmap.routing import JSON, Ask, Body, Route
from webmap.service import Service


def pairs_page(service: Service, ask: Ask) -> Page:
    """Return every park at home with its zones abroad, and the ones that have none."""
    reader, atlas = ask.reader, service.site.atlas
    parks: dict[str, list[Row]] = {}
    for pair in all_pairs(atlas):
        row = _place(atlas, pair.abroad, reader) | {"reasons": pair_reasons(atlas, pair, reader)}
        parks.setdefault(pair.home, []).append(row)
    alone = unpaired(atlas)
    view = {
        "parks": [_place(atlas, home, reader) | {"zones": zones} for home, zones in parks.items()],
        "alone": [
            {
                "title": reader.word(title),
                "rows": [_place(atlas, name, reader) for name in names],
            }
            for title, names in zip(("pairs_alone_home", "pairs_alone_abroad"), alone, strict=True)
        ],
    }
    page = page_context(service.site, reader, "/pairs", title=reader.word("pairs_title"))
    return Page(render("pairs.html", page=page, view=view))


def _place(atlas: Atlas, feature_id: str, reader: Reader) -> Row:
    name = atlas.features.at[feature_id, name_column(reader.lang)]
    return {"name": name, "href": f"/place/{feature_id}?lang={reader.lang}"}


def _data(service: Service, ask: Ask) -> Body:  # noqa: ARG001 as every maker
    atlas = service.site.atlas
    homes, zones = unpaired(atlas)
    pairs = [
        {
            "home": pair.home,
            "abroad": pair.abroad,
            "country": pair.country,
            "industries": pair.industries,
        }
        for pair in all_pairs(atlas)
    ]
    body = {"pairs": pairs, "unpaired": {"home": homes, "abroad": zones}}
    return Body(content=orjson.dumps(body), media_type=JSON)


ROUTES = (
    Route("/pairs", "pairs", pairs_page),
    Route("/api/pairs", "api_pairs", _data),
)
