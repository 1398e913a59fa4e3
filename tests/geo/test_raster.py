"""Picture pyramids: known colours at known places."""

import numpy as np
import pytest
import rasterio
from rasterio.io import MemoryFile
from rasterio.transform import from_bounds

from geo.archive import TileArchive
from geo.bbox import Bbox
from geo.errors import CrsError, TileError
from geo.raster import mercator_pyramid
from geo.tile import Tile, lonlat_to_mercator, tile_bounds_mercator

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


def write_raster(path, bounds, quarters, *, crs=4326, dtype="uint8", size=(120, 80)):
    """Write a raster of four colours: north-west, north-east, south-west, south-east."""
    width, height = size
    pixels = np.zeros((3, height, width), dtype=dtype)
    for (row, column), colour in zip(np.ndindex(2, 2), quarters, strict=True):
        rows = slice(row * height // 2, (row + 1) * height // 2)
        columns = slice(column * width // 2, (column + 1) * width // 2)
        pixels[:, rows, columns] = np.array(colour)[:, None, None]
    profile = {"width": width, "height": height, "count": 3, "dtype": dtype, "crs": crs}
    transform = from_bounds(*bounds, width, height)
    with rasterio.open(path, "w", driver="GTiff", transform=transform, **profile) as file:
        file.write(pixels)
    return path


def picture(content):
    with MemoryFile(content) as memory, memory.open() as file:
        return file.read()


def colour_at(content, tile, lon, lat):
    west, south, east, north = tile_bounds_mercator(tile)
    pixels = picture(content)
    x, y = lonlat_to_mercator(lon, lat)
    column = int((x - west) / (east - west) * pixels.shape[2])
    row = int((north - y) / (north - south) * pixels.shape[1])
    return pixels[:, row, column].tolist()


# Zhejiang and the sea before it: within 120..123 E, 27..31 N.
BOUNDS = (120, 27, 123, 31)
PLACES = [(120.5, 30.5, RED), (122.5, 30.5, GREEN), (120.5, 27.5, BLUE), (122.5, 27.5, WHITE)]

pytestmark = pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")


@pytest.fixture
def source(tmp_path):
    return write_raster(tmp_path / "source.tif", BOUNDS, (RED, GREEN, BLUE, WHITE))


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out.pmtiles"


@pytest.mark.parametrize(("lon", "lat", "colour"), PLACES)
@pytest.mark.parametrize("zoom", [4, 9])
def test_known_colours_are_at_known_places(source, out, lon, lat, colour, zoom):
    mercator_pyramid(source, out, minzoom=zoom, maxzoom=zoom, tile_size=256, tile_format="PNG")
    with TileArchive(out) as archive:
        tile = tile_at(zoom, lon, lat)
        assert colour_at(archive.read(tile), tile, lon, lat)[:3] == list(colour)


def tile_at(zoom, lon, lat):
    x, y = lonlat_to_mercator(lon, lat)
    _, _, east, north = tile_bounds_mercator(Tile(0, 0, 0))
    side = 2 * east / (1 << zoom)
    return Tile(zoom, int((x + east) / side), int((north - y) / side))


def test_outside_the_raster_is_transparent(source, out):
    mercator_pyramid(source, out, minzoom=4, maxzoom=4, tile_format="PNG")
    with TileArchive(out) as archive:
        tile = tile_at(4, 119, 29)
        assert colour_at(archive.read(tile), tile, 119, 29)[3] == 0


def test_full_tiles_carry_no_opacity(source, out):
    mercator_pyramid(source, out, minzoom=9, maxzoom=9, tile_size=64, tile_format="PNG")
    with TileArchive(out) as archive:
        assert picture(archive.read(tile_at(9, 121.2, 29.5))).shape == (3, 64, 64)


def test_only_tiles_over_the_raster_are_written(source, out):
    mercator_pyramid(source, out, minzoom=0, maxzoom=5, tile_size=256)
    with TileArchive(out) as archive:
        tiles = [tile for tile, _ in archive.tiles()]
    assert [tile for tile in tiles if tile.z <= 4] == [
        (0, 0, 0), (1, 1, 0), (2, 3, 1), (3, 6, 3), (4, 13, 6)
    ]  # fmt: skip
    assert {tile.x for tile in tiles if tile.z == 5} == {26}


def test_webp_is_close_to_the_colours(source, out):
    mercator_pyramid(source, out, minzoom=7, maxzoom=7, tile_size=256)
    with TileArchive(out) as archive:
        assert archive.header["tile_type"].name == "WEBP"
        tile = tile_at(7, 120.5, 30.5)
        found = colour_at(archive.read(tile), tile, 120.5, 30.5)
    assert found[:3] == pytest.approx(RED, abs=6)


def test_the_whole_world_fills_the_square_map(tmp_path, out):
    world = write_raster(tmp_path / "world.tif", (-180, -90, 180, 90), (RED, GREEN, BLUE, WHITE))
    mercator_pyramid(world, out, minzoom=0, maxzoom=1, tile_size=128, tile_format="PNG")
    with TileArchive(out) as archive:
        assert len(list(archive.tiles())) == 5
        for x, y, colour in ((0, 0, RED), (1, 0, GREEN), (0, 1, BLUE), (1, 1, WHITE)):
            pixels = picture(archive.read(Tile(1, x, y)))
            assert pixels.shape[0] == 3
            assert pixels[:, 64, 64].tolist() == list(colour)
        assert archive.bbox.south == pytest.approx(-85.0511, abs=1e-4)


def test_header_says_what_is_covered(source, out):
    mercator_pyramid(source, out, minzoom=3, maxzoom=4, tile_size=64)
    with TileArchive(out) as archive:
        assert archive.bbox == Bbox(*BOUNDS)
        assert (archive.header["min_zoom"], archive.header["max_zoom"]) == (3, 4)


@pytest.mark.parametrize("tile_format", ["WEBP", "PNG"])
def test_same_raster_makes_the_same_bytes(source, tmp_path, tile_format):
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        out = folder / "relief.pmtiles"
        mercator_pyramid(source, out, minzoom=4, maxzoom=6, tile_size=64, tile_format=tile_format)
    one, two = (tmp_path / name / "relief.pmtiles" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


def test_another_crs_is_refused(tmp_path, out):
    metres = write_raster(tmp_path / "m.tif", (0, 0, 9, 9), (RED,) * 4, crs=3857)
    with pytest.raises(CrsError, match=r"CRS of m\.tif is EPSG:3857; expected EPSG:4326"):
        mercator_pyramid(metres, out, minzoom=0, maxzoom=1)


def test_other_bands_are_refused(tmp_path, out):
    heights = write_raster(tmp_path / "h.tif", BOUNDS, (RED,) * 4, dtype="int16")
    with pytest.raises(TileError, match=r"bands of h\.tif are int16.*expected uint8 red, green"):
        mercator_pyramid(heights, out, minzoom=0, maxzoom=1)


def test_an_unknown_format_names_the_known_ones(source, out):
    with pytest.raises(TileError, match="tile_format is 'GIF'; expected one of WEBP, PNG"):
        mercator_pyramid(source, out, minzoom=0, maxzoom=1, tile_format="GIF")


@pytest.mark.parametrize("tile_size", [0, 5000])
def test_a_tile_has_a_size(source, out, tile_size):
    with pytest.raises(TileError, match=r"tile_size is \d+; expected 1 to 4096 pixels"):
        mercator_pyramid(source, out, minzoom=0, maxzoom=1, tile_size=tile_size)


def test_zooms_have_an_order(source, out):
    with pytest.raises(TileError, match="zooms are 3 to 2"):
        mercator_pyramid(source, out, minzoom=3, maxzoom=2)
