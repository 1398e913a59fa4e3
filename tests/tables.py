"""Copies of the tables that tests may change, and the texts that an attacker would write."""

from __future__ import annotations

import csv
import shutil
from dataclasses import dataclass
from pathlib import Path

from layers import DATA

TEMPLATE = "{{ 7*7 }}"
STATEMENT = "{% x"
SCRIPT_END = "</script><script>alert(1)</script>"
IMAGE = "<img src=x onerror=alert(1)>"
HOSTILE = f"{TEMPLATE} {STATEMENT} {SCRIPT_END} {IMAGE} \" ' ` ${{7*7}} &amp;"
HOSTILE_ID = "hostile-place"
ORDINARY_ID = "yixinou"


@dataclass(frozen=True)
class Tables:
    """A folder of tables."""

    folder: Path

    @classmethod
    def copied_to(cls, folder: Path) -> Tables:
        folder.mkdir()
        for path in DATA.glob("*.csv"):
            shutil.copy(path, folder)
        return cls(folder)

    def path(self, table: str) -> Path:
        return self.folder / f"{table}.csv"

    def rows(self, table: str) -> list[dict[str, str]]:
        with self.path(table).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def write(self, table: str, rows: list[dict[str, str]]) -> None:
        with self.path(table).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def change(self, table: str, key: str, **cells: str) -> int:
        """Change cells of the row with a key in its first column; return its line."""
        rows = self.rows(table)
        first = next(iter(rows[0]))
        index = next(i for i, row in enumerate(rows) if row[first] == key)
        assert cells.keys() <= rows[index].keys()
        rows[index] |= cells
        self.write(table, rows)
        return index + 2

    def add(self, table: str, like: str, **cells: str) -> int:
        """Add a row that is like another but for some cells; return its line."""
        rows = self.rows(table)
        first = next(iter(rows[0]))
        model = next(row for row in rows if row[first] == like)
        assert cells.keys() <= model.keys()
        rows.append({**model, **cells})
        self.write(table, rows)
        return len(rows) + 1

    def add_text(self, table: str, text: str) -> int:
        """Add text as it is; return the line that it stands on."""
        old = self.path(table).read_text(encoding="utf-8")
        self.path(table).write_text(f"{old}{text}\n", encoding="utf-8")
        return old.count("\n") + 1


def write_hostile(tables: Tables) -> None:
    """Put hostile texts wherever a table takes free text, on a new place and on an old one."""
    words = ("name_zh", "name_en", "status_text", "admin", "note", "industries")
    operators = ("operator_zh", "operator_en", "coord_basis")
    texts = {name: f"{HOSTILE} {name}" for name in (*words, *operators)}
    tables.add("hubs", "hgh-airport", feature_id=HOSTILE_ID, parent_id=ORDINARY_ID, **texts)
    tables.change(
        "sources",
        "jinhua-bri-plan",
        title=f"{HOSTILE} title",
        publisher=f"{HOSTILE} publisher",
        note=f"{HOSTILE} source note",
        licence=f"{HOSTILE} licence",
        url='https://example.org/"><script>alert(1)</script>',
    )
    observation = next(
        row["observation_id"]
        for row in tables.rows("observations")
        if row["feature_id"] == ORDINARY_ID and row["source_id"] == "jinhua-bri-plan"
    )
    tables.add(
        "observations",
        observation,
        observation_id="hostile-figure",
        feature_id=HOSTILE_ID,
        scope=f"{HOSTILE} scope",
        quote_zh=f"{HOSTILE} quote",
        note=f"{HOSTILE} note",
    )
    indicator = next(
        row["indicator_id"]
        for row in tables.rows("observations")
        if row["observation_id"] == observation
    )
    tables.change(
        "indicators",
        indicator,
        name_zh=f"{HOSTILE} indicator zh",
        name_en=f"{HOSTILE} indicator en",
        definition=f"{HOSTILE} definition",
    )
    tables.add(
        "statements",
        tables.rows("statements")[0]["statement_id"],
        statement_id="hostile-statement",
        feature_id=HOSTILE_ID,
        topic=f"{HOSTILE} topic",
        topic_zh=f"{HOSTILE} topic zh",
        text=f"{HOSTILE} statement",
        source_id="jinhua-bri-plan",
    )
    tables.add(
        "names",
        tables.rows("names")[0]["name_id"],
        name_id="hostile-name",
        feature_id=HOSTILE_ID,
        name=f"{HOSTILE} other name",
    )
