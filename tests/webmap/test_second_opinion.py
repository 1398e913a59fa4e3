"""The built networks as others see them: ways by networkx, sea lanes by searoute, the nearest
node by a search of all; and what must hold of any way.
"""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from flask import Flask
from searoute import searoute

from geo.graph import Graph, components
from geo.network import EdgeKind, Network, take_nodes
from geo.passage import open_edges
from geo.routing import Prepared, Router
from geo.sphere import SphereIndex, distance_km
from layers import Atlas, base
from webmap.service import Service

SOURCES, TARGETS = 4, 6
EAST_CHINA = (112.0, 26.0, 123.0, 34.0)
"""West, south, east, north of what is cut out of the roads, which are too many for networkx."""


class Pair(NamedTuple):
    """One network with one set of weights, in both forms."""

    router: Router
    peer: nx.Graph

    def ends(self, seed: int) -> tuple[list[int], list[int]]:
        """Return some sources and targets that hang together."""
        main = np.flatnonzero(components(self.router.graph) == 0)
        drawn = np.random.default_rng(seed).choice(main, SOURCES + TARGETS, replace=False)
        return drawn[:SOURCES].tolist(), drawn[SOURCES:].tolist()


class Held(NamedTuple):
    """One network by its lengths, and by whole numbers without ties."""

    network: Network
    exact: Pair
    untied: Pair


def held(network: Network, is_open: np.ndarray | None = None) -> Held:
    weights = network.length_km if is_open is None else np.where(is_open, network.length_km, np.inf)
    graph = Graph.of(network.node_count, network.tail, network.head)
    prepared = Prepared.of(graph, np.column_stack([network.lon, network.lat]))
    # Tracks side by side are as long as each other to the metre, and a hierarchy counts in whole
    # units: only in whole metres, each edge longer by chance, is there nearly always one best way.
    luck = np.random.default_rng(28).integers(100_000, size=len(weights))
    untied = np.rint(weights * 1000) + luck
    return Held(
        network,
        Pair(Router.of(prepared, weights), as_networkx(network, weights)),
        Pair(Router.of(prepared, untied, unit=1.0), as_networkx(network, untied)),
    )


def as_networkx(network: Network, weights: np.ndarray) -> nx.Graph:
    """Return a plain graph; networkx has no parallel edges there, so the longest go first."""
    peer = nx.Graph()
    peer.add_nodes_from(range(network.node_count))
    order = np.argsort(-weights, kind="stable")
    order = order[np.isfinite(weights[order])]
    columns = (network.tail[order], network.head[order], weights[order])
    peer.add_weighted_edges_from(
        zip(*(column.tolist() for column in columns), strict=True), weight="km"
    )
    return peer


@pytest.fixture(scope="module")
def service(app: Flask) -> Service:
    return app.extensions["atlas"]


@pytest.fixture(scope="module")
def rail(service: Service) -> Held:
    return held(service.network("rail")[0].network)


@pytest.fixture(scope="module")
def road(service: Service) -> Held:
    network = service.network("road")[0].network
    west, south, east, north = EAST_CHINA
    inside = (network.lon > west) & (network.lon < east)
    inside &= (network.lat > south) & (network.lat < north)
    return held(take_nodes(network, inside))


@pytest.fixture(scope="module")
def sea(service: Service) -> Held:
    chain, meta = service.network("sea")
    return held(chain.network, open_edges(chain.network, meta["default_closed"]))


@pytest.mark.parametrize("mode", ["rail", "road", "sea"])
def test_lengths_are_those_of_networkx(mode: str, request: pytest.FixtureRequest) -> None:
    router, peer = pair = request.getfixturevalue(mode).exact
    sources, targets = pair.ends(seed=29)
    for source in sources:
        lengths = nx.single_source_dijkstra_path_length(peer, source, weight="km")
        for target in targets:
            path = router.one_to_one(source, target)
            assert path is not None
            assert path.length == pytest.approx(lengths[target], rel=1e-9)
            walked = nx.path_weight(peer, path.nodes.tolist(), "km")
            assert walked == pytest.approx(lengths[target], rel=1e-9)


@pytest.mark.parametrize("mode", ["rail", "road", "sea"])
def test_ways_are_those_of_networkx(mode: str, request: pytest.FixtureRequest) -> None:
    router, peer = pair = request.getfixturevalue(mode).untied
    sources, targets = pair.ends(seed=31)
    same = 0
    for source in sources:
        lengths, ways = nx.single_source_dijkstra(peer, source, weight="km")
        for target in targets:
            path = router.one_to_one(source, target)
            assert path is not None
            nodes = path.nodes.tolist()
            assert nx.path_weight(peer, nodes, "km") == path.length == lengths[target]
            same += nodes == ways[target]
    assert same >= SOURCES * TARGETS - 1


@pytest.mark.parametrize("mode", ["rail", "road", "sea"])
def test_distances_to_all_nodes_are_those_of_networkx(
    mode: str, request: pytest.FixtureRequest
) -> None:
    router, peer = pair = request.getfixturevalue(mode).exact
    source = pair.ends(seed=30)[0][0]
    expected = nx.single_source_dijkstra_path_length(peer, source, weight="km")
    found = router.one_to_all(source)
    assert np.flatnonzero(np.isfinite(found)).tolist() == sorted(expected)
    nodes = np.array(list(expected))
    np.testing.assert_allclose(found[nodes], list(expected.values()), rtol=1e-9, atol=1e-9)


