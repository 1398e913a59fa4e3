"""Which polygon each of very many points lies in."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from geo.errors import GeometryError
from geo.measure import check_lonlat

IndexArray = npt.NDArray[np.int64]


def polygon_of(
    lon: npt.ArrayLike, lat: npt.ArrayLike, polygons: Sequence[BaseGeometry]
) -> IndexArray:
    """Return the position of the polygon that each point lies in, else of the nearest one.

    A harbour station on a pier belongs to the coast next to it: outlines are coarser than stations.

    Parameters
    ----------
    lon, lat
        Points, in degrees.
    polygons
        Areas that do not overlap, in EPSG:4326; at least one.

    Raises
    ------
    CrsError
        A coordinate is not in degrees.
    GeometryError
        There is no polygon.

    Examples
    --------
    >>> squares = [shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)]
    >>> polygon_of([0.5, 1.5, 2.2], [0.5, 0.5, 0.5], squares).tolist()
    [0, 1, 1]
    """
    check_lonlat(lon, lat)
    if not len(polygons):
        msg = "There are 0 polygons; expected at least one."
        raise GeometryError(msg)
    areas = np.array(polygons, dtype=object)
    points = np.atleast_1d(np.asarray(shapely.points(np.asarray(lon), np.asarray(lat))))
    # The tree holds the points: GEOS prepares what is looked up, and polygons are what is slow.
    area, inside = shapely.STRtree(points).query(areas, predicate="contains")
    found = np.full(len(points), -1, np.int64)
    # Of a point on a shared border the first polygon wins.
    found[inside[::-1]] = area[::-1]
    outside = np.flatnonzero(found < 0)
    found[outside] = shapely.STRtree(areas).nearest(points[outside])
    return found
