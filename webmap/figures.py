"""Indicators of a place: numbers with unit, kind, period, age, verdict and source."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from markupsafe import Markup

from layers import UNITS, Atlas, Figure, Lang, assess, is_whole_year, vocabulary
from webmap.charts import trend_svg
from webmap.citations import Citations, Reader, Row, lang_of, text_of
from webmap.naming import name_column
from webmap.numbers import Quantity, format_quantity
from webmap.periods import format_age, format_period
from webmap.series import goal_of, inexact_years, longest_series, points_of
from webmap.strings import strings
from webmap.verdicts import mismatch_text, shown_actual, verdict_view

SIGNS = {"=": "", ">=": "≥", ">": ">", "<=": "≤", "<": "<", "~": "≈", "range": ""}
TREND_POINTS = 3


def shown_observations(atlas: Atlas, feature_id: str) -> pd.DataFrame:
    """Return the observations that may be shown: with a value and a period."""
    rows = atlas.about("observations", feature_id)
    shown = rows["value"].notna() & rows["period_end"].notna() & rows["duplicate_of"].isna()
    return rows[shown]


def ranked_indicators(atlas: Atlas, feature_id: str) -> list[str]:
    """Return the ids of the indicators that may be shown of a place, most telling first."""
    rank = atlas.tables["indicators"].set_index("indicator_id")["rank"]
    names = shown_observations(atlas, feature_id)["indicator_id"].unique()
    return sorted(names, key=lambda name: (int(rank[name]), name))


def indicators(
    atlas: Atlas, feature_id: str, reader: Reader, citations: Citations, *, most: int | None = None
) -> list[Row]:
    """Return the indicators of a place, most telling first, targets against actuals.

    Parameters
    ----------
    atlas, feature_id, reader, citations
        The facts, the place, who reads, and where sources are numbered.
    most
        Only so many, and without the table of all their figures; None shows everything.
    """
    rows = shown_observations(atlas, feature_id)
    table = atlas.tables["indicators"].set_index("indicator_id")
    views = []
    for name in ranked_indicators(atlas, feature_id)[:most]:
        own = rows[rows["indicator_id"] == name]
        own = own.sort_values(["period_end", "period_start"], na_position="first")
        view = _indicator(table.loc[name], own, reader, citations)
        if most is None:
            newest_first = own.iloc[::-1].iterrows()
            view["table"] = [observation_view(row, reader, citations) for _, row in newest_first]
        views.append(view)
    return views


def _indicator(
    indicator: pd.Series, rows: pd.DataFrame, reader: Reader, citations: Citations
) -> Row:
    targets = rows[rows["kind"] == "target"]
    actuals = rows[rows["kind"] == "actual"]
    head = _leading_target(targets) if len(targets) else _headline(rows)
    view = observation_view(head, reader, citations)
    view["name"] = indicator[name_column(reader.lang)]
    view |= {"actual": None, "verdict": None, "others": []}
    reasons = _reasons(head, reader)
    if len(targets):
        against, reason = _against(head, actuals, indicator["direction"], reader, citations)
        view |= against | {"age": None}
        reasons += [reason] if reason else []
    view["why"] = reader.word("reason_separator").join(reasons) or None
    view["others"] = [
        observation_view(row, reader, citations)
        | {"same_source": row["source_id"] == head["source_id"]}
        for _, row in _disagreeing(head, rows).iterrows()
    ]
    view["trend"] = _trend(view["name"], rows, head if len(targets) else None, reader)
    view["table"] = []
    return view


def _reasons(head: pd.Series, reader: Reader) -> list[str]:
    """Return why a figure is not compared with years."""
    reasons = []
    if head["cumulative"]:
        reasons.append(reader.word("cumulative"))
    elif not is_whole_year(head) and not pd.isna(head["period_start"]):
        reasons.append(reader.word("part_year"))
    return reasons


def _disagreeing(head: pd.Series, rows: pd.DataFrame) -> pd.DataFrame:
    """Return what else is said of the same period: nobody picks one silently.

    A statement that restates the headline with the same number stands beside it too: it may
    say 力争 or 以上 where the other does not.
    """
    same = rows[
        (rows["kind"] == head["kind"])
        & (rows["period_end"] == head["period_end"])
        & (rows["period_start"].fillna("") == (text_of(head["period_start"]) or ""))
    ]
    other = same[same["value"] != head["value"]].drop_duplicates(["value", "source_id"])
    restating = (same["restates"] == head["observation_id"]) | (
        same["observation_id"] == text_of(head["restates"])
    )
    return pd.concat([other, same[restating].drop(index=other.index, errors="ignore")])


def unset(atlas: Atlas, feature_id: str, reader: Reader, citations: Citations) -> list[Row]:
    """Return what is stated of a place without a period or without a number, in its words.

    Such a statement cannot be compared with anything, and is never counted as zero.
    """
    rows = atlas.about("observations", feature_id)
    rows = rows[(rows["value"].isna() | rows["period_end"].isna()) & rows["duplicate_of"].isna()]
    names = atlas.tables["indicators"].set_index("indicator_id")
    return [
        observation_view(row, reader, citations)
        | {"name": names.at[row["indicator_id"], name_column(reader.lang)]}
        for _, row in rows.iterrows()
    ]


def clashes(atlas: Atlas, feature_id: str, reader: Reader) -> list[str]:
    """Return how statements about a place clash, one sentence each; none is preferred."""
    ids = set(atlas.about("observations", feature_id)["observation_id"])
    table = atlas.tables["conflicts"]
    sides = table[["observation_a", "observation_b", "observation_c"]].isin(ids).any(axis=1)
    return list(table.loc[sides, "what_zh" if reader.lang == "zh" else "what_en"])


def _leading_target(targets: pd.DataFrame) -> pd.Series:
    """Return the target of the last period, one of the two documents before any other."""
    last = targets[targets["period_end"] == targets["period_end"].iloc[-1]]
    stated = last[last["locator"].notna()]
    return (stated if len(stated) else last).iloc[-1]


def series_label(name: str, years: Sequence[Figure], reader: Reader) -> tuple[str, str]:
    """Return what a series says in words, and the years that it spans."""
    span = f"{years[0]['period_end'][:4]}–{years[-1]['period_end'][:4]}"
    first, last = (quantity_of(years[index], reader.lang) for index in (0, -1))
    label = reader.word("trend_label").format(
        name=name,
        span=span,
        first=f"{first.number} {first.unit}",
        last=f"{last.number} {last.unit}",
    )
    return label, span


def _whole_years(rows: pd.DataFrame) -> pd.Series:
    whole = [is_whole_year(row) for _, row in rows.iterrows()]
    return pd.Series(whole, index=rows.index, dtype=bool)


def _headline(rows: pd.DataFrame) -> pd.Series:
    """Return the newest whole-year figure, or the newest of any period; plans come last."""
    happened = rows[rows["kind"] != "planned"]
    rows = happened if len(happened) else rows
    whole = rows[_whole_years(rows) & ~rows["cumulative"].astype(bool)]
    return (whole if len(whole) else rows).iloc[-1]


def observation_view(row: Figure, reader: Reader, citations: Citations) -> Row:
    """Return one observation as its words, number, unit and source."""
    quantity = quantity_of(row, reader.lang)
    line = None if pd.isna(row["locator"]) else int(row["locator"])
    return {
        "id": row["observation_id"],
        "period": _period(row, reader),
        "period_ours": reader.word("period_ours") if row["period_ours"] else None,
        "kind": row["kind"],
        "kind_text": reader.word("kind_hope" if row["hope"] else f"kind_{row['kind']}"),
        "comparator": comparator_view(row["comparator"], reader.lang),
        "number": quantity.number,
        "unit": quantity.unit,
        "cite": citations.cite(row["source_id"], line),
        "age": _age(row, reader),
        "scope": text_of(row["scope_zh" if reader.lang == "zh" else "scope"]),
        "quote": text_of(row["quote_zh"]),
        "quote_lang": lang_of(row["quote_zh"], reader.lang),
        "note": reader.said(row["note"]),
        "note_lang": lang_of(reader.said(row["note"]), reader.lang),
        "line": None if line is None else reader.word("line").format(n=line),
        "doubt": reader.word("low_confidence") if row["confidence"] == "low" else None,
    }


def _age(row: Figure, reader: Reader) -> str | None:
    end = row["period_end"]
    return None if pd.isna(end) else format_age(end, reader.today, reader.lang)


def _period(row: Figure, reader: Reader) -> str:
    if pd.isna(row["period_end"]):
        return reader.word("period_unstated")
    text = format_period(text_of(row["period_start"]), row["period_end"], reader.lang)
    return reader.word("cumulative_to").format(period=text) if row["cumulative"] else text


def comparator_view(comparator: str, lang: Lang) -> Row | None:
    """Return a comparator as its sign and word; none for a plain or a range value."""
    sign = SIGNS[comparator]
    if not sign:
        return None
    term = next(term for term in vocabulary.COMPARATOR if term.id == comparator)
    return {"sign": sign, "word": term.title(lang)}


def quantity_of(row: Figure, lang: Lang) -> Quantity:
    """Return an observation's value in the scale of a language; a range with both ends."""
    unit = UNITS[row["unit"]]
    if pd.isna(row["value"]):
        return Quantity(strings(lang)["number_not_set"], "")
    low = format_quantity(row["value"], unit, lang)
    if row["kind"] == "rank":
        return Quantity(*_rank(row, low.number, lang))
    if pd.isna(row["value_high"]):
        return low
    high = format_quantity(row["value_high"], unit, lang)
    if high.unit == low.unit:
        return Quantity(f"{low.number}–{high.number}", low.unit)
    return Quantity(f"{low.number} {low.unit}–{high.number}", high.unit)


