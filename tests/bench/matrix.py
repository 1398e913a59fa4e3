"""Tables of hours between many places, and the whole of `atlas matrix` from file to file."""

from __future__ import annotations

import csv
import gc
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geo.graph import components
from geo.routing import Router
from layers import base
from tests.bench.measuring import Section, Spread, number, table
from webmap.batch_coverage import Job as CoverageJob
from webmap.batch_coverage import Question, service_of
from webmap.freight import QUICKEST, Freight
from webmap.freight_reach import Terms

ROOT = Path(__file__).resolve().parents[2]
SOURCES, TARGETS = 100, 1_000
ROUNDS = 5
LOT = 10
"""Sources that scipy answers at once: all together would take half a gigabyte."""
SLOW_SOURCES = 3
WAYS, EXACT = 30, 1e-6
"""Ends between all of which single ways are checked, and how exact they are."""
GROUND_MODES = ("rail", "road", "sea")
ROWS, UNSHARED_ROWS = 10_000, 1_000
PACKAGES = ("scipy", "networkx", "igraph", "rustworkx")


class Arcs(NamedTuple):
    """The open network by hours: the quickest arc between any two nodes, the same for all."""

    count: int
    begin: np.ndarray
    end: np.ndarray
    hours: np.ndarray


class Run(NamedTuple):
    """One run of the command."""

    seconds: float
    peak_mb: float


_MAIN = """
import atexit, re, sys
from pathlib import Path
def held(): return re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
atexit.register(lambda: sys.stdout.write(held()))
sys.path.insert(0, sys.argv.pop(1))
from server import main
main()
"""


def run() -> Section:
    """Measure and tell."""
    freight = service_of(CoverageJob.of({}, Question()).values).freight()
    unit = float(freight.meta["exchange"][0])
    made_ms, router = _cpu_ms(lambda: _router(freight))
    sources, targets = _ends(freight, router)
    router.many_to_many(sources[:1], targets[:1])
    rounds = [_cpu_ms(lambda: router.many_to_many(sources, targets)) for _ in range(ROUNDS)]
    ours = Spread.of([ms for ms, _ in rounds])
    found = rounds[0][1] * unit
    rows, worst = [("atlas", str(ours), "", "1")], 0.0
    for name, make, count in PEERS:
        gc.collect()
        peer = make(_arcs(router, unit))
        ms, hours = _cpu_ms(lambda peer=peer, count=count: peer(sources[:count], targets))
        worst = max(worst, _apart_s(found[:count], hours))
        whole = ms * SOURCES / count
        said = "" if count == SOURCES else f"{count} sources"
        rows.append((name, number(whole), said, number(whole / ours.median)))
        del peer
    times = {row[0]: row[3] for row in rows}
    commands = _commands()
    lines = [
        (
            name,
            number(one.seconds),
            number(count / (one.seconds - commands[0][2].seconds)) if count else "",
            number(one.peak_mb),
        )
        for name, count, one in commands
    ]
    return Section(
        name="matrix",
        title="Tables of origins and destinations",
        method=_method(freight, made_ms, worst, _check_ways(router, unit, (sources, targets))),
        tables=(
            table(
                (f"{SOURCES} x {TARGETS:,} hours", "CPU ms", "measured on", "times the atlas's"),
                rows,
            ),
            table(
                ("atlas matrix", "seconds", "rows a second, start aside", "peak memory, MB"), lines
            ),
        ),
        verdict=(
            f"{SOURCES} x {TARGETS:,} hours in {number(ours.median)} CPU ms: {times['scipy']} times"
            f" as quick as scipy, {times['networkx']} times as quick as networkx. {ROWS:,} rows "
            f"with their ways by `atlas matrix` in {lines[1][1]} s ({lines[1][2]} rows a second), "
            f"at most {lines[1][3]} MB."
        ),
    )


