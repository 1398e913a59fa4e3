"""Answers kept one by one beside the file they will make, so that a second run goes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from webmap.spreadsheet import Cell, csv_bytes

Cells = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Part:
    """A file of answers that is not whole yet: one line for each, in the order they came.

    A line is written at once or, if the run is stopped in the middle of it, has no end and does
    not count. Its name holds what was asked of which data, so that an answer to another question
    is never taken for one to this.
    """

    path: Path

    @classmethod
    def beside(cls, out: Path, question: str) -> Part:
        """Return the part of a file that answers a question, told by a hash of it.

        Examples
        --------
        >>> Part.beside(Path("out.csv"), "4f1e").path.name
        'out.csv.4f1e.part'
        """
        return cls(out.with_name(f"{out.name}.{question}.part"))

    def kept(self) -> dict[int, Cells]:
        """Return the answers that are there by their numbers; a broken line is cut off."""
        if not self.path.exists():
            return {}
        content = self.path.read_bytes()
        whole = content.rfind(b"\n") + 1
        if whole < len(content):
            with self.path.open("r+b") as file:
                file.truncate(whole)
        return dict(orjson.loads(line) for line in content[:whole].splitlines())

    def keep(self, answers: Iterable[tuple[int, Cells]]) -> Iterator[tuple[int, Cells]]:
        """Keep each answer as it comes, and yield it once it is safe."""
        with self.path.open("ab", buffering=0) as file:
            for number, cells in answers:
                file.write(orjson.dumps([number, cells]) + b"\n")
                yield number, cells

    def finish(self, out: Path, header: Sequence[str], rows: Iterable[Cells]) -> None:
        """Write the whole file in one go, and let go of the part."""
        aside = out.with_name(f"{out.name}.new")
        aside.write_bytes(csv_bytes(header, rows))
        aside.replace(out)
        self.path.unlink(missing_ok=True)
