"""The cheapest missing link as pages and data have it: words, figures, a line on the map."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import orjson

from geo.errors import ParameterError
from webmap.citations import Reader, Row
from webmap.countries import country_name
from webmap.coverage_ask import PARAMETERS, asked_of
from webmap.coverage_link import MOST_KM, NEW_TERMINAL, Answer, Found, missing_link
from webmap.coverage_reach import Reach
from webmap.coverage_view import days_text, reach_of
from webmap.freight_names import Named, Namer
from webmap.routing import GEOJSON, HOUR, Ask, Body, Route
from webmap.service import Service

PATH = "/api/coverage/link"
ASKED = (*PARAMETERS, "missing")
MODEL = "model, not a plan: a straight railway at the central rates of the freight model"
MEASURE = "length: what a kilometre costs is not known"
_DECIMALS, _ROUNDING = 4, 1e-6


def answer_of(service: Service, reach: Reach, key: str) -> Answer:
    """Return the shortest new railway to one of the places that are missed.

    Raises
    ------
    ParameterError
        There is no such place in the list.
    """
    for target, hours in zip(reach.targets, reach.target_hours.tolist(), strict=True):
        if target.key == key:
            atlas = service.site.atlas
            return missing_link(atlas, service.freight(), reach.asked, target, hours)
    msg = f"missing is {key!r}; accepted is an id of /coverage.csv?table=missed."
    raise ParameterError(msg)


def link_row(service: Service, reach: Reach, answer: Answer, reader: Reader) -> Row:
    """Return what the page says of an answer."""
    target, days = answer.target, days_text(reach.asked.days)
    row: Row = {
        "name": target.name_zh if reader.lang == "zh" else target.name_en,
        "country": country_name(target.country, reader.lang),
        "days": days,
        "most_km": f"{MOST_KM:,.0f}",
        "reason": answer.reason and reader.word(f"coverage_link_{answer.reason}"),
        "found": None,
    }
    if answer.found is None:
        return row
    found, namer = answer.found, Namer(service.site.atlas, service.freight())
    start = _end(namer, found.start_node, reader)
    end: tuple[str, str, str | None] = (row["name"], row["country"], None)
    if found.end_node != NEW_TERMINAL:
        end = _end(namer, found.end_node, reader)
    row["found"] = {
        "km": f"{found.length_km:,.0f}",
        "start": dict(zip(("name", "country", "place"), start, strict=True)),
        "end": dict(zip(("name", "country", "place"), end, strict=True)),
        "is_new": found.end_node == NEW_TERMINAL,
        "steps": [
            {"key": key, "hours": f"{hours:,.1f}"}
            for key, hours in _steps(found, reverse=reach.asked.reverse)
            if hours > 0
        ],
        "takes": f"{math.ceil(found.hours / 24 * 100 - _ROUNDING) / 100:.2f}",
    }
    return row


def _end(namer: Namer, node: int, reader: Reader) -> tuple[str, str, str | None]:
    """Return the name of an end and its country; coordinates where it has no name."""
    named: Named = namer.place(node)
    name = named.name_zh if reader.lang == "zh" else named.name_en
    place = None if name else f"{named.lon:.2f}, {named.lat:.2f}"
    return name, country_name(named.country, reader.lang) if named.country else "", place


def _steps(found: Found, *, reverse: bool) -> list[tuple[str, float]]:
    parts = found.parts
    rows = [
        ("before", found.before_hours),
        ("running", parts.running),
        ("borders", parts.borders),
        ("gauge", parts.gauge),
        ("after", found.after_hours),
    ]
    # The line is told from what is reached; freight that comes travels it the other way.
    return rows[::-1] if reverse else rows


def link_line(answer: Answer, row: Row, reader: Reader) -> dict[str, Any] | None:
    """Return what the browser draws: the line, and what is said beside it."""
    if answer.found is None:
        return None
    text = reader.word("coverage_link_label").format(km=row["found"]["km"])
    lon = np.degrees(np.unwrap(np.radians(answer.found.places[:, 0]))).round(_DECIMALS)
    lat = answer.found.places[:, 1].round(_DECIMALS)
    return {"line": np.column_stack([lat, lon]).tolist(), "text": text}


def link_geojson(service: Service, reach: Reach, answer: Answer) -> bytes:
    """Return an answer as one feature: a line, or none with the reason."""
    target, found, asked = answer.target, answer.found, reach.asked
    said: dict[str, Any] = {
        "model": MODEL,
        "measure": MEASURE,
        "missing": {"id": target.key, "name_zh": target.name_zh, "name_en": target.name_en},
        "limit_days": asked.days,
        "reason": answer.reason,
        "most_km": MOST_KM,
    }
    if found is None:
        return orjson.dumps({"type": "Feature", "geometry": None, "properties": said})
    namer = Namer(service.site.atlas, service.freight())
    start = namer.place(found.start_node)._asdict()
    end = {"name_zh": target.name_zh, "name_en": target.name_en, "country": target.country}
    if found.end_node != NEW_TERMINAL:
        end = namer.place(found.end_node)._asdict()
    steps = {f"{name}_hours": round(hours, 3) for name, hours in _steps(found, reverse=False)}
    said |= {
        "length_km": round(found.length_km, 3),
        "start": start,
        "end": end,
        "ends_at_new_terminal": found.end_node == NEW_TERMINAL,
        **steps,
        "then_days": round(found.hours / 24, 4),
        "borders": ["-".join(pair) for pair in found.parts.crossed],
    }
    geometry = {"type": "LineString", "coordinates": found.places.round(_DECIMALS).tolist()}
    return orjson.dumps({"type": "Feature", "geometry": geometry, "properties": said})


def _link(service: Service, ask: Ask) -> Body:
    reach = reach_of(service, asked_of(service, ask.query))
    answer = answer_of(service, reach, ask.query.one("missing") or "")
    content = link_geojson(service, reach, answer)
    return Body(content=content, media_type=GEOJSON, seconds=HOUR)


ROUTES = (Route(PATH, "api_coverage_link", _link, ASKED),)
"""Addresses of this module."""
