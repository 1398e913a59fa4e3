"""What coverage misses: the list of the page, its table, and the same as GeoJSON."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

import orjson

from webmap.citations import Reader, Row
from webmap.countries import country_name
from webmap.coverage_ask import PARAMETERS, SORTS, Asked, asked_of
from webmap.coverage_reach import Reach, Target
from webmap.coverage_trade import DERIVED, SOURCE_ID, Flow, billions_text, trade_of
from webmap.coverage_view import days_text, href, reach_of, tenths
from webmap.routing import GEOJSON, HOUR, Ask, Body, Route
from webmap.service import Service

PATH = "/api/coverage/missed"
_FLOWS = ("exports", "imports")
_FLOW_COLUMNS = (
    ("china_usd_m", "usd_m"),
    ("share_percent", "percent"),
    ("share_year", "percent_year"),
    ("total_usd_m", "total_usd_m"),
    ("total_year", "total_year"),
)
"""Columns of one direction of trade, and where their values stand."""


def target_rows(reach: Reach, reader: Reader) -> list[Row]:
    """Return every target, the late ones marked: the slider moves the line between them."""
    days = reach.asked.days
    late = dict(reach.missed(days))
    return [
        _target(one, hours, days, reader) | {"is_late": one in late}
        for one, hours in reach.missed(0.0)
    ]


def _target(one: Target, hours: float, days: float, reader: Reader) -> Row:
    is_reached, trade = not math.isnan(hours), trade_of(one.country)
    known = trade.known_usd_m
    return {
        "key": one.key,
        "name": one.name_zh if reader.lang == "zh" else one.name_en,
        "href": f"/place/{one.id}?lang={reader.lang}" if one.id else None,
        "kind": reader.word(f"coverage_kind_{one.kind}"),
        "country": country_name(one.country, reader.lang),
        "trade": "" if known is None else f"{known:.1f}",
        "sells": _flow(trade.exports),
        "buys": _flow(trade.imports),
        "hours": f"{hours:.2f}" if is_reached else "",
        "takes": tenths(hours / 24) if is_reached else None,
        "late": tenths(max(hours / 24 - days, 0)) if is_reached else None,
    }


def _flow(flow: Flow) -> Row | None:
    return None if flow.usd_m is None else {"text": billions_text(flow.usd_m), "years": flow.years}


def sorts(asked: Asked, reader: Reader) -> list[Row]:
    """Return the orders that the list may have, as addresses of the page."""
    days = days_text(asked.days)
    return [
        {
            "id": name,
            "text": reader.word(f"coverage_sort_{name}"),
            "href": href("/coverage", replace(asked, sort=name), days=days, lang=reader.lang)
            + "#missed",
            "current": name == asked.sort,
        }
        for name in SORTS
    ]


def missed_table(reach: Reach) -> Iterable[Sequence[object]]:
    """Return the rows of the table of what is missed, the names of its columns first."""
    heads = [f"{flow}_{name}" for flow in _FLOWS for name, _ in _FLOW_COLUMNS]
    yield (
        *("kind", "id", "name_zh", "name_en", "country", "lon", "lat", "days", "missed_by_days"),
        *heads,
        *("trade_is", "trade_source"),
    )
    for one, hours in reach.missed(reach.asked.days):
        takes, late = _days(hours, reach.asked.days)
        trade = trade_of(one.country)
        numbers = ["" if v is None else v for flow in trade for v in _flow_values(flow)]
        said = ("", "") if trade.known_usd_m is None else (DERIVED, SOURCE_ID)
        place = (one.kind, one.key, one.name_zh, one.name_en, one.country, one.lon, one.lat)
        yield (*place, takes, late, *numbers, *said)


def _flow_values(flow: Flow) -> list[float | int | None]:
    return [getattr(flow, name) for _, name in _FLOW_COLUMNS]


def _days(hours: float, days: float) -> tuple[str, str]:
    if math.isnan(hours):
        return "", ""
    return f"{hours / 24:.2f}", f"{hours / 24 - days:.2f}"


def missed_geojson(reach: Reach) -> bytes:
    """Return what is missed as points in the order that is asked for."""
    names, *rows = missed_table(reach)
    head = [str(name) for name in names]
    features = []
    for row in rows:
        # Blank in a table is null in JSON.
        said = {name: None if v == "" else v for name, v in zip(head, row, strict=True)}
        point = [said.pop("lon"), said.pop("lat")]
        for name in ("days", "missed_by_days"):
            said[name] = None if said[name] is None else float(str(said[name]))
        geometry = {"type": "Point", "coordinates": point}
        features.append({"type": "Feature", "properties": said, "geometry": geometry})
    asked = reach.asked
    body = {"type": "FeatureCollection", "days": asked.days, "sort": asked.sort}
    return orjson.dumps({**body, "features": features})


def _missed(service: Service, ask: Ask) -> Body:
    reach = reach_of(service, asked_of(service, ask.query))
    return Body(content=missed_geojson(reach), media_type=GEOJSON, seconds=HOUR)


ROUTES = (Route(PATH, "api_coverage_missed", _missed, PARAMETERS),)
"""Addresses of this module."""