def _method(freight: Freight, made_ms: float, worst_s: float, worst_way: float) -> str:
    graph = freight.network.graph
    return (
        f"Hours over the freight network ({graph.node_count:,} nodes, {graph.edge_count:,} edges) "
        "by rail, road and sea, between the nodes of roads nearest to populated places of the base "
        f"map: the {SOURCES} most important to the {TARGETS:,} most important. Times are CPU time "
        f"of the process, of the atlas the median of {ROUNDS} runs; its weights were brought in "
        f"before, once, in {number(made_ms)} ms, as the peers' graphs were made before. scipy "
        f"answers Dijkstra from {LOT} sources at a time, of which the targets are taken; igraph is "
        "given sources and targets; networkx and rustworkx go from one source to all nodes, on "
        f"{SLOW_SOURCES} sources, and what all would take is reckoned from them. Tables are "
        f"rounded to the hierarchy's unit: they differ from the peers' by {worst_s:.2g} seconds at "
        f"most; {WAYS * WAYS} single ways, which are exact, from scipy's by {worst_way:.1g} of "
        f"themselves. The command answers {ROWS:,} pairs "
        f"drawn from {SOURCES} origins and {TARGETS:,} destinations by all modes with at most one "
        f"flight, each row with its way, cost and emissions, and {UNSHARED_ROWS:,} pairs of which "
        "no two share an end; a table without rows tells what starting takes. Memory is the most "
        "that the process held, the mapped network included. "
        + ", ".join(f"{name} {version(name)}" for name in PACKAGES)
        + "."
    )


