"""Web Mercator tiles: their addresses, their bounds, points thinned and encoded for them."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import mapbox_vector_tile
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo.bbox import Bbox
from geo.errors import TileError
from geo.measure import check_lonlat

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
_Plain = str | bool | int | float | None

MAX_ZOOM = 22
MAX_LATITUDE = math.degrees(math.atan(math.sinh(math.pi)))  # 85.0511: where the map is square
HALF_WORLD_M = math.pi * 6378137.0


class Tile(NamedTuple):
    """The address of a tile: zoom, column from the west, row from the north."""

    z: int
    x: int
    y: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PointLayer:
    """Points of one layer of a vector tile, in Web Mercator metres.

    Attributes
    ----------
    name
        Name of the layer in the tile.
    ids
        Feature ids, not negative.
    x, y
        Web Mercator coordinates in metres, as `lonlat_to_mercator` returns them.
    columns
        Attributes by name, one value for each point; an unknown value (None, nan)
        is left out of the tile.
    """

    name: str
    ids: npt.ArrayLike
    x: npt.ArrayLike
    y: npt.ArrayLike
    columns: Mapping[str, npt.ArrayLike]


def checked_tile(z: int, x: int, y: int) -> Tile:
    """Return a tile address, if there is such a tile.

    Parameters
    ----------
    z, x, y
        Zoom, column from the west, row from the north.

    Returns
    -------
    tile
        The address.

    Raises
    ------
    TileError
        The zoom, or the column or row at that zoom, does not exist.

    Examples
    --------
    >>> checked_tile(1, 1, 0)
    Tile(z=1, x=1, y=0)
    >>> checked_tile(1, 2, 0)
    Traceback (most recent call last):
    geo.errors.TileError: tile 1/2/0 has x = 2; expected 0 to 1 at zoom 1.
    """
    if not 0 <= z <= MAX_ZOOM:
        msg = f"tile {z}/{x}/{y} has z = {z}; expected 0 to {MAX_ZOOM}."
        raise TileError(msg)
    last = (1 << z) - 1
    for name, value in (("x", x), ("y", y)):
        if not 0 <= value <= last:
            msg = f"tile {z}/{x}/{y} has {name} = {value}; expected 0 to {last} at zoom {z}."
            raise TileError(msg)
    return Tile(z, x, y)


def tile_bounds_mercator(tile: Tile) -> tuple[float, float, float, float]:
    """Return the bounds of a tile in Web Mercator (EPSG:3857).

    Parameters
    ----------
    tile
        Address of the tile.

    Returns
    -------
    bounds
        West, south, east, north in metres.

    Raises
    ------
    TileError
        There is no such tile.

    Examples
    --------
    >>> [round(side) for side in tile_bounds_mercator(Tile(1, 1, 0))]
    [0, 0, 20037508, 20037508]
    """
    z, x, y = checked_tile(*tile)
    side = 2 * HALF_WORLD_M / (1 << z)
    west, north = x * side - HALF_WORLD_M, HALF_WORLD_M - y * side
    return west, north - side, west + side, north


def tile_bounds_lonlat(tile: Tile) -> Bbox:
    """Return the bounds of a tile in degrees.

    Parameters
    ----------
    tile
        Address of the tile.

    Returns
    -------
    bbox
        The box that the tile covers.

    Raises
    ------
    TileError
        There is no such tile.

    Examples
    --------
    >>> tile_bounds_lonlat(Tile(1, 1, 1))
    Bbox(west=0.0, south=-85.0511287798066, east=180.0, north=0.0)
    """
    z, x, y = checked_tile(*tile)
    count = 1 << z

    def latitude(row: int) -> float:
        return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * row / count))))

    return Bbox(360 * x / count - 180, latitude(y + 1), 360 * (x + 1) / count - 180, latitude(y))


def lonlat_to_mercator(lon: npt.ArrayLike, lat: npt.ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Return Web Mercator coordinates; the poles, which it cannot show, go to its edge.

    Parameters
    ----------
    lon, lat
        Coordinates in degrees.

    Returns
    -------
    x, y
        Coordinates in metres (EPSG:3857).

    Raises
    ------
    CrsError
        A coordinate is not in degrees.

    Examples
    --------
    >>> x, y = lonlat_to_mercator([0, 180], [0, 90])
    >>> x.round().tolist(), y.round().tolist()
    ([0.0, 20037508.0], [0.0, 20037508.0])
    """
    check_lonlat(lon, lat)
    x = np.asarray(lon, dtype=np.float64) * HALF_WORLD_M / 180
    clipped = np.clip(np.asarray(lat, dtype=np.float64), -MAX_LATITUDE, MAX_LATITUDE)
    return x, np.arctanh(np.sin(np.radians(clipped))) * HALF_WORLD_M / math.pi