def _rank(row: Figure, number: str, lang: Lang) -> tuple[str, str]:
    of = "" if pd.isna(row["out_of"]) else f"{row['out_of']:g}"
    if lang == "zh":
        return f"第 {number}", f"共 {of} 个" if of else ""
    return f"no. {number}", f"of {of}" if of else ""


def _against(
    target: pd.Series,
    actuals: pd.DataFrame,
    direction: str,
    reader: Reader,
    citations: Citations,
) -> tuple[Row, str | None]:
    """Return what is shown beside a target, and why its actual is not compared."""
    result = assess(target, actuals.to_dict("records"), reader.today, direction=direction)
    actual = shown_actual(result)
    view = None if actual is None else observation_view(actual, reader, citations)
    return {"actual": view, "verdict": verdict_view(target, result, reader)}, mismatch_text(
        result, reader
    )


def _trend(name: str, rows: pd.DataFrame, target: pd.Series | None, reader: Reader) -> Row | None:
    """Return the yearly actuals as a small line; one value a year, best evidence first."""
    years = longest_series(rows.to_dict("records"), None if target is None else target)
    if len(years) < TREND_POINTS:
        return None
    label, span = series_label(name, years, reader)
    svg: Markup = trend_svg(
        points_of(years), target=goal_of(target), label=label, inexact=inexact_years(years)
    )
    return {"svg": svg, "caption": span}


def of_parent(rows: list[Row], atlas: Atlas, parent: str | None, reader: Reader) -> list[Row]:
    """Mark figures of the parent as such: they are never the place's own."""
    if parent is None:
        return []
    name = atlas.features.at[parent, name_column(reader.lang)]
    return [{**row, "name": f"{name}{reader.word('colon')}{row['name']}"} for row in rows]
