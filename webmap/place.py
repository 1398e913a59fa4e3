"""A place as readers see it: popup and profile are two cuts of one view model."""

from __future__ import annotations

import pandas as pd

from layers import UNITS, Atlas, Field, Lang, Layer, layer_table, vocabulary
from webmap.citations import Citations, Reader, Row, lang_of, text_of
from webmap.countries import country_list
from webmap.figures import indicators, of_parent, ranked_indicators
from webmap.numbers import format_quantity
from webmap.periods import format_partial_date

COUNTRY_FIELDS = frozenset({"country", "partner_country", "countries", "dest_country"})
SOURCE_FIELDS = ("extra_source_ids",)
"""Columns that name further sources, joined by |; they are cited, not shown as facts."""

POPUP_INDICATORS = 3


def place_view(atlas: Atlas, feature_id: str, reader: Reader, *, popup: bool = False) -> Row:
    """Return what a profile shows about a place, or the cut of it that a popup shows.

    Parameters
    ----------
    atlas
        The facts.
    feature_id
        Id of any record; a second record of one place leads to the main one.
    reader
        Language and day.
    popup
        Only the fields that the layer names for popups, and the most telling indicators.

    Raises
    ------
    UnknownPlaceError
        If no feature has this id.
    """
    main = atlas.main_id(feature_id)
    layer, record = atlas.record(main)
    citations = Citations(atlas)
    name, other = (record["name_zh"], record["name_en"])[:: 1 if reader.lang == "zh" else -1]
    most = POPUP_INDICATORS if popup else None
    own = indicators(atlas, main, reader, citations, most=most)
    parent = text_of(record["parent_id"])
    inherited = []
    if parent and not own:
        inherited = indicators(atlas, atlas.main_id(parent), reader, citations, most=most)
    citations.cite(record["source_id"])
    if not popup:
        _cite_further(record, citations)
    statements = [] if popup else _statements(atlas, main, reader, citations)
    placed = not pd.isna(record["lon"])
    return {
        "id": main,
        "name": name,
        "other_name": other if other != name else None,
        "other_lang": "en" if reader.lang == "zh" else "zh-CN",
        "chips": _chips(layer, record, reader),
        "facts": _facts(layer, record, reader, popup=popup),
        "indicators": own or of_parent(inherited, atlas, parent, reader),
        "more": len(ranked_indicators(atlas, main)) - len(own),
        "statements": statements,
        "related": related(atlas, main, reader),
        "sources": citations.rows(reader),
        "precision_text": _precision(record, reader) if placed else None,
        "coord_text": _coordinates(record) if placed else None,
        "locator_svg": None,
        "note": text_of(record["note"]),
        "withheld": _withheld(atlas, main),
        "same_as": main if main != feature_id else None,
        "profile_href": f"/place/{main}?lang={reader.lang}",
        "map_href": f"/?lang={reader.lang}#open={main}",
        "updated": None,
        "layer_id": layer.id,
    }


def _chips(layer: Layer, record: pd.Series, reader: Reader) -> list[Row]:
    kind = next(term for term in layer.kinds if term.id == record["kind"])
    chips: list[Row] = [{"text": kind.title(reader.lang), "cls": "chip-kind"}]
    for column, terms in (("status", vocabulary.STATUS), ("level", vocabulary.LEVEL)):
        term = next((term for term in terms if term.id == record[column]), None)
        if term is not None and term.id != "other":
            chips.append({"text": term.title(reader.lang), "cls": f"chip-{term.id}"})
    return chips


def _facts(layer: Layer, record: pd.Series, reader: Reader, *, popup: bool) -> list[Row]:
    table = layer_table(layer)
    shown = [table.field(name) for name in layer.popup] if popup else _profile_fields(layer)
    rows = [
        _field_fact(entry, value, record, reader)
        for entry in shown
        if not pd.isna(value := _in_language(record, entry.name, reader.lang))
    ]
    if not popup and not pd.isna(record["status_text"]):
        rows.append(_fact(reader.word("status_text"), record["status_text"], reader))
    return rows


def _fact(label: str, text: str, reader: Reader) -> Row:
    return {
        "label": label,
        "text": text,
        "lang": lang_of(text, reader.lang),
        "note": None,
        "recorded": None,
        "dated": False,
    }


def _field_fact(entry: Field, value: object, record: pd.Series, reader: Reader) -> Row:
    """Return a field of a record with what its number rests on."""
    return _fact(entry.title(reader.lang), field_text(entry, value, reader.lang), reader) | {
        "recorded": entry.name if entry.dtype in {"number", "integer"} else None,
        "feature_id": record["feature_id"],
        "dated": entry.dtype in {"date", "partial_date"},
    }


