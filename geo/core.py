"""The core of a graph with weights: single ways and tables through a hierarchy of its rest.

A way climbs out of what was eliminated, crosses the rest and comes down again, or turns back below
the rest; the best of both is the answer. Across the rest it is a contraction hierarchy that knows,
or without its package Dijkstra.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo.elimination import Elimination
from geo.graph import BoolArray, FloatArray, IntArray, components
from geo.hierarchy import Customised, Hierarchy, unit_for
from geo.search import Entry, Search
from geo.unpacking import unpacked
from geo.weighted import Climb, Weighted

LongArray = npt.NDArray[np.int64]

_Way = tuple[float, int, list[int], int]
"""Length, where the rest is entered, half-edges of the rest, where it is left."""


class _Exits(NamedTuple):
    """Ways out of the rest, target by target."""

    node: LongArray
    cost: FloatArray
    target: LongArray
    """Those that have a way out at all."""
    begin: LongArray
    """Where the ways out of each of these begin."""

    @classmethod
    def of(cls, exits: Sequence[Sequence[Entry]]) -> "_Exits":
        """Lay them out."""
        sizes = np.array([len(each) for each in exits], np.int64)
        target = np.flatnonzero(sizes)
        return cls(
            np.array([node for each in exits for node, _ in each], np.int64),
            np.array([cost for each in exits for _, cost in each]),
            target,
            (np.cumsum(sizes) - sizes)[target],
        )

    def reach(self, row: FloatArray, reached: FloatArray) -> None:
        """Shorten the distances of a row by ways through the rest."""
        best = np.minimum.reduceat(reached[self.node] + self.cost, self.begin)
        row[self.target] = np.minimum(row[self.target], best)


@dataclass(slots=True)
class _Kept:
    """What is worked out at the first question that needs it."""

    customised: Customised | None = None
    search: Search | None = None
    part: IntArray | None = None


@dataclass(frozen=True, slots=True)
class Core:
    """A core with weights. It never changes, and any thread may ask it."""

    weighted: Weighted
    hierarchy: Hierarchy | None
    """Of the rest."""
    _unit: float | None
    _kept: _Kept = field(default_factory=_Kept, repr=False)

    @classmethod
    def of(
        cls,
        elimination: Elimination,
        hierarchy: Hierarchy | None,
        halves: FloatArray,
        *,
        unit: float | None = None,
    ) -> "Core":
        """Bring weights to a core.

        Parameters
        ----------
        elimination
            Its order.
        hierarchy
            That of the rest.
        halves
            Weight of each half-edge; inf where it is closed.
        unit
            What the hierarchy rounds weights to; by default what lets the longest way fit.

        Examples
        --------
        >>> from geo.graph import Graph
        >>> line = Elimination.of(Graph.of(3, [0, 1], [1, 2]))
        >>> core = Core.of(line, None, np.array([5.0, 5.0, 7.0, 7.0]))
        >>> core.route([(2, 0.0)], [(0, 0.0)])
        (2, [3, 1], 0)
        """
        return cls(Weighted.of(elimination, halves), hierarchy, unit)

    @property
    def unit(self) -> float | None:
        """What the hierarchy rounds weights to; None without one."""
        customised = self._customised()
        return customised.unit if customised else None

    def route(
        self, sources: Sequence[Entry], targets: Sequence[Entry]
    ) -> tuple[int, list[int], int] | None:
        """Return the best way from any source to any target, as `Search.route` does."""
        up = self.weighted.climb(sources)
        down = self.weighted.climb(targets, reverse=True)
        met = ((cost + down.cost.get(at, np.inf), at) for at, cost in up.cost.items())
        way = self._across(up, down)
        length, enter = min(met, default=(np.inf, -1))
        across, leave = list[int](), enter
        if way is not None and way[0] < length:
            length, enter, across, leave = way
        if not np.isfinite(length):
            return None
        begin, climbed = up.way(enter)
        end, descended = down.way(leave)
        first = self.weighted.elimination.rest_edge
        edges = [*climbed, *(first + (half >> 1) for half in across), *reversed(descended)]
        downwards = [False] * len(climbed) + [bool(half & 1) for half in across]
        downwards += [True] * len(descended)
        halves = unpacked(self.weighted, edges, downwards)
        return self._node(sources, begin), halves, self._node(targets, end)

    def table(
        self, sources: Sequence[Sequence[Entry]], targets: Sequence[Sequence[Entry]]
    ) -> FloatArray:
        """Return the distances between all pairs, each with entries of its own.

        Returns
        -------
        distances
            A row for each source, to within a few units of the hierarchy; inf where there is no
            way.
        """
        ups = [self.weighted.climb(entries) for entries in sources]
        downs = [self.weighted.climb(entries, reverse=True) for entries in targets]
        table = self._below(ups, downs)
        entries = [self._rest_entries(climb) for climb in ups]
        exits = [self._rest_entries(climb) for climb in downs]
        if not any(exits):
            return table
        customised = self._customised()
        way_out = _Exits.of(exits)
        if customised is None:
            for row, begins in zip(table, entries, strict=True):
                way_out.reach(row, self.weighted.over_rest(dict(begins)))
            return table
        nodes, place = np.unique(way_out.node, return_inverse=True)
        pinned = way_out._replace(node=place)
        found = customised.distances(entries, nodes)
        for row, begins, reached in zip(table, entries, found, strict=True):
            pinned.reach(row, reached)
            if self._may_miss(row >= customised.most, begins, exits):
                way_out.reach(row, self.weighted.over_rest(dict(begins)))
        return table

    def _below(self, ups: Sequence[Climb], downs: Sequence[Climb]) -> FloatArray:
        """Return the distances by ways that turn back below the rest."""
        bottom = self.weighted.elimination.bottom
        table = np.full((len(ups), len(downs)), np.inf)
        at: dict[int, list[tuple[int, float]]] = {}
        for column, climb in enumerate(downs):
            for place, cost in climb.cost.items():
                if place < bottom:
                    at.setdefault(place, []).append((column, cost))
        for row, climb in zip(table, ups, strict=True):
            for place, cost in climb.cost.items():
                for column, more in at.get(place, ()):
                    row[column] = min(row[column], cost + more)
        return table

    def _may_miss(
        self, is_far: BoolArray, begins: Sequence[Entry], exits: Sequence[Sequence[Entry]]
    ) -> bool:
        """Return whether some way that the hierarchy has not found might not fit into it."""
        return any(self._hang_together(begins, exits[at]) for at in np.flatnonzero(is_far).tolist())

    def _across(self, up: Climb, down: Climb) -> _Way | None:
        """Return the best way through the rest."""
        entries, exits = self._rest_entries(up), self._rest_entries(down)
        if not entries or not exits:
            return None
        customised = self._customised()
        way = customised.route(entries, exits) if customised else None
        if way is None and (customised is None or self._hang_together(entries, exits)):
            # Either there is no hierarchy, or the way does not fit into its whole numbers.
            way = self._search().route(entries, exits)
        if way is None:
            return None
        enter, across, leave = way
        length = dict(entries)[enter] + dict(exits)[leave]
        halves = np.array(across, np.int64)
        edges = self.weighted.elimination.rest_edge + (halves >> 1)
        weights = np.where(halves & 1, self.weighted.downward[edges], self.weighted.upward[edges])
        bottom = self.weighted.elimination.bottom
        return float(length + weights.sum()), bottom + enter, across, bottom + leave

    def _rest_entries(self, climb: Climb) -> list[Entry]:
        bottom = self.weighted.elimination.bottom
        return [(place - bottom, cost) for place, cost in climb.cost.items() if place >= bottom]

    def _node(self, entries: Sequence[Entry], place: int) -> int:
        rank = self.weighted.elimination.rank
        return next(node for node, _ in entries if rank[node] == place)

    def _hang_together(self, entries: Sequence[Entry], exits: Sequence[Entry]) -> bool:
        if self._kept.part is None:
            is_open = np.isfinite(self.weighted.rest_weights().reshape(-1, 2)).any(axis=1)
            self._kept.part = components(self.weighted.elimination.rest, is_open)
        part = self._kept.part
        return not {int(part[at]) for at, _ in entries}.isdisjoint(int(part[at]) for at, _ in exits)

    def _search(self) -> Search:
        if self._kept.search is None:
            rest = self.weighted.elimination.rest
            self._kept.search = Search.of(rest, self.weighted.rest_weights())
        return self._kept.search

    def _customised(self) -> Customised | None:
        if self._kept.customised is None and self.hierarchy is not None:
            weights = self.weighted.rest_weights()
            unit = self._unit or unit_for(self.weighted.furthest(), weights)
            self._kept.customised = self.hierarchy.customised(weights, unit)
        return self._kept.customised
