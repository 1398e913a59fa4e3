"""Set a target against what happened, without ever comparing unlike things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

from layers._comparable import Figure, Mismatch, comparable, dated, mismatch, year_of
from layers._pace import Pace, Progress, pace, progress, projected

VerdictId = Literal[
    "met",
    "missed",
    "on_course",
    "behind",
    "running",
    "passed_unknown",
    "no_actual",
    "not_comparable",
]
Reason = Literal[
    Mismatch,
    "about_target",
    "about_actual",
    "bound_only",
    "no_side",
    "no_number",
    "no_period",
    "sources_disagree",
    "both_rates",
    "above_range",
]
Judgement = tuple[VerdictId, Reason | None]

INFINITY = float("inf")


@dataclass(frozen=True, kw_only=True, slots=True)
class Assessment:
    """What can be said of a target on a day."""

    verdict: VerdictId
    reason: Reason | None = None
    """Why it is not comparable; `above_range` remarks that a range was passed at its top."""
    decisive: Figure | None = None
    """The actual of the target's own period that the verdict rests on."""
    latest: Figure | None = None
    """The newest actual, of whatever period, basis and scope."""
    latest_mismatch: Mismatch | None = None
    """Why the newest actual is not of the target's own period and basis."""
    progress: Progress | None = None
    pace: Pace | None = None


@dataclass(frozen=True, slots=True)
class _Interval:
    """Values that a statement allows; an open end is left out."""

    low: float
    high: float
    open_low: bool = False
    open_high: bool = False

    def holds(self, other: _Interval) -> bool:
        """Tell whether all of another interval lies inside."""
        above = other.low > self.low or (
            other.low == self.low and (other.open_low or not self.open_low)
        )
        below = other.high < self.high or (
            other.high == self.high and (other.open_high or not self.open_high)
        )
        return above and below

    def meets(self, other: _Interval) -> bool:
        """Tell whether a value can lie in both."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        if low != high:
            return low < high
        shut = not (self.low == low and self.open_low) and not (other.low == low and other.open_low)
        return (
            shut
            and not (self.high == high and self.open_high)
            and not (other.high == high and other.open_high)
        )


def assess(
    target: Figure, actuals: Sequence[Figure], today: date, *, direction: str = "higher"
) -> Assessment:
    """Say how a target stands on a day.

    Parameters
    ----------
    target
        One observation of kind target.
    actuals
        Observations of kind actual of the same feature and indicator.
    today
        The day of the question.
    direction
        Which way of the indicator is better: higher, lower or none.

    Returns
    -------
    assessment
        `met` or `missed` rest on an actual of the target's own period, basis and scope;
        `on_course` or `behind` on a straight line through the last two whole years, before the
        target's year is over; `running` that it is not over and no such line can be drawn;
        `passed_unknown` that it is over and no actual of it is known; `no_actual` that none is
        known at all; `not_comparable` names its reason.
    """
    known = dated(actuals)
    latest = known[-1] if known else None
    if pd.isna(target["value"]) or pd.isna(target["period_end"]):
        missing: Reason = "no_number" if pd.isna(target["value"]) else "no_period"
        return Assessment(verdict="not_comparable", reason=missing, latest=latest)
    candidates = comparable(target, known)
    decisive = None
    if not candidates:
        verdict, reason = _without_actual(target, known, today, direction)
    else:
        decisive, (verdict, reason) = _weighed(target, candidates, direction)
    return Assessment(
        verdict=verdict,
        reason=reason,
        decisive=decisive,
        latest=latest,
        latest_mismatch=None if latest is None else mismatch(target, latest),
        progress=progress(target, known, direction),
        pace=pace(target, known, direction),
    )


def _without_actual(
    target: Figure, known: Sequence[Figure], today: date, direction: str
) -> Judgement:
    """Judge a target with no actual of its own period, basis and scope."""
    if date.fromisoformat(target["period_end"]) < today:
        reasons = [mismatch(target, row) for row in known if year_of(row) == year_of(target)]
        unlike = [reason for reason in reasons if reason not in {None, "other_period"}]
        return ("not_comparable", unlike[-1]) if unlike else ("passed_unknown", None)
    if not known:
        return "no_actual", None
    if target["comparator"] == "~":
        return "not_comparable", "about_target"
    value = projected(target, known)
    if value is None:
        return "running", None
    goal = _goal(target, direction)
    if goal is None:
        return "running", None
    return ("on_course" if goal.holds(_Interval(value, value)) else "behind"), None


def _weighed(
    target: Figure, candidates: Sequence[Figure], direction: str
) -> tuple[Figure, Judgement]:
    """Judge by the surest actuals; where they contradict each other nobody is picked."""
    best = candidates[0]["confidence"]
    surest = [row for row in candidates if row["confidence"] == best]
    judged = [(row, judge(target, row, direction)) for row in surest]
    clear = [entry for entry in judged if entry[1][0] != "not_comparable"]
    if len({verdict for _, (verdict, _) in clear}) > 1:
        return judged[0][0], ("not_comparable", "sources_disagree")
    return (clear or judged)[0]


def judge(target: Figure, actual: Figure, direction: str) -> Judgement:
    """Judge a target by one actual of its own period, basis and scope."""
    if target["comparator"] == "~":
        return "not_comparable", "about_target"
    if actual["comparator"] == "~":
        return "not_comparable", "about_actual"
    goal, known = _goal(target, direction), _known(actual)
    if goal is None:
        same = known.low == known.high == float(target["value"])
        return ("met", None) if same else ("not_comparable", "no_side")
    if goal.holds(known):
        over = target["comparator"] == "range" and known.low > float(target["value_high"])
        return "met", ("above_range" if over else None)
    return ("not_comparable", "bound_only") if goal.meets(known) else ("missed", None)


def _known(actual: Figure) -> _Interval:
    """Return the values that an actual leaves possible."""
    value, comparator = float(actual["value"]), actual["comparator"]
    if comparator == "range":
        return _Interval(value, float(actual["value_high"]))
    if comparator in {"<", "<="}:
        return _Interval(-INFINITY, value, open_high=comparator == "<")
    if comparator in {">", ">="}:
        return _Interval(value, INFINITY, open_low=comparator == ">")
    return _Interval(value, value)


def _goal(target: Figure, direction: str) -> _Interval | None:
    """Return the values that meet a target, None where nothing says which side is better."""
    value, comparator = float(target["value"]), target["comparator"]
    if comparator in {">", ">="}:
        return _Interval(value, INFINITY, open_low=comparator == ">")
    if comparator in {"<", "<="}:
        return _Interval(-INFINITY, value, open_high=comparator == "<")
    high = float(target["value_high"]) if comparator == "range" else value
    if direction == "higher":
        return _Interval(value, INFINITY)
    if direction == "lower":
        return _Interval(-INFINITY, high)
    return _Interval(value, high) if comparator == "range" else None
