"""Tables of origins and destinations: their columns, read line by line with all faults kept."""

from __future__ import annotations

import codecs
import csv
import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from geo.errors import ParameterError
from geo.multimodal import MODES
from webmap.freight_reach import checked_modes
from webmap.refusal import Words, phrase, worded

MOST_LETTERS = 2000
"""A longer line is no row of such a table, and is not taken apart."""
MOST_BYTES = 4 * MOST_LETTERS
"""A line of more bytes has too many letters, whatever they are."""
MOST_TEU = 1_000_000
SEPARATOR = ";"
"""Between modes, and between closures, in one cell."""
_SHOWN = 60
_ENDS = "\r\n"
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?", re.ASCII | re.IGNORECASE)


class Column(NamedTuple):
    """A column, for those who read and write such tables."""

    name: str
    unit: str
    is_asked: bool
    """Whether it may stand in the table that is given."""
    is_answered: bool
    is_needed: bool = False


COLUMNS = (
    Column("row", "1", is_asked=False, is_answered=True),
    Column("id", "-", is_asked=True, is_answered=True),
    Column("from", "-", is_asked=True, is_answered=True, is_needed=True),
    Column("from_id", "-", is_asked=False, is_answered=True),
    Column("from_name_zh", "-", is_asked=False, is_answered=True),
    Column("from_name_en", "-", is_asked=False, is_answered=True),
    Column("from_lon", "deg", is_asked=False, is_answered=True),
    Column("from_lat", "deg", is_asked=False, is_answered=True),
    Column("to", "-", is_asked=True, is_answered=True, is_needed=True),
    Column("to_id", "-", is_asked=False, is_answered=True),
    Column("to_name_zh", "-", is_asked=False, is_answered=True),
    Column("to_name_en", "-", is_asked=False, is_answered=True),
    Column("to_lon", "deg", is_asked=False, is_answered=True),
    Column("to_lat", "deg", is_asked=False, is_answered=True),
    Column("modes", "-", is_asked=True, is_answered=True),
    Column("closed", "-", is_asked=True, is_answered=True),
    Column("teu", "TEU", is_asked=True, is_answered=True),
    Column("status", "-", is_asked=False, is_answered=True),
    Column("hours", "h", is_asked=False, is_answered=True),
    Column("days", "d", is_asked=False, is_answered=True),
    Column("cost_usd_per_teu", "USD/TEU", is_asked=False, is_answered=True),
    Column("co2e_kg_per_teu", "kg/TEU", is_asked=False, is_answered=True),
    Column("cost_usd", "USD", is_asked=False, is_answered=True),
    Column("co2e_kg", "kg", is_asked=False, is_answered=True),
    Column("km", "km", is_asked=False, is_answered=True),
    *(Column(f"km_{mode}", "km", is_asked=False, is_answered=True) for mode in MODES),
    Column("mode", "-", is_asked=False, is_answered=True),
    Column("not_counted", "-", is_asked=False, is_answered=True),
    Column("reason", "-", is_asked=False, is_answered=True),
    Column("error", "-", is_asked=False, is_answered=True),
)
ASKED = tuple(column.name for column in COLUMNS if column.is_asked)
ANSWERED = tuple(column.name for column in COLUMNS if column.is_answered)
NEEDED = tuple(column.name for column in COLUMNS if column.is_needed)

SAMPLE = """from,to,modes,closed,teu
yiwu-railway-port,Madrid,,,1
Yiwu,Hamburg,sea;road,suez,2
Ningbo,"76.91,43.25",rail;road,,1
"120.07,29.31",Nowhere at all,,,1
"""
"""A table to begin with; its last row is broken on purpose."""


class Fault(NamedTuple):
    """What is wrong with one cell, or with a whole row."""

    row: int
    """Line of the table; the header is line 1."""
    column: str
    value: str
    rule: str
    """What is wrong, and what is accepted."""


class Given(NamedTuple):
    """A row as it was given, blanks filled with what they mean."""

    row: int
    cells: Mapping[str, str]
    """By column of `ASKED`."""
    modes: tuple[str, ...] = MODES
    closed: tuple[str, ...] = ()
    teu: float = 1.0
    faults: tuple[Fault, ...] = ()


