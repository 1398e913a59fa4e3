"""Faults of tables: file, row, column, value, rule and what is accepted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geo.errors import TableError


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """One cell, row or file that breaks a rule."""

    file: str
    row: int
    """Line of the file, counted from 1 with the header; 0 for the file as a whole."""
    column: str
    value: str
    rule: str
    accepted: str

    def __str__(self) -> str:
        """Say it in one line."""
        where = f"{self.file}:{self.row}" if self.row else self.file
        column = f" {self.column}" if self.column else ""
        return f"{where}{column} is {self.value!r}: {self.rule}; accepted: {self.accepted}."


def raise_faults(faults: Iterable[Fault]) -> None:
    """Raise one error that lists all faults, or return if there are none.

    Raises
    ------
    TableError
        If there is at least one fault.
    """
    found = sorted(set(faults))
    if found:
        lines = "\n".join(f"  {fault}" for fault in found)
        msg = f"{len(found)} faults in the tables; accepted is a fix of every one:\n{lines}"
        raise TableError(msg)
