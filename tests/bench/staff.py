"""What staff wait for: search, filter, board, profile, comparison and brief, and plain pandas."""

from __future__ import annotations

import csv
import itertools
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
from flask import Flask

import layers
from layers import Atlas
from server import create_app
from tests.bench import synthetic
from tests.bench.measuring import Section, number, seconds, table
from tests.serving import TODAY

TIMES = 100
"""Answers of each kind; a hundredth of them is slower than p99."""
BRIEFS = 20
MANIFOLD = 100
AIM_SEARCH_MS = 30.0
QUERIES = Path(__file__).resolve().parents[1] / "webmap" / "search_queries.csv"
EARTH_KM = 6371.0088
PLACES = (
    "yixinou",
    "yiwu-trade-city",
    "ningbo-zhoushan-port",
    "jinyi-cbz",
    "hengdian-film-cluster",
)


@dataclass(frozen=True)
class Work:
    """One thing that staff do, by the atlas and by plain pandas."""

    name: str
    paths: Sequence[str]
    plain: Callable[[str], object] | None
    times: int = TIMES


def run() -> Section:
    """Measure and tell."""
    found = {}
    with tempfile.TemporaryDirectory() as name:
        real = len(layers.load().features)
        found["as it is"] = measured(create_app({"ATLAS_TODAY": TODAY}))
        folder = synthetic.write_copies(Path(name), real * MANIFOLD)
        figures = synthetic.copy_figures(folder)
        found[f"{MANIFOLD} times"] = measured(
            create_app({"ATLAS_TODAY": TODAY, "ATLAS_DATA": str(folder)})
        )
    worst = {size: result["search"][0][1] for size, result in found.items()}
    rows = [
        (work, size, *(number(value) for value in ours), *_plain_cells(ours, plain))
        for work in found["as it is"]
        for size, result in found.items()
        for ours, plain in (result[work],)
    ]
    return Section(
        name="staff",
        title="Search, filter, board, profile, comparison, brief",
        method=(
            f"In one process, the whole answer as the server gives it the first time: the request "
            f"through Flask, nothing kept from before, compression included; {TIMES} answers of "
            f"each kind ({BRIEFS} briefs), each for another query or place where there are so "
            f"many. {MANIFOLD} times: {real * MANIFOLD:,} records with {figures:,} more figures. "
            "Plain pandas does the same question on the same frames already in memory, without "
            "a page around it: `str.contains` over both names (no pinyin, no order), masks, a "
            "merge of targets with their last actual, rows of a place and haversine to every "
            "hub, columns side by side. There is no plain pandas way to a PDF."
        ),
        tables=(table(("what", "data", "p50 ms", "p99 ms", "pandas p50 ms", "ratio"), rows),),
        verdict="Search: "
        + ", ".join(
            f"p99 {number(ms)} ms {size} ({'within' if ms < AIM_SEARCH_MS else 'misses'} "
            f"the aim of {AIM_SEARCH_MS:.0f} ms)"
            for size, ms in worst.items()
        )
        + ".",
    )


def _plain_cells(ours: tuple[float, float], plain: float | None) -> tuple[str, str]:
    if plain is None:
        return "–", "–"
    return number(plain), number(ours[0] / plain)


def measured(app: Flask) -> dict[str, tuple[tuple[float, float], float | None]]:
    """Return p50 and p99 of the atlas and p50 of pandas, in ms, by what was done."""
    service = app.extensions["atlas"]
    client = app.test_client(use_cookies=False)
    result = {}
    for work in works(service.site.atlas):
        ours, plain = [], []
        for path in itertools.islice(itertools.cycle(work.paths), work.times):
            service.answers.clear()
            ours.append(1000 * seconds(lambda path=path: _asked(client, path)))
            if work.plain is not None:
                plain.append(1000 * seconds(lambda path=path, ask=work.plain: ask(path)))
        middle = float(np.median(plain)) if plain else None
        result[work.name] = ((float(np.median(ours)), float(np.quantile(ours, 0.99))), middle)
    return result


