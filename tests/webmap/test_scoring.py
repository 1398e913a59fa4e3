"""Parts sum to the score, unknown is a range and never nought, and order rests on facts."""

from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from webmap.scoring import FULL_TENTHS, TOP, newcomers, ranked, score, shares, top

NAMES = ("industry", "country", "distance", "status")
weights = st.fixed_dictionaries(
    {name: st.integers(0, 1000).map(lambda n: Fraction(n, 100)) for name in NAMES}
)
value = st.none() | st.floats(0, 1)
values = st.fixed_dictionaries(dict.fromkeys(NAMES, value))
places = st.dictionaries(st.text("abcdef", min_size=1, max_size=3), values, min_size=1, max_size=25)


@given(weights)
def test_shares_add_up_to_the_full_score(given_weights) -> None:
    assume(any(given_weights.values()))
    assert sum(shares(given_weights).values()) == FULL_TENTHS


@given(weights)
def test_a_share_is_its_weight_to_the_tenth_of_a_point(given_weights) -> None:
    assume(any(given_weights.values()))
    total = sum(given_weights.values())
    for name, share in shares(given_weights).items():
        assert abs(share - given_weights[name] * FULL_TENTHS / total) < 1


@given(weights, values)
def test_parts_sum_to_the_score_exactly(given_weights, given_values) -> None:
    assume(any(given_weights.values()))
    found = score(given_values, shares(given_weights))
    assert found.low == sum(part.low for part in found.parts)
    assert found.high == sum(part.high for part in found.parts)
    assert 0 <= found.low <= found.high <= FULL_TENTHS


@given(weights, values)
def test_unknown_is_a_range_as_wide_as_its_weight(given_weights, given_values) -> None:
    assume(any(given_weights.values()))
    most = shares(given_weights)
    found = score(given_values, most)
    unknown = [name for name, known in given_values.items() if known is None]
    assert found.high - found.low == sum(most[name] for name in unknown)


@given(weights, values, st.sampled_from(NAMES))
def test_knowing_more_never_leaves_the_range(given_weights, given_values, name) -> None:
    assume(any(given_weights.values()))
    most = shares(given_weights)
    before = score({**given_values, name: None}, most)
    after = score({**given_values, name: 0.4}, most)
    assert before.low <= after.low <= after.high <= before.high


@given(places, weights)
def test_nobody_new_comes_when_no_weight_moves(given_places, given_weights) -> None:
    assume(any(given_weights.values()))
    assert newcomers(given_places, given_weights, given_weights) == 0


@given(places, weights, st.integers(1, 9))
def test_weights_count_by_their_proportion_only(given_places, given_weights, times) -> None:
    assume(any(given_weights.values()))
    scaled = {name: weight * times for name, weight in given_weights.items()}
    assert top(given_places, given_weights) == top(given_places, scaled)
    assert len(top(given_places, scaled)) <= TOP


def test_a_guess_never_stands_before_a_fact() -> None:
    most = {"a": 500, "b": 500}
    scores = {
        "fact": score({"a": 0.4, "b": 0.0}, most),
        "guess": score({"a": 0.3, "b": None}, most),
    }
    assert ranked(scores) == ["fact", "guess"]


def test_a_moved_weight_brings_the_place_that_it_favours() -> None:
    given_places = {f"old{n}": {"a": 0.5, "b": 0.0} for n in range(TOP)}
    given_places["new"] = {"a": 0.0, "b": 0.46}
    even = {"a": Fraction(5), "b": Fraction(5)}
    assert newcomers(given_places, even, {**even, "b": Fraction(5) * Fraction(11, 10)}) == 1
