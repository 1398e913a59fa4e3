"""A train leaves its gauge only at a gauge change: the law, on any network."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse.csgraph import dijkstra

from geo.bbox import Bbox
from geo.errors import NetworkError
from geo.gauge import (
    GaugeArea,
    GaugeChange,
    add_gauge_changes,
    gauge_of_nodes,
    laid_gauges,
    running_gauge,
    split_by_gauge,
    stretch,
)
from geo.measure import LonLat
from geo.network import EdgeKind, Network, adjacency, components, plain_network

GAUGES = (1000, 1435, 1520)


@st.composite
def railways(draw: st.DrawFn) -> tuple[Network, list[int]]:
    count = draw(st.integers(2, 12))
    nodes = st.integers(0, count - 1)
    edges = draw(st.lists(st.tuples(nodes, nodes).filter(lambda e: e[0] != e[1]), min_size=1))
    gauges = draw(st.lists(st.sampled_from(GAUGES), min_size=count, max_size=count))
    lat = [0.1 * (node % 3) for node in range(count)]
    network = plain_network([0.1 * n for n in range(count)], lat, *zip(*edges, strict=True))
    return network, gauges


def gauged(network: Network, gauges: list[int]) -> Network:
    laid = laid_gauges(network, gauges, GAUGES)
    split = split_by_gauge(network, laid, GAUGES)
    places = {}
    for place in range(network.node_count):
        nodes = np.flatnonzero(split.place == place)
        ends = [(split.network.tail == node) | (split.network.head == node) for node in nodes]
        mine = sorted({int(split.network.gauge_mm[end][0]) for end in ends})
        if len(mine) > 1:
            places[place] = mine
    # A change at every second place where gauges meet: the others are barriers.
    changes = [
        GaugeChange(
            id=f"change-{place}",
            place=LonLat(float(network.lon[place]), float(network.lat[place])),
            gauges_mm=(mine[0], mine[1]),
        )
        for place, mine in places.items()
        if place % 2 == 0
    ]
    return add_gauge_changes(split, changes)


@given(railways())
def test_no_edge_but_a_gauge_change_joins_two_gauges(rail: tuple[Network, list[int]]) -> None:
    network = gauged(*rail)
    track = network.kind != EdgeKind.GAUGE_CHANGE
    at = [set() for _ in range(network.node_count)]
    for edge in np.flatnonzero(track):
        for node in (network.tail[edge], network.head[edge]):
            at[node].add(int(network.gauge_mm[edge]))
    assert all(len(gauges) <= 1 for gauges in at)


@given(railways())
def test_no_path_changes_gauge_elsewhere(rail: tuple[Network, list[int]]) -> None:
    network = gauged(*rail)
    if not network.node_count:
        return
    ways, before = dijkstra(adjacency(network), indices=0, return_predecessors=True)
    kinds = {}
    for edge in range(network.edge_count):
        ends = frozenset((int(network.tail[edge]), int(network.head[edge])))
        kinds.setdefault(ends, []).append(edge)
    gauge_at = {
        int(node): int(network.gauge_mm[edge])
        for edge in np.flatnonzero(network.kind != EdgeKind.GAUGE_CHANGE)
        for node in (network.tail[edge], network.head[edge])
    }
    for node in np.flatnonzero(np.isfinite(ways)).tolist():
        step = before[node]
        if step >= 0 and gauge_at[node] != gauge_at[int(step)]:
            edges = kinds[frozenset((node, int(step)))]
            assert any(network.row_of(edge).startswith("change-") for edge in edges)


@given(railways())
def test_splitting_keeps_every_track(rail: tuple[Network, list[int]]) -> None:
    network, gauges = rail
    laid = laid_gauges(network, gauges, GAUGES)
    split = split_by_gauge(network, laid, GAUGES)
    tracks = sum(int(mask).bit_count() for mask in laid)
    assert split.network.edge_count == tracks
    once = np.unique(np.flatnonzero(laid))
    assert len(once) == network.edge_count


def test_two_gauges_that_meet_without_a_change_are_apart() -> None:
    border = plain_network([0, 1, 2], [0, 0, 0], [0, 1], [1, 2])
    split = split_by_gauge(border, laid_gauges(border, [1435, 1435, 1520], GAUGES), GAUGES)
    assert components(split.network).max() == 1


def test_an_edge_over_the_border_has_both_gauges() -> None:
    border = plain_network([0, 1], [0, 0], [0], [1])
    assert laid_gauges(border, [1435, 1520], GAUGES).tolist() == [0b110]


def test_an_edge_with_a_gauge_of_its_own_has_that_one() -> None:
    border = replace(plain_network([0, 1], [0, 0], [0], [1]), gauge_mm=np.array([1000], np.int16))
    assert laid_gauges(border, [1435, 1520], GAUGES).tolist() == [0b001]


def test_a_change_without_both_gauges_near_is_refused() -> None:
    line = plain_network([0, 1], [0, 0], [0], [1])
    split = split_by_gauge(line, np.array([0b010]), GAUGES)
    change = GaugeChange(id="brest", place=LonLat(0, 0), gauges_mm=(1435, 1520))
    with pytest.raises(NetworkError, match=r"'brest': .* is inf km away; expected at most 15 km"):
        add_gauge_changes(split, [change])


def test_a_gauge_that_is_not_listed_is_refused() -> None:
    line = plain_network([0, 1], [0, 0], [0], [1])
    with pytest.raises(NetworkError, match="has gauge 1668 mm; accepted are 1000, 1435, 1520"):
        laid_gauges(line, [1668, 1668], GAUGES)


def test_finnish_and_russian_trains_share_their_tracks() -> None:
    assert running_gauge(1524) == running_gauge(1520) == 1520


def test_an_area_counts_only_in_its_country() -> None:
    two = replace(
        plain_network([0, 0], [0, 1], [0], [1]),
        country=np.array([0, 1], np.int16),
        countries=("CHN", "PHL"),
    )
    isle = GaugeArea(id="isle", area=Bbox(-1, -1, 1, 2), gauge_mm=1067, country="CHN")
    assert gauge_of_nodes(two, {"CHN": 1435}, [isle]).tolist() == [1067, 0]


def test_a_stretch_without_a_way_is_refused() -> None:
    apart = plain_network([0, 1, 5, 6], [0] * 4, [0, 2], [1, 3])
    with pytest.raises(NetworkError, match=r"no way from .* expected one component"):
        stretch(apart, LonLat(0, 0), LonLat(6, 0))