def header_of(line: bytes) -> tuple[str, ...]:
    r"""Return the columns of a table from its first line.

    Raises
    ------
    ParameterError
        It is not a header; every fault of it is told.

    Examples
    --------
    >>> header_of(b"\xef\xbb\xbfFrom,to,teu\r\n")
    ('from', 'to', 'teu')
    """
    needed = Words("header_needed", dict(zip(("first", "second"), NEEDED, strict=True)))
    accepted = Words("header_accepted", {"asked": tuple(ASKED), "needed": needed})
    about: dict[str, object] = {"name": "table", "accepted": accepted}
    text, names, fault = _read(line.removeprefix(codecs.BOM_UTF8))
    if fault:
        raise worded(ParameterError, "header_read", value=_short(text), fault=fault, **about)
    names = [name.lower() for name in names]
    faults = [("without", name) for name in NEEDED if name not in names]
    faults += [("unknown", _short(name)) for name in names if name not in ASKED]
    faults += [("twice", name) for name in ASKED if names.count(name) > 1]
    if faults:
        told = [Words(f"header_{what}", {"value": name}) for what, name in faults[:9]]
        raise worded(ParameterError, "header", value=_short(text), faults=told, **about)
    return tuple(names)


def given_of(header: Sequence[str], row: int, line: bytes) -> Given:
    r"""Return one row; each line is one, so a quote left open spoils no other.

    Parameters
    ----------
    header
        Columns of the table.
    row
        Number of the line, for faults.
    line
        The line.

    Examples
    --------
    >>> given_of(("from", "to", "teu"), 2, b'Yiwu,"3.7,40.4",2\r\n').teu
    2.0
    >>> [fault.column for fault in given_of(("from", "to"), 2, b",x,y").faults]
    ['row']
    """
    blank = dict.fromkeys(ASKED, "")
    text, cells, fault = _read(line)
    if not fault and len(cells) != len(header):
        fault = Words("line_cells", {"count": len(cells), "most": len(header)})
    if fault:
        rule = f"the row is {_short(text)!r}, which {phrase(fault, 'en')}."
        return Given(row, blank, faults=(Fault(row, "row", _short(text), rule),))
    return _parsed(Given(row, blank | dict(zip(header, cells, strict=True))))


def _read(line: bytes) -> tuple[str, list[str], Words | None]:
    """Return a line as text, its cells, and what is wrong with it."""
    text = line[:MOST_BYTES].decode("utf-8", "replace").rstrip(_ENDS)
    if len(line) > MOST_BYTES or len(text) > MOST_LETTERS:
        # Told before anything else: the rest of it may be cut off in the middle of a letter.
        return text, [], Words("line_long", {"most": f"{MOST_LETTERS:,}"})
    try:
        text = line.decode("utf-8").rstrip(_ENDS)
    except UnicodeDecodeError:
        return text, [], Words("line_code", {})
    control = next((letter for letter in text if _is_control(letter)), None)
    if control is not None:
        return text, [], Words("line_character", {"character": f"U+{ord(control):04X}"})
    try:
        rows = list(csv.reader([text], strict=True))
    except csv.Error as error:
        return text, [], Words("line_csv", {"error": str(error)})
    return text, [cell.strip() for cell in rows[0]] if rows else [], None


def _is_control(letter: str) -> bool:
    """Tell what ends a line for one reader and not for another, or ends all: NUL, a lone CR."""
    return letter != "\t" and unicodedata.category(letter) in {"Cc", "Zl", "Zp"}


def _parsed(given: Given) -> Given:
    cells, faults = given.cells, []
    modes: tuple[str, ...] = MODES
    closed, teu = _listed(cells["closed"]), 1.0
    if cells["modes"]:
        try:
            modes = checked_modes(_listed(cells["modes"]))
        except ParameterError as error:
            rule = f"{error} Between them stands {SEPARATOR!r}."
            faults.append(Fault(given.row, "modes", _short(cells["modes"]), rule))
    if cells["teu"]:
        try:
            teu = _teu(cells["teu"])
        except ParameterError as error:
            faults.append(Fault(given.row, "teu", _short(cells["teu"]), str(error)))
    return given._replace(modes=modes, closed=closed, teu=teu, faults=tuple(faults))


def _listed(text: str) -> tuple[str, ...]:
    names = (name.strip() for name in text.split(SEPARATOR))
    return tuple(dict.fromkeys(name for name in names if name))


def _teu(text: str) -> float:
    # As people write numbers: Python's own form would take 1_0 for ten.
    teu = float(text) if _NUMBER.fullmatch(text) else math.nan
    if not 0 < teu <= MOST_TEU:
        msg = f"teu is {_short(text)!r}; accepted: a number above 0 and up to {MOST_TEU:,}."
        raise ParameterError(msg)
    return teu


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
