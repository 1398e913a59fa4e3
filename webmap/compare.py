"""Two to five places side by side: the same fields and indicators, blanks as blanks."""

from __future__ import annotations

from typing import Any

import pandas as pd

from geo.errors import ParameterError
from layers import Atlas, Field, Layer, vocabulary
from webmap.citations import Citations, Reader, Row
from webmap.figures import indicators, ranked_indicators, shown_observations
from webmap.meter import meter_view
from webmap.naming import names_of
from webmap.nearest import KINDS
from webmap.place_fields import field_view, profile_fields
from webmap.profile import nearest_rows
from webmap.query import Query

LEAST, MOST = 2, 5
PROSE = frozenset({"note", "coord_basis", "status_text"})
"""Fields in free words: they always differ, which says nothing."""
Records = list[tuple[Layer, pd.Series]]


def compared_ids(atlas: Atlas, query: Query) -> list[str]:
    """Return the main records that a request compares, in its order.

    Raises
    ------
    ParameterError
        If they are fewer than two or more than five.
    UnknownPlaceError
        If no feature has one of the ids.
    """
    given = query.many("ids")
    if len(given) > MOST:
        raise ParameterError(_wrong_number(len(given)))
    ids = list(dict.fromkeys(atlas.main_id(name) for name in given))
    if len(ids) < LEAST:
        raise ParameterError(_wrong_number(len(ids)))
    return ids


def _wrong_number(count: int) -> str:
    return (
        f"ids names {count} different places; accepted are {LEAST} to {MOST}, "
        "as in /compare?ids=jinyi-cbz,yiwu-cbz."
    )


def compare_view(atlas: Atlas, ids: list[str], reader: Reader) -> Row:
    """Return what the page shows of some places.

    Parameters
    ----------
    atlas, ids, reader
        The facts, main records, and who reads.
    """
    citations = Citations(atlas)
    records = [atlas.record(feature_id) for feature_id in ids]
    for _, record in records:
        citations.cite(record["source_id"])
    figures = _figure_rows(atlas, ids, reader, citations)
    return {
        "places": [_head(layer, record, reader, citations) for layer, record in records],
        "fields": _field_rows(records, reader),
        "figures": figures,
        "nearest": _nearest_rows(atlas, ids, reader),
        "meters": [meter_view(atlas, feature_id, reader) for feature_id in ids],
        "sources": citations.rows(reader),
    }


def _head(layer: Layer, record: pd.Series, reader: Reader, citations: Citations) -> Row:
    main = record["feature_id"]
    name, other = names_of(record, reader.lang)
    return {
        "id": main,
        "name": name,
        "other_name": other,
        "other_lang": "en" if reader.lang == "zh" else "zh-CN",
        "href": f"/place/{main}?lang={reader.lang}",
        "layer": layer.title(reader.lang),
        "cite": citations.cite(record["source_id"]),
    }


def _field_rows(records: Records, reader: Reader) -> list[Row]:
    """Return one row a field of any of the layers; rows that are blank for all come last."""
    rows = [_kind_row(records, reader), _status_row(records, reader)]
    for entry in union_fields(records):
        cells = [_cell(entry, layer, record, reader) for layer, record in records]
        rows.append(_marked(entry.title(reader.lang), cells, entry.name))
    return sorted(rows, key=lambda row: not row["known"])


def union_fields(records: Records) -> list[Field]:
    """Return the fields of the profiles of all layers, each once."""
    found: dict[str, Field] = {}
    for layer, _ in records:
        for entry in profile_fields(layer):
            found.setdefault(entry.name, entry)
    return list(found.values())


def _cell(entry: Field, layer: Layer, record: pd.Series, reader: Reader) -> Row:
    own = next((field for field in profile_fields(layer) if field.name == entry.name), None)
    if own is None:
        return {"applies": False, "text": None}
    return field_view(own, record, reader) | {"applies": True}


def _kind_row(records: Records, reader: Reader) -> Row:
    texts = [
        next(term for term in layer.kinds if term.id == record["kind"]).title(reader.lang)
        for layer, record in records
    ]
    return _marked(reader.word("compare_kind"), [_text_cell(text) for text in texts], "kind")


