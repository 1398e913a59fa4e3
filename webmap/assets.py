"""Static files under one content hash: our own, and the front-end packages' by allow-list."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geo.errors import NotBuiltError, UnknownAssetError

_HERE = Path(__file__).resolve().parent
_OWN = _HERE / "static"
_PACKAGES = _HERE / "node_modules"

_VENDOR: dict[str, str] = {
    "vendor/leaflet": "leaflet/dist",
    "vendor/pbf": "pbf",
    "vendor/vector-tile": "@mapbox/vector-tile",
    "vendor/point-geometry": "@mapbox/point-geometry",
    "vendor/@fontsource": "@fontsource",
    "vendor/@fontsource-variable": "@fontsource-variable",
}
MEDIA_TYPES: dict[str, str] = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
}
"""Media type by suffix; files with another suffix are not served."""

IMPORTS: dict[str, str] = {
    "pbf": "vendor/pbf/index.js",
    "@mapbox/vector-tile": "vendor/vector-tile/index.js",
    "@mapbox/point-geometry": "vendor/point-geometry/index.js",
}
"""What the browser modules import by bare name."""
_IMPORT = re.compile(
    r"""^(?:import|export)\b(?:[^;'"]*?\bfrom\b)?\s*['"]([^'"]+)['"]""", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Assets:
    """All static files by the path below `/static/<version>/`."""

    version: str
    files: dict[str, Path]

    def url(self, path: str) -> str:
        """Return the address of a static file.

        Raises
        ------
        UnknownAssetError
            If there is no such file.
        """
        self.file(path)
        return f"/static/{self.version}/{path}"

    def file(self, path: str) -> Path:
        """Return the file behind a path; never a file outside of the list.

        Raises
        ------
        UnknownAssetError
            If there is no such file.
        """
        try:
            return self.files[path]
        except KeyError as error:
            msg = f"No static file {path!r}; accepted are the files that pages link."
            raise UnknownAssetError(msg) from error

    def modules(self, entry: str) -> tuple[str, ...]:
        """Return the paths of a browser module and of all that it imports, at any depth.

        Raises
        ------
        UnknownAssetError
            If there is no such module.
        """
        found: dict[str, None] = {}
        waiting = [entry]
        while waiting:
            path = waiting.pop()
            if path in found:
                continue
            found[path] = None
            folder = path.rpartition("/")[0]
            waiting += [
                IMPORTS.get(name, f"{folder}/{name.removeprefix('./')}")
                for name in _imported(self.file(path))
            ]
        return tuple(sorted(found))


@cache
def _imported(module: Path) -> tuple[str, ...]:
    return tuple(_IMPORT.findall(module.read_text(encoding="utf-8")))


def _listing(root: Path, prefix: str) -> dict[str, Path]:
    files = (path for path in sorted(root.rglob("*")) if path.suffix in MEDIA_TYPES)
    return {f"{prefix}{path.relative_to(root).as_posix()}": path for path in files}


@cache
def load_assets() -> Assets:
    """List all static files and name their version by content.

    Raises
    ------
    NotBuiltError
        If the front-end packages are not installed.
    """
    if not _PACKAGES.is_dir():
        msg = "webmap/node_modules is missing; accepted is an install by `make setup`."
        raise NotBuiltError(msg)
    files = _listing(_OWN, "")
    digest = hashlib.sha256()
    for name, path in files.items():
        digest.update(name.encode() + path.read_bytes())
    # Packages are fixed by their lock file: its bytes stand for theirs.
    digest.update((_HERE / "package-lock.json").read_bytes())
    for prefix, package in _VENDOR.items():
        files |= _listing(_PACKAGES / package, f"{prefix}/")
    return Assets(version=digest.hexdigest()[:12], files=files)
