"""Each rule of the network on five nodes drawn by hand, asked of the router itself."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.bbox import Bbox
from geo.chain import without_islands
from geo.gauge import GaugeChange, add_gauge_changes, laid_gauges, split_by_gauge
from geo.graph import Graph
from geo.measure import LonLat
from geo.multimodal import MultimodalNetwork, Part, Range, Rate, Transfer, assemble, legs
from geo.network import EdgeKind, Network, plain_network
from geo.pareto import Sweep
from geo.passage import Passage, name_passages, open_edges
from geo.routing import Prepared, Router
from geo.unreachable import why_unreachable

GAUGES = (1000, 1435, 1520)
ENGINES = pytest.mark.parametrize("engine", [True, False], ids=["hierarchy", "dijkstra"])


def router_of(network: Network, *, engine: bool, is_open: np.ndarray | None = None) -> Router:
    graph = Graph.of(network.node_count, network.tail, network.head)
    weights = network.length_km
    if is_open is not None:
        weights = np.where(is_open, weights, np.inf)
    return Router.of(Prepared.of(graph, orders=engine), weights)


# Gauge.      0 --- 1 --- 2      1435 mm west of place 2, 1520 mm east of it; both reach 2
#                   |     |      and 1. A change stands at 2 only.
#                   3 --- 4
BREAK = plain_network(
    [0, 1, 2, 1, 2], [1, 1, 1, 0, 0], [0, 1, 1, 2, 3], [1, 2, 3, 4, 4], [10, 10, 10, 90, 10]
)
WEST, EAST = 0b010, 0b100


def railway(*changes: int) -> tuple[Network, dict[tuple[int, int], int]]:
    """Return the railway with changes at some places, and its node by place and gauge."""
    split = split_by_gauge(BREAK, np.array([WEST, WEST, EAST, EAST, EAST]), GAUGES)
    rows = [
        GaugeChange(
            id=f"change-{place}",
            place=LonLat(float(BREAK.lon[place]), float(BREAK.lat[place])),
            gauges_mm=(1435, 1520),
        )
        for place in changes
    ]
    network = add_gauge_changes(split, rows, within_km=1.0)
    node = {}
    for edge in np.flatnonzero(network.kind != EdgeKind.GAUGE_CHANGE):
        for end in (int(network.tail[edge]), int(network.head[edge])):
            node[int(split.place[end]), int(network.gauge_mm[edge])] = end
    return network, node


@ENGINES
def test_a_train_changes_gauge_at_the_change_though_another_place_has_both(engine: bool) -> None:
    network, node = railway(2)
    path = router_of(network, engine=engine).one_to_one(node[0, 1435], node[3, 1520])
    # By place 1, where both gauges lie side by side, it would be 20 km.
    assert path.length == 10 + 10 + 90 + 10
    assert [network.row_of(edge) for edge in path.edges] == ["", "", "change-2", "", ""]


@ENGINES
def test_a_second_change_makes_the_way_shorter(engine: bool) -> None:
    network, node = railway(1, 2)
    path = router_of(network, engine=engine).one_to_one(node[0, 1435], node[3, 1520])
    assert path.length == 20
    assert [network.row_of(edge) for edge in path.edges] == ["", "change-1", ""]


@ENGINES
def test_without_a_change_no_train_passes_and_the_reason_is_the_gauge(engine: bool) -> None:
    network, node = railway()
    router = router_of(network, engine=engine)
    ends = node[0, 1435], node[3, 1520]
    assert router.one_to_one(*ends) is None
    reason = why_unreachable(
        router.graph,
        ends,
        router.weights,
        places=np.column_stack([network.lon, network.lat]),
        meetings=[(node[place, 1435], node[place, 1520]) for place in (1, 2)],
    )
    assert reason.kind == "gauge"


# Passages.   0 --- 1 --- 2      1-2 is a canal; 0-3-2 leads around a cape; 0-4-2 through the ice.
CANAL, CAPE, ICE = (0, 1), (2, 3), (4, 5)
LANES = name_passages(
    plain_network(
        [0, 1, 2, 1, 1],
        [0, 0, 0, -30, 75],
        [0, 1, 0, 3, 0, 4],
        [1, 2, 3, 2, 4, 2],
        [10, 10, 50, 50, 1, 1],
    ),
    ["", "suez", "cape"],
    [0, 1, 2, 2, 0, 0],
    [
        Passage(id="suez", label="suez"),
        Passage(id="cape", label="cape"),
        Passage(id="arctic", area=Bbox(-180, 70, 180, 90), is_open=False),
    ],
)


@ENGINES
@pytest.mark.parametrize(
    ("close", "reopen", "edges"),
    [
        ([], [], CANAL),
        (["suez"], [], CAPE),
        ([], ["arctic"], ICE),
        (["suez", "arctic"], ["arctic"], CAPE),
    ],
    ids=["as it is", "the canal closed", "the ice opened on purpose", "closing wins"],
)
def test_ships_take_the_shortest_way_that_is_open(
    engine: bool, close: list[str], reopen: list[str], edges: tuple[int, int]
) -> None:
    is_open = open_edges(LANES, ["arctic"], close=close, reopen=reopen)
    path = router_of(LANES, engine=engine, is_open=is_open).one_to_one(0, 2)
    assert tuple(path.edges.tolist()) == edges


@ENGINES
def test_with_canal_and_cape_closed_the_ice_stays_shut(engine: bool) -> None:
    is_open = open_edges(LANES, ["arctic"], close=["suez", "cape"])
    assert router_of(LANES, engine=engine, is_open=is_open).one_to_one(0, 2) is None


# One way.    0 --> 1 --> 2 --> 3 --> 4 --> 0: around only as the arrows point.
RING = Graph.of(5, [0, 1, 2, 3, 4], [1, 2, 3, 4, 0])


@ENGINES
def test_against_a_one_way_ring_the_way_leads_around(engine: bool) -> None:
    router = Router.of(Prepared.of(RING, orders=engine), np.ones(5), np.full(5, np.inf))
    assert router.one_to_one(0, 1).edges.tolist() == [0]
    assert router.one_to_one(1, 0).edges.tolist() == [1, 2, 3, 4]
    assert router.one_to_all(0).tolist() == [0, 1, 2, 3, 4]
    assert router.one_to_all(0, reverse=True).tolist() == [0, 4, 3, 2, 1]


@ENGINES
def test_an_edge_may_be_dearer_against_its_direction(engine: bool) -> None:
    router = Router.of(Prepared.of(RING, orders=engine), np.ones(5), np.full(5, 3.0))
    assert router.one_to_one(1, 0).edges.tolist() == [0]
    assert router.one_to_one(2, 0).length == 3
    assert router.without([0]).one_to_one(1, 0).length == 4


# Islands.    0 --- 1 --- 2      3 --- 4
ISLANDS = plain_network([0, 1, 2, 5, 5.1], [0] * 5, [0, 1, 3], [1, 2, 4])


@ENGINES
def test_between_islands_there_is_no_way(engine: bool) -> None:
    router = router_of(ISLANDS, engine=engine)
    assert router.one_to_one(0, 3) is None
    assert np.isfinite(router.one_to_all(4)).tolist() == [False, False, False, True, True]
    assert np.isinf(router.many_to_many([0, 3], [2, 4])).tolist() == [[False, True], [True, False]]


def test_an_island_goes_by_its_length_not_by_its_nodes() -> None:
    assert without_islands(ISLANDS, least_km=50).node_count == 3
    assert without_islands(ISLANDS, least_km=10).node_count == 5


# Border.     0 --- 1 | 2 --- 3      The line is cut at the border; the step over it takes a day.
#             |               |      By ship (4) it is as far, without a border.
#             4 --------------+
ONE = Range.only
RATES = (
    Rate("train", "rail", ONE(0.01), ONE(1), ONE(1)),
    Rate("ship", "sea", ONE(0.03), ONE(0.1), ONE(1)),
    Rate("crane", "port", ONE(1), ONE(1), ONE(1)),
    Rate("border", "border", ONE(24), ONE(50), ONE(0)),
)


def part(name: str, tail: list[int], head: list[int], km: list[float]) -> Part:
    nodes = max(tail + head) + 1
    graph = Graph.of(nodes, tail, head)
    return Part(graph, np.zeros((nodes, 2)), np.array(km), [name] * len(tail))


@pytest.fixture(scope="module")
def border() -> MultimodalNetwork:
    parts = {
        "rail": part("train", [0, 2], [1, 3], [500, 500]),
        "sea": part("ship", [0], [1], [1000]),
    }
    transfers = [
        Transfer("rail", 1, "rail", 2, "border"),
        Transfer("rail", 0, "sea", 0, "crane"),
        Transfer("sea", 1, "rail", 3, "crane"),
    ]
    return assemble(parts, transfers, RATES)


@pytest.fixture(scope="module")
def sweep(border: MultimodalNetwork) -> Sweep:
    return Sweep(border, Prepared.of(border.graph), (1, 1, 1))


def test_a_border_is_a_step_with_its_own_hours_and_no_kilometres(
    border: MultimodalNetwork, sweep: Sweep
) -> None:
    told = legs(border, sweep.best([1, 2], (1, 0, 0)))
    assert [(leg.kind, leg.hours, leg.cost, leg.length_km) for leg in told] == [
        ("border", 24, 50, 0)
    ]


def test_hours_at_a_border_turn_the_way_to_the_sea_and_back(
    border: MultimodalNetwork, sweep: Sweep
) -> None:
    def kinds(mix: tuple[float, float, float], closed: list[int] | None = None) -> list[str]:
        path = (sweep.without(closed) if closed else sweep).best([0, 3], mix)
        return [leg.kind for leg in legs(border, path)]

    # 34 hours by rail with the border, 32 by sea; 1,050 dollars by rail, 102 by sea.
    assert kinds((1, 0, 0)) == ["port", "sea", "port"]
    assert kinds((1, 0, 0), closed=[2]) == ["rail", "border", "rail"]


def test_a_closed_border_is_not_crossed(border: MultimodalNetwork, sweep: Sweep) -> None:
    steps = np.flatnonzero([RATES[rate].kind == "border" for rate in border.rate])
    assert sweep.without(steps).best([0, 3], (1, 1, 1)) is not None
    assert sweep.without([*steps, 2]).best([0, 3], (1, 1, 1)) is None


# The law behind the first rule, on any railway: what the router takes changes gauge at rows only.
@st.composite
def gauged_railways(draw: st.DrawFn) -> Network:
    count = draw(st.integers(2, 9))
    nodes = st.integers(0, count - 1)
    pairs = st.tuples(nodes, nodes).filter(lambda pair: pair[0] != pair[1])
    tail, head = np.array(draw(st.lists(pairs, min_size=1, max_size=20))).T
    own = draw(st.lists(st.sampled_from(GAUGES), min_size=count, max_size=count))
    plain = plain_network(np.arange(count) / 10, np.zeros(count), tail, head)
    laid = laid_gauges(plain, own, GAUGES)
    split = split_by_gauge(plain, laid, GAUGES)
    both = {
        place
        for place in range(count)
        if {1435, 1520} <= gauges_at(split.network, split.place == place)
    }
    picked = draw(st.sets(st.sampled_from(sorted(both)))) if both else set()
    changes = [
        GaugeChange(id=f"change-{place}", place=LonLat(place / 10, 0), gauges_mm=(1435, 1520))
        for place in sorted(picked)
    ]
    return add_gauge_changes(split, changes, within_km=1.0)


def gauges_at(network: Network, nodes: np.ndarray) -> set[int]:
    touching = nodes[network.tail] | nodes[network.head]
    return set(network.gauge_mm[touching].tolist())


@ENGINES
@given(network=gauged_railways())
def test_no_way_of_the_router_changes_gauge_but_at_a_row(engine: bool, network: Network) -> None:
    router = router_of(network, engine=engine)
    for target in range(network.node_count):
        path = router.one_to_one(0, target)
        if path is None:
            continue
        gauge = None
        for edge in path.edges:
            if network.kind[edge] == EdgeKind.GAUGE_CHANGE:
                assert network.row_of(edge).startswith("change-")
                gauge = None
                continue
            assert gauge in (None, network.gauge_mm[edge])
            gauge = network.gauge_mm[edge]


@given(network=gauged_railways())
def test_without_its_changes_a_railway_keeps_every_gauge_to_itself(network: Network) -> None:
    track = network.kind != EdgeKind.GAUGE_CHANGE
    router = router_of(network, engine=False, is_open=track)
    for gauge in GAUGES:
        mine = track & (network.gauge_mm == gauge)
        nodes = np.unique(np.concatenate([network.tail[mine], network.head[mine]]))
        if len(nodes):
            reached = np.flatnonzero(np.isfinite(router.one_to_all(int(nodes[0]))))
            assert set(reached.tolist()) <= set(nodes.tolist())
