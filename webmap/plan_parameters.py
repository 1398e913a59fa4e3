"""What each rate of the model rests on: published parameters, with year and source."""

from __future__ import annotations

from typing import Any

import pandas as pd

from geo.multimodal import CRITERIA
from layers import Atlas, freight
from webmap.citations import text_of
from webmap.plan import quality_of

UNITS = {"hours": "h", "cost": "USD/TEU", "co2e": "kg CO2e/TEU"}
"""Of the totals, by criterion; rates of modes are per kilometre."""
CURRENCY = "USD"
METHOD_CO2E = (
    "Activity-based, as the GLEC Framework and ISO 14083 word it: kilometres modelled on the"
    " network, times a published emission intensity, times the load of a TEU. Classes: measured"
    " (primary data), modelled, default; assumed is our own. Each factor says whether it is"
    " well-to-wheel or tank-to-wheel in its key or note; handling counts CO2 only where it says so."
)
METHOD_TIME_COST = (
    "Units of each rate along the way, times the rate. Percentiles from draws of triangles between"
    " low, central and high with a fixed seed; each rate is drawn once for the whole way."
)
MOVING = ("rail", "road", "sea", "air")
"""Kinds of rates that are per kilometre."""


def rate_unit(kind: str, criterion: str) -> str:
    """Return the unit of a rate.

    Examples
    --------
    >>> rate_unit("rail", "cost"), rate_unit("port", "hours")
    ('USD/TEU-km', 'h')
    """
    if kind not in MOVING:
        return UNITS[criterion]
    return f"{UNITS[criterion]}-km" if criterion != "hours" else "h/km"


def rate_json(atlas: Atlas, rate: freight.FreightRate) -> dict[str, Any]:
    """Return a rate with its inputs."""
    body: dict[str, Any] = {
        "id": rate.rate.rate_id,
        "kind": rate.rate.kind,
        "name_zh": rate.name_zh,
        "name_en": rate.name_en,
        "note": rate.note or None,
    }
    for name in CRITERIA:
        source = rate.sources.get(name)
        bounds = getattr(rate.rate, name)
        body[name] = source and {
            "low": bounds.low,
            "central": bounds.central,
            "high": bounds.high,
            "unit": rate_unit(rate.rate.kind, name),
            "class": quality_of(rate, name),
            "input_class": source.quality,
            "parameters": [parameter_json(atlas, one) for one in source.parameter_ids],
            "note": source.note or None,
        }
    return body


def parameter_json(atlas: Atlas, parameter_id: str) -> dict[str, Any]:
    """Return a parameter with its source."""
    row = _parameters(atlas).loc[parameter_id]
    source = _sources(atlas).loc[row["source_id"]]
    return {
        "id": parameter_id,
        "key": row["key"],
        "value": float(row["value"]),
        "unit": text_of(row["unit"]),
        "low": _number(row["low"]),
        "high": _number(row["high"]),
        "year": year_of(row["year"]),
        "quote": text_of(row["quote"]),
        "note": text_of(row["note"]),
        "source": {
            "id": row["source_id"],
            "title": text_of(source["title"]),
            "publisher": text_of(source["publisher"]),
            "url": text_of(source["url"]) if source["linkable"] else None,
        },
    }


def cost_years(atlas: Atlas, rates: list[freight.FreightRate]) -> tuple[int, int] | None:
    """Return the first and last year of the prices that some rates rest on."""
    table = _parameters(atlas)
    ids = {one for rate in rates if "cost" in rate.sources for one in _central_ids(rate)}
    years = [year for one in ids if (year := year_of(table.at[one, "year"])) is not None]
    return (min(years), max(years)) if years else None


def _central_ids(rate: freight.FreightRate) -> tuple[str, ...]:
    return rate.sources["cost"].parameter_ids[:1]


def year_of(value: Any) -> int | None:  # noqa: ANN401 a cell of a table
    """Return a year, None where it is not stated."""
    return None if pd.isna(value) else int(value)


def _number(value: Any) -> float | None:  # noqa: ANN401 a cell of a table
    return None if pd.isna(value) else float(value)


def _parameters(atlas: Atlas) -> pd.DataFrame:
    return atlas.tables["parameters"].set_index("parameter_id")


def _sources(atlas: Atlas) -> pd.DataFrame:
    return atlas.tables["sources"].set_index("source_id")
