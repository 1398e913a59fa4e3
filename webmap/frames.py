"""The frames of the documents: each a list, each entry with its targets, figures and places."""

from __future__ import annotations

from collections.abc import Sequence

import orjson

from layers import Atlas, BoardRow, Entry, Figure, Frame, holds, vocabulary
from webmap.board_export import json_value
from webmap.citations import Citations, Reader, Row, lang_of, text_of
from webmap.context import Page, page_context
from webmap.naming import name_column
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
                    "href": _entry_href(entry.row, reader),
                }
                for entry in service.frame(row["frame_id"]).entries
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
    frame = service.frame(frame_id)
    citations = Citations(atlas)
    view = _head(frame.row, reader, citations)
    held = [
        (entry, [target for target in service.board() if holds(frame, entry, target)])
        for entry in frame.entries
    ]
    views = [_entry(service, frame, held_one, reader, citations) for held_one in held]
    targets = {target.id for _, found in held for target in found}
    owned = {target.id for entry, found in held if text_of(entry.row["owner"]) for target in found}
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
    return str(row[name_column(reader.lang)])


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
        "note": reader.said(row["note"]),
        "note_lang": lang_of(reader.said(row["note"]), reader.lang),
    }


def _entry_href(row: Figure, reader: Reader) -> str:
    return f"{PATH}/{row['frame_id']}?lang={reader.lang}#{row['entry_id']}"


def _entry(
    service: Service,
    frame: Frame,
    held: tuple[Entry, Sequence[BoardRow]],
    reader: Reader,
    citations: Citations,
) -> Row:
    entry, targets = held
    row = entry.row
    first, last = int(row["locator"]), int(row["locator_end"])
    key = "line" if first == last else "frame_lines"
    status = text_of(row["status"])
    return {
        "id": row["entry_id"],
        "seq": int(row["seq"]),
        "name": _name(row, reader),
        "other_name": row["name_en" if reader.lang == "zh" else "name_zh"],
        "other_lang": "en" if reader.lang == "zh" else "zh-CN",
        "lines": reader.word(key).format(n=first, first=first, last=last),
        "cite": citations.cite(frame.row["source_id"], first),
        "owner": text_of(row["owner"]),
        "status": None if status is None else STATUS[status].title(reader.lang),
        "note": reader.said(row["note"]),
        "note_lang": lang_of(reader.said(row["note"]), reader.lang),
        "targets": [target_view(target, reader, citations) for target in targets],
        "indicators": _indicators(service.site.atlas, entry, targets, reader),
        "places": _places(service.site.atlas, entry, reader),
        "others": _others(service, entry, reader),
    }


def _indicators(
    atlas: Atlas, entry: Entry, targets: Sequence[BoardRow], reader: Reader
) -> list[Row]:
    """Return the indicators that an entry links and that stand in no target of its own."""
    table = atlas.tables["indicators"].set_index("indicator_id")
    told = {target.indicator["indicator_id"] for target in targets}
    name = name_column(reader.lang)
    return [
        {"name": table.at[key, name], "href": f"/indicators/{key}?lang={reader.lang}"}
        for key in entry.indicator_ids
        if key not in told
    ]


def _places(atlas: Atlas, entry: Entry, reader: Reader) -> list[Row]:
    places = []
    for feature_id in dict.fromkeys(atlas.main_id(key) for key in entry.feature_ids):
        place = atlas.features.loc[feature_id]
        status = text_of(place["status"])
        places.append(
            {
                "name": _name(place, reader),
                "href": f"/place/{feature_id}?lang={reader.lang}",
                "status": None if status is None else STATUS[status].title(reader.lang),
            }
        )
    return places


def _others(service: Service, entry: Entry, reader: Reader) -> list[Row]:
    """Return the entries of other frames that answer to this one, which is our reading."""
    table = service.site.atlas.tables["frame_entries"].set_index("entry_id", drop=False)
    rows = [table.loc[key] for key in entry.answers_to]
    return [
        {
            "name": _name(row, reader),
            "frame": _name(service.frame(row["frame_id"]).row, reader),
            "href": _entry_href(row, reader),
            "ours": True,
        }
        for row in rows
    ]


def frames_data(service: Service, ask: Ask) -> Body:  # noqa: ARG001 as every maker
    """Return all frames as JSON."""
    rows = service.site.atlas.tables["frames"].to_dict("records")
    body = {"frames": [_plain(row) for row in rows]}
    return Body(content=orjson.dumps(body), media_type=JSON)


def frame_data(service: Service, ask: Ask, frame_id: str) -> Body:  # noqa: ARG001 as every maker
    """Return one frame with its entries, what they are about and their targets as JSON."""
    frame = service.frame(frame_id)
    body = {
        "frame": _plain(frame.row),
        "entries": [
            _plain(entry.row)
            | {
                "places": entry.feature_ids,
                "indicators": entry.indicator_ids,
                "answers_to": entry.answers_to,
                "targets": [row.id for row in service.board() if holds(frame, entry, row)],
            }
            for entry in frame.entries
        ],
    }
    return Body(content=orjson.dumps(body), media_type=JSON)


def _plain(row: Figure) -> Row:
    return {str(name): json_value(value) for name, value in row.items()}


ROUTES = (
    Route(PATH, "frames", frames_page),
    Route(f"{PATH}/<frame_id>", "frame", frame_page),
    Route("/api/frames", "api_frames", frames_data),
    Route("/api/frames/<frame_id>", "api_frame", frame_data),
)
