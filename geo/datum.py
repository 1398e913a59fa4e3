"""Conversion of coordinates between WGS 84, CGCS2000, GCJ-02 and BD-09."""

import math
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar, cast

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from geo.errors import DatumError

FloatArray = npt.NDArray[np.float64]
_Pair = tuple[FloatArray, FloatArray]
_Shift = Callable[[FloatArray, FloatArray], _Pair]
_Shape = TypeVar("_Shape", bound=BaseGeometry | gpd.GeoSeries)

# The rectangle that every published implementation of GCJ-02 uses for "China".
CHINA_WEST, CHINA_SOUTH, CHINA_EAST, CHINA_NORTH = 72.004, 0.8293, 137.8347, 55.8271

_KRASOVSKY_A = 6378245.0  # metres
_KRASOVSKY_E2 = 0.00669342162296594323
_BD_RADIANS = math.pi * 3000 / 180
_CONVERGED_DEG = 1e-12
_MAX_STEPS = 30
_WGS84 = Geod(ellps="WGS84")


class Datum(StrEnum):
    """The datums that a source may declare; the value is what the source writes."""

    WGS84 = "wgs84"
    CGCS2000 = "cgcs2000"
    GCJ02 = "gcj02"
    BD09 = "bd09"


def parse_datum(text: str | None) -> Datum:
    """Return the datum that a source declares.

    Parameters
    ----------
    text
        One of the values of `Datum`, in any case; None if nothing was declared.

    Returns
    -------
    datum
        The member of `Datum`.

    Raises
    ------
    DatumError
        The datum is undeclared or unknown.

    Examples
    --------
    >>> parse_datum("GCJ02")
    <Datum.GCJ02: 'gcj02'>
    """
    accepted = ", ".join(Datum)
    if not text:
        msg = f"The datum is undeclared; expected one of {accepted}."
        raise DatumError(msg)
    try:
        return Datum(text.lower())
    except ValueError as error:
        msg = f"datum is {text!r}; expected one of {accepted}."
        raise DatumError(msg) from error


def convert(
    lon: npt.ArrayLike, lat: npt.ArrayLike, *, source: str | None, target: str | None
) -> _Pair:
    """Convert coordinates from one datum to another.

    CGCS2000 and WGS 84 differ by a metre at most (the plate has moved since the epoch of
    CGCS2000), and are taken as equal here.
    GCJ-02 and BD-09 are identities outside the published rectangle around China.

    Parameters
    ----------
    lon, lat
        Coordinates in degrees, in the source datum; scalars or arrays.
    source, target
        Datums by the values of `Datum`.

    Returns
    -------
    lon, lat
        Coordinates in degrees, in the target datum.

    Raises
    ------
    DatumError
        A datum is undeclared or unknown.

    Notes
    -----
    GCJ-02 has no official formula; this is the one that reverse engineering found
    and that every open implementation shares. Its inverse, and that of BD-09, are
    iterated to 1e-12 degrees, so that a round trip inside the rectangle is exact for
    every purpose. The rectangle is coarse: it also holds Hong Kong, Macao and Taiwan,
    which map services do not all shift, and much of China's neighbours, which they
    mostly do not. There the caller has to know what his source did. Within about a
    kilometre of the edge of the rectangle the inverse is ambiguous: a shifted and an
    unshifted point may share coordinates.

    Examples
    --------
    The pair for Shanghai that the tests of the library eviltransform publish:

    >>> lon, lat = convert(121.5272106, 31.1774276, source="wgs84", target="gcj02")
    >>> round(float(lon), 5), round(float(lat), 5)
    (121.53154, 31.1753)
    """
    source_datum, target_datum = parse_datum(source), parse_datum(target)
    pair = np.broadcast_arrays(np.asarray(lon, dtype=float), np.asarray(lat, dtype=float))
    x, y = pair[0].copy(), pair[1].copy()
    if source_datum == target_datum:
        return x, y
    for step in (_TO_WGS84[source_datum], _FROM_WGS84[target_datum]):
        for function in step:
            x, y = function(x, y)
    return x, y


def convert_geometry(shape: _Shape, *, source: str | None, target: str | None) -> _Shape:
    """Convert a geometry, or every geometry of a series, from one datum to another.

    Vertices are moved one by one, so topology holds wherever no segment is long against
    the wavelength of the shift (about 30 km).

    Parameters
    ----------
    shape
        Geometry or series of geometries, coordinates as (lon, lat) in degrees.
    source, target
        Datums by the values of `Datum`.

    Returns
    -------
    shape
        The same type, with the same index and CRS label where it has them.

    Raises
    ------
    DatumError
        A datum is undeclared or unknown.

    Examples
    --------
    >>> moved = convert_geometry(shapely.Point(120.07, 29.31), source="gcj02", target="wgs84")
    >>> back = convert_geometry(moved, source="wgs84", target="gcj02")
    >>> round(back.x, 7), round(back.y, 7)
    (120.07, 29.31)
    """

    def moved(coordinates: FloatArray) -> FloatArray:
        return np.column_stack(
            convert(coordinates[:, 0], coordinates[:, 1], source=source, target=target)
        )

    if isinstance(shape, gpd.GeoSeries):
        vertices = shapely.transform(shape.to_numpy(), moved)
        series = gpd.GeoSeries(vertices, index=shape.index, crs=shape.crs, name=shape.name)
        return cast("_Shape", series)
    moved_shape: _Shape = shapely.transform(shape, moved)
    return moved_shape


