"""Turn a declared table into a pandera schema, and read its file through it."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from layers._faults import Fault
from layers._spec import Dtype, Field, Table

# ASCII digits only: full-width ones read as numbers in Python, and not elsewhere.
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PARTIAL_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_INTEGER = re.compile(r"-?[0-9]+")
LARGEST = 1e15
"""No number of a table is larger: beyond it, a float is no longer exact to the unit."""

_ACCEPTED_BY_DTYPE: dict[Dtype, str] = {
    "text": "text",
    "number": "a number such as 12.5",
    "integer": "a whole number such as 12",
    "boolean": "true or false",
    "date": "a day as YYYY-MM-DD",
    "partial_date": "YYYY, YYYY-MM or YYYY-MM-DD",
}


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return _DAY.fullmatch(text) is not None


def is_partial_date(text: str) -> bool:
    """Tell whether a text is a year, a month or a day.

    Examples
    --------
    >>> [is_partial_date(text) for text in ("2020", "2020-02", "2020-02-30", "20")]
    [True, True, False, False]
    """
    if not _PARTIAL_DATE.fullmatch(text):
        return False
    return _is_day(text + "-01-01"[(len(text) - 4) :])


def _is_number(text: str, pattern: re.Pattern[str]) -> bool:
    return pattern.fullmatch(text) is not None and abs(float(text)) <= LARGEST


_PARSES: dict[Dtype, Callable[[str], bool]] = {
    "text": lambda _: True,
    "number": lambda text: _is_number(text, _NUMBER),
    "integer": lambda text: _is_number(text, _INTEGER),
    "boolean": lambda text: text in {"true", "false"},
    "date": _is_day,
    "partial_date": is_partial_date,
}


def _check(test: Callable[[str], bool], rule: str, accepted: str) -> pa.Check:
    return pa.Check(
        lambda column: column.map(lambda text: text == "" or test(text)),
        error=f"{rule}\x00{accepted}",
    )


def _within(field: Field) -> Callable[[str], bool]:
    low = -float("inf") if field.minimum is None else field.minimum
    high = float("inf") if field.maximum is None else field.maximum
    # A text that is no number at all is the fault of the type check, not of this one.
    return lambda text: not _NUMBER.fullmatch(text) or low <= float(text) <= high


def _range_text(field: Field) -> str:
    if field.minimum is not None and field.maximum is not None:
        return f"{field.minimum:g} to {field.maximum:g}"
    if field.minimum is not None:
        return f"{field.minimum:g} or more"
    return f"{field.maximum:g} or less"


def _checks(field: Field) -> list[pa.Check]:
    checks = [
        _check(_PARSES[field.dtype], f"no {field.dtype}", _ACCEPTED_BY_DTYPE[field.dtype]),
        _check(lambda text: text == text.strip(), "has blanks at an end", "the text without them"),
    ]
    if field.required:
        not_blank = pa.Check(
            lambda column: column != "", error=f"is blank\x00{_ACCEPTED_BY_DTYPE[field.dtype]}"
        )
        checks.append(not_blank)
    if field.choices:
        ids = [term.id for term in field.choices]
        checks.append(_check(lambda text: text in ids, "not one of the terms", ", ".join(ids)))
    if field.pattern:
        pattern = re.compile(field.pattern)
        checks.append(
            _check(
                lambda text: pattern.fullmatch(text) is not None,
                "does not fit the pattern",
                field.pattern,
            )
        )
    if field.minimum is not None or field.maximum is not None:
        checks.append(_check(_within(field), "out of range", _range_text(field)))
    return checks


def pandera_schema(table: Table) -> pa.DataFrameSchema:
    """Return the schema of a table as read: every column a string, every rule a check."""
    columns = {field.name: pa.Column(str, _checks(field), required=True) for field in table.fields}
    return pa.DataFrameSchema(columns, strict=False)


def _header_faults(table: Table, columns: list[str]) -> list[Fault]:
    names = [field.name for field in table.fields]
    missing = [name for name in names if name not in columns]
    extra = [name for name in columns if name not in names]
    twice = {name for name in columns if columns.count(name) > 1 and name in names}
    accepted = ", ".join(names)
    return [
        *(Fault(table.file_name, 1, name, "", "column is missing", accepted) for name in missing),
        *(Fault(table.file_name, 1, name, name, "column is unknown", accepted) for name in extra),
        *(Fault(table.file_name, 1, name, name, "column stands twice", accepted) for name in twice),
    ]


def _key_faults(table: Table, frame: pd.DataFrame) -> list[Fault]:
    keys = [table.primary_key, *((f.name,) for f in table.fields if f.unique)]
    faults = []
    for key in dict.fromkeys(keys):
        repeated = frame[frame.duplicated(list(key), keep="first")]
        for index, row in repeated.iterrows():
            value = ", ".join(row[list(key)])
            faults.append(
                Fault(
                    table.file_name,
                    int(str(index)) + 2,
                    "+".join(key),
                    value,
                    "stands twice",
                    "each value once",
                )
            )
    return faults


def _schema_faults(table: Table, frame: pd.DataFrame) -> list[Fault]:
    try:
        pandera_schema(table).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
    else:
        return []
    faults = []
    for case in cases.itertuples():
        rule, _, accepted = str(case.check).partition("\x00")
        faults.append(
            Fault(
                table.file_name,
                int(case.index) + 2,
                str(case.column),
                str(case.failure_case),
                rule,
                accepted,
            )
        )
    return faults


def read_table(table: Table, folder: Path) -> tuple[pd.DataFrame, list[Fault]]:
    """Read one CSV file as text, with the faults of its own.

    Returns
    -------
    frame
        Every declared column as strings, blank for missing; empty where the file cannot be read.
    faults
        All of them; an empty list means that `typed` may be called.
    """
    empty = pd.DataFrame({field.name: pd.Series(dtype=str) for field in table.fields})
    names = [field.name for field in table.fields]
    try:
        header, lines = _lines(folder / table.file_name)
    except FileNotFoundError:
        accepted = f"a CSV file with the columns {', '.join(names)}"
        return empty, [Fault(table.file_name, 0, "", "", "file is missing", accepted)]
    except (csv.Error, UnicodeDecodeError, OSError) as error:
        return empty, [Fault(table.file_name, 0, "", str(error), "unreadable", "CSV in UTF-8")]
    faults = _header_faults(table, header)
    if faults:
        return empty, faults
    faults = _length_faults(table, header, lines)
    whole = {line: cells for line, cells in lines.items() if len(cells) == len(header)}
    # Labels count from the header, so that a fault finds its line: cells may hold line ends.
    index = pd.Index([line - 2 for line in whole], dtype=int)
    frame = pd.DataFrame(list(whole.values()), columns=header, index=index, dtype=str)[names]
    return frame, faults + _schema_faults(table, frame) + _key_faults(table, frame)


def _lines(path: Path) -> tuple[list[str], dict[int, list[str]]]:
    """Return the header and every row of a file by the line that it starts on."""
    rows: dict[int, list[str]] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, strict=True)
        header = next(reader, [])
        start = reader.line_num + 1
        for cells in reader:
            rows[start] = cells
            start = reader.line_num + 1
    return header, rows


def _length_faults(table: Table, header: list[str], lines: dict[int, list[str]]) -> list[Fault]:
    return [
        Fault(
            table.file_name,
            line,
            "",
            ",".join(cells),
            f"has {len(cells)} cells",
            f"{len(header)} cells, one for each column",
        )
        for line, cells in lines.items()
        if len(cells) != len(header)
    ]


def typed(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame of valid strings with the declared types; blank becomes missing."""
    columns = {}
    for field in table.fields:
        column = frame[field.name].mask(frame[field.name] == "")
        if field.dtype == "number":
            column = pd.to_numeric(column).astype(float)
        elif field.dtype == "integer":
            column = pd.to_numeric(column).astype("Int64")
        elif field.dtype == "boolean":
            column = column.map({"true": True, "false": False}).astype("boolean")
        columns[field.name] = column
    return pd.DataFrame(columns)
