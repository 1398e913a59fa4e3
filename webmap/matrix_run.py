"""A table of origins and destinations answered from file to file; a stopped run goes on."""

from __future__ import annotations

import csv
import fcntl
import hashlib
import io
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import IO, Any

import orjson

from geo.errors import ParameterError
from layers import LANGS, checksum, freight
from webmap.build import freight_artefact
from webmap.matrix import BY_MIX
from webmap.matrix_rows import STATUSES, Answering
from webmap.matrix_table import ANSWERED, COLUMNS, given_of, header_of
from webmap.refusal import worded
from webmap.service import Service
from webmap.spreadsheet import Cell
from webmap.strings import strings

ROWS_AT_ONCE = 1000
"""Rows between two marks of how far a run has come; so much at most is done again."""
_MOST_BYTES = 16_384
RECIPE = "2"
"""Number of the way in which answers are made; another one starts a stopped run anew."""
METHOD = (
    "Model: amounts of each rate along a way over rail, road, sea and at most one flight, times"
    " central rates from published parameters; the way that takes least by the criterion."
)


@dataclass
class _Mark:
    """How far a run has come: all before it is on the disk."""

    key: str
    read: int
    """Bytes of the source."""
    written: int
    """Bytes of the answer."""
    line: int
    counts: dict[str, int]


