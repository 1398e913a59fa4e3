"""A network made small says the same distances, and knows where its lines run."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse.csgraph import dijkstra

from geo.chain import SpotIndex, contract, without_islands
from geo.errors import NetworkError
from geo.graph_file import read_graph, sorted_graph, write_arrays, write_graph
from geo.network import Network, adjacency, degrees, plain_network
from geo.network_file import mapped_arrays, read_network, write_network
from geo.path import countries_along, edges_between, path_line


def random_network(seed: int, nodes: int = 60, edges: int = 75) -> Network:
    random = np.random.default_rng(seed)
    lon, lat = random.uniform(0, 9, nodes).round(3), random.uniform(0, 9, nodes).round(3)
    tail, head = random.integers(0, nodes, edges), random.integers(0, nodes, edges)
    keep = tail != head
    return plain_network(lon, lat, tail[keep], head[keep])


@given(st.integers(0, 10_000))
def test_distances_between_junctions_stay(seed: int) -> None:
    network = random_network(seed)
    chain = contract(network)
    before, after = dijkstra(adjacency(network)), dijkstra(adjacency(chain.network))
    position = {
        place: node
        for node, place in enumerate(zip(network.lon.tolist(), network.lat.tolist(), strict=True))
    }
    kept = [
        position[place]
        for place in zip(chain.network.lon.tolist(), chain.network.lat.tolist(), strict=True)
    ]
    expected = before[np.ix_(kept, kept)]
    assert np.allclose(after, expected, rtol=1e-9, equal_nan=True)


@given(st.integers(0, 10_000))
def test_every_inner_node_is_a_vertex_or_on_a_loop(seed: int) -> None:
    network = random_network(seed)
    chain = contract(network)
    vertices = set(zip(chain.shapes.lon.tolist(), chain.shapes.lat.tolist(), strict=True))
    assert len(chain.shapes.start) == chain.network.edge_count + 1
    assert chain.shapes.start[-1] == len(chain.shapes.lon)
    assert len(vertices) <= (degrees(network) == 2).sum()


def test_kept_nodes_stay() -> None:
    line = plain_network([0, 1, 2], [0, 0, 0], [0, 1], [1, 2])
    chain = contract(line, np.array([False, True, False]))
    assert chain.network.lon.tolist() == [0, 1, 2]


def test_a_border_and_a_change_of_gauge_stay_nodes() -> None:
    line = plain_network([0, 1, 2, 3], [0] * 4, [0, 1, 2], [1, 2, 3])
    gauges = replace(line, gauge_mm=np.array([1435, 1435, 1520], np.int16))
    abroad = replace(line, country=np.array([0, 0, 1, 1], np.int16), countries=("A", "B"))
    assert contract(gauges).network.lon.tolist() == [0, 2, 3]
    assert contract(abroad).network.lon.tolist() == [0, 1, 2, 3]


def test_a_network_without_edges_is_left_as_it_is() -> None:
    chain = contract(plain_network([0, 1], [0, 0], [], []))
    assert (chain.network.node_count, chain.network.edge_count) == (2, 0)


def test_islands_go_unless_something_stands_on_them() -> None:
    two = plain_network([0, 1, 5, 5.01], [0] * 4, [0, 2], [1, 3])
    anchors = np.array([False, False, True, False])
    assert without_islands(two, least_km=50).node_count == 2
    assert without_islands(two, least_km=50, anchors=anchors).node_count == 4


def test_a_spot_in_the_middle_of_a_line_is_found() -> None:
    chain = contract(plain_network([0, 1, 2], [0, 0, 0], [0, 1], [1, 2]))
    (spot,) = SpotIndex(chain).nearest(1.0, 0.0)
    assert (spot.edge, spot.km) == (0, pytest.approx(111.195, abs=0.01))


def test_a_way_is_drawn_through_its_vertices_in_either_direction() -> None:
    chain = contract(plain_network([0, 1, 2, 2], [0, 1, 0, 1], [0, 1, 2], [1, 2, 3]))
    there, back = path_line(chain, [0, 1]), path_line(chain, [1, 0])
    assert list(there.coords) == [(0, 0), (1, 1), (2, 0), (2, 1)]
    assert list(back.coords) == list(there.coords)[::-1]


def test_a_way_across_180_degrees_is_cut_there() -> None:
    lane = contract(plain_network([179, -179, -178], [0, 2, 2], [0, 1], [1, 2]))
    line = path_line(lane, [0, 1])
    assert [part.coords[-1] for part in line.geoms] == [(180, 1), (-178, 2)]
    assert line.geoms[1].coords[0] == (-180, 1)


def test_a_way_of_nodes_that_are_no_neighbours_is_refused() -> None:
    line = plain_network([0, 1, 2], [0, 0, 0], [0, 1], [1, 2])
    with pytest.raises(NetworkError, match="0 and 2 have no edge; expected consecutive nodes"):
        edges_between(line, [0, 2])


def test_lengths_by_country_add_up() -> None:
    line = plain_network([0, 1, 2, 3], [0] * 4, [0, 1, 2], [1, 2, 3])
    line = replace(line, country=np.array([0, 0, 1, 1], np.int16), countries=("CHN", "KAZ"))
    runs = countries_along(line, [0, 1, 2, 3])
    assert [run.country for run in runs] == ["CHN", "KAZ"]
    assert sum(run.length_km for run in runs) == pytest.approx(line.length_km.sum())


def test_a_network_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    chain = contract(random_network(3))
    write_network(chain, tmp_path / "one.npz", {"links": ["a"]})
    again, meta = read_network(tmp_path / "one.npz")
    assert np.array_equal(again.network.length_km, chain.network.length_km)
    assert np.array_equal(again.shapes.lon, chain.shapes.lon)
    assert meta == {"links": ["a"]}


def test_the_same_network_is_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_network(contract(random_network(5)), tmp_path / f"{name}.npz", {})
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_arrays_lie_aligned_in_the_file(tmp_path: Path) -> None:
    arrays = {"a": np.arange(5, dtype=np.uint8), "long_name": np.arange(7.0)}
    write_arrays(arrays, tmp_path / "x.npz", compress=False)
    mapped = mapped_arrays(tmp_path / "x.npz")
    assert all(array.ctypes.data % 64 == 0 for array in mapped.values())
    assert not mapped["long_name"].flags.writeable


def test_a_compressed_file_cannot_be_mapped(tmp_path: Path) -> None:
    write_arrays({"x": np.zeros(3)}, tmp_path / "x.npz", compress=True)
    with pytest.raises(NetworkError, match=r"of x\.npz is compressed; expected it stored"):
        mapped_arrays(tmp_path / "x.npz")


@given(st.integers(0, 10_000))
def test_a_graph_is_read_back_as_it_was_written(tmp_path_factory: object, seed: int) -> None:
    network = random_network(seed)
    graph = sorted_graph(
        (network.lon, network.lat), (network.tail, network.head), network.length_km, scale=1000
    )
    path = tmp_path_factory.mktemp("graph") / "g.npz"  # type: ignore[attr-defined]
    write_graph(graph, path)
    again = read_graph(path)
    for name in ("lon", "lat", "tail", "head", "length_m", "label"):
        assert np.array_equal(getattr(again, name), getattr(graph, name))


def test_a_graph_does_not_depend_on_the_order_it_came_in() -> None:
    network = random_network(9)
    order = np.random.default_rng(1).permutation(network.edge_count)
    lonlat = (network.lon, network.lat)
    one = sorted_graph(lonlat, (network.tail, network.head), network.length_km, scale=1000)
    two = sorted_graph(
        lonlat,
        (network.head[order], network.tail[order]),
        network.length_km[order],
        scale=1000,
    )
    assert np.array_equal(one.length_m, two.length_m)
    assert np.array_equal(one.head, two.head)
