"""Grids of cells in degrees."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rasterio import Affine

from geo.errors import NetworkError
from geo.graph import FloatArray
from geo.sphere import EARTH_RADIUS_KM, unit_vectors

LongArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells of equal degrees, the first in the north-west."""

    west: float
    north: float
    step_deg: float
    width: int
    height: int

    def __post_init__(self) -> None:
        south, east = self.north - self.height * self.step_deg, self.width * self.step_deg
        if not (self.step_deg > 0 and self.width > 0 and self.height > 0):
            msg = (
                f"The grid has {self.width} x {self.height} cells of {self.step_deg:g} degrees;"
                " expected positive numbers."
            )
            raise NetworkError(msg)
        if self.north > 90 or south < -90 - 1e-9 or east > 360 + 1e-9:
            msg = (
                f"The grid runs from {self.north:g} to {south:g} degrees north and over {east:g}"
                " degrees; expected 90 to -90 and at most 360."
            )
            raise NetworkError(msg)

    @property
    def transform(self) -> Affine:
        """From column and row to longitude and latitude."""
        return Affine(self.step_deg, 0, self.west, 0, -self.step_deg, self.north)

    @property
    def is_round(self) -> bool:
        """Whether the last column lies next to the first."""
        return abs(self.width * self.step_deg - 360) < self.step_deg / 2

    def latitudes(self) -> FloatArray:
        """Return the latitude of the middle of each row."""
        rows = np.arange(self.height, dtype=np.float64)
        return self.north - (rows + 0.5) * self.step_deg

    def cells(self, places: FloatArray) -> LongArray:
        """Return the cell that each place is in; -1 for those outside."""
        lon, lat = np.asarray(places, np.float64).T
        across = (lon - self.west) % 360 if self.is_round else lon - self.west
        column = np.floor(across / self.step_deg).astype(np.int64)
        row = np.floor((self.north - lat) / self.step_deg).astype(np.int64)
        inside = (column >= 0) & (column < self.width) & (row >= 0) & (row < self.height)
        return np.where(inside, row * self.width + column, -1)


def half_diagonal_km(grid: Grid) -> FloatArray:
    """Return the distance from the middle of a cell to its furthest corner, for each row.

    Parameters
    ----------
    grid
        The grid.

    Returns
    -------
    distance_km
        On the sphere.

    Examples
    --------
    >>> half_diagonal_km(Grid(0, 0.1, 0.1, 1, 1)).round(1).tolist()
    [7.9]
    """
    middle = grid.latitudes()
    half = grid.step_deg / 2
    edges = [unit_vectors(np.full(grid.height, half), middle + side) for side in (-half, half)]
    centre = unit_vectors(np.zeros(grid.height), middle)
    return np.asarray(np.maximum(*(arc_km(centre, edge) for edge in edges)), np.float64)


def arc_km(one: FloatArray, two: FloatArray) -> FloatArray:
    """Return distances along the sphere between pairs of unit vectors.

    Parameters
    ----------
    one, two
        A row for each place.

    Returns
    -------
    distance_km
        On the sphere of the mean radius, 0.6 % at most from the ellipsoid.

    Examples
    --------
    >>> quarter = arc_km(np.array([[1.0, 0, 0]]), np.array([[0, 1.0, 0]]))
    >>> quarter.round().tolist()
    [10008.0]
    """
    chord = np.sqrt(((one - two) ** 2).sum(axis=1))
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(chord / 2, 1)), np.float64)
