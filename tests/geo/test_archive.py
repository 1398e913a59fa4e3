"""Archives: what is written can be read, and nothing else."""

import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pmtiles.reader import MmapSource, Reader
from pmtiles.tile import TileType

from geo.archive import TileArchive, read_tile, write_archive
from geo.bbox import Bbox
from geo.errors import TileError
from geo.tile import Tile


@st.composite
def addresses(draw):
    zoom = draw(st.integers(0, 9))
    side = st.integers(0, (1 << zoom) - 1)
    return Tile(zoom, draw(side), draw(side))


@settings(max_examples=40)
@given(tiles=st.dictionaries(addresses(), st.binary(min_size=1, max_size=40), min_size=1))
def test_every_tile_reads_back(tmp_path_factory, tiles):
    path = tmp_path_factory.mktemp("archive") / "a.pmtiles"
    write_archive(path, tiles.items(), TileType.MVT)
    with TileArchive(path) as archive:
        assert {tile: read_tile(archive, tile) for tile in tiles} == tiles
        assert {tile: gzip.decompress(stored) for tile, stored in archive.tiles()} == tiles


def test_leaf_directories_are_read(tmp_path):
    # So many different tiles overflow the root directory.
    path = tmp_path / "many.pmtiles"
    tiles = {
        Tile(7, x, y): f"{x}/{y}".encode() * (1 + y % 7) for x in range(128) for y in range(128)
    }
    write_archive(path, tiles.items(), TileType.PNG)
    with TileArchive(path) as archive:
        assert archive.header["leaf_directory_length"] > 0
        assert archive.read(Tile(7, 100, 3)) == tiles[Tile(7, 100, 3)]
        assert archive.read(Tile(8, 0, 0)) is None


def test_an_independent_reader_agrees(tmp_path):
    path = tmp_path / "a.pmtiles"
    write_archive(path, [(Tile(1, 1, 0), b"x")], TileType.PNG, metadata={"name": "relief"})
    with path.open("rb") as file:
        reader = Reader(MmapSource(file))
        assert reader.get(1, 1, 0) == b"x"
        assert reader.metadata() == {"name": "relief"}


def test_pictures_are_not_compressed_again(tmp_path):
    path = tmp_path / "a.pmtiles"
    write_archive(path, [(Tile(0, 0, 0), b"picture")], TileType.WEBP)
    with TileArchive(path) as archive:
        assert not archive.is_gzipped
        assert archive.read(Tile(0, 0, 0)) == read_tile(archive, Tile(0, 0, 0)) == b"picture"


def test_header_says_what_is_covered(tmp_path):
    path = tmp_path / "a.pmtiles"
    box = Bbox(118.0, 28.0, 121.0, 30.0)
    write_archive(path, [(Tile(0, 0, 0), b"x")], TileType.PNG, bbox=box)
    with TileArchive(path) as archive:
        assert archive.bbox == box
        assert archive.metadata() == b"{}"


@pytest.mark.parametrize("content", [b"", b"short", b"GIF89a" * 50])
def test_another_file_is_refused(tmp_path, content):
    path = tmp_path / "picture.gif"
    path.write_bytes(content)
    with pytest.raises(TileError, match=r"picture\.gif is not readable; expected a PMTiles"):
        TileArchive(path)


def test_an_impossible_address_is_refused(tmp_path):
    path = tmp_path / "a.pmtiles"
    write_archive(path, [(Tile(0, 0, 0), b"x")], TileType.PNG)
    with TileArchive(path) as archive, pytest.raises(TileError, match="x = 5; expected 0 to 1"):
        archive.read(Tile(1, 5, 0))


def test_same_tiles_make_the_same_bytes(tmp_path):
    tiles = [(Tile(1, x, y), b"tile %d" % x) for x in (0, 1) for y in (0, 1)]
    for name in ("one", "two"):
        write_archive(tmp_path / name, tiles, TileType.MVT)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
