"""A place as readers see it: popup and profile are two cuts of one view model."""

from __future__ import annotations

import pandas as pd

from layers import Atlas, Layer, vocabulary
from webmap.citations import Citations, Reader, Row, text_of
from webmap.figures import clashes, indicators, of_parent, ranked_indicators, unset
from webmap.history import status_history
from webmap.naming import name_column, names_of
from webmap.place_fields import extra_source_ids, popup_facts, profile_facts

POPUP_INDICATORS = 3
CORRIDOR_PAGE = ("/corridor", "corridor_page")


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
    name, other = names_of(record, reader.lang)
    most = POPUP_INDICATORS if popup else None
    own = indicators(atlas, main, reader, citations, most=most)
    parent = text_of(record["parent_id"])
    inherited = []
    if parent and not own:
        inherited = indicators(atlas, atlas.main_id(parent), reader, citations, most=most)
    citations.cite(record["source_id"])
    if not popup:
        for source_id in extra_source_ids(record):
            citations.cite(source_id)
    placed = not pd.isna(record["lon"])
    return {
        "id": main,
        "name": name,
        "other_name": other if other != name else None,
        "other_lang": "en" if reader.lang == "zh" else "zh-CN",
        "chips": _chips(layer, record, reader),
        "facts": (popup_facts if popup else profile_facts)(layer, record, reader),
        "indicators": own or of_parent(inherited, atlas, parent, reader),
        "more": len(ranked_indicators(atlas, main)) - len(own),
        "unset": [] if popup else unset(atlas, main, reader, citations),
        "clashes": [] if popup else clashes(atlas, main, reader),
        "history": [] if popup else status_history(atlas, main, reader, citations),
        "related": related(atlas, main, reader),
        "sources": citations.rows(reader),
        "precision_text": _precision(record, reader) if placed else None,
        "coord_text": ", ".join(_coordinates(record)) if placed else None,
        "coords": _coordinates(record) if placed else None,
        "precision": _precision_parts(record, reader) if placed else None,
        "note": reader.said(record["note"]),
        "withheld": _withheld_count(atlas, main),
        "same_as": main if main != feature_id else None,
        "profile_href": f"/place/{main}?lang={reader.lang}",
        "map_href": f"/?lang={reader.lang}#open={main}",
        "updated": _newest(citations),
        "layer_id": layer.id,
        "own_page": _own_page(layer, main, reader),
    }


def _own_page(layer: Layer, feature_id: str, reader: Reader) -> Row | None:
    """Return the page that a service or the corridor has besides its profile."""
    pages = {"routes": (f"/routes/{feature_id}", "route_open"), "corridor": CORRIDOR_PAGE}
    if layer.id not in pages:
        return None
    path, word = pages[layer.id]
    return {"href": f"{path}?lang={reader.lang}", "text": reader.word(word)}


def _chips(layer: Layer, record: pd.Series, reader: Reader) -> list[Row]:
    kind = next(term for term in layer.kinds if term.id == record["kind"])
    chips: list[Row] = [{"text": kind.title(reader.lang), "cls": "chip-kind"}]
    for column, terms in (("status", vocabulary.STATUS), ("level", vocabulary.LEVEL)):
        term = next((term for term in terms if term.id == record[column]), None)
        if term is not None and term.id != "other":
            chips.append({"text": term.title(reader.lang), "cls": f"chip-{term.id}"})
    return chips


def _coordinates(record: pd.Series) -> tuple[str, str]:
    """Return lat and lon with no more decimals than the position is known to."""
    decimals = {"site": 3, "district": 2}.get(record["coord_precision"], 1)
    return f"{record['lat']:.{decimals}f}", f"{record['lon']:.{decimals}f}"


def _precision(record: pd.Series, reader: Reader) -> str:
    parts = _precision_parts(record, reader)
    error = reader.word("error_km").format(km=parts["km"]) if parts["km"] else ""
    return f"{parts['text']}{error}"


def _precision_parts(record: pd.Series, reader: Reader) -> Row:
    """Return how well a position is known, in words and in km where a source or we state it."""
    term = next(term for term in vocabulary.PRECISION if term.id == record["coord_precision"])
    error_m = record["coord_error_m"]
    km = None if pd.isna(error_m) else f"{error_m / 1000:g}"
    return {"text": term.title(reader.lang), "km": km}


def _newest(citations: Citations) -> str | None:
    """Return when the newest of the cited sources was published."""
    sources = citations.atlas.tables["sources"].set_index("source_id")
    dates = sources.loc[list(citations.numbers), "published"].dropna()
    return None if dates.empty else str(dates.max())


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
    name = name_column(reader.lang)
    return [
        {
            "id": other,
            "href": f"/place/{other}?lang={reader.lang}",
            "name": atlas.features.at[other, name],
            "relation": reader.word(relation),
        }
        for other, relation in found
    ]


def _withheld_count(atlas: Atlas, feature_id: str) -> int:
    """Return how many figures are not shown for want of a period or a value."""
    rows = atlas.about("observations", feature_id)
    open_ended = rows["value"].isna() | rows["period_end"].isna()
    return int((open_ended & rows["duplicate_of"].isna()).sum())
