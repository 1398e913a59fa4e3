"""Tables that open in a spreadsheet: CSV with its filter on top, safe to open."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

BOM = "\ufeff"
"""Excel takes CSV without it for the system's old Chinese encoding, and shows nonsense."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula, alone or after what it trims."""

Cell = str | int | float | None


def csv_bytes(
    header: Sequence[str], rows: Iterable[Sequence[Cell]], *, comments: Iterable[str] = ()
) -> bytes:
    r"""Return rows as CSV (RFC 4180) in UTF-8 with a byte-order mark, remarks on top.

    Parameters
    ----------
    header, rows
        Names of the columns, and the cells; None is left blank, which is not zero.
    comments
        Lines that stand before the header, each after a #.

    Examples
    --------
    >>> csv_bytes(["a", "b"], [["=1+1", -2.5], ["c", None]], comments=["all"])[3:].splitlines()
    [b'# all', b'a,b', b"'=1+1,-2.5", b'c,']
    """
    text = io.StringIO()
    writer = csv.writer(text)
    for comment in comments:
        # One line each: what follows a line end would be a row of its own.
        writer.writerow([f"# {' '.join(comment.split())}"])
    writer.writerow(header)
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in row])
    return (BOM + text.getvalue()).encode()


def safe_cell(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers.

    Examples
    --------
    >>> safe_cell("@a"), safe_cell(-1)
    ("'@a", -1)
    """
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return cell
