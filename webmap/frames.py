"""The frames of the documents: each a list, each entry with its targets, figures and places."""

from __future__ import annotations

from collections.abc import Sequence

import orjson
import pandas as pd

from layers import Atlas, BoardRow, Entry, Figure, frame, vocabulary
from webmap.board_export import json_value
from webmap.citations import Citations, Reader, Row, lang_of, text_of
from webmap.context import Page, page_context
from webmap.rendering import render
from webmap.routing import JSON, Ask, Body, Route
from webmap.service import Service
from webmap.targets import target_view

PATH = "/frames"
STATUS = {term.id: term for term in vocabulary.STATUS}


def frames_page(service: Service, ask: Ask) -> Page:
    """Return all frames with the names of their entries."""
    atlas, reader = service.site.atlas, ask.reader
    citations = Citations(atlas)
    frames = [
        _head(row, reader, citations)
        | {
            "href": f"{PATH}/{row['frame_id']}?lang={reader.lang}",
            "entries": [
                {
                    "name": _name(entry.row, reader),
                    "href": f"{PATH}/{row['frame_id']}?lang={reader.lang}#{entry.id}",
                }
                for entry in service.entries(row["frame_id"])
            ],
        }
        for row in atlas.tables["frames"].to_dict("records")
    ]
    page = page_context(
        service.site,
        reader,
        PATH,
        title=reader.word("frames_title"),
        description=reader.word("frames_intro"),
        query=ask.query,
    )
    sources = citations.rows(reader)
    return Page(render("frames.html", page=page, frames=frames, sources=sources))


def frame_page(service: Service, ask: Ask, frame_id: str) -> Page:
    """Return one frame, each entry with its targets, figures and places."""
    atlas, reader = service.site.atlas, ask.reader
    row = frame(atlas, frame_id)
    citations = Citations(atlas)
    view = _head(row, reader, citations)
    parts = service.entries(frame_id)
    held = {part.id: [target for target in service.board() if part.holds(target)] for part in parts}
    views = [_entry(atlas, part, held[part.id], reader, citations) for part in parts]
    targets = {target.id for found in held.values() for target in found}
    owned = {target.id for part in parts if text_of(part.row["owner"]) for target in held[part.id]}
    view |= {
        "entries": views,
        "targets": len(targets),
        "owned": len(owned),
        "back_href": f"{PATH}?lang={reader.lang}",
        "json_href": f"/api/frames/{frame_id}",
    }
    path = f"{PATH}/{frame_id}"
    page = page_context(service.site, reader, path, title=view["name"], query=ask.query)
    sources = citations.rows(reader)
    return Page(render("frame.html", page=page, frame=view, sources=sources))


def _name(row: Figure, reader: Reader) -> str:
    return str(row["name_zh" if reader.lang == "zh" else "name_en"])


def _head(row: Figure, reader: Reader, citations: Citations) -> Row:
    line = int(row["locator"])
    return {
        "id": row["frame_id"],
        "name": _name(row, reader),
        "other_name": row["name_en" if reader.lang == "zh" else "name_zh"],
        "other_lang": "en" if reader.lang == "zh" else "zh-CN",
        "quote": row["quote_zh"],
        "line": reader.word("line").format(n=line),
        "cite": citations.cite(row["source_id"], line),
        "ours": bool(row["ours"]),
        "note": text_of(row["note"]),
        "note_lang": lang_of(row["note"], reader.lang),
    }


