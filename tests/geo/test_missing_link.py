"""The shortest missing link is what trying every pair finds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import missing_link
from geo.errors import NetworkError
from geo.missing_link import Ends, Pace, shortest_link
from geo.sphere import distance_km

LIMIT = 100.0
SLOW = 0.03
PACE = Pace(SLOW, 2 * SLOW, 4.0 * (1 - np.eye(3)))


def ends(max_size: int) -> st.SearchStrategy[Ends]:
    place = st.tuples(
        st.floats(-179, 179), st.floats(-80, 80), st.floats(0, 120) | st.just(float("inf"))
    )
    rows = st.lists(place, min_size=1, max_size=max_size)
    return rows.map(ends_of)


def ends_of(rows: list[tuple[float, float, float]]) -> Ends:
    """Every other place has slow ground around it."""
    table = np.array(rows)
    return Ends(
        table[:, :2], table[:, 2], slow_km(np.arange(len(rows))), area(np.arange(len(rows)))
    )


def slow_km(position: np.ndarray) -> np.ndarray:
    return position % 2 * 250.0


def area(position: np.ndarray) -> np.ndarray:
    return position % 3


def hours(
    start: np.ndarray, end: np.ndarray, km: np.ndarray, left: np.ndarray | None = None
) -> np.ndarray:
    """A seventh of all lines may not be laid; others take more than the least, by their ends."""
    slow = np.minimum(km, slow_km(start) + slow_km(end))
    taken = km * SLOW * (1 + (start + 2 * end) % 5 / 4) + slow * SLOW + (start + end) % 3
    taken = taken + np.where(area(start) == area(end), 0.0, 4.0)
    return np.where((start * 3 + end) % 7 == 0, np.inf, taken)


def by_trying_all(starts: Ends, goals: Ends, limit: float) -> float | None:
    found = []
    for start, (lon, lat) in enumerate(starts.places):
        km = distance_km(lon, lat, *goals.places.T)
        end = np.arange(len(km))
        whole = starts.hours[start] + hours(np.full(len(km), start), end, km) + goals.hours
        found += km[whole <= limit].tolist()
    return min(found, default=None)


@given(ends(40), ends(40), st.sampled_from([1, 7, 2_000_000]))
def test_the_shortest_link_is_the_one_of_all_pairs(starts: Ends, goals: Ends, at_once: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(missing_link, "_PAIRS_AT_ONCE", at_once)
        patch.setattr(missing_link, "_LINES_AT_ONCE", 3)
        found = shortest_link(starts, goals, hours, limit_hours=LIMIT, pace=PACE)
    expected = by_trying_all(starts, goals, LIMIT)
    assert (found is None) == (expected is None)
    if found is not None:
        assert found.length_km == pytest.approx(expected, abs=1e-6)
        taken = starts.hours[found.start] + found.hours + goals.hours[found.end]
        assert taken <= LIMIT


@given(ends(20), ends(20), st.floats(1, 200), st.floats(0, 50))
def test_more_time_never_asks_for_a_longer_link(
    starts: Ends, goals: Ends, limit: float, more: float
) -> None:
    tight, loose = (
        shortest_link(starts, goals, hours, limit_hours=given_, pace=PACE)
        for given_ in (limit, limit + more)
    )
    if tight is not None:
        assert loose is not None
        assert loose.length_km <= tight.length_km + 1e-6


def test_two_hundred_thousand_pairs_across_180_degrees_are_searched() -> None:
    luck = np.random.default_rng(7)
    west = ends_of(luck.uniform([170, -10, 0], [180, 10, 90], (500, 3)).tolist())
    east = ends_of(luck.uniform([-180, -10, 0], [-170, 10, 90], (400, 3)).tolist())
    found = shortest_link(west, east, hours, limit_hours=LIMIT, pace=PACE)
    assert found is not None
    assert found.length_km == pytest.approx(by_trying_all(west, east, LIMIT), abs=1e-6)


def test_a_link_that_would_be_too_long_is_none() -> None:
    starts, goals = (Ends(np.array([[lon, 0.0]]), np.zeros(1)) for lon in (0.0, 1.0))
    found = [
        shortest_link(starts, goals, lambda *_: np.zeros(1), limit_hours=9.0, most_km=most)
        for most in (111.0, 112.0)
    ]
    assert [one is None for one in found] == [True, False]


def test_nothing_to_begin_at_has_no_link() -> None:
    nowhere = Ends(np.empty((0, 2)), np.empty(0))
    here = Ends(np.zeros((1, 2)), np.zeros(1))
    assert shortest_link(nowhere, here, hours, limit_hours=LIMIT) is None


def test_hours_must_be_as_many_as_places() -> None:
    with pytest.raises(NetworkError, match=r"Hours have the shape \(2,\); expected \(1,\)"):
        shortest_link(
            Ends(np.zeros((1, 2)), np.zeros(2)),
            Ends(np.zeros((1, 2)), np.zeros(1)),
            hours,
            limit_hours=LIMIT,
        )
