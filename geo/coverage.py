"""What can be reached in how many hours: from the nodes of a network to the ground between them.

A place is reached from whichever node gets there first: the hours of the node and the distance to
it, on the sphere, at the speed of access. Which node that is spreads over a grid from cell to cell,
over land only; the hours are then those of the node itself, not of the way over the grid. Of the
nodes in one cell only the first at its middle is looked at. So the field is never too early, and
too late by no more than it takes to cross a cell from corner to corner. A straight way from a node
may cut the corner of a bay; a strait is not crossed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from rasterio.features import shapes
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from shapely.geometry import MultiPolygon, shape

from geo.errors import NetworkError
from geo.graph import BoolArray, FloatArray
from geo.grid import Grid, arc_km, half_diagonal_km
from geo.sphere import unit_vectors

_AROUND = ((-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1))

LongArray = npt.NDArray[np.int64]
FieldArray = npt.NDArray[np.float32]


class Band(NamedTuple):
    """Ground that is reached within a limit, but not within the one before."""

    limit_hours: float
    area: MultiPolygon
    """In degrees; its edges are those of cells."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A grid with its land, and how cells of land touch: made once for many fields."""

    grid: Grid
    land: BoolArray
    access_kmh: float
    _cell: LongArray
    """Cell of each numbered piece of land."""
    _number: LongArray
    """Number of each cell; -1 at sea."""
    _steps: csr_array
    _unit: FloatArray
    """Middle of each numbered piece of land as a unit vector."""

    @classmethod
    def of(cls, grid: Grid, access_kmh: float, land: npt.ArrayLike | None = None) -> "Ground":
        """Lay out the ground.

        Parameters
        ----------
        grid
            The grid.
        access_kmh
            Speed over land away from the network.
        land
            Which cells are land, row by row; all by default.

        Raises
        ------
        NetworkError
            The speed is not positive, or the land does not fit the grid.

        Examples
        --------
        >>> Ground.of(Grid(0, 1, 0.1, 10, 10), 30.0).land.sum()
        np.int64(100)
        """
        if not 0 < access_kmh < np.inf:
            msg = f"access_kmh is {access_kmh:g}; expected a positive speed."
            raise NetworkError(msg)
        size = (grid.height, grid.width)
        mask = np.ones(size, bool) if land is None else np.asarray(land, bool)
        if mask.shape != size:
            msg = f"The land has the shape {mask.shape}; expected {size}."
            raise NetworkError(msg)
        cell = np.flatnonzero(mask.ravel())
        number = np.full(mask.size, -1, np.int64)
        number[cell] = np.arange(len(cell))
        row, column = np.divmod(cell, grid.width)
        lon = grid.west + (column + 0.5) * grid.step_deg
        unit = unit_vectors(lon, grid.latitudes()[row])
        steps = _steps(grid, number.reshape(size))
        return cls(grid, mask, access_kmh, cell, number, steps / access_kmh, unit)

    def hours(
        self, node_hours: FloatArray, places: FloatArray, *, limit_hours: float = np.inf
    ) -> FieldArray:
        """Return the hours to the middle of each cell.

        Parameters
        ----------
        node_hours
            Hours to each node of a network; inf for those out of reach.
        places
            Longitude and latitude of each node, in degrees.
        limit_hours
            Do not look further.

        Returns
        -------
        field
            Rows from the north; nan at sea and where nothing arrives within the limit.
        """
        field = np.full(self.land.size, np.nan, np.float32)
        node, number, arrival = self._arrivals(node_hours, places, limit_hours)
        if len(node):
            label = self._spread(number, arrival, limit_hours)
            near = np.flatnonzero(label >= 0)
            vectors = unit_vectors(*np.asarray(places, np.float64)[node].T)
            found = self._polished(label, node_hours[node], vectors)[near]
            found[found > limit_hours] = np.nan
            field[self._cell[near]] = _rounded_up(found)
        return field.reshape(self.land.shape)

    def _arrivals(
        self, node_hours: FloatArray, places: FloatArray, limit_hours: float
    ) -> tuple[LongArray, LongArray, FloatArray]:
        """Return, for each cell with a node, the one that gets to its middle first."""
        cell = self.grid.cells(places)
        number = np.where(cell >= 0, self._number[cell], -1)
        node = np.flatnonzero((number >= 0) & (node_hours <= limit_hours))
        number = number[node]
        vectors = unit_vectors(*np.asarray(places, np.float64)[node].T)
        arrival = node_hours[node] + arc_km(vectors, self._unit[number]) / self.access_kmh
        order = np.lexsort((arrival, number))
        first = order[np.flatnonzero(np.diff(number[order], prepend=-1))]
        return node[first], number[first], arrival[first]

    def _spread(self, number: LongArray, arrival: FloatArray, limit_hours: float) -> LongArray:
        """Return, for each piece of land, which of the starts reaches it first; -1 for none."""
        count = len(self._cell)
        matrix = self._steps
        start = np.append(matrix.indptr, matrix.indptr[-1] + len(number))
        with_origin = csr_array(
            (
                np.concatenate([matrix.data, arrival]),
                np.concatenate([matrix.indices, number.astype(matrix.indices.dtype)]),
                start.astype(matrix.indptr.dtype),
            ),
            shape=(count + 1, count + 1),
        )
        _, before = dijkstra(
            with_origin, indices=count, return_predecessors=True, limit=limit_hours
        )
        source = before[:count].astype(np.int64)
        label = np.full(count, -1, np.int64)
        begins = number[source[number] == count]
        source[begins] = begins
        source[source < 0] = np.flatnonzero(source < 0)
        while not np.array_equal(further := source[source], source):
            source = further
        label[number] = np.arange(len(number))
        own = np.zeros(count, bool)
        own[begins] = True
        return np.where(own[source], label[source], -1)

    def _polished(self, label: LongArray, hours: FloatArray, vectors: FloatArray) -> FloatArray:
        """Return exact hours from nodes that no neighbour's node gets ahead of.

        The spread measures along the eight directions of the grid, so at first some cells have
        the wrong node. They take over the better ones of their neighbours, until none is better.
        """
        found = np.full(len(label), np.inf)
        active = np.flatnonzero(label >= 0)
        found[active] = self._exact(active, label[active], hours, vectors)
        while len(active):
            changed = np.zeros(len(label), bool)
            for step in _AROUND:
                beside = self._beside(active, step)
                tried = active[(beside >= 0) & (label[beside] != label[active])]
                other = label[self._beside(tried, step)]
                tried, other = tried[other >= 0], other[other >= 0]
                there = self._exact(tried, other, hours, vectors)
                better = there < found[tried]
                found[tried[better]] = there[better]
                label[tried[better]] = other[better]
                changed[tried[better]] = True
            moved = np.flatnonzero(changed)
            around = np.concatenate([self._beside(moved, step) for step in _AROUND])
            changed[around[around >= 0]] = True
            active = np.flatnonzero(changed & (label >= 0))
        return found

    def _exact(
        self, piece: LongArray, label: LongArray, hours: FloatArray, vectors: FloatArray
    ) -> FloatArray:
        return hours[label] + arc_km(vectors[label], self._unit[piece]) / self.access_kmh

    def _beside(self, piece: LongArray, step: tuple[int, int]) -> LongArray:
        """Return the pieces of land that lie a step down and right of some; -1 for none."""
        row, column = np.divmod(self._cell[piece], self.grid.width)
        row, column = row + step[0], column + step[1]
        if self.grid.is_round:
            column %= self.grid.width
        inside = (row >= 0) & (row < self.grid.height)
        inside &= (column >= 0) & (column < self.grid.width)
        cell = np.where(inside, row * self.grid.width + column, 0)
        return np.where(inside, self._number[cell], -1)


