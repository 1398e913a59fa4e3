"""What can be reached in how many hours: from the nodes of a network to the ground between them.

A place is reached from whichever node gets there first: the hours of the node and the distance to
it, on the sphere, at the speed of access. Which node that is spreads over a grid from cell to cell,
over land of one zone only; the hours are then those of the node itself, not of the way over the
grid. Of the nodes in one cell only the first at its middle is looked at. So the field is never too
early, and too late by no more than it takes to cross a cell from corner to corner. A straight way
from a node may cut the corner of a bay; a strait is not crossed, nor a border between zones: what
crosses it is the network, with its wait.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from rasterio.features import shapes
from shapely.geometry import MultiPolygon, shape

from geo.errors import NetworkError
from geo.graph import BoolArray, FloatArray
from geo.grid import Grid, arc_km, half_diagonal_km
from geo.sphere import EARTH_RADIUS_KM, unit_vectors

_SEA = -1
_AROUND = ((-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1))
_CELLS_AT_ONCE = 128
"""How many cells' width the front moves before later cells may go on: the fewer, the less is done
twice, but the more often."""

_KM_PER_DEGREE = np.pi * EARTH_RADIUS_KM / 180

LongArray = npt.NDArray[np.int64]
ZoneArray = npt.NDArray[np.int16]
FieldArray = npt.NDArray[np.float32]


class Band(NamedTuple):
    """Ground that is reached within a limit, but not within the one before."""

    limit_hours: float
    area: MultiPolygon
    """In degrees; its edges are those of cells."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A grid with its land: made once for many fields."""

    grid: Grid
    access_kmh: float
    _zone: ZoneArray
    """Zone of each cell, with one cell of sea on every side."""
    _sines: tuple[FloatArray, FloatArray, FloatArray, FloatArray]
    """Cosine and sine of the latitude of each row and of the longitude of each column."""

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
            Which cells are land, row by row; all by default. Or the zone of each cell: nothing
            spreads from one to another, and a negative one is the sea.

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
        zone = np.zeros(size, np.int16) if land is None else np.asarray(land)
        if zone.shape != size:
            msg = f"The land has the shape {zone.shape}; expected {size}."
            raise NetworkError(msg)
        if zone.dtype == bool:
            zone = zone.astype(np.int16) - 1
        row, column = np.arange(grid.height + 2) - 0.5, np.arange(grid.width + 2) - 0.5
        lat = np.radians(grid.north - row * grid.step_deg)
        lon = np.radians(grid.west + column * grid.step_deg)
        padded = np.pad(zone.astype(np.int16), 1, constant_values=_SEA)
        return cls(grid, access_kmh, padded, (np.cos(lat), np.sin(lat), np.cos(lon), np.sin(lon)))

    @property
    def zone(self) -> ZoneArray:
        """Zone of each cell, row by row; negative at sea."""
        inside: ZoneArray = self._zone[1:-1, 1:-1]
        return inside

    @property
    def land(self) -> BoolArray:
        """Which cells are land, row by row."""
        return self.zone > _SEA

    def hours(
        self,
        node_hours: FloatArray,
        places: FloatArray,
        *,
        zone: npt.ArrayLike | None = None,
        reach_km: npt.ArrayLike = np.inf,
        limit_hours: float = np.inf,
    ) -> FieldArray:
        """Return the hours to the middle of each cell.

        Parameters
        ----------
        node_hours
            Hours to each node of a network; inf for those out of reach.
        places
            Longitude and latitude of each node, in degrees.
        zone
            Zone that each node is in: it starts no cell of another one. Any by default.
        reach_km
            How far from each node one may go, or from all of them.
        limit_hours
            Do not look further.

        Returns
        -------
        field
            Rows from the north; nan at sea and where nothing arrives within the limit.
        """
        hours = np.asarray(node_hours, np.float64)
        padded = self._padded(places)
        here = self._zone.ravel()[padded]
        is_start = (here > _SEA) & np.isfinite(hours) & (hours <= limit_hours)
        if zone is not None:
            is_start &= here == np.asarray(zone)
        node = np.flatnonzero(is_start)
        wave = _Wave.at_rest(
            self._zone.size,
            hours[node],
            (hours + np.asarray(reach_km, np.float64) / self.access_kmh)[node],
            unit_vectors(*np.asarray(places, np.float64)[node].T).reshape(-1, 3),
        )
        self._spread(wave, padded[node], limit_hours)
        is_reached = np.isfinite(wave.hours) & (wave.hours <= limit_hours)
        field = np.where(is_reached, wave.hours, np.nan).reshape(self._zone.shape)
        return _rounded_up(field[1:-1, 1:-1])

    def _padded(self, places: FloatArray) -> LongArray:
        """Return the cell of each place among those with the sea around them; 0 is outside."""
        cell = self.grid.cells(places)
        row, column = np.divmod(cell, self.grid.width)
        return np.where(cell < 0, 0, (row + 1) * self._zone.shape[1] + column + 1)

    def _spread(self, wave: "_Wave", cell: LongArray, limit_hours: float) -> None:
        """Let nodes take the cells that they are in, and hand them on, the earliest first."""
        arrival = self._exact(cell, np.arange(len(cell)), wave)
        order = np.lexsort((arrival, cell))
        first = order[np.flatnonzero(np.diff(cell[order], prepend=-1))]
        first = first[arrival[first] <= np.minimum(wave.latest[first], limit_hours)]
        wave.take(cell[first], first, arrival[first])
        front = _CELLS_AT_ONCE * self.grid.step_deg * _KM_PER_DEGREE / self.access_kmh
        queues: dict[int, list[LongArray]] = {}
        _queue(queues, cell[first], np.floor(arrival[first] / front))
        while queues:
            turn = min(queues)
            active = wave.due(np.concatenate(queues.pop(turn)))
            moved = self._further(wave, active, limit_hours)
            # What comes later may be overtaken before its turn.
            _queue(queues, moved, np.maximum(np.floor(wave.hours[moved] / front), turn))

    def _further(self, wave: "_Wave", active: LongArray, limit_hours: float) -> LongArray:
        """Let cells hand their nodes to the cells around; return those that now have to."""
        zone, label = self._zone.ravel(), wave.label[active]
        moved = []
        for step in _AROUND:
            there = self._beside(active, step)
            is_open = (zone[there] == zone[active]) & (wave.label[there] != label)
            tried, other = there[is_open], label[is_open]
            arrival = self._exact(tried, other, wave)
            better = (arrival < wave.hours[tried]) & (arrival <= limit_hours)
            better &= arrival <= wave.latest[other]
            wave.take(tried[better], other[better], arrival[better])
            moved.append(tried[better])
        return np.concatenate(moved)

    def _exact(self, cell: LongArray, label: LongArray, wave: "_Wave") -> FloatArray:
        """Return the hours from nodes to the middles of cells."""
        row, column = np.divmod(cell, self._zone.shape[1])
        cos_lat, sin_lat, cos_lon, sin_lon = self._sines
        x, y, z = wave.vectors[label].T
        square = (cos_lat[row] * cos_lon[column] - x) ** 2
        square += (cos_lat[row] * sin_lon[column] - y) ** 2
        square += (sin_lat[row] - z) ** 2
        arc = 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(np.sqrt(square) / 2, 1))
        return np.asarray(wave.node_hours[label] + arc / self.access_kmh, np.float64)

    def _beside(self, cell: LongArray, step: tuple[int, int]) -> LongArray:
        """Return the cells that lie a step down and right of some."""
        width = self._zone.shape[1]
        beside: LongArray = cell + step[0] * width + step[1]
        if self.grid.is_round and step[1]:
            column = beside % width
            beside[column == 0] += self.grid.width
            beside[column == width - 1] -= self.grid.width
        return beside


