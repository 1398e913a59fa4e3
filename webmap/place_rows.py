"""Rows of lists of places: every value in words of the reader's language, or blank."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from layers import Atlas, vocabulary
from webmap.citations import Reader
from webmap.countries import country_list
from webmap.facets import UNKNOWN, Dimension
from webmap.filters import FilterTable
from webmap.naming import name_of
from webmap.periods import format_partial_date

Record = Mapping[str, Any]

SHOWN = (
    "kind",
    "status",
    "level",
    "country",
    "partner",
    "industries",
    "city",
    "since",
)
"""Columns of the page after the name."""
EXPORTED = (
    "id",
    "name_zh",
    "name_en",
    "layer",
    *SHOWN,
    "confidence",
    "admin",
    "lon",
    "lat",
    "precision",
    "source",
)
"""Columns of the export: the page's, and what a reader needs to check and to map them."""


@dataclass(frozen=True, slots=True)
class RowWriter:
    """Writes the columns of places for one reader."""

    atlas: Atlas
    table: FilterTable
    reader: Reader

    def rows(self, ids: Iterable[str], columns: Iterable[str]) -> list[dict[str, str]]:
        """Return one row for each place: the text of each column, blank where not known."""
        names = tuple(columns)
        records = self.atlas.features.loc[list(ids)].to_dict("records")
        several = self._several(ids)
        return [{name: self._text(name, row, several) for name in names} for row in records]

    def _several(self, ids: Iterable[str]) -> dict[str, dict[str, list[str]]]:
        """Return industries and cities of places, by their titles, for each column."""
        number = {feature_id: at for at, feature_id in enumerate(self.table.ids)}
        places = [(feature_id, number[feature_id]) for feature_id in ids]
        return {
            column: {i: self._titles(dimension, at) for i, at in places}
            for column, dimension in (
                ("industries", self.table.dimensions["industry"]),
                ("city", self.table.dimensions["city"]),
            )
        }

    def _titles(self, dimension: Dimension, at: int) -> list[str]:
        lang = 0 if self.reader.lang == "zh" else 1
        return [
            dimension.titles[value][lang]
            for value, mask in dimension.masks.items()
            if mask[at] and value != UNKNOWN
        ]

    def _text(self, name: str, row: Record, several: dict[str, dict[str, list[str]]]) -> str:
        if name in several:
            return self.reader.word("list_separator").join(several[name][row["feature_id"]])
        maker = _MAKERS.get(name)
        if maker is not None:
            return maker(self, row)
        value = row[_COLUMNS.get(name, name)]
        return "" if pd.isna(value) else str(value)

    def term(self, dimension: str, value: object) -> str:
        """Return the title of a value of a dimension, blank where it is missing."""
        if pd.isna(value):
            return ""
        zh, en = self.table.dimensions[dimension].titles[str(value)]
        return zh if self.reader.lang == "zh" else en

    def countries(self, codes: object) -> str:
        """Return the names of countries."""
        return "" if pd.isna(codes) else country_list(str(codes), self.reader.lang)


def _since(writer: RowWriter, row: Record) -> str:
    value = row["since"]
    return "" if pd.isna(value) else format_partial_date(str(value), writer.reader.lang)


def _precision(writer: RowWriter, row: Record) -> str:
    known = {term.id: term for term in vocabulary.PRECISION}
    term = known.get(row["coord_precision"])
    return "" if term is None else term.title(writer.reader.lang)


_COLUMNS = {"id": "feature_id", "source": "source_id"}
_MAKERS: dict[str, Callable[[RowWriter, Record], str]] = {
    "name": lambda writer, row: name_of(row, writer.reader.lang),
    "layer": lambda writer, row: writer.term("layer", row["layer_id"]),
    "kind": lambda writer, row: writer.term("kind", row["kind"]),
    "status": lambda writer, row: writer.term("status", row["status"]),
    "level": lambda writer, row: writer.term("level", row["level"]),
    "confidence": lambda writer, row: writer.term("confidence", row["confidence"]),
    "country": lambda writer, row: writer.countries(row["country"]),
    "partner": lambda writer, row: writer.countries(row["partner_country"]),
    "since": _since,
    "precision": _precision,
}
