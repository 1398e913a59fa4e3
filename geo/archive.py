"""Tile pyramids in one file (PMTiles version 3)."""

import gzip
import mmap
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pmtiles.reader import traverse
from pmtiles.tile import (
    Compression,
    Entry,
    MagicNumberNotFound,
    SpecVersionUnsupported,
    TileType,
    deserialize_directory,
    deserialize_header,
    find_tile,
    zxy_to_tileid,
)
from pmtiles.writer import Writer

from geo.bbox import Bbox
from geo.errors import TileError
from geo.tile import Tile, checked_tile

_MAX_DEPTH = 4  # levels of directories that PMTiles version 3 allows


class TileArchive:
    """A PMTiles file, memory-mapped for reading.

    Directories are parsed once and kept, so that a tile costs a look-up and a slice.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    TileError
        The file is not a PMTiles archive of version 3.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "one.pmtiles")
    ...     write_archive(path, [(Tile(0, 0, 0), b"tile")], TileType.PNG)
    ...     with TileArchive(path) as archive:
    ...         archive.read(Tile(0, 0, 0)), archive.read(Tile(1, 0, 0))
    (b'tile', None)
    """

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self.header: dict[str, Any] = dict(deserialize_header(self._bytes(0, 127)))
        except (MagicNumberNotFound, SpecVersionUnsupported, ValueError, IndexError) as error:
            msg = f"{path.name} is not readable; expected a PMTiles archive of version 3."
            raise TileError(msg) from error
        self._directories: dict[int, list[Entry]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._map.close()

    @property
    def is_gzipped(self) -> bool:
        """Whether tiles are stored gzip-compressed, and may be sent so."""
        return bool(self.header["tile_compression"] == Compression.GZIP)

    @property
    def bbox(self) -> Bbox:
        """The box that the pyramid says it covers, in degrees."""
        sides = ("min_lon_e7", "min_lat_e7", "max_lon_e7", "max_lat_e7")
        return Bbox(*(self.header[side] / 1e7 for side in sides))

    def metadata(self) -> bytes:
        """Return the JSON metadata of the pyramid.

        Returns
        -------
        metadata
            JSON text in UTF-8; `vector_layers` in it describes the layers.
        """
        stored = self._bytes(self.header["metadata_offset"], self.header["metadata_length"])
        return gzip.decompress(stored)

    def read(self, tile: Tile) -> bytes | None:
        """Return a tile as it is stored.

        Parameters
        ----------
        tile
            Address of the tile.

        Returns
        -------
        stored
            Bytes of the tile, compressed if `is_gzipped`; None if there is nothing there.

        Raises
        ------
        TileError
            There cannot be such a tile.
        """
        tile_id = zxy_to_tileid(*checked_tile(*tile))
        offset, length = self.header["root_offset"], self.header["root_length"]
        for _ in range(_MAX_DEPTH):
            entry = find_tile(self._directory(offset, length), tile_id)
            if entry is None:
                return None
            if entry.run_length:
                return self._bytes(self.header["tile_data_offset"] + entry.offset, entry.length)
            offset, length = self.header["leaf_directory_offset"] + entry.offset, entry.length
        return None

    def tiles(self) -> Iterator[tuple[Tile, bytes]]:
        """Yield every tile with its stored bytes, in the order of the archive.

        Yields
        ------
        tile, stored
            Address, and bytes as `read` returns them.
        """
        root = self.header["root_offset"], self.header["root_length"]
        for address, stored in traverse(self._bytes, self.header, *root):  # type: ignore[no-untyped-call]
            yield Tile(*address), stored

    def _bytes(self, offset: int, length: int) -> bytes:
        return self._map[offset : offset + length]

    def _directory(self, offset: int, length: int) -> list[Entry]:
        if offset not in self._directories:
            self._directories[offset] = deserialize_directory(self._bytes(offset, length))
        return self._directories[offset]


def read_tile(archive: TileArchive, tile: Tile) -> bytes | None:
    """Return a tile of an archive, decompressed.

    Parameters
    ----------
    archive
        The open archive.
    tile
        Address of the tile.

    Returns
    -------
    content
        Plain bytes of the tile; None if there is nothing there.

    Raises
    ------
    TileError
        There cannot be such a tile.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "one.pmtiles")
    ...     write_archive(path, [(Tile(0, 0, 0), b"tile")], TileType.MVT)
    ...     with TileArchive(path) as archive:
    ...         archive.is_gzipped, read_tile(archive, Tile(0, 0, 0))
    (True, b'tile')
    """
    stored = archive.read(tile)
    if stored is None or not archive.is_gzipped:
        return stored
    return gzip.decompress(stored)


def write_archive(
    path: Path,
    tiles: Iterable[tuple[Tile, bytes]],
    tile_type: TileType,
    *,
    bbox: Bbox | None = None,
    metadata: dict[str, Any] | None = None,
) -> None:
    """Write tiles into a PMTiles archive; the same tiles make the same bytes.

    Parameters
    ----------
    path
        The file to write, or to replace.
    tiles
        Addresses and plain bytes; vector tiles are compressed here, pictures are not.
    tile_type
        What the tiles are.
    bbox
        The box that they cover, in degrees; the world if not given.
    metadata
        JSON metadata of the archive.

    Raises
    ------
    TileError
        There is no tile to write.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_archive(Path(folder, "none.pmtiles"), [], TileType.PNG)
    Traceback (most recent call last):
    geo.errors.TileError: none.pmtiles would have 0 tiles; expected at least one.
    """
    gzipped = tile_type == TileType.MVT
    box = bbox or Bbox(-180.0, -85.0, 180.0, 85.0)
    with path.open("wb") as file:
        writer = Writer(file)  # type: ignore[no-untyped-call]
        for tile, content in tiles:
            # No time stamp, or no two archives would be equal.
            data = gzip.compress(content, mtime=0) if gzipped else content
            tile_id = zxy_to_tileid(*checked_tile(*tile))
            writer.write_tile(tile_id, data)  # type: ignore[no-untyped-call]
        if not writer.tile_entries:
            writer.tile_f.close()
            msg = f"{path.name} would have 0 tiles; expected at least one."
            raise TileError(msg)
        header = {
            "tile_type": tile_type,
            "tile_compression": Compression.GZIP if gzipped else Compression.NONE,
            "min_lon_e7": round(box.west * 1e7),
            "min_lat_e7": round(box.south * 1e7),
            "max_lon_e7": round(box.east * 1e7),
            "max_lat_e7": round(box.north * 1e7),
        }
        writer.finalize(header, metadata or {})  # type: ignore[no-untyped-call]
