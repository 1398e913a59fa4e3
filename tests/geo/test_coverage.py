"""Fields of hours against every node tried in turn; then what polygons may hold."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.coverage import Ground, bands, hours_at
from geo.errors import NetworkError
from geo.grid import Grid, arc_km, half_diagonal_km
from geo.sphere import unit_vectors

KMH = 30.0
SMALL = Grid(west=119.0, north=31.0, step_deg=0.1, width=40, height=30)


def by_hand(points: np.ndarray, hours: np.ndarray, places: np.ndarray, kmh: float) -> np.ndarray:
    """The first arrival at each point, every node tried."""
    nodes = unit_vectors(*places.T)
    return np.array(
        [(hours + arc_km(nodes, point) / kmh).min() for point in unit_vectors(*points.T)]
    )


def middles(grid: Grid) -> np.ndarray:
    lon = grid.west + (np.arange(grid.width) + 0.5) * grid.step_deg
    return np.column_stack([np.tile(lon, grid.height), np.repeat(grid.latitudes(), grid.width)])


def scattered(seed: int, count: int, grid: Grid = SMALL) -> tuple[np.ndarray, np.ndarray]:
    luck = np.random.default_rng(seed)
    size = np.array([grid.width, grid.height]) * grid.step_deg
    corner = np.array([grid.west, grid.north - size[1]])
    return luck.uniform(0, 3, count), corner + luck.random((count, 2)) * size


@settings(max_examples=25)
@given(st.integers(0, 10**6), st.integers(1, 40))
def test_a_field_is_never_early_and_late_by_a_cell_at_most(seed, count) -> None:
    hours, places = scattered(seed, count)
    field = Ground.of(SMALL, KMH).hours(hours, places).ravel()
    exact = by_hand(middles(SMALL), hours, places, KMH)
    assert (field >= exact - 1e-9).all()
    assert (field - exact <= 2 * half_diagonal_km(SMALL).max() / KMH + 1e-4).all()


def test_one_node_gives_distances_on_the_sphere() -> None:
    place = np.array([[120.07, 29.31]])
    field = Ground.of(SMALL, KMH).hours(np.array([5.0]), place).ravel()
    exact = by_hand(middles(SMALL), np.array([5.0]), place, KMH)
    np.testing.assert_allclose(field, exact, rtol=1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_a_thousand_points_of_every_band_are_reached_within_its_limit(seed) -> None:
    hours, places = scattered(seed, 12)
    ground = Ground.of(SMALL, KMH)
    limits = [2.0, 3.0, 4.5, 6.0]
    luck = np.random.default_rng(seed)
    for band in bands(ground.hours(hours, places), ground, limits):
        west, south, east, north = band.area.bounds
        drawn = luck.uniform([west, south], [east, north], (20_000, 2))
        inside = drawn[shapely.contains_xy(band.area, *drawn.T)][:1000]
        assert len(inside) == 1000
        assert by_hand(inside, hours, places, KMH).max() <= band.limit_hours


def test_bands_do_not_overlap_and_are_valid() -> None:
    hours, places = scattered(1, 12)
    ground = Ground.of(SMALL, KMH)
    found = bands(ground.hours(hours, places), ground, [2, 3, 4.5, 6])
    assert all(band.area.is_valid for band in found)
    together = shapely.union_all([band.area for band in found])
    assert together.area == pytest.approx(sum(band.area.area for band in found))


def test_a_limit_that_nothing_meets_has_an_empty_band() -> None:
    ground = Ground.of(SMALL, KMH)
    field = ground.hours(np.array([5.0]), np.array([[120.0, 30.0]]))
    assert bands(field, ground, [1.0])[0].area.is_empty


def test_beyond_the_limit_there_is_no_field() -> None:
    field = Ground.of(SMALL, KMH).hours(np.array([0.0]), np.array([[119.05, 29.5]]), limit_hours=2)
    assert np.nanmax(field) <= 2
    assert np.isnan(field[:, -1]).all()


def test_a_strait_is_not_crossed_and_the_sea_has_no_hours() -> None:
    land = np.ones((SMALL.height, SMALL.width), bool)
    land[:, 20] = False
    field = Ground.of(SMALL, KMH, land).hours(np.array([0.0]), np.array([[119.05, 29.5]]))
    assert np.isnan(field[:, 20:]).all()
    assert np.isfinite(field[:, :20]).all()


def test_nothing_spreads_from_one_zone_to_another_or_starts_in_a_foreign_one() -> None:
    zone = np.zeros((SMALL.height, SMALL.width), np.int16)
    zone[:, 20:] = 1
    place, hours = np.array([[119.05, 29.5], [121.05, 29.5]]), np.array([0.0, 0.0])
    field = Ground.of(SMALL, KMH, zone).hours(hours, place, zone=[0, 0])
    assert np.isfinite(field[:, :20]).all()
    assert np.isnan(field[:, 20:]).all()


def test_a_place_on_the_shore_is_reached_from_the_cell_beside_it() -> None:
    land = np.ones((SMALL.height, SMALL.width), bool)
    land[:, 20] = False
    ground = Ground.of(SMALL, KMH, land)
    field = ground.hours(np.array([1.0]), np.array([[120.95, 29.55]]))
    shore, far = hours_at(field, ground, np.array([[121.01, 29.55], [121.15, 29.55]]))
    assert shore == pytest.approx(1 + 0.06 * 111.19 * np.cos(np.radians(29.55)) / KMH, rel=0.01)
    assert np.isnan(far)


def test_nodes_at_sea_outside_or_out_of_reach_start_nothing() -> None:
    land = np.zeros((SMALL.height, SMALL.width), bool)
    land[:, :5] = True
    places = np.array([[122.0, 30.0], [80.0, 10.0], [119.05, 30.0]])
    field = Ground.of(SMALL, KMH, land).hours(np.array([0.0, 0.0, np.inf]), places)
    assert np.isnan(field).all()


def test_around_the_world_the_last_column_lies_next_to_the_first() -> None:
    world = Grid(-180, 5, 1.0, 360, 10)
    place = np.array([[179.5, 0.5]])
    field = Ground.of(world, KMH).hours(np.array([0.0]), place)
    exact = by_hand(middles(world), np.array([0.0]), place, KMH).reshape(field.shape)
    np.testing.assert_allclose(field[4, 0], exact[4, 0], rtol=1e-6)
    assert field[4, 0] < 4


def test_the_transform_takes_the_first_cell_to_the_north_west_corner() -> None:
    assert (SMALL.transform.c, SMALL.transform.f) == (119.0, 31.0)
    assert SMALL.cells(np.array([[119.01, 30.99], [118.9, 30.0]])).tolist() == [0, -1]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Grid(0, 91, 1, 1, 1), r"from 91 to 90 degrees north .* expected 90 to -90"),
        (lambda: Grid(0, 0, 0.0, 1, 1), r"cells of 0 degrees; expected positive numbers"),
        (lambda: Ground.of(SMALL, 0), r"access_kmh is 0; expected a positive speed"),
        (lambda: Ground.of(SMALL, 9, [[1]]), r"shape \(1, 1\); expected \(30, 40\)"),
        (
            lambda: bands(np.zeros((30, 40), np.float32), Ground.of(SMALL, 9), [3, 2]),
            r"limits are \[3\.0, 2\.0\]; expected ascending",
        ),
    ],
)
def test_what_cannot_be_is_refused(make, message) -> None:
    with pytest.raises(NetworkError, match=message):
        make()
