"""Say which figures may be set against each other, and why two may not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal

import pandas as pd

Figure = Mapping[str, Any]
"""One row of `observations`: a dict or a Series."""

Mismatch = Literal["cumulative", "other_scope", "part_year", "other_period"]

YEAR_DAYS = range(364, 366)
"""Days from the first to the last of 365 or 366."""

_CONFIDENCE = {"high": 0, "medium": 1, "low": 2}


def is_whole_year(observation: Figure) -> bool:
    """Tell whether an observation covers one whole year.

    Examples
    --------
    >>> is_whole_year(pd.Series({"period_start": "2025-01-01", "period_end": "2025-12-31"}))
    True
    >>> is_whole_year(pd.Series({"period_start": "2020-01-01", "period_end": "2020-06-30"}))
    False
    """
    if pd.isna(observation["period_start"]) or pd.isna(observation["period_end"]):
        return False
    start = date.fromisoformat(observation["period_start"])
    return (date.fromisoformat(observation["period_end"]) - start).days in YEAR_DAYS


def is_state(observation: Figure) -> bool:
    """Tell whether an observation is a state on one day, such as cities paired by then."""
    return pd.isna(observation["period_start"]) and not pd.isna(observation["period_end"])


def scope_of(observation: Figure) -> str:
    """Return what a figure covers in the words of its row; blank where nothing is said."""
    for name in ("scope", "scope_zh"):
        value = observation.get(name)
        if value is not None and not pd.isna(value):
            return str(value)
    return ""


def year_of(observation: Figure) -> int:
    """Return the year in which the period of an observation ends."""
    return date.fromisoformat(observation["period_end"]).year


def basis_mismatch(target: Figure, actual: Figure) -> Mismatch | None:
    """Return why two figures count differently whatever the year, None where they do not.

    A running total is never set against a year, another scope never against this one (also where
    only one of the two says what it covers), part of a year never against a whole one.

    Examples
    --------
    >>> year = {"period_start": "2025-01-01", "period_end": "2025-12-31", "cumulative": False}
    >>> half = year | {"period_end": "2025-06-30"}
    >>> basis_mismatch(pd.Series(year), pd.Series(half))
    'part_year'
    """
    if bool(target["cumulative"]) != bool(actual["cumulative"]):
        return "cumulative"
    if scope_of(target) != scope_of(actual):
        return "other_scope"
    if target["cumulative"]:
        return None if _start(target) == _start(actual) else "other_period"
    if is_whole_year(target):
        return None if is_whole_year(actual) or is_state(actual) else "part_year"
    return None if is_state(target) == is_state(actual) else "other_period"


def mismatch(target: Figure, actual: Figure) -> Mismatch | None:
    """Return why an actual is not of the target's own period and basis, None where it is.

    A state on the last day of a target's year is of that year; on any other day it is not.

    Parameters
    ----------
    target, actual
        Observations with a period_end, of the same feature and indicator.
    """
    basis = basis_mismatch(target, actual)
    if basis is not None:
        return basis
    same_end = target["period_end"] == actual["period_end"]
    same_start = _start(target) == _start(actual) or (is_whole_year(target) and is_state(actual))
    return None if same_end and same_start else "other_period"


def comparable(target: Figure, actuals: Sequence[Figure]) -> list[Figure]:
    """Return the actuals of the target's own period, basis and scope, best evidence first."""
    return best_first([row for row in dated(actuals) if mismatch(target, row) is None])


def best_first(rows: Sequence[Figure]) -> list[Figure]:
    """Return rows with the surest first; rows that are equally sure keep their order."""
    return sorted(rows, key=lambda row: _CONFIDENCE[row["confidence"]])


def dated(rows: Sequence[Figure]) -> list[Figure]:
    """Return the rows with a number and a period, oldest first, the surest last of its day."""
    known = [row for row in rows if not pd.isna(row["value"]) and not pd.isna(row["period_end"])]
    return sorted(known, key=lambda row: (row["period_end"], -_CONFIDENCE[row["confidence"]]))


def _start(observation: Figure) -> str:
    return "" if pd.isna(observation["period_start"]) else str(observation["period_start"])
