"""The rates of the freight model: low, central, high, class, and the parameters behind them."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from geo.multimodal import CRITERIA
from layers import Atlas, freight
from webmap.citations import Citations, Reader, Row, lang_of, text_of
from webmap.context import Page, page_context
from webmap.countries import border_name
from webmap.freight import Freight
from webmap.periods import format_partial_date
from webmap.plan import quality_of
from webmap.plan_numbers import amount
from webmap.plan_parameters import MOVING, year_of
from webmap.plan_view import PATH, RATES, rate_unit_word
from webmap.rendering import render
from webmap.routing import Ask, Route
from webmap.service import Service
from webmap.spelling import syllables

KINDS: Final = (
    *MOVING,
    "terminal",
    "port",
    "canal",
    "airport",
    "border",
    "customs",
    "gauge_change",
)
"""Kinds of rates in the order of the page."""
FAMILIES: Final = {
    "rate": ("rate_",),
    "emission": ("emission", "energy"),
    "speed": ("speed", "driving_", "transit", "sea_transit"),
    "stay": ("border_", "dwell", "port_", "ferry", "canal_transit", "canal_length"),
    "handling": ("thc", "terminal_", "canal_toll"),
    "assumption": ("assumption",),
}
"""Families of parameters in the order of the page, by what the names of their groups begin with."""
OTHER: Final = "other"
_BOUNDS = ("low", "central", "high")


def rates_page(service: Service, ask: Ask) -> Page:
    """Return every rate with its inputs, and every parameter that one rests on."""
    site, reader = service.site, ask.reader
    model = service.freight()
    citations = Citations(site.atlas)
    title = reader.word("plan_rates_title")
    groups = [
        {
            "title": reader.word(f"plan_step_{kind}"),
            "id": f"kind-{kind}",
            "rates": [_rate(one, reader) for one in model.rates if one.rate.kind == kind],
        }
        for kind in KINDS
    ]
    parameters = _parameters(site.atlas, model, citations, reader)
    context: dict[str, Any] = {
        "page": page_context(site, reader, RATES, title=title, query=ask.query),
        "title": title,
        "back_href": f"{PATH}?lang={reader.lang}",
        "groups": groups,
        "families": [
            {
                "title": reader.word(f"plan_parameters_{family}"),
                "id": f"parameters-{family}",
                "rows": [row for row in parameters if row["family"] == family],
            }
            for family in (*FAMILIES, OTHER)
            if any(row["family"] == family for row in parameters)
        ],
        "count": len(parameters),
        "closed": _closed(site.atlas, citations, reader),
        "sources": citations.rows(reader),
    }
    return Page(render("plan_rates.html", **context))


def _rate(one: freight.FreightRate, reader: Reader) -> Row:
    rate = one.rate
    return {
        "id": rate.rate_id,
        "name": one.name_zh if reader.lang == "zh" else one.name_en,
        **_said(one.note, reader),
        "criteria": [_criterion(one, name, reader) for name in CRITERIA],
    }


def _criterion(one: freight.FreightRate, name: str, reader: Reader) -> Row:
    kind, source = one.rate.kind, one.sources.get(name)
    row: Row = {"name": reader.word(f"plan_{name}"), "known": source is not None}
    if source is None:
        return row
    values = [getattr(getattr(one.rate, name), bound) for bound in _BOUNDS]
    if name == "hours" and kind in MOVING:
        # As a speed the low rate is the high end.
        values = [1 / value for value in reversed(values)]
    low, central, high = (amount(value) for value in values)
    quality = quality_of(one, name)
    return row | {
        "low": low if low != high else None,
        "central": central,
        "high": high if low != high else None,
        "unit": reader.word(rate_unit_word(kind, name)),
        "class": reader.word(f"plan_quality_{quality}"),
        "inputs": [{"id": one_id} for one_id in source.parameter_ids],
        **_said(source.note, reader),
    }


def _closed(atlas: Atlas, citations: Citations, reader: Reader) -> list[Row]:
    """Return the land borders that are closed by default, with the grounds."""
    rows = atlas.tables["closed_borders"].to_dict("records")
    found = [
        {
            "id": f"border:{row['pair']}",
            "name": border_name(row["pair"], reader.lang),
            "since": format_partial_date(since, reader.lang)
            if (since := text_of(row["since"]))
            else None,
            "cite": citations.cite(row["source_id"]),
            **_said(text_of(row["note"]) or "", reader),
        }
        for row in rows
    ]
    return sorted(found, key=lambda row: syllables(row["name"]))


def _said(note: str, reader: Reader) -> Row:
    text = reader.said(note or None)
    return {"note": text, "note_lang": lang_of(text, reader.lang)}


def _parameters(atlas: Atlas, model: Freight, citations: Citations, reader: Reader) -> list[Row]:
    """Return the parameters that rates rest on, and those by which they are scaled."""
    ids = {
        one
        for rate in model.rates
        for source in rate.sources.values()
        for one in source.parameter_ids
    }
    ids.add(freight.LOAD_ID)
    table = atlas.tables["parameters"].set_index("parameter_id")
    rows = []
    for parameter_id in sorted(ids):
        row = table.loc[parameter_id]
        rows.append(
            {
                "id": parameter_id,
                "key": row["key"],
                "family": family_of(row["group"]),
                "value": f"{row['value']:g}",
                "low": _number(row["low"]),
                "high": _number(row["high"]),
                "unit": text_of(row["unit"]),
                "year": year_of(row["year"]),
                "quote": text_of(row["quote"]),
                "cite": citations.cite(row["source_id"]),
                **_said(text_of(row["note"]) or "", reader),
            }
        )
    return rows


def family_of(group: str) -> str:
    """Return under which heading a group of parameters stands.

    Examples
    --------
    >>> family_of("rate_sea"), family_of("border_time"), family_of("load")
    ('rate', 'stay', 'other')
    """
    return next((name for name, starts in FAMILIES.items() if group.startswith(starts)), OTHER)


def _number(value: Any) -> str | None:  # noqa: ANN401 a cell of a table
    return None if pd.isna(value) else f"{value:g}"


ROUTES = (Route(RATES, "plan_rates", rates_page),)
"""Addresses of this module."""
