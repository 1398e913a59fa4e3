"""Datum: published pairs, a second opinion, round trips."""

import geopandas as gpd
import numpy as np
import prcoords
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo import datum
from geo.datum import Datum, convert, convert_geometry, looks_shifted, parse_datum
from geo.errors import DatumError

# Mainland and islands, a margin of 0.05 degrees inside the published rectangle.
china_lon = st.floats(72.06, 137.78)
china_lat = st.floats(0.88, 55.77)
china = st.lists(st.tuples(china_lon, china_lat), min_size=1, max_size=20)

# wgs lat, lon, gcj lat, lon: tests of googollee/eviltransform, python/test.py.
PUBLISHED_GCJ = [
    (31.1774276, 121.5272106, 31.17530398364597, 121.531541859215),
    (22.543847, 113.912316, 22.540796131694766, 113.9171764808363),
    (39.911954, 116.377817, 39.91334545536069, 116.38404722455657),
]
# gcj lon, lat, bd lon, lat: test/app.js of wandergis/coordtransform.
PUBLISHED_BD = (116.404, 39.915, 116.41036949371029, 39.92133699351021)


@pytest.mark.parametrize(("lat", "lon", "gcj_lat", "gcj_lon"), PUBLISHED_GCJ)
def test_gcj02_equals_published_pairs(lat, lon, gcj_lat, gcj_lon):
    x, y = convert(lon, lat, source="wgs84", target="gcj02")
    assert (float(x), float(y)) == pytest.approx((gcj_lon, gcj_lat), abs=1e-6, rel=0)


def test_bd09_equals_a_published_pair():
    lon, lat, bd_lon, bd_lat = PUBLISHED_BD
    x, y = convert(lon, lat, source="gcj02", target="bd09")
    assert (float(x), float(y)) == pytest.approx((bd_lon, bd_lat), abs=1e-6, rel=0)


@given(china_lon, china_lat)
def test_gcj02_equals_an_independent_implementation(lon, lat):
    theirs = prcoords.wgs_gcj((lat, lon))
    x, y = convert(lon, lat, source="wgs84", target="gcj02")
    assert (float(x), float(y)) == pytest.approx((theirs.lon, theirs.lat), abs=1e-6, rel=0)


@given(china_lon, china_lat)
def test_bd09_equals_an_independent_implementation(lon, lat):
    theirs = prcoords.wgs_bd((lat, lon))
    x, y = convert(lon, lat, source="wgs84", target="bd09")
    assert (float(x), float(y)) == pytest.approx((theirs.lon, theirs.lat), abs=1e-6, rel=0)


@given(china_lon, china_lat)
def test_inverse_equals_an_independent_implementation(lon, lat):
    theirs = prcoords.gcj_wgs_bored((lat, lon))
    x, y = convert(lon, lat, source="gcj02", target="wgs84")
    assert (float(x), float(y)) == pytest.approx((theirs.lon, theirs.lat), abs=1e-6, rel=0)


@pytest.mark.parametrize("shifted", ["gcj02", "bd09"])
@given(points=china)
def test_round_trip_is_exact_everywhere_in_china(shifted, points):
    lon, lat = np.array(points).T
    there = convert(lon, lat, source="wgs84", target=shifted)
    back = convert(*there, source=shifted, target="wgs84")
    np.testing.assert_allclose(back, (lon, lat), rtol=0, atol=1e-7)


@given(china_lon, china_lat)
def test_gcj02_and_bd09_convert_into_each_other(lon, lat):
    gcj = convert(lon, lat, source="wgs84", target="gcj02")
    direct = convert(*gcj, source="gcj02", target="bd09")
    np.testing.assert_allclose(direct, convert(lon, lat, source="wgs84", target="bd09"), atol=1e-9)


@pytest.mark.parametrize("target", list(Datum))
def test_nothing_moves_outside_the_rectangle(target):
    lon, lat = np.array([[-3.7, 40.4], [6.76, 51.43], [151.2, -33.9]]).T
    np.testing.assert_array_equal(convert(lon, lat, source="wgs84", target=target), (lon, lat))


def test_cgcs2000_is_wgs84():
    assert convert(120.07, 29.31, source="cgcs2000", target="wgs84") == (120.07, 29.31)


def test_shift_at_yiwu_is_half_a_kilometre_south_east():
    # Measured for the plan of the atlas: +460 m east, -276 m north.
    x, y = convert(120.07, 29.31, source="wgs84", target="gcj02")
    east_m = (float(x) - 120.07) * 111_320 * np.cos(np.radians(29.31))
    north_m = (float(y) - 29.31) * 110_850
    assert (east_m, north_m) == pytest.approx((460, -276), abs=5)


def test_empty_coordinates_stay_empty():
    lon, lat = convert([np.nan, 120.0], [np.nan, 30.0], source="gcj02", target="wgs84")
    assert np.isnan(lon[0])
    assert np.isfinite(lon[1])
    assert np.isfinite(lat[1])


def test_input_arrays_are_not_changed():
    lon = np.array([120.0])
    out, _ = convert(lon, [30.0], source="wgs84", target="cgcs2000")
    out[0] = 0
    assert lon[0] == 120.0


def test_unknown_datum_names_the_accepted_ones():
    with pytest.raises(DatumError, match="datum is 'itrf'; expected one of wgs84, cgcs2000, gcj02"):
        convert(120, 30, source="itrf", target="wgs84")


@pytest.mark.parametrize("nothing", [None, ""])
def test_undeclared_datum_is_refused(nothing):
    with pytest.raises(DatumError, match="undeclared; expected one of wgs84"):
        parse_datum(nothing)


def test_geometry_keeps_its_type():
    square = shapely.box(120, 29, 120.1, 29.1)
    moved = convert_geometry(square, source="wgs84", target="gcj02")
    assert moved.geom_type == "Polygon"
    assert moved.area == pytest.approx(square.area, rel=1e-2)


def test_series_keeps_index_and_crs_label():
    series = gpd.GeoSeries(
        [shapely.Point(120, 29), None], index=["a", "b"], crs="EPSG:4326", name="geometry"
    )
    moved = convert_geometry(series, source="gcj02", target="wgs84")
    assert list(moved.index) == ["a", "b"]
    assert moved.crs == series.crs
    assert moved["b"] is None


@pytest.mark.parametrize("shifted", [Datum.GCJ02, Datum.BD09])
@given(lon=china_lon, lat=china_lat)
def test_a_shifted_point_is_flagged_with_its_datum(shifted, lon, lat):
    x, y = convert(lon, lat, source="wgs84", target=shifted)
    assert looks_shifted(float(x), float(y), lon, lat) is shifted


@given(china_lon, china_lat)
def test_a_true_point_is_not_flagged(lon, lat):
    assert looks_shifted(lon, lat, lon, lat) is None


def test_a_merely_wrong_point_is_not_flagged():
    assert looks_shifted(120.07, 29.32, 120.07, 29.31) is None


def test_nothing_looks_shifted_outside_china():
    assert looks_shifted(-3.7, 40.4, -3.7, 40.4) is None


def test_rectangle_is_the_published_one():
    corners = [
        (lon, lat)
        for lon in (datum.CHINA_WEST, datum.CHINA_EAST)
        for lat in (datum.CHINA_SOUTH, datum.CHINA_NORTH)
    ]
    for lon, lat in corners:
        outward = np.sign([lon - 105, lat - 35]) * 1e-6
        assert prcoords.sanity_in_china_p(prcoords.Coords(lat, lon))
        assert not prcoords.sanity_in_china_p(prcoords.Coords(lat + outward[1], lon + outward[0]))
