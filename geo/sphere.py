"""Nearness on the sphere, over hundreds of thousands of points."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from geo.errors import GeometryError
from geo.measure import check_lonlat

FloatArray = npt.NDArray[np.float64]
IndexArray = npt.NDArray[np.int64]

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of GRS 80 (Moritz 2000), km."""


def unit_vectors(lon: npt.ArrayLike, lat: npt.ArrayLike) -> FloatArray:
    """Return points of the unit sphere as (n, 3) coordinates.

    Parameters
    ----------
    lon, lat
        Places, in degrees.

    Examples
    --------
    >>> unit_vectors(90, 0).round(6).tolist()
    [[0.0, 1.0, 0.0]]
    """
    x = np.radians(np.atleast_1d(np.asarray(lon, np.float64)))
    y = np.radians(np.atleast_1d(np.asarray(lat, np.float64)))
    return np.column_stack([np.cos(y) * np.cos(x), np.cos(y) * np.sin(x), np.sin(y)])


def distance_km(
    lon1: npt.ArrayLike, lat1: npt.ArrayLike, lon2: npt.ArrayLike, lat2: npt.ArrayLike
) -> FloatArray:
    """Return great-circle distances on the sphere, pair by pair.

    Half a per cent off the ellipsoid at worst, and a hundred times faster: for the ranking of
    places and for edges whose real length nobody states.

    Parameters
    ----------
    lon1, lat1, lon2, lat2
        Places, in degrees.

    Examples
    --------
    >>> distance_km(0, 0, 0, 1).round(3).tolist()
    [111.195]
    """
    chord = np.linalg.norm(unit_vectors(lon1, lat1) - unit_vectors(lon2, lat2), axis=1)
    return _arc_km(chord)


class SphereIndex:
    """Places to look up by nearness: exact, since chords of a sphere keep the order of arcs.

    Parameters
    ----------
    lon, lat
        Places, in degrees; at least one.

    Raises
    ------
    GeometryError
        There is no place.
    CrsError
        A coordinate is not in degrees.

    Examples
    --------
    Across 180 degrees, where a plane would choose the other one:

    >>> index = SphereIndex([170, -179], [0, 0])
    >>> [array.round(1).tolist() for array in index.nearest(179, 0)]
    [[1], [222.4]]
    >>> index.within(-180, 0, 150)
    [[1]]
    """

    def __init__(self, lon: npt.ArrayLike, lat: npt.ArrayLike) -> None:
        check_lonlat(lon, lat)
        points = unit_vectors(lon, lat)
        if not len(points):
            msg = "There are 0 places to look up; expected at least one."
            raise GeometryError(msg)
        self._tree = cKDTree(points)

    def nearest(self, lon: npt.ArrayLike, lat: npt.ArrayLike) -> tuple[IndexArray, FloatArray]:
        """Return the position of the nearest place to each point, and the distance in km."""
        check_lonlat(lon, lat)
        chord, index = self._tree.query(unit_vectors(lon, lat))
        return np.asarray(index, np.int64), _arc_km(np.asarray(chord))

    def within(self, lon: npt.ArrayLike, lat: npt.ArrayLike, radius_km: float) -> list[list[int]]:
        """Return the positions of all places no further than a radius from each point."""
        check_lonlat(lon, lat)
        chord = 2 * np.sin(min(radius_km / EARTH_RADIUS_KM, np.pi) / 2)
        found = self._tree.query_ball_point(unit_vectors(lon, lat), chord, return_sorted=True)
        return [list(one) for one in found]


def _arc_km(chord: FloatArray) -> FloatArray:
    arc: FloatArray = 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(chord / 2, 1.0))
    return arc
