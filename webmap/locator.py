"""A small picture of where a place lies, with its precision drawn."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from markupsafe import Markup
from shapely.geometry.base import BaseGeometry

from geo.measure import LonLat
from layers import base

WIDTH_PX, HEIGHT_PX = 240, 180
_MARGIN_PX = 10.0
_KM_PER_DEGREE = 111.32
_DETAIL_PX = 0.5
"""Outlines are simplified to this: no reader sees the rest."""
_VAGUE_HALO_PX = {"district": 9.0, "city": 14.0, "country": 17.0}
"""Halo of a class without a stated error, as on the map; the picture's own sign, not a length."""
_HALF_TURN, _TURN = 180.0, 360.0

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Frame:
    """From degrees to pixels: equirectangular about the middle of an outline."""

    west: float
    north: float
    px_per_degree: float
    squeeze: float
    """Cosine of the middle latitude: a degree of longitude over one of latitude."""
    left_px: float
    top_px: float

    def to_px(self, lonlat: Floats) -> Floats:
        """Return pixels, x to the right and y down."""
        lon = np.where(lonlat[:, 0] < self.west, lonlat[:, 0] + _TURN, lonlat[:, 0])
        x = self.left_px + (lon - self.west) * self.squeeze * self.px_per_degree
        y = self.top_px + (self.north - lonlat[:, 1]) * self.px_per_degree
        return np.column_stack([x, y])

    def km_to_px(self, km: float) -> float:
        """Return how many pixels a length in km has."""
        return km / _KM_PER_DEGREE * self.px_per_degree


@dataclass(frozen=True, slots=True)
class Outline:
    """A drawn outline and its frame."""

    path: str
    frame: Frame


def locator_svg(place: pd.Series, view: str, label: str) -> Markup | None:
    """Return the outline around a place, with a disc as large as its position is uncertain.

    Zhejiang is drawn for a place within it, else the country as the boundary view has it.

    Parameters
    ----------
    place
        Common fields of a record.
    view
        View of the world's borders.
    label
        What the picture shows, for those who do not see it.

    Returns
    -------
    picture
        None where the place has no position or the base map no outline.
    """
    if pd.isna(place["lon"]) or pd.isna(place["country"]):
        return None
    here = LonLat(float(place["lon"]), float(place["lat"]))
    found = _home() if _is_home(here) else _country(str(place["country"]), view)
    if found is None:
        return None
    x, y = found.frame.to_px(np.array([here]))[0]
    radius_px = _halo_px(place, found.frame)
    halo = Markup('<circle class="halo" cx="{}" cy="{}" r="{}"/>').format(
        f"{x:.1f}", f"{y:.1f}", f"{radius_px:.1f}"
    )
    exact = place["coord_precision"] in {"site", "district"}
    point = Markup('<circle class="point" cx="{}" cy="{}" r="3"/>').format(f"{x:.1f}", f"{y:.1f}")
    return Markup(
        '<svg class="locator-svg" viewBox="0 0 {} {}" role="img" aria-label="{}">'
        '<path class="ground" d="{}"/>{}{}</svg>'
    ).format(WIDTH_PX, HEIGHT_PX, label, found.path, halo, point if exact else "")


def _halo_px(place: pd.Series, frame: Frame) -> float:
    stated = place["coord_error_m"]
    if not pd.isna(stated):
        return max(frame.km_to_px(float(stated) / 1000), 5.0)
    return _VAGUE_HALO_PX.get(place["coord_precision"], 6.0)


def _is_home(here: LonLat) -> bool:
    return bool(shapely.intersects_xy(_home_shape(), here.lon, here.lat))


@cache
def _home_shape() -> BaseGeometry:
    shape = shapely.union_all(base.prefectures().geometry.to_numpy())
    shapely.prepare(shape)
    return shape


@cache
def _home() -> Outline:
    return _drawn([*base.prefectures().geometry])


@cache
def _country(iso3: str, view: str) -> Outline | None:
    outlines = base.outlines(view)
    shapes = [*outlines.geometry[outlines["iso3"] == iso3]]
    if not shapes:
        return None
    if iso3 == "CHN" and view == "chn":
        # China's official view is never drawn without its dashes.
        shapes += [*base.ten_dash_line().geometry]
    return _drawn(shapes)


def _drawn(shapes: list[BaseGeometry]) -> Outline:
    frame = _fitted(shapes)
    tolerance = _DETAIL_PX / frame.px_per_degree
    simple = shapely.simplify(np.array(shapes, dtype=object), tolerance)
    parts = shapely.get_parts(simple)
    rings = [
        shapely.get_exterior_ring(part) if part.geom_type == "Polygon" else part for part in parts
    ]
    paths = [_path(frame.to_px(shapely.get_coordinates(ring)), ring) for ring in rings]
    return Outline("".join(paths), frame)


def _path(points: Floats, ring: BaseGeometry) -> str:
    spread = np.ptp(points, axis=0).max() if len(points) else 0.0
    if spread < 2 * _DETAIL_PX:
        return ""
    steps = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return f"M{steps}" + ("Z" if ring.is_ring else "")


def _fitted(shapes: list[BaseGeometry]) -> Frame:
    """Return the frame in which all shapes fit; an outline over 180 degrees stays in one piece."""
    lonlat = shapely.get_coordinates(np.array(shapes, dtype=object))
    lon = lonlat[:, 0]
    if np.ptp(lon) > _HALF_TURN:
        lon = np.where(lon < _gap_end(lon), lon + _TURN, lon)
    west, east = float(lon.min()), float(lon.max())
    south, north = float(lonlat[:, 1].min()), float(lonlat[:, 1].max())
    squeeze = math.cos(math.radians((south + north) / 2))
    width_px, height_px = WIDTH_PX - 2 * _MARGIN_PX, HEIGHT_PX - 2 * _MARGIN_PX
    scale = min(width_px / max((east - west) * squeeze, 0.05), height_px / max(north - south, 0.05))
    return Frame(
        west=west,
        north=north,
        px_per_degree=scale,
        squeeze=squeeze,
        left_px=(WIDTH_PX - (east - west) * squeeze * scale) / 2,
        top_px=(HEIGHT_PX - (north - south) * scale) / 2,
    )


def _gap_end(lon: Floats) -> float:
    """Return the longitude at which the widest gap ends: there the world is cut."""
    ordered = np.unique(lon)
    gap = int(np.argmax(np.diff(ordered)))
    return float(ordered[gap + 1])
