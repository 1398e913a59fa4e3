"""The page that matches a place at home with places abroad, and the same as JSON and CSV."""

from __future__ import annotations

import csv
import io
from fractions import Fraction
from typing import Any, NamedTuple

import orjson

from geo.errors import ParameterError
from layers import Atlas
from webmap.citations import Reader, Row
from webmap.compare_page import place_groups
from webmap.context import Page, page_context
from webmap.countries import country_name
from webmap.industry import industry_names
from webmap.match import (
    COMPONENTS,
    FARTHEST_KM,
    GOOD,
    STATUS_VALUE,
    Fit,
    Match,
    is_home,
    match,
    parse_home,
    parse_weights,
)
from webmap.naming import name_column
from webmap.nearest import rounded_km
from webmap.query import Query
from webmap.rendering import render
from webmap.routing import CSV, JSON, Ask, Body, Route
from webmap.scoring import TOP, Part, Score
from webmap.service import Service

PARAMETERS = ("home", *COMPONENTS)


class _Facts(NamedTuple):
    """What reasons are worded from."""

    status: str
    country: str
    shared: str


def match_page(service: Service, ask: Ask) -> Page:
    """Return the form, and the places abroad where a home is chosen."""
    reader, atlas = ask.reader, service.site.atlas
    weights = parse_weights(ask.query)
    home = parse_home(atlas, ask.query)
    page = page_context(
        service.site, reader, "/match", title=_title(atlas, home, reader), query=ask.query
    )
    view: Row = {
        "home": home,
        "groups": _home_groups(atlas, reader),
        "weights": [
            {
                "name": name,
                "title": reader.word(f"match_{name}"),
                "value": _decimal(weights[name]),
            }
            for name in COMPONENTS
        ],
        "scale": _scale(reader),
        "result": None if home is None else _result(atlas, match(atlas, home, weights), reader),
        "data": {
            "json": ask.query.link("/api/match", lang=None),
            "csv": ask.query.link("/match.csv"),
        },
    }
    return Page(render("match.html", page=page, match=view))


def _title(atlas: Atlas, home: str | None, reader: Reader) -> str:
    title = reader.word("match_title")
    if home is None:
        return title
    return f"{title}{reader.word('colon')}{_name(atlas, home, reader)}"


def _name(atlas: Atlas, feature_id: str, reader: Reader) -> str:
    return str(atlas.features.at[feature_id, name_column(reader.lang)])


def _home_groups(atlas: Atlas, reader: Reader) -> list[Row]:
    groups = [
        {
            "title": group["title"],
            "places": [place for place in group["places"] if is_home(atlas, place["id"])],
        }
        for group in place_groups(atlas, reader)
    ]
    return [group for group in groups if group["places"]]


def _scale(reader: Reader) -> Row:
    statuses = [
        {"text": reader.word(f"match_status_{name}"), "value": f"{value:g}"}
        for name, value in STATUS_VALUE.items()
    ]
    return {"farthest_km": f"{FARTHEST_KM:,.0f}", "statuses": statuses}


def _result(atlas: Atlas, found: Match, reader: Reader) -> Row:
    return {
        "name": _name(atlas, found.home, reader),
        "href": f"/place/{found.home}?lang={reader.lang}",
        "moves": [
            {"title": reader.word(f"match_{name}"), **found.moves[name]} for name in COMPONENTS
        ],
        "top": min(TOP, len(found.fits)),
        "rows": [
            _row(atlas, rank, fit, points, reader)
            for rank, (fit, points) in enumerate(found.fits, start=1)
        ],
    }


def _row(atlas: Atlas, rank: int, fit: Fit, points: Score, reader: Reader) -> Row:
    place = atlas.features.loc[fit.feature_id]
    layer, _ = atlas.record(fit.feature_id)
    shared = reader.word("list_separator").join(industry_names(atlas, fit.shared, reader.lang))
    facts = _Facts(place["status"], country_name(place["country"], reader.lang), shared)
    parts = [_part(part, fit, facts, reader) for part in points.parts]
    return {
        "rank": rank,
        "name": _name(atlas, fit.feature_id, reader),
        "href": f"/place/{fit.feature_id}?lang={reader.lang}",
        "kind": next(t for t in layer.kinds if t.id == place["kind"]).title(reader.lang),
        "country": facts.country,
        "low": points_text(points.low),
        "high": None if points.low == points.high else points_text(points.high),
        "parts": parts,
    }


