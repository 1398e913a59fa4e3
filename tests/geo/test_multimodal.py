"""Modes, transfers, alternatives and reasons, on networks drawn by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import NetworkError
from geo.graph import Graph, half_weights
from geo.multimodal import MultimodalNetwork, Part, Range, Rate, Transfer, assemble, legs
from geo.pareto import MIXES, Sweep, edges_at, exchange_of, undominated
from geo.routing import Prepared
from geo.sampling import draws, spread
from geo.unreachable import why_unreachable

ONE = Range.only


def rate(rate_id: str, kind: str, hours: float, cost: float, co2e: float) -> Rate:
    return Rate(rate_id, kind, ONE(hours), ONE(cost), ONE(co2e))


# By the kilometre or by the step: a train is dear and quick, a ship cheap and slow.
RATES = (
    rate("train", "rail", 0.02, 0.6, 0.02),
    rate("ship", "sea", 0.04, 0.1, 0.01),
    rate("plane", "air", 0.002, 4.0, 0.9),
    rate("crane", "port", 24, 200, 5),
    Rate("bogies", "gauge_change", Range(5, 10, 30), ONE(300), ONE(1)),
    rate("handling", "airport", 6, 500, 2),
)


def part(tail, head, km, name: str) -> Part:
    nodes = max([*tail, *head]) + 1
    places = np.column_stack([np.arange(nodes), np.zeros(nodes)])
    return Part(Graph.of(nodes, tail, head), places, np.array(km, float), [name] * len(tail))


@pytest.fixture(scope="module")
def network() -> MultimodalNetwork:
    """Five places: 0 origin, 1 west of it, 2 beyond a gauge change, 3 and 4 by sea or air."""
    parts = {
        "normal": part([0], [1], [4000], "train"),
        "broad": part([0], [1], [6000], "train"),
        "sea": part([0], [1], [20000], "ship"),
        "air": part([0], [1], [8000], "plane"),
    }
    transfers = [
        Transfer("normal", 1, "broad", 0, "bogies"),
        Transfer("normal", 0, "sea", 0, "crane"),
        Transfer("sea", 1, "broad", 1, "crane"),
        Transfer("normal", 0, "air", 0, "handling"),
        Transfer("air", 1, "broad", 1, "handling"),
    ]
    return assemble(parts, transfers, RATES)


@pytest.fixture(scope="module")
def sweep(network: MultimodalNetwork) -> Sweep:
    return Sweep(network, Prepared.of(network.graph), (400.0, 4000.0, 200.0))


@pytest.fixture(scope="module")
def ends(network: MultimodalNetwork) -> list[int]:
    return [network.node("normal", 0), network.node("broad", 1)]


def kinds(network: MultimodalNetwork, path) -> list[str]:
    return [leg.kind for leg in legs(network, path)]


def test_each_criterion_has_its_way(network, sweep, ends) -> None:
    found = {option.best_by[0]: kinds(network, option.path) for option in sweep.options(ends)}
    assert found[(1, 0, 0)] == ["airport", "air", "airport"]
    assert found[(0, 1, 0)] == ["port", "sea", "port"]
    assert ["rail", "gauge_change", "rail"] in found.values()


def test_no_option_beats_another_in_everything(sweep, ends) -> None:
    totals = [option.totals for option in sweep.options(ends)]
    assert len(totals) == 3
    assert undominated(totals).all()
    assert totals == sorted(totals)


def test_steps_are_legs_of_their_own_and_sums_hold(network, sweep, ends) -> None:
    path = sweep.without([network.graph.edge_count - 1]).best(ends, (1, 0, 0))
    told = legs(network, path)
    assert [(leg.kind, leg.is_step, leg.length_km) for leg in told] == [
        ("rail", False, 4000),
        ("gauge_change", True, 0),
        ("rail", False, 6000),
    ]
    assert sum(leg.hours for leg in told) == pytest.approx(0.02 * 10000 + 10)
    assert sum(leg.cost for leg in told) == pytest.approx(0.6 * 10000 + 300)
    assert [edge for leg in told for edge in leg.edges] == path.edges.tolist()


def test_each_leg_begins_where_the_one_before_ends(network, sweep, ends) -> None:
    told = legs(network, sweep.best(ends, (0, 1, 0)))
    assert [leg.nodes[0] for leg in told[1:]] == [leg.nodes[-1] for leg in told[:-1]]


def test_a_closed_step_is_avoided(network, sweep, ends) -> None:
    sea = network.node("sea", 0)
    around = sweep.without(edges_at(network.graph, [sea]))
    assert all("sea" not in kinds(network, option.path) for option in around.options(ends))
    assert all(sea not in option.path.nodes for option in around.options(ends))


def test_a_place_to_pass_is_passed(network, sweep, ends) -> None:
    via = network.node("normal", 1)
    for option in sweep.options([ends[0], via, ends[1]]):
        assert via in option.path.nodes
        assert kinds(network, option.path)[0] == "rail"


def test_with_all_modes_closed_there_is_no_option(network, sweep, ends) -> None:
    assert sweep.without(np.arange(network.graph.edge_count)).options(ends) == []


def test_a_one_way_step_is_not_taken_back() -> None:
    parts = {"a": part([0], [1], [10], "train"), "b": part([0], [1], [10], "ship")}
    network = assemble(parts, [Transfer("a", 1, "b", 0, "crane", both_ways=False)], RATES)
    sweep = Sweep(network, Prepared.of(network.graph), (1, 1, 1))
    assert sweep.best([0, 3], (1, 0, 0)) is not None
    assert sweep.best([3, 0], (1, 0, 0)) is None


def test_percentiles_of_a_way_come_from_its_amounts(network, sweep, ends) -> None:
    path = sweep.best([ends[0], network.node("broad", 0)], (1, 0, 0))
    bounds = network.ranges("hours")
    found = spread(network.amounts(path.edges), bounds, draws(bounds, count=500))
    assert found.central == pytest.approx(0.02 * 4000 + 10)
    assert 85 < found.p10 < found.p50 < found.p90 < 110
    assert found.share_ranged == pytest.approx(10 / 90)


@given(st.lists(st.tuples(*[st.integers(0, 4)] * 3), min_size=1, max_size=12))
def test_what_is_left_out_is_beaten_by_something_kept(rows) -> None:
    table = np.array(rows)
    kept = undominated(table)
    assert kept.any()
    for row in table[~kept]:
        assert (table[kept] <= row).all(axis=1).any()


@given(st.integers(0, 10**6))
def test_the_best_by_one_criterion_is_among_the_options(seed) -> None:
    luck = np.random.default_rng(seed)
    nodes = 8
    tail, head = luck.integers(0, nodes, (2, 24))
    names = [RATES[i].rate_id for i in luck.integers(0, 3, 24)]
    piece = Part(Graph.of(nodes, tail, head), np.zeros((nodes, 2)), luck.uniform(1, 9, 24), names)
    network = assemble({"all": piece}, [], RATES)
    sweep = Sweep(network, Prepared.of(network.graph), (1, 1, 1))
    options = sweep.options([0, 1])
    for place, mix in enumerate(MIXES[:3]):
        best = sweep.best([0, 1], mix)
        if best is not None:
            least = network.amounts(best.edges) @ network.table()[:, place]
            assert min(o.totals[place] for o in options) == pytest.approx(least, rel=1e-4)


def test_exchange_is_the_middle_of_what_ways_take() -> None:
    assert exchange_of([np.array([1.0, 2, 3]), np.array([3.0, 4, 5])]) == (2, 3, 4)
    with pytest.raises(NetworkError, match=r"medians are \[0\.0, .* expected three positive"):
        exchange_of([])


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: assemble({}, [Transfer("x", 0, "x", 0, "crane")], RATES),
            r"No part 'x'; available: ",
        ),
        (
            lambda: assemble({"a": part([0], [1], [1], "mule")}, [], RATES),
            r"No rate 'mule'; available: train, ship",
        ),
        (
            lambda: assemble({"a": part([0], [1], [1], "crane")}, [], RATES),
            r"Rate 'crane' is of kind 'port'; expected one of rail, road, sea, air",
        ),
        (
            lambda: rate("sled", "snow", 1, 1, 1),
            r"kind of rate 'sled' is 'snow'; expected one of rail",
        ),
        (
            lambda: Rate("a", "rail", Range(3, 2, 4), ONE(1), ONE(1)),
            r"hours of rate 'a' is 3, 2, 4; expected numbers from zero, in ascending order",
        ),
    ],
)
def test_what_does_not_fit_together_is_refused(make, message) -> None:
    with pytest.raises(NetworkError, match=message):
        make()


def test_an_unknown_part_names_the_ones_there_are(network) -> None:
    with pytest.raises(NetworkError, match="No part 'canal'; available: normal, broad, sea, air"):
        network.node("canal", 0)


def test_one_stop_is_not_a_way(sweep) -> None:
    with pytest.raises(NetworkError, match="There are 1 stops; expected at least two"):
        sweep.options([0])


def test_a_mix_of_nothing_is_refused(sweep) -> None:
    with pytest.raises(NetworkError, match=r"mix is \(0, 0, 0\); expected shares from zero"):
        sweep.router((0, 0, 0))


# Why there is no way: 0-1 and 2-3 are of two gauges and meet between 1 and 2; 4 lies apart.
PLACES = np.array([[0, 0], [1, 0], [1, 0.01], [2, 0], [5, 0]])
LINE = Graph.of(5, [0, 2], [1, 3])


def why(ends, weights=(1, 1), backward=None, **more):
    halves = half_weights(LINE, weights, backward)
    return why_unreachable(LINE, ends, halves, places=PLACES, **more)


def test_a_way_that_is_there_needs_no_reason() -> None:
    assert why((0, 1)) is None


def test_a_closure_is_told() -> None:
    assert why((0, 1), closed=[0]).kind == "closed"


def test_another_gauge_is_told_with_the_place_where_both_meet() -> None:
    reason = why((0, 3), meetings=[(1, 2)])
    assert reason.kind == "gauge"
    assert (reason.gap.near_origin, reason.gap.near_destination) == (1, 2)


def test_a_separate_part_is_told_with_the_narrowest_gap() -> None:
    reason = why((0, 4), meetings=[(1, 2)])
    assert reason.kind == "component"
    assert (reason.gap.near_origin, reason.gap.near_destination) == (1, 4)
    assert reason.gap.distance_km == pytest.approx(445.3, abs=0.1)
    assert (reason.origin_nodes, reason.destination_nodes) == (2, 1)


def test_a_way_in_the_other_direction_only_is_told() -> None:
    reason = why((0, 1), weights=(np.inf, 1), backward=(1, 1))
    assert (reason.kind, reason.gap) == ("one_way", None)
