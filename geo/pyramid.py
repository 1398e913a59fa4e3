"""Pyramids of Mapbox Vector Tiles, one layer each, and several merged."""

import gzip
import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyogrio
import shapely
from pmtiles.tile import TileType, zxy_to_tileid

from geo.archive import TileArchive, write_archive
from geo.bbox import Bbox
from geo.errors import CrsError, GeometryError, TileError
from geo.tile import MAX_LATITUDE, MAX_ZOOM, Tile

_EXTENT = 4096
# GDAL drops features, or coarsens the grid, to keep a tile below these; nothing here may vanish.
_NO_LIMIT = {"MAX_SIZE": 1_000_000_000, "MAX_FEATURES": 100_000_000}
_MAP = shapely.box(-180, -MAX_LATITUDE, 180, MAX_LATITUDE)


@dataclass(frozen=True, kw_only=True, slots=True)
class VectorOptions:
    """How one layer is cut into vector tiles.

    Attributes
    ----------
    layer
        Name of the layer in the tiles.
    minzoom, maxzoom
        First and last zoom of the pyramid.
    columns
        Attributes to carry; the fewer, the leaner. Vector tiles of this driver carry
        no feature ids, so the id has to be one of them.
    simplification
        Tolerance in tile units (1/4096 of a tile) below the last zoom, which stays exact.
    buffer
        How far features run on beyond the edge of a tile, in tile units.
    bounds
        Only features that meet this box are cut; all if not given.
    """

    layer: str
    minzoom: int
    maxzoom: int
    columns: Sequence[str] = ()
    simplification: float = 0.0
    buffer: int = 64
    bounds: Bbox | None = None

    def __post_init__(self) -> None:
        check_zooms(self.minzoom, self.maxzoom)


def check_zooms(minzoom: int, maxzoom: int) -> None:
    """Refuse a range of zooms that no pyramid can have.

    Parameters
    ----------
    minzoom, maxzoom
        First and last zoom.

    Raises
    ------
    TileError
        A zoom does not exist, or the first is beyond the last.

    Examples
    --------
    >>> check_zooms(4, 3)
    Traceback (most recent call last):
    geo.errors.TileError: zooms are 4 to 3; expected 0 <= minzoom <= maxzoom <= 22.
    """
    if not 0 <= minzoom <= maxzoom <= MAX_ZOOM:
        msg = f"zooms are {minzoom} to {maxzoom}; expected 0 <= minzoom <= maxzoom <= {MAX_ZOOM}."
        raise TileError(msg)


def vector_pyramid(frame: gpd.GeoDataFrame, path: Path, options: VectorOptions) -> None:
    """Write the vector tiles of one layer into a PMTiles file.

    The same frame makes the same bytes. Tiles in which nothing lies are absent. What
    lies beyond 85.05 degrees of latitude cannot be shown and is cut off.

    Parameters
    ----------
    frame
        Features in EPSG:4326, with valid geometries.
    path
        The file to write, or to replace.
    options
        What to carry, and how finely.

    Raises
    ------
    CrsError
        The frame is not in EPSG:4326.
    GeometryError
        A geometry is missing, empty or invalid, or a column is not in the frame; GDAL
        would leave out such features in silence.
    TileError
        No feature is left to cut.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from geo.archive import read_tile
    >>> from geo.tile import Tile
    >>> frame = gpd.GeoDataFrame({"id": [1]}, geometry=[shapely.box(9, 9, 19, 19)], crs=4326)
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "squares.pmtiles")
    ...     options = VectorOptions(layer="squares", minzoom=0, maxzoom=2, columns=["id"])
    ...     vector_pyramid(frame, path, options)
    ...     with TileArchive(path) as archive:
    ...         len(list(archive.tiles())), read_tile(archive, Tile(2, 0, 0))
    (3, None)
    """
    shown = _shown(frame, options)
    path.unlink(missing_ok=True)
    simplification = (
        {"SIMPLIFICATION": options.simplification, "SIMPLIFICATION_MAX_ZOOM": 0.0}
        if options.simplification
        else {}
    )
    pyogrio.write_dataframe(
        shown,
        path,
        driver="PMTiles",
        layer=options.layer,
        dataset_options={
            "NAME": options.layer,
            "MINZOOM": options.minzoom,
            "MAXZOOM": options.maxzoom,
            "EXTENT": _EXTENT,
            "BUFFER": options.buffer,
            **simplification,
            **_NO_LIMIT,
        },
    )