def _part(part: Part, fit: Fit, facts: _Facts, reader: Reader) -> Row:
    value = fit.values[part.component]
    side = "unknown" if value is None else "why" if value >= GOOD else "why_not"
    if part.component == "industry" and fit.shared:
        # Any industry in common speaks for a place, however long the lists are.
        side = "why"
    return {
        "component": part.component,
        "title": reader.word(f"match_{part.component}"),
        "low": points_text(part.low),
        "high": None if part.known else points_text(part.high),
        "most": points_text(part.most),
        "side": side,
        "side_text": reader.word(f"match_{side}"),
        **_reason(part.component, fit, facts, reader),
    }


def _reason(component: str, fit: Fit, facts: _Facts, reader: Reader) -> Row:
    """Return what a part rests on, in words, with a distance apart as `km`."""
    value = fit.values[component]
    if component == "distance":
        if fit.km is None:
            return {"reason": reader.word("match_reason_no_distance"), "km": None}
        km = rounded_km(fit.km, fit.step_km) or fit.step_km
        return {"reason": reader.word("about_km"), "km": f"{km:,}"}
    if component == "status":
        return {"reason": reader.word(f"match_status_{facts.status}"), "km": None}
    if value is None:
        return {"reason": reader.word(f"match_reason_no_{component}"), "km": None}
    if component == "country":
        word = reader.word("match_reason_partner" if value else "match_reason_other_country")
        return {"reason": word.format(country=facts.country), "km": None}
    if not fit.shared:
        return {"reason": reader.word("match_reason_no_common"), "km": None}
    return {"reason": reader.word("pair_industry").format(industries=facts.shared), "km": None}


def points_text(tenths: int) -> str:
    """Write tenths of a point.

    Examples
    --------
    >>> points_text(457), points_text(1000)
    ('45.7', '100.0')
    """
    return f"{tenths // 10}.{tenths % 10}"


def _decimal(weight: Fraction) -> str:
    return f"{float(weight):g}"


def match_data(found: Match) -> dict[str, Any]:
    """Return a match as data, in points."""
    return {
        "home": found.home,
        "weights": {name: float(weight) for name, weight in found.weights.items()},
        "top": TOP,
        "changesOfTopWhenAWeightMovesBy10Percent": found.moves,
        "places": [
            {
                "id": fit.feature_id,
                "low": points.low / 10,
                "high": points.high / 10,
                "km": None if fit.km is None else round(fit.km),
                "sharedIndustries": fit.shared,
                "parts": {
                    part.component: {
                        "value": fit.values[part.component],
                        "low": part.low / 10,
                        "high": part.high / 10,
                        "most": part.most / 10,
                    }
                    for part in points.parts
                },
            }
            for fit, points in found.fits
        ],
    }


def _asked(service: Service, query: Query) -> Match:
    """Return the match that a request for data asks for.

    Raises
    ------
    ParameterError
        If it names no home.
    """
    atlas = service.site.atlas
    weights = parse_weights(query)
    home = parse_home(atlas, query)
    if home is None:
        msg = "home is missing; accepted is the id of a place in China, as in home=jinyi-cbz."
        raise ParameterError(msg)
    return match(atlas, home, weights)


def _json(service: Service, ask: Ask) -> Body:
    found = _asked(service, ask.query)
    return Body(content=orjson.dumps(match_data(found)), media_type=JSON)


def _csv(service: Service, ask: Ask) -> Body:
    found = _asked(service, ask.query)
    atlas, reader = service.site.atlas, ask.reader
    text = io.StringIO()
    # A cell that begins with = is a formula to spreadsheets: ids and our own words never do.
    writer = csv.writer(text, lineterminator="\n")
    chosen = [f"{name}={_decimal(found.weights[name])}" for name in COMPONENTS]
    writer.writerow(["# home", found.home, *chosen])
    parts = [f"{name}_{end}" for name in COMPONENTS for end in ("low", "high")]
    writer.writerow(["rank", "id", "name", "country", "km", "low", "high", *parts])
    for rank, (fit, points) in enumerate(found.fits, start=1):
        ends = [points_text(x) for part in points.parts for x in (part.low, part.high)]
        km = "" if fit.km is None else rounded_km(fit.km, fit.step_km) or fit.step_km
        name, country = (
            _name(atlas, fit.feature_id, reader),
            atlas.features.at[fit.feature_id, "country"],
        )
        low, high = points_text(points.low), points_text(points.high)
        writer.writerow([rank, fit.feature_id, _cell(name), country, km, low, high, *ends])
    return Body(
        content="\ufeff" + text.getvalue(), media_type=CSV, file_name=f"match-{found.home}.csv"
    )


def _cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text


ROUTES = (
    Route("/match", "match", match_page, PARAMETERS),
    Route("/api/match", "api_match", _json, PARAMETERS),
    Route("/match.csv", "match_csv", _csv, PARAMETERS),
)
