"""Frames of the documents with their entries and what each entry is about."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geo.errors import UnknownFrameError
from layers._load import Atlas


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One entry of a frame."""

    row: pd.Series
    """The row of `frame_entries`."""
    feature_ids: tuple[str, ...]
    """Features that its section names, in the order of the section."""
    indicator_ids: tuple[str, ...]
    """Indicators of which its section states a figure, in the order of the section."""
    answers_to: tuple[str, ...]
    """Entries of other frames that answer to it, read by us in either direction."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """A list by which a document orders its matter."""

    row: pd.Series
    """The row of `frames`."""
    entries: tuple[Entry, ...]
    """In the order of the document."""


def get_frame(atlas: Atlas, frame_id: str) -> Frame:
    """Return one frame with its entries.

    Raises
    ------
    UnknownFrameError
        If there is no such frame; the message lists those there are.
    """
    frames = atlas.tables["frames"].set_index("frame_id", drop=False)
    if frame_id not in frames.index:
        msg = f"No frame {frame_id!r}; available: {', '.join(frames.index)}."
        raise UnknownFrameError(msg)
    entries = atlas.tables["frame_entries"]
    own = entries[entries["frame_id"] == frame_id].sort_values("seq")
    links = atlas.tables["frame_links"]
    return Frame(
        row=frames.loc[frame_id],
        entries=tuple(_entry(row, links) for _, row in own.iterrows()),
    )


def _entry(row: pd.Series, links: pd.DataFrame) -> Entry:
    own = links[links["entry_id"] == row["entry_id"]]
    towards = links.loc[links["other_entry_id"] == row["entry_id"], "entry_id"]
    answers = [*own["other_entry_id"].dropna(), *towards]
    return Entry(
        row=row,
        feature_ids=tuple(own["feature_id"].dropna()),
        indicator_ids=tuple(own["indicator_id"].dropna()),
        answers_to=tuple(dict.fromkeys(answers)),
    )


def entries_about(atlas: Atlas, column: str, target_id: str) -> pd.DataFrame:
    """Return the entries that are about a feature or an indicator, in the order of the table.

    Parameters
    ----------
    atlas
        The facts.
    column
        `feature_id` or `indicator_id`.
    target_id
        Id of the feature's main record, or of the indicator.
    """
    links, entries = atlas.tables["frame_links"], atlas.tables["frame_entries"]
    return entries[entries["entry_id"].isin(links.loc[links[column] == target_id, "entry_id"])]
