"""Pages without a map of their own: profile, popup, table of a layer, sources, about, errors."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd

from layers import Atlas, Field, Layer, base, get_layer, layer_table
from webmap.citations import Reader, source_view, text_of
from webmap.context import Page, Site, page_context
from webmap.naming import name_column
from webmap.place import place_view
from webmap.place_fields import SOURCE_FIELDS, field_text, in_language
from webmap.rendering import render
from webmap.routing import Ask, Route
from webmap.service import Service
from webmap.strings import strings
from webmap.symbols import symbol_svg


def popup_fragment(site: Site, feature_id: str, reader: Reader) -> str:
    """Return the popup of a place as an HTML fragment."""
    place = place_view(site.atlas, feature_id, reader, popup=True)
    page = page_context(site, reader, f"/place/{place['id']}", title=place["name"])
    return render("popup.html", page=page, place=place)


def layer_page(site: Site, layer_id: str, reader: Reader) -> Page:
    """Return one layer as a table of all its rows, the map's content in words."""
    layer = get_layer(layer_id)
    frame = site.atlas.frames[layer.id]
    name = name_column(reader.lang)
    columns = [field for field in _columns(layer) if frame[field.name].notna().any()]
    rows = [
        [
            _cell(row[name], f"/place/{row['feature_id']}?lang={reader.lang}"),
            *(_field_cell(layer, field, row, reader) for field in columns),
        ]
        for _, row in frame.iterrows()
    ]
    other = "en" if reader.lang == "zh" else "zh"
    title = layer.title(reader.lang)
    page = page_context(site, reader, f"/layer/{layer.id}", title=title)
    head = {
        "title": title,
        "other_title": layer.title("en" if reader.lang == "zh" else "zh"),
        "other_lang": "en" if other == "en" else "zh-CN",
        "symbol_svg": symbol_svg(layer.symbol.shape, layer.symbol.colour),
        "count": len(rows),
        "note": layer.zh_note if reader.lang == "zh" else layer.en_note,
        "map_href": f"/?lang={reader.lang}",
    }
    titles = [{"title": strings(reader.lang)["col_name"], "unit": None, "numeric": False}]
    titles += [
        {
            "title": field.title(reader.lang),
            "unit": None,
            "numeric": field.dtype in {"number", "integer"},
        }
        for field in columns
    ]
    return Page(render("layer.html", page=page, layer=head, columns=titles, rows=rows))


def _columns(layer: Layer) -> list[Field]:
    table = layer_table(layer)
    common = ("kind", "status", "level", "country", "partner_country", "admin", "coord_precision")
    names = [*common, *layer.popup, *(field.name for field in layer.own_fields)]
    return [table.field(name) for name in dict.fromkeys(names) if name not in SOURCE_FIELDS]


def _cell(text: str | None, href: str | None = None) -> dict[str, Any]:
    return {"text": text, "href": href, "cite": None, "recorded": None, "dated": False}


def _field_cell(layer: Layer, field: Field, row: pd.Series, reader: Reader) -> dict[str, Any]:
    """Return a cell with what its number rests on: a field of the record, or a date."""
    return {
        **_cell(_cell_text(layer, field, row, reader)),
        "recorded": field.name if field.dtype in {"number", "integer"} else None,
        "feature_id": row["feature_id"],
        "dated": field.dtype in {"date", "partial_date"},
    }


def _cell_text(layer: Layer, field: Field, row: pd.Series, reader: Reader) -> str | None:
    value = in_language(row, field.name, reader)
    if pd.isna(value):
        return None
    if field.name == "kind":
        return next(term for term in layer.kinds if term.id == value).title(reader.lang)
    return field_text(field, value, reader)


def sources_page(site: Site, reader: Reader) -> Page:
    """Return all sources, what rests on each, and whom the base map comes from."""
    used = _uses(site.atlas)
    rows = []
    for number, (_, source) in enumerate(site.atlas.tables["sources"].iterrows(), start=1):
        rows.append(
            source_view(source, reader)
            | {
                "no": number,
                "anchor": f"source-{source['source_id']}",
                "licence": text_of(source["licence"]),
                "rests": used[source["source_id"]],
            }
        )
    page = page_context(site, reader, "/sources", title=strings(reader.lang)["sources_title"])
    return Page(render("sources.html", page=page, sources=rows, base_data=base_data(reader)))


def _uses(atlas: Atlas) -> Counter[str]:
    """Return how many rows of all tables rest on each source."""
    frames = [*atlas.frames.values(), *atlas.tables.values()]
    used: Counter[str] = Counter()
    for frame in frames:
        if "source_id" in frame and frame is not atlas.tables["sources"]:
            used.update(frame["source_id"].dropna())
        if "extra_source_ids" in frame:
            used.update(
                code for codes in frame["extra_source_ids"].dropna() for code in codes.split("|")
            )
    return used


def base_data(reader: Reader) -> list[dict[str, Any]]:
    """Return origin and licence of every file of the base map."""
    return [
        {
            "title": entry["path"],
            "attribution": entry["attribution"][reader.lang],
            "origin": _origin(entry, reader),
            "licence": reader.said(entry["licence"]),
        }
        for entry in base.manifest()
    ]


def _origin(entry: dict[str, Any], reader: Reader) -> str:
    packages = reader.word("list_separator").join(entry["packages"])
    return reader.word("in_brackets").format(text=reader.said(entry["upstream"]), more=packages)


def about_page(site: Site, reader: Reader) -> Page:
    """Return what the atlas is, in which datum and boundary view, and who may use it how."""
    page = page_context(site, reader, "/about", title=strings(reader.lang)["about_title"])
    about = {
        "boundary_text": strings(reader.lang)[f"boundary_{site.boundary_view}"],
        "approval": site.approval,
        "base_data": base_data(reader),
    }
    return Page(render("about.html", page=page, about=about))


def error_page(site: Site, reader: Reader, *, status: int, code: str, description: str) -> Page:
    """Return an error as a page: the same code and description as the JSON shape."""
    words = strings(reader.lang)
    title = words.get(f"error_{status}", words["error_title"])
    page = page_context(site, reader, "/", title=title)
    page["other_lang_href"] = None
    for item in page["nav"]:
        item["current"] = False
    error = {"status": status, "code": code, "description": description, "accepted": None}
    return Page(render("error.html", page=page, error=error))


def _layer(service: Service, ask: Ask, layer_id: str) -> Page:
    return layer_page(service.site, layer_id, ask.reader)


def _sources(service: Service, ask: Ask) -> Page:
    return sources_page(service.site, ask.reader)


def _about(service: Service, ask: Ask) -> Page:
    return about_page(service.site, ask.reader)


ROUTES = (
    Route("/layer/<layer_id>", "layer", _layer),
    Route("/sources", "sources", _sources),
    Route("/about", "about", _about),
)
