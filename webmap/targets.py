"""One target as readers see it: the row of the board, of frames, profiles and comparisons."""

from __future__ import annotations

from layers import BoardRow, Figure, vocabulary
from webmap.citations import Citations, Reader, Row
from webmap.figures import observation_view
from webmap.naming import name_column
from webmap.verdicts import (
    age_text,
    mismatch_text,
    pace_view,
    progress_view,
    shown_actual,
    verdict_view,
)

PLAN = {term.id: term for term in vocabulary.PLAN}
THEME = {term.id: term for term in vocabulary.THEME}


def target_view(row: BoardRow, reader: Reader, citations: Citations) -> Row:
    """Return a target with its latest actual, progress, pace and verdict.

    Parameters
    ----------
    row
        One target of `board_rows`.
    reader, citations
        Who reads, and where sources are numbered.

    Returns
    -------
    view
        What the macros of `_board.html` take.
    """
    state = row.assessment
    name = name_column(reader.lang)
    indicator_id = str(row.indicator["indicator_id"])
    return {
        "id": row.id,
        "name": row.indicator[name],
        "href": f"/indicators/{indicator_id}?lang={reader.lang}#{row.id}",
        "place": row.place[name],
        "place_href": f"/place/{row.place_id}?lang={reader.lang}",
        "plan": PLAN[row.indicator["plan"]].title(reader.lang),
        "theme": THEME[row.indicator["theme"]].title(reader.lang),
        "division": division_name(row, reader),
        "hope": bool(row.target["hope"]),
        "goal": goal_view(row.target, reader, citations),
        "restated": [goal_view(again, reader, citations) for again in row.restated],
        "actual": _actual(row, reader, citations),
        "progress": progress_view(state.progress, shown_actual(state)),
        "pace": pace_view(state.pace, row.target, reader),
        "verdict": verdict_view(row.target, state, reader),
        "clashes": [
            clash["what_zh" if reader.lang == "zh" else "what_en"] for clash in row.clashes
        ],
        "rates": _rates(row, reader, citations),
    }


def division_name(row: BoardRow, reader: Reader) -> str | None:
    """Return the county, city or province of a target's place."""
    if row.division is None:
        return None
    return row.division.name_zh if reader.lang == "zh" else row.division.name_en


def goal_view(target: Figure, reader: Reader, citations: Citations) -> Row:
    """Return what a target says; one without a number says that none is set."""
    return observation_view(target, reader, citations) | {"hope": bool(target["hope"])}


def _actual(row: BoardRow, reader: Reader, citations: Citations) -> Row | None:
    figure = shown_actual(row.assessment)
    if figure is None:
        return None
    view = observation_view(figure, reader, citations)
    return view | {
        "age": age_text(figure, reader),
        "why": mismatch_text(row.assessment, reader),
    }


def _rates(row: BoardRow, reader: Reader, citations: Citations) -> list[Row] | None:
    """Return the two rates of a relative target; one that is not known has no number."""
    if row.rates is None:
        return None
    pairs = (("rate_own", row.rates.own), ("rate_reference", row.rates.reference))
    return [
        {
            "label": reader.word(key),
            "figure": None if rate is None else observation_view(rate, reader, citations),
        }
        for key, rate in pairs
    ]
