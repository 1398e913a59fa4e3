"""What a brief says of one to five places: the same fields of each, figures with their sources."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from layers import Atlas, Layer, Term, layer_table, vocabulary
from webmap.citations import Citations, Reader, Row, text_of
from webmap.figures import indicators, of_parent, ranked_indicators
from webmap.place_fields import field_text, in_language
from webmap.tongue import Pair, Tongue

COMMON_FIELDS = (
    "kind",
    "status",
    "level",
    "admin",
    "country",
    "partner_country",
    "since",
    "operator",
    "industries",
)
"""Fields that stand in every brief, whatever layers the places are of."""
LONGEST_TEXT = 150
"""Characters of a field's text in a narrow column; the profile has all of it."""
MOST_OWN_FIELDS = 5
WIDE_COLUMNS = 2
"""Places up to which there is room for the note on a record and for further figures."""
MOST_EARLIER = 6


def place_columns(
    atlas: Atlas, ids: tuple[str, ...], tongue: Tongue, citations: Citations
) -> list[dict[str, Any]]:
    """Return the head of each place's column: number, names, and where the record is from."""
    columns = []
    for number, feature_id in enumerate(ids, start=1):
        layer, record = atlas.record(feature_id)
        columns.append(
            {
                "no": number,
                "name": tongue.name(record),
                "colour": layer.symbol.colour,
                "cite": citations.cite(record["source_id"])[0],
            }
        )
    return columns


def titled(term: Term | Layer, reader: Reader) -> str:
    """Return the title of a term or a layer in the reader's language."""
    return term.title(reader.lang)


def fact_rows(atlas: Atlas, ids: tuple[str, ...], tongue: Tongue) -> list[dict[str, Any]]:
    """Return the same fields of all places, a row each; None where nothing is known."""
    records = [atlas.record(feature_id) for feature_id in ids]
    names = [*COMMON_FIELDS, *_own_fields([layer for layer, _ in records])]
    if len(ids) <= WIDE_COLUMNS:
        names.append("note")
    rows = []
    for name in names:
        cells = [_cell(layer, record, name, tongue) for layer, record in records]
        label = tongue.pair(partial(_label, records, name))
        rows.append({"label": label, "cells": cells})
    precision = {term.id: term for term in vocabulary.PRECISION}
    known = [precision.get(str(record["coord_precision"])) for _, record in records]
    cells = [None if term is None else tongue.pair(partial(titled, term)) for term in known]
    return [*rows, {"label": tongue.word("brief_precision"), "cells": cells}]


def _own_fields(layers: list[Layer]) -> list[str]:
    """Return further fields that popups of these layers show, those of most layers first."""
    wanted: dict[str, int] = {}
    for layer in {layer.id: layer for layer in layers}.values():
        own = [field.name for field in layer.own_fields if not field.name.endswith("_zh")]
        shown = [name for name in (*layer.popup, *own) if name in own]
        for name in dict.fromkeys(shown):
            wanted[name] = wanted.get(name, 0) + 1
    return sorted(wanted, key=lambda name: -wanted[name])[:MOST_OWN_FIELDS]


def _label(records: list[tuple[Layer, pd.Series]], name: str, reader: Reader) -> str:
    if name == "operator":
        name = "operator_zh" if reader.lang == "zh" else "operator_en"
    table = next(
        table
        for table in (layer_table(layer) for layer, _ in records)
        if any(field.name == name for field in table.fields)
    )
    return (
        reader.word("brief_operator")
        if "operator_" in name
        else table.field(name).title(reader.lang)
    )


def _cell(layer: Layer, record: pd.Series, name: str, tongue: Tongue) -> Pair | None:
    texts = [_text(layer, record, name, reader) for reader in (tongue.lead, tongue.side) if reader]
    known = [text for text in texts if text is not None]
    if not known:
        return None
    return {"lead": known[0], "side": known[-1] if known[-1] != known[0] else None}


