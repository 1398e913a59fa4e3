"""Nearness on the sphere is exact, at the poles and across 180 degrees too."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import GeometryError
from geo.measure import distance_km as ellipsoid_km
from geo.measure import nearest
from geo.sphere import SphereIndex, distance_km

LON, LAT = st.floats(-180, 180), st.floats(-90, 90)
PLACES = st.lists(st.tuples(LON, LAT), min_size=1, max_size=30)


@given(PLACES, st.tuples(LON, LAT))
def test_nearest_is_as_near_as_a_search_of_all(
    places: list[tuple[float, float]], point: tuple[float, float]
) -> None:
    lon, lat = np.array(places).T
    _, away_km = SphereIndex(lon, lat).nearest(*point)
    every_km = distance_km(*point, lon, lat)
    assert away_km[0] == pytest.approx(every_km.min(), abs=1e-6)


def test_nearest_agrees_with_the_slow_one() -> None:
    random = np.random.default_rng(4)
    lon, lat = random.uniform(-180, 180, 500), random.uniform(-90, 90, 500)
    x, y = random.uniform(-180, 180, 200), random.uniform(-90, 90, 200)
    fast, _ = SphereIndex(lon, lat).nearest(x, y)
    slow, _ = nearest(x, y, lon, lat)
    assert fast.tolist() == slow.tolist()


@given(st.tuples(LON, LAT), st.tuples(LON, LAT))
def test_the_sphere_is_within_half_a_percent_of_the_ellipsoid(
    here: tuple[float, float], there: tuple[float, float]
) -> None:
    exact = ellipsoid_km(*here, *there).item()
    assert distance_km(*here, *there)[0] == pytest.approx(exact, rel=0.006, abs=0.001)


def test_within_finds_the_other_side_of_180_degrees() -> None:
    assert SphereIndex([179.9, -179.9, 0], [0, 0, 0]).within(180, 0, 20) == [[0, 1]]


def test_no_places_are_refused() -> None:
    with pytest.raises(GeometryError, match="0 places to look up; expected at least one"):
        SphereIndex([], [])
