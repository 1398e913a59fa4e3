"""Where a place gets onto each mode: on its own side of the border, if there is a way at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    area: npt.NDArray[np.int16]
    """Position of each node's customs area among `area_ids`; -1 at sea."""
    area_ids: list[str]
    areas: Mapping[str, str]
    """Customs area of each country that shares one."""

    @classmethod
    def of(
        cls,
        nodes: Mapping[str, npt.NDArray[np.int64]],
        places: npt.NDArray[np.float64],
        country: npt.NDArray[np.int16],
        codes: Sequence[str],
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
            Position of each node's country among `codes`; -1 at sea.
        codes
            Countries.
        areas
            Customs area of each country that shares one.
        """
        ids = list(dict.fromkeys(areas.get(code, code) for code in codes))
        number = np.array([*(ids.index(areas.get(code, code)) for code in codes), -1], np.int16)
        indexes = {mode: SphereIndex(*places[own].T) for mode, own in nodes.items()}
        return cls(nodes, indexes, places, number[country], ids, areas)

    def nearest(self, mode: str, lon: float, lat: float) -> tuple[int | None, float]:
        """Return the node where a place gets onto a mode, and how far it is in kilometres.

        None if nothing is within reach; then the distance is that of the nearest one.
        """
        place, away = self.indexes[mode].nearest([lon], [lat])
        node, km = int(self.nodes[mode][int(place[0])]), float(away[0])
        if km > REACH_KM[mode]:
            return None, km
        if mode not in OVER_LAND or km <= AT_HAND_KM or self.area[node] < 0:
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

    def _home(self, lon: float, lat: float) -> int:
        tree, codes = _countries()
        code = codes[int(tree.nearest(shapely.Point(lon, lat)))]
        area = self.areas.get(code, code)
        return self.area_ids.index(area) if area in self.area_ids else -1


@cache
def _countries() -> tuple[shapely.STRtree, list[str]]:
    outlines = base.outlines()
    return shapely.STRtree(outlines.geometry.to_numpy()), outlines["iso3"].tolist()
