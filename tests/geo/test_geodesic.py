"""Great circles: laws, and the lines that cross 180 degrees."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, MultiLineString

from geo.errors import CrsError, GeometryError
from geo.geodesic import great_circle, great_circle_unwrapped
from geo.measure import LonLat, distance_km, length_km

TOKYO, SAN_FRANCISCO = LonLat(139.77, 35.68), LonLat(-122.42, 37.77)
YIWU, MADRID = LonLat(120.07, 29.31), LonLat(-3.70, 40.42)

lonlat = st.builds(LonLat, st.floats(-180, 180), st.floats(-89, 89))
routes = st.lists(lonlat, min_size=2, max_size=4)


def parts_of(line):
    return list(line.geoms) if isinstance(line, MultiLineString) else [line]


def sum_of_legs_km(stops):
    lon, lat = np.array(stops).T
    return distance_km(lon[:-1], lat[:-1], lon[1:], lat[1:]).sum()


@given(routes)
def test_length_is_the_sum_of_the_legs(stops):
    line = great_circle(stops, step_km=500)
    assert length_km(line) == pytest.approx(sum_of_legs_km(stops), rel=1e-6, abs=1e-6)


@given(routes)
def test_unwrapped_line_is_as_long(stops):
    lon, lat = great_circle_unwrapped(stops, step_km=500).xy
    wrapped = (np.array(lon) + 180) % 360 - 180
    legs_km = distance_km(wrapped[:-1], lat[:-1], wrapped[1:], lat[1:])
    assert legs_km.sum() == pytest.approx(sum_of_legs_km(stops), rel=1e-6, abs=1e-6)


@given(routes)
def test_no_segment_jumps_across_the_map(stops):
    for part in parts_of(great_circle(stops, step_km=500)):
        assert np.abs(np.diff(part.xy[0])).max() <= 180


@given(routes)
def test_longitudes_stay_on_the_map(stops):
    west, _, east, _ = great_circle(stops, step_km=500).bounds
    assert west >= -180
    assert east <= 180


@given(routes)
def test_line_starts_and_ends_at_its_stops(stops):
    parts = parts_of(great_circle(stops, step_km=500))
    for vertex, stop in ((parts[0].coords[0], stops[0]), (parts[-1].coords[-1], stops[-1])):
        turn = (vertex[0] - stop.lon) % 360
        assert min(turn, 360 - turn) == pytest.approx(0, abs=1e-9)
        assert vertex[1] == stop.lat


@given(routes)
def test_both_sides_of_a_cut_are_one_place(stops):
    parts = parts_of(great_circle(stops, step_km=500))
    for before, after in pairwise(parts):
        assert abs(before.coords[-1][0]) == 180
        assert after.coords[0] == (-before.coords[-1][0], before.coords[-1][1])


@given(routes, st.floats(50, 2000))
def test_no_step_is_longer_than_asked(stops, step_km):
    lon, lat = great_circle_unwrapped(stops, step_km=step_km).xy
    wrapped = (np.array(lon) + 180) % 360 - 180
    steps_km = distance_km(wrapped[:-1], lat[:-1], wrapped[1:], lat[1:])
    assert steps_km.max() <= step_km * (1 + 1e-6) + 1e-6


@pytest.mark.parametrize("stops", [(TOKYO, SAN_FRANCISCO), (SAN_FRANCISCO, TOKYO)])
def test_tokyo_to_san_francisco_crosses_180_once(stops):
    line = great_circle(stops)
    assert isinstance(line, MultiLineString)
    assert len(line.geoms) == 2


def test_cut_lies_on_the_geodesic():
    # The northernmost arc between two places on one parallel is symmetric about 180.
    line = great_circle([LonLat(160, 40), LonLat(-160, 40)], step_km=3000)
    cut_lat = line.geoms[0].coords[-1][1]
    finely = great_circle([LonLat(160, 40), LonLat(-160, 40)], step_km=1)
    assert cut_lat == pytest.approx(finely.bounds[3], abs=1e-6)


def test_yiwu_to_madrid_is_one_line_of_the_known_length():
    line = great_circle([YIWU, MADRID])
    assert isinstance(line, LineString)
    # 10,335 km on the sphere; the flattening adds up to 0.34 % to a line from east to west.
    assert length_km(line) == pytest.approx(10_335, rel=0.0034)


def test_a_stop_on_180_makes_no_empty_part():
    line = great_circle([LonLat(170, 10), LonLat(180, 10), LonLat(-170, 10)])
    assert [len(part.coords) > 1 for part in line.geoms] == [True, True]
    assert line.geoms[1].coords[0] == (-180.0, 10.0)


def test_a_line_along_180_stays_on_it():
    line = great_circle([LonLat(180, 0), LonLat(-180, 20)])
    assert isinstance(line, LineString)
    assert set(np.abs(line.xy[0])) == {180.0}


def test_a_stop_visited_twice_adds_nothing():
    line = great_circle([YIWU, YIWU, MADRID])
    assert length_km(line) == pytest.approx(length_km(great_circle([YIWU, MADRID])), rel=1e-9)


def test_one_stop_is_no_line():
    with pytest.raises(GeometryError, match="There are 1 stops; expected at least two"):
        great_circle([YIWU])


@pytest.mark.parametrize("step_km", [0, -1, float("nan")])
def test_step_must_be_positive(step_km):
    with pytest.raises(GeometryError, match=r"step_km is .*; expected a positive number"):
        great_circle([YIWU, MADRID], step_km=step_km)


def test_unknown_stops_are_refused():
    with pytest.raises(GeometryError, match="expected finite degrees"):
        great_circle([YIWU, LonLat(float("nan"), 0)])


def test_latitude_before_longitude_is_refused():
    with pytest.raises(CrsError, match=r"latitude is 120\.07"):
        great_circle([LonLat(29.31, 120.07), LonLat(40.42, -3.7)])