@dataclass(frozen=True, slots=True)
class _Wave:
    """Which node gets to each cell first, as far as is known."""

    hours: FloatArray
    label: npt.NDArray[np.int32]
    is_waiting: BoolArray
    """Cells that have yet to hand their node on."""
    seen: npt.NDArray[np.int32]
    """Where a cell stands in a list, for finding doubles."""
    node_hours: FloatArray
    latest: FloatArray
    """Hours beyond which a node serves no cell: it would be too far off."""
    vectors: FloatArray

    @classmethod
    def at_rest(
        cls, size: int, node_hours: FloatArray, latest: FloatArray, vectors: FloatArray
    ) -> "_Wave":
        label = np.full(size, -1, np.int32)
        hours, is_waiting = np.full(size, np.inf), np.zeros(size, bool)
        return cls(hours, label, is_waiting, label.copy(), node_hours, latest, vectors)

    def due(self, cell: LongArray) -> LongArray:
        """Return which cells wait, each once; they wait no longer."""
        waiting = cell[self.is_waiting[cell]]
        self.is_waiting[waiting] = False
        self.seen[waiting] = np.arange(len(waiting))
        once: LongArray = waiting[self.seen[waiting] == np.arange(len(waiting))]
        return once

    def take(self, cell: LongArray, label: LongArray, arrival: FloatArray) -> None:
        """Give cells their nodes."""
        self.hours[cell], self.label[cell] = arrival, label
        self.is_waiting[cell] = True


