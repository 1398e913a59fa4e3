"""Load the facts once, through every rule, at the door."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geo.errors import UnknownPlaceError
from layers import _base, _check
from layers._faults import Fault, raise_faults
from layers._fields import COMMON
from layers._registry import all_tables, get_layer, layer_table, registry
from layers._schema import read_table, typed
from layers._spec import Layer, Table
from layers._tables import SUPPORT_TABLES

DATA = Path(__file__).resolve().parent.parent / "data"

HEADER_LINE = 1
COMMON_NAMES = [field.name for field in COMMON]


@dataclass(frozen=True, kw_only=True)
class Atlas:
    """All facts, valid and typed; frames are not to be changed."""

    frames: Mapping[str, gpd.GeoDataFrame]
    """By layer id: the main records (no `same_as`), indexed by feature_id, EPSG:4326."""
    tables: Mapping[str, pd.DataFrame]
    """By table id: sources, indicators, observations and the other support tables."""
    features: pd.DataFrame
    """Common fields of every record of every layer with `layer_id`, indexed by feature_id."""
    checksum: str
    """SHA-256 over the files that were read."""

    @property
    def layers(self) -> dict[str, Layer]:
        """Layers by id, in the order of the legend."""
        return registry()

    def main_id(self, feature_id: str) -> str:
        """Return the id of the main record behind an id.

        Raises
        ------
        UnknownPlaceError
            If no feature has this id.
        """
        if feature_id not in self.features.index:
            msg = f"No place {feature_id!r}; accepted is an id of /api/layers/<layer>.geojson."
            raise UnknownPlaceError(msg)
        same_as = self.features.at[feature_id, "same_as"]
        return feature_id if pd.isna(same_as) else str(same_as)

    def record(self, feature_id: str) -> tuple[Layer, pd.Series]:
        """Return the layer and the full row of a main record."""
        layer = get_layer(self.features.at[feature_id, "layer_id"])
        return layer, self.frames[layer.id].loc[feature_id]

    def about(self, table_id: str, feature_id: str) -> pd.DataFrame:
        """Return the rows of a table with a feature_id that are about a main record."""
        table = self.tables[table_id]
        ids = [feature_id, *self._secondary_ids.get(feature_id, [])]
        return table[table["feature_id"].isin(ids)]

    @cached_property
    def _secondary_ids(self) -> dict[str, list[str]]:
        same = self.features["same_as"].dropna()
        return {main: list(group.index) for main, group in same.groupby(same)}

    @cached_property
    def as_of(self) -> str:
        """Month of the newest source, as YYYY-MM: how far the data reach."""
        published = self.tables["sources"]["published"].dropna()
        return str(published[published.str.len() > len("2026")].max())[:7]


def load(folder: Path = DATA) -> Atlas:
    """Read, validate and type every table.

    Parameters
    ----------
    folder
        The folder with the CSV files; base geometry is always the project's own.

    Raises
    ------
    TableError
        If any rule is broken: the message lists every fault of every table at once.
    """
    tables = all_tables()
    texts: dict[str, pd.DataFrame] = {}
    faults: list[Fault] = []
    for table in tables.values():
        texts[table.id], own = read_table(table, folder)
        faults += own
    # Of a table that could not be read, nobody knows which rows are missing.
    unread = {Path(fault.file).stem for fault in faults if fault.row <= HEADER_LINE}
    faults += _feature_faults(texts, unread)
    faults += _support_faults(tables, texts, unread)
    unreadable = {(fault.file, fault.row) for fault in faults}
    faults += _ground_faults(texts, unreadable)
    raise_faults(faults)
    return _assemble({table.id: typed(table, texts[table.id]) for table in tables.values()}, folder)


def _all_features(texts: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    return pd.concat([texts[layer_id][COMMON_NAMES] for layer_id in registry()])


def _feature_faults(texts: Mapping[str, pd.DataFrame], unread: set[str]) -> list[Fault]:
    """Check the rows of layers against their kinds, their ids and each other."""
    layer_tables = {layer.id: layer_table(layer) for layer in registry().values()}
    features = _all_features(texts)
    ids = set(features["feature_id"])
    main_ids = set(features.loc[features["same_as"] == "", "feature_id"])
    faults = list(_check.feature_id_faults(layer_tables, texts))
    for layer in registry().values():
        table, frame = layer_tables[layer.id], texts[layer.id]
        faults += _check.layer_faults(layer, table, frame)
        if unread.isdisjoint(layer_tables):
            faults += _check.link_faults(table, frame, ids, main_ids)
    return faults


def _support_faults(
    tables: Mapping[str, Table], texts: Mapping[str, pd.DataFrame], unread: set[str]
) -> list[Fault]:
    """Check what tables say of each other's rows."""
    features = _all_features(texts)
    ids = set(features["feature_id"])
    placeless_ids = set(features.loc[features["lon"] == "", "feature_id"])
    if not unread.isdisjoint(registry()):
        unread = unread | {"features"}
    faults = list(_check.reference_faults(tables, texts, ids, unread))
    faults += _check.observation_faults(
        tables["observations"], texts["observations"], texts["indicators"]
    )
    for name, column in (("route_stops", "station_id"), ("corridor_points", "place_id")):
        faults += _check.line_faults(tables[name], texts[name], column, placeless_ids)
    return faults


def _ground_faults(texts: Mapping[str, pd.DataFrame], faulty: set[tuple[str, int]]) -> list[Fault]:
    """Check rows without other faults against the ground they claim to stand on."""
    outlines = _base.outlines("chn")
    counties = _base.counties()
    faults: list[Fault] = []
    for layer in registry().values():
        table, frame = layer_table(layer), texts[layer.id]
        sound = [i for i in frame.index if (table.file_name, int(i) + 2) not in faulty]
        rows = typed(table, frame.loc[sound])
        faults += _check.country_faults(table, rows, outlines)
        faults += _check.county_faults(table, rows, counties)
    return faults


def _assemble(frames: dict[str, pd.DataFrame], folder: Path) -> Atlas:
    common = [
        frames[layer.id].assign(layer_id=layer.id)[[*COMMON_NAMES, "layer_id"]]
        for layer in registry().values()
    ]
    features = pd.concat(common, ignore_index=True)
    inputs = {**frames, "features": features}
    geo_frames = {layer.id: _geo_frame(layer, inputs) for layer in registry().values()}
    return Atlas(
        frames=geo_frames,
        tables={table.id: frames[table.id] for table in SUPPORT_TABLES},
        features=features.set_index("feature_id", drop=False),
        checksum=checksum(folder),
    )


def _geo_frame(layer: Layer, inputs: Mapping[str, pd.DataFrame]) -> gpd.GeoDataFrame:
    rows = inputs[layer.id]
    if layer.geometry is None:
        geometry = gpd.GeoSeries(gpd.points_from_xy(rows["lon"], rows["lat"]), index=rows.index)
        geometry = geometry.mask(rows["lon"].isna())
    else:
        geometry = layer.geometry(rows, {name: inputs[name] for name in layer.needs})
    frame = gpd.GeoDataFrame(rows, geometry=geometry, crs=4326)
    return frame[frame["same_as"].isna()].set_index("feature_id", drop=False)


def checksum(folder: Path = DATA, tables: Iterable[str] | None = None) -> str:
    """Return the SHA-256 over tables of a folder, by name and content; all if none are named."""
    digest = hashlib.sha256()
    for table_id in sorted(all_tables() if tables is None else tables):
        path = folder / f"{table_id}.csv"
        digest.update(table_id.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
