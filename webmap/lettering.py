"""Put numbers and names on a still picture so that none covers another or is cut."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from layers import Lang, base
from webmap.citations import text_of
from webmap.naming import name_column
from webmap.picture import Spot, Window

BADGE_PX = 8.5
"""Radius of a number's disc."""
_RINGS_PX = (19.0, 32.0, 46.0, 62.0)
_TURNS = 12
NAME_PX = 8.6
"""Size of the type of names."""
_HAN_EM, _LATIN_EM = 1.0, 0.53
_EDGE_PX = 4.0
_MOST_COUNTRIES, _MOST_CITIES = 12, 12

Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Room:
    """Boxes that are taken on a picture, in px: west, north, east, south."""

    window: Window
    taken: list[Box] = field(default_factory=list)

    def take(self, box: Box) -> bool:
        """Take a box if it is free and inside of the picture; tell whether it was."""
        west, north, east, south = box
        inside = (
            west >= _EDGE_PX
            and north >= _EDGE_PX
            and east <= self.window.width_px - _EDGE_PX
            and south <= self.window.height_px - _EDGE_PX
        )
        if not inside or any(_touch(box, other) for other in self.taken):
            return False
        self.taken.append(box)
        return True


def _touch(a: Box, b: Box) -> bool:
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]


def _square(x: float, y: float, half: float) -> Box:
    return (x - half, y - half, x + half, y + half)


def take_symbols(room: Room, spots: Sequence[Spot], scale: float) -> None:
    """Keep the symbols of all spots free of numbers and names."""
    room.taken += [_square(*_anchor(room.window, spot), 8.0 * scale) for spot in spots]


def badges(room: Room, spots: Sequence[Spot | None]) -> list[dict[str, Any]]:
    """Return where the number of each spot stands, and where its leader line begins.

    A spot without a place has no number on the map; one whose number finds no room
    has it on its symbol.
    """
    anchors = [None if spot is None else _anchor(room.window, spot) for spot in spots]
    found = []
    for number, anchor in enumerate(anchors, start=1):
        if anchor is None:
            continue
        x, y = next(
            ((x, y) for x, y in _around(anchor) if room.take(_square(x, y, BADGE_PX + 1))), anchor
        )
        found.append(
            {
                "text": str(number),
                "x": round(x, 1),
                "y": round(y, 1),
                "from": [round(value, 1) for value in anchor],
            }
        )
    return found


def _anchor(window: Window, spot: Spot) -> tuple[float, float]:
    point = spot.geometry
    if point.geom_type != "Point":
        point = shapely.line_interpolate_point(_longest(spot), 0.5, normalized=True)
    x, y = window.px(shapely.get_coordinates(point))[0]
    return float(x), float(y)


def _longest(spot: Spot) -> Any:  # noqa: ANN401 as shapely's own geometries
    parts = getattr(spot.geometry, "geoms", [spot.geometry])
    return max(parts, key=lambda part: part.length)


def _around(anchor: tuple[float, float]) -> Iterator[tuple[float, float]]:
    """Yield places for a number from near to far, first to the upper right."""
    for radius in _RINGS_PX:
        for turn in range(_TURNS):
            # 45 degrees up, then alternately to both sides.
            step = (turn + 1) // 2 * (1 if turn % 2 else -1)
            angle = math.radians(-45 + step * 360 / _TURNS)
            yield anchor[0] + radius * math.cos(angle), anchor[1] + radius * math.sin(angle)


def names(room: Room, view: str, lang: Lang) -> list[dict[str, Any]]:
    """Return names of countries and cities that find room, most important first."""
    window = room.window
    found: list[dict[str, Any]] = []
    if not window.is_local:
        countries = base.countries(view)
        found += _placed(room, countries, lang, most=_MOST_COUNTRIES, dot=False)
    if window.degrees <= 40:
        found += _placed(room, base.places(), lang, most=_MOST_CITIES, dot=True)
    return found


def _placed(
    room: Room, frame: gpd.GeoDataFrame, lang: Lang, *, most: int, dot: bool
) -> list[dict[str, Any]]:
    places = room.window.px(np.column_stack([frame.geometry.x, frame.geometry.y]))
    found: list[dict[str, Any]] = []
    for (x, y), (_, row) in zip(places, frame.iterrows(), strict=True):
        if len(found) >= most:
            break
        if not (0 < x < room.window.width_px and 0 < y < room.window.height_px):
            continue
        text = text_of(row[name_column(lang)])
        if text is None:
            continue
        box = _name_box(float(x), float(y), text, beside=dot)
        if room.take(box):
            found.append(
                {
                    "text": text,
                    "x": round(box[0], 1),
                    "y": round(box[1], 1),
                    "width": round(box[2] - box[0], 1),
                    "dot": [round(float(x), 1), round(float(y), 1)] if dot else None,
                }
            )
    return found


def _name_box(x: float, y: float, text: str, *, beside: bool) -> Box:
    ems = sum(_HAN_EM if char > "\u2e80" else _LATIN_EM for char in text)
    width, height = ems * NAME_PX + 4, NAME_PX * 1.35
    west = x + 4 if beside else x - width / 2
    return (west, y - height / 2, west + width, y + height / 2)
