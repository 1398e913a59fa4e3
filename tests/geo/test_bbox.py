"""Boxes: what may be asked for, and what lies inside."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.bbox import Bbox, parse_bbox
from geo.errors import BboxError

lons = st.floats(-180, 180)
lats = st.floats(-90, 90)
boxes = st.builds(
    lambda west, east, a, b: Bbox(west, min(a, b), east, max(a, b)), lons, lons, lats, lats
)


def test_four_numbers_are_a_box():
    assert parse_bbox("118,28,121,30") == Bbox(118, 28, 121, 30)


def test_heights_are_ignored():
    assert parse_bbox("118,28,-5,121,30,8848") == Bbox(118, 28, 121, 30)


@pytest.mark.parametrize("text", ["", "1,2,3", "1,2,3,4,5", "a,b,c,d", "1,2,3,4,5,6,7", "1;2;3;4"])
def test_anything_else_says_what_is_expected(text):
    with pytest.raises(BboxError, match="expected west,south,east,north in degrees"):
        parse_bbox(text)


@pytest.mark.parametrize("text", ["nan,0,1,1", "0,0,nan,1", "-181,0,0,1", "0,0,inf,1"])
def test_bad_longitudes_are_refused(text):
    with pytest.raises(BboxError, match="expected -180 to 180 degrees"):
        parse_bbox(text)


@pytest.mark.parametrize("text", ["0,nan,1,1", "0,0,1,nan", "0,-91,1,1", "0,0,1,1e9"])
def test_bad_latitudes_are_refused(text):
    with pytest.raises(BboxError, match="expected -90 to 90 degrees"):
        parse_bbox(text)


def test_south_above_north_is_refused():
    with pytest.raises(BboxError, match="latitudes are 30 and 28; expected south <= north"):
        parse_bbox("118,30,121,28")


def test_west_beyond_east_crosses_180():
    assert parse_bbox("170,-20,-170,-10").crosses_180
    assert not parse_bbox("118,28,121,30").crosses_180


@given(boxes)
def test_a_written_box_reads_back(box):
    assert parse_bbox(f"{box.west!r},{box.south!r},{box.east!r},{box.north!r}") == box


@given(boxes, lons, lats)
def test_a_place_is_inside_a_box_where_it_is_inside_a_part(box, lon, lat):
    parts = [shapely.box(p.west, p.south, p.east, p.north) for p in box.parts()]
    expected = any(shapely.intersects_xy(part, lon, lat) for part in parts)
    assert bool(box.contains(lon, lat)) == expected


@given(boxes, boxes)
def test_boxes_meet_where_their_parts_do(box, other):
    def drawn(one: Bbox):
        return [shapely.box(p.west, p.south, p.east, p.north) for p in one.parts()]

    expected = any(a.intersects(b) for a in drawn(box) for b in drawn(other))
    bounds = [other.west, other.south, other.east, other.north]
    assert bool(box.intersects(bounds)) == expected


def test_empty_geometries_meet_nothing():
    series = gpd.GeoSeries([shapely.Point(119, 29), shapely.Point()])
    assert Bbox(118, 28, 121, 30).intersects(series.bounds.to_numpy()).tolist() == [True, False]


def test_containment_keeps_the_shape_of_its_input():
    assert Bbox(0, 0, 1, 1).contains(np.zeros((2, 3)), 0.5).shape == (2, 3)
