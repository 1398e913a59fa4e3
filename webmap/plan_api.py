"""The planner for machines: a shipment as JSON, its lines as GeoJSON, what can be closed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import orjson
import shapely
from shapely.geometry import MultiLineString
from shapely.geometry.base import BaseGeometry

from geo.geodesic import great_circle
from geo.graph import Path as Way
from geo.measure import LonLat
from geo.multimodal import CRITERIA
from geo.sampling import DRAWS, SEED, Flip, Spread
from geo.unreachable import Reason
from webmap.closures import closures
from webmap.freight import Freight
from webmap.freight_names import Namer
from webmap.origin import Spot
from webmap.plan import Alternative, Figure, Plan, Step
from webmap.plan_answer import Answer, answer, changes, place_of, reach_km, stretches
from webmap.plan_parameters import (
    CURRENCY,
    METHOD_CO2E,
    METHOD_TIME_COST,
    UNITS,
    cost_years,
    rate_json,
    rate_unit,
)
from webmap.plan_query import PARAMETERS, Asked, parse_plan
from webmap.plan_steps import StepName, StepNamer
from webmap.routing import GEOJSON, JSON, Ask, Body, Route
from webmap.service import Service

TOLERANCE_DEG = 0.02
"""How far lines may be moved to be simpler."""
_DECIMALS = 4
_ENDS = ("p10", "p50", "p90", "central")


def plan_json(service: Service, found: Answer) -> dict[str, Any]:
    """Return a shipment with its alternatives, step by step."""
    freight, asked = service.freight(), found.asked
    atlas = service.site.atlas
    used = _used_rates(found.plan)
    years = cost_years(atlas, [freight.rates[place] for place in used])
    return {
        "origin": spot_json(asked.origin),
        "destination": spot_json(asked.destination),
        "terms": _terms(asked),
        "model": {
            "draws": DRAWS,
            "seed": SEED,
            "units": UNITS,
            "currency": CURRENCY,
            "price_years": years,
            "method": METHOD_TIME_COST,
            "method_co2e": METHOD_CO2E,
        },
        "reachable": bool(found.plan.alternatives),
        "reason": _reason(service, found),
        "alternatives": [_alternative(service, found, one) for one in found.plan.alternatives],
        "best_by": {
            name: [one.id for one in found.plan.alternatives if name in one.best_by]
            for name in CRITERIA
        },
        "flips": {
            name: flip and flip_json(freight, found.plan, name, flip)
            for name, flip in found.plan.flips.items()
        },
        "changes": [_change(one, asked.teu) for one in changes(freight, found)],
        "rates": {
            freight.rates[place].rate.rate_id: rate_json(atlas, freight.rates[place])
            for place in used
        },
    }


def spot_json(spot: Spot) -> dict[str, Any]:
    """Return an end of a shipment."""
    return {
        "id": spot.feature_id,
        "name_zh": spot.name_zh,
        "name_en": spot.name_en,
        "lon": spot.lon,
        "lat": spot.lat,
    }


def _terms(asked: Asked) -> dict[str, Any]:
    return {
        "modes": asked.modes,
        "via": [spot_json(spot) for spot in asked.via],
        "avoid": [spot_json(spot) for spot in asked.avoid],
        "closed": asked.closed,
        "opened": asked.opened,
        "depart": asked.depart and asked.depart.isoformat(),
        "teu": asked.teu,
    }


def _used_rates(plan: Plan) -> list[int]:
    amounts = [one.journey.amounts for one in plan.alternatives]
    return np.flatnonzero(np.any(amounts, axis=0)).tolist() if amounts else []


def _alternative(service: Service, found: Answer, one: Alternative) -> dict[str, Any]:
    freight, asked = service.freight(), found.asked
    namer = Namer(service.site.atlas, freight)
    zh, en = (StepNamer(namer, asked, lang).names(one) for lang in ("zh", "en"))
    return {
        "id": one.id,
        "mode": one.mode,
        "best_by": one.best_by,
        "km": {mode: round(km, 1) for mode, km in one.km.items() if km},
        "totals": figures_json(one.figures, asked.teu),
        "arrival": arrival(asked.depart, one.figures["hours"].spread),
        "steps": [
            _step(freight, step, names, asked.teu)
            for step, names in zip(one.steps, zip(zh, en, strict=True), strict=True)
        ],
        "geometry": geometry_json(_whole_line(freight, one)),
    }


def figures_json(figures: dict[str, Figure], teu: int) -> dict[str, Any]:
    """Return hours, cost and emissions; hours of the shipment, the others of all its containers."""
    return {
        name: {
            **spread_json(figure.spread, 1 if name == "hours" else teu),
            "unit": UNITS[name].removesuffix("/TEU"),
            "class": figure.quality,
            "unknown": figure.unknown,
            "has_range": figure.spread.has_spread,
        }
        for name, figure in figures.items()
    }


def spread_json(found: Spread, times: int = 1) -> dict[str, float]:
    """Return percentiles and the central value."""
    return {end: round(getattr(found, end) * times, 3) for end in _ENDS}


def _step(freight: Freight, step: Step, names: tuple[StepName, StepName], teu: int) -> Any:  # noqa: ANN401 JSON
    zh, en = names
    lon, lat = place_of(freight, step)
    return {
        "kind": step.kind,
        "label": step.label or None,
        "name_zh": zh.what or None,
        "name_en": en.what or None,
        "from_zh": zh.origin,
        "from_en": en.origin,
        "to_zh": zh.destination,
        "to_en": en.destination,
        "through_zh": zh.through,
        "through_en": en.through,
        "lon": round(lon, _DECIMALS),
        "lat": round(lat, _DECIMALS),
        "km": round(step.km, 1),
        **figures_json(step.figures, teu),
        "rates": step.rate_ids,
    }


def arrival(depart: date | None, hours: Spread) -> dict[str, str] | None:
    """Return the days of arrival, None without a day of departure."""
    if depart is None:
        return None
    return {
        end: (depart + timedelta(hours=float(np.ceil(getattr(hours, end))))).isoformat()
        for end in ("p10", "p50", "p90")
    }


def flip_json(freight: Freight, plan: Plan, criterion: str, flip: Flip) -> dict[str, Any]:
    """Return the smallest change of one rate that changes the best at central rates."""
    rate = freight.rates[flip.input]
    bounds = getattr(rate.rate, criterion)
    return {
        "rate": rate.rate.rate_id,
        "unit": rate_unit(rate.rate.kind, criterion),
        "best": plan.central_best(criterion).id,
        "now": bounds.central,
        "becomes": flip.rate,
        "change": None if np.isinf(flip.change) else flip.change,
        "low": bounds.low,
        "high": bounds.high,
        "within_range": flip.within_range,
        "winner": plan.alternatives[flip.winner].id,
    }


def _change(one: Any, teu: int) -> dict[str, Any]:  # noqa: ANN401 see plan_answer.Change
    times = 1 if one.criterion == "hours" else teu
    ends = {"open": one.before, "changed": one.after}
    return {
        "criterion": one.criterion,
        "unit": UNITS[one.criterion].removesuffix("/TEU"),
        **{
            name: end
            and {
                "id": end.id,
                "mode": end.mode,
                **spread_json(end.figures[one.criterion].spread, times),
            }
            for name, end in ends.items()
        },
        "difference": one.difference and spread_json(one.difference, times),
    }


def _reason(service: Service, found: Answer) -> dict[str, Any] | None:
    if found.remote is not None:
        reach = reach_km(found.remote.modes)
        return {"kind": "remote", "parameter": found.remote.parameter, "reach_km": reach}
    reason = found.plan.reason
    return None if reason is None else {"kind": reason.kind, **_gap(service, reason)}


def _gap(service: Service, reason: Reason) -> dict[str, Any]:
    if reason.gap is None:
        return {"gap": None}
    namer = Namer(service.site.atlas, service.freight())
    ends = [namer.place(node) for node in (reason.gap.near_origin, reason.gap.near_destination)]
    names = [
        {"name_zh": end.name("zh"), "name_en": end.name("en"), "lon": end.lon, "lat": end.lat}
        for end in ends
    ]
    return {"gap": {"from": names[0], "to": names[1], "km": round(reason.gap.distance_km, 1)}}


def _whole_line(freight: Freight, one: Alternative) -> MultiLineString:
    lines = [_line(freight, piece) for piece in stretches(one) if piece is not None]
    return MultiLineString([part for line in lines for part in shapely.get_parts(line)])


def _line(freight: Freight, piece: Way) -> BaseGeometry:
    """Return a leg's line: its alignment, for a flight the shortest way."""
    if freight.part_of(int(piece.nodes[0])) == "air":
        ends = freight.network.places[piece.nodes[[0, -1]]].tolist()
        return great_circle([LonLat(*end) for end in ends])
    return freight.line(piece, TOLERANCE_DEG)