def _status_row(records: Records, reader: Reader) -> Row:
    titles = {term.id: term.title(reader.lang) for term in vocabulary.STATUS}
    cells = [_text_cell(titles[record["status"]]) for _, record in records]
    return _marked(reader.word("compare_status"), cells, "status")


def _text_cell(text: str) -> Row:
    plain = dict.fromkeys(("lang", "note", "number", "unit", "date", "links", "place"))
    return {"applies": True, "text": text, **plain}


def _marked(label: str, cells: list[Row], name: str) -> Row:
    """Return a row that says whether what is known of it differs."""
    known = [cell["text"] for cell in cells if cell["text"] is not None]
    return {
        "name": name,
        "label": label,
        "cells": cells,
        "known": len(known),
        "differs": len(set(known)) > 1 and name not in PROSE,
        "other_periods": False,
    }


def _figure_rows(atlas: Atlas, ids: list[str], reader: Reader, citations: Citations) -> list[Row]:
    """Return one row an indicator that any of the places has, most telling first."""
    found: dict[str, dict[str, Row]] = {}
    for feature_id in ids:
        own = ranked_indicators(atlas, feature_id)
        # All of them, without the table of all their figures that a profile has.
        views = indicators(atlas, feature_id, reader, citations, most=len(own))
        for name, view in zip(own, views, strict=True):
            found.setdefault(name, {})[feature_id] = view
    rank = atlas.tables["indicators"].set_index("indicator_id")["rank"]
    names = sorted(found, key=lambda name: (-len(found[name]), int(rank[name]), name))
    return [_figure_row([found[name].get(feature_id) for feature_id in ids]) for name in names]


def _figure_row(cells: list[Row | None]) -> Row:
    known = [cell for cell in cells if cell is not None]
    periods = {(cell["period"], cell["kind"]) for cell in known}
    values = {
        (cell["comparator"] and cell["comparator"]["sign"], cell["number"], cell["unit"])
        for cell in known
    }
    return {
        "label": known[0]["name"],
        "cells": cells,
        # Figures of other periods or kinds are shown, and not compared.
        "other_periods": len(periods) > 1,
        "differs": len(periods) == 1 and len(values) > 1,
    }


def _nearest_rows(atlas: Atlas, ids: list[str], reader: Reader) -> list[Row]:
    by_place = [
        {row["role"]: row for row in nearest_rows(atlas, feature_id, reader)[0]}
        for feature_id in ids
    ]
    return [
        {
            "label": reader.word(f"nearest_{role}"),
            "cells": [rows.get(role) for rows in by_place],
        }
        for role in KINDS
    ]


def compare_data(atlas: Atlas, ids: list[str]) -> dict[str, Any]:
    """Return the comparison as data: fields as in the tables, null where nothing is known."""
    records = [atlas.record(feature_id) for feature_id in ids]
    names = ["kind", "status", *(entry.name for entry in union_fields(records))]
    values = {
        name: [_plain(record[name]) if name in record.index else None for _, record in records]
        for name in names
    }
    return {
        "places": [
            {
                "id": record["feature_id"],
                "layer": layer.id,
                "name_zh": record["name_zh"],
                "name_en": record["name_en"],
                "source_id": record["source_id"],
            }
            for layer, record in records
        ],
        "fields": [
            {
                "name": name,
                "values": cells,
                "applies": [name in record.index for _, record in records],
                "differs": len({str(cell) for cell in cells if cell is not None}) > 1
                and name not in PROSE,
            }
            for name, cells in values.items()
        ],
        "observations": [_observations(atlas, feature_id) for feature_id in ids],
    }


def _observations(atlas: Atlas, feature_id: str) -> list[dict[str, Any]]:
    rows = shown_observations(atlas, feature_id)
    return [
        {str(name): _plain(value) for name, value in row.items()} for row in rows.to_dict("records")
    ]


def _plain(value: Any) -> Any:  # noqa: ANN401 a cell of any column
    if pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value
