"""Which industries a record names, in terms that can be compared."""

from __future__ import annotations

import pandas as pd


def industry_terms(record: pd.Series) -> frozenset[str]:
    """Return the industries of a record, as its source words them but for case.

    Examples
    --------
    >>> sorted(industry_terms(pd.Series({"industries": "Auto parts; robotics"})))
    ['auto parts', 'robotics']
    >>> industry_terms(pd.Series({"industries": None}))
    frozenset()
    """
    text = record["industries"]
    if pd.isna(text):
        return frozenset()
    terms = (term.strip().casefold() for term in str(text).split(";"))
    return frozenset(term for term in terms if term)
