"""A map as a still picture for paper: our outlines and symbols as SVG, no tiles, no browser."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from markupsafe import Markup
from shapely.geometry.base import BaseGeometry

from layers import Layer, base
from webmap.symbols import HALO_PX, symbol_svg

WIDTH_PX = 700
LOCAL_DEGREES = 20.0
"""A map narrower than this shows provinces, prefectures and counties."""
_COUNTY_DEGREES = 4.5
_LEAST_DEGREES = {True: 2.2, False: 22.0}
"""Least width of a map of places at home and abroad: a place is seen among what it lies in."""
_CHINA = (73.0, 3.0, 135.5, 54.0)
_HOME_BOX = (117.5, 26.5, 123.5, 31.8)
_MAX_LAT = 76.0
_MARGIN = 0.14

INK = {
    "sea": "#e3ebee",
    "land": "#f6f3ec",
    "home": "#fdfbf5",
    "border": "#d3cdbf",
    "home_border": "#a79d89",
}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place or a line on the picture."""

    layer: Layer
    geometry: BaseGeometry
    kind: str
    status: str
    precision: str


@dataclass(frozen=True, slots=True)
class Window:
    """What the picture shows: Web-Mercator degrees, north up, and its size in px."""

    west: float
    south: float
    east: float
    north: float
    width_px: int
    height_px: int

    @property
    def degrees(self) -> float:
        """Width in degrees of longitude."""
        return self.east - self.west

    @property
    def is_local(self) -> bool:
        """Whether divisions within a province are worth their ink."""
        return self.degrees <= LOCAL_DEGREES

    @property
    def shows_china(self) -> bool:
        """Whether the extent of China shows."""
        west, south, east, north = _CHINA
        return (
            not self.is_local
            and self.west < east
            and self.east > west
            and self.south < _stretch(north)
            and self.north > _stretch(south)
        )

    def px(self, coords: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """Return lon and lat in degrees as px of the picture, y down."""
        y = np.array([_stretch(lat) for lat in coords[:, 1]])
        scale = self.width_px / self.degrees
        return np.column_stack([(coords[:, 0] - self.west) * scale, (self.north - y) * scale])


def _stretch(lat: float) -> float:
    """Return a latitude in Web-Mercator degrees."""
    lat = max(-85.0, min(85.0, lat))
    return math.degrees(math.asinh(math.tan(math.radians(lat))))


def _flatten(y: float) -> float:
    return math.degrees(math.atan(math.sinh(math.radians(y))))


def window_of(spots: Sequence[Spot], *, aspect: float, width_px: int = WIDTH_PX) -> Window:
    """Return the window that shows all spots, and the whole of China wherever its extent shows.

    Parameters
    ----------
    spots
        What must be seen; none shows Zhejiang.
    aspect
        Width of the picture by its height.
    width_px
        Width of the picture.
    """
    boxes = [spot.geometry.bounds for spot in spots] or [_HOME_BOX]
    window = _around(boxes, aspect, width_px)
    if window.shows_china:
        window = _around([*boxes, _CHINA], aspect, width_px)
    return window


def _around(boxes: Sequence[tuple[float, ...]], aspect: float, width_px: int) -> Window:
    west, east = min(box[0] for box in boxes), max(box[2] for box in boxes)
    south, north = (
        _stretch(max(-_MAX_LAT, min(box[1] for box in boxes))),
        _stretch(min(_MAX_LAT, max(box[3] for box in boxes))),
    )
    at_home = all(_within(box, _HOME_BOX) for box in boxes)
    width = max((east - west) * (1 + 2 * _MARGIN), _LEAST_DEGREES[at_home])
    width = max(width, (north - south) * (1 + 2 * _MARGIN) * aspect)
    height = width / aspect
    x, y = (west + east) / 2, (south + north) / 2
    return Window(
        x - width / 2,
        y - height / 2,
        x + width / 2,
        y + height / 2,
        width_px,
        round(width_px / aspect),
    )


def is_at_home(spot: Spot) -> bool:
    """Tell whether a spot lies in Zhejiang or close to it."""
    return _within(spot.geometry.bounds, _HOME_BOX)


def _within(box: Sequence[float], outer: Sequence[float]) -> bool:
    return box[0] >= outer[0] and box[1] >= outer[1] and box[2] <= outer[2] and box[3] <= outer[3]


def picture_svg(window: Window, view: str, spots: Iterable[Spot], *, scale: float = 1.0) -> str:
    """Return the picture as SVG: the ground, and the spots on it.

    Parameters
    ----------
    window
        What it shows.
    view
        Boundary view of the ground: `chn` or `un`.
    spots
        Places and lines, drawn as on the map.
    scale
        Of the symbols: less than 1 where there are many.
    """
    parts = [_rect(window), *_ground(window, view)]
    spots = list(spots)
    parts += [_line(window, spot) for spot in spots if not _is_point(spot)]
    parts += _halos(window, spots, scale)
    parts += [_symbol(window, spot, scale) for spot in spots if _is_point(spot)]
    return str(
        Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}"'
            ' height="{h}">{body}</svg>'
        ).format(w=window.width_px, h=window.height_px, body=Markup("").join(parts))
    )


def _is_point(spot: Spot) -> bool:
    return bool(spot.geometry.geom_type == "Point")


def _rect(window: Window) -> Markup:
    return Markup('<rect width="{}" height="{}" fill="{}"/>').format(
        window.width_px, window.height_px, INK["sea"]
    )


