"""Draw small time series as inline SVG; colours come from style sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from markupsafe import Markup

Point = tuple[float, float]
"""A year, which may have a fraction, and a value in the unit of the series."""

_PAD_PX: Final = 4.0
_GAP_YEARS: Final = 1.5
"""Points further apart than this many usual steps have a gap between them."""


def trend_svg(
    points: Sequence[Point],
    *,
    target: Point | None = None,
    label: str,
    width: int = 110,
    height: int = 44,
) -> Markup:
    """Return a series as a line with its last point marked, and its target as a dotted rule.

    The value axis starts at zero, so that heights may be compared. A missing
    year stays a gap: a point with no neighbour is a dot, never a guess.

    Parameters
    ----------
    points
        Years and values, in any order.
    target
        Year and value to be reached, in the unit of the series.
    label
        What the picture says, in words; read aloud in place of it.
    width, height
        Size in px.

    Returns
    -------
    chart
        SVG with the classes `line`, `dot`, `dot-last`, `baseline`,
        `target-rule` and `target-dot`; empty when there are fewer than two
        points, since one point is no trend.

    Examples
    --------
    >>> "target-rule" in trend_svg([(2024, 1), (2025, 2)], target=(2025, 3), label="Trains")
    True
    >>> trend_svg([(2025, 3000)], label="Trains")
    Markup('')
    """
    if len(points) < 2:
        return Markup("")
    series = sorted(points)
    to_px = _Scale([*series, target] if target else series, width=width, height=height)
    marks = [_rule("baseline", to_px((series[0][0], 0)), width)]
    marks += [_line([to_px(point) for point in run]) for run in _runs(series)]
    marks.append(_dot("dot dot-last", to_px(series[-1])))
    if target:
        marks += [_rule("target-rule", to_px(target), width), _dot("target-dot", to_px(target))]
    return Markup(
        '<svg class="trend-chart" role="img" aria-label="{label}" width="{width}"'
        ' height="{height}" viewBox="0 0 {width} {height}">{marks}</svg>'
    ).format(label=label, width=width, height=height, marks=Markup("").join(marks))


class _Scale:
    """Map years and values to px, with y down."""

    def __init__(self, points: Sequence[Point], *, width: int, height: int) -> None:
        years = [year for year, _ in points]
        values = [0.0, *(value for _, value in points)]
        self._first, self._low = min(years), min(values)
        self._years = (max(years) - self._first) or 1
        self._span = (max(values) - self._low) or 1
        self._width, self._height = width - 2 * _PAD_PX, height - 2 * _PAD_PX

    def __call__(self, point: Point) -> Point:
        """Return the place of a point in px."""
        return (
            _PAD_PX + self._width * ((point[0] - self._first) / self._years),
            _PAD_PX + self._height * (1 - (point[1] - self._low) / self._span),
        )


def _runs(series: Sequence[Point]) -> Iterator[list[Point]]:
    """Yield the stretches of a sorted yearly series that have no year missing inside."""
    run = [series[0]]
    for before, point in pairwise(series):
        if point[0] - before[0] > _GAP_YEARS:
            yield run
            run = []
        run.append(point)
    yield run


def _line(run: Sequence[Point]) -> Markup:
    """Return a stretch as a line, or as a dot where it is a single point."""
    if len(run) == 1:
        return _dot("dot", run[0])
    places = " ".join(f"{x:.1f},{y:.1f}" for x, y in run)
    return Markup('<polyline class="line" points="{}" fill="none"/>').format(places)


def _dot(cls: str, place: Point) -> Markup:
    return Markup('<circle class="{}" cx="{}" cy="{}" r="2.5"/>').format(
        cls, f"{place[0]:.1f}", f"{place[1]:.1f}"
    )


def _rule(cls: str, place: Point, width: int) -> Markup:
    """Return a level line across the whole chart at the height of a point."""
    return Markup('<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
        cls, f"{_PAD_PX:g}", f"{width - _PAD_PX:g}", *([f"{place[1]:.1f}"] * 2)
    )
