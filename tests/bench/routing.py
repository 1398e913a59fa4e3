"""Ways, fields and draws on rail, road and sea in one graph: the router against its peers."""

from __future__ import annotations

import gc
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from rasterio.features import rasterize

from geo.coverage import Ground, bands
from geo.graph_file import write_arrays
from geo.grid import Grid
from geo.network_file import mapped_arrays
from geo.routing import Prepared, Router
from geo.sampling import draws, spread
from layers import base
from tests.bench import graphs
from tests.bench.measuring import Section, Spread, number, table

PAIRS = 100
SLOW_PAIRS = 3
SOURCES = 9
DRAWS = 500
RATES = 24
KMH = 40.0
ACCESS_KMH = 25.0
DAYS = 20
REGION = Grid(west=-20.0, north=75.0, step_deg=0.1, width=1900, height=1100)
AIMS = "one-to-one 50 times scgraph, one-to-all 4 times scipy, prepared graph opened in 300 ms, "
AIMS += "500 draws in 1,000 ms, a field in 2,000 ms"

_OPEN = """
import gc, re, sys
from pathlib import Path
from geo.network_file import mapped_arrays
from geo.routing import Prepared, Router
def used():
    found = Path("/proc/self/smaps_rollup").read_text()
    return [int(re.search(rf"{name}:\\s+(\\d+)", found)[1]) for name in ("Rss", "Anonymous")]
before = used()
arrays = mapped_arrays(Path(sys.argv[1]))
km = arrays.pop("km")
router = Router.of(Prepared.from_arrays(arrays), km)
router.one_to_one(0, 1); router.one_to_all(0); gc.collect()
sys.stdout.write(" ".join(str((b - a) / 1024) for a, b in zip(before, used())))
"""


def run() -> Section:
    """Measure and tell."""
    joined = graphs.joined()
    pairs = np.random.default_rng(4).choice(joined.main_nodes(), (PAIRS, 2)).tolist()
    prepare_ms, prepared = _cpu_ms(lambda: Prepared.of(joined.graph, joined.places))
    customise_ms, router = _cpu_ms(lambda: _weighted(prepared, joined, pairs[0]))
    opening_ms, (used, private) = _opening_ms(prepared), _memory_mb(prepared, joined)
    first_ms, _ = _cpu_ms(lambda: router.one_to_all(pairs[0][0]))
    rows = [("atlas", *_measured(router.one_to_one, router.one_to_all, pairs))]
    ours = [router.one_to_one(source, target).length for source, target in pairs]
    worst = 0.0
    for name, make in graphs.peers(joined).items():
        gc.collect()
        peer = make()
        rows.append((name, *_measured(peer.one, peer.all, pairs[:SLOW_PAIRS])))
        theirs = [peer.one(source, target) for source, target in pairs[:SLOW_PAIRS]]
        worst = max(worst, *(abs(a - b) / b for a, b in zip(ours, theirs, strict=False)))
        del peer
    by_name = {row[0]: row for row in rows}
    one = by_name["scgraph (C++)"][1].median / by_name["atlas"][1].median
    everything = by_name["scipy"][2].median / by_name["atlas"][2].median
    single = [
        ("preparing a graph, once", prepare_ms),
        ("opening the prepared graph", opening_ms),
        ("bringing weights to it, and a first way", customise_ms),
        ("a first field", first_ms),
        ("closing three edges, and a first way", _cpu_ms(lambda: _closed(router, pairs[0]))[0]),
        ("100 x 1,000 table", _cpu_ms(lambda: _table(router, joined))[0]),
        (f"{DRAWS} draws of {RATES} rates, percentiles of a way", _cpu_ms(_drawn)[0]),
        *_field(router, joined),
    ]
    return Section(
        name="routing",
        title="Ways, fields and draws",
        method=_method(joined, prepared, worst),
        tables=(
            table(
                ("CPU ms", "one-to-one with its way", "one-to-all", "times the atlas's", "all"),
                [(*row, *(_times(row[i], rows[0][i]) for i in (1, 2))) for row in rows],
            ),
            table(("atlas", "CPU ms"), [(name, number(ms)) for name, ms in single]),
        ),
        verdict=(
            f"Aims: {AIMS}, 300 MB. Measured: one-to-one {number(one)} times scgraph, one-to-all "
            f"{number(everything)} times scipy, the rest below; "
            f"{used} MB more in a process that opens the graph, brings one set of weights and "
            f"gives a way and a field: {private} MB of its own, the rest the file's, shared by all "
            "that open it."
        ),
    )


