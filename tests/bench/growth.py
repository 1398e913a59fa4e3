"""Start-up, memory, answers and bytes, from what there is to 100,000 features."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import layers
from tests.bench import serving, synthetic
from tests.bench.measuring import Section, Spread, number, table

SIZES = (1_000, 10_000, 100_000)
STARTS = 5
REPEATS = 9
AIM_START_S = 5.0
DOCUMENT = "/api/maps/atlas.json"
LAYER = "/api/layers/cooperation_parks.geojson"
TILES = "/tiles/features/atlas/3/6/3.mvt", "/tiles/features/atlas/6/53/26.mvt"
"""East Asia, and Zhejiang with its neighbours."""


def run() -> Section:
    """Measure and tell."""
    starts = []
    for _ in range(STARTS):
        with serving.atlas() as server:
            starts.append(server.ready_s)
            memory = [serving.memory_mb(pid) for pid in server.workers()]
    rows = [_memory_row("as it is", Spread.of(starts), memory)]
    answers = []
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            data = synthetic.write_copies(Path(folder, str(size)), size)
            begun = time.perf_counter()
            layers.load(data)
            load_s = time.perf_counter() - begun
            with serving.atlas(data=data) as server:
                answers.append((f"{size:,}", number(load_s), *_answers(server)))
                used = [serving.memory_mb(pid) for pid in server.workers()]
                rows.append(_memory_row(f"{size:,}", Spread.of([server.ready_s]), used))
    start = Spread.of(starts)
    return Section(
        name="growth",
        title="Start-up, memory and growth",
        method=(
            "From the start of the process `atlas serve` (two workers, `build/` complete, files in "
            "the page cache) to the first 200 of `/readyz`, and the memory of its workers after "
            "the answers below (for the data as it is, straight after the start): RSS counts "
            "shared pages in full, PSS by share, USS not at all. Then with synthetic copies: "
            "load time in one process; the first, uncached answer of the map document, one layer "
            "and two vector tiles (made, compressed in all encodings, sent) and the median of "
            f"{REPEATS} kept ones, over one connection each."
        ),
        tables=(
            table(("features", "ready s", "RSS MB", "PSS MB", "USS MB"), rows),
            table(
                (
                    "features",
                    "load s",
                    "document, first ms",
                    "kept ms",
                    "bytes",
                    "layer, first ms",
                    "bytes",
                    "tiles, first ms",
                    "bytes",
                ),
                answers,
            ),
        ),
        verdict=(
            f"Aim: a second start is ready in under {AIM_START_S:g} s with two workers. Measured: "
            f"{start} s."
        ),
    )


def _memory_row(name: str, ready: Spread, memory: list[dict[str, float]]) -> tuple[object, ...]:
    kinds = (Spread.of([each[kind] for each in memory]) for kind in ("rss", "pss", "uss"))
    return name, ready, *kinds


def _answers(server: serving.Server) -> tuple[str, ...]:
    first, body = server.get(DOCUMENT)
    kept = Spread.of([server.get(DOCUMENT)[0] for _ in range(REPEATS)])
    layer_s, layer = server.get(LAYER)
    tiles = [server.get(path) for path in TILES]
    return (
        number(first * 1000),
        number(kept.median * 1000),
        number(len(body)),
        number(layer_s * 1000),
        number(len(layer)),
        " / ".join(number(seconds * 1000) for seconds, _ in tiles),
        " / ".join(number(len(body)) for _, body in tiles),
    )