def _queue(queues: dict[int, list[LongArray]], cell: LongArray, turn: FloatArray) -> None:
    """Put cells into the queues of their turns."""
    order = np.argsort(turn, kind="stable")
    starts = np.flatnonzero(np.diff(turn[order], prepend=-1))
    for piece, first in zip(np.split(cell[order], starts[1:]), starts, strict=False):
        queues.setdefault(int(turn[order[first]]), []).append(piece)


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
    latest = latest_hours(field, ground)
    place = np.searchsorted(limits, np.where(np.isnan(latest), np.inf, latest)).astype(np.uint8)
    pieces: dict[int, list[Any]] = {number: [] for number in range(len(limits))}
    for outline, number in shapes(
        place, mask=place < len(limits), connectivity=4, transform=ground.grid.transform
    ):
        pieces[int(number)].append(shape(outline))
    return [Band(float(limit), MultiPolygon(pieces[number])) for number, limit in enumerate(limits)]


def latest_hours(field: FieldArray, ground: Ground) -> FieldArray:
    """Return the hours within which all of each cell is reached, by way of its middle.

    Parameters
    ----------
    field
        What `Ground.hours` made.
    ground
        The ground that it was made on.

    Returns
    -------
    latest
        nan where the field is.

    Examples
    --------
    >>> ground = Ground.of(Grid(0, 0.1, 0.1, 1, 1), 30.0)
    >>> field = ground.hours(np.array([0.0]), np.array([[0.05, 0.05]]))
    >>> [f"{hours:.2f}" for hours in latest_hours(field, ground)[0]]
    ['0.26']
    """
    corner = half_diagonal_km(ground.grid)[:, None] / ground.access_kmh
    return _rounded_up(np.asarray(field, np.float64) + corner)


def hours_at(field: FieldArray, ground: Ground, places: FloatArray) -> FloatArray:
    """Return the hours to places: by way of the middle of their own cell or of one beside it.

    A town on the shore may lie in a cell whose middle is at sea: it is reached from the next.

    Parameters
    ----------
    field
        What `Ground.hours` made.
    ground
        The ground that it was made on.
    places
        Longitude and latitude of each, in degrees.

    Returns
    -------
    hours
        Never too early; nan where no cell near is reached.

    Examples
    --------
    >>> ground = Ground.of(Grid(0, 1, 0.1, 10, 10), 30.0)
    >>> field = ground.hours(np.array([0.0]), np.array([[0.55, 0.55]]))
    >>> hours_at(field, ground, np.array([[0.55, 0.55], [0.65, 0.55], [9, 9]])).round(2).tolist()
    [0.0, 0.37, nan]
    """
    grid = ground.grid
    where = np.asarray(places, np.float64).reshape(-1, 2)
    cell = grid.cells(where)
    row, column = np.divmod(cell, grid.width)
    spot, middle = unit_vectors(*where.T), grid.latitudes()
    best = np.full(len(where), np.inf)
    for down, right in ((0, 0), *_AROUND):
        there = column + right
        there = there % grid.width if grid.is_round else there
        is_inside = (cell >= 0) & (row + down >= 0) & (row + down < grid.height)
        is_inside &= (there >= 0) & (there < grid.width)
        r, c = np.where(is_inside, row + down, 0), np.where(is_inside, there, 0)
        centre = unit_vectors(grid.west + (c + 0.5) * grid.step_deg, middle[r])
        hours = field[r, c] + arc_km(spot, centre) / ground.access_kmh
        best = np.fmin(best, np.where(is_inside, hours, np.nan))
    return np.where(np.isfinite(best), best, np.nan)


def _rounded_up(hours: FloatArray) -> FieldArray:
    """Return hours in single precision, none of them earlier than they were."""
    short = hours.astype(np.float32)
    return np.where(short < hours, np.nextafter(short, np.float32(np.inf)), short)
