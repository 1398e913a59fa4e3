"""Tiles: the ground from an archive that is built once, and features of large views."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from geo.datum import Datum, convert
from geo.errors import TileError
from geo.tile import PointLayer, Tile, encode_points, lonlat_to_mercator, thin_points
from layers import Atlas
from webmap.document import view_frame
from webmap.views import View

FEATURE_MAX_ZOOM = 10
THIN_CELL_PX = 3.0
"""One point is kept in a cell of this size: closer ones would be drawn on each other."""
TILE_PX = 512
EQUATOR_M = 2 * np.pi * 6378137.0


@dataclass(frozen=True, slots=True)
class FeatureTiles:
    """Points of a view in Web Mercator, ready to be cut into tiles."""

    layers: dict[str, dict[str, Any]]

    @classmethod
    def of(
        cls, atlas: Atlas, view: View, target: Datum, only: frozenset[str] | None = None
    ) -> FeatureTiles:
        """Project every placed point of a view once, in the datum of the basemap.

        Parameters
        ----------
        atlas, view, target
            The facts, which of them, and the datum.
        only
            Ids of the features to keep, None for all of the view.
        """
        frames = ((layer.id, view_frame(atlas, layer, view, only)) for layer in view.layers())
        return cls({layer_id: _projected(frame, target) for layer_id, frame in frames})

    def tile(self, tile: Tile) -> bytes:
        """Return one Mapbox vector tile, thinned to what its zoom can show.

        Raises
        ------
        TileError
            If the zoom is deeper than `FEATURE_MAX_ZOOM`.
        """
        if tile.z > FEATURE_MAX_ZOOM:
            msg = f"Tile zoom is {tile.z}; accepted is 0 to {FEATURE_MAX_ZOOM}."
            raise TileError(msg)
        # At the last zoom nothing is thinned away: every feature can be reached.
        cell = 0.0 if tile.z == FEATURE_MAX_ZOOM else EQUATOR_M / 2**tile.z / TILE_PX * THIN_CELL_PX
        return b"".join(_layer_tile(name, points, tile, cell) for name, points in self._full())

    def _full(self) -> Iterable[tuple[str, dict[str, Any]]]:
        return ((name, points) for name, points in self.layers.items() if len(points["x"]))


def _projected(frame: gpd.GeoDataFrame, target: Datum) -> dict[str, Any]:
    placed = frame[frame.geometry.geom_type == "Point"]
    geometry = placed.geometry.to_numpy()
    lon, lat = shapely.get_x(geometry), shapely.get_y(geometry)
    x, y = lonlat_to_mercator(*convert(lon, lat, source=Datum.WGS84, target=target))
    names = {"id": "feature_id", "zh": "name_zh", "en": "name_en", "kind": "kind"}
    names |= {"status": "status", "precision": "coord_precision"}
    columns = {key: placed[name].to_numpy(dtype=object) for key, name in names.items()}
    return {"x": x, "y": y, "columns": columns}


def _layer_tile(name: str, points: dict[str, Any], tile: Tile, cell: float) -> bytes:
    x, y = points["x"], points["y"]
    span = EQUATOR_M / 2**tile.z
    west, north = tile.x * span - EQUATOR_M / 2, EQUATOR_M / 2 - tile.y * span
    margin = span * 64 / 4096
    near = np.flatnonzero(
        (x >= west - margin)
        & (x <= west + span + margin)
        & (y <= north + margin)
        & (y >= north - span - margin)
    )
    if not len(near):
        return b""
    kept, counts = near, np.ones(len(near), dtype=np.int64)
    if cell:
        chosen, counts = thin_points(x[near], y[near], np.zeros(len(near)), cell)
        kept = near[chosen]
    columns = {key: values[kept] for key, values in points["columns"].items()} | {"n": counts}
    layer = PointLayer(name=name, ids=kept, x=x[kept], y=y[kept], columns=columns)
    return encode_points(layer, tile)
