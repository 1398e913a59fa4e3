"""Set a target against what happened, without ever comparing unlike things."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

VerdictId = Literal["met", "missed", "passed_unknown", "running", "bound_only", "about"]

YEAR_DAYS = range(364, 366)
"""Days from the first to the last of 365 or 366."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Assessment:
    """What can be said of a target on a day."""

    verdict: VerdictId
    decisive: pd.Series | None = None
    """The actual of the target's own period that the verdict rests on."""


def is_whole_year(observation: pd.Series) -> bool:
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


def comparable(target: pd.Series, actuals: pd.DataFrame) -> pd.DataFrame:
    """Return the actuals of the target's own period and basis, best evidence first.

    A half-year is never set against a year, nor a running total against either.
    """
    start = "" if pd.isna(target["period_start"]) else target["period_start"]
    same = actuals[
        (actuals["period_end"] == target["period_end"])
        & (actuals["cumulative"] == target["cumulative"])
        & (actuals["period_start"].fillna("") == start)
        & actuals["value"].notna()
    ]
    order = {"high": 0, "medium": 1, "low": 2}
    return same.sort_values("confidence", key=lambda column: column.map(order), kind="stable")


def assess(target: pd.Series, actuals: pd.DataFrame, today: date) -> Assessment:
    """Say how a target stands on a day.

    Parameters
    ----------
    target
        One observation of kind target, with a period.
    actuals
        Observations of kind actual of the same feature and indicator.
    today
        The day of the question.

    Returns
    -------
    assessment
        `met` or `missed` need an actual of the target's period; `bound_only` says that only a
        bound is known; `about` that 左右 has no stated tolerance; `passed_unknown` that the
        period is over and no actual is known; `running` that it is not over.
    """
    candidates = comparable(target, actuals)
    if candidates.empty:
        over = date.fromisoformat(target["period_end"]) < today
        return Assessment(verdict="passed_unknown" if over else "running")
    actual = candidates.iloc[0]
    return Assessment(verdict=_verdict(target, actual), decisive=actual)


def _verdict(target: pd.Series, actual: pd.Series) -> VerdictId:
    if target["comparator"] == "~":
        return "about"
    low, high = _interval(actual)
    wanted_low, wanted_high = _interval(target, as_goal=True)
    strict = target["comparator"] in {">", "<"} and actual["comparator"] not in {">", "<"}
    if low >= wanted_low and high <= wanted_high:
        touches = strict and (low == wanted_low or high == wanted_high)
        return ("missed" if low == high else "bound_only") if touches else "met"
    if high < wanted_low or low > wanted_high:
        return "missed"
    return "bound_only"


def _interval(observation: pd.Series, *, as_goal: bool = False) -> tuple[float, float]:
    """Return the values an observation allows; a plain number as a goal is a floor."""
    value, comparator = float(observation["value"]), observation["comparator"]
    if comparator == "range":
        return value, float(observation["value_high"])
    if comparator in {"<", "<="}:
        return -float("inf"), value
    if comparator in {">", ">="} or (as_goal and comparator == "="):
        return value, float("inf")
    return value, value
