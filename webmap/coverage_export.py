"""Coverage as data: bands as GeoJSON, tables as CSV, hours as GeoTIFF and as pictures."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Sequence
from typing import Any

import orjson
import shapely

from geo.coverage import bands
from geo.errors import ParameterError
from webmap.countries import country_names
from webmap.coverage_ask import PARAMETERS, asked_of
from webmap.coverage_missed import missed_table
from webmap.coverage_picture import still
from webmap.coverage_reach import Reach
from webmap.coverage_view import FIELD_PATH, reach_of
from webmap.refusal import worded
from webmap.routing import CSV, GEOJSON, HOUR, Ask, Body, Route
from webmap.service import Service

TABLES = ("places", "countries", "missed")
"""What may be asked for as CSV; the first one if nothing is said."""
PNG, TIFF = "image/png", "image/tiff; application=geotiff; profile=cloud-optimized"
MODEL = "model, not published service"
_DECIMALS = 2


def bands_geojson(reach: Reach) -> bytes:
    """Return the bands up to the days that are asked for, as polygons with what lies in them."""
    asked, days = reach.asked, reach.asked.days
    edges = [*(edge for edge in reach.edges_days if edge < days), days]
    found = bands(reach.field.hours, reach.field.ground, [24 * edge for edge in edges])
    totals = [reach.within(edge) for edge in (0.0, *edges)]
    features = [
        {
            "type": "Feature",
            "properties": {
                "from_days": ([0.0, *edges])[i],
                "to_days": edge,
                "places": totals[i + 1]["places"] - totals[i]["places"],
                "people": totals[i + 1]["people"] - totals[i]["people"],
            },
            "geometry": shapely.geometry.mapping(
                shapely.transform(found[i].area, lambda xy: xy.round(_DECIMALS))
            ),
        }
        for i, edge in enumerate(edges)
    ]
    said = _said(reach) | {"days": days, **reach.within(days), "reverse": asked.reverse}
    return orjson.dumps({"type": "FeatureCollection", "features": features, "coverage": said})


def _said(reach: Reach) -> dict[str, Any]:
    asked, spot = reach.asked, reach.asked.spot
    said: dict[str, Any] = {
        "model": MODEL,
        "origin": {
            "id": spot.feature_id,
            "name_zh": spot.name_zh,
            "name_en": spot.name_en,
            "lonlat": [spot.lon, spot.lat],
        },
        "access_km_h": reach.field.ground.access_kmh,
        "cell_deg": reach.field.ground.grid.step_deg,
        "field": FIELD_PATH,
        "step_hours": reach.step_hours,
        "people_are": "sums of the populated places of the base map, not of all people",
    }
    if asked.is_express:
        return said | {"express": asked.inputs}
    closures = {"closed": sorted(asked.closed), "opened": sorted(asked.opened)}
    return said | {"modes": list(asked.modes), "rank": asked.rank, **closures}


def table_csv(reach: Reach, table: str) -> str:
    """Return one of the tables as CSV."""
    rows = {"places": _places, "countries": _countries, "missed": missed_table}[table](reach)
    with io.StringIO(newline="") as text:
        csv.writer(text).writerows(rows)
        return text.getvalue()


def _places(reach: Reach) -> Iterable[Sequence[object]]:
    names = ("geonameid", "name_zh", "name_en", "country", "lon", "lat", "population")
    yield (*names, "hours", "days", "within_limit")
    limit = reach.asked.days * 24
    for row in reach.places[[*names, "hours"]].fillna({"name_zh": ""}).itertuples(index=False):
        hours = float(row[-1])
        shown = (f"{hours:.2f}", f"{hours / 24:.2f}") if hours >= 0 else ("", "")
        yield (*row[:-2], row.population or "", *shown, str(hours <= limit).lower())


def _countries(reach: Reach) -> Iterable[Sequence[object]]:
    edges = [f"{edge:g}" for edge in reach.edges_days]
    heads = [f"{what}_within_{edge}_days" for what in ("places", "people") for edge in edges]
    yield ("country", "name_zh", "name_en", "first_days", *heads, "all_places", "all_people")
    names = country_names()
    for row in reach.by_country():
        first = "" if math.isnan(row.first_hours) else f"{row.first_hours / 24:.2f}"
        name = names.get(row.code, (row.code, row.code))
        yield (row.code, *name, first, *row.places, *row.people, row.all_places, row.all_people)


def _api(service: Service, ask: Ask) -> Body:
    reach = reach_of(service, asked_of(service, ask.query))
    return Body(content=bands_geojson(reach), media_type=GEOJSON, seconds=HOUR)


def _csv(service: Service, ask: Ask) -> Body:
    table = ask.query.one("table") or TABLES[0]
    if table not in TABLES:
        raise worded(ParameterError, "word", name="table", value=table, known=tuple(TABLES))
    reach = reach_of(service, asked_of(service, ask.query))
    name = f"coverage-{table}.csv"
    return Body(content=table_csv(reach, table), media_type=CSV, file_name=name)


def _tif(service: Service, ask: Ask) -> Body:
    content = service.field_file(asked_of(service, ask.query))
    return Body(content=content, media_type=TIFF, seconds=HOUR, file_name="coverage.tif")


def _still(service: Service, ask: Ask) -> Body:
    asked = asked_of(service, ask.query)
    content = still(reach_of(service, asked), asked.days)
    return Body(content=content, media_type=PNG, seconds=HOUR)


def _field(service: Service, ask: Ask) -> Body:
    reach = reach_of(service, asked_of(service, ask.query))
    return Body(content=reach.picture(), media_type=PNG, seconds=HOUR)


ROUTES = (
    Route("/api/coverage", "api_coverage", _api, PARAMETERS),
    Route("/coverage.csv", "coverage_csv", _csv, (*PARAMETERS, "table")),
    Route("/coverage.tif", "coverage_tif", _tif, PARAMETERS),
    Route("/coverage.png", "coverage_still", _still, PARAMETERS),
    Route(FIELD_PATH, "coverage_field", _field, PARAMETERS),
)
"""Addresses of this module."""
