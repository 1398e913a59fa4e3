"""Copies of real features, jittered inside their countries, as tables that keep every rule."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

import layers

SEED = 20260101
SPREAD_DEGREES = 1.0
"""Standard deviation of the jitter; halved for a copy that would leave its country."""
TRIES = 5

Floats = npt.NDArray[np.float64]


def write_copies(folder: Path, count: int, *, seed: int = SEED) -> Path:
    """Write all tables with as many more point features as make `count` shown features.

    Parameters
    ----------
    folder
        Is created; holds the tables afterwards.
    count
        Features of the view `atlas` afterwards; never fewer than there really are.
    seed
        Of the jitter: equal seeds give equal files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for table in layers.all_tables().values():
        shutil.copyfile(layers.DATA / table.file_name, folder / table.file_name)
    tables = {
        layer.id: pd.read_csv(folder / f"{layer.id}.csv", dtype=str, keep_default_na=False)
        for layer in layers.registry().values()
    }
    shown = sum(int((frame["same_as"] == "").sum()) for frame in tables.values())
    pool = _pool(tables)
    for layer_id, rows in _copies(pool, max(0, count - shown), seed).groupby("layer_id"):
        table = tables[str(layer_id)]
        pd.concat([table, rows[table.columns]]).to_csv(folder / f"{layer_id}.csv", index=False)
    return folder


def copy_figures(folder: Path) -> int:
    """Give every copy in a folder the observations of what it is a copy of; return how many."""
    path = folder / "observations.csv"
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    ids = pd.concat(
        pd.read_csv(folder / f"{layer_id}.csv", dtype=str, usecols=["feature_id"])["feature_id"]
        for layer_id in layers.registry()
    )
    parts = ids.str.extract(r"^(?P<original>.+)-copy-(?P<turn>\d+)$").dropna()
    copies = parts.merge(rows, left_on="original", right_on="feature_id")
    mark = "-copy-" + copies["turn"]
    copies["feature_id"] += mark
    copies["observation_id"] += mark
    # What other tables say of the original they do not say of its copies.
    copies[["duplicate_of", "restates"]] = ""
    pd.concat([rows, copies[rows.columns]]).to_csv(path, index=False)
    return len(copies)


def _pool(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the rows worth copying: points with a country, one record a place."""
    frames = [
        tables[layer.id].assign(layer_id=layer.id)
        for layer in layers.registry().values()
        if layer.geometry is None
    ]
    rows = pd.concat(frames, ignore_index=True)
    return rows[(rows["lon"] != "") & (rows["country"] != "") & (rows["same_as"] == "")]


def _copies(pool: pd.DataFrame, count: int, seed: int) -> pd.DataFrame:
    number = np.arange(count)
    rows = pool.iloc[number % len(pool)].reset_index(drop=True)
    turn = pd.Series((number // len(pool) + 1).astype(str), index=rows.index)
    lon, lat = _jittered(rows, np.random.default_rng(seed))
    return rows.assign(
        feature_id=rows["feature_id"] + "-copy-" + turn,
        name_zh=rows["name_zh"] + " " + turn,
        name_en=rows["name_en"] + " " + turn,
        lon=np.round(lon, 5).astype(str),
        lat=np.round(lat, 5).astype(str),
        # A copy stands in no county in particular.
        coord_precision="city",
        coord_error_m="",
    )


def _jittered(rows: pd.DataFrame, random: np.random.Generator) -> tuple[Floats, Floats]:
    outlines = layers.base.outlines("chn")
    lon0, lat0 = rows["lon"].astype(float).to_numpy(), rows["lat"].astype(float).to_numpy()
    lon, lat = lon0.copy(), lat0.copy()
    for country, places in rows.groupby("country").indices.items():
        shapes = outlines.geometry[outlines["iso3"] == country].to_numpy()
        shapely.prepare(shapes)
        left, spread = places, SPREAD_DEGREES
        for _ in range(TRIES):
            x = lon0[left] + random.normal(0, spread, len(left))
            y = lat0[left] + random.normal(0, spread, len(left))
            inside = shapely.intersects_xy(shapes[:, None], x, y).any(axis=0)
            lon[left[inside]], lat[left[inside]] = x[inside], y[inside]
            left, spread = left[~inside], spread / 2
    return lon, lat