def looks_shifted(
    lon: float, lat: float, reference_lon: float, reference_lat: float
) -> Datum | None:
    """Return the datum in which a point seems to be given, if it is a shifted one.

    The point is compared with a place known in WGS 84: it looks shifted where it lies
    nearer to where that place would be in GCJ-02 or BD-09 than to the place itself,
    and within a quarter of that shift (which is about 500 m or 1,200 m).

    Parameters
    ----------
    lon, lat
        The point to judge, in degrees, in an unknown datum.
    reference_lon, reference_lat
        The same place, in degrees, in WGS 84.

    Returns
    -------
    datum
        GCJ-02 or BD-09; None if the point does not look shifted.

    Examples
    --------
    A point 540 m south-east of its reference, where the GCJ-02 shift would put it:

    >>> looks_shifted(120.0747, 29.3075, 120.07, 29.31)
    <Datum.GCJ02: 'gcj02'>
    >>> looks_shifted(120.0701, 29.3101, 120.07, 29.31) is None
    True
    """
    for datum in (Datum.GCJ02, Datum.BD09):
        x, y = convert(reference_lon, reference_lat, source=Datum.WGS84, target=datum)
        shift_m = _WGS84.inv(reference_lon, reference_lat, float(x), float(y))[2]
        error_m = _WGS84.inv(lon, lat, float(x), float(y))[2]
        # Outside China the shift is zero, and nothing can look shifted.
        if error_m < shift_m / 4:
            return datum
    return None


def _in_rectangle(lon: FloatArray, lat: FloatArray) -> npt.NDArray[np.bool_]:
    inside = (lon >= CHINA_WEST) & (lon <= CHINA_EAST) & (lat >= CHINA_SOUTH) & (lat <= CHINA_NORTH)
    return np.asarray(inside)


def _waves(value: FloatArray, terms: tuple[tuple[float, float], ...]) -> FloatArray:
    """Return the sum of sines (amplitude, half wavelength in degrees), two thirds of it."""
    total = np.zeros_like(value)
    for amplitude, half_wavelength in terms:
        total += amplitude * np.sin(value * math.pi / half_wavelength)
    return total * 2 / 3


def _gcj_shifted(lon: FloatArray, lat: FloatArray) -> _Pair:
    """Return WGS 84 moved by the GCJ-02 shift, with no regard to the rectangle."""
    x, y = lon - 105, lat - 35
    root = np.sqrt(np.abs(x))
    common = _waves(x, ((20, 1 / 6), (20, 1 / 2)))
    north_m = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + common
    north_m += _waves(y, ((20, 1), (40, 3), (160, 12), (320, 30)))
    east_m = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + common
    east_m += _waves(x, ((20, 1), (40, 3), (150, 12), (300, 30)))
    w2 = 1 - _KRASOVSKY_E2 * np.sin(np.radians(lat)) ** 2
    meridian_m = _KRASOVSKY_A * (1 - _KRASOVSKY_E2) / w2**1.5
    parallel_m = _KRASOVSKY_A / np.sqrt(w2) * np.cos(np.radians(lat))
    return lon + np.degrees(east_m / parallel_m), lat + np.degrees(north_m / meridian_m)


def _bd_shifted(lon: FloatArray, lat: FloatArray) -> _Pair:
    """Return GCJ-02 moved by the BD-09 shift, with no regard to the rectangle."""
    radius = np.hypot(lon, lat) + 2e-5 * np.sin(lat * _BD_RADIANS)
    angle = np.arctan2(lat, lon) + 3e-6 * np.cos(lon * _BD_RADIANS)
    return radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006


def _inside_only(shifted: _Shift) -> _Shift:
    """Return a shift that leaves everything outside the rectangle where it is."""

    def forward(lon: FloatArray, lat: FloatArray) -> _Pair:
        inside = _in_rectangle(lon, lat)
        x, y = shifted(lon, lat)
        return np.where(inside, x, lon), np.where(inside, y, lat)

    return forward


def _inverse_of(shifted: _Shift) -> _Shift:
    """Return the inverse of a shift, by fixed-point iteration.

    The shifts vary by about 2 % of a step, so each round gains nearly two digits.
    """

    def inverse(lon: FloatArray, lat: FloatArray) -> _Pair:
        x, y = lon, lat
        for _ in range(_MAX_STEPS):
            x_shifted, y_shifted = shifted(x, y)
            dx, dy = lon - x_shifted, lat - y_shifted
            x, y = x + dx, y + dy
            # "not >" and not "<": nan (an empty coordinate) must end the loop as well.
            if not np.any((np.abs(dx) > _CONVERGED_DEG) | (np.abs(dy) > _CONVERGED_DEG)):
                break
        inside = _in_rectangle(x, y)
        return np.where(inside, x, lon), np.where(inside, y, lat)

    return inverse


_FROM_WGS84: dict[Datum, tuple[_Shift, ...]] = {
    Datum.WGS84: (),
    Datum.CGCS2000: (),
    Datum.GCJ02: (_inside_only(_gcj_shifted),),
    Datum.BD09: (_inside_only(_gcj_shifted), _inside_only(_bd_shifted)),
}
_TO_WGS84: dict[Datum, tuple[_Shift, ...]] = {
    Datum.WGS84: (),
    Datum.CGCS2000: (),
    Datum.GCJ02: (_inverse_of(_gcj_shifted),),
    Datum.BD09: (_inverse_of(_bd_shifted), _inverse_of(_gcj_shifted)),
}