def _ground(window: Window, view: str) -> Iterable[Markup]:
    outlines = base.outlines(view)
    home = outlines["home"].astype(str) == "True"
    disputed = outlines["kind"] == "disputed"
    border = partial(_areas, window, stroke=INK["border"], width=0.8)
    yield border(outlines[~home & ~disputed], fill=INK["land"])
    yield border(outlines[disputed], fill=INK["land"], dash="4 3")
    if window.is_local:
        yield border(base.provinces(), fill=INK["home"])
    else:
        yield _areas(window, outlines[home], fill=INK["home"], stroke=INK["home_border"], width=1.1)
    yield _areas(window, base.lakes(), fill=INK["sea"], stroke="none", width=0)
    if window.is_local:
        if window.degrees <= _COUNTY_DEGREES:
            yield border(base.counties(), fill="none", dash="2 2")
        yield _areas(window, base.prefectures(), fill="none", stroke=INK["home_border"], width=0.9)
    if view == "chn" and window.shows_china:
        dashes = base.ten_dash_line()
        ink = INK["home_border"]
        yield _areas(window, dashes, fill=ink, stroke=ink, width=1.4)


def _areas(
    window: Window, frame: gpd.GeoDataFrame, *, fill: str, stroke: str, width: float, dash: str = ""
) -> Markup:
    """Return polygons as one path, cut a little outside of the window."""
    pad = 0.02 * window.degrees
    box = (
        window.west - pad,
        _flatten(window.south - pad),
        window.east + pad,
        _flatten(window.north + pad),
    )
    shapes = frame.geometry.to_numpy()
    near = shapes[shapely.intersects(shapes, shapely.box(*box))]
    cut = shapely.clip_by_rect(near, *box)
    drawn = shapely.simplify(cut, 0.35 * window.degrees / window.width_px)
    d = "".join(_path(window, ring) for shape in drawn for ring in _rings(shape))
    if not d:
        return Markup("")
    dashes = Markup(' stroke-dasharray="{}"').format(dash) if dash else ""
    return Markup(
        '<path d="{}" fill="{}" fill-rule="evenodd" stroke="{}" stroke-width="{}"'
        ' stroke-linejoin="round"{}/>'
    ).format(d, fill, stroke, width, dashes)


def _rings(shape: BaseGeometry) -> Iterable[np.ndarray[Any, Any]]:
    for part in getattr(shape, "geoms", [shape]):
        if part.geom_type == "Polygon" and not part.is_empty:
            yield shapely.get_coordinates(part.exterior)
            yield from (shapely.get_coordinates(ring) for ring in part.interiors)
        elif part.geom_type == "LineString" and not part.is_empty:
            yield shapely.get_coordinates(part)


def _path(window: Window, coords: np.ndarray[Any, Any], *, close: bool = True) -> str:
    # Tenths of a px: fine enough for paper, and the same text on every machine.
    points = " ".join(f"{x:.1f} {y:.1f}" for x, y in window.px(coords))
    return f"M{points}{'Z' if close else ''}"


def _line(window: Window, spot: Spot) -> Markup:
    stroke = spot.layer.strokes.get(spot.kind)
    colour = stroke.colour if stroke else spot.layer.symbol.colour
    width = 5.0 if (stroke.style if stroke else spot.layer.symbol.shape) == "band" else 1.8
    parts = getattr(spot.geometry, "geoms", [spot.geometry])
    d = "".join(_path(window, shapely.get_coordinates(part), close=False) for part in parts)
    dash = Markup(' stroke-dasharray="6 4"') if spot.status in {"planned", "aspiration"} else ""
    return Markup(
        '<path d="{d}" fill="none" stroke="#fffefb" stroke-width="{casing}"/>'
        '<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width}"'
        ' stroke-linejoin="round"{dash}/>'
    ).format(d=d, casing=width + 2.4, colour=colour, width=width, dash=dash)


def _halos(window: Window, spots: Sequence[Spot], scale: float) -> Iterable[Markup]:
    """Yield the soft discs of places known only to their city or country.

    Those of one colour are softened together: where many meet they do not add up to a solid disc.
    """
    vague = [spot for spot in spots if spot.precision in HALO_PX and _is_point(spot)]
    for colour in dict.fromkeys(spot.layer.symbol.colour for spot in vague):
        discs = [_disc(window, spot, scale) for spot in vague if spot.layer.symbol.colour == colour]
        yield Markup('<g fill="{}" opacity=".22">{}</g>').format(colour, Markup("").join(discs))


def _disc(window: Window, spot: Spot, scale: float) -> Markup:
    (x, y) = window.px(shapely.get_coordinates(spot.geometry))[0]
    return Markup('<circle cx="{}" cy="{}" r="{}"/>').format(
        f"{x:.1f}", f"{y:.1f}", f"{scale * HALO_PX[spot.precision]:g}"
    )


def _symbol(window: Window, spot: Spot, scale: float) -> Markup:
    (x, y) = window.px(shapely.get_coordinates(spot.geometry))[0]
    half = round((6 if spot.precision in HALO_PX else 8) * scale)
    shape = spot.layer.symbol.shape
    drawn = symbol_svg(
        # A place of a layer of lines has no symbol of its own: it is a disc in their colour.
        "circle" if shape in {"band", "line"} else shape,
        spot.layer.symbol.colour,
        status=spot.status,
        size=2 * half,
    )
    return Markup('<g transform="translate({} {})">{}</g>').format(
        f"{x - half:.1f}", f"{y - half:.1f}", drawn
    )
