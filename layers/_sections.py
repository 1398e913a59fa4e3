"""Which targets belong to an entry of a frame: those that its section of the document states."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

from layers._board import BoardRow
from layers._comparable import Figure
from layers._frames import Entry, Frame

PLATFORMS: Final = "seven-platforms"
"""The frame whose entries the board is filtered by."""


def holds(frame: Frame, entry: Entry, row: BoardRow) -> bool:
    """Tell whether a target belongs to an entry of a frame.

    Its section states the target, or the entry is linked both to the target's place and to its
    indicator.

    Parameters
    ----------
    frame, entry
        A frame, and one of its entries.
    row
        A target of the board, with its restatements.
    """
    if any(_in_section(frame, entry, figure) for figure in _statements(row)):
        return True
    return (
        row.place_id in entry.feature_ids
        and str(row.indicator["indicator_id"]) in entry.indicator_ids
    )


def _statements(row: BoardRow) -> Iterator[Figure]:
    yield row.target
    yield from row.restated


def _in_section(frame: Frame, entry: Entry, figure: Figure) -> bool:
    return (
        figure["source_id"] == frame.row["source_id"]
        and not pd.isna(figure["locator"])
        and bool(entry.row["locator"] <= figure["locator"] <= entry.row["locator_end"])
    )
