"""Fields of hours as files say what the fields say, and never an earlier hour."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from rasterio.io import MemoryFile

from geo.cog import (
    MOST_STEPS,
    PARTS_OF_HOUR,
    SEA,
    UNREACHED,
    cog_bytes,
    hours_picture,
    read_cog,
    rounded_up,
    steps_of,
)
from geo.errors import CrsError
from geo.grid import Grid

GRID = Grid(-180, 85, 0.1, 3600, 1450)
hours = arrays.arrays(
    np.float32, (6, 8), elements=st.floats(0, 2000, width=32) | st.just(float("nan"))
)


@pytest.fixture(scope="module")
def field() -> np.ndarray:
    luck = np.random.default_rng(1)
    made = luck.uniform(0, 900, (1450, 3600)).astype(np.float32)
    made[:, ::3] = np.nan
    return made


@given(hours)
def test_rounding_is_never_down_and_by_less_than_one_part(field: np.ndarray) -> None:
    rounded = rounded_up(field)
    known = ~np.isnan(field)
    assert (np.isnan(rounded) == ~known).all()
    assert (rounded[known] >= field[known]).all()
    assert (rounded[known] - field[known] < 1 / PARTS_OF_HOUR + 1e-3).all()


@given(hours, st.sampled_from([1.0, 3.0, 6.0]))
def test_a_step_is_never_earlier_than_the_hour(field: np.ndarray, step_hours: float) -> None:
    steps = steps_of(field, np.ones(field.shape, bool), step_hours)
    said = steps < UNREACHED
    assert (steps[said] * step_hours >= field[said] * (1 - 1e-6)).all()
    assert (np.isnan(field[~said]) | (field[~said] > MOST_STEPS * step_hours)).all()


def test_the_sea_is_zero_whatever_the_hours() -> None:
    land = np.array([[True, False]])
    assert steps_of(np.array([[1, 1]], np.float32), land, 1.0).tolist() == [[1, SEA]]


def test_a_geotiff_is_cloud_optimised_and_says_what_it_is(field: np.ndarray) -> None:
    with MemoryFile(cog_bytes(field, GRID, {"units": "h", "origin": "Yiwu"})) as memory:
        file = memory.open()
        assert file.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert file.overviews(1) == [2, 4, 8]
        assert (file.crs.to_epsg(), file.dtypes, np.isnan(file.nodata)) == (
            4326,
            ("float32",),
            True,
        )
        assert (file.tags()["origin"], file.tags(1)["units"]) == ("Yiwu", "h")


def test_a_field_comes_back_from_its_geotiff(field: np.ndarray) -> None:
    again, grid, _ = read_cog(cog_bytes(field, GRID, {}))
    np.testing.assert_array_equal(again, rounded_up(field))
    assert (grid.west, grid.north, grid.width, grid.height) == (-180, 85, 3600, 1450)
    assert grid.step_deg == pytest.approx(0.1)


def test_the_same_field_makes_the_same_bytes(field: np.ndarray) -> None:
    assert cog_bytes(field, GRID, {"a": "b"}) == cog_bytes(field, GRID, {"a": "b"})


def test_what_is_no_raster_is_refused() -> None:
    with pytest.raises(CrsError, match="5 bytes is no raster; expected a GeoTIFF"):
        read_cog(b"hello")


def test_a_picture_holds_its_steps_without_loss() -> None:
    field = np.linspace(0, 800, 48, dtype=np.float32).reshape(6, 8)
    land = np.ones(field.shape, bool)
    land[0] = False
    with MemoryFile(hours_picture(field, land, 3.0)) as memory, memory.open() as file:
        np.testing.assert_array_equal(file.read(1), steps_of(field, land, 3.0))
