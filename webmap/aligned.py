"""The facts with services and corridor on their alignments, for every map, download and picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import geopandas as gpd

from layers import Atlas
from webmap.alignment import Alignment

LAID_LAYERS: Final = ("routes", "corridor")
"""Layers whose lines are laid on the networks."""


def with_alignments(atlas: Atlas, ways: Mapping[str, Alignment]) -> Atlas:
    """Return the facts with the geometry of what is laid; what is not keeps its great circle.

    Parameters
    ----------
    atlas
        The facts.
    ways
        Alignments by feature.
    """
    frames = {layer_id: _laid(atlas.frames[layer_id], ways) for layer_id in LAID_LAYERS}
    return replace(atlas, frames={**atlas.frames, **frames})


def _laid(frame: gpd.GeoDataFrame, ways: Mapping[str, Alignment]) -> gpd.GeoDataFrame:
    lines = [
        ways[str(feature_id)].line if feature_id in ways else shape
        for feature_id, shape in frame.geometry.items()
    ]
    return frame.set_geometry(gpd.GeoSeries(lines, index=frame.index, crs=frame.crs))
