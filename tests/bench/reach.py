"""What many origins reach: a batch in one and in two processes, and one origin against networkx."""

from __future__ import annotations

import time
from collections.abc import Sequence
from importlib.metadata import version

import networkx as nx
import numpy as np
from distributed import LocalCluster
from rasterio.features import rasterize
from scipy.spatial import cKDTree

from geo.coverage import Ground
from geo.graph import half_weights
from geo.grid import Grid
from geo.sphere import EARTH_RADIUS_KM, unit_vectors
from layers import base
from tests.bench.measuring import Section, number, ratios, table
from webmap.batch_coverage import Job, Question, reach, service_of
from webmap.batch_origins import Origin
from webmap.cluster import PACK, answered
from webmap.freight import Freight
from webmap.freight_reach import Terms, node_hours

ORIGINS, ROUNDS = 1_000, 4
YIWU = (120.07, 29.31)
DAYS = 20.0
ACCESS_KMH = 30.0
REGION = Grid(west=-20.0, north=75.0, step_deg=0.1, width=1900, height=1100)
GROUND_MODES = ("rail", "road", "sea")
PACKAGES = ("dask", "distributed", "networkx", "scipy")


def run() -> Section:
    """Measure and tell."""
    job = Job.of({}, Question())
    freight = service_of(job.values).freight()
    one, two = _batches(job, _origins())
    faster = ratios(one, two)
    ours, theirs, worst = _one_origin(freight)
    origin = sum(theirs) / sum(ours)
    return Section(
        name="reach",
        title="Reach of many origins",
        method=_method(freight, worst),
        tables=(
            table(
                (f"{ORIGINS:,} origins", "seconds", "origins a second", "times one process"),
                [
                    ("one process", number(sum(one)), number(ORIGINS / sum(one)), "1"),
                    (
                        "two processes on Dask",
                        number(sum(two)),
                        number(ORIGINS / sum(two)),
                        faster,
                    ),
                ],
            ),
            table(
                ("one origin, CPU ms", "hours to nodes", "hours to cells", "together"),
                [
                    ("atlas", *map(number, (*ours, sum(ours)))),
                    ("networkx, then a k-d tree", *map(number, (*theirs, sum(theirs)))),
                    ("ratio", *_ratios((*ours, sum(ours)), (*theirs, sum(theirs)))),
                ],
            ),
        ),
        verdict=(
            f"{ORIGINS:,} origins in {number(sum(two))} s by two processes, "
            f"{faster} times as quick as one; one origin {number(origin)} times as quick as "
            "networkx with a k-d tree."
        ),
    )


def _method(freight: Freight, worst: float) -> str:
    graph = freight.network.graph
    return (
        f"{ORIGINS:,} origins: the most important populated places of the base map. Each answer is "
        "the hours to every node of the freight network by all modes with one flight "
        f"({graph.node_count:,} nodes, {graph.edge_count:,} edges) and the places and population "
        f"in eight bands. {ROUNDS} lots of them in turn by one process and by two workers of Dask; "
        "seconds are those of the wall, once every process has opened its network; both gave the "
        f"same answers. One origin: {DAYS:g} days from Yiwu without flights, on the cells of land "
        "of 0.1 degrees over Eurasia and Africa. networkx has the same open edges and weights and "
        "starts from the same nodes, its graph made before the clock starts; each cell then takes "
        "the nearest node of those reached, by a k-d tree on the sphere, where the atlas takes "
        f"whichever node gets there first. Hours to nodes differ by {worst:.1g} at most. "
        + ", ".join(f"{name} {version(name)}" for name in PACKAGES)
        + "."
    )


def _origins() -> list[Origin]:
    places = base.places().head(ORIGINS)
    return [
        Origin(row, str(place.geonameid), float(place.lon), float(place.lat), None)
        for row, place in enumerate(places.itertuples())
    ]


def _batches(job: Job, origins: Sequence[Origin]) -> tuple[list[float], list[float]]:
    """Return the seconds of each lot, by one process and by two."""
    size = ORIGINS // ROUNDS
    one, two = [], []
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, memory_limit=0
    ) as cluster:
        _batch(job, origins[: 4 * PACK], scheduler=cluster.scheduler_address)
        _batch(job, origins[:1])
        for start in range(0, len(origins), size):
            lot = origins[start : start + size]
            seconds, here = _batch(job, lot)
            one.append(seconds)
            seconds, there = _batch(job, lot, scheduler=cluster.scheduler_address)
            two.append(seconds)
            if here != there:
                msg = "Two processes gave other answers than one; expected the same."
                raise RuntimeError(msg)
    return one, two


