"""Count what the atlas holds of each document."""

from __future__ import annotations

from dataclasses import dataclass

from layers._document_check import DOCUMENT_LINES
from layers._load import Atlas


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentCounts:
    """What one document, or both together, gave to the tables."""

    source_id: str | None
    """The document; None for both together."""
    title: str
    observations: int
    """Figures that stand in it, repeated ones too."""
    indicators: int
    """Indicators of which it states a figure."""
    features: int
    """Features that it names, each once."""
    mentions: int
    """Lines on which it names one."""
    entries: int
    """Entries of its frames."""


def document_counts(atlas: Atlas) -> list[DocumentCounts]:
    """Return the counts of each document, and of both together as the last one.

    A feature or an indicator that both documents name is counted once in the sum.
    """
    titles = atlas.tables["sources"].set_index("source_id")["title"]
    both = list(DOCUMENT_LINES)
    return [
        *(_counts(atlas, [source_id], source_id, titles[source_id]) for source_id in both),
        _counts(atlas, both, None, ""),
    ]


def _counts(
    atlas: Atlas, documents: list[str], source_id: str | None, title: str
) -> DocumentCounts:
    observations, mentions, frames = (
        table[table["source_id"].isin(documents)]
        for table in (atlas.tables[name] for name in ("observations", "mentions", "frames"))
    )
    # Lines are what tells a document's own figures from those about it.
    observations = observations[observations["locator"].notna()]
    entries = atlas.tables["frame_entries"]
    return DocumentCounts(
        source_id=source_id,
        title=title,
        observations=len(observations),
        indicators=observations["indicator_id"].nunique(),
        features=mentions["feature_id"].nunique(),
        mentions=len(mentions),
        entries=int(entries["frame_id"].isin(frames["frame_id"]).sum()),
    )
