"""Build a page of 10,000 points from nothing: the atlas against folium."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import folium
from jinja2 import Environment

import layers
from tests.bench import naive, synthetic
from tests.bench.measuring import Section, Spread, number, paired, ratios, seconds, table
from webmap import maps
from webmap.citations import Reader
from webmap.context import Site
from webmap.document import map_document
from webmap.views import get_view

POINTS = 10_000
ROUNDS = 5
SLOW_ROUNDS = 3
AIM = 15
SECOND_PASS = (
    "Of one run of {whole} s with ready GeoJSON, {second} s ({share}) go to compiling folium's own "
    "output as a template once more."
)


def run() -> Section:
    """Measure and tell."""
    with tempfile.TemporaryDirectory() as folder:
        atlas = layers.load(synthetic.write_copies(Path(folder, "data"), POINTS))
    collection = naive.feature_collection(atlas)
    site = Site(atlas=atlas)
    view, reader = get_view("atlas"), Reader("zh", date(2026, 1, 1))

    def ours() -> None:
        map_document(atlas, view, target=site.datum)
        maps.map_page(site, view, reader, path="/map/atlas")

    ours()
    frame = naive.feature_frame(atlas)
    found = paired(
        {
            "ours": lambda: seconds(ours),
            "frame": lambda: seconds(_rendered(naive.geojson_map, frame)),
            "geojson": lambda: seconds(_rendered(naive.geojson_map, collection)),
        },
        ROUNDS,
    )
    slow = paired(
        {
            "ours": lambda: seconds(ours),
            "circles": lambda: seconds(_rendered(naive.circle_marker_map, collection)),
        },
        SLOW_ROUNDS,
    )
    whole, second = _second_pass(collection)
    from_frame = ratios(found["frame"], found["ours"])
    geojson = ratios(found["geojson"], found["ours"])
    circles = ratios(slow["circles"], slow["ours"])
    rows = [
        ("atlas: document and page", Spread.of(found["ours"]), "1"),
        ("`folium.GeoJson` of the same frame", Spread.of(found["frame"]), from_frame),
        ("`folium.GeoJson` of ready GeoJSON", Spread.of(found["geojson"]), geojson),
        ("a `folium.CircleMarker` each", Spread.of(slow["circles"]), circles),
    ]
    return Section(
        name="building",
        title=f"Building a page of {POINTS:,} points from nothing",
        method=(
            f"Synthetic copies make {POINTS:,} features, loaded once. "
            "`webmap.document.map_document` and `webmap.maps.map_page` together, nothing kept "
            "from the run before, against `folium.Map` with the same features, fields, popup and "
            "tooltip, and "
            "`.get_root().render()`. Both sides start from data in memory: frames, and for folium "
            "also GeoJSON made beforehand, which spares it the conversion that the atlas's time "
            f"includes. {ROUNDS} paired runs ({SLOW_ROUNDS} for the circles), order reversed every "
            "other run."
        ),
        tables=(
            table(("side", "seconds", "times the atlas's"), rows),
            SECOND_PASS.format(
                whole=number(whole), second=number(second), share=f"{second / whole:.0%}"
            ),
        ),
        verdict=(
            f"Aim: {AIM} times. Measured: {number(from_frame.median)} times against "
            f"`folium.GeoJson` of the same frame, {number(geojson.median)} times of ready GeoJSON, "
            f"{number(circles.median)} times against circle markers."
        ),
    )


def _rendered(make: Callable[[Any], folium.Map], source: object) -> Callable[[], object]:
    return lambda: make(source).get_root().render()


def _second_pass(collection: dict[str, Any]) -> tuple[float, float]:
    """Return the seconds of one folium run, and those it spends on templates from its output."""
    spent = 0.0
    from_string = Environment.from_string

    def timed(self: Environment, source: Any, *args: Any, **kwargs: Any) -> Any:
        nonlocal spent
        start = time.perf_counter()
        made = from_string(self, source, *args, **kwargs)
        spent += time.perf_counter() - start
        return made

    with patch.object(Environment, "from_string", timed):
        whole = seconds(_rendered(naive.geojson_map, collection))
    return whole, spent
