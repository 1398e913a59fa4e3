"""Fields of hours as files: a Cloud-Optimised GeoTIFF to compute with, a picture to look through.

Hours are always rounded up, never down: what a file says is reached within a limit, is.
"""

import warnings
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from rasterio.errors import NotGeoreferencedWarning, RasterioIOError
from rasterio.io import MemoryFile

from geo.errors import CrsError
from geo.grid import Grid

FieldArray = npt.NDArray[np.float32]
PixelArray = npt.NDArray[np.uint8]

PARTS_OF_HOUR = 64
"""Hours in a file are whole parts of this size: finer ones are noise that does not compress."""
MOST_STEPS = 254
"""Steps of hours that a picture can tell apart; 255 is ground that nothing reaches, 0 the sea."""
SEA, UNREACHED = 0, 255

# Options are written out, because a default that changes would change every byte.
_COG = {
    "driver": "COG",
    "dtype": "float32",
    "count": 1,
    "nodata": np.nan,
    "compress": "DEFLATE",
    "level": "6",
    "predictor": "STANDARD",
    "blocksize": "512",
    # A mean of hours over ground that is partly out of reach would be a guess.
    "overview_resampling": "NEAREST",
    "num_threads": "1",
}
_PNG = {"driver": "PNG", "dtype": "uint8", "ZLEVEL": "9"}


def rounded_up(field: FieldArray, parts: int = PARTS_OF_HOUR) -> FieldArray:
    """Return hours as whole parts of an hour, none of them earlier than they were.

    Parameters
    ----------
    field
        Hours; nan is kept.
    parts
        How many parts an hour has.

    Examples
    --------
    >>> rounded_up(np.array([1.0, 1.26, np.nan], np.float32), 4).tolist()
    [1.0, 1.5, nan]
    """
    return np.asarray(np.ceil(field * np.float32(parts)) / np.float32(parts), np.float32)


def cog_bytes(field: FieldArray, grid: Grid, tags: Mapping[str, str]) -> bytes:
    """Return a field of hours as a Cloud-Optimised GeoTIFF.

    Parameters
    ----------
    field
        Hours in rows from the north; nan where nothing arrives.
    grid
        Where its cells are, in degrees.
    tags
        What the file says of itself.

    Returns
    -------
    file
        32-bit hours with nan as nodata and overviews; the same field gives the same bytes.

    Examples
    --------
    >>> grid = Grid(0, 1, 0.5, 2, 2)
    >>> field = np.array([[1, 2], [3, np.nan]], np.float32)
    >>> read_cog(cog_bytes(field, grid, {"units": "h"}))[0].tolist()
    [[1.0, 2.0], [3.0, nan]]
    """
    options: dict[str, Any] = {**_COG, "width": grid.width, "height": grid.height}
    with MemoryFile() as memory:
        with memory.open(crs="EPSG:4326", transform=grid.transform, **options) as file:
            file.write(rounded_up(field), 1)
            file.update_tags(**tags)
            file.update_tags(1, units=tags.get("units", "h"))
        return bytes(memory.getbuffer())


def read_cog(content: bytes) -> tuple[FieldArray, Grid, dict[str, str]]:
    """Return the field, the grid and the tags of a file that `cog_bytes` made.

    Raises
    ------
    CrsError
        The file is no raster of square degrees.

    Examples
    --------
    >>> content = cog_bytes(np.ones((1, 2), np.float32), Grid(0, 1, 0.5, 2, 1), {"units": "h"})
    >>> read_cog(content)[2]["units"]
    'h'
    """
    try:
        with MemoryFile(content) as memory, memory.open() as file:
            if file.crs is None or file.crs.to_epsg() != 4326 or file.res[0] != file.res[1]:
                msg = f"The raster is in {file.crs} with cells of {file.res}; expected EPSG:4326."
                raise CrsError(msg)
            west, north = file.transform.c, file.transform.f
            grid = Grid(west, north, file.res[0], file.width, file.height)
            return file.read(1), grid, dict(file.tags())
    except RasterioIOError as error:
        msg = f"The file of {len(content)} bytes is no raster; expected a GeoTIFF."
        raise CrsError(msg) from error


def hours_picture(latest: FieldArray, land: npt.NDArray[np.bool_], step_hours: float) -> bytes:
    """Return hours as a picture whose pixels are whole steps, to be cut at any limit.

    Parameters
    ----------
    latest
        Hours within which each cell is reached; nan where nothing arrives.
    land
        Which cells are land.
    step_hours
        Hours of one step; what takes more than `MOST_STEPS` of them is out of reach.

    Returns
    -------
    file
        A grey PNG: 0 is the sea, n is reached within n steps, 255 is not reached.

    Examples
    --------
    >>> hours_picture(np.array([[0.5]], np.float32), np.array([[True]]), 6.0)[1:4]
    b'PNG'
    """
    return picture_bytes(steps_of(latest, land, step_hours)[None])


def steps_of(
    latest: FieldArray, land: npt.NDArray[np.bool_], step_hours: float
) -> npt.NDArray[np.uint8]:
    """Return hours as whole steps, as `hours_picture` says.

    Examples
    --------
    >>> hours = np.array([[0.5, 7, np.nan, np.nan]], np.float32)
    >>> steps_of(hours, np.array([[True, True, True, False]]), 6.0).tolist()
    [[1, 2, 255, 0]]
    """
    steps = np.maximum(np.ceil(latest / np.float32(step_hours)), 1)
    reached = np.where(np.isfinite(steps) & (steps <= MOST_STEPS), steps, UNREACHED)
    return np.where(land, reached, SEA).astype(np.uint8)


def picture_bytes(pixels: PixelArray) -> bytes:
    """Return a PNG of pixels: one channel is grey, three are red, green and blue.

    Parameters
    ----------
    pixels
        Channels, rows, columns.

    Examples
    --------
    >>> picture_bytes(np.zeros((1, 2, 2), np.uint8))[1:4]
    b'PNG'
    """
    count, height, width = pixels.shape
    options: dict[str, Any] = {**_PNG, "count": count, "height": height, "width": width}
    with MemoryFile() as memory, warnings.catch_warnings():
        # A picture on a page has no place on the ground.
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with memory.open(**options) as file:
            file.write(pixels)
        return bytes(memory.getbuffer())
