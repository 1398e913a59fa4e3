"""Shrunk graphs: what is left, and that nothing is lost."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import NetworkError
from geo.graph import Graph, components, half_weights, path_of
from geo.shrink import Shrunk, live_edges

graphs = st.integers(1, 16).flatmap(
    lambda nodes: st.lists(
        st.tuples(st.integers(0, nodes - 1), st.integers(0, nodes - 1)), max_size=24
    ).map(lambda edges: Graph.of(nodes, *np.array(edges, int).reshape(-1, 2).T))
)


@given(graphs)
def test_every_edge_is_in_one_chain_or_one_dead_end(graph) -> None:
    shrunk = Shrunk.of(graph)
    trees = shrunk.parent_half[shrunk.parent_half >= 0] >> 1
    loops = np.flatnonzero(graph.tail == graph.head)
    together = np.concatenate([shrunk.chain_half >> 1, trees, loops])
    assert sorted(together.tolist()) == list(range(graph.edge_count))


@given(graphs)
def test_every_node_is_in_the_core_in_a_chain_or_in_a_dead_end(graph) -> None:
    shrunk = Shrunk.of(graph)
    kinds = [shrunk.node_core >= 0, shrunk.node_chain >= 0, shrunk.parent_half >= 0]
    assert (np.sum(kinds, axis=0) == 1).all()


@given(graphs)
def test_no_node_of_the_core_is_only_passed_through_unless_it_stands_for_a_ring(graph) -> None:
    core = Shrunk.of(graph).core
    degree = np.bincount(np.concatenate([core.tail, core.head]), minlength=core.node_count)
    rings = core.tail[core.tail == core.head]
    assert set(np.flatnonzero(degree == 2).tolist()) <= set(rings.tolist())
    assert not (degree == 1).any()


@given(graphs)
def test_chains_run_from_node_to_node(graph) -> None:
    shrunk = Shrunk.of(graph)
    weights = half_weights(graph, np.arange(graph.edge_count) + 1.0)
    along, against = shrunk.core_weights(weights).reshape(-1, 2).T
    for chain in range(shrunk.core.edge_count):
        start, end = shrunk.core_node[[shrunk.core.tail[chain], shrunk.core.head[chain]]]
        for half, ends, length in (
            (2 * chain, (start, end), along),
            (2 * chain + 1, (end, start), against),
        ):
            path = path_of(graph, shrunk.expanded([half]), weights, ends[0])
            assert path.nodes[-1] == ends[1]
            assert path.length == length[chain]


@given(graphs)
def test_arrays_bring_the_same_back(graph) -> None:
    shrunk = Shrunk.of(graph)
    again = Shrunk.from_arrays(shrunk.arrays())
    for name, array in shrunk.arrays().items():
        assert np.array_equal(again.arrays()[name], array)


def test_dead_ends_are_listed_from_the_core_outwards() -> None:
    # A triangle with the dead end 2-3-4.
    shrunk = Shrunk.of(Graph.of(5, [0, 1, 2, 2, 3], [1, 2, 0, 3, 4]))
    assert shrunk.tree_order.tolist() == [3, 4]
    assert shrunk.tree_level.tolist() == [0, 1, 2]


def test_islands_are_left_out() -> None:
    graph = Graph.of(6, [0, 1, 2, 3, 4, 5], [1, 2, 0, 4, 5, 3])
    shrunk = Shrunk.of(graph, live_edges(graph, [0]))
    assert shrunk.core.edge_count == 1


def test_parts_are_numbered_from_the_largest() -> None:
    assert components(Graph.of(5, [0, 2, 3], [1, 3, 4])).tolist() == [1, 1, 0, 0, 0]


def test_closed_edges_do_not_join_parts() -> None:
    graph = Graph.of(3, [0, 1], [1, 2])
    assert components(graph, [True, False]).tolist() == [0, 0, 1]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Graph.of(2, [0], [2]), r"ends at node 2; expected 0 to 1"),
        (lambda: Graph.of(2, [0, 1], [1]), r"2 tails and 1 heads; expected as many"),
        (lambda: half_weights(Graph.of(2, [0], [1]), [1, 2]), r"shape \(2,\); expected \(1,\)"),
    ],
)
def test_what_is_no_graph_is_refused(make, message) -> None:
    with pytest.raises(NetworkError, match=message):
        make()
