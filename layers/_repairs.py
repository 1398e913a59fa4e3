"""What the tables say about the base graphs: links, gauges, gauge changes, passages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

import pandas as pd

from geo.bbox import Bbox
from geo.gauge import GaugeArea, GaugeChange
from geo.line_length import PublishedLine
from geo.links import LINE_FACTOR, HandLink, PointKind
from geo.measure import LonLat
from geo.passage import Passage

if TYPE_CHECKING:
    from layers._load import Atlas

NETWORK_TABLES = (
    "gauge_changes",
    "gauge_exceptions",
    "gauges",
    "line_lengths",
    "line_points",
    "link_points",
    "links",
    "passages",
    "stations",
)
"""Tables that the networks are built from."""
ROAD_TABLES = ("link_points", "links", "stations")
"""Those that the roads are built from."""

RAIL_LINKS, ROAD_LINKS, SEA_LINKS = ("rail", "ferry"), ("road",), ("ship",)
_SEA_FACTOR = 1.0  # ferries and ships cross straight


class _HasLonLat(Protocol):
    """A row of a table with a position."""

    lon: float
    lat: float


class Stretch(NamedTuple):
    """A stretch of line with gauges of its own."""

    id: str
    here: LonLat
    there: LonLat
    gauges_mm: tuple[int, ...]


def hand_links(atlas: Atlas, modes: tuple[str, ...]) -> list[HandLink]:
    """Return the existing links of some modes; of links that meet, those that make nodes first."""
    links = atlas.tables["links"]
    points = atlas.tables["link_points"].sort_values(["link_id", "seq"])
    found = []
    chosen = (links["status"] == "existing") & links["mode"].isin(modes)
    for row in links[chosen].itertuples():
        mine = points[points["link_id"] == row.link_id]
        found.append(
            HandLink(
                id=row.link_id,
                points=tuple(
                    (_place(atlas, point, point.place_id), PointKind(point.node))
                    for point in mine.itertuples()
                ),
                gauge_mm=0 if pd.isna(row.gauge_mm) else int(row.gauge_mm),
                length_km=None if pd.isna(row.length_km) else float(row.length_km),
                factor=LINE_FACTOR if row.mode in ("rail", "road") else _SEA_FACTOR,
            )
        )
    return sorted(found, key=lambda link: any(kind == "link" for _, kind in link.points))


def published_lines(atlas: Atlas) -> list[PublishedLine]:
    """Return the lines whose lengths are published, and those that carry no freight."""
    points = atlas.tables["line_points"].sort_values(["line_id", "seq"])
    return [
        PublishedLine(
            id=row.line_id,
            points=tuple(
                LonLat(float(point.lon), float(point.lat))
                for point in points[points["line_id"] == row.line_id].itertuples()
            ),
            length_km=None if pd.isna(row.length_km) else float(row.length_km),
            carries_freight=row.traffic == "freight",
        )
        for row in atlas.tables["line_lengths"].itertuples()
    ]


def gauge_changes(atlas: Atlas) -> list[GaugeChange]:
    """Return the only places where a gauge may change."""
    return [
        GaugeChange(
            id=row.change_id,
            place=_place(atlas, row, row.station_id),
            gauges_mm=(_gauges(row.gauges_mm)[0], _gauges(row.gauges_mm)[1]),
        )
        for row in atlas.tables["gauge_changes"].itertuples()
    ]


def gauges_by_country(atlas: Atlas) -> dict[str, int]:
    """Return the main gauge of each country in millimetres."""
    table = atlas.tables["gauges"]
    return {str(row.country): int(row.gauge_mm) for row in table.itertuples()}


def gauge_areas(atlas: Atlas) -> list[GaugeArea]:
    """Return the areas whose gauge is not their country's."""
    table = atlas.tables["gauge_exceptions"]
    return [
        GaugeArea(
            id=row.exception_id,
            area=Bbox(row.west, row.south, row.east, row.north),
            gauge_mm=_gauges(row.gauges_mm)[0],
            country=None if pd.isna(row.country) else row.country,
        )
        for row in table[table["kind"] == "area"].itertuples()
    ]


def gauge_stretches(atlas: Atlas) -> list[Stretch]:
    """Return the stretches of line with gauges of their own."""
    table = atlas.tables["gauge_exceptions"]
    return [
        Stretch(
            row.exception_id,
            LonLat(row.from_lon, row.from_lat),
            LonLat(row.to_lon, row.to_lat),
            _gauges(row.gauges_mm),
        )
        for row in table[table["kind"] == "stretch"].itertuples()
    ]


def passages(atlas: Atlas) -> list[Passage]:
    """Return the named passages of the sea; those with a label of the base graph first."""
    rows = [
        Passage(
            id=row.passage_id,
            label=None if pd.isna(row.label) else row.label,
            area=None if pd.isna(row.west) else Bbox(row.west, row.south, row.east, row.north),
            is_open=bool(row.default_open),
        )
        for row in atlas.tables["passages"].itertuples()
    ]
    return sorted(rows, key=lambda passage: passage.label is None)


def _place(atlas: Atlas, row: _HasLonLat, feature_id: object) -> LonLat:
    if pd.isna(feature_id):
        return LonLat(float(row.lon), float(row.lat))
    feature = atlas.features.loc[feature_id]
    return LonLat(float(feature["lon"]), float(feature["lat"]))


def _gauges(text: str) -> tuple[int, ...]:
    return tuple(int(gauge) for gauge in text.split("+"))
