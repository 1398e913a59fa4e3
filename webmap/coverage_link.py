"""The shortest new railway with which a missed place comes within the limit of days."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.ndimage import label

from geo.cog import rounded_up
from geo.coverage import Ground, hours_at
from geo.graph import FloatArray
from geo.missing_link import Ends, Link, shortest_link
from geo.sphere import distance_km
from layers import Atlas
from webmap.coverage_ask import CENTRAL, Asked
from webmap.coverage_field import (
    GRID,
    LIMIT_HOURS,
    freight_ground,
    outline_numbers,
    spread,
    zone_of,
    zones,
)
from webmap.coverage_hours import exits_after, reach_km
from webmap.coverage_reach import Target
from webmap.freight import QUICKEST, Freight
from webmap.freight_reach import arrivals, node_hours
from webmap.new_line import ANY_GAUGE, Lines, Parts, Sites

NEW_TERMINAL = -1
"""In place of a node: a terminal at the missed place itself, which a new line may end at."""
REASONS = ("express", "rank", "modes", "air", "reached", "over_sea", "too_late", "too_slow")
"""Why there is no link."""
MOST_KM = 1500.0
"""The longest new railway that is looked for."""
_TURNS = 6
_SPARE_HOURS = 1e-3
"""Hours of the field are rounded up in single precision."""

LongArray = npt.NDArray[np.int64]


class Found(NamedTuple):
    """A new railway, and what it does."""

    start_node: int
    """Where it leaves what is reached: a node of a railway, or the road node of a port."""
    end_node: int
    """A node of a railway, or NEW_TERMINAL."""
    places: FloatArray
    """Its vertices: straight."""
    length_km: float
    before_hours: float
    """To its start; with the way back to the place if what reaches it is asked for."""
    parts: Parts
    after_hours: float
    """From its end to the missed place."""
    hours: float
    """To the missed place, when all hours are worked out anew with the line in the network."""


class Answer(NamedTuple):
    """What is found for one missed place."""

    target: Target
    found: Found | None
    reason: str | None
    """One of REASONS, where nothing is found."""


def missing_link(
    atlas: Atlas, freight: Freight, asked: Asked, target: Target, hours: float
) -> Answer:
    """Return the shortest new railway that brings a missed place within the limit.

    Parameters
    ----------
    atlas, freight
        The facts and the network.
    asked
        From where, by what and within how many days.
    target, hours
        The place, and the hours to it as things are; nan where it is not reached.

    Returns
    -------
    answer
        With the line, or why there is none.
    """
    reason = _refusal(asked, hours)
    if reason is not None:
        return Answer(target, None, reason)
    search = _Search(atlas, freight, asked, target)
    if not search.has_start:
        return Answer(target, None, "over_sea" if search.is_over_sea else "too_late")
    if search.least_hours > asked.days * 24:
        return Answer(target, None, "too_late")
    limit = asked.days * 24 - _SPARE_HOURS
    for _ in range(_TURNS):
        link = search.shortest(limit)
        if link is None:
            break
        then = search.hours_with(link)
        if then <= asked.days * 24:
            return Answer(target, search.told(link, then), None)
        # The ground between exits is cut into cells: what that costs is taken off the limit.
        limit -= then - asked.days * 24 + _SPARE_HOURS
    return Answer(target, None, "too_slow")


def _refusal(asked: Asked, hours: float) -> str | None:
    refused = {
        "express": asked.is_express,
        "rank": asked.rank != CENTRAL,
        "modes": "rail" not in asked.modes,
        "air": "air" in asked.modes,
        "reached": hours <= asked.days * 24,
    }
    return next((name for name, holds in refused.items() if holds), None)


@dataclass(frozen=True)
class _Search:
    """The search for one place."""

    atlas: Atlas
    freight: Freight
    asked: Asked
    target: Target

    @property
    def has_start(self) -> bool:
        """Whether anything on the landmass of the place is reached within the limit."""
        return bool((self._starts[1] <= self.asked.days * 24).any())

    @property
    def is_over_sea(self) -> bool:
        """Whether the place is on another landmass than the one that is asked about."""
        spot, target = self.asked.spot, self.target
        here, there = _landmass_at(np.array([[spot.lon, spot.lat], [target.lon, target.lat]]))
        return bool(here != there)

    @property
    def least_hours(self) -> float:
        """Hours at both ends of a line of no length."""
        return float(self._starts[1].min() + self._ends[1].min())

    def shortest(self, limit_hours: float) -> Link | None:
        """Return the shortest line over land with which the place is reached within a limit."""
        lines = self.lines
        return shortest_link(
            self._sides(lines.starts, self._starts[1], self._slow_km[0]),
            self._sides(lines.ends, self._ends[1], self._slow_km[1]),
            lines.hours,
            limit_hours=limit_hours,
            pace=lines.pace,
            most_km=MOST_KM,
        )

    def hours_with(self, link: Link) -> float:
        """Return the hours to the place with a line in the network: everything is found anew."""
        start, end = int(self._starts[0][link.start]), int(self._ends[0][link.end])
        arrived = float(self._starts[1][link.start]) + link.hours
        hours = self.forward
        if end != NEW_TERMINAL:
            hours = np.minimum(hours, self._arrivals([(end, arrived)], reverse=self.asked.reverse))
            back = [(start, float(hours[end]) + link.hours)]
            hours = np.minimum(hours, self._arrivals(back, reverse=self.asked.reverse))
        _, found = exits_after(self.freight, self.asked, hours)
        if end == NEW_TERMINAL:
            here = [[self.target.lon, self.target.lat]]
            country = self.freight.meta["countries"].index(self.target.country)
            found = found._replace(
                places=np.concatenate([found.places, here]),
                hours=np.append(found.hours, arrived + self._terminal(self.target.country)),
                country=np.append(found.country, np.int16(country)),
            )
        # As the list has it, which is read from the file of the field.
        field = rounded_up(spread(self.ground, found, self.freight.meta["countries"]))
        spot = np.array([[self.target.lon, self.target.lat]])
        return float(np.nan_to_num(hours_at(field, self.ground, spot), nan=np.inf)[0])

    def told(self, link: Link, hours: float) -> Found:
        """Return a line with everything that is said of it."""
        lines = self.lines
        return Found(
            start_node=int(self._starts[0][link.start]),
            end_node=int(self._ends[0][link.end]),
            places=lines.points(link.start, link.end, link.length_km),
            length_km=link.length_km,
            before_hours=float(self._starts[1][link.start]),
            parts=lines.parts(link.start, link.end, link.length_km),
            after_hours=float(self._ends[1][link.end]),
            hours=hours,
        )

    @cached_property
    def lines(self) -> Lines:
        """What lines between the candidates take."""
        return Lines(self.atlas, self.freight, self._sites(*self._starts), self._sites(*self._ends))

    def _sides(self, sites: Sites, hours: FloatArray, slow_km: FloatArray) -> Ends:
        return Ends(sites.places, hours, slow_km, self.lines.areas(sites))

    @cached_property
    def _slow_km(self) -> tuple[FloatArray, FloatArray]:
        return self.lines.slow_km(self.lines.starts), self.lines.slow_km(self.lines.ends)

    @cached_property
    def ground(self) -> Ground:
        """The ground around the network."""
        return freight_ground(self.freight)

    @cached_property
    def forward(self) -> FloatArray:
        """Hours from the origin to every node, or back to it."""
        asked, spot = self.asked, self.asked.spot
        return node_hours(
            self.freight,
            spot.lon,
            spot.lat,
            asked.terms,
            reverse=asked.reverse,
            limit=LIMIT_HOURS,
        )

    @cached_property
    def onward(self) -> FloatArray:
        """Hours from every node to the place, or from it to every node."""
        asked = self.asked
        everywhere = np.zeros(self.freight.network.graph.node_count)
        node, found = exits_after(self.freight, asked, everywhere)
        away = self._away_km(found.places, zone_of(found, self.freight.meta["countries"]))
        kept = np.flatnonzero(np.isfinite(away))
        hours = (found.hours + away / self.ground.access_kmh)[kept]
        starts = list(zip(node[kept].tolist(), hours.tolist(), strict=True))
        if not starts:
            return np.full(len(everywhere), np.inf)
        return self._arrivals(starts, reverse=not asked.reverse)

    def _away_km(self, places: FloatArray, zone: npt.NDArray[np.int16]) -> FloatArray:
        """Return how far exits are from the place, as the field goes: by the middle of a cell."""
        target, grid = self.target, GRID
        found = np.full(len(places), np.inf)
        most = reach_km(self.asked)
        near = distance_km(target.lon, target.lat, *places.T) <= most + 2 * grid.step_deg * 112
        near &= grid.cells(places) >= 0
        some = np.flatnonzero(near)
        for lon, lat in _middles(target.lon, target.lat):
            field = self.ground.hours(
                np.zeros(1), np.array([[lon, lat]]), reach_km=most, limit_hours=LIMIT_HOURS
            )
            cell = grid.cells(places[some])
            is_open = np.isfinite(field.ravel()[cell]) & (zones().ravel()[cell] == zone[some])
            km = distance_km(lon, lat, *places[some].T)
            rest = float(distance_km(lon, lat, target.lon, target.lat)[0])
            found[some] = np.where(
                is_open & (km <= most), np.minimum(found[some], km + rest), found[some]
            )
        return found

    def _arrivals(self, starts: list[tuple[int, float]], *, reverse: bool) -> FloatArray:
        terms = self.asked.terms
        router = self.freight.sweep(terms.shut, terms.opened).router(QUICKEST)
        return arrivals(self.freight, router, starts, LIMIT_HOURS, reverse=reverse)

    @cached_property
    def _starts(self) -> tuple[LongArray, FloatArray]:
        """Nodes that a line may leave from on this landmass, and the hours to set out from each."""
        rail = self._thinned(self.forward)
        ports = self._ports()
        node = np.concatenate([rail, ports])
        hours = self.forward[node]
        loading = [self._terminal(self.freight.country_of(int(one))) for one in ports]
        hours[len(rail) :] += np.array(loading)
        here = _landmass_at(np.array([[self.target.lon, self.target.lat]]))[0]
        kept = (_landmass_at(self.freight.network.places[node]) == here) & np.isfinite(hours)
        if not kept.any():
            return np.zeros(1, np.int64), np.full(1, np.inf)
        return node[kept], hours[kept]

    @cached_property
    def _ends(self) -> tuple[LongArray, FloatArray]:
        """Nodes that a line may end at, and the hours from each: last a terminal at the place."""
        node = self._thinned(self.onward)
        hours = np.append(self.onward[node], self._terminal(self.target.country))
        return np.append(node, NEW_TERMINAL), hours

    def _ports(self) -> LongArray:
        """Return the road nodes of sea ports: a line may begin where a ship is unloaded."""
        meta, first = self.freight.meta, int(self.freight.network.first_node["road"])
        gates = [meta["gate_node"][name] for name in meta["port_node"] if name in meta["gate_node"]]
        node = np.array([first + gate for gate in gates], np.int64)
        return node[self.freight.country[node] >= 0]

    def _thinned(self, hours: FloatArray) -> LongArray:
        """Return the soonest node of a railway in each cell, of each country and gauge."""
        first = int(self.freight.network.first_node["rail"])
        node = first + np.arange(self.freight.chains["rail"].network.node_count)
        node = node[np.isfinite(hours[node]) & (self.freight.country[node] >= 0)]
        gauge = self._gauges[node - first]
        cell = GRID.cells(self.freight.network.places[node])
        order = np.lexsort((hours[node], gauge, self.freight.country[node], cell))
        node, cell, gauge = node[order], cell[order], gauge[order]
        keys = np.column_stack([cell, self.freight.country[node], gauge])
        is_first = np.ones(len(node), bool)
        is_first[1:] = (keys[1:] != keys[:-1]).any(axis=1)
        return np.asarray(node[is_first & (cell >= 0)], np.int64)

    @cached_property
    def _gauges(self) -> LongArray:
        rail = self.freight.chains["rail"].network
        found = np.zeros(rail.node_count, np.int64)
        found[rail.tail] = found[rail.head] = rail.gauge_mm
        return found

    def _sites(self, node: LongArray, _hours: FloatArray) -> Sites:
        """Return candidates as the ends of lines."""
        network, codes = self.freight.network, self.freight.meta["countries"]
        number = outline_numbers()
        zone = np.array([number.get(code, 0) for code in codes], np.int64)
        is_new = node == NEW_TERMINAL
        own = number[self.target.country]
        country = np.where(is_new, own, zone[self.freight.country[node]])
        spot = [self.target.lon, self.target.lat]
        places = np.where(is_new[:, None], spot, network.places[node])
        rail = ~is_new & (node < network.first_node["road"])
        at = np.where(rail, node - network.first_node["rail"], 0)
        return Sites(places, country, np.where(rail, self._gauges[at], ANY_GAUGE))

    def _terminal(self, country: str) -> float:
        return self.freight.rate(self.freight.book.of_country("terminal", country)).hours.central


def _middles(lon: float, lat: float) -> list[tuple[float, float]]:
    """Return the middles of the cell of a place and of those around it that are land."""
    grid = GRID
    row, column = np.divmod(grid.cells(np.array([[lon, lat]]))[0], grid.width)
    found = []
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            r, c = int(row) + down, (int(column) + right) % grid.width
            if 0 <= r < grid.height and zones()[r, c] >= 0:
                middle = grid.north - (r + 0.5) * grid.step_deg
                found.append((grid.west + (c + 0.5) * grid.step_deg, middle))
    return found


@cache
def _landmasses() -> npt.NDArray[np.int32]:
    """Return the landmass of each cell, those that touch 180 degrees joined; 0 at sea."""
    found, _ = label(zones() >= 0, structure=np.ones((3, 3)))
    for row in np.flatnonzero((found[:, 0] > 0) & (found[:, -1] > 0)).tolist():
        one, two = found[row, 0], found[row, -1]
        if one != two:
            found[found == two] = one
    return np.asarray(found, np.int32)


def _landmass_at(places: FloatArray) -> npt.NDArray[np.int32]:
    """Return the landmass of each place, by its cell or by one beside it; 0 for an islet."""
    grid, masses = GRID, _landmasses()
    row, column = np.divmod(grid.cells(places), grid.width)
    best = np.zeros(len(row), np.int32)
    for down in (0, -1, 1):
        for right in (0, -1, 1):
            r = np.clip(row + down, 0, grid.height - 1)
            here = masses[r, (column + right) % grid.width]
            best = np.where(best == 0, here, best)
    return best
