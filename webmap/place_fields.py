"""The fields of a record as readers see them: with units, and blank where nothing is known."""

from __future__ import annotations

import pandas as pd

from layers import DATA, UNITS, Field, Lang, Layer, english_admin, industry_list, layer_table
from webmap.citations import Reader, Row, lang_of, text_of
from webmap.countries import country_list, country_name
from webmap.numbers import format_quantity
from webmap.periods import format_partial_date

COUNTRY_FIELDS = frozenset({"country", "partner_country", "countries", "dest_country"})
SOURCE_FIELDS = ("extra_source_ids",)
"""Columns that name further sources, joined by |; they are cited, not shown as facts."""
NUMBERS = frozenset({"number", "integer"})


def field_text(entry: Field, value: object, reader: Reader) -> str:
    """Write one field's value for readers: terms, notes and numbers in their language."""
    lang = reader.lang
    if entry.name in COUNTRY_FIELDS:
        return country_list(str(value), lang)
    if entry.name == "industries":
        return industry_list(str(value), lang, DATA)
    if entry.dtype == "partial_date":
        return format_partial_date(str(value), lang)
    if entry.choices:
        term = entry.term(str(value))
        return str(value) if term is None else term.title(lang)
    if entry.dtype in NUMBERS:
        number, unit = _number(entry, value, lang)
        return f"{number} {unit}".strip()
    # An English name is shown as one; its Chinese stands in the field of the Chinese name.
    translated = entry.translated and not entry.name.endswith("_en")
    return (reader.said(value) if translated else None) or str(value)


def _number(entry: Field, value: object, lang: Lang) -> tuple[str, str]:
    """Return a number and its unit, scaled as the language counts."""
    if entry.unit in UNITS:
        return format_quantity(float(str(value)), UNITS[entry.unit], lang)
    return f"{float(str(value)):g}", "" if entry.unit == "-" else entry.unit


def in_language(record: pd.Series, name: str, reader: Reader) -> object:
    """Return a field's value; in Chinese from its twin with `_zh` where there is one.

    A blank Chinese name is filled by the translation of the English one; an administrative area
    has English names where the divisions of the base map have them.
    """
    if reader.lang == "en" and name == "admin" and not pd.isna(record[name]):
        return english_admin(record[name]) or record[name]
    if reader.lang == "zh":
        twin, english = f"{name}_zh", f"{name.removesuffix('_zh')}_en"
        if twin in record.index and not pd.isna(record[twin]):
            return record[twin]
        if name.endswith("_zh") and pd.isna(record[name]) and english in record.index:
            return reader.said(record[english])
    return record[name]


def profile_fields(layer: Layer) -> list[Field]:
    """Return the fields of a full profile: what its popup shows first, then all others.

    Names, kind, status, position, parent and sources have places of their own on the page.
    """
    table = layer_table(layer)
    common = ("level", "admin", "country", "partner_country", "since")
    own = (entry.name for entry in layer.own_fields if not entry.name.endswith("_zh"))
    last = ("operator_zh", "operator_en", "industries", "status_text", "coord_basis")
    names = [*layer.popup, *common, *own, *last, "confidence", "note"]
    return [table.field(name) for name in dict.fromkeys(names) if name not in SOURCE_FIELDS]


def field_view(entry: Field, record: pd.Series, reader: Reader) -> Row:
    """Return one field of a record: `text` is blank where nothing is known.

    Parameters
    ----------
    entry, record, reader
        The field, the full row of a main record, and who reads.

    Returns
    -------
    view
        `text` as one string; `number` and `unit` apart for a number; `date` for a date;
        `links` to the pages of countries.
    """
    value = in_language(record, entry.name, reader)
    view: Row = {
        "name": entry.name,
        "label": entry.title(reader.lang),
        "text": None,
        "lang": None,
        "note": None,
        "number": None,
        "unit": None,
        "date": None,
        "links": None,
        "place": record["feature_id"],
    }
    if pd.isna(value):
        return view
    text = field_text(entry, value, reader)
    view |= {"text": text, "lang": lang_of(text, reader.lang)}
    if entry.dtype in NUMBERS:
        number, unit = _number(entry, value, reader.lang)
        view |= {"number": number, "unit": unit, "lang": None}
    elif entry.dtype in {"partial_date", "date"}:
        view |= {"date": str(value), "lang": None}
    elif entry.name in COUNTRY_FIELDS:
        view["links"] = _country_links(str(value), reader)
    return view


def _country_links(codes: str, reader: Reader) -> list[Row]:
    return [
        {"href": f"/country/{code}?lang={reader.lang}", "text": country_name(code, reader.lang)}
        for code in dict.fromkeys(codes.split("|"))
    ]


def popup_facts(layer: Layer, record: pd.Series, reader: Reader) -> list[Row]:
    """Return the fields that a popup shows: those that the layer names and that are known."""
    table = layer_table(layer)
    views = (field_view(table.field(name), record, reader) for name in layer.popup)
    return [view for view in views if view["text"] is not None]


def profile_facts(layer: Layer, record: pd.Series, reader: Reader) -> list[Row]:
    """Return all fields of a record: those that are known first, then the blank ones."""
    views = [field_view(entry, record, reader) for entry in profile_fields(layer)]
    return sorted(views, key=lambda view: view["text"] is None)


def extra_source_ids(record: pd.Series) -> list[str]:
    """Return the further sources that a record names."""
    codes = [text_of(record.get(name)) or "" for name in SOURCE_FIELDS]
    return [code for text in codes for code in text.split("|") if code]