@dataclass(frozen=True)
class Job:
    """One table to be answered into one file.

    What is done stands in `<target>.part`, how far it has come in `<target>.part.json`; both are
    gone at the end, when `<target>.json` says how the answer was made.
    """

    service: Service
    source: Path
    target: Path
    by: str = "hours"
    rows_at_once: int = ROWS_AT_ONCE
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STATUSES, 0))

    @cached_property
    def rows(self) -> int:
        """Rows of the source, its header and blank lines aside."""
        with self.source.open("rb") as source:
            return max(0, sum(bool(line.strip()) for line in lines_of(source)) - 1)

    @property
    def done(self) -> int:
        """Rows that are answered."""
        return sum(self.counts.values())

    def run(self) -> Iterator[int]:
        """Answer what is not yet answered; yield the number of rows done, again and again.

        Raises
        ------
        ParameterError
            The header cannot be used, there is no such criterion, the answer cannot be written
            there, or another run is writing it.
        """
        if self.by not in BY_MIX:
            raise worded(ParameterError, "word", name="by", value=self.by, known=tuple(BY_MIX))
        self._check_target()
        with self.source.open("rb") as source:
            header = header_of(next(lines_of(source), b""))
            # Nothing is cut off before it is sure that no other run writes there.
            with self._part.open("ab") as part:
                self._lock(part)
                mark = self._resumed() or _Mark(self._key, source.tell(), 0, 1, dict(self.counts))
                self.counts.update(mark.counts)
                source.seek(mark.read)
                part.truncate(mark.written)
                part.seek(mark.written)
                if not mark.written:
                    part.write(csv_text([ANSWERED]).encode("utf-8-sig"))
                    part.flush()
                yield self.done
                yield from self._go_on(source, part, header, mark.line)
                self._finish()

    def _check_target(self) -> None:
        """Refuse what would write over the source, or where there is no folder."""
        written = (self.target, self._part, self._mark_path, self._beside(".json"))
        if self.source.resolve() in {path.resolve() for path in written}:
            msg = (
                f"The answer {self.target.name} would be written over {self.source.name};"
                " accepted: another file."
            )
            raise ParameterError(msg)
        if not self.target.parent.is_dir():
            msg = (
                f"The answer {self.target.name} would be written to {self.target.parent}, which"
                " is no folder; accepted: a file in a folder that is there."
            )
            raise ParameterError(msg)

    def _lock(self, part: IO[bytes]) -> None:
        """Take the part for this run; the system lets go of it however the run ends."""
        try:
            fcntl.flock(part, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            msg = (
                f"{part.name} is being written by another run;"
                " accepted: its end, or another file for the answer."
            )
            raise ParameterError(msg) from error

    def _go_on(
        self, source: IO[bytes], part: IO[bytes], header: Sequence[str], line: int
    ) -> Iterator[int]:
        answering = Answering(self.service, self.by)
        while lines := list(islice(lines_of(source), self.rows_at_once)):
            numbered = list(enumerate(lines, line + 1))
            line += len(lines)
            rows = [given_of(header, number, text) for number, text in numbered if text.strip()]
            cells = answering.cells(rows)
            part.write(csv_text(cells).encode())
            for row in cells:
                self.counts[str(row[ANSWERED.index("status")])] += 1
            part.flush()
            os.fsync(part.fileno())
            mark = _Mark(self._key, source.tell(), part.tell(), line, dict(self.counts))
            _replace(self._mark_path, orjson.dumps(asdict(mark)))
            yield self.done

    def _finish(self) -> None:
        _replace(self._beside(".json"), orjson.dumps(self._said(), option=orjson.OPT_INDENT_2))
        self._part.replace(self.target)
        self._mark_path.unlink(missing_ok=True)

    def _said(self) -> dict[str, Any]:
        return {
            **about(self.service),
            "by": self.by,
            "source": {"name": self.source.name, "sha256": self._hash},
            "rows": {"all": self.done, **self.counts},
        }

    def _beside(self, suffix: str) -> Path:
        return self.target.with_name(f"{self.target.name}{suffix}")

    @property
    def _part(self) -> Path:
        return self._beside(".part")

    @property
    def _mark_path(self) -> Path:
        return self._beside(".part.json")

    @cached_property
    def _hash(self) -> str:
        with self.source.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    @cached_property
    def _key(self) -> str:
        """What a run goes on from: the same question to the same facts."""
        facts, network = self.service.site.atlas.checksum, network_of(self.service)
        parts = (RECIPE, self._hash, self.by, facts, network)
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def _resumed(self) -> _Mark | None:
        """Return how far a run of the same question had come, None where there is none."""
        if not self._mark_path.exists() or not self._part.exists():
            return None
        try:
            mark = _Mark(**orjson.loads(self._mark_path.read_bytes()))
        except (orjson.JSONDecodeError, TypeError):
            return None
        whole = self._part.stat().st_size >= mark.written
        return mark if mark.key == self._key and whole else None


def lines_of(source: IO[bytes]) -> Iterator[bytes]:
    r"""Yield the lines of a file; of one that is far too long only its beginning.

    Examples
    --------
    >>> [len(line) for line in lines_of(io.BytesIO(b"a" * 99_999 + b"\nb"))]
    [16384, 1]
    """
    while line := source.readline(_MOST_BYTES):
        rest = line
        while len(rest) == _MOST_BYTES and not rest.endswith(b"\n"):
            rest = source.readline(_MOST_BYTES)
        yield line


def csv_text(rows: Sequence[Sequence[Cell]]) -> str:
    r"""Return rows as CSV (RFC 4180).

    Examples
    --------
    >>> csv_text([["a", None, "b,c"]])
    'a,,"b,c"\r\n'
    """
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def network_of(service: Service) -> str:
    """Return the number of the freight network that answers."""
    return freight_artefact(service.settings.data).inputs()


def about(service: Service) -> dict[str, Any]:
    """Return how answers are made, from what, and what their columns are in which unit."""
    return {
        "method": METHOD,
        "parameters": checksum(service.settings.data, freight.FREIGHT_TABLES),
        "network": network_of(service),
        "data": service.site.atlas.checksum,
        "date": service.today().isoformat(),
        "crs": "EPSG:4326",
        "columns": [
            {
                "name": column.name,
                "unit": column.unit,
                "asked": column.is_asked,
                "answered": column.is_answered,
                "needed": column.is_needed,
                "description": {
                    lang: strings(lang)[f"batch_column_{column.name}"] for lang in LANGS
                },
            }
            for column in COLUMNS
        ],
    }


def _replace(path: Path, content: bytes) -> None:
    aside = path.with_name(f"{path.name}.new")
    aside.write_bytes(content)
    aside.replace(path)
