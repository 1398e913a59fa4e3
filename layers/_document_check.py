"""Rules that hold for what the two documents name, and for the frames that they set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from layers._faults import Fault
from layers._spec import Table

DOCUMENT_LINES: Mapping[str, int] = {"jinhua-bri-plan": 155, "zhejiang-bri-hub": 280}
"""Number of the last line with words of each document, by source_id."""
NAMES_TARGET = ("feature_id", "indicator_id", "other_entry_id")
NEEDED = ("mentions", "frames", "frame_entries", "frame_links", "observations")

Texts = Mapping[str, pd.DataFrame]


def document_faults(
    tables: Mapping[str, Table], texts: Texts, second_ids: set[str], unread: set[str]
) -> Iterator[Fault]:
    """Yield rows of mentions and frames that do not hold together.

    Parameters
    ----------
    tables, texts
        Every table and its rows as text.
    second_ids
        Ids of features that are a second record of another one.
    unread
        Tables that could not be read: what rests on them is not judged.
    """
    if not unread.isdisjoint(NEEDED):
        return
    yield from _mention_faults(tables["mentions"], texts["mentions"], second_ids)
    yield from _line_faults(tables["frames"], texts["frames"], texts["frames"]["source_id"])
    documents = texts["frames"].drop_duplicates("frame_id").set_index("frame_id")["source_id"]
    entries = texts["frame_entries"].assign(
        source_id=texts["frame_entries"]["frame_id"].map(documents).fillna(""),
        first=_number(texts["frame_entries"]["locator"]),
        last=_number(texts["frame_entries"]["locator_end"]),
    )
    yield from _entry_faults(tables["frame_entries"], entries)
    yield from _link_faults(tables["frame_links"], texts, entries)


def _number(column: pd.Series) -> pd.Series:
    """Return a column as numbers; what is no number has a fault of its own."""
    return pd.to_numeric(column, errors="coerce")


def _fault(table: Table, row: pd.Series, column: str, rule: str, accepted: str) -> Fault:
    return Fault(table.file_name, int(str(row.name)) + 2, column, str(row[column]), rule, accepted)


def _line_faults(table: Table, frame: pd.DataFrame, documents: pd.Series) -> Iterator[Fault]:
    """Yield rows of a source that is no document, or of a line behind its end."""
    numbers = {name: _number(frame[name]) for name in ("locator", "locator_end") if name in frame}
    for index, source_id in documents.items():
        row = frame.loc[index]
        last = DOCUMENT_LINES.get(str(source_id))
        if last is not None:
            for column, lines in numbers.items():
                if lines[index] > last:
                    yield _fault(table, row, column, "lies behind the document", f"1 to {last}")
        elif "source_id" in {field.name for field in table.fields}:
            accepted = ", ".join(DOCUMENT_LINES)
            yield _fault(table, row, "source_id", "is no document with lines", accepted)


def _mention_faults(table: Table, mentions: pd.DataFrame, second_ids: set[str]) -> Iterator[Fault]:
    """Yield mentions of a second record, of a status without words, of a line that is none."""
    yield from _line_faults(table, mentions, mentions["source_id"])
    for _, row in mentions[mentions["feature_id"].isin(second_ids)].iterrows():
        yield _fault(table, row, "feature_id", "is a second record", "the id of the main record")
    wordless = (mentions["words_zh"] == "") & ~mentions["status"].isin(["unknown", ""])
    for _, row in mentions[wordless].iterrows():
        yield _fault(table, row, "status", "has no words behind it", "words_zh, or unknown")


def _entry_faults(table: Table, entries: pd.DataFrame) -> Iterator[Fault]:
    """Yield entries out of order, and sections that run back or over the next one."""
    yield from _line_faults(table, entries, entries["source_id"])
    for _, row in entries[entries["last"] < entries["first"]].iterrows():
        yield _fault(table, row, "locator_end", "is before locator", "locator, or a later line")
    for _, group in entries.groupby("frame_id", sort=False):
        seqs = _number(group["seq"])
        for expected, (index, row) in enumerate(group.iterrows(), start=1):
            if pd.notna(seqs[index]) and seqs[index] != expected:
                accepted = f"{expected}: from 1 without gaps, in the order of the document"
                yield _fault(table, row, "seq", "is not the next of its frame", accepted)
        over = group["first"] <= group["last"].shift()
        for _, row in group[over].iterrows():
            rule = "lies in the section before it"
            yield _fault(table, row, "locator", rule, "a line after that section")


def _link_faults(table: Table, texts: Texts, entries: pd.DataFrame) -> Iterator[Fault]:
    """Yield links with no or several targets, and stated ones that the section does not state."""
    links = texts["frame_links"]
    named = links[list(NAMES_TARGET)] != ""
    for _, row in links[named.sum(axis=1) != 1].iterrows():
        accepted = f"exactly one of {', '.join(NAMES_TARGET)}"
        yield _fault(table, row, "feature_id", "and the other targets are not one", accepted)
    sections = entries.drop_duplicates("entry_id").set_index("entry_id")
    frame_of = sections["frame_id"]
    for _, row in links[named["other_entry_id"]].iterrows():
        if row["basis"] == "stated":
            yield _fault(table, row, "basis", "is said of two frames", "ours")
        if frame_of.get(row["entry_id"], "") == frame_of.get(row["other_entry_id"], None):
            rule = "is of the same frame"
            yield _fault(table, row, "other_entry_id", rule, "an entry of another frame")
    for column, evidence in (("feature_id", "mentions"), ("indicator_id", "observations")):
        stated = links[named[column] & (links["basis"] == "stated")]
        yield from _unstated(table, stated, column, texts[evidence], entries)


def _unstated(
    table: Table,
    links: pd.DataFrame,
    column: str,
    evidence: pd.DataFrame,
    sections: pd.DataFrame,
) -> Iterator[Fault]:
    """Yield links whose target no row of evidence states in the entry's section."""
    said = evidence.assign(line=_number(evidence["locator"]))[["source_id", column, "line"]]
    placed = links.reset_index().merge(sections, on="entry_id", suffixes=("", "_entry"))
    pairs = placed.merge(said, on=["source_id", column])
    good = pairs.loc[pairs["line"].between(pairs["first"], pairs["last"]), "index"]
    for _, row in placed[~placed["index"].isin(good)].set_index("index").iterrows():
        accepted = f"one that lines {row['locator']} to {row['locator_end']} state"
        yield _fault(table, row, column, "is not stated in the section", accepted)
