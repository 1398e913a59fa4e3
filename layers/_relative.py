"""Judge targets that are set against another area's growth: a lead in percentage points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from layers._assess import Assessment, judge
from layers._comparable import Figure, best_first, scope_of

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

_PERIOD = ("period_start", "period_end")


@dataclass(frozen=True, kw_only=True, slots=True)
class Rates:
    """The two growth rates that a lead is the difference of; None where one is not known."""

    indicator_id: str
    own: Figure | None
    reference: Figure | None

    @property
    def lead(self) -> float | None:
        """Own rate less the reference's, in percentage points."""
        if self.own is None or self.reference is None:
            return None
        return float(self.own["value"]) - float(self.reference["value"])


def is_relative(target: Figure) -> bool:
    """Tell whether a target is a lead over another area's rate.

    Examples
    --------
    >>> is_relative({"unit": "pp"}), is_relative({"unit": "%"})
    (True, False)
    """
    return bool(target["unit"] == LEAD_UNIT)


def rates_of(target: Figure, own: Sequence[Figure], reference: Sequence[Figure]) -> Rates:
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


def _rate(target: Figure, rows: Sequence[Figure], indicator_id: str) -> Figure | None:
    found = [
        row
        for row in rows
        if row["indicator_id"] == indicator_id
        and row["kind"] in {"actual", "growth"}
        and row["comparator"] == "="
        and not pd.isna(row["value"])
        and all(row[name] == target[name] for name in _PERIOD)
        # A rate of part of what the area does, such as with some countries only, is another.
        and not scope_of(row)
    ]
    return best_first(found)[0] if found else None


def assess_relative(target: Figure, rates: Rates, direction: str) -> Assessment:
    """Judge a lead by both rates; without both it is not comparable."""
    if rates.lead is None:
        return Assessment(verdict="not_comparable", reason="both_rates")
    lead = {**target, "value": round(rates.lead, 6), "comparator": "="}
    verdict, reason = judge(target, lead, direction)
    return Assessment(verdict=verdict, reason=reason)
