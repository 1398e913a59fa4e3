"""The networks laid open: what was joined, linked and changed, each a row and a line on a map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import orjson

from geo.chain import ChainNetwork
from geo.network import EdgeKind, Network
from layers import Atlas
from webmap.build import MODES
from webmap.citations import Reader, lang_of
from webmap.composing import MapFrame, add_map, map_figure, map_page_of
from webmap.context import Page, page_context
from webmap.elements import Repairs
from webmap.network_build import Meta
from webmap.query import Query
from webmap.routing import GEOJSON, HOUR, Ask, Body, Route
from webmap.service import Service
from webmap.strings import strings

MOST_ROWS = 300
"""Joins that the table lists, the widest gaps first; the map and the download have all."""

_FRAME = MapFrame("js/network.js", (62.0, 46.0), 3, ((62.0, 46.0), 2))
_DECIMALS = 4
_KINDS = {
    EdgeKind.JOIN: "join",
    EdgeKind.LINK: "link",
    EdgeKind.GAUGE_CHANGE: "gauge_change",
    EdgeKind.PASSAGE: "passage",
}
_TABLES = {"link": ("links", "link_id"), "gauge_change": ("gauge_changes", "change_id")}


def repairs_geojson(atlas: Atlas, network: Network, meta: Meta) -> bytes:
    """Return every edge that a row stands for: joins, links, gauge changes, passages.

    Parameters
    ----------
    atlas
        The facts, for names.
    network
        A network of `build/`.
    meta
        The report of how it was made.
    """
    names = _names(atlas)
    features = [
        {
            "type": "Feature",
            "id": f"{network.row_of(edge)}:{edge}",
            "properties": _properties(network, edge, meta, names),
            "geometry": _geometry(network, edge),
        }
        for edge in np.flatnonzero(network.kind != EdgeKind.BASE).tolist()
    ]
    features += [_line_feature(name, line, names) for name, line in meta.get("lines", {}).items()]
    return orjson.dumps({"type": "FeatureCollection", "features": features})


def _properties(
    network: Network, edge: int, meta: Meta, names: Mapping[str, tuple[str, str]]
) -> dict[str, Any]:
    row = network.row_of(edge)
    kind = _KINDS[EdgeKind(int(network.kind[edge]))]
    zh, en = names.get(f"{kind}:{row}", (row, row))
    known: dict[str, Any] = meta["joins"].get(row, {})
    return {
        "row": row,
        "kind": kind,
        "name_zh": zh,
        "name_en": en,
        "length_km": round(float(network.length_km[edge]), 3),
        "was_connected": known.get("connected"),
        "gauge_mm": int(network.gauge_mm[edge]) or None,
        "countries": sorted(
            {network.country_of(int(end[edge])) for end in (network.tail, network.head)} - {""}
        ),
    }


def _line_feature(
    name: str, line: Mapping[str, Any], names: Mapping[str, tuple[str, str]]
) -> dict[str, Any]:
    """Return a line whose published length was laid onto the network, or which was left out."""
    zh, en = names[f"line:{name}"]
    known = {key: value for key, value in line.items() if key != "places"}
    return {
        "type": "Feature",
        "id": name,
        "properties": {
            "row": name,
            "kind": "line" if line["ratio"] else "line_out",
            "name_zh": zh,
            "name_en": en,
            "length_km": line["published_km"] or line["drawn_km"],
            **known,
        },
        "geometry": {"type": "LineString", "coordinates": line["places"]},
    }


def _geometry(network: Network, edge: int) -> dict[str, Any]:
    ends = [
        [round(float(network.lon[node]), _DECIMALS), round(float(network.lat[node]), _DECIMALS)]
        for node in (int(network.tail[edge]), int(network.head[edge]))
    ]
    if network.kind[edge] == EdgeKind.GAUGE_CHANGE:
        return {"type": "Point", "coordinates": ends[0]}
    return {"type": "LineString", "coordinates": ends}


def _names(atlas: Atlas) -> dict[str, tuple[str, str]]:
    found = {}
    tables = {
        **_TABLES,
        "passage": ("passages", "passage_id"),
        "line": ("line_lengths", "line_id"),
    }
    for kind, (table, key) in tables.items():
        for row in atlas.tables[table].to_dict("records"):
            found[f"{kind}:{row[key]}"] = (str(row["name_zh"]), str(row["name_en"]))
    return found


def network_page(service: Service, ask: Ask, mode: str) -> Page:
    """Return the page of one network: its report, a map of what was done, and the rows.

    Raises
    ------
    NetworkError
        If there is no such network.
    """
    site, reader = service.site, ask.reader
    chain, meta = service.network(mode)
    words = strings(reader.lang)
    title = words[f"network_{mode}"]
    page = page_context(site, reader, f"/network/{mode}", title=title, query=Query())
    context = {
        "page": page,
        "title": title,
        "modes": [
            {
                "href": f"/network/{other}?lang={reader.lang}",
                "text": words[f"network_{other}"],
                "current": other == mode,
            }
            for other in MODES
        ],
        "report": _report(meta, words),
        "rows": _named_rows(site.atlas, chain, reader),
        "lines": _line_rows(site.atlas, meta, reader),
        "joins": _join_rows(meta),
        "join_count": len(meta["joins"]),
        "download": f"/api/network/{mode}/joins.geojson",
    }
    figure = map_figure("network.html", context, _FRAME.entry)
    folium_map = add_map(figure, site, reader, _FRAME)
    Repairs({"url": context["download"], "lang": reader.lang}).add_to(folium_map)
    return map_page_of(figure)


def _report(meta: Meta, words: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {"title": words[f"network_{step}"], **meta[step]} for step in ("before", "joined", "after")
    ]


def _named_rows(atlas: Atlas, chain: ChainNetwork, reader: Reader) -> list[dict[str, Any]]:
    """Return the rows of tables that the network has edges for: links, gauge changes, passages."""
    network = chain.network
    rows = []
    tables = {**_TABLES, "passage": ("passages", "passage_id")}
    for kind, (table, key) in tables.items():
        code = next(code for code, name in _KINDS.items() if name == kind)
        for row in atlas.tables[table].to_dict("records"):
            position = network.rows.index(row[key]) if row[key] in network.rows else -1
            edges = (network.row == position) & (network.kind == code)
            if position < 0 or not edges.any():
                continue
            rows.append(
                {
                    "id": row[key],
                    "kind": reader.word(f"network_kind_{kind}"),
                    "name": row[f"name_{reader.lang}"],
                    "edges": int(edges.sum()),
                    "km": f"{network.length_km[edges].sum():.1f}" if kind == "link" else "",
                    "note": reader.said(row["note"]),
                    "note_lang": lang_of(reader.said(row["note"]), reader.lang),
                }
            )
    return rows


def _line_rows(atlas: Atlas, meta: Meta, reader: Reader) -> list[dict[str, Any]]:
    """Return the lines with published lengths, those that were drawn the furthest off first."""
    applied: Mapping[str, Any] = meta.get("lines", {})
    rows = []
    for row in atlas.tables["line_lengths"].to_dict("records"):
        line = applied.get(row["line_id"])
        if line is None:
            continue
        note = reader.said(row["note"])
        rows.append(
            {
                "id": row["line_id"],
                "name": row[f"name_{reader.lang}"],
                "drawn": f"{line['drawn_km']:,.1f}",
                "published": f"{line['published_km']:,g}" if line["published_km"] else "",
                "ratio": f"{line['ratio']:.3f}" if line["ratio"] else "",
                "after": f"{line['after_km']:,.1f}" if line["after_km"] else "",
                "note": note,
                "note_lang": lang_of(note, reader.lang),
                "off": abs((line["ratio"] or 1) - 1),
            }
        )
    return sorted(rows, key=lambda row: (-row["off"], row["id"]))


def _join_rows(meta: Meta) -> list[dict[str, Any]]:
    joins = sorted(meta["joins"].items(), key=lambda item: (-item[1]["length_km"], item[0]))
    return [
        {
            "id": name,
            "km": f"{join['length_km']:.2f}",
            "connected": join["connected"],
        }
        for name, join in joins[:MOST_ROWS]
    ]


def _rail(service: Service, ask: Ask) -> Page:
    return network_page(service, ask, MODES[0])


def _joins(service: Service, ask: Ask, mode: str = MODES[0]) -> Body:  # noqa: ARG001 as every maker
    chain, meta = service.network(mode)
    content = repairs_geojson(service.site.atlas, chain.network, meta)
    return Body(content=content, media_type=GEOJSON, seconds=HOUR)


ROUTES = (
    Route("/network", "network", _rail),
    Route("/network/<mode>", "network_of_mode", network_page),
    Route("/api/network/joins.geojson", "api_network_joins", _joins),
    Route("/api/network/<mode>/joins.geojson", "api_network_joins_of_mode", _joins),
)
"""Addresses of this module."""