def _entry(
    atlas: Atlas,
    entry: Entry,
    targets: Sequence[BoardRow],
    reader: Reader,
    citations: Citations,
) -> Row:
    row = entry.row
    first, last = int(row["locator"]), int(row["locator_end"])
    lines = {"first": first, "last": last}
    key = "line" if first == last else "frame_lines"
    status = text_of(row["status"])
    return {
        "id": entry.id,
        "seq": int(row["seq"]),
        "name": _name(row, reader),
        "other_name": row["name_en" if reader.lang == "zh" else "name_zh"],
        "other_lang": "en" if reader.lang == "zh" else "zh-CN",
        "lines": reader.word(key).format(n=first, **lines),
        "cite": citations.cite(entry.source_id, first),
        "owner": text_of(row["owner"]),
        "status": None if status is None else STATUS[status].title(reader.lang),
        "note": text_of(row["note"]),
        "note_lang": lang_of(row["note"], reader.lang),
        "targets": [target_view(target, reader, citations) for target in targets],
        "indicators": _indicators(atlas, entry, targets, reader),
        "places": _places(atlas, entry, reader),
        "others": _others(atlas, entry, reader),
    }


def _indicators(
    atlas: Atlas, entry: Entry, targets: Sequence[BoardRow], reader: Reader
) -> list[Row]:
    """Return the indicators that an entry links and that stand in no target of its own."""
    table = atlas.tables["indicators"].set_index("indicator_id")
    told = {target.indicator["indicator_id"] for target in targets}
    name = "name_zh" if reader.lang == "zh" else "name_en"
    return [
        {
            "name": table.at[link["indicator_id"], name],
            "href": f"/indicators/{link['indicator_id']}?lang={reader.lang}",
            "ours": link["basis"] == "ours",
        }
        for link in entry.indicators
        if link["indicator_id"] not in told
    ]


def _places(atlas: Atlas, entry: Entry, reader: Reader) -> list[Row]:
    name = "name_zh" if reader.lang == "zh" else "name_en"
    places = []
    for link in entry.places:
        place = atlas.features.loc[atlas.main_id(link["feature_id"])]
        status = text_of(place["status"])
        places.append(
            {
                "name": place[name],
                "href": f"/place/{place['feature_id']}?lang={reader.lang}",
                "status": None if status is None else STATUS[status].title(reader.lang),
                "ours": link["basis"] == "ours",
            }
        )
    return places


def _others(atlas: Atlas, entry: Entry, reader: Reader) -> list[Row]:
    """Return the entries of other frames that answer to this one."""
    table = atlas.tables["frame_entries"].set_index("entry_id", drop=False)
    others = []
    for link in entry.others:
        other = table.loc[link["other_entry_id"]]
        home = frame(atlas, other["frame_id"])
        others.append(
            {
                "name": _name(other, reader),
                "frame": _name(home, reader),
                "href": f"{PATH}/{other['frame_id']}?lang={reader.lang}#{other['entry_id']}",
                "ours": link["basis"] == "ours",
            }
        )
    return others


def frames_data(service: Service, ask: Ask) -> Body:  # noqa: ARG001 as every maker
    """Return all frames as JSON."""
    rows = service.site.atlas.tables["frames"].to_dict("records")
    body = {"frames": [_plain(row) for row in rows]}
    return Body(content=orjson.dumps(body), media_type=JSON)


def frame_data(service: Service, ask: Ask, frame_id: str) -> Body:  # noqa: ARG001 as every maker
    """Return one frame with its entries, their links and targets as JSON."""
    atlas = service.site.atlas
    body = {
        "frame": _plain(frame(atlas, frame_id)),
        "entries": [
            _plain(entry.row)
            | {
                "places": [_plain(link) for link in entry.places],
                "indicators": [_plain(link) for link in entry.indicators],
                "others": [_plain(link) for link in entry.others],
                "targets": [row.id for row in service.board() if entry.holds(row)],
            }
            for entry in service.entries(frame_id)
        ],
    }
    return Body(content=orjson.dumps(body), media_type=JSON)


def _plain(row: Figure) -> Row:
    return {str(name): json_value(value) for name, value in row.items() if not _is_blank(value)}


def _is_blank(value: object) -> bool:
    return value is None or bool(pd.isna(value))


ROUTES = (
    Route(PATH, "frames", frames_page),
    Route(f"{PATH}/<frame_id>", "frame", frame_page),
    Route("/api/frames", "api_frames", frames_data),
    Route("/api/frames/<frame_id>", "api_frame", frame_data),
)
