"""Measures: known values of the ellipsoid, then laws."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, MultiLineString, Polygon

from geo.errors import AtlasError, CrsError, GeometryError
from geo.measure import LonLat, area_km2, distance_km, length_km, nearest

lonlat = st.builds(LonLat, st.floats(-180, 180), st.floats(-90, 90))
places = st.lists(lonlat, min_size=1, max_size=12)


def test_length_of_a_known_line():
    # Meridian quadrant of WGS 84 (a = 6378137 m, 1/f = 298.257223563).
    assert length_km(LineString([(0, 0), (0, 90)])) == pytest.approx(10001.966, abs=0.001)


def test_length_of_an_empty_line_is_zero():
    assert length_km(LineString()) == 0.0


def test_length_of_parts_is_their_sum():
    one, two = LineString([(0, 0), (0, 1)]), LineString([(5, 0), (5, 1)])
    assert length_km(MultiLineString([one, two])) == pytest.approx(length_km(one) + length_km(two))


def test_area_of_the_whole_earth():
    octant = Polygon([(0, 0), (90, 0), (90, 90)])
    assert area_km2(octant) * 8 == pytest.approx(510_065_621.7, rel=1e-9)


def test_area_of_an_empty_polygon_is_zero():
    assert area_km2(Polygon()) == 0.0


@pytest.mark.parametrize("turn", [1, -1])
def test_a_hole_is_taken_off_however_it_is_wound(turn):
    shell, hole = shapely.box(119, 28, 121, 30), shapely.box(119.5, 28.5, 120, 29)
    holed = Polygon(shell.exterior.coords[::turn], [hole.exterior.coords])
    assert area_km2(holed) == pytest.approx(area_km2(shell) - area_km2(hole), rel=1e-9)


def test_metres_are_refused():
    with pytest.raises(CrsError, match=r"longitude is 1.33581e\+07; expected -180 to 180 degrees"):
        length_km(LineString([(13358100, 3400000), (13358200, 3400000)]))


def test_latitude_before_longitude_is_refused():
    with pytest.raises(
        CrsError, match=r"latitude is 120\.07; expected -90 to 90 .* lon before lat"
    ):
        distance_km(29.31, 120.07, 29.3, 120.1)


def test_crs_errors_are_value_errors_and_atlas_errors():
    assert issubclass(CrsError, (AtlasError, ValueError))
    with pytest.raises(ValueError, match="longitude is 181"):
        area_km2(shapely.box(179, 0, 181, 1))


def test_distances_broadcast():
    assert distance_km(np.zeros((3, 1)), 0, [1.0, 2.0], 0).shape == (3, 2)


def test_distance_to_an_unknown_place_is_unknown():
    assert np.isnan(distance_km(0, 0, np.nan, 1.0))


@given(lonlat, lonlat, lonlat)
def test_a_detour_is_never_shorter(a, b, c):
    assert length_km(LineString([a, b, c])) >= length_km(LineString([a, c])) - 1e-6


@given(lonlat, lonlat)
def test_distance_is_symmetric(a, b):
    assert distance_km(*a, *b) == pytest.approx(distance_km(*b, *a), abs=1e-9)


@given(places, places)
def test_no_target_is_nearer_than_the_nearest(origins, targets):
    lon, lat = np.array(origins).T
    target_lon, target_lat = np.array(targets).T
    index, found_km = nearest(lon, lat, target_lon, target_lat)
    every_km = distance_km(lon[:, None], lat[:, None], target_lon, target_lat)
    # On the sphere a target may seem nearer by its flattening: 0.56 % at most.
    assert (found_km <= every_km.min(axis=1) * 1.0057 + 1e-3).all()
    np.testing.assert_array_equal(found_km, every_km[np.arange(len(lon)), index])


def test_nearest_of_no_targets_is_refused():
    with pytest.raises(GeometryError, match="There are 0 targets; expected at least one"):
        nearest([0.0], [0.0], [], [])


def test_nearest_of_no_places_is_empty():
    index, found_km = nearest([], [], [0.0], [0.0])
    assert (len(index), len(found_km)) == (0, 0)


def test_nearest_agrees_with_itself_in_chunks(monkeypatch):
    lon, lat = np.meshgrid(np.arange(-170, 171, 20.0), np.arange(-80, 81, 20.0))
    whole = nearest(lon.ravel(), lat.ravel(), [0.0, 120.0, -75.0], [0.0, 30.0, 10.0])[0]
    monkeypatch.setattr("geo.measure._CHUNK_CELLS", 7)
    parts = nearest(lon.ravel(), lat.ravel(), [0.0, 120.0, -75.0], [0.0, 30.0, 10.0])[0]
    np.testing.assert_array_equal(whole, parts)
