"""The time-distance chart of a way, after ESCAP's method: kilometres across, hours upwards.

A stretch is a slope, a stay a vertical step. Places are shares of the picture in per cent, so
that lines stretch with the page while letters keep their size.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import Final, NamedTuple

from webmap.alignment import Alignment, Halt, Step

LEFT, RIGHT, TOP, BOTTOM = 1.0, 98.5, 6.0, 90.0
"""Sides of the drawn area, in per cent of the picture."""
_TICKS: Final = 6
"""About so many labels on an axis."""
_NICE: Final = (1, 2, 2.5, 5, 10)
_DAY: Final = 24
_LABEL_ROOM: Final = (9.0, 5.0)
"""How far apart, across and upwards, the names of stops stand, in per cent."""


class Mark(NamedTuple):
    """One element of the chart: a stretch or a stay."""

    number: int
    """Position among the elements of the way, from 0."""
    step: Step
    begin: tuple[float, float]
    end: tuple[float, float]
    """Across and down, in per cent."""


class Dot(NamedTuple):
    """A stop on the chart."""

    number: int
    halt: Halt
    at: tuple[float, float]
    named: bool
    """Whether there is room for its name."""


class Tick(NamedTuple):
    """A label on an axis."""

    value: float
    at: float
    """Across or down, in per cent."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that the picture draws."""

    marks: tuple[Mark, ...]
    dots: tuple[Dot, ...]
    days: tuple[Tick, ...]
    km: tuple[Tick, ...]


def time_distance(way: Alignment) -> Chart:
    """Return the chart of a way."""
    most_km, most_hours = way.km, max(way.hours[1], way.steps[-1].hours[1])

    def at(km: float, hours: float) -> tuple[float, float]:
        across = LEFT + (RIGHT - LEFT) * _share(km, most_km)
        down = BOTTOM - (BOTTOM - TOP) * _share(hours, most_hours)
        return round(across, 3), round(down, 3)

    marks, dots = [], []
    for number, one in enumerate(way.elements):
        if isinstance(one, Halt):
            dots.append(Dot(number, one, at(one.km, one.hours), named=True))
        else:
            begin, end = at(one.km[0], one.hours[0]), at(one.km[1], one.hours[1])
            marks.append(Mark(number, one, begin, end))
    days = [Tick(day, at(0, day * _DAY)[1]) for day in nice_ticks(most_hours / _DAY)]
    km = [Tick(value, at(value, 0)[0]) for value in nice_ticks(most_km)]
    return Chart(tuple(marks), tuple(_named(dots)), tuple(days), tuple(km))


def nice_ticks(most: float) -> list[float]:
    """Return round values from zero up to a greatest one.

    Examples
    --------
    >>> nice_ticks(13_020)
    [0.0, 2500.0, 5000.0, 7500.0, 10000.0, 12500.0]
    >>> nice_ticks(3.2)
    [0.0, 1.0, 2.0, 3.0]
    """
    if most <= 0:
        return [0.0]
    power = 1.0
    while power * _NICE[-1] * _TICKS < most:
        power *= 10
    # Days and kilometres are whole on the axis.
    steps = [nice * power for nice in _NICE if (nice * power).is_integer()]
    step = next(step for step in steps if ceil(most / step) <= _TICKS)
    return [step * i for i in range(int(most / step) + 1)]


def _share(value: float, most: float) -> float:
    return value / most if most > 0 else 0.0


def _named(dots: list[Dot]) -> list[Dot]:
    """Return the stops, those with a name too near to another's without one: the ends stay."""
    room_x, room_y = _LABEL_ROOM
    taken = [dots[-1].at]
    found = []
    for dot in dots[:-1]:
        free = all(
            abs(dot.at[0] - other[0]) >= room_x or abs(dot.at[1] - other[1]) >= room_y
            for other in taken
        )
        if free:
            taken.append(dot.at)
        found.append(dot._replace(named=free))
    return [*found, dots[-1]]


def is_continuous(chart: Chart) -> bool:
    """Tell whether every element begins where the one before it ends.

    Examples
    --------
    >>> is_continuous(Chart((), (), (), ()))
    True
    """
    return all(before.end == after.begin for before, after in pairwise(chart.marks))
