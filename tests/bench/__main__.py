"""Run benchmarks by name, all without one, and write BENCHMARKS.md."""

from __future__ import annotations

import importlib
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.bench.measuring import Section
from tests.chromium import chromium_path

NAMES = (
    "embed",
    "building",
    "throughput",
    "growth",
    "staff",
    "routing",
    "matrix",
    "reach",
    "slider",
)
REPORT = Path(__file__).resolve().parents[2] / "BENCHMARKS.md"
TOOLS = {"nginx": "nginx-light", "wrk": "wrk"}
"""Programs beside Chromium, by the Debian package that brings each."""
PACKAGES = ("folium", "flask", "granian", "gunicorn", "geopandas", "shapely", "playwright")

HEAD = """# Benchmarks

Written by `make bench` (`python -m tests.bench [names]`). Each figure is a ratio of two sides in
one run on one machine; seconds and requests are given only to show what the ratio is made of, and
no test depends on them. Cells show the median and, in brackets, the least and the most of several
runs. Synthetic features are copies of real ones, moved at random (fixed seed) inside their
countries, that pass every rule of the tables (`tests/bench/synthetic.py`). What falls short of its
aim is said at the head of each section.
"""


def main(names: list[str]) -> None:
    """Run what is named and renew its sections of the report."""
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        sys.exit(f"No benchmark {unknown[0]!r}; available: {', '.join(NAMES)}.")
    missing = [package for tool, package in TOOLS.items() if shutil.which(tool) is None]
    missing += [] if chromium_path() else ["chromium"]
    if missing:
        sys.exit(f"Benchmarks need more programs: apt-get install {' '.join(sorted(missing))}")
    # A stop from outside must still end the servers that were started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))
    sections = read(REPORT.read_text(encoding="utf-8")) if REPORT.exists() else {}
    for name in names or NAMES:
        sys.stderr.write(f"{name} ...\n")
        start = time.perf_counter()
        section = importlib.import_module(f"tests.bench.{name}").run()
        sections[name] = written(section, time.perf_counter() - start)
        body = "\n".join(sections[known] for known in NAMES if known in sections)
        REPORT.write_text(f"{HEAD}\n{body}", encoding="utf-8")


def read(report: str) -> dict[str, str]:
    """Return the sections of a report by name."""
    parts = re.split(r"(?m)^(?=<!-- bench:)", report)[1:]
    return {re.findall(r"bench:(\w+)", part)[0]: part.rstrip("\n") + "\n" for part in parts}


def written(section: Section, duration_s: float) -> str:
    """Return a section of the report, with where and when it was measured."""
    load = os.getloadavg()
    where = (
        f"Measured on {datetime.now(UTC):%Y-%m-%d} in {duration_s:.0f} s by `python -m tests.bench "
        f"{section.name}` on {os.cpu_count()} cores ({platform.machine()}, {platform.system()}), "
        f"load average {load[0]:.1f} at the end, {load[2]:.1f} over a quarter of an hour. {tools()}"
    )
    paragraphs = (
        f"<!-- bench:{section.name} -->\n## {section.title}",
        section.verdict,
        *section.tables,
        section.method,
        where,
    )
    return "\n\n".join(paragraphs) + "\n"


def tools() -> str:
    """Return the versions of what was measured and what measured."""
    python = f"Python {platform.python_version()}"
    packages = [f"{name} {version(name)}" for name in PACKAGES]
    nginx = subprocess.run(["nginx", "-v"], capture_output=True, text=True, check=True).stderr
    chrome = subprocess.run(
        [str(chromium_path()), "--version"], capture_output=True, text=True, check=True
    ).stdout
    seen = [*re.findall(r"nginx/([\d.]+)", nginx), *re.findall(r"\d+\.[\d.]+", chrome)[:1]]
    named = [f"{name} {number}" for name, number in zip(("nginx", "Chromium"), seen, strict=True)]
    return ", ".join([python, *packages, *named]) + "."


if __name__ == "__main__":
    main(sys.argv[1:])
