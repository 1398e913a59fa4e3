"""Judge targets that are set against another area's growth: a lead in percentage points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from layers._assess import Assessment, judge
from layers._comparable import best_first, scope_of

LEAD_UNIT: Final = "pp"
REFERENCE: Final = "zhejiang"
"""The area whose rate is led: 全省, the province."""

RATES: Final = {
    "gdp-growth-lead": "gdp-growth",
    "rd-growth-lead": "rd-growth",
    "trade-growth-lead": "trade-growth",
    "fdi-growth-lead": "fdi-used-growth",
}
"""Indicator of the rate behind each lead."""

_PERIOD = ["period_start", "period_end"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rates:
    """The two growth rates that a lead is the difference of; None where one is not known."""

    indicator_id: str
    own: pd.Series | None
    reference: pd.Series | None

    @property
    def lead(self) -> float | None:
        """Own rate less the reference's, in percentage points."""
        if self.own is None or self.reference is None:
            return None
        return float(self.own["value"]) - float(self.reference["value"])


def is_relative(target: pd.Series) -> bool:
    """Tell whether a target is a lead over another area's rate.

    Examples
    --------
    >>> is_relative(pd.Series({"unit": "pp"})), is_relative(pd.Series({"unit": "%"}))
    (True, False)
    """
    return bool(target["unit"] == LEAD_UNIT)


def rates_of(target: pd.Series, own: pd.DataFrame, reference: pd.DataFrame) -> Rates:
    """Return the two rates of a target's own period, the surest of each.

    Parameters
    ----------
    target
        A relative target.
    own, reference
        All observations of the target's feature, and of the area that it is to lead.
    """
    indicator_id = RATES[target["indicator_id"]]
    return Rates(
        indicator_id=indicator_id,
        own=_rate(target, own, indicator_id),
        reference=_rate(target, reference, indicator_id),
    )


def _rate(target: pd.Series, rows: pd.DataFrame, indicator_id: str) -> pd.Series | None:
    found = rows[
        (rows["indicator_id"] == indicator_id)
        & rows["kind"].isin(["actual", "growth"])
        & (rows["comparator"] == "=")
        & rows["value"].notna()
        & (rows[_PERIOD] == target[_PERIOD]).all(axis="columns")
    ]
    # A rate of part of what the area does, such as with some countries only, is another rate.
    whole = found[[not scope_of(row) for _, row in found.iterrows()]]
    return None if whole.empty else best_first(whole).iloc[0]


def assess_relative(target: pd.Series, rates: Rates, direction: str) -> Assessment:
    """Judge a lead by both rates; without both it is not comparable."""
    if rates.lead is None:
        return Assessment(verdict="not_comparable", reason="both_rates")
    lead = target.copy()
    lead["value"], lead["comparator"] = round(rates.lead, 6), "="
    verdict, reason = judge(target, lead, direction)
    return Assessment(verdict=verdict, reason=reason)
