"""The router against networkx, scipy and graphs drawn by hand; then laws."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import hierarchy
from geo.errors import NetworkError
from geo.graph import Graph, half_weights
from geo.routing import Prepared, Router
from geo.search import Search

ENGINES = [True, False]


@st.composite
def weighted_graphs(draw: st.DrawFn) -> tuple[Graph, np.ndarray, np.ndarray]:
    nodes = draw(st.integers(1, 14))
    ends = st.integers(0, nodes - 1)
    # Whole numbers, so that sums are equal whatever the order; some edges one-way, some closed.
    weight = st.one_of(st.integers(0, 9).map(float), st.just(np.inf))
    edges = draw(st.lists(st.tuples(ends, ends, weight, weight), max_size=26))
    tail, head, along, against = np.array(edges).reshape(-1, 4).T
    return Graph.of(nodes, tail.astype(int), head.astype(int)), along, against


def router_of(graph: Graph, along, against=None, *, engine: bool) -> Router:
    return Router.of(Prepared.of(graph, orders=engine), along, against)


def networkx_of(graph: Graph, along, against) -> nx.MultiDiGraph:
    peer = nx.MultiDiGraph()
    peer.add_nodes_from(range(graph.node_count))
    for tail, head, one, two in zip(graph.tail, graph.head, along, against, strict=True):
        if np.isfinite(one):
            peer.add_edge(int(tail), int(head), weight=one)
        if np.isfinite(two):
            peer.add_edge(int(head), int(tail), weight=two)
    return peer


@pytest.mark.parametrize("engine", ENGINES)
@given(weighted_graphs())
def test_every_distance_equals_networkx(engine, drawn) -> None:
    graph, along, against = drawn
    router = router_of(graph, along, against, engine=engine)
    expected = dict(nx.all_pairs_dijkstra_path_length(networkx_of(*drawn)))
    for source in range(graph.node_count):
        for target in range(graph.node_count):
            path = router.one_to_one(source, target)
            assert (path.length if path else None) == expected[source].get(target)


@pytest.mark.parametrize("engine", ENGINES)
@given(weighted_graphs())
def test_a_path_is_a_way_from_one_end_to_the_other_that_adds_up(engine, drawn) -> None:
    graph, along, against = drawn
    router = router_of(graph, along, against, engine=engine)
    weights = half_weights(graph, along, against)
    for target in range(graph.node_count):
        path = router.one_to_one(0, target)
        if path is None:
            continue
        assert path.nodes[0] == 0
        assert path.nodes[-1] == target
        steps = list(zip(path.nodes[:-1], path.edges, path.nodes[1:], strict=True))
        for here, edge, there in steps:
            assert {here, there} == {graph.tail[edge], graph.head[edge]}
        turned = [2 * edge + (graph.tail[edge] != here) for here, edge, _ in steps]
        loops = graph.tail[path.edges] == graph.head[path.edges]
        assert not loops.any()
        assert path.length == weights[turned].sum()


@pytest.mark.parametrize("engine", ENGINES)
@given(weighted_graphs())
def test_tables_and_fields_equal_single_answers(engine, drawn) -> None:
    graph, along, against = drawn
    router = router_of(graph, along, against, engine=engine)
    nodes = list(range(graph.node_count))
    table = router.many_to_many(nodes, nodes)
    for node in nodes:
        np.testing.assert_allclose(table[node], router.one_to_all(node), atol=1e-6)
        np.testing.assert_allclose(table[:, node], router.one_to_all(node, reverse=True), atol=1e-6)


@pytest.mark.parametrize("engine", ENGINES)
@given(weighted_graphs(), st.data())
def test_closing_an_edge_shortens_nothing(engine, drawn, data) -> None:
    graph, along, against = drawn
    if not graph.edge_count:
        return
    router = router_of(graph, along, against, engine=engine)
    closed = router.without([data.draw(st.integers(0, graph.edge_count - 1))])
    assert (closed.one_to_all(0) >= router.one_to_all(0)).all()
    for target in range(graph.node_count):
        path, open_path = closed.one_to_one(0, target), router.one_to_one(0, target)
        assert path is None or path.length >= open_path.length


@pytest.mark.parametrize("engine", ENGINES)
@given(weighted_graphs())
def test_the_same_weights_again_give_the_same_answers(engine, drawn) -> None:
    graph, along, against = drawn
    router = router_of(graph, along, against, engine=engine)
    again = router.reweighted(along[::-1], against[::-1]).reweighted(along, against)
    for target in range(graph.node_count):
        one, two = router.one_to_one(0, target), again.one_to_one(0, target)
        assert (one is None) == (two is None)
        assert one is None or one.length == two.length


@pytest.mark.parametrize("engine", ENGINES)
@given(weighted_graphs())
def test_an_undirected_graph_is_as_long_there_as_back(engine, drawn) -> None:
    graph, along, _ = drawn
    router = router_of(graph, along, engine=engine)
    for target in range(graph.node_count):
        there, back = router.one_to_one(0, target), router.one_to_one(target, 0)
        assert (there.length if there else None) == (back.length if back else None)


@given(weighted_graphs())
def test_a_detour_is_never_shorter(drawn) -> None:
    graph, along, against = drawn
    nodes = range(graph.node_count)
    table = router_of(graph, along, against, engine=False).many_to_many(nodes, nodes)
    assert (table[:, :, None] + table[None] >= table[:, None, :] - 1e-9).all()


def grid(side: int) -> tuple[Graph, np.ndarray, np.ndarray]:
    """A square net with a tail of dead ends on each corner."""
    number = np.arange(side * side).reshape(side, side)
    tail = np.concatenate([number[:, :-1].ravel(), number[:-1].ravel()])
    head = np.concatenate([number[:, 1:].ravel(), number[1:].ravel()])
    x, y = np.meshgrid(np.arange(side) / 10, np.arange(side) / 10)
    weights = np.random.default_rng(7).uniform(0.5, 30, len(tail))
    return Graph.of(side * side, tail, head), np.column_stack([x.ravel(), y.ravel()]), weights


def test_a_large_net_equals_scipy_to_a_millionth() -> None:
    graph, places, weights = grid(60)
    prepared = Prepared.of(graph, places)
    router = Router.of(prepared, weights)
    assert router.unit is not None
    oracle = Search.of(graph, half_weights(graph, weights)).distances([17])[0]
    targets = list(range(0, 3600, 37))
    single = [router.one_to_one(17, target).length for target in targets]
    np.testing.assert_allclose(single, oracle[targets], rtol=1e-6)
    np.testing.assert_allclose(router.many_to_many([17], targets)[0], oracle[targets], rtol=1e-6)


def test_prepared_arrays_bring_the_same_router_back() -> None:
    graph, places, weights = grid(50)
    prepared = Prepared.of(graph, places)
    again = Prepared.from_arrays(prepared.arrays())
    one = Router.of(prepared, weights).one_to_one(0, 2499)
    two = Router.of(again, weights).one_to_one(0, 2499)
    assert one.edges.tolist() == two.edges.tolist()


def test_without_places_no_hierarchy_is_made_but_all_distances_are_quick() -> None:
    prepared = Prepared.of(grid(50)[0])
    assert prepared.hierarchy is None
    assert prepared.elimination is not None


def test_places_that_do_not_fit_are_refused() -> None:
    with pytest.raises(NetworkError, match=r"Places have the shape \(1, 2\); expected \(5, 2\)"):
        Prepared.of(FIVE, np.zeros((1, 2)))


def test_without_the_package_scipy_answers(monkeypatch) -> None:
    graph, places, weights = grid(50)
    prepared = Prepared.of(graph, places)
    expected = Router.of(prepared, weights).one_to_one(3, 2400)
    monkeypatch.setattr(hierarchy, "routingkit", None)
    plain = Router.of(Prepared.from_arrays(prepared.arrays()), weights)
    assert plain.unit is None
    assert plain.one_to_one(3, 2400).edges.tolist() == expected.edges.tolist()


def test_a_way_too_long_for_whole_numbers_is_found_all_the_same() -> None:
    # The busiest node is in the short part, and sets a unit that the long part does not fit.
    graph = Graph.of(9, [0, 0, 0, 4, 5, 6, 4, 5], [1, 2, 3, 5, 6, 7, 6, 7])
    weights = [1, 1, 1, *[1e9] * 5]
    router = Router.of(Prepared.of(graph, orders=True), weights, unit=1.0)
    assert router.one_to_one(4, 7).length == 2e9
    assert router.one_to_one(0, 7) is None


@pytest.mark.parametrize("among", [np.inf, 0.001], ids=["closed", "a part of its own"])
def test_whole_numbers_fit_the_ways_that_are_open(among: float) -> None:
    # Forty nodes, each joined to each, are the busiest and stay in the rest: closed, or in a small
    # part of their own, they say nothing of how long the ways through the grid are.
    graph, places, weights = grid(50)
    tail, head = np.array([*combinations(range(2500, 2540), 2)]).T
    both = Graph.of(2540, [*graph.tail, *tail], [*graph.head, *head])
    crowd = places[0] - 1 + np.random.default_rng(1).random((40, 2)) / 9
    prepared = Prepared.of(both, np.concatenate([places, crowd]))
    router = Router.of(prepared, np.concatenate([weights, np.full(len(tail), among)]))
    assert router.unit
    way = router.one_to_one(0, 2499)
    assert way is not None
    assert way.length < router.unit * hierarchy.CLOSED


def test_any_thread_may_ask() -> None:
    from concurrent.futures import ThreadPoolExecutor

    graph, places, weights = grid(50)
    router = Router.of(Prepared.of(graph, places), weights)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda target: router.one_to_one(0, target).length, range(500)))
    assert found == [router.one_to_one(0, target).length for target in range(500)]


# A road 0-1-2-3 of three edges, a short cut 0-3 that is dear, and 4 that hangs on nothing.
FIVE = Graph.of(5, [0, 1, 2, 0], [1, 2, 3, 3])


@pytest.mark.parametrize("engine", ENGINES)
def test_the_cheap_way_is_taken(engine) -> None:
    assert router_of(FIVE, [1, 1, 1, 5], engine=engine).one_to_one(0, 3).edges.tolist() == [0, 1, 2]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_closed_edge_is_gone_around(engine) -> None:
    router = router_of(FIVE, [1, 1, 1, 5], engine=engine).without([1])
    assert router.one_to_one(0, 3).edges.tolist() == [3]
    assert router.one_to_one(1, 2).nodes.tolist() == [1, 0, 3, 2]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_node_that_hangs_on_nothing_is_out_of_reach(engine) -> None:
    router = router_of(FIVE, [1, 1, 1, 5], engine=engine)
    assert router.one_to_one(0, 4) is None
    assert router.one_to_all(0)[4] == np.inf


def test_from_a_node_to_itself_there_are_no_edges() -> None:
    path = router_of(FIVE, [1, 1, 1, 5], engine=True).one_to_one(2, 2)
    assert (path.length, path.edges.tolist(), path.nodes.tolist()) == (0.0, [], [2])


def test_the_nearest_of_several_sources_counts() -> None:
    router = router_of(FIVE, [1, 1, 1, 5], engine=False)
    assert router.one_to_all([0, 3]).tolist() == [0, 1, 1, 0, np.inf]


def test_beyond_the_limit_nothing_is_reached() -> None:
    router = router_of(FIVE, [1, 1, 1, 5], engine=False)
    assert router.one_to_all(0, limit=2).tolist() == [0, 1, 2, np.inf, np.inf]


def test_a_negative_weight_is_refused() -> None:
    with pytest.raises(NetworkError, match=r"A weight is -1; expected zero or more, or inf"):
        Router.of(FIVE, [1, 1, 1, -1])


def test_a_node_that_is_none_is_refused() -> None:
    with pytest.raises(NetworkError, match=r"node is 7; expected 0 to 4"):
        Router.of(FIVE, [1, 1, 1, 5]).one_to_one(0, 7)
