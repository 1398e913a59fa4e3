"""What is known of a place's status in the order of time."""

from __future__ import annotations

from typing import Any

import pandas as pd

from layers import Atlas, vocabulary
from webmap.citations import Citations, Reader, Row, lang_of, text_of
from webmap.periods import format_partial_date


def status_history(
    atlas: Atlas, feature_id: str, reader: Reader, citations: Citations
) -> list[Row]:
    """Return dated events of a place and its status today, oldest first.

    Parameters
    ----------
    atlas, feature_id, reader, citations
        The facts, a main record, who reads, and where sources are numbered.

    Returns
    -------
    rows
        Its beginning as recorded, what statements say, the words of the documents that tell its
        status, and last the status with the words that it rests on. Undated rows follow the
        dated ones; the status closes the list.
    """
    _, record = atlas.record(feature_id)
    rows = [
        *_since(record, reader, citations),
        *_statements(atlas, feature_id, reader, citations),
        *_mentions(atlas, feature_id, reader, citations),
    ]
    rows.sort(key=lambda row: (row["date"] is None, row["date"] or ""))
    return [*rows, _status(atlas, record, reader, citations)]


def _row(date: object, topic: str, text: str | None, cite: list[int], reader: Reader) -> Row:
    when = text_of(date)
    row: dict[str, Any] = {
        "date": when,
        "date_text": None if when is None else format_partial_date(when, reader.lang),
        "topic": topic,
        "text": text,
        "lang": lang_of(text, reader.lang),
        "cite": cite,
        "as_published": False,
    }
    return row


def _since(record: pd.Series, reader: Reader, citations: Citations) -> list[Row]:
    if pd.isna(record["since"]):
        return []
    cite = citations.cite(record["source_id"])
    return [_row(record["since"], reader.word("history_since"), None, cite, reader)]


def _statements(atlas: Atlas, feature_id: str, reader: Reader, citations: Citations) -> list[Row]:
    rows = []
    for _, said in atlas.about("statements", feature_id).iterrows():
        topic = text_of(said["topic_zh"] if reader.lang == "zh" else said["topic"])
        cite = citations.cite(said["source_id"])
        text = reader.said(said["text"])
        rows.append(_row(said["date"], topic or said["topic"], text, cite, reader))
    return rows


def _mentions(atlas: Atlas, feature_id: str, reader: Reader, citations: Citations) -> list[Row]:
    """Return where a document tells a status by its words; elsewhere it only names the place."""
    titles = {term.id: term.title(reader.lang) for term in vocabulary.STATUS}
    rows = []
    for _, said in atlas.about("mentions", feature_id).iterrows():
        words, status = text_of(said["words_zh"]), said["status"]
        if words is None or status == "unknown":
            continue
        topic = reader.word("history_mention").format(status=titles[status])
        cite = citations.cite(said["source_id"], int(said["locator"]))
        rows.append(_row(None, topic, f"{words} — {said['quote_zh']}", cite, reader))
    return rows


def _status(atlas: Atlas, record: pd.Series, reader: Reader, citations: Citations) -> Row:
    term = next(term for term in vocabulary.STATUS if term.id == record["status"])
    published = atlas.tables["sources"].set_index("source_id").at[record["source_id"], "published"]
    topic = reader.word("history_status").format(status=term.title(reader.lang))
    cite = citations.cite(record["source_id"])
    row = _row(published, topic, reader.said(record["status_text"]), cite, reader)
    return row | {"as_published": row["date"] is not None}
