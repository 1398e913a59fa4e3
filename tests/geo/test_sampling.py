"""Draws, percentiles, flips of the ranking and break-even values, by their laws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from geo.errors import NetworkError
from geo.sampling import (
    break_even_cargo_value,
    break_even_value_of_time,
    chosen_anew,
    draws,
    smallest_flip,
    spread,
    wins,
)

numbers = st.floats(0.1, 100)
ranges = st.lists(
    st.tuples(numbers, numbers, numbers).map(lambda three: tuple(sorted(three))),
    min_size=3,
    max_size=3,
)
ways = st.lists(
    st.lists(st.integers(0, 9).map(float), min_size=3, max_size=3), min_size=2, max_size=4
)


def test_draws_follow_the_triangle() -> None:
    drawn = draws([[2, 3, 8]], count=4000)[:, 0]
    expected = stats.triang(c=1 / 6, loc=2, scale=6)
    assert stats.kstest(drawn, expected.cdf).pvalue > 0.01


def test_the_same_seed_draws_the_same_and_another_does_not() -> None:
    one, two, three = (draws([[1, 2, 3]], seed=seed) for seed in (1, 1, 2))
    assert np.array_equal(one, two)
    assert not np.array_equal(one, three)


def test_draws_of_an_input_do_not_depend_on_the_inputs_after_it() -> None:
    alone, beside = draws([[1, 2, 3]]), draws([[1, 2, 3], [4, 5, 6]])
    assert np.array_equal(alone[:, 0], beside[:, 0])


def test_a_central_value_alone_has_no_spread_and_says_so() -> None:
    only = [[5, 5, 5]]
    found = spread([2], only, draws(only))
    assert (found.p10, found.p50, found.p90, found.has_spread) == (10, 10, 10, False)


@given(ranges, st.lists(numbers, min_size=3, max_size=3))
def test_percentiles_lie_in_order_within_the_bounds(bounds, amounts) -> None:
    found = spread(amounts, bounds, draws(bounds, count=500))
    low, _, high = np.array(bounds).T @ np.array(amounts)
    assert low * (1 - 1e-9) <= found.p10 <= found.p50 <= found.p90 <= high * (1 + 1e-9)


def test_unordered_ranges_are_refused() -> None:
    with pytest.raises(
        NetworkError, match=r"A range is \[3\.0, 2\.0, 4\.0\]; expected low, central"
    ):
        draws([[3, 2, 4]])


def test_no_draws_are_refused() -> None:
    with pytest.raises(NetworkError, match="count is 0; expected at least one draw"):
        draws([[1, 2, 3]], count=0)


@given(ranges, ways)
def test_shares_of_wins_add_up_and_choosing_anew_is_never_worse(bounds, amounts) -> None:
    drawn = draws(bounds, count=50)
    assert wins(amounts, drawn).sum() == pytest.approx(1)
    assert (chosen_anew(amounts, drawn)[:, None] <= drawn @ np.array(amounts).T).all()


@given(ranges, ways)
def test_the_smallest_flip_changes_the_winner_and_nine_tenths_of_it_do_not(bounds, amounts) -> None:
    table, rates = np.array(amounts), np.array(bounds)[:, 1]
    totals = np.sort(table @ rates)
    assume(totals[1] - totals[0] > 1e-3)
    flip = smallest_flip(amounts, bounds)
    if flip is None:
        return
    winner = (table @ rates).argmin()
    changed, nearly = rates.copy(), rates.copy()
    changed[flip.input] = flip.rate
    nearly[flip.input] += 0.9 * (flip.rate - rates[flip.input])
    assert (table @ changed).argmin() == flip.winner != winner
    assert (table @ nearly).argmin() == winner


@given(ranges, ways, st.integers(0, 2), st.floats(-1, 3))
def test_no_smaller_change_of_any_input_changes_the_winner(bounds, amounts, place, share) -> None:
    table, rates = np.array(amounts), np.array(bounds)[:, 1]
    totals = np.sort(table @ rates)
    assume(totals[1] - totals[0] > 1e-3)
    flip = smallest_flip(amounts, bounds)
    assume(flip is None or abs(share) < 0.999 * abs(flip.change))
    changed = rates.copy()
    changed[place] *= 1 + share
    assert (table @ changed).min() == pytest.approx((table @ changed)[(table @ rates).argmin()])


def test_a_way_that_is_better_in_everything_cannot_be_flipped() -> None:
    assert smallest_flip([[1, 0], [2, 0]], [[1, 1, 1], [1, 1, 1]]) is None


def test_a_flip_within_the_range_is_told() -> None:
    flip = smallest_flip([[10, 2], [30, 0]], [[1, 1, 1], [3, 4, 12]])
    assert (flip.input, flip.within_range) == (0, False)
    wide = smallest_flip([[0, 0, 2], [5, 5, 0]], [[1, 1, 1], [1, 1, 1], [3, 4, 12]])
    assert (wide.input, wide.winner, wide.within_range) == (2, 1, True)
    assert wide.change == pytest.approx(0.25)


@given(numbers, numbers, numbers, numbers)
def test_at_the_break_even_both_ways_cost_the_same(cost, hours, other_cost, other_hours) -> None:
    value = break_even_value_of_time((cost, hours), (other_cost, other_hours))
    assume(value is not None and value < 1e9)
    assert cost + value * hours == pytest.approx(other_cost + value * other_hours, rel=1e-9)


def test_a_way_that_is_cheaper_and_quicker_has_no_break_even() -> None:
    assert break_even_value_of_time((10, 10), (20, 20)) is None
    assert break_even_value_of_time((10, 10), (20, 10)) is None


def test_a_cargo_that_loses_nothing_has_no_break_even() -> None:
    with pytest.raises(NetworkError, match="share_per_day is 0; expected a positive share"):
        break_even_cargo_value(10, 0)
