"""Pyramids of picture tiles, warped from a raster in degrees."""

import math
import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import rasterio
from pmtiles.tile import TileType, zxy_to_tileid
from rasterio.enums import Resampling
from rasterio.errors import NotGeoreferencedWarning
from rasterio.io import DatasetReader, MemoryFile
from rasterio.transform import from_bounds
from rasterio.vrt import WarpedVRT

from geo.archive import write_archive
from geo.bbox import Bbox
from geo.errors import CrsError, TileError
from geo.pyramid import check_zooms
from geo.tile import HALF_WORLD_M, MAX_LATITUDE, Tile, lonlat_to_mercator, tile_bounds_mercator

PixelArray = npt.NDArray[np.uint8]

# Options are written out, because a default that changes would change every byte.
_FORMATS: dict[str, tuple[TileType, dict[str, str]]] = {
    "WEBP": (TileType.WEBP, {"QUALITY": "80"}),
    "PNG": (TileType.PNG, {"ZLEVEL": "9"}),
}


def mercator_pyramid(
    source_path: Path,
    out_path: Path,
    *,
    minzoom: int,
    maxzoom: int,
    tile_size: int = 512,
    tile_format: str = "WEBP",
) -> None:
    """Write a raster in degrees as Web Mercator tiles into a PMTiles file.

    Pixels outside the raster are transparent; tiles with no pixel in it are absent.
    The same raster makes the same bytes.

    Parameters
    ----------
    source_path
        Raster in EPSG:4326 of 8-bit red, green and blue; a COG is read by its overviews.
    out_path
        The file to write, or to replace.
    minzoom, maxzoom
        First and last zoom of the pyramid.
    tile_size
        Width of a tile in pixels.
    tile_format
        WEBP (lossy, small) or PNG.

    Raises
    ------
    CrsError
        The raster is not in EPSG:4326.
    TileError
        The raster is not 8-bit RGB, or the zooms, size or format cannot be.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from geo.archive import TileArchive
    >>> with TemporaryDirectory() as folder:
    ...     source, out = Path(folder, "red.tif"), Path(folder, "red.pmtiles")
    ...     red = np.zeros((3, 90, 180), dtype=np.uint8)
    ...     red[0] = 255
    ...     profile = {"width": 180, "height": 90, "count": 3, "dtype": "uint8", "crs": 4326}
    ...     transform = from_bounds(0, 0, 180, 90, 180, 90)
    ...     with rasterio.open(source, "w", "GTiff", transform=transform, **profile) as file:
    ...         file.write(red)
    ...     mercator_pyramid(source, out, minzoom=1, maxzoom=1, tile_size=64)
    ...     with TileArchive(out) as archive:
    ...         [tile for tile, _ in archive.tiles()]
    [Tile(z=1, x=1, y=0)]
    """
    check_zooms(minzoom, maxzoom)
    if tile_format not in _FORMATS:
        msg = f"tile_format is {tile_format!r}; expected one of {', '.join(_FORMATS)}."
        raise TileError(msg)
    if not 1 <= tile_size <= 4096:
        msg = f"tile_size is {tile_size}; expected 1 to 4096 pixels."
        raise TileError(msg)
    with rasterio.open(source_path) as source:
        _check_source(source, source_path.name)
        tiles = sorted(
            (tile for zoom in range(minzoom, maxzoom + 1) for tile in _tiles_over(source, zoom)),
            key=lambda tile: zxy_to_tileid(*tile),
        )
        pictures = _pictures(source, tiles, tile_size, tile_format)
        west, south, east, north = source.bounds
        box = Bbox(west, max(south, -MAX_LATITUDE), east, min(north, MAX_LATITUDE))
        metadata = {"format": tile_format.lower(), "name": out_path.stem, "tile_size": tile_size}
        kind = _FORMATS[tile_format][0]
        write_archive(out_path, pictures, kind, bbox=box, metadata=metadata)


def _check_source(source: DatasetReader, name: str) -> None:
    if source.crs is None or source.crs.to_epsg() != 4326:
        msg = f"The CRS of {name} is {source.crs}; expected EPSG:4326."
        raise CrsError(msg)
    if source.count < 3 or set(source.dtypes[:3]) != {"uint8"}:
        kinds = ", ".join(source.dtypes)
        msg = f"The bands of {name} are {kinds}; expected uint8 red, green and blue."
        raise TileError(msg)


def _tiles_over(source: DatasetReader, zoom: int) -> Iterator[Tile]:
    """Yield the tiles of a zoom that the raster shares ground with."""
    west, south, east, north = source.bounds
    x, y = lonlat_to_mercator(np.clip([west, east], -180, 180), np.clip([south, north], -90, 90))
    side = 2 * HALF_WORLD_M / (1 << zoom)
    last = (1 << zoom) - 1
    # A bound that is a tile edge, give or take a millimetre of rounding, opens no new tile.
    columns = [math.floor((x[0] + HALF_WORLD_M + 1e-3) / side), (x[1] + HALF_WORLD_M - 1e-3) / side]
    rows = [math.floor((HALF_WORLD_M - y[1] + 1e-3) / side), (HALF_WORLD_M - y[0] - 1e-3) / side]
    for column in range(max(0, columns[0]), min(last, math.floor(columns[1])) + 1):
        for row in range(max(0, rows[0]), min(last, math.floor(rows[1])) + 1):
            yield Tile(zoom, column, row)


def _pictures(
    source: DatasetReader, tiles: list[Tile], tile_size: int, tile_format: str
) -> Iterator[tuple[Tile, bytes]]:
    for tile in tiles:
        pixels = _warped(source, tile, tile_size)
        if pixels[3].any():
            yield tile, _encoded(pixels, tile_format)


def _warped(source: DatasetReader, tile: Tile, tile_size: int) -> PixelArray:
    """Return red, green, blue and opacity of a tile."""
    bounds = tile_bounds_mercator(tile)
    pixel_deg = 360 / (1 << tile.z) / tile_size
    # Bilinear reads four pixels, so it would skip over detail where many make one.
    shrinks = pixel_deg > source.res[0]
    options = {
        "crs": "EPSG:3857",
        "transform": from_bounds(*bounds, tile_size, tile_size),
        "width": tile_size,
        "height": tile_size,
        "resampling": Resampling.average if shrinks else Resampling.bilinear,
        "add_alpha": True,
    }
    with WarpedVRT(source, **options) as warped:
        pixels: PixelArray = warped.read([1, 2, 3, warped.count])
    return pixels


def _encoded(pixels: PixelArray, tile_format: str) -> bytes:
    """Return a picture, with no opacity channel where nothing shines through."""
    channels = pixels[:3] if (pixels[3] == 255).all() else pixels
    count, height, width = channels.shape
    profile = {"count": count, "height": height, "width": width, "dtype": "uint8"}
    with MemoryFile() as memory, warnings.catch_warnings():
        # A tile has its place by its address, so none is written into the picture.
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with memory.open(driver=tile_format, **profile, **_FORMATS[tile_format][1]) as picture:
            picture.write(channels)
        return bytes(memory.getbuffer())
