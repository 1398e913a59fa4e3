"""Distances by elimination against scipy's, on nets large enough for many rounds."""

from __future__ import annotations

import numpy as np
import pytest

from geo.elimination import Elimination
from geo.graph import Graph, half_weights
from geo.routing import Prepared, Router
from geo.search import Search


def net(seed: int, side: int = 40) -> tuple[Graph, np.ndarray, np.ndarray]:
    """A square net with a third of its edges gone, some one-way, some closed, some double."""
    luck = np.random.default_rng(seed)
    number = luck.permutation(side * side).reshape(side, side)
    tail = np.concatenate([number[:, :-1].ravel(), number[:-1].ravel()])
    head = np.concatenate([number[:, 1:].ravel(), number[1:].ravel()])
    kept = luck.random(len(tail)) < 0.7
    tail, head = tail[kept], head[kept]
    tail, head = np.append(tail, tail[:50]), np.append(head, head[:50])
    along, against = luck.uniform(0, 9, (2, len(tail)))
    along[luck.random(len(tail)) < 0.05] = np.inf
    against[luck.random(len(tail)) < 0.05] = np.inf
    return Graph.of(side * side, tail, head), along, against


@pytest.mark.parametrize("seed", range(4))
def test_distances_equal_scipy(seed) -> None:
    graph, along, against = net(seed)
    weighted = Elimination.of(graph).weighted(along, against)
    search = Search.of(graph, half_weights(graph, along, against))
    for source in (0, 7, 333):
        expected = search.distances([source])[0]
        np.testing.assert_allclose(weighted.distances([(source, 0.0)]), expected, rtol=1e-12)


def test_several_entries_begin_with_their_own_costs() -> None:
    graph, along, against = net(9)
    weighted = Elimination.of(graph).weighted(along, against)
    one, two = (weighted.distances([entry]) for entry in ((3, 5.0), (90, 1.0)))
    together = weighted.distances([(3, 5.0), (90, 1.0)])
    np.testing.assert_allclose(together, np.minimum(one, two), rtol=1e-12)


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_a_router_gives_the_same_distances_with_an_order_as_without(seed, reverse) -> None:
    graph, along, against = net(seed)
    ordered = Router.of(Prepared.of(graph, orders=True), along, against)
    plain = Router.of(Prepared.of(graph, orders=False), along, against)
    for source in range(0, 1600, 97):
        np.testing.assert_allclose(
            ordered.one_to_all(source, reverse=reverse),
            plain.one_to_all(source, reverse=reverse),
            rtol=1e-12,
        )


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_starts_begin_with_their_own_costs_also_in_dead_ends_and_chains(seed, reverse) -> None:
    graph, along, against = net(seed)
    ordered = Router.of(Prepared.of(graph, orders=True), along, against)
    luck = np.random.default_rng(seed)
    for count in (1, 2, 40):
        nodes = luck.choice(graph.node_count, count, replace=False).tolist()
        starts = list(zip(nodes, luck.uniform(0, 50, count).tolist(), strict=True))
        each = [away + ordered.one_to_all(node, reverse=reverse) for node, away in starts]
        found = ordered.arrivals(starts, reverse=reverse)
        np.testing.assert_allclose(found, np.min(each, axis=0), rtol=1e-12)


def test_most_nodes_are_taken_out() -> None:
    graph, _, _ = net(1)
    assert Elimination.of(graph).group[-1] > 0.7 * graph.node_count


def test_no_two_nodes_of_a_group_are_joined() -> None:
    graph, _, _ = net(2)
    order = Elimination.of(graph)
    low_group = np.searchsorted(order.group, order.low, side="right")
    high_group = np.searchsorted(order.group, order.high, side="right")
    taken = order.low < order.group[-1]
    assert (low_group[taken] < high_group[taken]).all()


def test_arrays_bring_the_same_back() -> None:
    order = Elimination.of(net(3)[0])
    again = Elimination.from_arrays(order.arrays())
    for name, array in order.arrays().items():
        assert np.array_equal(again.arrays()[name], array)
