"""Journeys between many pairs of places at once: tables of nodes first, then one way for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo.errors import ParameterError
from geo.graph import BoolArray, FloatArray, IntArray, components
from geo.graph import Path as Way
from geo.multimodal import CRITERIA, MODES
from geo.pareto import Mix, Sweep, joined
from geo.routing import Router
from webmap.freight import Access, Freight
from webmap.freight_reach import Terms
from webmap.journeys import Journey, Point, flight_of, open_ones
from webmap.refusal import Words, worded

BY_MIX: Mapping[str, Mix] = {"hours": (1, 0, 0), "cost": (0, 1, 0), "co2e": (0, 0, 1)}
"""What a way may be chosen by, and the mix of criteria that looks for it."""
BLOCK = 256
"""Pairs whose tables are worked out together: what they take grows with its square."""
LOT = 4 * BLOCK
"""Pairs whose airports are worked out together: to start from every airport takes a second."""
_MOST_POINTS = 2000
"""Places whose hours to all airports are kept; each takes some 10 KB."""

REASONS = ("no_access_from", "no_access_to", "closed", "modes", "one_way", "component")
"""Why there is no way, in the order in which they are looked for."""

Found = Journey | str
"""A journey, or one of REASONS."""


class Pair(NamedTuple):
    """Where from and where to."""

    origin: Point
    destination: Point


class _Ends(NamedTuple):
    """How a place gets onto the network or off it, and what each way takes by the criterion."""

    near: tuple[Access, ...]
    """Those at closed gates too."""
    accesses: tuple[Access, ...]
    costs: FloatArray


class _Flights(NamedTuple):
    """What it takes between a place and every airport, and the access that is best for each."""

    costs: FloatArray
    access: npt.NDArray[np.int64]
    landed: FloatArray
    """From an origin with the one flight taken; of a destination the same as costs."""


Side = dict[Point, tuple[_Ends, _Flights | None]]


def normal_terms(modes: Iterable[str], closed: Iterable[str]) -> Terms:
    """Return terms in one form: a closed mode is a mode that is not open.

    Raises
    ------
    ParameterError
        No mode is left.

    Examples
    --------
    >>> normal_terms(("rail", "air"), ["mode:air", "suez"])
    Terms(modes=('rail',), closed=frozenset({'suez'}), opened=frozenset())
    """
    shut, asked = frozenset(closed), set(modes)
    left = tuple(mode for mode in MODES if mode in asked and f"mode:{mode}" not in shut)
    if not left:
        given, wanted = ";".join(sorted(shut)), sorted(asked) or Words("none", {})
        raise worded(ParameterError, "all_shut", name="closed", given=given, modes=wanted)
    return Terms(left, frozenset(one for one in shut if not one.startswith("mode:")))


@dataclass(frozen=True)
class Matrix:
    """The best journeys under one set of terms by one criterion, at most one flight each."""

    freight: Freight
    terms: Terms
    by: str
    sweep: Sweep
    router: Router
    _sides: tuple[Side, Side] = field(default_factory=lambda: ({}, {}), repr=False)
    """What is known of origins and of destinations."""

    @classmethod
    def of(cls, freight: Freight, terms: Terms, by: str = "hours") -> Matrix:
        """Make what answers under some terms.

        Parameters
        ----------
        freight
            The network.
        terms
            Modes and closures, as `normal_terms` returns them.
        by
            One of `BY_MIX`: what is to be least.

        Raises
        ------
        ParameterError
            There is no such criterion, or no such thing to close.
        """
        if by not in BY_MIX:
            raise worded(ParameterError, "word", name="by", value=by, known=tuple(BY_MIX))
        sweep = freight.sweep(terms.shut, terms.opened)
        return cls(freight, terms, by, sweep, sweep.router(BY_MIX[by]))

    def journeys(self, pairs: Sequence[Pair]) -> Iterator[tuple[int, Found]]:
        """Yield the best journey for each pair, or why there is none.

        Parameters
        ----------
        pairs
            Any number: they are worked out in blocks.

        Yields
        ------
        found
            Position of the pair, and a journey or one of `REASONS`; pairs of one origin together.
        """
        # The router looks from each start once a block: the fewer origins there, the better.
        order = sorted(range(len(pairs)), key=lambda place: (pairs[place], place))
        for first in range(0, len(order), LOT):
            lot = order[first : first + LOT]
            self._learn_all([pairs[place] for place in lot])
            for start in range(0, len(lot), BLOCK):
                block = lot[start : start + BLOCK]
                yield from zip(block, self._block([pairs[one] for one in block]), strict=True)

    @property
    def _flies(self) -> bool:
        return "air" in self.terms.modes

    @cached_property
    def _column(self) -> int:
        return CRITERIA.index(self.by)

    @cached_property
    def _unit_costs(self) -> FloatArray:
        return self.freight.network.table()[:, self._column]

    @cached_property
    def _first_airport(self) -> int:
        return int(self.freight.meta["first_node"]["air"])

    @cached_property
    def _airports(self) -> int:
        return self.freight.network.graph.node_count - self._first_airport

    @cached_property
    def _flight_costs(self) -> FloatArray:
        """What a flight takes from each airport to each other; inf where it is closed."""
        network, edges = self.freight.network, self.freight.edges_of("mode:air")
        count = self._airports
        costs = network.amount[edges] * self._unit_costs[network.rate[edges]]
        costs[np.isin(edges, self.sweep.closed)] = np.inf
        table = np.full((count, count), np.inf)
        tail = network.graph.tail[edges] - self._first_airport
        head = network.graph.head[edges] - self._first_airport
        table[tail, head] = table[head, tail] = costs
        return table

    @cached_property
    def _parts(self) -> IntArray:
        """The part of the network, without flights, that each node is in."""
        return self._parts_without(self.sweep.closed)

    def _parts_without(self, closed: npt.ArrayLike) -> IntArray:
        is_open: BoolArray = np.ones(self.freight.network.graph.edge_count, bool)
        is_open[np.asarray(closed, np.int64)] = False
        is_open[self.freight.edges_of("mode:air")] = False
        return components(self.freight.network.graph, is_open)

    def _learn_all(self, pairs: Sequence[Pair]) -> None:
        if max(map(len, self._sides)) > _MOST_POINTS:
            for side in self._sides:
                side.clear()
        self._learn(dict.fromkeys(pair.origin for pair in pairs), outbound=True)
        self._learn(dict.fromkeys(pair.destination for pair in pairs), outbound=False)

    def _block(self, pairs: Sequence[Pair]) -> Iterator[Found]:
        origins, destinations = self._sides
        starts = sorted({a.node for pair in pairs for a in origins[pair.origin][0].accesses})
        goals = sorted({a.node for p in pairs for a in destinations[p.destination][0].accesses})
        table = self._table(starts, goals)
        row_of = {node: row for row, node in enumerate(starts)}
        column_of = {node: column for column, node in enumerate(goals)}
        for pair in pairs:
            out, into = origins[pair.origin], destinations[pair.destination]
            rows = [row_of[access.node] for access in out[0].accesses]
            columns = [column_of[access.node] for access in into[0].accesses]
            yield self._best(out, into, table[np.ix_(rows, columns)])

    def _table(self, starts: Sequence[int], goals: Sequence[int]) -> FloatArray:
        """Return what it takes over the ground between nodes, by the criterion's own unit."""
        table = np.full((len(starts), len(goals)), np.inf)
        out, into = self._parts[np.array(starts, int)], self._parts[np.array(goals, int)]
        # Asked part by part: where there can be no way, the router need not look for one.
        for part in np.intersect1d(out, into):
            rows, columns = np.flatnonzero(out == part), np.flatnonzero(into == part)
            nodes = [starts[i] for i in rows.tolist()], [goals[i] for i in columns.tolist()]
            table[np.ix_(rows, columns)] = self.router.many_to_many(*nodes)
        return table * self.sweep.exchange[self._column]

    def _learn(self, points: Iterable[Point], *, outbound: bool) -> None:
        """Work out how some places get onto the network and what airports take, once each."""
        side = self._sides[0 if outbound else 1]
        new = {point: self._ends(point, outbound=outbound) for point in points if point not in side}
        flights: dict[Point, _Flights] = {}
        if self._flies and new:
            airports = list(range(self._first_airport, self._first_airport + self._airports))
            nodes = sorted({access.node for ends in new.values() for access in ends.accesses})
            table = self._table(nodes, airports) if outbound else self._table(airports, nodes).T
            row_of = {node: row for row, node in enumerate(nodes)}
            for point, ends in new.items():
                if ends.accesses:
                    rows = [row_of[access.node] for access in ends.accesses]
                    each = table[rows] + ends.costs[:, None]
                    flights[point] = self._flights(each, outbound=outbound)
        side.update({point: (ends, flights.get(point)) for point, ends in new.items()})

    def _flights(self, each: FloatArray, *, outbound: bool) -> _Flights:
        costs, landed = each.min(axis=0), each.min(axis=0)
        if outbound:
            landed = (costs[:, None] + self._flight_costs).min(axis=0)
        return _Flights(costs, each.argmin(axis=0), landed)

    def _ends(self, point: Point, *, outbound: bool) -> _Ends:
        near = tuple(self.freight.access(*point, self.terms.modes, outbound=outbound))
        accesses = tuple(open_ones(self.freight, near, self.terms.closed))
        costs = [float(self.freight.amounts(None, [one]) @ self._unit_costs) for one in accesses]
        return _Ends(near, accesses, np.array(costs))

    def _best(
        self,
        out: tuple[_Ends, _Flights | None],
        into: tuple[_Ends, _Flights | None],
        table: FloatArray,
    ) -> Found:
        starts, ends = out[0], into[0]
        if not starts.near or not ends.near:
            return "no_access_to" if starts.near else "no_access_from"
        if not starts.accesses or not ends.accesses:
            return self._reason(starts, ends)
        ground = starts.costs[:, None] + table + ends.costs
        least = float(ground.min())
        journey = self._flown(out, into, least)
        if journey is None and np.isfinite(least):
            row, column = divmod(int(ground.argmin()), len(ends.accesses))
            start, end = starts.accesses[row], ends.accesses[column]
            way = self.router.one_to_one(start.node, end.node)
            journey = None if way is None else self._journey(start, way, end)
        return journey or self._reason(starts, ends)

    def _flown(
        self,
        out: tuple[_Ends, _Flights | None],
        into: tuple[_Ends, _Flights | None],
        limit: float,
    ) -> Journey | None:
        """Return the best journey with one flight if it takes less than the limit."""
        first, last = out[1], into[1]
        if first is None or last is None:
            return None
        there = int((first.landed + last.costs).argmin())
        if not first.landed[there] + last.costs[there] < limit:
            return None
        here = int((first.costs + self._flight_costs[:, there]).argmin())
        start = out[0].accesses[first.access[here]]
        end = into[0].accesses[last.access[there]]
        nodes = self._first_airport + here, self._first_airport + there
        ways = (
            self.router.one_to_one(start.node, nodes[0]),
            flight_of(self.freight, *nodes),
            self.router.one_to_one(nodes[1], end.node),
        )
        whole = [way for way in ways if way is not None]
        return self._journey(start, joined(whole), end) if len(whole) == len(ways) else None

    def _journey(self, start: Access, way: Way, end: Access) -> Journey:
        amounts = self.freight.amounts(way, [start, end])
        return Journey(start, way, end, amounts, self.freight.totals(amounts))

    @cached_property
    def _without_closures(self) -> IntArray:
        return self._parts_of(self.terms.modes)

    @cached_property
    def _with_all_modes(self) -> IntArray:
        return self._parts_of(MODES)

    def _parts_of(self, modes: Sequence[str]) -> IntArray:
        shut = self.freight.default_closed | Terms(modes=tuple(modes)).shut
        return self._parts_without(np.concatenate([self.freight.edges_of(one) for one in shut]))

    def _reason(self, starts: _Ends, ends: _Ends) -> str:
        all_fly: BoolArray = np.ones(self._airports, bool)
        none_fly: BoolArray = np.zeros(self._airports, bool)
        some_fly, usual = none_fly, none_fly
        if self._flies:
            some_fly = np.asarray(np.isfinite(self._flight_costs).any(axis=1), bool)
            usual = all_fly
        if self._meet(starts.accesses, ends.accesses, self._parts, some_fly):
            return "one_way"
        if self._meet(starts.near, ends.near, self._without_closures, usual):
            return "closed"
        # One that takes all modes is told why by the other reasons.
        met = self._meet(starts.near, ends.near, self._with_all_modes, all_fly)
        return "modes" if met else "component"

    def _meet(
        self,
        starts: Sequence[Access],
        ends: Sequence[Access],
        parts: IntArray,
        flying: BoolArray,
    ) -> bool:
        """Tell whether two ends are joined, be it by a flight between airports that have some."""
        one, other = ({int(parts[access.node]) for access in side} for side in (starts, ends))
        airports = set(parts[self._first_airport :][flying].tolist())
        return bool(one & other or (one & airports and other & airports))