def geometry_json(line: BaseGeometry) -> dict[str, Any]:
    """Return a geometry as GeoJSON, its coordinates rounded."""
    rounded = shapely.transform(line, lambda xy: np.round(xy, _DECIMALS))
    body: dict[str, Any] = orjson.loads(shapely.to_geojson(rounded))
    return body


def lines_geojson(service: Service, found: Answer) -> bytes:
    """Return the legs of every alternative as lines, and their steps as points.

    Where something is closed, the best ways over the open network are there too.
    """
    features = []
    for one in found.plan.alternatives:
        features += _features(service.freight(), one, is_open=False)
    if found.open_plan is not None:
        best = [one for one in found.open_plan.alternatives if one.best_by]
        features += [
            feature for one in best for feature in _features(service.freight(), one, is_open=True)
        ]
    return orjson.dumps({"type": "FeatureCollection", "features": features})


def _features(freight: Freight, one: Alternative, *, is_open: bool) -> list[dict[str, Any]]:
    features = []
    for number, (step, piece) in enumerate(zip(one.steps, stretches(one), strict=True)):
        properties = {
            "way": one.id,
            "open": is_open,
            "step": number,
            "mode": step.kind,
            "best_by": one.best_by,
        }
        if piece is not None:
            geometry = geometry_json(_line(freight, piece))
        else:
            point = place_of(freight, step)
            geometry = {"type": "Point", "coordinates": [round(x, _DECIMALS) for x in point]}
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return features


def _json(service: Service, ask: Ask) -> Body:
    found = answer(service, parse_plan(service, ask.query))
    return Body(content=orjson.dumps(plan_json(service, found)), media_type=JSON)


def _lines(service: Service, ask: Ask) -> Body:
    found = answer(service, parse_plan(service, ask.query))
    return Body(content=lines_geojson(service, found), media_type=GEOJSON)


def _closures(service: Service, ask: Ask) -> Body:  # noqa: ARG001 as every maker
    rows = [one._asdict() for one in closures(service.freight(), service.site.atlas)]
    accepted = "also mode:, port:, station:, airport:, country: with an id or code"
    return Body(content=orjson.dumps({"closures": rows, "accepted": accepted}), media_type=JSON)


ROUTES = (
    Route("/api/plan", "api_plan", _json, PARAMETERS),
    Route("/api/plan.geojson", "api_plan_lines", _lines, PARAMETERS),
    Route("/api/closures", "api_closures", _closures),
)
"""Addresses of this module."""