def _method(joined: graphs.Joined, prepared: Prepared, worst: float) -> str:
    core = prepared.shrunk.core
    return (
        f"The base graphs of rail, road and sea, joined by a transfer at every "
        f"{graphs.TRANSFER_EVERY}th node of rail and sea that has a road within "
        f"{graphs.TRANSFER_KM:g} km: {joined.graph.node_count:,} nodes, "
        f"{joined.graph.edge_count:,} edges, shrunk to {core.node_count:,} and "
        f"{core.edge_count:,}. Weights are kilometres. Times are CPU time of the process, which "
        f"other work on the machine disturbs least; {PAIRS} random pairs for the atlas, "
        f"{SLOW_PAIRS} for the others, {SOURCES} sources for one-to-all. Peers answer in their own "
        "form (dict, list, array), by bidirectional Dijkstra where they have it. Lengths differ "
        f"from the peers' by {worst:.1g} at most. The field is that of 0.1 degrees over Eurasia "
        f"and Africa, {DAYS} days at {KMH:g} km/h, {ACCESS_KMH:g} km/h away from the network, "
        "the nodes' hours included. "
        + ", ".join(f"{name} {version(name)}" for name in graphs.PACKAGES)
        + "."
    )


def _times(spread_: Spread, ours: Spread) -> str:
    return number(spread_.median / ours.median)


def _cpu_ms(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    found = work()
    return (time.process_time() - start) * 1000, found


def _measured(
    one: Callable[[int, int], object], every: Callable[[int], object], pairs: list[list[int]]
) -> tuple[Spread, Spread]:
    one(*pairs[0])
    every(pairs[0][0])
    return (
        Spread.of([_cpu_ms(lambda p=pair: one(*p))[0] for pair in pairs]),
        Spread.of([_cpu_ms(lambda p=pair: every(p[1]))[0] for pair in pairs[:SOURCES]]),
    )


def _weighted(prepared: Prepared, joined: graphs.Joined, pair: list[int]) -> Router:
    router = Router.of(prepared, joined.length_km)
    router.one_to_one(*pair)
    return router


def _closed(router: Router, pair: list[int]) -> object:
    return router.without([1, 2, 3]).one_to_one(*pair)


def _opening_ms(prepared: Prepared) -> float:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "prepared.npz")
        write_arrays(prepared.arrays(), path, compress=False)
        return _cpu_ms(lambda: Prepared.from_arrays(mapped_arrays(path)))[0]


def _memory_mb(prepared: Prepared, joined: graphs.Joined) -> tuple[str, str]:
    """Return the memory that a process takes more, and what of it is private."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "prepared.npz")
        write_arrays(prepared.arrays() | {"km": joined.length_km}, path, compress=False)
        done = subprocess.run(
            [sys.executable, "-c", _OPEN, str(path)], capture_output=True, text=True, check=True
        )
    used, private = (number(float(part)) for part in done.stdout.split())
    return used, private


def _table(router: Router, joined: graphs.Joined) -> np.ndarray:
    nodes = np.random.default_rng(5).choice(joined.main_nodes(), 1100).tolist()
    return router.many_to_many(nodes[:100], nodes[100:])


def _drawn() -> object:
    luck = np.random.default_rng(6)
    ranges = np.sort(luck.uniform(1, 9, (RATES, 3)), axis=1)
    return spread(luck.uniform(0, 9, RATES), ranges, draws(ranges, count=DRAWS))


def _field(router: Router, joined: graphs.Joined) -> list[tuple[str, float]]:
    """Return how long the field of one origin takes, and what it is laid out on."""
    outlines = base.outlines()
    land = rasterize(
        outlines.geometry, out_shape=(REGION.height, REGION.width), transform=REGION.transform
    ).astype(bool)
    laid_ms, ground = _cpu_ms(lambda: Ground.of(REGION, ACCESS_KMH, land))
    yiwu = int(np.argmin(np.abs(joined.places - [120.07, 29.31]).sum(axis=1)))
    limit = DAYS * 24.0
    field_ms, field = _cpu_ms(
        lambda: ground.hours(
            router.one_to_all(yiwu, limit=limit * KMH) / KMH, joined.places, limit_hours=limit
        )
    )
    days = [24.0 * day for day in (1, 2, 3, 5, 7, 10, 14, 20)]
    return [
        ("laying out the land, once", laid_ms),
        ("a field from nothing", field_ms),
        ("its eight bands as polygons", _cpu_ms(lambda: bands(field, ground, days))[0]),
    ]