def _cpu_ms(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    found = work()
    return (time.process_time() - start) * 1000, found


def _router(freight: Freight) -> Router:
    return freight.sweep(Terms(GROUND_MODES).shut).router(QUICKEST)


def _ends(freight: Freight, router: Router) -> tuple[list[int], list[int]]:
    """Return the nodes of sources and of targets, all in the largest part of what is open."""
    open_edges = np.isfinite(router.weights.reshape(-1, 2)).any(axis=1)
    part = components(freight.network.graph, open_edges)
    nodes: dict[int, None] = {}
    for place in base.places().itertuples():
        for access in freight.access(float(place.lon), float(place.lat), ["road"]):
            if part[access.node] == 0:
                nodes[access.node] = None
        if len(nodes) == SOURCES + TARGETS:
            break
    found = list(nodes)
    return found[:SOURCES], found[SOURCES:]


def _arcs(router: Router, unit: float) -> Arcs:
    begin, end = router.graph.half_ends()
    hours = router.weights * unit
    half = np.flatnonzero(np.isfinite(hours) & (begin != end))
    half = half[np.lexsort((hours[half], end[half], begin[half]))]
    pairs = begin[half].astype(np.int64) * router.graph.node_count + end[half]
    half = half[np.flatnonzero(np.diff(pairs, prepend=-1))]
    return Arcs(router.graph.node_count, begin[half], end[half], hours[half])


def _apart_s(ours: np.ndarray, theirs: np.ndarray) -> float:
    """Return by how many seconds hours differ; what one reaches the other must reach."""
    if not np.array_equal(np.isfinite(ours), np.isfinite(theirs)):
        msg = "A peer reaches other targets than the atlas; expected the same."
        raise RuntimeError(msg)
    some = np.isfinite(theirs)
    return 3600 * float(np.abs(ours - theirs)[some].max(initial=0.0))


def _check_ways(router: Router, unit: float, ends: tuple[list[int], list[int]]) -> float:
    """Return by how much of themselves the hours of single ways, which are exact, differ.

    Raises
    ------
    RuntimeError
        By more than EXACT.
    """
    sources, targets = ends[0][:WAYS], ends[1][:WAYS]
    theirs = _scipy(_arcs(router, unit))(sources, targets)
    ways = [[router.one_to_one(here, there) for there in targets] for here in sources]
    ours = np.array([[way.length * unit if way else np.inf for way in row] for row in ways])
    some = np.isfinite(theirs) & (theirs > 0)
    worst = float((np.abs(ours - theirs)[some] / theirs[some]).max())
    if worst > EXACT or not np.array_equal(np.isfinite(ours), np.isfinite(theirs)):
        msg = f"Single ways differ by {worst:.1g} of themselves; expected at most {EXACT:g}."
        raise RuntimeError(msg)
    return worst


Hours = Callable[[Sequence[int], Sequence[int]], np.ndarray]


def _scipy(arcs: Arcs) -> Hours:
    shape = (arcs.count, arcs.count)
    matrix = csr_array((arcs.hours, (arcs.begin, arcs.end)), shape=shape)

    def hours(sources: Sequence[int], targets: Sequence[int]) -> np.ndarray:
        lots = [sources[first : first + LOT] for first in range(0, len(sources), LOT)]
        return np.concatenate([dijkstra(matrix, indices=lot)[:, targets] for lot in lots])

    return hours


def _networkx(arcs: Arcs) -> Hours:
    import networkx as nx

    graph = nx.DiGraph()
    graph.add_nodes_from(range(arcs.count))
    columns = (column.tolist() for column in arcs[1:])
    graph.add_weighted_edges_from(zip(*columns, strict=True), weight="hours")

    def hours(sources: Sequence[int], targets: Sequence[int]) -> np.ndarray:
        found = []
        for source in sources:
            reached = nx.single_source_dijkstra_path_length(graph, source, weight="hours")
            found.append([reached.get(target, np.inf) for target in targets])
        return np.array(found)

    return hours


def _igraph(arcs: Arcs) -> Hours:
    import igraph

    graph = igraph.Graph(arcs.count, np.column_stack([arcs.begin, arcs.end]), directed=True)
    weights = arcs.hours.tolist()
    return lambda sources, targets: np.array(graph.distances(sources, targets, weights))


def _rustworkx(arcs: Arcs) -> Hours:
    import rustworkx

    graph = rustworkx.PyDiGraph(multigraph=False)
    graph.add_nodes_from(range(arcs.count))
    graph.add_edges_from(list(zip(*(column.tolist() for column in arcs[1:]), strict=True)))

    def hours(sources: Sequence[int], targets: Sequence[int]) -> np.ndarray:
        found = []
        for source in sources:
            reached = rustworkx.dijkstra_shortest_path_lengths(graph, source, float)
            away = {**reached, source: 0.0}
            found.append([away.get(target, np.inf) for target in targets])
        return np.array(found)

    return hours


PEERS: tuple[tuple[str, Callable[[Arcs], Hours], int], ...] = (
    ("scipy", _scipy, SOURCES),
    ("igraph", _igraph, SOURCES),
    ("rustworkx", _rustworkx, SLOW_SOURCES),
    ("networkx", _networkx, SLOW_SOURCES),
)
"""Each with how it is made, and on how many sources it is measured."""


def _commands() -> list[tuple[str, int, Run]]:
    """Return what the command takes for no rows, for many, and for some that share nothing."""
    places = [f"{place.lon:.4f},{place.lat:.4f}" for place in base.places().itertuples()]
    luck = np.random.default_rng(4)
    here, there = luck.integers(SOURCES, size=ROWS), luck.integers(TARGETS, size=ROWS)
    many = [[places[i], places[SOURCES + j]] for i, j in zip(here, there, strict=True)]
    drawn = luck.permutation(len(places))[: 2 * UNSHARED_ROWS].reshape(-1, 2).tolist()
    apart = [[places[i], places[j]] for i, j in drawn]
    return [
        ("no rows", 0, _command([])),
        (f"{ROWS:,} rows of {SOURCES} x {TARGETS:,} places", ROWS, _command(many)),
        (f"{UNSHARED_ROWS:,} rows, no place twice", UNSHARED_ROWS, _command(apart)),
    ]


def _command(rows: Sequence[Sequence[str]]) -> Run:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in.csv"), Path(folder, "out.csv")
        with source.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["from", "to"], *rows])
        words = [sys.executable, "-c", _MAIN, str(ROOT), "matrix", str(source), str(target)]
        start = time.perf_counter()
        done = subprocess.run(words, capture_output=True, text=True, check=True)
        seconds = time.perf_counter() - start
        return Run(seconds, int(done.stdout.split()[-1]) / 1024)
