"""The frames of the documents: their entries, and which targets stand in the section of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from geo.errors import UnknownFrameError
from layers._comparable import Figure

if TYPE_CHECKING:
    from layers._board import BoardRow
    from layers._load import Atlas

PLATFORMS = "seven-platforms"
"""The frame whose entries the board is filtered by."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One entry of a frame, with what its section of the document names."""

    row: Figure
    """Row of `frame_entries`."""
    source_id: str
    places: tuple[Figure, ...]
    indicators: tuple[Figure, ...]
    others: tuple[Figure, ...]
    """Rows of `frame_links` by kind of what they lead to: feature, indicator, other entry."""

    @property
    def id(self) -> str:
        """Id of the entry."""
        return str(self.row["entry_id"])

    def states(self, figure: Figure) -> bool:
        """Tell whether the section of the document that is about the entry states a figure."""
        return (
            figure["source_id"] == self.source_id
            and not pd.isna(figure["locator"])
            and self.row["locator"] <= figure["locator"] <= self.row["locator_end"]
        )

    def holds(self, row: BoardRow) -> bool:
        """Tell whether a target belongs to the entry.

        Its section states the target, or links both to its place and to its indicator.
        """
        if any(self.states(figure) for figure in (row.target, *row.restated)):
            return True
        places = {link["feature_id"] for link in self.places}
        indicators = {link["indicator_id"] for link in self.indicators}
        return row.place_id in places and row.indicator["indicator_id"] in indicators


def frame(atlas: Atlas, frame_id: str) -> Figure:
    """Return one frame.

    Raises
    ------
    UnknownFrameError
        If there is no such frame.
    """
    table = atlas.tables["frames"].set_index("frame_id", drop=False)
    if frame_id not in table.index:
        msg = f"No frame {frame_id!r}; available: {', '.join(table.index)}."
        raise UnknownFrameError(msg)
    found: Figure = table.loc[frame_id].to_dict()
    return found


def entries(atlas: Atlas, frame_id: str) -> list[Entry]:
    """Return the entries of a frame in the order of the document."""
    source_id = str(frame(atlas, frame_id)["source_id"])
    table = atlas.tables["frame_entries"]
    own = table[table["frame_id"] == frame_id].sort_values("seq")
    links = atlas.tables["frame_links"].to_dict("records")
    return [_entry(row, source_id, links) for row in own.to_dict("records")]


def _entry(row: Figure, source_id: str, links: Iterable[Figure]) -> Entry:
    own = [link for link in links if link["entry_id"] == row["entry_id"]]
    by_kind = {
        kind: tuple(link for link in own if not pd.isna(link[kind]))
        for kind in ("feature_id", "indicator_id", "other_entry_id")
    }
    return Entry(
        row=row,
        source_id=source_id,
        places=by_kind["feature_id"],
        indicators=by_kind["indicator_id"],
        others=by_kind["other_entry_id"],
    )
