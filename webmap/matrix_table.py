"""Tables of origins and destinations: their columns, read line by line with all faults kept."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from geo.errors import ParameterError
from geo.multimodal import MODES
from webmap.freight_reach import checked_modes
from webmap.refusal import Words, worded

MOST_LETTERS = 2000
"""A longer line is no row of such a table, and is not taken apart."""
MOST_TEU = 1_000_000
SEPARATOR = ";"
"""Between modes, and between closures, in one cell."""
_SHOWN = 60


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
    try:
        text = line.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError as error:
        given = _short(repr(line))
        raise worded(ParameterError, "header_code", given=given, **about) from error
    try:
        names = tuple(name.strip().lower() for name in _cells(text))
    except csv.Error as error:
        raise worded(
            ParameterError, "header_csv", value=_short(text), error=error, **about
        ) from error
    faults = [("without", name) for name in NEEDED if name not in names]
    faults += [("unknown", _short(name)) for name in names if name not in ASKED]
    faults += [("twice", name) for name in ASKED if names.count(name) > 1]
    if faults:
        told = [Words(f"header_{fault}", {"value": name}) for fault, name in faults[:9]]
        raise worded(ParameterError, "header", value=_short(text), faults=told, **about)
    return names


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
    try:
        text = line.decode("utf-8").rstrip("\r\n")
        if len(text) > MOST_LETTERS:
            return _broken(row, text, f"has {len(text)} letters; accepted: up to {MOST_LETTERS}")
        cells = _cells(text)
    except UnicodeDecodeError:
        return _broken(row, line.decode("utf-8", "replace"), "is no UTF-8; accepted: UTF-8")
    except csv.Error as error:
        return _broken(row, text, f"cannot be read ({error}); accepted: CSV, a row on one line")
    if len(cells) != len(header):
        rule = f"has {len(cells)} cells; accepted: {len(header)}, as in the header"
        return _broken(row, text, rule)
    blank |= dict(zip(header, (cell.strip() for cell in cells), strict=True))
    return _parsed(Given(row, blank))


def _cells(text: str) -> list[str]:
    rows = list(csv.reader([text], strict=True))
    return rows[0] if rows else []


def _broken(row: int, text: str, rule: str) -> Given:
    fault = Fault(row, "row", _short(text), f"the row {rule}.")
    return Given(row, dict.fromkeys(ASKED, ""), faults=(fault,))


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
    try:
        teu = float(text)
    except ValueError:
        teu = math.nan
    if not 0 < teu <= MOST_TEU:
        msg = f"teu is {_short(text)!r}; accepted: a number above 0 and up to {MOST_TEU}."
        raise ParameterError(msg)
    return teu


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