def _batch(
    job: Job, origins: Sequence[Origin], *, scheduler: str = ""
) -> tuple[float, list[tuple[object, ...]]]:
    start = time.perf_counter()
    found = dict(answered(reach, [(job, one) for one in origins], scheduler=scheduler))
    taken = time.perf_counter() - start
    return taken, [found[row].cells for row in range(len(origins))]


def _one_origin(freight: Freight) -> tuple[list[float], list[float], float]:
    """Return CPU ms for nodes and for cells, ours and by networkx, and how far hours differ."""
    terms, limit = Terms(GROUND_MODES), DAYS * 24.0
    places = freight.network.places
    outlines = base.outlines()
    land = rasterize(
        outlines.geometry, out_shape=(REGION.height, REGION.width), transform=REGION.transform
    ).astype(bool)
    ground = Ground.of(REGION, ACCESS_KMH, land)
    peer, source = _networkx(freight, terms)
    node_hours(freight, *YIWU, terms, limit=limit)
    begin = time.process_time()
    hours = node_hours(freight, *YIWU, terms, limit=limit)
    at_nodes = time.process_time()
    ground.hours(hours, places, limit_hours=limit)
    ours = [1000 * (at_nodes - begin), 1000 * (time.process_time() - at_nodes)]
    begin = time.process_time()
    reached = nx.single_source_dijkstra_path_length(peer, source, cutoff=limit, weight="hours")
    at_nodes = time.process_time()
    _nearest(reached, places, land)
    theirs = [1000 * (at_nodes - begin), 1000 * (time.process_time() - at_nodes)]
    # At the very limit one side rounds a node in, the other out.
    within = 0.999 * limit
    nodes = np.array([node for node in reached if node != source and reached[node] < within])
    apart = np.abs(hours[nodes] - [reached[node] for node in nodes.tolist()])
    return ours, theirs, float(apart.max())


def _networkx(freight: Freight, terms: Terms) -> tuple[nx.DiGraph, int]:
    """Return the open network by hours with a node for Yiwu, which is the last one."""
    network = freight.network
    forward, backward = network.weights(network.table()[:, 0])
    closed = freight.sweep(terms.shut, terms.opened).closed
    forward[closed] = backward[closed] = np.inf
    weights = half_weights(network.graph, forward, backward)
    begins, ends = network.graph.half_ends()
    order = np.argsort(-weights, kind="stable")
    order = order[np.isfinite(weights[order])]
    peer = nx.DiGraph()
    source = network.graph.node_count
    peer.add_nodes_from(range(source + 1))
    columns = (begins[order], ends[order], weights[order])
    arcs = zip(*(column.tolist() for column in columns), strict=True)
    peer.add_weighted_edges_from(arcs, weight="hours")
    hours = network.table()[:, 0]
    for access in freight.access(*YIWU, terms.modes):
        taken = float(freight.amounts(None, [access]) @ hours)
        peer.add_edge(source, access.node, hours=taken)
    return peer, source


def _nearest(reached: dict[int, float], places: np.ndarray, land: np.ndarray) -> np.ndarray:
    """Return the hours to the middle of each cell of land from the nearest node reached."""
    nodes = np.array([node for node in reached if node < len(places)])
    tree = cKDTree(unit_vectors(*places[nodes].T))
    row, column = np.nonzero(land)
    lon = REGION.west + (column + 0.5) * REGION.step_deg
    lat = REGION.north - (row + 0.5) * REGION.step_deg
    chord, nearest = tree.query(unit_vectors(lon, lat))
    km = 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(chord / 2, 1))
    hours = np.array([reached[node] for node in nodes.tolist()])
    return hours[nearest] + km / ACCESS_KMH


def _ratios(ours: Sequence[float], theirs: Sequence[float]) -> list[str]:
    return [number(their / our) for our, their in zip(ours, theirs, strict=True)]