def merge_pyramids(paths: Sequence[Path], out: Path) -> None:
    """Merge vector pyramids into one, with all their layers in each tile.

    A vector tile is a protobuf message of repeated layers, so the bytes of tiles with
    the same address are simply concatenated. A layer ends at its own last zoom: a map
    that overzooms the merged pyramid loses it there, so cut the layers equally deep. One
    layer may come from several files if their zooms do not overlap.

    Parameters
    ----------
    paths
        PMTiles files of vector tiles; layers are drawn in this order.
    out
        The file to write, or to replace; none of `paths`.

    Raises
    ------
    TileError
        There is nothing to merge, a file does not hold vector tiles, or two files have
        the same layer at the same zoom.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> frame = gpd.GeoDataFrame(geometry=[shapely.Point(0, 0)], crs=4326)
    >>> with TemporaryDirectory() as folder:
    ...     paths = [Path(folder, name) for name in ("sea", "land", "both")]
    ...     for path in paths[:2]:
    ...         vector_pyramid(frame, path, VectorOptions(layer=path.name, minzoom=0, maxzoom=0))
    ...     merge_pyramids(paths[:2], paths[2])
    ...     with TileArchive(paths[2]) as archive:
    ...         [layer["id"] for layer in json.loads(archive.metadata())["vector_layers"]]
    ['sea', 'land']
    """
    if not paths:
        msg = f"{out.name} would merge 0 pyramids; expected at least one."
        raise TileError(msg)
    with ExitStack() as stack:
        archives = [stack.enter_context(TileArchive(path)) for path in paths]
        for path, archive in zip(paths, archives, strict=True):
            if archive.header["tile_type"] != TileType.MVT:
                kind = archive.header["tile_type"].name
                msg = f"{path.name} holds {kind} tiles; expected MVT."
                raise TileError(msg)
        boxes = [archive.bbox for archive in archives]
        metadata = {
            "format": "pbf",
            "name": out.stem,
            "type": "overlay",
            "vector_layers": _merged_layers(archives),
        }
        write_archive(
            out, _merged_tiles(archives), TileType.MVT, bbox=_union(boxes), metadata=metadata
        )


def _shown(frame: gpd.GeoDataFrame, options: VectorOptions) -> gpd.GeoDataFrame:
    """Return what the map can show of a frame, with the columns asked for."""
    if frame.crs is None or frame.crs.to_epsg() != 4326:
        msg = f"The CRS of layer {options.layer!r} is {frame.crs}; expected EPSG:4326."
        raise CrsError(msg)
    unknown = [name for name in options.columns if name not in frame.columns]
    if unknown:
        there = ", ".join(name for name in frame.columns if name != frame.geometry.name)
        msg = f"Layer {options.layer!r} has no column {unknown[0]!r}; available: {there}."
        raise GeometryError(msg)
    geometry = frame.geometry
    bad = int((geometry.isna() | geometry.is_empty | ~geometry.is_valid).sum())
    if bad:
        msg = (
            f"Layer {options.layer!r} has {bad} missing, empty or invalid geometries;"
            " expected none."
        )
        raise GeometryError(msg)
    chosen = frame[[*options.columns, geometry.name]]
    if options.bounds is not None:
        chosen = chosen[options.bounds.intersects(chosen.geometry.bounds.to_numpy())]
    beyond = chosen.geometry.bounds[["miny", "maxy"]].abs().max(axis=1) > MAX_LATITUDE
    if beyond.any():
        chosen = chosen.copy()
        chosen.loc[beyond, geometry.name] = chosen.geometry[beyond].intersection(_MAP)
        chosen = chosen[~chosen.geometry.is_empty]
    if not len(chosen):
        msg = f"Layer {options.layer!r} has 0 features to cut; expected at least one."
        raise TileError(msg)
    return chosen


def _merged_tiles(archives: Sequence[TileArchive]) -> Iterator[tuple[Tile, bytes]]:
    """Yield tiles by ascending id, the bytes of one address joined in the order given."""

    def numbered(rank: int, archive: TileArchive) -> Iterator[tuple[int, int, Tile, bytes]]:
        for tile, stored in archive.tiles():
            plain = gzip.decompress(stored) if archive.is_gzipped else stored
            yield zxy_to_tileid(*tile), rank, tile, plain

    streams = [numbered(rank, archive) for rank, archive in enumerate(archives)]
    for _, group in groupby(merge(*streams, key=itemgetter(0, 1)), key=itemgetter(0)):
        same_place = list(group)
        yield same_place[0][2], b"".join(plain for *_, plain in same_place)


def _merged_layers(archives: Sequence[TileArchive]) -> list[dict[str, Any]]:
    """Return the layers of all archives, one entry for each name."""
    by_name: dict[str, dict[str, Any]] = {}
    taken: set[tuple[str, int]] = set()
    for archive in archives:
        for layer in json.loads(archive.metadata()).get("vector_layers", []):
            name, first, last = layer["id"], layer["minzoom"], layer["maxzoom"]
            zooms = {(name, zoom) for zoom in range(first, last + 1)}
            if zooms & taken:
                msg = f"Layer {name!r} is in two pyramids at one zoom; expected each once."
                raise TileError(msg)
            taken |= zooms
            entry = by_name.setdefault(name, {**layer, "fields": {}})
            entry["fields"] |= layer["fields"]
            entry["minzoom"] = min(entry["minzoom"], first)
            entry["maxzoom"] = max(entry["maxzoom"], last)
    return list(by_name.values())


def _union(boxes: Sequence[Bbox]) -> Bbox:
    return Bbox(
        min(box.west for box in boxes),
        min(box.south for box in boxes),
        max(box.east for box in boxes),
        max(box.north for box in boxes),
    )
