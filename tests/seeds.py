"""Lines of the two documents that the atlas is about, where they are at hand."""

import os
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILES = {
    "jinhua-bri-plan": "000_c4fad20f516d251d.txt",
    "zhejiang-bri-hub": "003_bf50c7d5c96946f4.txt",
}
"""File by source_id; the documents are not part of the project."""


def seeds_folder() -> Path:
    """Return the folder of the documents: ATLAS_SEEDS, or `shared/seeds` beside the project."""
    return Path(os.environ.get("ATLAS_SEEDS") or ROOT.parent / "shared" / "seeds")


@cache
def seed_lines(source_id: str) -> list[str] | None:
    """Return the lines of a document, the first one at index 0; None where it is not at hand."""
    path = seeds_folder() / FILES[source_id]
    if not path.is_file():
        return None
    return path.read_text(encoding="utf-8").split("\n")
