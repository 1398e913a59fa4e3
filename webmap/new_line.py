"""What a new railway takes that runs straight over land: its kilometres, borders and gauge."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse.csgraph import shortest_path

from geo.frontier import HOP_KM
from geo.graph import FloatArray
from geo.missing_link import Pace
from geo.sphere import SphereIndex, unit_vectors
from layers import Atlas, base, freight
from webmap.coverage_field import GRID, zones
from webmap.freight import Freight

STEP_KM = 5.0
"""How often a line is looked at, at least: which country it is in, or whether it is in none."""
_ROUGH = 8
SHORE_KM = 8.0
"""Cells of a tenth of a degree are half sea on a shore: so near an end it is not looked at."""
_STEP_CELLS = 3
ANY_GAUGE = 0
"""Of a place that has no railway yet."""

LongArray = npt.NDArray[np.int64]


class Sites(NamedTuple):
    """Where a line may begin or end."""

    places: FloatArray
    country: LongArray
    """Position of each one's country in the outlines."""
    gauge: LongArray
    """In millimetres, or ANY_GAUGE."""


class Parts(NamedTuple):
    """Hours of a line."""

    running: float
    borders: float
    """Waiting and customs."""
    gauge: float
    """Changing it at one end."""
    crossed: tuple[tuple[str, str], ...]
    """Pairs of countries, in the order of the line."""

    @property
    def hours(self) -> float:
        """All of them."""
        return self.running + self.borders + self.gauge


