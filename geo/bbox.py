"""Bounding boxes in degrees, as the OGC API writes them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.errors import BboxError

BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Bbox:
    """A box in degrees; west > east means that it crosses 180 degrees.

    Examples
    --------
    >>> Bbox(170, -20, -170, -10).crosses_180
    True
    """

    west: float
    south: float
    east: float
    north: float

    @property
    def crosses_180(self) -> bool:
        """Whether the box runs eastward across 180 degrees."""
        return self.west > self.east

    def parts(self) -> "tuple[Bbox, ...]":
        """Return the box as one or two boxes that do not cross 180 degrees.

        Returns
        -------
        parts
            Boxes with west <= east, for indexes and geometry libraries.

        Examples
        --------
        >>> for part in Bbox(170, -20, -170, -10).parts():
        ...     print(part)
        Bbox(west=170, south=-20, east=180.0, north=-10)
        Bbox(west=-180.0, south=-20, east=-170, north=-10)
        """
        if not self.crosses_180:
            return (self,)
        return (
            Bbox(self.west, self.south, 180.0, self.north),
            Bbox(-180.0, self.south, self.east, self.north),
        )

    def contains(self, lon: npt.ArrayLike, lat: npt.ArrayLike) -> BoolArray:
        """Return which places lie in the box; its edges belong to it.

        Parameters
        ----------
        lon, lat
            Places in degrees; nan lies nowhere.

        Returns
        -------
        inside
            One truth value for each place.

        Examples
        --------
        >>> Bbox(170, -20, -170, -10).contains([175, -175, 0], -15)
        array([ True,  True, False])
        """
        x, y = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
        return self.intersects(np.stack(np.broadcast_arrays(x, y, x, y), axis=-1))

    def intersects(self, bounds: npt.ArrayLike) -> BoolArray:
        """Return which boxes share a point with this one.

        Parameters
        ----------
        bounds
            Boxes as west, south, east, north in degrees on the last axis, as
            `GeoSeries.bounds` has them; west > east crosses 180 degrees, and a box
            of nan (an empty geometry) meets nothing.

        Returns
        -------
        meets
            One truth value for each box.

        Examples
        --------
        >>> Bbox(170, -20, -170, -10).intersects([[175, -30, 176, -15], [0, -30, 10, -15]])
        array([ True, False])
        """
        west, south, east, north = np.moveaxis(np.asarray(bounds, dtype=float), -1, 0)
        in_latitude = (south <= self.north) & (north >= self.south)
        across = west > east
        in_longitude = np.zeros(np.shape(west), dtype=bool)
        for part in self.parts():
            # A box that crosses 180 degrees is everything but the gap from east to west.
            plain = (west <= part.east) & (east >= part.west)
            wrapped = (west <= part.east) | (east >= part.west)
            in_longitude |= np.where(across, wrapped, plain)
        return np.asarray(in_latitude & in_longitude)


def parse_bbox(text: str) -> Bbox:
    """Return the box that a request parameter asks for.

    Parameters
    ----------
    text
        Four numbers, west,south,east,north in degrees; or six, with heights after
        south and north, which are ignored. West may exceed east: such a box crosses
        180 degrees.

    Returns
    -------
    bbox
        The box.

    Raises
    ------
    BboxError
        The text is not four or six numbers, or they are not degrees, or south > north.

    Notes
    -----
    OGC API - Features - Part 1: Core, section 7.15.3, parameter bbox.

    Examples
    --------
    >>> parse_bbox("118.3,28.5,0,120.8,29.7,100")
    Bbox(west=118.3, south=28.5, east=120.8, north=29.7)
    """
    try:
        numbers = [float(part) for part in text.split(",")]
        if len(numbers) == 6:
            del numbers[5], numbers[2]  # the 3D form: heights are ignored, not taken for degrees
        west, south, east, north = numbers
    except ValueError as error:
        msg = f"bbox is {text!r}; expected west,south,east,north in degrees."
        raise BboxError(msg) from error
    # Written so that nan, which compares as false, is refused as well.
    if not (-180 <= west <= 180 and -180 <= east <= 180):
        msg = f"bbox longitudes are {west:g} and {east:g}; expected -180 to 180 degrees."
        raise BboxError(msg)
    if not (-90 <= south <= 90 and -90 <= north <= 90):
        msg = f"bbox latitudes are {south:g} and {north:g}; expected -90 to 90 degrees."
        raise BboxError(msg)
    if south > north:
        msg = f"bbox latitudes are {south:g} and {north:g}; expected south <= north."
        raise BboxError(msg)
    return Bbox(west, south, east, north)
