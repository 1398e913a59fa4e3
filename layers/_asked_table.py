"""The table of what is asked of every place of a kind, and how old an answer may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from layers._faults import Fault
from layers._spec import Field, Table
from layers._support_fields import NOTE, id_field

LIST_PATTERN = r"[a-z0-9_-]+(\|[a-z0-9_-]+)*"

ASKED_FIELDS = Table(
    id="asked_fields",
    zh="应填项目",
    en="Asked fields",
    primary_key=("asked_id",),
    description=(
        "What investment staff ask of a place, after the habit of site-selection data standards; "
        "the list and the ages are the atlas's own choice. Any one of the named fields or "
        "indicators answers a row."
    ),
    fields=(
        id_field("asked_id", "question"),
        Field(
            name="layer_id",
            zh="图层",
            en="Layer",
            required=True,
            pattern=r"[a-z_]+",
            description="Layer whose places are asked.",
        ),
        Field(
            name="kinds",
            zh="类型",
            en="Kinds",
            pattern=LIST_PATTERN,
            description="Kinds that are asked, joined by |; blank asks all kinds of the layer.",
        ),
        Field(
            name="name_zh",
            zh="中文名",
            en="Chinese name",
            required=True,
            description="What is asked, in Chinese.",
        ),
        Field(
            name="name_en",
            zh="英文名",
            en="English name",
            required=True,
            description="What is asked, in English.",
        ),
        Field(
            name="fields",
            zh="字段",
            en="Fields",
            pattern=LIST_PATTERN,
            description="Fields of the layer that answer it, joined by |.",
        ),
        Field(
            name="dated_by",
            zh="日期字段",
            en="Dated by",
            pattern=r"[a-z_]+",
            description=(
                "Field of the layer with the date of those fields; blank dates them by their "
                "source's day of publication."
            ),
        ),
        Field(
            name="indicators",
            zh="指标",
            en="Indicators",
            pattern=LIST_PATTERN,
            description="indicator_ids that answer it, joined by |; dated by their period.",
        ),
        Field(
            name="max_age_months",
            dtype="integer",
            unit="months",
            zh="有效月数",
            en="Fresh for",
            minimum=1,
            description="Months after which an answer is stale; blank never is.",
        ),
        NOTE,
    ),
)


def asked_faults(
    asked: pd.DataFrame, layer_tables: Mapping[str, Table], indicator_ids: set[str]
) -> Iterator[Fault]:
    """Yield questions about layers, fields or indicators that are not there.

    Parameters
    ----------
    asked
        Rows of the table as text.
    layer_tables
        Table of every layer, by layer id.
    indicator_ids
        Ids of all indicators.
    """
    for index, row in asked.iterrows():
        line = int(str(index)) + 2
        table = layer_tables.get(row["layer_id"])
        if table is None:
            accepted = ", ".join(layer_tables)
            yield _fault(line, "layer_id", row["layer_id"], "is no layer", accepted)
            continue
        names = {entry.name for entry in table.fields}
        dates = {entry.name for entry in table.fields if entry.dtype == "partial_date"}
        for column, known, accepted in (
            ("fields", names, f"fields of {table.id}"),
            ("dated_by", dates, f"partial dates of {table.id}: {', '.join(sorted(dates))}"),
            ("indicators", indicator_ids, "values of indicators.indicator_id"),
        ):
            for name in _parts(row[column]):
                if name not in known:
                    yield _fault(line, column, name, "is not there", accepted)


def _parts(text: str) -> list[str]:
    return [part for part in text.split("|") if part]


def _fault(line: int, column: str, value: str, rule: str, accepted: str) -> Fault:
    return Fault(ASKED_FIELDS.file_name, line, column, value, rule, accepted)