def bands(field: FieldArray, ground: Ground, limits_hours: Sequence[float]) -> list[Band]:
    """Return the ground between limits as polygons that hold nothing reached later.

    A cell counts if its furthest corner is reached within the limit, taking the way from its
    middle; so every point of the polygon is.

    Parameters
    ----------
    field
        What `Ground.hours` made.
    ground
        The ground that it was made on.
    limits_hours
        Limits in ascending order.

    Returns
    -------
    bands
        One for each limit; empty polygons where no ground is added.

    Raises
    ------
    NetworkError
        The limits are not ascending.

    Examples
    --------
    >>> ground = Ground.of(Grid(0, 1, 0.1, 10, 10), 30.0)
    >>> field = ground.hours(np.array([0.0]), np.array([[0.5, 0.5]]))
    >>> [round(band.area.area, 2) for band in bands(field, ground, [1.0, 9.0])]
    [0.12, 0.88]
    """
    limits = np.asarray(limits_hours, np.float64)
    if not (np.diff(limits) > 0).all():
        msg = f"The limits are {limits.tolist()}; expected ascending hours."
        raise NetworkError(msg)
    latest = field + half_diagonal_km(ground.grid)[:, None] / ground.access_kmh
    place = np.searchsorted(limits, np.where(np.isnan(latest), np.inf, latest)).astype(np.uint8)
    pieces: dict[int, list[Any]] = {number: [] for number in range(len(limits))}
    for outline, number in shapes(
        place, mask=place < len(limits), connectivity=4, transform=ground.grid.transform
    ):
        pieces[int(number)].append(shape(outline))
    return [Band(float(limit), MultiPolygon(pieces[number])) for number, limit in enumerate(limits)]


def _rounded_up(hours: FloatArray) -> FieldArray:
    """Return hours in single precision, none of them earlier than they were."""
    short = hours.astype(np.float32)
    return np.where(short < hours, np.nextafter(short, np.float32(np.inf)), short)


def _steps(grid: Grid, number: LongArray) -> csr_array:
    """Return the distances in kilometres between cells of land that touch, corners included."""
    middle = grid.latitudes()
    found = []
    for down, right in ((0, 1), (1, 0), (1, 1), (1, -1)):
        here = number[: grid.height - down] if down else number
        there = np.roll(number, -right, axis=1)[down:]
        beside = np.ones(grid.width, bool)
        if not grid.is_round and right:
            beside[-1 if right > 0 else 0] = False
        origin = unit_vectors(np.zeros(grid.height - down), middle[: grid.height - down])
        goal = unit_vectors(np.full(grid.height - down, right * grid.step_deg), middle[down:])
        far = np.broadcast_to(arc_km(origin, goal)[:, None], here.shape)
        both = (here >= 0) & (there >= 0) & beside
        found.append((here[both], there[both], far[both]))
    begins, ends, lengths = (np.concatenate(column) for column in zip(*found, strict=True))
    count = int(number.max(initial=-1)) + 1
    arcs = np.concatenate([begins, ends]), np.concatenate([ends, begins])
    return csr_array((np.concatenate([lengths, lengths]), arcs), shape=(count, count))