@dataclass(frozen=True)
class Lines:
    """Straight lines between sites, at the central rates of the freight model."""

    atlas: Atlas
    freight: Freight
    starts: Sites
    ends: Sites

    def hours(
        self, start: LongArray, end: LongArray, km: FloatArray, left: FloatArray
    ) -> FloatArray:
        """Return the hours of lines; inf over water, and where they are more than are left."""
        found = np.full(len(start), np.inf)
        pieces = _pieces(km)
        for count in np.unique(pieces).tolist():
            same = np.flatnonzero(pieces == count)
            found[same] = self._hours(start[same], end[same], km[same], left[same], count)
        return found

    def _hours(
        self, start: LongArray, end: LongArray, km: FloatArray, left: FloatArray, count: int
    ) -> FloatArray:
        """Return the hours of lines that are cut into as many pieces."""
        found = np.full(len(start), np.inf)
        share = (np.arange(count) + 0.5) / count
        # Most lines over water are told by a few looks.
        rough = self._countries(start, end, km, share[::_ROUGH])
        dry = np.flatnonzero((rough >= 0).all(axis=1))
        country = self._countries(start[dry], end[dry], km[dry], share)
        is_dry = (country >= 0).all(axis=1)
        dry, country = dry[is_dry], country[is_dry]
        found[dry] = self._per_km[country].sum(axis=1) * km[dry] / count
        found[dry] += self._gauge_hours(start[dry], end[dry])
        crosses = (self._areas[country[:, 1:]] != self._areas[country[:, :-1]]).any(axis=1)
        ends = self.areas(self.starts)[start[dry]], self.areas(self.ends)[end[dry]]
        late = found[dry] + self._crossing[ends] > left[dry]
        found[dry[late]] = np.inf
        for row in np.flatnonzero(crosses & ~late).tolist():
            at = int(dry[row])
            found[at] += self._borders(country[row], int(start[at]), int(end[at]), float(km[at]))[0]
        return found

    def parts(self, start: int, end: int, km: float) -> Parts:
        """Return the hours of one line over land, taken apart."""
        one, two = np.array([start]), np.array([end])
        length = np.array([km])
        count = int(_pieces(length)[0])
        country = self._countries(one, two, length, (np.arange(count) + 0.5) / count)
        running = float(self._per_km[country[0]].sum() * km / count)
        borders, crossed = self._borders(country[0], start, end, km)
        return Parts(running, borders, float(self._gauge_hours(one, two)[0]), crossed)

    @cached_property
    def pace(self) -> Pace:
        """What no line undercuts: the quickest rate, and that of most countries."""
        usual = float(np.median(self._per_km))
        is_slow = self._per_km >= usual
        slow = float(self._per_km[is_slow].min())
        return Pace(float(self._per_km.min()), slow, self._crossing)

    @cached_property
    def _crossing(self) -> FloatArray:
        """Least hours of borders between areas, through whichever lie between."""
        count = int(self._areas.max()) + 1
        links = np.full((count, count), np.inf)
        for one, two in _neighbours(self._areas):
            links[one, two] = self._least_border(one, two)
        found = shortest_path(np.where(np.isfinite(links), links, 0.0), directed=False)
        return np.asarray(found, np.float64)

    def _least_border(self, one: int, two: int) -> float:
        """Return the least hours of a border between two areas, wherever it is crossed."""
        sides = [np.flatnonzero(self._areas == area).tolist() for area in (one, two)]
        pairs = [sorted((self._codes[a], self._codes[b])) for a in sides[0] for b in sides[1]]
        book = self.freight.book
        return min(
            sum(
                min(
                    self.freight.rate(rate).hours.central
                    for rate in book.borders_of(kind, "rail", (pair[0], pair[1]))
                )
                for kind in ("border", "customs")
            )
            for pair in pairs
        )

    def areas(self, sites: Sites) -> LongArray:
        """Return the customs area of each site, as a number."""
        found: LongArray = self._areas[sites.country]
        return found

    def slow_km(self, sites: Sites) -> FloatArray:
        """Return how far each site is from the nearest country that is quicker than most."""
        is_quick = np.append(self._per_km < np.median(self._per_km), [False])
        rows, columns = np.nonzero(_edge(is_quick[zones()]))
        lat = GRID.latitudes()[rows]
        lon = GRID.west + (columns + 0.5) * GRID.step_deg
        _, away = SphereIndex(lon, lat).nearest(*sites.places.T)
        inside = is_quick[sites.country]
        # From the middle of a cell to its corner, and as much again for what is near a border.
        return np.asarray(np.where(inside, 0.0, np.maximum(away - 2 * SHORE_KM, 0.0)), np.float64)

    def points(self, start: int, end: int, km: float) -> FloatArray:
        """Return the vertices of a line, longitude and latitude."""
        share = np.linspace(0.0, 1.0, max(2, int(km // 50) + 2))
        vectors = self._along(np.array([start]), np.array([end]), share)[0]
        return np.column_stack(_lonlat(vectors))

    def _countries(
        self, start: LongArray, end: LongArray, km: FloatArray, share: FloatArray
    ) -> LongArray:
        """Return the country of each line some shares of the way along; -1 over water."""
        lon, lat = _lonlat(self._along(start, end, share))
        cell = GRID.cells(np.column_stack([lon.ravel(), lat.ravel()]))
        found = np.where(cell < 0, -1, zones().ravel()[cell]).reshape(lon.shape).astype(np.int64)
        before, after = km[:, None] * share, km[:, None] * (1 - share)
        # Of the two halves of a short line each is at its own end.
        at_start = (before < SHORE_KM) & (before <= after)
        at_end = (after < SHORE_KM) & ~at_start
        found = np.where(at_start, self.starts.country[start][:, None], found)
        return np.where(at_end, self.ends.country[end][:, None], found)

    def _along(self, start: LongArray, end: LongArray, share: FloatArray) -> FloatArray:
        """Return points of great circles, some shares of the way along, as unit vectors."""
        one, two = self._start_vectors[start], self._end_vectors[end]
        chord = np.linalg.norm(one - two, axis=1)
        angle = np.maximum(2 * np.arcsin(np.minimum(chord / 2, 1.0)), 1e-12)[:, None]
        left, right = np.sin((1 - share) * angle), np.sin(share * angle)
        mixed = left[..., None] * one[:, None, :] + right[..., None] * two[:, None, :]
        return np.asarray(mixed / np.sin(angle)[..., None], np.float64)

    def _borders(
        self, country: LongArray, start: int, end: int, km: float
    ) -> tuple[float, tuple[tuple[str, str], ...]]:
        """Return the hours of the borders that a line crosses, and whose they are."""
        hours, crossed = 0.0, []
        for at, pair in self._crossings(country, km):
            vector = self._along(np.array([start]), np.array([end]), np.array([at]))[0]
            lon, lat = (float(number[0]) for number in _lonlat(vector))
            names = (min(pair), max(pair))
            for kind in ("border", "customs"):
                rate = self.freight.book.of_border(kind, "rail", names, lon, lat)
                hours += self.freight.rate(rate).hours.central
            crossed.append(pair)
        return hours, tuple(crossed)

    def _crossings(self, country: LongArray, km: float) -> list[tuple[float, tuple[str, str]]]:
        """Return where along a line customs areas change, as shares of it.

        A short stretch abroad that leads back is none, as in the network: see geo/frontier.py.
        """
        begins = [0, *(np.flatnonzero(np.diff(self._areas[country])) + 1).tolist()]
        runs = [
            [int(country[begin]), begin, end]
            for begin, end in zip(begins, [*begins[1:], len(country)], strict=True)
        ]
        piece, inner = km / len(country), 1
        while inner < len(runs) - 1:
            before, here, after = runs[inner - 1 : inner + 2]
            short = (here[2] - here[1]) * piece < HOP_KM
            if short and self._areas[before[0]] == self._areas[after[0]]:
                runs[inner - 1 : inner + 2] = [[before[0], before[1], after[2]]]
                inner = max(inner - 1, 1)
            else:
                inner += 1
        codes = self._codes
        return [
            (two[1] / len(country), (codes[int(country[two[1] - 1])], codes[two[0]]))
            for one, two in pairwise(runs)
        ]

    def _gauge_hours(self, start: LongArray, end: LongArray) -> FloatArray:
        one, two = self.starts.gauge[start], self.ends.gauge[end]
        differs = (one != two) & (one != ANY_GAUGE) & (two != ANY_GAUGE)
        change = self.freight.rate(self.freight.book.of_gauge_change("")).hours.central
        return np.where(differs, change, 0.0)

    @cached_property
    def _codes(self) -> list[str]:
        return [str(code) for code in base.outlines()["iso3"]]

    @cached_property
    def _per_km(self) -> FloatArray:
        """Hours of a kilometre of railway, by country."""
        rates = [self.freight.book.of_country("rail", code) for code in self._codes]
        return np.array([self.freight.rate(rate).hours.central for rate in rates])

    @cached_property
    def _areas(self) -> LongArray:
        """Customs area of each country, as a number."""
        known = freight.customs_areas(self.atlas)
        names = [known.get(code, code) for code in self._codes]
        numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
        return np.array([numbers[name] for name in names], np.int64)

    @cached_property
    def _start_vectors(self) -> FloatArray:
        return unit_vectors(*self.starts.places.T)

    @cached_property
    def _end_vectors(self) -> FloatArray:
        return unit_vectors(*self.ends.places.T)


def _pieces(km: FloatArray) -> LongArray:
    """Return into how many pieces lines are cut: powers of two, so that many are cut alike."""
    least = np.maximum(km / STEP_KM, 2.0)
    return np.asarray(2 ** np.ceil(np.log2(least)), np.int64)


def _lonlat(vectors: FloatArray) -> tuple[FloatArray, FloatArray]:
    x, y, z = np.moveaxis(vectors, -1, 0)
    return (
        np.asarray(np.degrees(np.arctan2(y, x)), np.float64),
        np.asarray(np.degrees(np.arcsin(np.clip(z, -1.0, 1.0))), np.float64),
    )


def _edge(chosen: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Return the chosen cells beside which one is not chosen."""
    inner = chosen.copy()
    for axis in (0, 1):
        for step in (-1, 1):
            inner &= np.roll(chosen, step, axis=axis)
    return chosen & ~inner


def _neighbours(areas: LongArray) -> set[tuple[int, int]]:
    """Return pairs of areas between which a line may step from one look to the next."""
    area = np.append(areas, [-1])[zones()]
    found: set[tuple[int, int]] = set()
    # In the far north a step is longer than a cell is wide.
    for down in (0, 1):
        for right in range(-_STEP_CELLS, _STEP_CELLS + 1):
            there = np.roll(area[down:], -right, axis=1)
            here = area[: len(there)]
            met = (here != there) & (here >= 0) & (there >= 0)
            pairs = np.unique(np.column_stack([here[met], there[met]]), axis=0)
            found |= {(int(min(pair)), int(max(pair))) for pair in pairs.tolist()}
    return found
