"""Lengths, areas and distances on the ellipsoid of WGS 84."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from geo.errors import CrsError, GeometryError

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

_WGS84 = Geod(ellps="WGS84")
_CHUNK_CELLS = 4_000_000  # 32 MB of distances at a time


class LonLat(NamedTuple):
    """A place in WGS 84, in degrees."""

    lon: float
    lat: float


def check_lonlat(lon: npt.ArrayLike, lat: npt.ArrayLike) -> None:
    """Refuse coordinates that cannot be degrees of longitude and latitude.

    Metres of a projected system, or (lat, lon) in the wrong order, are caught here
    rather than measured. Missing coordinates (nan) pass.

    Parameters
    ----------
    lon, lat
        Coordinates in degrees.

    Raises
    ------
    CrsError
        A longitude is outside -180 to 180, or a latitude outside -90 to 90.

    Examples
    --------
    >>> check_lonlat([120.07, -180], [29.31, 90])
    >>> check_lonlat(29.31, 120.07)
    Traceback (most recent call last):
    geo.errors.CrsError: latitude is 120.07; expected -90 to 90 degrees (EPSG:4326, lon before lat).
    """
    for name, values, limit in (("longitude", lon, 180.0), ("latitude", lat, 90.0)):
        array = np.asarray(values, dtype=float)
        outside = np.abs(array) > limit
        if outside.any():
            msg = (
                f"{name} is {array[outside].flat[0]:g}; expected -{limit:g} to {limit:g} degrees"
                " (EPSG:4326, lon before lat)."
            )
            raise CrsError(msg)


def length_km(line: BaseGeometry) -> float:
    """Return the geodesic length of a line.

    Lengths are taken on the ellipsoid, never in EPSG:3857, whose scale error
    grows as 1 / cos(latitude): 37 % at 43 degrees north.

    Parameters
    ----------
    line
        Line, or lines, in EPSG:4326, coordinates as (lon, lat) in degrees.

    Returns
    -------
    length_km
        Length in kilometres; 0.0 for an empty line.

    Raises
    ------
    CrsError
        A coordinate is not in degrees.

    Notes
    -----
    Karney, C.F.F. (2013). Algorithms for geodesics. Journal of Geodesy 87,
    43-55. doi:10.1007/s00190-012-0578-z

    Examples
    --------
    One degree of latitude along the Greenwich meridian:

    >>> round(length_km(shapely.LineString([(0, 0), (0, 1)])), 3)
    110.574
    """
    _check_geometry(line)
    if line.is_empty:
        return 0.0
    return float(_WGS84.geometry_length(line)) / 1000


def area_km2(polygon: BaseGeometry) -> float:
    """Return the area of a polygon with geodesic sides; holes are left out.

    The winding of the rings does not matter.

    Parameters
    ----------
    polygon
        Polygon, or polygons, in EPSG:4326, coordinates as (lon, lat) in degrees.

    Returns
    -------
    area_km2
        Area in square kilometres; 0.0 for an empty polygon.

    Raises
    ------
    CrsError
        A coordinate is not in degrees.

    Notes
    -----
    Karney (2013), as for `length_km`.

    Examples
    --------
    An eighth of the earth, 510,065,622 km2 on the ellipsoid of WGS 84:

    >>> octant = shapely.Polygon([(0, 0), (90, 0), (90, 90), (0, 90)])
    >>> round(area_km2(octant) * 8)
    510065622
    """
    _check_geometry(polygon)
    if polygon.is_empty:
        return 0.0
    # pyproj takes clockwise holes off the area only where the shell is counter-clockwise.
    oriented = shapely.orient_polygons(polygon)
    return abs(float(_WGS84.geometry_area_perimeter(oriented)[0])) / 1e6


def distance_km(
    lon1: npt.ArrayLike, lat1: npt.ArrayLike, lon2: npt.ArrayLike, lat2: npt.ArrayLike
) -> FloatArray:
    """Return geodesic distances between pairs of places.

    Parameters
    ----------
    lon1, lat1, lon2, lat2
        Coordinates in degrees; scalars or arrays that broadcast together.

    Returns
    -------
    distance_km
        Distances in kilometres, in the broadcast shape; nan where a coordinate is nan.

    Raises
    ------
    CrsError
        A coordinate is not in degrees.

    Examples
    --------
    >>> distance_km(0, 0, [0, 1], [1, 0]).round(3)
    array([110.574, 111.319])
    """
    check_lonlat(lon1, lat1)
    check_lonlat(lon2, lat2)
    one_lon, one_lat, two_lon, two_lat = np.broadcast_arrays(
        np.asarray(lon1, np.float64),
        np.asarray(lat1, np.float64),
        np.asarray(lon2, np.float64),
        np.asarray(lat2, np.float64),
    )
    distance_m = _WGS84.inv(one_lon.ravel(), one_lat.ravel(), two_lon.ravel(), two_lat.ravel())[2]
    return np.asarray(distance_m, np.float64).reshape(one_lon.shape) / 1000


def nearest(
    lon: npt.ArrayLike, lat: npt.ArrayLike, target_lon: npt.ArrayLike, target_lat: npt.ArrayLike
) -> tuple[IntArray, FloatArray]:
    """Return the nearest target of each place, as the crow flies.

    Nearness is judged on the sphere, with no projection to distort it; the distance
    returned is the one on the ellipsoid. The first target wins a tie.

    Parameters
    ----------
    lon, lat
        Places, in degrees.
    target_lon, target_lat
        Targets to choose from, in degrees; at least one.

    Returns
    -------
    index
        Position of the nearest target, for each place.
    distance_km
        Distance to it in kilometres.

    Raises
    ------
    CrsError
        A coordinate is not in degrees.
    GeometryError
        There is no target.

    Examples
    --------
    Seen from 179 degrees east, 179 degrees west is nearer than 170 degrees east:

    >>> index, _ = nearest(179, 0, [170, -179], [0, 0])
    >>> index.tolist()
    [1]
    """
    check_lonlat(lon, lat)
    check_lonlat(target_lon, target_lat)
    places, targets = _unit_vectors(lon, lat), _unit_vectors(target_lon, target_lat)
    if not len(targets):
        msg = "There are 0 targets; expected at least one."
        raise GeometryError(msg)
    rows = max(1, _CHUNK_CELLS // len(targets))
    chunks = [
        np.argmax(places[start : start + rows] @ targets.T, axis=1)
        for start in range(0, len(places), rows)
    ]
    index = np.concatenate(chunks or [np.empty(0)]).astype(np.int64)
    target_x, target_y = np.atleast_1d(target_lon), np.atleast_1d(target_lat)
    return index, distance_km(
        np.atleast_1d(lon), np.atleast_1d(lat), target_x[index], target_y[index]
    )


def _unit_vectors(lon: npt.ArrayLike, lat: npt.ArrayLike) -> FloatArray:
    x = np.radians(np.atleast_1d(np.asarray(lon, dtype=float)))
    y = np.radians(np.atleast_1d(np.asarray(lat, dtype=float)))
    return np.column_stack([np.cos(y) * np.cos(x), np.cos(y) * np.sin(x), np.sin(y)])


def _check_geometry(geometry: BaseGeometry) -> None:
    west, south, east, north = geometry.bounds if not geometry.is_empty else (0.0,) * 4
    check_lonlat([west, east], [south, north])
