"""One indicator: what it counts, every figure of it by place, with a chart and its table."""

from __future__ import annotations

from collections.abc import Sequence

import orjson

from geo.errors import UnknownIndicatorError
from layers import UNITS, Atlas, BoardRow, Figure, vocabulary
from webmap.board_export import figure_json, json_value, target_json
from webmap.charts import series_svg
from webmap.citations import Citations, Reader, Row, lang_of, text_of
from webmap.context import Page, page_context
from webmap.figures import observation_view, series_label
from webmap.naming import name_column
from webmap.numbers import format_quantity
from webmap.rendering import render
from webmap.routing import JSON, Ask, Body, Route
from webmap.series import goal_of, inexact_years, points_of, yearly
from webmap.service import Service
from webmap.targets import PLAN, THEME, target_view

DIRECTION = {term.id: term for term in vocabulary.DIRECTION}


def indicator_of(atlas: Atlas, indicator_id: str) -> Figure:
    """Return the row of an indicator.

    Raises
    ------
    UnknownIndicatorError
        If there is no such indicator.
    """
    table = atlas.tables["indicators"].set_index("indicator_id", drop=False)
    if indicator_id not in table.index:
        msg = f"No indicator {indicator_id!r}; accepted is an id of /api/indicators."
        raise UnknownIndicatorError(msg)
    found: Figure = table.loc[indicator_id].to_dict()
    return found


def figures_by_place(atlas: Atlas, indicator_id: str) -> dict[str, list[Figure]]:
    """Return the observations of an indicator by main record, newest first."""
    table = atlas.tables["observations"]
    own = table[(table["indicator_id"] == indicator_id) & table["duplicate_of"].isna()]
    own = own.sort_values(["period_end", "period_start"], ascending=False, kind="stable")
    found: dict[str, list[Figure]] = {}
    for row in own.to_dict("records"):
        found.setdefault(atlas.main_id(row["feature_id"]), []).append(row)
    return found


def indicator_page(service: Service, ask: Ask, indicator_id: str) -> Page:
    """Return an indicator as a page."""
    atlas, reader = service.site.atlas, ask.reader
    indicator = indicator_of(atlas, indicator_id)
    citations = Citations(atlas)
    zh = reader.lang == "zh"
    name, other = (indicator["name_zh"], indicator["name_en"])[:: 1 if zh else -1]
    targets = [row for row in service.board() if row.indicator["indicator_id"] == indicator_id]
    groups = figures_by_place(atlas, indicator_id)
    order = [row.place_id for row in targets]
    # Places with a target first, then those of which most is known.
    places = sorted(groups, key=lambda key: (key not in order, -len(groups[key]), key))
    head = {
        "name": name,
        "other_name": other,
        "other_lang": "en" if zh else "zh-CN",
        "facts": _facts(indicator, reader),
        "definition": reader.said(indicator["definition"]),
        "definition_lang": lang_of(reader.said(indicator["definition"]), reader.lang),
        "back_href": f"/indicators?lang={reader.lang}",
        "json_href": f"/api/indicators/{indicator_id}",
        "places": [
            _place(atlas, key, groups[key], [t for t in targets if t.place_id == key], reader)
            | {"number": number}
            | _tables(groups[key], [t for t in targets if t.place_id == key], reader, citations)
            for number, key in enumerate(places, start=1)
        ],
    }
    path = f"/indicators/{indicator_id}"
    page = page_context(service.site, reader, path, title=name, query=ask.query)
    sources = citations.rows(reader)
    return Page(render("indicator.html", page=page, indicator=head, sources=sources))


def _facts(indicator: Figure, reader: Reader) -> list[Row]:
    unit = UNITS[indicator["unit"]]
    pairs = (
        ("ind_unit", unit.zh if reader.lang == "zh" else unit.en),
        ("ind_direction", DIRECTION[indicator["direction"]].title(reader.lang)),
        ("board_plan", PLAN[indicator["plan"]].title(reader.lang)),
        ("board_theme", THEME[indicator["theme"]].title(reader.lang)),
        ("ind_baseline", reader.word("ind_no_baseline")),
    )
    return [{"label": reader.word(key), "text": text} for key, text in pairs if text]


def _place(
    atlas: Atlas,
    place_id: str,
    figures: Sequence[Figure],
    targets: Sequence[BoardRow],
    reader: Reader,
) -> Row:
    """Return a place's name and its chart."""
    name = str(atlas.features.at[place_id, name_column(reader.lang)])
    return {
        "name": name,
        "href": f"/place/{place_id}?lang={reader.lang}",
        "charts": _charts(name, figures, targets, reader),
    }


def _tables(
    figures: Sequence[Figure], targets: Sequence[BoardRow], reader: Reader, citations: Citations
) -> Row:
    return {
        "targets": [target_view(row, reader, citations) for row in targets],
        "table": [observation_view(row, reader, citations) for row in figures],
    }


def _charts(
    name: str, figures: Sequence[Figure], targets: Sequence[BoardRow], reader: Reader
) -> list[Row]:
    """Return a chart of each scope of which two years or more are known."""
    goals = {goal: row for row in targets if (goal := goal_of(row.target)) is not None}
    goal = next(iter(goals), None)
    charts = []
    for years in yearly(figures).values():
        if len(years) < 2:
            continue
        scope = text_of(years[0]["scope_zh" if reader.lang == "zh" else "scope"])
        unit = UNITS[years[0]["unit"]]
        label, span = series_label(name, years, reader)
        inexact = inexact_years(years)

        def tick(value: float, unit_id: str = unit.id) -> str:
            quantity = format_quantity(value, UNITS[unit_id], reader.lang)
            return f"{quantity.number} {quantity.unit}".strip()

        charts.append(
            {
                "svg": series_svg(
                    points_of(years), target=goal, label=label, inexact=inexact, tick=tick
                ),
                "span": span,
                "inexact": bool(inexact),
                "scope": reader.word("ind_scope").format(scope=scope) if scope else None,
            }
        )
    return charts


def indicator_data(service: Service, ask: Ask, indicator_id: str) -> Body:
    """Return an indicator with every figure as JSON."""
    atlas = service.site.atlas
    indicator = indicator_of(atlas, indicator_id)
    groups = figures_by_place(atlas, indicator_id)
    board = [row for row in service.board() if row.indicator["indicator_id"] == indicator_id]
    body = {
        "day": ask.reader.today.isoformat(),
        "indicator": {name: json_value(value) for name, value in indicator.items()},
        "targets": [target_json(row) for row in board],
        "figures": {key: [figure_json(row) for row in rows] for key, rows in groups.items()},
    }
    return Body(content=orjson.dumps(body), media_type=JSON)


ROUTES = (
    Route("/indicators/<indicator_id>", "indicator", indicator_page),
    Route("/api/indicators/<indicator_id>", "api_indicator", indicator_data),
)
