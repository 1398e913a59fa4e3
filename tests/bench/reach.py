"""What many origins reach: a batch in one and in two processes, and one origin against networkx."""

from __future__ import annotations

import time
from collections.abc import Sequence
from importlib.metadata import version

import networkx as nx
import numpy as np
from rasterio.features import rasterize
from scipy.spatial import cKDTree

from geo.coverage import Ground
from geo.grid import Grid
from geo.sphere import EARTH_RADIUS_KM, unit_vectors
from layers import base
from tests.bench.measuring import Section, number, table
from webmap.batch_coverage import Job, Question, reach, service_of
from webmap.batch_origins import Origin
from webmap.cluster import answered
from webmap.freight import QUICKEST, Freight
from webmap.freight_reach import Terms, node_hours

ORIGINS = 1_000
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
    origins = _origins()
    one_s, one = _batch(job, origins, processes=1)
    two_s, two = _batch(job, origins, processes=2)
    if one != two:
        msg = "Two processes gave other answers than one; expected the same."
        raise RuntimeError(msg)
    ours, theirs, worst = _one_origin(freight)
    return Section(
        name="reach",
        title="Reach of many origins",
        method=(
            f"{len(origins):,} origins: the first populated places of the base map that lie near "
            "the network. Each answer is the hours to every node of the freight network by all "
            f"modes with one flight ({freight.network.graph.node_count:,} nodes, "
            f"{freight.network.graph.edge_count:,} edges) and the places and population in eight "
            "bands. Seconds are those of the wall, the start of the processes and the opening of "
            "their networks included; both runs gave the same answers. One origin: "
            f"{DAYS:g} days from Yiwu without flights, on the cells of land of 0.1 degrees over "
            "Eurasia and Africa; networkx has the same open edges and weights and starts from the "
            "same nodes, its graph made before the clock starts; each cell then takes the nearest "
            "node of those reached, by a k-d tree on the sphere that is made within the time, as "
            "ours looks for whichever node gets there first. Hours to nodes differ by "
            f"{worst:.1g} at most. " + ", ".join(f"{p} {version(p)}" for p in PACKAGES) + "."
        ),
        tables=(
            table(
                (f"{len(origins):,} origins", "seconds", "origins a second", "times one process"),
                [
                    ("one process", number(one_s), number(len(origins) / one_s), "1"),
                    (
                        "two processes on Dask",
                        number(two_s),
                        number(len(origins) / two_s),
                        number(one_s / two_s),
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
            f"{len(origins):,} origins in {number(two_s)} s by two processes, "
            f"{number(one_s / two_s)} times as quick as one; one origin "
            f"{number(sum(theirs) / sum(ours))} times as quick as networkx with a k-d tree."
        ),
    )


def _origins() -> list[Origin]:
    places = base.places().head(ORIGINS)
    return [
        Origin(row, str(place.geonameid), float(place.lon), float(place.lat), None)
        for row, place in enumerate(places.itertuples())
    ]


def _batch(
    job: Job, origins: Sequence[Origin], *, processes: int
) -> tuple[float, list[tuple[object, ...]]]:
    start = time.perf_counter()
    found = dict(answered(reach, [(job, one) for one in origins], processes=processes))
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
    nodes = np.array([node for node in reached if node != source])
    apart = np.abs(hours[nodes] - [reached[node] for node in nodes.tolist()])
    return ours, theirs, float(apart.max())


def _networkx(freight: Freight, terms: Terms) -> tuple[nx.DiGraph, int]:
    """Return the open network by hours with a node for Yiwu, which is the last one."""
    network = freight.network
    weights = freight.sweep(terms.shut, terms.opened).router(QUICKEST).weights
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