def thin_points(
    x: npt.ArrayLike, y: npt.ArrayLike, priority: npt.ArrayLike, cell: float
) -> tuple[IntArray, IntArray]:
    """Return the one point to keep in each cell of a grid: the one of highest priority.

    Of equals the first is kept, so the same points give the same answer. The grid is
    anchored at the origin, so the choice does not change from tile to tile.

    Parameters
    ----------
    x, y
        Coordinates, in any unit; a point with a nan coordinate is nowhere, and dropped.
    priority
        The greater, the rather kept; nan comes last.
    cell
        Side of a cell in the unit of the coordinates.

    Returns
    -------
    kept
        Positions of the kept points, ascending.
    count
        How many points each kept one stands for, itself included.

    Raises
    ------
    TileError
        The cell has no positive side.

    Examples
    --------
    >>> kept, count = thin_points([0.1, 0.2, 5], [0, 0, 0], [1, 9, 4], cell=1)
    >>> kept.tolist(), count.tolist()
    ([1, 2], [2, 1])
    """
    if not cell > 0:
        msg = f"cell is {cell:g}; expected a positive side."
        raise TileError(msg)
    column = np.floor(np.asarray(x, dtype=np.float64) / cell)
    row = np.floor(np.asarray(y, dtype=np.float64) / cell)
    somewhere = np.flatnonzero(np.isfinite(column) & np.isfinite(row))
    if not len(somewhere):
        return somewhere, somewhere.copy()
    column, row = column[somewhere], row[somewhere]
    # lexsort is stable and sorts nan last: ties keep their order, unknown priority loses.
    order = np.lexsort((-np.asarray(priority, dtype=np.float64)[somewhere], row, column))
    changes = (np.diff(column[order]) != 0) | (np.diff(row[order]) != 0)
    first = np.concatenate([[0], np.flatnonzero(changes) + 1])
    kept = somewhere[order[first]]
    count = np.diff([*first, len(order)])
    ascending = np.argsort(kept)
    return kept[ascending], count[ascending]


def encode_points(layer: PointLayer, tile: Tile, *, extent: int = 4096, buffer: int = 64) -> bytes:
    """Return points as a Mapbox Vector Tile of one layer.

    Parameters
    ----------
    layer
        The points; those outside the tile and its buffer are left out.
    tile
        Address of the tile.
    extent
        Width of the tile in tile units.
    buffer
        How far beyond the tile points are kept, in tile units, so that symbols are
        not cut at its edge.

    Returns
    -------
    mvt
        The tile, uncompressed; empty if no point is in it. Tiles of several layers are
        joined by concatenating their bytes.

    Raises
    ------
    TileError
        There is no such tile, or the columns do not fit the points.

    Notes
    -----
    Mapbox Vector Tile Specification 2.1.

    Examples
    --------
    >>> layer = PointLayer(name="ports", ids=[7], x=[0.0], y=[0.0], columns={"kind": ["sea"]})
    >>> decoded = mapbox_vector_tile.decode(encode_points(layer, Tile(0, 0, 0)))
    >>> decoded["ports"]["features"][0]["id"], decoded["ports"]["features"][0]["properties"]
    (7, {'kind': 'sea'})
    """
    west, _, east, north = tile_bounds_mercator(tile)
    scale = extent / (east - west)
    x = (np.asarray(layer.x, dtype=np.float64) - west) * scale
    y = (north - np.asarray(layer.y, dtype=np.float64)) * scale
    inside = np.flatnonzero(
        (x >= -buffer) & (x < extent + buffer) & (y >= -buffer) & (y < extent + buffer)
    )
    columns = {name: _values(name, values, len(x)) for name, values in layer.columns.items()}
    if not len(inside):
        return b""
    ids = np.asarray(layer.ids, dtype=np.int64)
    points = np.asarray(shapely.points(np.round(x[inside]), np.round(y[inside])))
    features = [
        {
            "geometry": point,
            "id": int(ids[i]),
            "properties": {
                name: values[i] for name, values in columns.items() if values[i] is not None
            },
        }
        for i, point in zip(inside.tolist(), points, strict=True)
    ]
    options = {"y_coord_down": True, "extents": extent}
    encoded: bytes = mapbox_vector_tile.encode(
        [{"name": layer.name, "features": features}], default_options=options
    )
    return encoded


def _values(name: str, values: npt.ArrayLike, expected: int) -> list[_Plain]:
    """Return a column as plain Python values, None where unknown."""
    column = pd.Series(values).tolist()
    if len(column) != expected:
        msg = f"column {name!r} has {len(column)} values; expected {expected}, one for each point."
        raise TileError(msg)
    return [_value(name, value) for value in column]


def _value(name: str, value: object) -> _Plain:
    plain = value.item() if isinstance(value, np.generic) else value
    # A value that does not equal itself is a nan or a NaT: unknown.
    if plain is None or plain is pd.NA or plain != plain:
        return None
    if isinstance(plain, str | bool | int | float):
        return plain
    msg = f"column {name!r} holds {plain!r}; expected text, numbers, truth values or None."
    raise TileError(msg)
