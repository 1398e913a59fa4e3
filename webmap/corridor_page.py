"""The corridor as a thing of its own: structure, railway, sea-rail trains, terminals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import pandas as pd

from layers import Atlas, get_layer, vocabulary
from webmap.alignment import Alignment
from webmap.citations import Citations, Reader, Row, lang_of, text_of
from webmap.composing import map_page_of
from webmap.context import Page, page_context
from webmap.corridor_ways import SEA_RAIL_TO, compared_id
from webmap.figures import indicators
from webmap.history import status_history
from webmap.maps import view_map
from webmap.naming import name_of, names_of
from webmap.rail_service import hours_text
from webmap.routing import Ask, Route
from webmap.service import Service
from webmap.views import get_view

CORRIDOR: Final = "yyz"
TURNED_AT_HANGZHOU: Final = "thepaper-2019-10-30-4814733"
"""Source that says how trains ran before the new railway."""
RAILWAY, SEA_RAIL, SAVED = "yj-rail", "yiwu-ningbo-sea-rail", "distance-saved"
PATTERN, TWO_PORTS = "two-cores-pattern", "two-ports-two-parks-one-axis"
STRUCTURE: Final = ("core", "belt", "radiation")
EXTENSION: Final = "extension"
PORTS_PARKS_AXIS: Final = (
    ("corridor_port", ("ningbo-zhoushan-port", "yiwu-port")),
    ("corridor_park", ("yongzhou-park", "jinyi-cooperation-park")),
    ("corridor_axis", ("yyz-main-axis",)),
)
"""Our reading of the two ports, two parks and the axis."""
BOARD: Final = (
    "china-europe-trains",
    "china-europe-teu",
    "sea-rail-teu",
    "sea-rail-share",
    "sea-rail-trains",
)
"""Indicators of trains and containers that the board follows."""
TERMINAL_KINDS: Final = {
    "hubs": ("port", "port_terminal", "rail_terminal"),
    "stations": ("port_rail_terminal", "origin_terminal"),
}
_BOX: Final = (119.4, 28.9, 122.5, 30.2)
"""West, south, east, north of the corridor: what lies in it is on its way."""


def corridor_page(service: Service, ask: Ask) -> Page:
    """Return the page of the corridor."""
    site, reader = service.site, ask.reader
    atlas, ways = site.atlas, service.alignments()
    citations = Citations(atlas)
    record = atlas.frames["corridor"].loc[CORRIDOR]
    name, other = names_of(record, reader.lang)
    citations.cite(record["source_id"])
    view = get_view("corridor")
    context: dict[str, Any] = {
        "page": page_context(site, reader, "/corridor", title=name, query=ask.query),
        "head": {
            "name": name,
            "other_name": other,
            "other_lang": "en" if reader.lang == "zh" else "zh-CN",
            "chips": [_chip(record, reader)],
        },
        "history": status_history(atlas, CORRIDOR, reader, citations),
        "pattern": _concept(atlas, PATTERN, reader, citations),
        "structure": _parts(atlas, STRUCTURE, ways, reader, citations),
        "ports": _concept(atlas, TWO_PORTS, reader, citations),
        "ports_rows": _ports(atlas, reader),
        "extensions": _parts(atlas, (EXTENSION,), ways, reader, citations),
        "parts_rows": _parts(atlas, _other_kinds(atlas), ways, reader, citations),
        "saving_cite": citations.cite(TURNED_AT_HANGZHOU),
        "saving": _saving(atlas, ways, reader),
        "railway": indicators(atlas, RAILWAY, reader, citations),
        "saved_name": name_of(_indicator_table(atlas).loc[SAVED], reader.lang),
        "searail": indicators(atlas, SEA_RAIL, reader, citations),
        "searail_history": status_history(atlas, SEA_RAIL, reader, citations),
        "terminals": _terminals(atlas, reader),
        "board": _board(atlas, reader),
        "map_href": f"/map/{view.id}?lang={reader.lang}",
        "routes_href": f"/routes?lang={reader.lang}",
        "profile_href": f"/place/{CORRIDOR}?lang={reader.lang}",
        "networks_href": f"/network?lang={reader.lang}#ningbo-jinhua-railway",
    }
    context["sources"] = citations.rows(reader)
    figure = view_map("corridor.html", site, view, reader, context)
    return map_page_of(figure)


def _chip(record: pd.Series, reader: Reader) -> Row:
    term = next(term for term in vocabulary.STATUS if term.id == record["status"])
    return {"text": term.title(reader.lang), "cls": f"chip-{term.id}"}


def _concept(atlas: Atlas, feature_id: str, reader: Reader, citations: Citations) -> Row:
    """Return the words of the document that a pattern stands in, and our note on it."""
    record = atlas.frames["initiatives"].loc[feature_id]
    mentions = atlas.tables["mentions"]
    row = mentions[mentions["feature_id"] == feature_id].iloc[0]
    note = reader.said(record["note"])
    line = int(row["locator"])
    return {
        "quote": text_of(row["mended_zh"]) or row["quote_zh"],
        "words": text_of(row["words_zh"]),
        "line": reader.word("line").format(n=line),
        "cite": citations.cite(row["source_id"], line),
        "note": note,
        "note_lang": lang_of(note, reader.lang),
        "href": f"/place/{feature_id}?lang={reader.lang}",
    }


def _other_kinds(atlas: Atlas) -> tuple[str, ...]:
    kinds = dict.fromkeys(atlas.frames["corridor"]["kind"])
    return tuple(kind for kind in kinds if kind not in (*STRUCTURE, EXTENSION, "corridor"))


def _parts(
    atlas: Atlas,
    kinds: Iterable[str],
    ways: Mapping[str, Alignment],
    reader: Reader,
    citations: Citations,
) -> list[Row]:
    """Return parts of the corridor: what each is, whether it exists, who says so, how long."""
    layer, frame = get_layer("corridor"), atlas.frames["corridor"]
    terms = {term.id: term.title(reader.lang) for term in layer.kinds}
    reading = next(field for field in layer.own_fields if field.name == "reading")
    rows = []
    for kind in kinds:
        for part_id, record in frame[frame["kind"] == kind].iterrows():
            ground, note = reading.term(record["reading"]), reader.said(record["note"])
            rows.append(
                {
                    "id": part_id,
                    "name": name_of(record, reader.lang),
                    "href": f"/place/{part_id}?lang={reader.lang}",
                    "kind": terms[kind],
                    "chip": _chip(record, reader),
                    "status_text": reader.said(record["status_text"]),
                    "reading": None if ground is None else ground.title(reader.lang),
                    "note": note,
                    "note_lang": lang_of(note, reader.lang),
                    "cite": citations.cite(record["source_id"]),
                    "km": f"{ways[str(part_id)].km:,.0f}" if part_id in ways else None,
                    "drawn": record["geometry"] is not None,
                }
            )
    return rows


def _ports(atlas: Atlas, reader: Reader) -> list[Row]:
    rows = []
    for word, ids in PORTS_PARKS_AXIS:
        for feature_id in ids:
            record = atlas.features.loc[feature_id]
            rows.append(
                {
                    "what": reader.word(word),
                    "name": name_of(record, reader.lang),
                    "href": f"/place/{feature_id}?lang={reader.lang}",
                    "chip": _chip(record, reader),
                }
            )
    return rows


def _saving(atlas: Atlas, ways: Mapping[str, Alignment], reader: Reader) -> list[Row]:
    """Return the modelled ways to the port stations with the new railway and without it."""
    rows = []
    for station_id in SEA_RAIL_TO:
        new, old = (ways[compared_id(station_id, with_link=one)] for one in (True, False))
        name = name_of(atlas.features.loc[station_id], reader.lang)
        rows.append(
            {
                "name": reader.word("corridor_way_to").format(name=name),
                "with_km": f"{new.km:,.1f}",
                "without_km": f"{old.km:,.1f}",
                "saved_km": f"{old.km - new.km:,.1f}",
                "hours": hours_text(new.hours[1]),
            }
        )
    return rows


def _terminals(atlas: Atlas, reader: Reader) -> list[Row]:
    """Return ports, rail terminals and port stations of the corridor, the existing ones first."""
    west, south, east, north = _BOX
    rows = []
    for layer_id, kinds in TERMINAL_KINDS.items():
        frame, layer = atlas.frames[layer_id], get_layer(layer_id)
        terms = {term.id: term.title(reader.lang) for term in layer.kinds}
        inside = frame["lon"].between(west, east) & frame["lat"].between(south, north)
        for feature_id, record in frame[inside & frame["kind"].isin(kinds)].iterrows():
            rows.append(
                {
                    "name": name_of(record, reader.lang),
                    "href": f"/place/{feature_id}?lang={reader.lang}",
                    "kind": terms[record["kind"]],
                    "chip": _chip(record, reader),
                    "status_text": reader.said(record["status_text"]),
                    "lang": lang_of(reader.said(record["status_text"]), reader.lang),
                }
            )
    return sorted(rows, key=lambda row: row["chip"]["cls"] != "chip-existing")


def _board(atlas: Atlas, reader: Reader) -> list[Row]:
    table = _indicator_table(atlas)
    return [
        {
            "name": name_of(table.loc[indicator_id], reader.lang),
            "href": f"/indicators/{indicator_id}?lang={reader.lang}",
        }
        for indicator_id in BOARD
    ]


def _indicator_table(atlas: Atlas) -> pd.DataFrame:
    return atlas.tables["indicators"].set_index("indicator_id")


ROUTES = (Route("/corridor", "corridor_page", corridor_page),)
"""Address of this module."""
