"""Say how far a figure is on its way: progress, the pace that is still needed, the course."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from layers._comparable import Figure, basis_mismatch, dated, is_whole_year, year_of

COURSE_POINTS = 2
"""Whole-year actuals that a straight line needs."""
_DAYS_PER_YEAR = 365.25
_NO_RATIO_UNITS = frozenset({"rank", "pp"})
"""Units in which a ratio of actual to target says nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """The latest actual of the target's basis, over the target; no baseline is known."""

    ratio: float
    actual: Figure


@dataclass(frozen=True, kw_only=True, slots=True)
class Pace:
    """What it takes, or took, to go from the latest actual to the target in time."""

    years: float
    per_year: float
    """In the unit of the target."""
    rate: float | None
    """Growth a year, 0.1 for 10 %; None where the actual is zero."""
    actual: Figure


def on_basis(target: Figure, actuals: Sequence[Figure]) -> list[Figure]:
    """Return the actuals that count as the target does, of any year, oldest first."""
    return [row for row in dated(actuals) if basis_mismatch(target, row) is None]


def progress(target: Figure, actuals: Sequence[Figure], direction: str) -> Progress | None:
    """Return how much of a target's level the latest actual is.

    Parameters
    ----------
    target, actuals
        A target with a value, and the actuals of the same feature and indicator.
    direction
        Of the indicator: only where higher is better does the ratio say anything.

    Returns
    -------
    progress
        None without an actual of the target's basis, for ranks, leads, ranges and ceilings.
    """
    rows = on_basis(target, actuals)
    if not rows or not _has_ratio(target, direction):
        return None
    actual = rows[-1]
    if actual["comparator"] == "range":
        return None
    return Progress(ratio=float(actual["value"]) / float(target["value"]), actual=actual)


def _has_ratio(target: Figure, direction: str) -> bool:
    return (
        direction == "higher"
        and target["comparator"] in {"=", ">=", ">", "~"}
        and target["unit"] not in _NO_RATIO_UNITS
        and float(target["value"]) > 0
    )


def pace(target: Figure, actuals: Sequence[Figure], direction: str) -> Pace | None:
    """Return the yearly gain from the latest exact actual to the target.

    Returns
    -------
    pace
        None where `progress` is, where the actual is a bound, of the target's own time or
        later, or has reached the target's level already.
    """
    done = progress(target, actuals, direction)
    if done is None or target["cumulative"] or done.actual["comparator"] != "=":
        return None
    gap = float(target["value"]) - float(done.actual["value"])
    years = _years_between(done.actual, target)
    if years <= 0 or gap <= 0:
        return None
    rate = (1 / done.ratio) ** (1 / years) - 1 if done.ratio > 0 else None
    return Pace(years=years, per_year=gap / years, rate=rate, actual=done.actual)


def _years_between(actual: Figure, target: Figure) -> float:
    if is_whole_year(actual) and is_whole_year(target):
        return float(year_of(target) - year_of(actual))
    first, last = (date.fromisoformat(row["period_end"]) for row in (actual, target))
    return (last - first).days / _DAYS_PER_YEAR


def projected(target: Figure, actuals: Sequence[Figure]) -> float | None:
    """Return where a straight line through the last two whole years stands in the target's year.

    Returns
    -------
    value
        In the unit of the target; None for running totals, for targets of no whole year, and
        without two exact whole-year actuals before the target's year.
    """
    if target["cumulative"] or not is_whole_year(target):
        return None
    years = {
        year_of(row): float(row["value"])
        for row in on_basis(target, actuals)
        if is_whole_year(row) and row["comparator"] == "=" and year_of(row) < year_of(target)
    }
    if len(years) < COURSE_POINTS:
        return None
    before, last = sorted(years)[-COURSE_POINTS:]
    slope = (years[last] - years[before]) / (last - before)
    return years[last] + slope * (year_of(target) - last)
