"""A file of origins for batch coverage, read row by row: what is broken is said of its row."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from itertools import dropwhile
from pathlib import Path
from typing import NamedTuple

from geo.errors import ParameterError

ID, TEXT, LON, LAT = "origin_id", "from", "lon", "lat"
ACCEPTED = f"{ID} with {TEXT}, or {ID} with {LON} and {LAT}"

Locate = Callable[[str], tuple[float, float]]
"""Returns the longitude and latitude that a text means, or raises ParameterError."""


class Origin(NamedTuple):
    """One row of the file."""

    line: int
    """Where it stands in the file."""
    origin_id: str
    lon: float | None
    lat: float | None
    fault: str | None
    """What is wrong with it; None where nothing is."""


def read_origins(path: Path, locate: Locate) -> list[Origin]:
    """Return the rows of a file of origins, broken ones with their faults.

    Parameters
    ----------
    path
        CSV in UTF-8. Lines before the header that begin with # are remarks.
    locate
        What tells where a place is.

    Raises
    ------
    ParameterError
        The file cannot be read as a table, or has not the columns.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path.name} cannot be read ({error}); accepted is a CSV file in UTF-8."
        raise ParameterError(msg) from error
    rows = dropwhile(lambda row: row[1].startswith("#"), _numbered(text))
    header = [cell.strip() for cell in _cells(next(rows, (0, ""))[1])[0]]
    if ID not in header or not ({TEXT} <= set(header) or {LON, LAT} <= set(header)):
        msg = f"{path.name} has the columns {', '.join(header) or 'none'}; accepted: {ACCEPTED}."
        raise ParameterError(msg)
    return [_origin(line, header, row, locate) for line, row in rows]


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    """Yield lines that hold more than commas and space, with their numbers."""
    lines = ((number, line.rstrip("\n")) for number, line in enumerate(StringIO(text, None), 1))
    return ((number, line) for number, line in lines if line.replace(",", " ").strip())


def _cells(line: str) -> tuple[list[str], str | None]:
    """Return the cells of one line and what is wrong: a quote left open spoils no other line."""
    try:
        return next(csv.reader([line], strict=True)), None
    except csv.Error as error:
        return [], f"The row cannot be read ({error}); accepted is CSV, a row on one line."


def _origin(line: int, header: Sequence[str], text: str, locate: Locate) -> Origin:
    cells, fault = _cells(text)
    if fault:
        return Origin(line, "", None, None, fault)
    if len(cells) != len(header):
        fault = f"The row has {len(cells)} cells; accepted are {len(header)}."
        return Origin(line, cells[0].strip(), None, None, fault)
    row = dict(zip(header, map(str.strip, cells), strict=True))
    asked = row.get(TEXT) or f"{row.get(LON, '')},{row.get(LAT, '')}"
    if not row[ID]:
        return Origin(line, "", None, None, f"{ID} is blank; accepted is any text.")
    try:
        lon, lat = locate(asked)
    except ParameterError as error:
        return Origin(line, row[ID], None, None, str(error))
    return Origin(line, row[ID], lon, lat, None)
