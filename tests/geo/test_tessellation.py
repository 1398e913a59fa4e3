import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo import tessellation
from geo.errors import TessellationError
from geo.measure import area_km2


def comb(teeth: int, jitter: list[float]) -> list[shapely.Polygon]:
    """Strips side by side whose borders were drawn twice, by different hands."""
    strips = []
    for i in range(teeth):
        left, right = i + jitter[2 * i], i + 1 + jitter[2 * i + 1]
        strips.append(shapely.box(left, 0, right, 1))
    return strips


offsets = st.lists(st.floats(-0.2, 0.2), min_size=8, max_size=8)


@given(offsets)
def test_tiles_never_overlap(jitter: list[float]) -> None:
    tiles = tessellation.tile(comb(4, jitter), 4)
    assert shapely.coverage_is_valid(tiles)


@given(offsets)
def test_tiles_cover_what_the_polygons_covered(jitter: list[float]) -> None:
    strips = comb(4, jitter)
    tiles = tessellation.tile(strips, 4)
    assert shapely.union_all(tiles).area == pytest.approx(shapely.union_all(strips).area, abs=1e-3)


def test_the_first_polygon_keeps_disputed_ground() -> None:
    first, second = tessellation.tile([shapely.box(0, 0, 2, 1), shapely.box(1, 0, 3, 1)], 3)
    assert (first.area, second.area) == pytest.approx((2.0, 1.0))


def test_tiles_lie_on_the_grid() -> None:
    (tile,) = tessellation.tile([shapely.Point(0, 0).buffer(1)], 2)
    xy = shapely.get_coordinates(tile)
    assert (xy == np.round(xy, 2)).all()


def test_an_enclave_stays_with_its_owner() -> None:
    hole = shapely.box(1, 1, 2, 2)
    around, inside = tessellation.tile([shapely.box(0, 0, 3, 3).difference(hole), hole], 3)
    assert (around.area, inside.area) == pytest.approx((8.0, 1.0))


def test_a_polygon_that_would_vanish_is_refused() -> None:
    with pytest.raises(TessellationError, match=r"polygons \[1\] vanish at 2 decimals"):
        tessellation.tile([shapely.box(0, 0, 1, 1), shapely.box(5, 5, 5.001, 5.001)], 2)


def test_simplified_neighbours_still_share_their_border() -> None:
    wave = [(x / 50, 1 + 0.01 * (-1) ** x) for x in range(101)]
    south = shapely.Polygon([(0, 0), (2, 0), *reversed(wave)])
    north = shapely.Polygon([*wave, (2, 2), (0, 2)])
    simple = tessellation.simplify_together([south, north], 0.05, 4)
    assert shapely.coverage_is_valid(simple)
    assert shapely.get_num_coordinates(simple).sum() < 30


def test_a_claimant_takes_its_ground_from_all() -> None:
    neighbours = gpd.GeoSeries({"a": shapely.box(0, 0, 1, 1), "b": shapely.box(1, 0, 2, 1)})
    left = tessellation.claim(shapely.box(0.5, 0, 1.5, 1), neighbours)
    assert left.area.to_dict() == {"a": 0.5, "b": 0.5}


def test_a_sliver_goes_to_the_longest_common_border() -> None:
    neighbours = gpd.GeoSeries({"short": shapely.box(0, 1, 1, 2), "long": shapely.box(0, -9, 9, 0)})
    grown = tessellation.give_slivers(shapely.box(0, 0, 9, 1), shapely.box(1, 1, 9, 2), neighbours)
    assert grown.area.to_dict() == {"short": 1.0, "long": 90.0}


def test_an_enclosed_sliver_is_given_however_little_it_touches() -> None:
    lagoon = shapely.box(1, 0.4, 3, 0.6)
    claimant = shapely.box(1, 0, 4, 1).difference(lagoon)
    grown = tessellation.give_slivers(lagoon, claimant, gpd.GeoSeries([shapely.box(0, 0, 1, 1)]))
    assert grown.area.iloc[0] == pytest.approx(1.4)


def test_open_water_is_given_to_nobody() -> None:
    neighbours = gpd.GeoSeries({"a": shapely.box(0, 0, 1, 1)})
    water, land = shapely.box(1, 0, 20, 0.1), shapely.box(1, 0.1, 20, 1)
    assert tessellation.give_slivers(water, land, neighbours).area.to_dict() == {"a": 1.0}


def test_a_redrawn_polygon_leaves_no_gap_and_no_overlap() -> None:
    former, neighbour = shapely.box(0, 0, 2, 1), gpd.GeoSeries({"n": shapely.box(2, 0, 4, 1)})
    redrawn = shapely.Polygon([(0, 0), (1.8, 0), (2.2, 1), (0, 1)])
    refitted = tessellation.insert(redrawn, former, neighbour).iloc[0]
    assert redrawn.intersection(refitted).area == pytest.approx(0)
    assert redrawn.union(refitted).area == pytest.approx(4)


def test_shared_borders_leave_out_the_coast() -> None:
    quarters = [shapely.box(x, y, x + 1, y + 1) for x in (0, 1) for y in (0, 1)]
    assert tessellation.shared_borders(quarters).length == pytest.approx(4)


def test_area_of_a_known_quadrangle() -> None:
    # Karney's ellipsoid: one degree square at the equator is 12,309 km2 (12,308.8 on WGS 84).
    assert area_km2(shapely.box(0, 0, 1, 1)) == pytest.approx(12308.8, abs=0.2)


def test_a_hole_does_not_count_as_area() -> None:
    ring = shapely.box(0, 0, 3, 3).difference(shapely.box(1, 1, 2, 2))
    whole = area_km2(shapely.box(0, 0, 3, 3))
    hole = area_km2(shapely.box(1, 1, 2, 2))
    assert area_km2(ring) == pytest.approx(whole - hole, rel=1e-9)


def test_a_label_is_inside_a_crescent() -> None:
    crescent = shapely.Point(0, 0).buffer(2).difference(shapely.Point(1, 0).buffer(1.8))
    assert crescent.contains(shapely.Point(tessellation.label_point(crescent)))
