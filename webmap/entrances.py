"""Where a place gets onto each mode: on its own side of the border, if there is a way at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely

from geo.sphere import SphereIndex, distance_km
from layers import base

REACH_KM: Final = {"rail": 50.0, "road": 200.0, "sea": 50.0, "air": 150.0}
"""How far a place may be from a road, a railway, a port, an airport to begin its way there."""
OVER_LAND: Final = ("rail", "road")
"""Modes that are got onto by a local road without a border. Ports and airports state their own."""
AT_HAND_KM: Final = 2.0
"""A line so near is used whosever it is: outlines are no more exact than that."""
DETOUR: Final = 2.0
DETOUR_KM: Final = 30.0
"""How much further than the nearest line one at home may be, times and kilometres."""
NEIGHBOUR_KM: Final = 10.0
"""A town without a line at home uses one abroad so near: San Marino, or one that the outlines,
coarser than lines, put on the other side."""


@dataclass(frozen=True)
class Entrances:
    """The nodes where each mode can be got onto."""

    nodes: Mapping[str, npt.NDArray[np.int64]]
    indexes: Mapping[str, SphereIndex]
    places: npt.NDArray[np.float64]
    """Longitude and latitude of each node of the network, in degrees."""
    area: npt.NDArray[np.str_]
    """Customs area of each node; empty at sea."""
    areas: Mapping[str, str]
    """Customs area of each country that shares one."""

    @classmethod
    def of(
        cls,
        nodes: Mapping[str, npt.NDArray[np.int64]],
        places: npt.NDArray[np.float64],
        country: npt.NDArray[np.str_],
        areas: Mapping[str, str],
    ) -> Entrances:
        """Index the nodes of each mode.

        Parameters
        ----------
        nodes
            Of each mode.
        places
            Longitude and latitude of each node of the network, in degrees.
        country
            Code of each node's country; empty at sea.
        areas
            Customs area of each country that shares one.
        """
        codes, number = np.unique(country, return_inverse=True)
        area = np.array([areas.get(code, code) for code in codes.tolist()])[number]
        indexes = {mode: SphereIndex(*places[ids].T) for mode, ids in nodes.items()}
        return cls(nodes, indexes, places, area, areas)

    def nearest(self, mode: str, lon: float, lat: float) -> tuple[int | None, float]:
        """Return the node where a place gets onto a mode, and how far it is in kilometres.

        None if nothing is within reach; then the distance is that of the nearest one.
        """
        place, away = self.indexes[mode].nearest([lon], [lat])
        node, km = int(self.nodes[mode][int(place[0])]), float(away[0])
        if km > REACH_KM[mode]:
            return None, km
        if mode not in OVER_LAND or km <= AT_HAND_KM or not self.area[node]:
            return node, km
        home = self._home(lon, lat)
        if self.area[node] == home:
            return node, km
        near = self.nodes[mode][self.indexes[mode].within([lon], [lat], REACH_KM[mode])[0]]
        near = near[self.area[near] == home]
        if len(near):
            far = distance_km(lon, lat, *self.places[near].T)
            best = int(far.argmin())
            if far[best] <= DETOUR_KM + DETOUR * km:
                return int(near[best]), float(far[best])
        return (node if km <= NEIGHBOUR_KM else None), km

    def _home(self, lon: float, lat: float) -> str:
        tree, codes = _countries()
        code = codes[int(tree.nearest(shapely.Point(lon, lat)))]
        return self.areas.get(code, code)


@cache
def _countries() -> tuple[shapely.STRtree, list[str]]:
    outlines = base.outlines()
    return shapely.STRtree(outlines.geometry.to_numpy()), outlines["iso3"].tolist()
