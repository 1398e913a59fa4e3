"""The rail, road and sea graphs, the ports and airports, as they lie in data/base/."""

import numpy as np
import pytest

from geo.errors import NetworkError
from geo.graph_file import Graph
from geo.network import components, plain_network
from layers import base

# As measured on the packages: nodes, edges without loops, components, km.
MEASURED = {
    "rail": (274_974, 328_750, 787, 885_209),
    "road": (560_282, 822_234, 1_198, 3_643_430),
}


@pytest.fixture(scope="module", params=base.GRAPHS)
def graph(request: pytest.FixtureRequest) -> Graph:
    return base.graph(request.param)


@pytest.mark.parametrize("mode", MEASURED)
def test_a_land_graph_is_as_large_as_the_package_has_it(mode: str) -> None:
    graph = base.graph(mode)
    network = plain_network(*graph.lonlat(), graph.tail, graph.head)
    found = (len(graph.lon), len(graph.tail), int(components(network).max()) + 1)
    assert found == MEASURED[mode][:3]
    assert graph.length_m.sum() / 1000 == pytest.approx(MEASURED[mode][3], abs=1)


def test_edges_are_in_order_and_without_loops(graph: Graph) -> None:
    assert (graph.tail < graph.head).all()
    key = graph.tail.astype(np.int64) * len(graph.lon) + graph.head
    assert (np.diff(key) > 0).all()


def test_nodes_are_on_the_globe(graph: Graph) -> None:
    lon, lat = graph.lonlat()
    assert np.abs(lon).max() <= 180
    assert np.abs(lat).max() <= 90


@pytest.mark.parametrize("mode", MEASURED)
def test_neighbours_in_the_file_are_neighbours_on_the_ground(mode: str) -> None:
    graph = base.graph(mode)
    steps = np.abs(np.diff(graph.lon)) + np.abs(np.diff(graph.lat))
    assert np.median(steps) < 0.1 * graph.scale


def test_the_sea_lanes_are_one_component_but_for_the_lakes() -> None:
    graph = base.graph("sea")
    label = components(plain_network(*graph.lonlat(), graph.tail, graph.head))
    assert (label == 0).mean() > 0.99


def test_the_sea_lanes_name_their_passages() -> None:
    graph = base.graph("sea")
    assert {"suez", "babalmandab", "malacca", "panama", "northwest"} <= set(graph.labels)


def test_an_unknown_graph_names_the_ones_there_are() -> None:
    with pytest.raises(NetworkError, match="No graph 'air'; available: rail, road, sea"):
        base.graph("air")


@pytest.mark.parametrize(
    ("iata", "lon", "lat"),
    [
        ("LGG", 5.443, 50.637),
        ("BRU", 4.484, 50.901),
        ("CRL", 4.454, 50.460),
        ("OBL", 4.753, 51.265),
    ],
)
def test_belgian_airports_lie_where_they_are(iata: str, lon: float, lat: float) -> None:
    row = base.airports().set_index("iata").loc[iata]
    assert (row["lon"], row["lat"]) == pytest.approx((lon, lat), abs=0.01)


def test_yiwu_has_an_airport_and_ningbo_a_port() -> None:
    assert base.airports().set_index("iata").loc["YIW", "country"] == "CHN"
    assert base.ports().set_index("locode").loc["CNNGB", "country"] == "CHN"


def test_ports_and_airports_in_china_belong_to_china() -> None:
    codes = set(base.ports()["country"]) | set(base.airports()["country"])
    assert not codes & {"TWN", "HKG", "MAC"}
    assert all(len(code) == 3 for code in codes)
