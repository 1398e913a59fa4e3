"""The yearly series behind a chart: one value a year, one scope, gaps left as gaps."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from layers import Figure, is_whole_year, scope_of, surest_first
from webmap.charts import Point


def yearly(rows: Sequence[Figure]) -> dict[str, list[Figure]]:
    """Return the whole-year actuals by scope, oldest first, the surest of each year."""
    kept = [
        row
        for row in rows
        if row["kind"] == "actual"
        and not row["cumulative"]
        and not pd.isna(row["value"])
        and is_whole_year(row)
    ]
    series: dict[str, dict[str, Figure]] = {}
    for row in surest_first(kept):
        series.setdefault(scope_of(row), {}).setdefault(row["period_end"], row)
    return {scope: [found[end] for end in sorted(found)] for scope, found in series.items()}


def longest_series(rows: Sequence[Figure], target: Figure | None) -> list[Figure]:
    """Return the series of the target's scope, else the longest one; empty where there is none."""
    series = yearly(rows)
    if target is not None and scope_of(target) in series:
        return series[scope_of(target)]
    return max(series.values(), key=len, default=[])


def points_of(years: Sequence[Figure]) -> list[Point]:
    """Return the years and values of a series."""
    return [(float(row["period_end"][:4]), float(row["value"])) for row in years]


def inexact_years(years: Sequence[Figure]) -> frozenset[float]:
    """Return the years of which only a bound or an "about" is known."""
    return frozenset(float(row["period_end"][:4]) for row in years if row["comparator"] != "=")


def goal_of(target: Figure | None) -> Point | None:
    """Return the year and value of a target that can stand in a chart of whole years."""
    if target is None or pd.isna(target["value"]) or target["cumulative"]:
        return None
    if not is_whole_year(target):
        return None
    return float(target["period_end"][:4]), float(target["value"])
