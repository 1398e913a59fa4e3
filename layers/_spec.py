"""Declare tables and layers: fields with units, terms in both languages, symbols."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")

Dtype = Literal["text", "number", "integer", "boolean", "date", "partial_date"]
"""`partial_date` is a year, a month or a day: `2020`, `2020-03` or `2020-03-03`."""

GeometryType = Literal["Point", "Line", "None"]

Shape = Literal[
    "diamond",
    "circle",
    "square",
    "triangle",
    "pentagon",
    "hexagon",
    "star",
    "cross",
    "ring",
    "line",
    "band",
]

Tables = Mapping[str, "pd.DataFrame"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """One word of a closed vocabulary, in both languages."""

    id: str
    zh: str
    en: str

    def title(self, lang: Lang) -> str:
        """Return the term in one language."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """One column: its type, unit and rule, and the two words a person reads."""

    name: str
    dtype: Dtype = "text"
    unit: str = "-"
    zh: str
    en: str
    description: str
    required: bool = False
    unique: bool = False
    choices: tuple[Term, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    pattern: str | None = None
    references: str | None = None
    """`table.column` that holds every value of this column."""
    translated: bool = False
    """English free text of the atlas, whose Chinese stands in `translations`."""

    def title(self, lang: Lang) -> str:
        """Return the field's title in one language."""
        return self.zh if lang == "zh" else self.en

    def term(self, value: str) -> Term | None:
        """Return the term behind a value of this field, or None where it has no such term."""
        return next((term for term in self.choices if term.id == value), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """One CSV file of `data/`: what its rows are, and what each column holds."""

    id: str
    zh: str
    en: str
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]

    @property
    def file_name(self) -> str:
        """Name of the file in `data/`."""
        return f"{self.id}.csv"

    def field(self, name: str) -> Field:
        """Return the field called `name`."""
        return next(field for field in self.fields if field.name == name)


@dataclass(frozen=True, kw_only=True, slots=True)
class Symbol:
    """How a layer is drawn: form and colour both carry meaning."""

    shape: Shape
    colour: str
    """Colour as #rrggbb; 3 to 1 against land and sea."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Stroke:
    """How the lines of one kind are drawn, where a layer holds several kinds of lines."""

    style: Literal["band", "line", "dotted"]
    colour: str
    """Colour as #rrggbb, one of the layers' colours."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Layer:
    """One layer of the map: its table, its symbol, and what its popup shows."""

    id: str
    order: int
    """Place in the legend and drawing order: lower is listed first and drawn on top."""
    zh: str
    en: str
    zh_note: str = ""
    en_note: str = ""
    geometry_type: GeometryType
    symbol: Symbol
    kinds: tuple[Term, ...]
    strokes: Mapping[str, Stroke] = field(default_factory=dict)
    """Strokes by kind; the other kinds are drawn as the layer's symbol."""
    own_fields: tuple[Field, ...] = ()
    popup: tuple[str, ...] = ()
    """Fields that a popup shows after names, kind, status and level."""
    geometry: Callable[[pd.DataFrame, Tables], gpd.GeoSeries] | None = None
    """Derive geometries from the layer's rows and the other tables; None takes lon and lat."""
    needs: tuple[str, ...] = ()
    """Tables, by id, that `geometry` reads."""
    views: frozenset[str] = field(default_factory=frozenset)
    """Named views that show this layer; every layer with a geometry is in `atlas`."""

    def title(self, lang: Lang) -> str:
        """Return the layer's title in one language."""
        return self.zh if lang == "zh" else self.en
