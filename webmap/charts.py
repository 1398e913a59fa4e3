"""Draw time series as inline SVG by pygal; colours and fonts come from style sheets."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import floor, log10
from typing import Any, Final
from xml.etree.ElementTree import Element, tostring

import pygal
from markupsafe import Markup

# pygal leaves an import hook of the old protocol behind, at which strict importers fail (pytest's
# among them); it only serves plug-ins that the atlas does not have.
sys.meta_path[:] = [finder for finder in sys.meta_path if hasattr(finder, "find_spec")]

Point = tuple[float, float]
"""A year, which may have a fraction, and a value in the unit of the series."""

NO_YEARS: Final[frozenset[float]] = frozenset()

_GAP_YEARS: Final = 1.5
"""Points further apart than this have a year missing between them."""
_TICKS: Final = 4
"""About so many labels on the value axis."""
_NICE_STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
_BARE: Final[dict[str, Any]] = {
    "js": (),
    "css": (),
    "explicit_size": True,
    "no_prefix": True,
    "show_legend": False,
    "allow_interruptions": True,
    "disable_xml_declaration": True,
}
"""No style, no script and no ids in the picture: pages bring their own styles."""


def trend_svg(
    points: Sequence[Point],
    *,
    target: Point | None = None,
    label: str,
    inexact: frozenset[float] = NO_YEARS,
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
    inexact
        Years whose value is a bound or an "about": their dots are open.
    width, height
        Size in px.

    Returns
    -------
    chart
        SVG with the classes `serie-0` for the series, `serie-1` for zero,
        `serie-2` for the rule and `serie-3` for the dot of the target; empty when there are fewer
        than two points, since one point is no trend.

    Examples
    --------
    >>> "serie-3" in trend_svg([(2024, 1), (2025, 2)], target=(2025, 3), label="Trains")
    True
    >>> trend_svg([(2025, 3000)], label="Trains")
    Markup('')
    """
    if len(points) < 2:
        return Markup("")
    chart = pygal.XY(
        **_BARE,
        width=width,
        height=height,
        margin=4,
        dots_size=2.5,
        show_x_labels=False,
        show_y_labels=False,
        range=_range(points, target),
    )
    return _drawn(chart, points, target, inexact, {"class": "chart trend-chart", "label": label})


def series_svg(
    points: Sequence[Point],
    *,
    target: Point | None = None,
    label: str,
    inexact: frozenset[float] = NO_YEARS,
    tick: Callable[[float], str],
) -> Markup:
    """Return a series with its axes, drawn as `trend_svg` draws it.

    Parameters
    ----------
    points, target, label, inexact
        As of `trend_svg`; a single point is drawn too.
    tick
        Writes a value of the axis for readers.

    Examples
    --------
    >>> svg = series_svg([(2024, 1), (2025, 2)], label="Trains", tick=lambda value: f"{value:g}")
    >>> ">2024</text>" in svg
    True
    """
    if not points:
        return Markup("")
    low, high = _range(points, target)
    years = sorted({int(year) for year, _ in [*points, *([target] if target else [])]})
    ticks = _ticks(low, high)
    chart = pygal.XY(
        **_BARE,
        width=640,
        height=260,
        margin=8,
        dots_size=3,
        range=(ticks[0], ticks[-1]),
        x_labels=_spread(years),
        x_value_formatter=lambda year: f"{year:.0f}",
        y_labels=[{"value": value, "label": tick(value)} for value in ticks],
    )
    return _drawn(chart, points, target, inexact, {"class": "chart series-chart", "label": label})


def _range(points: Sequence[Point], target: Point | None) -> tuple[float, float]:
    """Return the ends of a value axis that holds zero, every point and the target."""
    values = [0.0, *(value for _, value in points), *([target[1]] if target else [])]
    low, high = min(values), max(values)
    return (low, high) if high > low else (low, low + 1)


def _ticks(low: float, high: float) -> list[float]:
    """Return round values from the lowest to beyond the highest, a handful of them.

    Examples
    --------
    >>> _ticks(0, 3200)
    [0.0, 1000.0, 2000.0, 3000.0, 4000.0]
    """
    rough = (high - low) / _TICKS
    size = 10.0 ** floor(log10(rough))
    step = next(nice * size for nice in _NICE_STEPS if nice * size >= rough * (1 - 1e-9))
    first, last = int(low // step), int(-(-high // step))
    return [round(number * step, 10) for number in range(first, last + 1)]


def _spread(years: Sequence[int], most: int = 12) -> list[int]:
    """Return every year, or every second, third ... where they would stand too close."""
    span = range(years[0], years[-1] + 1)
    step = -(-len(span) // most)
    return [year for year in span if (years[-1] - year) % step == 0]


def _drawn(
    chart: pygal.XY,
    points: Sequence[Point],
    target: Point | None,
    inexact: frozenset[float],
    names: Mapping[str, str],
) -> Markup:
    """Add the series to a chart and return it as SVG without styles, scripts and tool tips."""
    series = sorted(points)
    chart.add("", [_mark(point, inexact) for point in _with_gaps(series)])
    first, last = series[0][0], series[-1][0]
    ends = (min(first, target[0]), max(last, target[0])) if target else (first, last)
    chart.add("", [(end, 0) for end in ends], show_dots=False)
    if target:
        chart.add("", [(end, target[1]) for end in ends], show_dots=False)
        chart.add("", [target])
    root = chart.render_tree()
    graph = next(part for part in root if part.get("class", "").startswith("graph"))
    _strip(graph)
    size = {"width": root.get("width"), "height": root.get("height")}
    view = {"viewBox": root.get("viewBox"), "class": names["class"]}
    svg = Element("svg", {**size, **view, "role": "img", "aria-label": names["label"]})
    svg.append(graph)
    # Built from parsed elements, so every text in it is escaped.
    return Markup(tostring(svg, encoding="unicode"))  # noqa: S704


def _with_gaps(series: Sequence[Point]) -> Iterator[Point | None]:
    """Yield the points of a yearly series, and None where a year is missing."""
    for before, point in pairwise(series):
        yield before
        if point[0] - before[0] > _GAP_YEARS:
            yield None
    yield series[-1]


def _mark(point: Point | None, inexact: frozenset[float]) -> dict[str, Any] | None:
    """Return a point as pygal takes it, with the class of its dot."""
    if point is None:
        return None
    return {"value": point, "node": {"class": "dot inexact" if point[0] in inexact else "dot"}}


def _strip(part: Element) -> None:
    """Take out what only pygal's own script and styles would use.

    Shapes get plain attributes, which style sheets override: without one, as in mail, a line is
    a line and no black area.
    """
    for child in list(part):
        words = set(child.get("class", "").split())
        if child.tag in {"desc", "title"} or {"tooltip-overlay", "text-overlay"} & words:
            part.remove(child)
            continue
        if {"background", "line"} & words:
            child.set("fill", "none")
        if "line" in words:
            child.set("stroke", "currentColor")
        _strip(child)