def _asked(client: object, path: str) -> None:
    answer = client.get(path, headers={"Accept-Encoding": "br"})  # type: ignore[attr-defined]
    if answer.status_code != 200:
        msg = f"{path} was answered {answer.status}."
        raise RuntimeError(msg)


def works(atlas: Atlas) -> list[Work]:
    """Return what staff do, with the addresses that they ask for."""
    with QUERIES.open(encoding="utf-8", newline="") as file:
        queries = [row["query"] for row in csv.DictReader(file)]
    plain = Plain(atlas)
    placed = atlas.features.index[atlas.features["lon"].notna()]
    some = placed[:: max(1, len(placed) // TIMES)]
    mains = list(dict.fromkeys(atlas.main_id(feature_id) for feature_id in some))
    partners = atlas.features["partner_country"].dropna().str.split("|").explode().unique()
    fives = [",".join(PLACES[:count]) for count in (2, 3, 4, 5)]
    return [
        Work("search", [f"/api/search?q={query}" for query in queries], plain.search),
        Work("filter", [f"/api/places?partner={code}" for code in partners], plain.filter),
        Work("board", ["/indicators", "/indicators?plan=transport"], plain.board),
        Work("profile", [f"/place/{feature_id}" for feature_id in mains], plain.profile),
        Work("compare", [f"/compare?ids={ids}" for ids in fives], plain.compare),
        Work("brief", [f"/brief.pdf?ids={ids}" for ids in fives], None, BRIEFS),
    ]


class Plain:
    """The same questions asked of frames, as one would in a notebook."""

    def __init__(self, atlas: Atlas) -> None:
        self._features = atlas.features
        self._observations = atlas.tables["observations"]
        self._hubs: gpd.GeoDataFrame = atlas.frames["hubs"].dropna(subset="lon")

    def search(self, path: str) -> pd.DataFrame:
        """Return the rows whose names hold the words."""
        word = path.rsplit("=", 1)[1]
        zh = self._features["name_zh"].str.contains(word, regex=False)
        en = self._features["name_en"].str.lower().str.contains(word.lower(), regex=False)
        return self._features[zh | en]

    def filter(self, path: str) -> list[dict[str, object]]:
        """Return the rows of a partner country."""
        code = path.rsplit("=", 1)[1]
        held = self._features["partner_country"].str.contains(code, regex=False, na=False)
        return self._features[held].to_dict("records")

    def board(self, path: str) -> pd.DataFrame:
        """Return every target with the last actual of its place and indicator."""
        rows = self._observations
        actuals = rows[rows["kind"] == "actual"].sort_values("period_end")
        keys = ["feature_id", "indicator_id"]
        last = actuals.drop_duplicates(keys, keep="last")
        both = rows[rows["kind"] == "target"].merge(last, on=keys, how="left", suffixes=("", "_is"))
        return both.assign(progress=both["value_is"] / both["value"])

    def profile(self, path: str) -> tuple[pd.Series, pd.DataFrame, str]:
        """Return a row, its figures, and the nearest hub."""
        feature_id = path.rsplit("/", 1)[1]
        row = self._features.loc[feature_id]
        figures = self._observations[self._observations["feature_id"] == feature_id]
        lon, lat = np.radians(self._hubs["lon"]), np.radians(self._hubs["lat"])
        lon0, lat0 = np.radians(row["lon"]), np.radians(row["lat"])
        part = (
            np.sin((lat - lat0) / 2) ** 2
            + np.cos(lat) * np.cos(lat0) * np.sin((lon - lon0) / 2) ** 2
        )
        km = 2 * EARTH_KM * np.arcsin(np.sqrt(part))
        return row, figures, str(km.idxmin()) if km.notna().any() else ""

    def compare(self, path: str) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return rows and their figures as columns side by side."""
        ids = path.rsplit("=", 1)[1].split(",")
        figures = self._observations[self._observations["feature_id"].isin(ids)]
        wide = figures.pivot_table(
            index="indicator_id", columns="feature_id", values="value", aggfunc="last"
        )
        return self._features.loc[ids].T, wide