# On every ocean that the services touch, and on both sides of every canal.
PORTS = (
    "CNNGB",  # Ningbo
    "NLRTM",  # Rotterdam
    "USLAX",  # Los Angeles
    "SGSIN",  # Singapore
    "GRPIR",  # Piraeus
    "DEHAM",  # Hamburg
    "ESVLC",  # Valencia
    "KRPUS",  # Busan
    "TZDAR",  # Dar es Salaam
    "SAJED",  # Jeddah
    "AUSYD",  # Sydney
    "USNYC",  # New York
    "BRSSZ",  # Santos
    "TRIST",  # Istanbul
)


@pytest.fixture(scope="module")
def ports() -> pd.DataFrame:
    return pd.read_csv(base.DATA / base.BASE / "ports.csv").set_index("locode")


def nodes_of(network: Network, ports: pd.DataFrame) -> list[int]:
    return SphereIndex(network.lon, network.lat).nearest(ports["lon"], ports["lat"])[0].tolist()


def searoute_km(network: Network, here: int, there: int, closed: list[str]) -> float:
    """Return searoute's own length between two nodes, in kilometres.

    What it is given as restrictions takes the place of its default, the Northwest Passage.
    """
    ends = [[float(network.lon[node]), float(network.lat[node])] for node in (here, there)]
    found = searoute(*ends, units="km", restrictions=["northwest", *closed])
    line = np.array(found["geometry"]["coordinates"])[[0, -1]]
    # The same nodes on either side, or lengths say nothing.
    np.testing.assert_allclose((line[:, 0] + 180) % 360 - 180, [end[0] for end in ends], atol=2e-4)
    np.testing.assert_allclose(line[:, 1], [end[1] for end in ends], atol=2e-4)
    return float(found["properties"]["length"])


@pytest.mark.parametrize("closed", [[], ["suez"], ["panama"], ["suez", "panama"]])
def test_every_sea_length_is_within_1_percent_of_searoutes(
    service: Service, sea: Held, ports: pd.DataFrame, closed: list[str]
) -> None:
    network, meta = sea.network, service.network("sea")[1]
    shut = np.flatnonzero(~open_edges(network, meta["default_closed"], close=closed))
    router = sea.exact.router.without(shut)
    pairs = list(combinations(nodes_of(network, ports.loc[list(PORTS)]), 2))
    assert len(pairs) >= 30
    ours = [router.one_to_one(*pair).length for pair in pairs]
    theirs = [searoute_km(network, *pair, closed) for pair in pairs]
    np.testing.assert_allclose(ours, theirs, rtol=0.01)


@pytest.mark.parametrize("port", ["CNNGB", "NLRTM", "RUVVO", "USNYC"])
def test_no_default_way_to_any_port_passes_70_degrees_north(
    sea: Held, ports: pd.DataFrame, port: str
) -> None:
    network = sea.network
    start = nodes_of(network, ports.loc[[port]])[0]
    paths = [sea.exact.router.one_to_one(start, goal) for goal in nodes_of(network, ports)]
    found = [path for path in paths if path is not None]
    assert len(found) > 0.9 * len(ports)
    assert max(network.lat[path.nodes].max() for path in found) < 70


def test_sampled_ways_by_rail_change_gauge_only_at_rows(rail: Held, atlas: Atlas) -> None:
    network, rows = rail.network, set(atlas.tables["gauge_changes"]["change_id"])
    sources, targets = np.array_split(
        np.random.default_rng(17).choice(
            np.flatnonzero(components(rail.exact.router.graph) == 0), 200, replace=False
        ),
        2,
    )
    changed = 0
    for source, target in zip(sources.tolist(), targets.tolist(), strict=True):
        edges = rail.exact.router.one_to_one(source, target).edges
        track = edges[network.kind[edges] != EdgeKind.GAUGE_CHANGE]
        steps = [network.row_of(edge) for edge in np.setdiff1d(edges, track)]
        # So many gauges in a row, so many changes: every one at a row of the table.
        turns = np.count_nonzero(np.diff(network.gauge_mm[track]))
        assert turns == len(steps)
        assert set(steps) <= rows
        changed += turns
    assert changed > 50


@pytest.mark.parametrize("mode", ["rail", "road", "sea"])
def test_the_nearest_node_of_a_place_is_the_nearest_of_all(service: Service, mode: str) -> None:
    network = service.network(mode)[0].network
    places = base.places().geometry.get_coordinates().sample(100, random_state=4).to_numpy()
    index, away_km = SphereIndex(network.lon, network.lat).nearest(*places.T)
    planar = 0
    for (lon, lat), node, km in zip(places, index, away_km, strict=True):
        every_km = distance_km(lon, lat, network.lon, network.lat)
        assert km == pytest.approx(every_km.min(), abs=1e-6)
        assert every_km[node] == pytest.approx(km, abs=1e-6)
        on_paper = np.argmin((network.lon - lon) ** 2 + (network.lat - lat) ** 2)
        planar += every_km[on_paper] > km + 1e-3
    # Degrees taken for a plane would have sent some places elsewhere.
    assert planar > 0
