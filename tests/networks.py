"""Ways on the built networks by scipy's Dijkstra alone: a second opinion for every router."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from geo.chain import ChainNetwork, SpotIndex
from geo.network import EdgeKind, adjacency
from geo.path import edges_between

CHANGE_KM, BORDER_KM = 300.0, 100.0
"""What a gauge change and a border weigh while a service's way is sought: they take as long as so
much track, and no train makes one for nothing. They are no part of its length."""


class Way(NamedTuple):
    """A way through stops: how long it is, and over which nodes."""

    km: float
    nodes: list[int]


class Ways:
    """Distances and ways on one network."""

    def __init__(self, chain: ChainNetwork) -> None:
        self.chain = chain
        self.network = chain.network
        self.matrix: csr_matrix = adjacency(chain.network)
        self._spots: dict[int | None, SpotIndex] = {}

    def km(
        self, here: tuple[float, float], there: tuple[float, float], gauge_mm: int | None = None
    ) -> float:
        """Return the way between two places by the network, from its nearest spots."""
        first, last = (self._spot(place, gauge_mm) for place in (here, there))
        network = self.network
        starts, goals = (
            (
                (int(network.tail[spot.edge]), spot.km),
                (int(network.head[spot.edge]), float(network.length_km[spot.edge]) - spot.km),
            )
            for spot in (first, last)
        )
        ways = dijkstra(self.matrix, indices=[node for node, _ in starts])
        direct = abs(first.km - last.km) if first.edge == last.edge else np.inf
        return float(
            min(
                direct,
                *(
                    before + ways[row, goal] + after
                    for row, (_, before) in enumerate(starts)
                    for goal, after in goals
                ),
            )
        )

    def through(self, stations: dict[str, dict[str, Any]], stops: Sequence[str]) -> Way:
        """Return the way through ordered stations, in whichever of their gauges is best."""
        best = {int(node): Way(0.0, [int(node)]) for node, _ in stations[stops[0]].values()}
        for station in stops[1:]:
            best = self._next(best, [int(node) for node, _ in stations[station].values()])
        way = min(best.values(), key=lambda one: one.km)
        edges = edges_between(self.network, way.nodes)
        return Way(float(self.network.length_km[edges].sum()), way.nodes)

    def _next(self, best: dict[int, Way], goals: Iterable[int]) -> dict[int, Way]:
        starts = list(best)
        ways, before = dijkstra(self._weighed, indices=starts, return_predecessors=True)
        found = {}
        for goal in goals:
            total = [best[node].km + ways[row, goal] for row, node in enumerate(starts)]
            row = int(np.argmin(total))
            if np.isfinite(total[row]):
                leg = path_to(before[row], starts[row], goal)
                found[goal] = Way(float(total[row]), [*best[starts[row]].nodes, *leg[1:]])
        return found

    @cached_property
    def _weighed(self) -> csr_matrix:
        network = self.network
        changes = network.kind == EdgeKind.GAUGE_CHANGE
        borders = network.country[network.tail] != network.country[network.head]
        weight = network.length_km + CHANGE_KM * changes + BORDER_KM * borders
        return adjacency(replace(network, length_km=weight))

    def _spot(self, place: tuple[float, float], gauge_mm: int | None) -> Any:
        if gauge_mm not in self._spots:
            edges = None if gauge_mm is None else self.network.gauge_mm == gauge_mm
            self._spots[gauge_mm] = SpotIndex(self.chain, edges)
        return self._spots[gauge_mm].nearest(*place)[0]


def path_to(before: npt.NDArray[Any], start: int, goal: int) -> list[int]:
    """Return the nodes from a start to a goal."""
    nodes = [goal]
    while nodes[-1] != start:
        nodes.append(int(before[nodes[-1]]))
    return nodes[::-1]
