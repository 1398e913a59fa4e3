"""Gaps are closed where the way around is long, and nowhere else."""

import numpy as np
import pytest
from scipy.sparse.csgraph import dijkstra

from geo.errors import NetworkError
from geo.links import HandLink, PointKind, add_links
from geo.measure import LonLat
from geo.network import EdgeKind, Network, add_edges, adjacency, components, plain_network
from geo.repair import dead_end_joins

GAP = 0.01  # degrees at the equator: 1.1 km


def gapped() -> Network:
    """Return two lines that end 1.1 km apart."""
    return plain_network([0, 1, 1 + GAP, 2 + GAP], [0] * 4, [0, 2], [1, 3])


def test_a_gap_between_two_lines_is_closed() -> None:
    (join,) = dead_end_joins(gapped(), [0] * 4)
    assert (join.tail, join.head) == (1, 2)
    assert join.length_km == pytest.approx(1.112, abs=0.001)
    assert not join.connected


def test_a_gap_between_two_gauges_stays() -> None:
    assert dead_end_joins(gapped(), [0, 0, 1, 1]) == []


def test_a_wider_gap_stays() -> None:
    assert dead_end_joins(gapped(), [0] * 4, within_km=1.0) == []


def test_a_gap_with_a_short_way_around_stays() -> None:
    spur = plain_network([0, 0.05, 0.05 + GAP, 0.05], [0, 0, 0, 0.03], [0, 0, 3], [1, 3, 2])
    assert dead_end_joins(spur, [0] * 4) == []


def test_a_gap_with_a_long_way_around_is_closed_and_says_so() -> None:
    ring = plain_network([0, 1, 1 + GAP, 0.5], [0, 0, 0, 1], [0, 0, 3], [1, 3, 2])
    (join,) = dead_end_joins(ring, [0] * 4)
    assert join.connected


def test_a_join_across_180_degrees_is_short() -> None:
    network = plain_network([179, 179.995, -179.995, -179], [0] * 4, [0, 2], [1, 3])
    (join,) = dead_end_joins(network, [0] * 4)
    assert join.length_km == pytest.approx(1.11, abs=0.01)


def test_no_dead_ends_no_joins() -> None:
    assert dead_end_joins(plain_network([0, 1, 1], [0, 0, 1], [0, 1, 2], [1, 2, 0]), [0] * 3) == []


def test_every_join_of_a_random_network_was_needed() -> None:
    random = np.random.default_rng(7)
    lon, lat = random.uniform(0, 0.5, 80), random.uniform(0, 0.5, 80)
    network = plain_network(lon, lat, np.arange(0, 80, 2), np.arange(1, 80, 2))
    ways = dijkstra(adjacency(network))
    joins = dead_end_joins(network, [0] * 80)
    assert joins
    for join in joins:
        assert join.length_km <= 3.0
        assert ways[join.tail, join.head] > 25.0


def test_joins_do_not_depend_on_the_order_of_edges() -> None:
    random = np.random.default_rng(8)
    lon, lat = random.uniform(0, 1, 200), random.uniform(0, 1, 200)
    tail, head = np.arange(0, 200, 2), np.arange(1, 200, 2)
    order = random.permutation(100)
    one = dead_end_joins(plain_network(lon, lat, tail, head), [0] * 200)
    two = dead_end_joins(plain_network(lon, lat, head[order], tail[order]), [0] * 200)
    assert one == two


def test_a_link_with_a_stated_length_shares_it_out() -> None:
    coast = plain_network([0, 3], [0, 0], [], [])
    points = (
        (LonLat(0, 0), PointKind.BASE),
        (LonLat(1, 0), PointKind.NEW),
        (LonLat(3, 0), PointKind.BASE),
    )
    linked = add_links(coast, [HandLink(id="new", points=points, gauge_mm=1435, length_km=600)])
    assert linked.length_km.tolist() == pytest.approx([200, 400])
    assert linked.gauge_mm.tolist() == [1435, 1435]
    assert components(linked).max() == 0


def test_a_link_to_a_node_that_an_earlier_link_made() -> None:
    coast = plain_network([0, 5], [0, 0], [], [])
    one = ((LonLat(0, 0), PointKind.BASE), (LonLat(1, 0), PointKind.NEW))
    two = ((LonLat(1, 0.01), PointKind.LINK), (LonLat(2, 0), PointKind.NEW))
    links = [
        HandLink(id="one", points=one, gauge_mm=1435),
        HandLink(id="two", points=two, gauge_mm=1435),
    ]
    assert add_links(coast, links).tail.tolist() == [0, 2]


def test_a_link_to_nowhere_is_refused() -> None:
    coast = plain_network([0, 1], [0, 0], [0], [1])
    points = ((LonLat(9, 0), PointKind.BASE), (LonLat(9, 1), PointKind.NEW))
    link = HandLink(id="spur", points=points, gauge_mm=1435)
    with pytest.raises(NetworkError, match=r"'spur'.* km away; expected at most 5 km"):
        add_links(coast, [link])


def test_a_link_of_one_point_is_refused() -> None:
    link = HandLink(id="dot", points=((LonLat(0, 0), PointKind.BASE),), gauge_mm=1435)
    with pytest.raises(NetworkError, match="'dot' has 1 points; expected at least two"):
        add_links(plain_network([0], [0], [], []), [link])


def test_an_edge_to_no_node_is_refused() -> None:
    with pytest.raises(NetworkError, match="ends at node 5; expected 0 to 1"):
        plain_network([0, 1], [0, 0], [0], [5])


def test_ids_and_edges_must_be_as_many() -> None:
    with pytest.raises(NetworkError, match="There are 1 ids for 0 edges"):
        add_edges(plain_network([0], [0], [], []), [], EdgeKind.LINK, ["one"])
