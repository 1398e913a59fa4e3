"""A field of hours as a still picture: bands over land, in the map's projection."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo.cog import PixelArray, picture_bytes
from webmap.coverage_field import GRID, zones
from webmap.coverage_reach import Reach
from webmap.picture import INK

WIDTH_PX = 1440
SOUTH, NORTH = -56.0, 78.0
BANDS = ("#16626d", "#418f93", "#7fb7b4", "#b4d3cf", "#d9e6e3")
"""Colours of the bands, near to far: as css/coverage.css has them."""

IndexArray = npt.NDArray[np.int64]


class _Frame(NamedTuple):
    """Which cell each row and column of the picture shows."""

    row: IndexArray
    column: IndexArray


@cache
def _frame() -> _Frame:
    per_px = 2 * np.pi / WIDTH_PX
    top, bottom = (float(np.arcsinh(np.tan(np.radians(lat)))) for lat in (NORTH, SOUTH))
    height = round((top - bottom) / per_px)
    lat = np.degrees(np.arctan(np.sinh(top - (np.arange(height) + 0.5) * per_px)))
    lon = (np.arange(WIDTH_PX) + 0.5) * 360 / WIDTH_PX
    return _Frame(
        np.floor((GRID.north - lat) / GRID.step_deg).astype(np.int64),
        np.floor(lon / GRID.step_deg).astype(np.int64),
    )


def size_px() -> tuple[int, int]:
    """Return width and height of the picture."""
    return WIDTH_PX, len(_frame().row)


def still(reach: Reach, days: float) -> bytes:
    """Return what is reached within some days as a PNG.

    Parameters
    ----------
    reach
        The field.
    days
        Ground beyond is drawn as land.
    """
    row, column = _frame()
    zone = zones()[row][:, column]
    hours = reach.latest[row][:, column]
    colours = np.array([_rgb(INK["sea"]), _rgb(INK["land"]), *map(_rgb, BANDS)], np.uint8)
    band = np.searchsorted(np.array(reach.edges_days) * 24, np.nan_to_num(hours, nan=np.inf))
    is_reached = (zone >= 0) & (hours <= days * 24) & (band < len(reach.edges_days))
    last = len(BANDS) - 1
    pixel = np.where(is_reached, np.minimum(band, last) + 2, (zone >= 0).astype(np.int64))
    picture = colours[pixel]
    picture[_borders(zone)] = _rgb(INK["home_border"])
    return picture_bytes(np.ascontiguousarray(np.moveaxis(picture, 2, 0)))


def _borders(zone: npt.NDArray[np.int16]) -> npt.NDArray[np.bool_]:
    """Return the pixels that touch another country."""
    found = np.zeros(zone.shape, bool)
    for axis in (0, 1):
        after = np.roll(zone, -1, axis=axis)
        found |= (zone != after) & (zone >= 0) & (after >= 0)
    found[-1] = found[:, -1] = False
    return found


def _rgb(colour: str) -> PixelArray:
    return np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)], np.uint8)
