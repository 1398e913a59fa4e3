"""Build what is slow once: the tile archives of the ground, keyed by the hash of their inputs."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from geo.errors import NotBuiltError
from geo.pyramid import merge_pyramids, vector_pyramid
from geo.raster import mercator_pyramid
from layers import base
from webmap.ground import FILES, RELIEF_MAX_ZOOM, ground_layers

BUILD = Path(__file__).resolve().parent.parent / "build"
RECIPE = "4"
"""Change it when a recipe below changes: archives of an older recipe are then rebuilt."""


@dataclass(frozen=True, slots=True)
class Artefact:
    """One file of `build/` and the pure function that writes it."""

    name: str
    suffix: str
    make: Callable[[Path], None]
    inputs: Callable[[], str] = lambda: inputs_hash()
    """Returns the hash of everything that it is made from."""

    def path(self, folder: Path) -> Path:
        """Return where the artefact of today's inputs lies."""
        return folder / f"{self.name}-{self.inputs()}{self.suffix}"


def artefacts(view: str) -> tuple[Artefact, ...]:
    """Return everything that a server needs from `build/` for one boundary view."""
    return (
        Artefact(f"base-{view}", ".pmtiles", lambda path: ground_tiles(view, path)),
        Artefact("relief", ".pmtiles", relief_tiles),
    )


def inputs_hash(files: frozenset[str] = FILES) -> str:
    """Return the hash of base files: the manifest names every file's own."""
    digest = hashlib.sha256(RECIPE.encode())
    for entry in base.manifest():
        if entry["path"] in files:
            digest.update(f"{entry['path']} {entry['sha256']}".encode())
    return digest.hexdigest()[:12]


def missing(view: str, folder: Path = BUILD) -> list[Artefact]:
    """Return the artefacts that have yet to be built."""
    return [artefact for artefact in artefacts(view) if not artefact.path(folder).exists()]


def build(view: str, folder: Path = BUILD) -> Iterator[Artefact]:
    """Build what is missing, one artefact at a time, each written aside and then renamed."""
    folder.mkdir(parents=True, exist_ok=True)
    for artefact in missing(view, folder):
        path = artefact.path(folder)
        with tempfile.TemporaryDirectory(dir=folder) as aside:
            made = Path(aside) / path.name
            artefact.make(made)
            made.replace(path)
        for old in folder.glob(f"{artefact.name}-*{artefact.suffix}"):
            if old != path:
                old.unlink()
        yield artefact


def built(artefact: Artefact, folder: Path = BUILD) -> Path:
    """Return the path of an artefact.

    Raises
    ------
    NotBuiltError
        If it has not been built from today's inputs.
    """
    path = artefact.path(folder)
    if not path.exists():
        msg = f"{path.name} is not built; accepted is a run of `atlas build`."
        raise NotBuiltError(msg)
    return path


def relief_tiles(path: Path) -> None:
    """Write the relief as picture tiles in the map's projection."""
    mercator_pyramid(base.relief_path(), path, minzoom=0, maxzoom=RELIEF_MAX_ZOOM)


def ground_tiles(view: str, path: Path) -> None:
    """Write land, lakes, borders and labels as one archive of vector tiles."""
    parts: list[Path] = []
    with tempfile.TemporaryDirectory(dir=path.parent) as aside:
        for number, (frame, options) in enumerate(ground_layers(view)):
            part = Path(aside) / f"{number}.pmtiles"
            vector_pyramid(frame, part, options)
            parts.append(part)
        merge_pyramids(parts, path)
