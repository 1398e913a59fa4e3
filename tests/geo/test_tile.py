"""Tiles: addresses, bounds, thinning, encoding."""

import mapbox_vector_tile
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from geo.errors import CrsError, TileError
from geo.tile import (
    MAX_LATITUDE,
    PointLayer,
    Tile,
    checked_tile,
    encode_points,
    lonlat_to_mercator,
    thin_points,
    tile_bounds_lonlat,
    tile_bounds_mercator,
)

TO_MERCATOR = Transformer.from_crs(4326, 3857, always_xy=True)


@st.composite
def addresses(draw):
    zoom = draw(st.integers(0, 22))
    side = st.integers(0, (1 << zoom) - 1)
    return Tile(zoom, draw(side), draw(side))


def layer_of(lon, lat, **columns):
    x, y = lonlat_to_mercator(lon, lat)
    return PointLayer(name="places", ids=np.arange(len(x)), x=x, y=y, columns=columns)


def decoded(mvt):
    options = {"y_coord_down": True}
    return mapbox_vector_tile.decode(mvt, default_options=options)["places"]["features"]


@pytest.mark.parametrize(
    ("address", "rule"),
    [
        ((-1, 0, 0), "z = -1; expected 0 to 22"),
        ((23, 0, 0), "z = 23; expected 0 to 22"),
        ((2, 4, 0), "x = 4; expected 0 to 3 at zoom 2"),
        ((2, 0, -1), "y = -1; expected 0 to 3 at zoom 2"),
    ],
)
def test_impossible_address_says_the_rule(address, rule):
    with pytest.raises(TileError, match=rule):
        checked_tile(*address)


@given(addresses())
def test_bounds_in_degrees_and_metres_agree(tile):
    box = tile_bounds_lonlat(tile)
    x, y = lonlat_to_mercator([box.west, box.east], [box.south, box.north])
    expected = tile_bounds_mercator(tile)
    assert (x[0], y[0], x[1], y[1]) == pytest.approx(expected, abs=1e-3)


def test_bounds_of_a_known_tile():
    # Hangzhou Bay: the middle of the tile has to read back as its own address.
    box = tile_bounds_lonlat(Tile(8, 213, 105))
    lon, lat = (box.west + box.east) / 2, (box.south + box.north) / 2
    column = int((lon + 180) / 360 * 256)
    row = int((1 - np.arcsinh(np.tan(np.radians(lat))) / np.pi) / 2 * 256)
    assert (column, row) == (213, 105)


@given(st.floats(-180, 180), st.floats(-85, 85))
def test_mercator_agrees_with_proj(lon, lat):
    theirs = TO_MERCATOR.transform(lon, lat)
    x, y = lonlat_to_mercator(lon, lat)
    assert (float(x), float(y)) == pytest.approx(theirs, abs=1e-3)


def test_the_poles_go_to_the_edge_of_the_map():
    _, y = lonlat_to_mercator([0, 0], [90, MAX_LATITUDE])
    assert y[0] == y[1]


def test_metres_are_not_degrees():
    with pytest.raises(CrsError, match="expected -180 to 180"):
        lonlat_to_mercator([13358100], [0])


points = st.lists(
    st.tuples(st.floats(-50, 50), st.floats(-50, 50), st.integers(0, 5)), min_size=1, max_size=60
)


@given(points)
def test_one_point_is_kept_for_each_cell(rows):
    x, y, priority = np.array(rows).T
    kept, count = thin_points(x, y, priority, 10)
    cells = set(zip(np.floor(x / 10), np.floor(y / 10), strict=True))
    assert len(kept) == len(cells)
    assert count.sum() == len(rows)


@given(points)
def test_no_dropped_point_beats_the_kept_one(rows):
    x, y, priority = np.array(rows).T
    kept, _ = thin_points(x, y, priority, 10)
    for i in kept:
        same = (np.floor(x / 10) == np.floor(x[i] / 10)) & (np.floor(y / 10) == np.floor(y[i] / 10))
        assert priority[i] == priority[same].max()
        assert i == np.flatnonzero(same & (priority == priority[i]))[0]


def test_a_point_without_a_place_is_dropped():
    kept, count = thin_points([np.nan, 1], [0, 0], [9, 1], 10)
    assert (kept.tolist(), count.tolist()) == ([1], [1])


def test_unknown_priority_comes_last():
    assert thin_points([0, 1], [0, 0], [np.nan, -5], 10)[0].tolist() == [1]


def test_nothing_thins_to_nothing():
    kept, count = thin_points([], [], [], 10)
    assert (len(kept), len(count)) == (0, 0)


@pytest.mark.parametrize("cell", [0, -1, float("nan")])
def test_a_cell_has_a_side(cell):
    with pytest.raises(TileError, match=r"cell is .*; expected a positive side"):
        thin_points([0], [0], [0], cell)


def test_points_fall_where_they_belong():
    box = tile_bounds_lonlat(Tile(6, 53, 26))
    mvt = encode_points(layer_of([box.west, box.east], [box.north, box.south]), Tile(6, 53, 26))
    found = [feature["geometry"]["coordinates"] for feature in decoded(mvt)]
    assert found == [[0, 0], [4096, 4096]]


def test_buffer_keeps_points_of_the_neighbours():
    tile, east = Tile(6, 53, 26), tile_bounds_lonlat(Tile(6, 53, 26)).east
    layer = layer_of([east + 0.05, east + 0.2], [30.0, 30.0])
    assert [f["id"] for f in decoded(encode_points(layer, tile))] == [0]
    assert encode_points(layer, tile, buffer=0) == b""


def test_known_values_are_carried_as_they_are():
    layer = layer_of([120.0], [29.0], name=["义乌"], teu=np.array([7]), share=[0.5], open=[True])
    (feature,) = decoded(encode_points(layer, Tile(0, 0, 0)))
    assert feature["properties"] == {"name": "义乌", "teu": 7, "share": 0.5, "open": True}


@pytest.mark.parametrize("nothing", [None, float("nan"), pd.NA, pd.NaT])
def test_unknown_values_are_left_out(nothing):
    column = np.array([nothing, "x"], dtype=object)
    layer = layer_of([120.0, 120.0], [29.0, 29.0], note=column)
    assert [f["properties"] for f in decoded(encode_points(layer, Tile(0, 0, 0)))] == [
        {},
        {"note": "x"},
    ]


def test_pandas_integers_with_gaps_stay_integers():
    layer = layer_of([120.0, 121.0], [29.0, 29.0], n=pd.array([1, None], dtype="Int64"))
    first, second = decoded(encode_points(layer, Tile(0, 0, 0)))
    assert (first["properties"], second["properties"]) == ({"n": 1}, {})


def test_a_value_that_no_tile_holds_is_refused():
    with pytest.raises(TileError, match=r"column 'when' holds Timestamp.*expected text, numbers"):
        encode_points(layer_of([0], [0], when=[pd.Timestamp("2025-01-01")]), Tile(0, 0, 0))


def test_a_short_column_is_refused():
    with pytest.raises(TileError, match="column 'n' has 1 values; expected 2"):
        encode_points(layer_of([0, 1], [0, 1], n=[1]), Tile(0, 0, 0))


def test_same_points_make_the_same_bytes():
    layer = layer_of([120.0, 121.0], [29.0, 30.0], kind=["port", "rail"])
    assert encode_points(layer, Tile(3, 6, 3)) == encode_points(layer, Tile(3, 6, 3))
