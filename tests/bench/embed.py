"""The embedded map in Chromium against folium pages, inline against tiles."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Browser

import layers
from tests.bench import apps, browser, naive, serving, synthetic
from tests.bench.measuring import Section, Spread, number, ratios, table

SIZES = (0, 1_000, 10_000, 50_000)
"""0 stands for the features there really are."""
MARKERS_MOST = 1_000
"""More would take folium and the browser long without saying more."""
MODE_SIZES = (1_000, 2_000, 5_000, 10_000, 20_000)
ROUNDS = {0: 5, 1_000: 5, 10_000: 3, 50_000: 1}
"""One visit of a folium page of 50,000 features takes a minute and more."""
MODE_ROUNDS = 3
MODE_HEAD = ("features, sent", "drawn ms", "bytes", "pan ms", "time, tiles / inline")
INLINE, TILES = 1_000_000, 0
"""Settings that force one way of sending features."""
EMBED = "/embed/atlas"
AIM = {"drawn_ms": 0.4, "bytes": 0.16, "pan_ms": 0.1}

Visits = dict[str, list[browser.Visit]]


def run() -> Section:
    """Measure and tell."""
    rows: list[tuple[object, ...]] = []
    pairs: dict[tuple[int, str], tuple[list[browser.Visit], list[browser.Visit]]] = {}
    with browser.chromium() as chrome, tempfile.TemporaryDirectory() as text:
        folder = Path(text)
        for size in SIZES:
            found, count = _against_folium(chrome, folder / str(size), size)
            for name in [name for name in found if name != "atlas"]:
                pairs[size, name] = found["atlas"], found[name]
            rows += _rows(f"{count:,}", found)
        modes = {size: _modes(chrome, folder / f"m{size}", size) for size in MODE_SIZES}
    mode_rows = [row for size in MODE_SIZES for row in _mode_rows(size, modes[size])]
    return Section(
        name="embed",
        title="`/embed/atlas` in Chromium",
        method=(
            f"Headless Chromium, {browser.VIEWPORT['width']} by {browser.VIEWPORT['height']} "
            "pixels, a new context with an empty cache for each visit, everything from this "
            "machine, compressed the same way (brotli or gzip), answers warm after three "
            "visits before. Drawn: two animation frames after the page's script says that it is "
            "through. "
            "Bytes: what all requests finished until then took on the wire. Pan: time that the "
            f"main thread is busy in a drag of {browser.DRAG_STEPS} steps of "
            f"{browser.DRAG_STEP_PX} pixels and the {browser.SETTLE_MS / 1000:g} s after it. "
            "Folium's pages hold the same features and fields, have Leaflet from this machine, no "
            "jQuery, no Bootstrap and no basemap, while the atlas draws its basemap and labels: "
            "all of that favours folium. Markers are measured up to "
            f"{MARKERS_MOST:,}. Copies repeat the words of the real features, so that all pages "
            "compress better than real ones would, the longest most. "
            f"{min(ROUNDS.values())} to {max(ROUNDS.values())} paired runs (one where folium takes "
            "minutes), order reversed every other run."
        ),
        tables=(
            table(("features, page", "drawn ms", "bytes", "pan ms", "time", "bytes", "pan"), rows),
            "The last three columns are the atlas's figure as a share of that page's, run by run.",
            "Inline document against vector tiles of the same features (`ATLAS_INLINE_LIMIT`):",
            table(MODE_HEAD, mode_rows),
        ),
        verdict=_verdict(pairs, modes),
    )


def _verdict(
    pairs: dict[tuple[int, str], tuple[list[browser.Visit], list[browser.Visit]]],
    modes: dict[int, Visits],
) -> str:
    ours, theirs = pairs[50_000, "GeoJson"]
    large = ", ".join(
        f"{number(_ratio(ours, theirs, what).median)} (aim {aim}) of the {word}"
        for (what, aim), word in zip(AIM.items(), ("time", "bytes", "pan time"), strict=True)
    )
    small = number(_ratio(*pairs[1_000, "GeoJson"], "drawn_ms").median)
    tiles = "; ".join(
        f"at {size:,} {_share(visits, 'drawn_ms')} of the time and {_share(visits, 'bytes')} of "
        "the bytes"
        for size, visits in modes.items()
    )
    return (
        f"Aim: never slower than folium at 1,000 features. Measured: {small} of its time. "
        f"At 50,000: {large}. Tiles against one document: {tiles}."
    )


def _share(visits: Visits, what: str) -> str:
    return number(_ratio(visits["tiles"], visits["inline"], what).median)


@contextmanager
def _pages(folder: Path, atlas: layers.Atlas, size: int) -> Iterator[dict[str, str]]:
    collection = naive.feature_collection(atlas)
    naive.write_page(naive.geojson_map(collection), folder / "geojson.html")
    if size <= MARKERS_MOST:
        naive.write_page(naive.marker_map(collection), folder / "markers.html")
    env = {apps.FOLDER: str(folder)}
    with serving.granian("tests.bench.apps:pages_app", env=env) as server:
        names = {"GeoJson": "geojson", "Marker": "markers"}
        yield {
            name: f"{server.address}/{stem}.html"
            for name, stem in names.items()
            if (folder / f"{stem}.html").exists()
        }


def _against_folium(chrome: Browser, folder: Path, size: int) -> tuple[Visits, int]:
    data = synthetic.write_copies(folder / "data", size)
    atlas = layers.load(data)
    with ExitStack() as stack:
        urls = {"atlas": stack.enter_context(serving.atlas(data=data)).address + EMBED}
        urls |= stack.enter_context(_pages(folder, atlas, size))
        found = _visits(chrome, urls, ROUNDS[size])
    return found, sum(len(frame) for frame in atlas.frames.values())


def _modes(chrome: Browser, folder: Path, size: int) -> Visits:
    data = synthetic.write_copies(folder, size)
    with ExitStack() as stack:
        limits = {"inline": INLINE, "tiles": TILES}
        urls = {
            name: stack.enter_context(serving.atlas(data=data, inline_limit=limit)).address + EMBED
            for name, limit in limits.items()
        }
        return _visits(chrome, urls, MODE_ROUNDS)


def _visits(chrome: Browser, urls: dict[str, str], rounds: int) -> Visits:
    # Two workers keep answers of their own: several visits warm both. Folium's pages are ready.
    for url in [url for url in urls.values() if url.endswith(EMBED) for _ in range(3)]:
        browser.visit(chrome, url)
    found: Visits = {name: [] for name in urls}
    for turn in range(rounds):
        for name in list(urls) if turn % 2 == 0 else list(reversed(urls)):
            found[name].append(browser.visit(chrome, urls[name]))
    return found


def _values(visits: Sequence[browser.Visit], what: str) -> list[float]:
    return [float(getattr(each, what)) for each in visits]


def _ratio(ours: Sequence[browser.Visit], theirs: Sequence[browser.Visit], what: str) -> Spread:
    return ratios(_values(ours, what), _values(theirs, what))


def _rows(count: str, found: Visits) -> list[tuple[object, ...]]:
    rows = []
    for name, visits in found.items():
        spreads = [Spread.of(_values(visits, what)) for what in AIM]
        shares = [number(_ratio(found["atlas"], visits, what).median) for what in AIM]
        rows.append((f"{count} {name}", *spreads, *shares))
    return rows


def _mode_rows(size: int, found: Visits) -> list[tuple[object, ...]]:
    rows = []
    for name, visits in found.items():
        spreads = [Spread.of(_values(visits, what)) for what in AIM]
        share = number(_ratio(visits, found["inline"], "drawn_ms").median)
        rows.append((f"{size:,} {name}", *spreads, share))
    return rows
