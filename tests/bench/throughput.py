"""Requests per second and p99: the atlas against folium per request, and against nginx."""

from __future__ import annotations

import gzip
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.bench import serving
from tests.bench.measuring import Section, Spread, number, ratios, table

PATHS = ("/map/atlas", "/api/layers/cooperation_parks.geojson")
ROUNDS = 5
SECONDS = 3
NAIVE_SECONDS = 4
CONNECTIONS = 64
NAIVE_CONNECTIONS = 4
"""Fewer than the others': folium per request is slow enough to time out behind a longer queue."""
WARM_UP = 20
AIM_FOLIUM, AIM_NGINX = 500, 0.5


def run() -> Section:
    """Measure and tell."""
    found: dict[tuple[str, str], list[serving.Load]] = {}
    with ExitStack() as stack:
        ours = stack.enter_context(serving.atlas())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        root = _precompressed(ours, folder / "root")
        sides = {"atlas": ours, "nginx": stack.enter_context(serving.nginx(root))}
        for turn in range(ROUNDS):
            order = list(sides) if turn % 2 == 0 else list(reversed(sides))
            for path in PATHS:
                for name in order:
                    measured = serving.load(
                        sides[name].address + path, seconds=SECONDS, connections=CONNECTIONS
                    )
                    found.setdefault((name, path), []).append(measured)
    for path in PATHS:
        found["folium", path] = _folium(path)
    rows = [row for path in PATHS for row in _rows(path, found)]
    map_path, layer_path = PATHS
    return Section(
        name="throughput",
        title="Requests per second",
        method=(
            "`wrk -t2`, `Accept-Encoding: gzip`, two workers on each side, all on one machine, so "
            "that wrk takes a good part of its cores. The atlas as `atlas serve` starts it; nginx "
            "with `gzip_static` and `open_file_cache` over the very bytes that the atlas sent; "
            "folium: gunicorn with two sync workers and a Flask view that composes and renders "
            "the map (or writes the frame as GeoJSON) for each request. "
            f"{ROUNDS} paired runs of {SECONDS} s, {CONNECTIONS} connections, order reversed every "
            f"other run; folium {ROUNDS} runs of {NAIVE_SECONDS} s, {NAIVE_CONNECTIONS} "
            "connections, with the others stopped. Nothing is compressed on folium's side. "
            "p99 with 64 connections is mostly the time in the queue."
        ),
        tables=(table(("address, side", "requests/s", "p99 ms", "atlas / side"), rows),),
        verdict=(
            f"Aim: {AIM_FOLIUM} times folium per request, {AIM_NGINX} of nginx. Measured: "
            f"{_ratio(found, 'folium', map_path)} times folium on the map and "
            f"{_ratio(found, 'folium', layer_path)} times on the layer; "
            f"{_ratio(found, 'nginx', map_path)} and {_ratio(found, 'nginx', layer_path)} of nginx."
        ),
    )


def _precompressed(ours: serving.Server, root: Path) -> Path:
    """Write what the atlas sends as files that nginx sends as they are."""
    for path in PATHS:
        for _ in range(WARM_UP):
            body = ours.get(path, "gzip")[1]
        file = root / path.removeprefix("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(gzip.decompress(body))
        file.with_name(f"{file.name}.gz").write_bytes(body)
    return root


def _folium(path: str) -> list[serving.Load]:
    with serving.gunicorn("tests.bench.apps:folium_app") as server:
        server.get(path)
        return [
            serving.load(
                server.address + path, seconds=NAIVE_SECONDS, connections=NAIVE_CONNECTIONS
            )
            for _ in range(ROUNDS)
        ]


def _speeds(found: dict[tuple[str, str], list[serving.Load]], side: str, path: str) -> list[float]:
    return [measured.per_second for measured in found[side, path]]


def _ratio(found: dict[tuple[str, str], list[serving.Load]], side: str, path: str) -> str:
    return number(ratios(_speeds(found, "atlas", path), _speeds(found, side, path)).median)


def _rows(path: str, found: dict[tuple[str, str], list[serving.Load]]) -> list[tuple[object, ...]]:
    rows = []
    for side in ("atlas", "nginx", "folium"):
        speed = _speeds(found, side, path)
        p99 = Spread.of([measured.p99_ms for measured in found[side, path]])
        ratio = ratios(_speeds(found, "atlas", path), speed)
        errors = sum(measured.errors for measured in found[side, path])
        note = f" ({errors} failed)" if errors else ""
        rows.append((f"`{path}` {side}{note}", Spread.of(speed), p99, ratio))
    return rows
