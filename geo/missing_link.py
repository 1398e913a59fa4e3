"""The shortest new line between two sets of places that brings something within a limit of hours.

Both sets are cut into blocks. A pair of blocks has a least distance and least hours, so most pairs
are never looked at; the others come in the order of their least distances, until none can hold a
shorter line than the shortest that was found. The answer is exact over the places given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo.errors import NetworkError
from geo.graph import FloatArray
from geo.sphere import EARTH_RADIUS_KM, unit_vectors

LongArray = npt.NDArray[np.int64]
LineHours = Callable[[LongArray, LongArray, FloatArray, FloatArray], FloatArray]
"""Hours of lines, from positions of starts, positions of ends, kilometres and the hours that are
left for each: inf for one that takes more or is not to be laid.
Never less than the pace would make them."""

_BLOCK_DEG = 2.0
_PAIRS_AT_ONCE = 2_000_000
_LINES_AT_ONCE = 512
_SHORTER_KM = 1e-9


class Ends(NamedTuple):
    """Places where a new line may begin or end."""

    places: FloatArray
    """Longitude and latitude of each, in degrees."""
    hours: FloatArray
    """Until a line may set out from each, or still to go from its end."""
    slow_km: FloatArray | None = None
    """How far around each no line goes at the quick pace; nowhere by default."""
    area: LongArray | None = None
    """Areas between which a line crosses something; all one by default."""


NO_CROSSING = np.zeros((1, 1))


class Pace(NamedTuple):
    """Hours per kilometre that no line undercuts."""

    quick: float = 0.0
    slow: float = 0.0
    """Where it is not quick: no less than that."""
    crossing: FloatArray = NO_CROSSING
    """Hours besides from each area, a row, to each."""

    def least_hours(
        self, km: FloatArray, slow_km: FloatArray, areas: tuple[LongArray, LongArray]
    ) -> FloatArray:
        """Return hours that no line of a length undercuts, so much of it around slow places."""
        slow = np.minimum(km, slow_km)
        found = self.quick * (km - slow) + self.slow * slow + self.crossing[areas]
        return np.asarray(found, np.float64)


NO_PACE = Pace()


class Link(NamedTuple):
    """A new line."""

    start: int
    """Position among the starts."""
    end: int
    length_km: float
    """On the sphere, straight."""
    hours: float
    """Of the line itself."""


def shortest_link(
    starts: Ends,
    ends: Ends,
    line_hours: LineHours,
    *,
    limit_hours: float,
    pace: Pace = NO_PACE,
    most_km: float = np.inf,
) -> Link | None:
    """Return the shortest line with which the hours before, on and after it stay within a limit.

    Parameters
    ----------
    starts, ends
        Where it may begin and end.
    line_hours
        What lines take.
    limit_hours
        Hours before it, on it and after it together.
    pace
        No line is quicker; the higher, the less is looked at.
    most_km
        No line is longer.

    Returns
    -------
    link
        Of lines as short the first by start, then end; None where no line is enough.

    Raises
    ------
    NetworkError
        There is not one number of hours for each place.

    Examples
    --------
    One degree, 111 km, at an hour for ten kilometres; the nearer start is too late:

    >>> starts = Ends(np.array([[0.0, 0.0], [0.5, 0.0]]), np.array([1.0, 9.0]))
    >>> ends = Ends(np.array([[1.0, 0.0]]), np.array([2.0]))
    >>> found = shortest_link(starts, ends, lambda start, end, km, left: km / 10, limit_hours=15.0)
    >>> found.start, round(found.length_km, 1), round(found.hours, 2)
    (0, 111.2, 11.12)
    """
    blocks = _Blocks.of(starts, limit_hours), _Blocks.of(ends, limit_hours)
    best: Link | None = None
    for least, here, there in _pairs_of(*blocks, limit_hours, pace):
        if least > most_km or (best is not None and least >= best.length_km):
            break
        start, end = _members(*blocks, here, there)
        chord = np.linalg.norm(blocks[0].vectors[start] - blocks[1].vectors[end], axis=1)
        km = 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(chord / 2, 1.0))
        other = blocks[0].hours[start] + blocks[1].hours[end]
        slow_km = blocks[0].slow_km[start] + blocks[1].slow_km[end]
        areas = blocks[0].area[start], blocks[1].area[end]
        kept = (other + pace.least_hours(km, slow_km, areas) <= limit_hours) & (km <= most_km)
        if best is not None:
            kept &= km < best.length_km - _SHORTER_KM
        chosen = np.flatnonzero(kept)
        order = chosen[np.lexsort((end[chosen], start[chosen], km[chosen]))]
        best = (
            _first(start[order], end[order], km[order], limit_hours - other[order], line_hours)
            or best
        )
    return best


def _first(
    start: LongArray, end: LongArray, km: FloatArray, left: FloatArray, line_hours: LineHours
) -> Link | None:
    """Return the first line that takes no longer than is left."""
    for first in range(0, len(start), _LINES_AT_ONCE):
        some = slice(first, first + _LINES_AT_ONCE)
        hours = line_hours(start[some], end[some], km[some], left[some])
        good = np.flatnonzero(hours <= left[some])
        if len(good):
            at = int(good[0])
            place = first + at
            return Link(int(start[place]), int(end[place]), float(km[place]), float(hours[at]))
    return None


@dataclass(frozen=True, slots=True)
class _Blocks:
    """Places in squares of some degrees and one area, those that are too late left out."""

    vectors: FloatArray
    """Of every place, also of those that are left out."""
    hours: FloatArray
    slow_km: FloatArray
    area: LongArray
    order: LongArray
    """Positions of places, block by block."""
    first: LongArray
    """Where each block begins in the order; then the number of places."""
    middle: FloatArray
    radius: FloatArray
    """Angle from the middle within which the block's places lie."""
    least: FloatArray
    """Least hours of each block."""
    least_slow_km: FloatArray

    @classmethod
    def of(cls, ends: Ends, limit_hours: float) -> _Blocks:
        places = np.asarray(ends.places, np.float64).reshape(-1, 2)
        hours = np.asarray(ends.hours, np.float64)
        if hours.shape != (len(places),):
            msg = f"Hours have the shape {hours.shape}; expected ({len(places)},)."
            raise NetworkError(msg)
        vectors = unit_vectors(*places.T).reshape(-1, 3)
        slow = np.zeros(len(places)) if ends.slow_km is None else np.asarray(ends.slow_km)
        area = np.zeros(len(places), np.int64) if ends.area is None else np.asarray(ends.area)
        kept = np.flatnonzero(hours <= limit_hours)
        column, row = np.floor(places[kept] / _BLOCK_DEG).astype(np.int64).T
        key = (column * 1000 + row) * 1000 + area[kept]
        _, block = np.unique(key, return_inverse=True)
        order = kept[np.argsort(block, kind="stable")]
        count = np.bincount(block)
        first = np.concatenate([[0], np.cumsum(count)]).astype(np.int64)
        if not len(kept):
            empty = np.empty(0)
            none = np.empty((0, 3))
            return cls(vectors, hours, slow, area, order, first[:1], none, empty, empty, empty)

        inside = np.repeat(np.arange(len(count)), count)
        sums = np.add.reduceat(vectors[order], first[:-1])
        middle = sums / np.linalg.norm(sums, axis=1)[:, None]
        apart = _angle(np.linalg.norm(vectors[order] - middle[inside], axis=1))
        return cls(
            *(vectors, hours, slow, area, order, first, middle),
            np.maximum.reduceat(apart, first[:-1]),
            np.minimum.reduceat(hours[order], first[:-1]),
            np.minimum.reduceat(slow[order], first[:-1]),
        )

    @property
    def count(self) -> LongArray:
        """How many places each block has."""
        return np.diff(self.first)

    @property
    def block_area(self) -> LongArray:
        """Area of each block."""
        return self.area[self.order[self.first[:-1]]]


