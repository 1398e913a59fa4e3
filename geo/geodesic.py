"""Great-circle lines through ordered stops, drawn right across 180 degrees."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from pyproj import Geod
from shapely.geometry import LineString, MultiLineString

from geo.errors import GeometryError
from geo.measure import LonLat, check_lonlat

FloatArray = npt.NDArray[np.float64]

_WGS84 = Geod(ellps="WGS84")
_BISECTIONS = 60


def great_circle(
    stops: Sequence[LonLat], *, step_km: float = 100.0
) -> LineString | MultiLineString:
    """Return the shortest line through ordered stops, cut where it crosses 180 degrees.

    Both sides of a cut end at the same latitude, on the geodesic, at 180 and at -180
    degrees, so that no renderer draws a stroke across the whole map.

    Parameters
    ----------
    stops
        Two or more places, in degrees, in the order of travel.
    step_km
        Greatest distance between two vertices in kilometres.

    Returns
    -------
    line
        A LineString; a MultiLineString if the line crosses 180 degrees. Its first and
        last vertices are the first and last stops.

    Raises
    ------
    CrsError
        A coordinate is not in degrees.
    GeometryError
        There are fewer than two stops, or the step is not positive.

    Notes
    -----
    Karney, C.F.F. (2013). Algorithms for geodesics. Journal of Geodesy 87,
    43-55. doi:10.1007/s00190-012-0578-z

    Examples
    --------
    From Fiji to Samoa, across 180 degrees:

    >>> line = great_circle([LonLat(178.4, -18.1), LonLat(-171.8, -13.8)])
    >>> [part.coords[-1][0] for part in line.geoms], line.geoms[1].coords[0][0]
    ([180.0, -171.8], -180.0)
    """
    lon, lat = _split_at_180(*_densified(stops, step_km))
    # A segment belongs to the copy of the world in which its middle lies. Cuts are
    # vertices by now, so no segment lies in two.
    world = np.floor(((lon[:-1] + lon[1:]) / 2 + 180) / 360)
    starts = np.flatnonzero(np.diff(world)) + 1
    parts = []
    for first, last in zip([0, *starts], [*starts, len(world)], strict=True):
        # Cuts are exact; clipping takes off the rounding of stops next to 180 degrees.
        part_lon = np.clip(lon[first : last + 1] - 360 * world[first], -180, 180)
        parts.append(LineString(np.column_stack([part_lon, lat[first : last + 1]])))
    return parts[0] if len(parts) == 1 else MultiLineString(parts)


def great_circle_unwrapped(stops: Sequence[LonLat], *, step_km: float = 100.0) -> LineString:
    """Return the shortest line through ordered stops, in one piece.

    Longitudes run on beyond 180 degrees where the line crosses it, as Leaflet likes
    them. Not for measuring or storing: use `great_circle` for that.

    Parameters
    ----------
    stops
        Two or more places, in degrees, in the order of travel.
    step_km
        Greatest distance between two vertices in kilometres.

    Returns
    -------
    line
        One line; its longitudes are continuous.

    Raises
    ------
    CrsError
        A coordinate is not in degrees.
    GeometryError
        There are fewer than two stops, or the step is not positive.

    Examples
    --------
    >>> line = great_circle_unwrapped([LonLat(178.4, -18.1), LonLat(-171.8, -13.8)])
    >>> round(line.coords[-1][0], 1)
    188.2
    """
    return LineString(np.column_stack(_densified(stops, step_km)))


def _densified(stops: Sequence[LonLat], step_km: float) -> tuple[FloatArray, FloatArray]:
    """Return vertices no further apart than a step, with continuous longitudes."""
    if len(stops) < 2:
        msg = f"There are {len(stops)} stops; expected at least two."
        raise GeometryError(msg)
    if not step_km > 0:
        msg = f"step_km is {step_km:g}; expected a positive number of kilometres."
        raise GeometryError(msg)
    places = np.array(stops, dtype=float)
    if not np.isfinite(places).all():
        msg = f"The stops are {list(map(tuple, places.tolist()))}; expected finite degrees."
        raise GeometryError(msg)
    check_lonlat(places[:, 0], places[:, 1])
    lon, lat = [places[0, 0]], [places[0, 1]]
    for here, there in pairwise(places.tolist()):
        distance_m = _WGS84.inv(*here, *there)[2]
        between = max(0, int(np.ceil(distance_m / (step_km * 1000))) - 1)
        if between:
            middle = np.array(_WGS84.npts(here[0], here[1], there[0], there[1], between))
            lon.extend(middle[:, 0])
            lat.extend(middle[:, 1])
        lon.append(there[0])
        lat.append(there[1])
    return np.unwrap(lon, period=360), np.array(lat)


def _split_at_180(lon: FloatArray, lat: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the vertices with one more wherever a segment crosses 180 degrees."""
    low, high = np.minimum(lon[:-1], lon[1:]), np.maximum(lon[:-1], lon[1:])
    cuts = 360 * np.floor((low + 180) / 360) + 180  # the first odd multiple of 180 above low
    crossing = np.flatnonzero((low < cuts) & (cuts < high))
    latitudes = [
        _latitude_at((lon[i], lat[i]), (lon[i + 1], lat[i + 1]), cuts[i]) for i in crossing
    ]
    return np.insert(lon, crossing + 1, cuts[crossing]), np.insert(lat, crossing + 1, latitudes)


def _latitude_at(here: tuple[float, float], there: tuple[float, float], cut: float) -> float:
    """Return where a geodesic meets a meridian that lies between its ends, by bisection."""
    azimuth, _, distance_m = _WGS84.inv(*here, *there)
    eastward = there[0] > here[0]
    low_m, high_m = 0.0, distance_m
    for _ in range(_BISECTIONS):
        middle_m = (low_m + high_m) / 2
        lon = _WGS84.fwd(*here, azimuth, middle_m)[0]
        # Side of the meridian, in -180..180 degrees from it.
        beyond = ((lon - cut + 180) % 360 - 180 > 0) == eastward
        low_m, high_m = (low_m, middle_m) if beyond else (middle_m, high_m)
    return float(_WGS84.fwd(*here, azimuth, (low_m + high_m) / 2)[1])