def _in_language(record: pd.Series, name: str, lang: Lang) -> object:
    """Return a field's value, in Chinese from its twin with `_zh` where there is one."""
    twin = f"{name}_zh"
    if lang == "zh" and twin in record.index and not pd.isna(record[twin]):
        return record[twin]
    return record[name]


def _profile_fields(layer: Layer) -> list[Field]:
    table = layer_table(layer)
    common = ("admin", "country", "partner_country", "since", "operator_zh", "operator_en")
    own = (entry.name for entry in layer.own_fields if not entry.name.endswith("_zh"))
    names = [*layer.popup, *common, *own, "industries", "coord_basis", "confidence", "note"]
    return [table.field(name) for name in dict.fromkeys(names) if name not in SOURCE_FIELDS]


def _cite_further(record: pd.Series, citations: Citations) -> None:
    for name in SOURCE_FIELDS:
        for source_id in (text_of(record.get(name)) or "").split("|"):
            if source_id:
                citations.cite(source_id)


def field_text(entry: Field, value: object, lang: Lang) -> str:
    """Write one field's value for readers: terms, countries and numbers in their language."""
    if entry.name in COUNTRY_FIELDS:
        return country_list(str(value), lang)
    if entry.dtype == "partial_date":
        return format_partial_date(str(value), lang)
    if entry.choices:
        term = entry.term(str(value))
        return str(value) if term is None else term.title(lang)
    if entry.dtype in {"number", "integer"} and entry.unit in UNITS:
        quantity = format_quantity(float(str(value)), UNITS[entry.unit], lang)
        return f"{quantity.number} {quantity.unit}".strip()
    return str(value)


def _coordinates(record: pd.Series) -> str:
    """Return lat and lon with no more decimals than the position is known to."""
    decimals = {"site": 3, "district": 2}.get(record["coord_precision"], 1)
    return f"{record['lat']:.{decimals}f}, {record['lon']:.{decimals}f}"


def _precision(record: pd.Series, reader: Reader) -> str:
    term = next(term for term in vocabulary.PRECISION if term.id == record["coord_precision"])
    text = term.title(reader.lang)
    if not pd.isna(record["coord_error_m"]):
        text += reader.word("error_km").format(km=f"{record['coord_error_m'] / 1000:g}")
    return text


def _statements(atlas: Atlas, feature_id: str, reader: Reader, citations: Citations) -> list[Row]:
    rows = atlas.about("statements", feature_id).sort_values("date", na_position="last")
    return [
        {
            "date": None if pd.isna(row["date"]) else format_partial_date(row["date"], reader.lang),
            "topic": text_of(row["topic_zh"] if reader.lang == "zh" else row["topic"])
            or row["topic"],
            "text": row["text"],
            "lang": lang_of(row["text"], reader.lang),
            "cite": citations.cite(row["source_id"]),
        }
        for _, row in rows.iterrows()
    ]


def related(atlas: Atlas, feature_id: str, reader: Reader) -> list[Row]:
    """Return the parent, the children and the stops or routes of a place."""
    found: list[tuple[str, str]] = []
    parent = atlas.features.at[feature_id, "parent_id"]
    if not pd.isna(parent):
        found.append((atlas.main_id(str(parent)), "part_of"))
    children = atlas.features[
        (atlas.features["parent_id"] == feature_id) & atlas.features["same_as"].isna()
    ]
    found += [(str(child), "contains") for child in children.index]
    stops = atlas.tables["route_stops"]
    found += [
        (str(row["station_id"]), "stop")
        for _, row in stops[stops["route_id"] == feature_id].sort_values("seq").iterrows()
    ]
    through = stops[stops["station_id"] == feature_id]["route_id"].unique()
    found += [(str(route), "route_through") for route in through]
    name = "name_zh" if reader.lang == "zh" else "name_en"
    return [
        {
            "id": other,
            "href": f"/place/{other}?lang={reader.lang}",
            "name": atlas.features.at[other, name],
            "relation": reader.word(relation),
        }
        for other, relation in found
    ]


def _withheld(atlas: Atlas, feature_id: str) -> int:
    """Return how many figures of a place lack a period or a value, and are not shown."""
    rows = atlas.about("observations", feature_id)
    return int((rows["value"].isna() | rows["period_end"].isna()).sum())
