"""The meter of a profile: how much of what is asked is known, and what of it is old."""

from __future__ import annotations

from layers import AskedAnswer, Atlas, completeness
from webmap.citations import Reader, Row
from webmap.periods import format_partial_date


def meter_view(atlas: Atlas, feature_id: str, reader: Reader) -> Row | None:
    """Return filled over asked, and every question with its state.

    Returns
    -------
    view
        None where nothing is asked of this kind of place.
    """
    found = completeness(atlas, feature_id, reader.today)
    if not found.asked:
        return None
    return {
        "filled": found.filled,
        "asked": found.asked,
        "stale": found.stale,
        "rows": [_row(answer, reader) for answer in found.answers],
    }


def _row(answer: AskedAnswer, reader: Reader) -> Row:
    ends = answer.stale_from
    dated = None if answer.dated is None else answer.dated.isoformat()
    return {
        "id": answer.asked_id,
        "name": answer.name_zh if reader.lang == "zh" else answer.name_en,
        "state": answer.state,
        "state_text": reader.word(f"answer_{answer.state}"),
        "dated": dated,
        "dated_text": None if dated is None else format_partial_date(dated, reader.lang),
        "stale_from": None if ends is None else ends.isoformat(),
        "stale_from_text": None
        if ends is None
        else format_partial_date(ends.isoformat(), reader.lang),
        "months": answer.max_age_months,
    }
