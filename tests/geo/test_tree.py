"""Amounts along the ways to all nodes, against the ways themselves."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geo.graph import Graph, half_weights
from geo.routing import Router
from geo.sampling import draws, spread
from geo.search import Search
from geo.tree import percentiles, tree_amounts


def drawn_graph(seed: int) -> tuple[Graph, np.ndarray, np.ndarray]:
    luck = np.random.default_rng(seed)
    nodes, edges = 12, 16
    tail, head = luck.integers(0, nodes, (2, edges))
    return Graph.of(nodes, tail, head), luck.uniform(1, 9, edges), luck.integers(0, 3, edges)


@given(st.integers(0, 10**6))
def test_amounts_add_up_to_the_distance(seed) -> None:
    graph, amount, rate = drawn_graph(seed)
    weights = half_weights(graph, amount)
    distances, arrival = Search.of(graph, weights).tree(0)
    taken = tree_amounts(graph, arrival, amount, rate.astype(np.int32), 3).sum(axis=1)
    np.testing.assert_allclose(taken, np.where(np.isinf(distances), 0, distances), rtol=1e-5)


@given(st.integers(0, 10**6))
def test_percentiles_of_a_node_are_those_of_its_way(seed) -> None:
    graph, amount, rate = drawn_graph(seed)
    ranges = np.array([[1, 1, 1], [0.5, 1, 3], [1, 1, 2]])
    drawn = draws(ranges, count=200)
    _, arrival = Search.of(graph, half_weights(graph, amount)).tree(0)
    table = percentiles(tree_amounts(graph, arrival, amount, rate, 3), drawn)
    path = Router.of(graph, amount).one_to_one(0, 1)
    if path is None:
        return
    taken = np.bincount(rate[path.edges], amount[path.edges], minlength=3)
    one = spread(taken, ranges, drawn)
    np.testing.assert_allclose(table[:, 1], [one.p10, one.p50, one.p90], rtol=1e-5)
