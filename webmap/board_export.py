"""The board for machines: JSON with every id, CSV with exactly what the page shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

import orjson
import pandas as pd

from layers import Atlas, BoardRow, Figure
from webmap.citations import Reader, Row
from webmap.spreadsheet import Cell, csv_bytes
from webmap.verdicts import shown_actual

_FIGURE_FIELDS = (
    "observation_id",
    "kind",
    "comparator",
    "value",
    "value_high",
    "unit",
    "period_start",
    "period_end",
    "cumulative",
    "hope",
    "scope",
    "scope_zh",
    "source_id",
    "locator",
    "quote_zh",
    "confidence",
)

_COLUMNS: Final[tuple[tuple[str, str], ...]] = (
    ("目标", "Target"),
    ("对象", "Place"),
    ("县市", "County"),
    ("行动计划", "Action plan"),
    ("主题", "Theme"),
    ("性质", "Kind"),
    ("比较词", "Comparator"),
    ("目标值", "To reach"),
    ("单位", "Unit"),
    ("时期", "Period"),
    ("口径", "Scope"),
    ("最近实际数比较词", "Actual comparator"),
    ("最近实际数", "Latest actual"),
    ("实际数单位", "Actual unit"),
    ("实际数时期", "Actual period"),
    ("距今", "Age"),
    ("未作比较的原因", "Why not compared"),
    ("完成度", "Progress"),
    ("所需年增量", "Needed a year"),
    ("所需年增速", "Needed growth"),
    ("基期", "Baseline"),
    ("判定", "Verdict"),
    ("来源", "Source"),
    ("行号", "Line"),
    ("原文", "Quote"),
    ("目标编号", "Target id"),
    ("实际数编号", "Actual id"),
)
"""Chinese and English name of each column."""


def file_stem(chosen: Mapping[str, str]) -> str:
    """Return a file name that says what was chosen.

    Examples
    --------
    >>> file_stem({"plan": "trade", "theme": "oil and gas"})
    'indicators_plan-trade_theme-oil-and-gas'
    """
    parts = [f"{name}-{value.replace(' ', '-')}" for name, value in chosen.items()]
    return "_".join(["indicators", *parts])


def board_csv(
    rows: Sequence[BoardRow],
    views: Mapping[str, Row],
    chosen: Mapping[str, str],
    reader: Reader,
    *,
    address: str,
    atlas: Atlas,
) -> bytes:
    """Return the rows of the board as CSV.

    Parameters
    ----------
    rows, views
        Targets, and what the page shows of each by the target's id.
    chosen
        Choice by filter.
    reader
        Language and day.
    address
        Of the page that shows the same.
    atlas
        For the titles of sources.
    """
    at = 0 if reader.lang == "zh" else 1
    chosen_text = "; ".join(f"{name}={value}" for name, value in chosen.items()) or "-"
    comments = (
        f"{reader.word('brand')} {reader.word('board_title')}",
        f"{reader.word('board_filters')}: {chosen_text}",
        f"{reader.word('as_of')} {atlas.as_of}; {reader.today.isoformat()}; {address}",
    )
    titles = atlas.tables["sources"].set_index("source_id")["title"]
    header = [column[at] for column in _COLUMNS]
    lines = (_line(row, views[row.id], titles, reader) for row in rows)
    return csv_bytes(header, lines, comments=comments)


def _line(row: BoardRow, view: Row, titles: pd.Series, reader: Reader) -> list[Cell]:
    goal, actual, pace = view["goal"], view["actual"] or {}, view["pace"] or {}
    figure = shown_actual(row.assessment)
    progress = view["progress"]
    line = row.target["locator"]
    return [
        view["name"],
        view["place"],
        view["division"],
        view["plan"],
        view["theme"],
        goal["kind_text"],
        _sign(goal),
        goal["number"],
        goal["unit"],
        goal["period"],
        goal["scope"],
        _sign(actual),
        actual.get("number"),
        actual.get("unit"),
        actual.get("period"),
        actual.get("age"),
        actual.get("why"),
        None if progress is None else progress["text"],
        None if not pace else f"{pace['number']} {pace['unit']}".strip(),
        pace.get("rate"),
        reader.word("ind_no_baseline"),
        view["verdict"]["text"],
        _title(titles, row.target["source_id"]),
        None if pd.isna(line) else int(line),
        goal["quote"],
        row.id,
        None if figure is None else figure["observation_id"],
    ]


def _title(titles: pd.Series, source_id: str) -> str:
    title = titles[source_id]
    return source_id if pd.isna(title) else str(title)


def _sign(view: Mapping[str, Any]) -> str | None:
    comparator = view.get("comparator")
    return None if comparator is None else str(comparator["sign"])


def board_json(
    rows: Sequence[BoardRow],
    chosen: Mapping[str, str],
    platforms: Callable[[BoardRow], tuple[str, ...]],
    today: date,
) -> bytes:
    """Return the rows of the board as JSON; what is not known is null.

    Parameters
    ----------
    rows
        Targets.
    chosen
        Choice by filter.
    platforms
        Ids of the landmark platforms that a target belongs to.
    today
        The day of the verdicts.
    """
    targets = [target_json(row) | {"platforms": platforms(row)} for row in rows]
    body = {"day": today.isoformat(), "filter": chosen, "count": len(rows), "targets": targets}
    return orjson.dumps(body)


def target_json(row: BoardRow) -> dict[str, Any]:
    """Return one target with how it stands, every figure by its id."""
    state = row.assessment
    return {
        "indicator_id": row.indicator["indicator_id"],
        "feature_id": row.place_id,
        "plan": row.indicator["plan"],
        "theme": row.indicator["theme"],
        "direction": row.indicator["direction"],
        "division": None if row.division is None else row.division.adcode,
        "target": figure_json(row.target),
        "restated": [figure_json(again) for again in row.restated],
        "clashes": [clash["conflict_id"] for clash in row.clashes],
        "decisive": _maybe(state.decisive),
        "latest": _maybe(state.latest),
        "latest_mismatch": state.latest_mismatch,
        "verdict": state.verdict,
        "reason": state.reason,
        "progress": None if state.progress is None else state.progress.ratio,
        "pace": None
        if state.pace is None
        else {
            "years": state.pace.years,
            "per_year": state.pace.per_year,
            "growth": state.pace.rate,
        },
        "baseline": None,
        "rates": None
        if row.rates is None
        else {"own": _maybe(row.rates.own), "reference": _maybe(row.rates.reference)},
    }


def _maybe(figure: Figure | None) -> dict[str, Any] | None:
    return None if figure is None else figure_json(figure)


def figure_json(figure: Figure) -> dict[str, Any]:
    """Return an observation's fields, missing as null."""
    return {name: json_value(figure[name]) for name in _FIGURE_FIELDS}


def json_value(value: Any) -> Any:  # noqa: ANN401 a cell of any column
    """Return a cell of a table as JSON holds it, missing as null."""
    if value is None or pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value
