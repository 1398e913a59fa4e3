"""Distances by elimination against scipy's, on nets large enough for many rounds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.elimination import Elimination
from geo.graph import Graph, half_weights
from geo.hierarchy import Hierarchy
from geo.routing import Prepared, Router
from geo.search import Search
from geo.shrink import Shrunk
from geo.weighted import Weighted


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
    weighted = Weighted.of(Elimination.of(graph), half_weights(graph, along, against))
    search = Search.of(graph, half_weights(graph, along, against))
    for source in (0, 7, 333):
        expected = search.distances([source])[0]
        np.testing.assert_allclose(weighted.distances([(source, 0.0)]), expected, rtol=1e-12)


def test_several_entries_begin_with_their_own_costs() -> None:
    graph, along, against = net(9)
    weighted = Weighted.of(Elimination.of(graph), half_weights(graph, along, against))
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
    for group in order.groups():
        edges = slice(group.edge, group.edge + group.size * group.degree)
        assert (order.high[edges] >= group.end).all()


def test_arrays_bring_the_same_back() -> None:
    order = Elimination.of(net(3)[0])
    again = Elimination.from_arrays(order.arrays())
    for name, array in order.arrays().items():
        assert np.array_equal(again.arrays()[name], array)


@st.composite
def partly_eliminated(draw: st.DrawFn) -> tuple[Graph, np.ndarray, np.ndarray, Prepared]:
    """A graph with parallel edges, loops, one-way and closed ones, of which some nodes must stay.

    Whole weights, zero among them, so that sums are equal whatever the order.
    """
    nodes = draw(st.integers(1, 14))
    ends = st.integers(0, nodes - 1)
    weight = st.one_of(st.integers(0, 9).map(float), st.just(np.inf))
    edges = draw(st.lists(st.tuples(ends, ends, weight, weight), max_size=40))
    tail, head, along, against = np.array(edges).reshape(-1, 4).T
    graph = Graph.of(nodes, tail.astype(int), head.astype(int))
    shrunk = Shrunk.of(graph)
    count = shrunk.core.node_count
    stay = draw(st.lists(st.booleans(), min_size=count, max_size=count))
    elimination = Elimination.of(shrunk.core, draw(st.permutations(range(count))), np.array(stay))
    rest = elimination.rest
    contracted = draw(st.booleans()) and rest.edge_count > 0
    hierarchy = Hierarchy.of(rest) if contracted else None
    return graph, along, against, Prepared(shrunk, elimination, hierarchy)


@given(partly_eliminated())
def test_single_ways_are_as_long_as_scipy_says_and_hang_together(drawn) -> None:
    graph, along, against, prepared = drawn
    router = Router.of(prepared, along, against)
    weights = half_weights(graph, along, against)
    expected = Search.of(graph, weights).distances(range(graph.node_count))
    for source, target in np.ndindex(expected.shape):
        path = router.one_to_one(source, target)
        assert (path.length if path else np.inf) == expected[source, target]
        if path is not None:
            forth = graph.tail[path.edges] == path.nodes[:-1]
            ends = np.where(forth, graph.head[path.edges], graph.tail[path.edges])
            assert ends.tolist() == path.nodes[1:].tolist()
            assert weights[2 * path.edges + ~forth].sum() == path.length


@given(partly_eliminated(), st.data())
def test_fields_and_tables_equal_scipy(drawn, data) -> None:
    graph, along, against, prepared = drawn
    router = Router.of(prepared, along, against)
    nodes = range(graph.node_count)
    expected = Search.of(graph, half_weights(graph, along, against)).distances(nodes)
    np.testing.assert_allclose(router.many_to_many(nodes, nodes), expected, atol=1e-6)
    for node in nodes:
        assert router.one_to_all(node).tolist() == expected[node].tolist()
        assert router.one_to_all(node, reverse=True).tolist() == expected[:, node].tolist()
    begin = st.tuples(st.sampled_from(nodes), st.integers(0, 9).map(float))
    starts = data.draw(st.lists(begin, min_size=1, max_size=5))
    limit = data.draw(st.integers(0, 20).map(float))
    first = np.min([away + expected[node] for node, away in starts], axis=0)
    assert router.arrivals(starts).tolist() == first.tolist()
    within = np.where(first > limit, np.inf, first)
    assert router.arrivals(starts, limit=limit).tolist() == within.tolist()
