"""A rail service for other programs: GeoJSON, KML, CSV, with what each line and place is."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from io import BytesIO, StringIO
from typing import Any, Final

import geopandas as gpd
import orjson
import pandas as pd
import pyogrio
import shapely
from shapely.geometry.base import BaseGeometry

from layers import Atlas
from webmap.alignment import Alignment, Halt, Step
from webmap.api import rounded_geometry
from webmap.citations import Reader, Row
from webmap.document import tolerance_deg
from webmap.rail_service import element_rows

MODEL_NOTE: Final = "Modelled alignment, lengths and times; no published timetable."
COLUMNS: Final = (
    "number",
    "kind",
    "role",
    "place",
    "what",
    "inferred",
    "stretch_km",
    "takes_h_low",
    "takes_h",
    "takes_h_high",
    "quality",
    "from_start_km",
    "from_start_h",
    "lon",
    "lat",
)
"""Columns of the CSV, units in their names."""
_DECIMALS: Final = 5


def service_geojson(atlas: Atlas, way: Alignment, reader: Reader, zoom: int | None = None) -> bytes:
    """Return stretches as lines, stops and stays as points (RFC 7946).

    Parameters
    ----------
    atlas, way, reader
        The facts, the alignment, and who reads.
    zoom
        Simplify lines for this zoom; None leaves them as they are kept.
    """
    record = atlas.frames["routes"].loc[way.route_id]
    features = [
        {
            "type": "Feature",
            "id": f"{way.route_id}:stretch-{number}",
            "properties": {"mode": mode, "status": record["status"], "note": MODEL_NOTE},
            "geometry": rounded_geometry(_simplified(line, zoom)),
        }
        for number, (mode, line) in enumerate(way.stretches)
    ]
    features += [
        {
            "type": "Feature",
            "id": f"{way.route_id}:{row['number']}",
            "properties": row,
            "geometry": {"type": "Point", "coordinates": [row["lon"], row["lat"]]},
        }
        for row in _plain_rows(atlas, way, reader)
        if row["kind"] != "move"
    ]
    body = {
        "type": "FeatureCollection",
        "name": way.route_id,
        "properties": {"name_zh": record["name_zh"], "name_en": record["name_en"]},
        "features": features,
    }
    return orjson.dumps(body)


def services_json(atlas: Atlas, ways: Mapping[str, Alignment]) -> bytes:
    """Return every service with published and modelled length and days, as numbers."""
    rows = [
        _head(record, ways.get(str(route_id)))
        for route_id, record in atlas.frames["routes"].iterrows()
    ]
    return orjson.dumps({"services": rows, "note": MODEL_NOTE})


def service_json(atlas: Atlas, way: Alignment) -> bytes:
    """Return one service: stops, steps, countries, and what it rests on."""
    head = _head(atlas.frames["routes"].loc[way.route_id], way)
    body = {
        "halts": way.halts,
        "steps": way.steps,
        "countries": [{"country": code, "km": km} for code, km in way.countries],
        "links": way.links,
        "joins": [{"join": name, "km": km} for name, km in way.joins],
        "note": MODEL_NOTE,
    }
    return orjson.dumps(head | body)


def _head(record: pd.Series, way: Alignment | None) -> dict[str, Any]:
    low, central, high = (None, None, None) if way is None else way.hours
    return {
        "id": record["feature_id"],
        "name_zh": record["name_zh"],
        "name_en": record["name_en"],
        "published_km": _known(record["length_km"]),
        "modelled_km": None if way is None else round(way.km, 1),
        "published_days": [_known(record[f"transit_days_{end}"]) for end in ("min", "max")],
        "modelled_hours": {"low": low, "central": central, "high": high},
    }


def _known(value: object) -> float | None:
    return None if pd.isna(value) else float(str(value))


def service_csv(atlas: Atlas, way: Alignment, reader: Reader) -> bytes:
    """Return the steps of a service as CSV, byte-order mark first for spreadsheets."""
    out = StringIO()
    writer = csv.DictWriter(out, COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(_plain_rows(atlas, way, reader))
    return out.getvalue().encode("utf-8-sig")


def service_kml(atlas: Atlas, way: Alignment, reader: Reader) -> bytes:
    """Return a service as KML 2.2, written by GDAL: lines by mode, then stops and stays."""
    rows = element_rows(atlas, way, reader)
    placed = [row for row in rows if row["kind"] != "move"]
    modes = [(reader.word(f"route_by_{mode}"), line) for mode, line in way.stretches]
    frame = gpd.GeoDataFrame(
        {
            "Name": [text for text, _ in modes] + [row["place"] for row in placed],
            "Description": [MODEL_NOTE for _ in modes] + [row["said"] for row in placed],
        },
        geometry=[line for _, line in modes] + [shapely.Point(row["at"]) for row in placed],
        crs=4326,
    )
    out = BytesIO()
    pyogrio.write_dataframe(frame, out, driver="KML", layer=way.route_id.replace("-", "_"))
    return out.getvalue()


def _simplified(line: BaseGeometry, zoom: int | None) -> BaseGeometry:
    return line if zoom is None else line.simplify(tolerance_deg(zoom))


def _plain_rows(atlas: Atlas, way: Alignment, reader: Reader) -> list[Row]:
    """Return elements with numbers as numbers, blank where there is none."""
    told = ("number", "kind", "role", "place", "what", "inferred")
    return [
        {name: row[name] for name in told}
        | _numbers(one)
        | {"lon": round(one.lon, _DECIMALS), "lat": round(one.lat, _DECIMALS)}
        for row, one in zip(element_rows(atlas, way, reader), way.elements, strict=True)
    ]


def _numbers(one: Halt | Step) -> Row:
    if isinstance(one, Halt):
        takes = ("stretch_km", "takes_h_low", "takes_h", "takes_h_high", "quality")
        blank = dict.fromkeys(takes)
        return {**blank, "from_start_km": round(one.km, 1), "from_start_h": round(one.hours, 2)}
    low, central, high = (round(hours, 2) for hours in one.spread)
    return {
        "stretch_km": None if one.is_stay else round(one.km[1] - one.km[0], 1),
        "takes_h_low": low,
        "takes_h": central,
        "takes_h_high": high,
        "quality": one.quality,
        "from_start_km": round(one.km[1], 1),
        "from_start_h": round(one.hours[1], 2),
    }