def _text(layer: Layer, record: pd.Series, name: str, reader: Reader) -> str | None:
    """Return one field in one language, None where it is blank or the layer has no such field."""
    if name == "operator":
        name = f"operator_{reader.lang}"
    value = in_language(record, name, reader) if name in record.index else None
    if pd.isna(value) or value == "other":
        return None
    if name == "kind":
        return next(term for term in layer.kinds if term.id == value).title(reader.lang)
    text = field_text(layer_table(layer).field(name), value, reader)
    return text if len(text) <= LONGEST_TEXT or name == "note" else f"{text[: LONGEST_TEXT - 1]}…"


def figure_columns(
    atlas: Atlas, ids: tuple[str, ...], tongue: Tongue, citations: Citations, *, most: int
) -> list[dict[str, Any]]:
    """Return the most telling indicators of each place, and how many are known of it."""
    # With the table of all its figures where there is room to print some of them.
    asked = None if len(ids) <= WIDE_COLUMNS else most
    columns = []
    for feature_id in ids:
        lead = _indicators(atlas, feature_id, tongue.lead, citations, asked)[:most]
        side = lead
        if tongue.side:
            side = _indicators(atlas, feature_id, tongue.side, citations, asked)[:most]
        items = [
            _figure(one, other) | {"verdict": _verdict(one, other)}
            for one, other in zip(lead, side, strict=True)
        ]
        known = len(ranked_indicators(atlas, feature_id))
        columns.append({"items": items, "known": known})
    return columns


def cut_figures(columns: list[dict[str, Any]], most: int, tongue: Tongue) -> list[dict[str, Any]]:
    """Return the first indicators of each place, and how many more its profile has."""
    cut = []
    for column in columns:
        items = column["items"][:most]
        left = column["known"] - len(items)
        more = tongue.word("brief_more", n=left) if items and left > 0 else None
        cut.append({"items": items, "more": more})
    return cut


def _indicators(
    atlas: Atlas, feature_id: str, reader: Reader, citations: Citations, most: int | None
) -> list[Row]:
    """Return a place's own indicators, or its parent's, marked as such."""
    own = indicators(atlas, feature_id, reader, citations, most=most)
    parent = text_of(atlas.features.at[feature_id, "parent_id"])
    if own or parent is None:
        return own
    parent = atlas.main_id(parent)
    return of_parent(indicators(atlas, parent, reader, citations, most=most), atlas, parent, reader)


def _figure(one: Row, other: Row) -> dict[str, Any]:
    """Return an indicator, its actual and what other sources say, in both languages."""
    head = _observation(one, other) | {"name": _both(one["name"], other["name"])}
    head["actual"] = one["actual"] and _observation(one["actual"], other["actual"])
    head["others"] = [
        _observation(*pair) for pair in zip(one["others"], other["others"], strict=True)
    ]
    shown = {item["id"] for item in (one, one["actual"] or one, *one["others"])}
    rows = zip(one["table"], other["table"], strict=True)
    earlier = [_observation(*pair) for pair in rows if pair[0]["id"] not in shown]
    head["earlier"] = earlier[:MOST_EARLIER]
    head["why"] = one["why"] and _both(one["why"], other["why"])
    return head


def _observation(one: Row, other: Row) -> dict[str, Any]:
    sign = one["comparator"]["sign"] if one["comparator"] else ""
    return {
        "id": one["id"],
        "period": _both(one["period"], other["period"]),
        "kind": one["kind"],
        "kind_text": _both(one["kind_text"], other["kind_text"]),
        "sign": sign,
        "value": _both(quantity(one), quantity(other)),
        "scope": _both(one["scope"] or "", other["scope"] or ""),
        "age": _both(one["age"] or "", other["age"] or ""),
        "cite": one["cite"][0],
    }


def quantity(item: Row) -> str:
    """Return a number and its unit with a space between that does not break."""
    return f"{item['number']}\u00a0{item['unit']}".strip()


def _both(one: str, other: str) -> Pair:
    return {"lead": one, "side": other if other != one else None}


def _verdict(one: Row, other: Row) -> dict[str, Any] | None:
    if not one["verdict"]:
        return None
    text = _both(one["verdict"]["text"], other["verdict"]["text"])
    return {"text": text, "tone": one["verdict"]["tone"]}