def _angle(chord: FloatArray) -> FloatArray:
    return np.asarray(2 * np.arcsin(np.minimum(chord / 2, 1.0)), np.float64)


def _pairs_of(
    here: _Blocks, there: _Blocks, limit_hours: float, pace: Pace
) -> Iterator[tuple[float, LongArray, LongArray]]:
    """Yield pairs of blocks that may hold a line, the nearest first, many at a time.

    With each lot comes the distance that none of its lines, nor of any later, is shorter than.
    """
    cosine = np.clip(here.middle @ there.middle.T, -1.0, 1.0)
    apart = np.arccos(cosine) - here.radius[:, None] - there.radius[None, :]
    # Rounding of the arc cosine near zero is some 1e-8, a tenth of a metre.
    least = np.maximum(apart - 1e-7, 0.0) * EARTH_RADIUS_KM
    slow_km = here.least_slow_km[:, None] + there.least_slow_km[None, :]
    areas = (here.block_area[:, None], there.block_area[None, :])
    hours: FloatArray = pace.least_hours(least, slow_km, areas)
    hours = hours + here.least[:, None] + there.least[None, :]
    one, two = np.nonzero(hours <= limit_hours)
    order = np.argsort(least[one, two], kind="stable")
    one, two, least = one[order], two[order], least[one[order], two[order]]
    sizes = np.cumsum(here.count[one] * there.count[two])
    lots = np.flatnonzero(np.diff(sizes // _PAIRS_AT_ONCE, prepend=0))
    for begin, end in zip([0, *lots.tolist()], [*lots.tolist(), len(one)], strict=True):
        if begin < end:
            yield float(least[begin]), one[begin:end], two[begin:end]


def _members(
    here: _Blocks, there: _Blocks, one: LongArray, two: LongArray
) -> tuple[LongArray, LongArray]:
    """Return all pairs of places of pairs of blocks."""
    across = there.count[two]
    sizes = here.count[one] * across
    pair = np.repeat(np.arange(len(one)), sizes)
    within = np.arange(len(pair)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    row, column = np.divmod(within, across[pair])
    return (
        here.order[here.first[one[pair]] + row],
        there.order[there.first[two[pair]] + column],
    )
