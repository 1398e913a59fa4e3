"""Small tables of origins and destinations over HTTP, and the page that explains them."""

from __future__ import annotations

from typing import Any

import orjson

from geo.errors import AtlasError, ParameterError, TooLargeError
from webmap.citations import Reader
from webmap.context import Page, page_context, refused_page
from webmap.matrix import BY_MIX, REASONS
from webmap.matrix_rows import STATUSES, Answering
from webmap.matrix_run import about, csv_text
from webmap.matrix_table import ANSWERED, COLUMNS, SAMPLE, given_of, header_of
from webmap.refusal import refusal_row, worded
from webmap.rendering import render
from webmap.routing import CSV, HOUR, JSON, Ask, Body, Route
from webmap.service import Service
from webmap.spreadsheet import BOM

PATH = "/plan/batch"
MOST_ROWS = 500
"""Rows of a table that is answered at once."""
MOST_TERMS = 8
"""Different sets of modes and closures in it: each takes a second or so to prepare."""
COMMAND = "atlas matrix in.csv out.csv"


def matrix_csv(service: Service, table: bytes, by: str = "hours") -> bytes:
    """Return the answer to a small table as CSV, with a byte-order mark as spreadsheets like it.

    Parameters
    ----------
    service
        The running atlas.
    table
        CSV with a header.
    by
        One of `BY_MIX`.

    Raises
    ------
    ParameterError
        The header cannot be used, or there is no such criterion.
    TooLargeError
        There are too many rows, or too many sets of modes and closures.
    """
    if by not in BY_MIX:
        raise worded(ParameterError, "word", name="by", value=by, known=tuple(BY_MIX))
    lines = table.split(b"\n")
    header = header_of(lines[0])
    numbered = [(row, line) for row, line in enumerate(lines[1:], 2) if line.strip()]
    if len(numbered) > MOST_ROWS:
        raise worded(
            TooLargeError,
            "rows",
            name="table",
            count=len(numbered),
            most=MOST_ROWS,
            command=COMMAND,
        )
    rows = [given_of(header, row, line) for row, line in numbered]
    terms = {(row.modes, frozenset(row.closed)) for row in rows}
    if len(terms) > MOST_TERMS:
        raise worded(
            TooLargeError, "terms", name="table", count=len(terms), most=MOST_TERMS, command=COMMAND
        )
    cells = Answering(service, by).cells(rows)
    return f"{BOM}{csv_text([ANSWERED, *cells])}".encode()


def batch_page(service: Service, ask: Ask) -> Page:
    """Return the page with the form, and every column with its unit."""
    page = page_context(service.site, ask.reader, PATH, title=ask.reader.word("batch_title"))
    return Page(render("batch.html", page=page, batch=_batch(ask), refusal=None))


def batch_refused(service: Service, ask: Ask, error: AtlasError) -> Page:
    """Return the page with what was sent in its form, and why it was refused."""
    reader = ask.reader
    page = refused_page(service.site, reader, PATH, title=reader.word("batch_title"))
    refusal = refusal_row(error, reader.lang, {"by": "by", "table": "table"})
    return Page(render("batch.html", page=page, batch=_batch(ask), refusal=refusal))


def _batch(ask: Ask) -> dict[str, Any]:
    reader, fields = ask.reader, ask.sent.fields
    # A file is given back as text: a browser does not fill in a file again.
    typed = ask.sent.body.decode("utf-8-sig", errors="replace") or fields.get("table", "")
    return {
        "asked": [row for row in _columns(reader) if row["is_asked"]],
        "answered": [row for row in _columns(reader) if row["is_answered"]],
        "values": [
            {"name": name, "text": reader.word(f"batch_{kind}_{name}")}
            for kind, names in (("status", STATUSES), ("reason", REASONS))
            for name in names
        ],
        "by": [
            {"name": name, "text": reader.word(f"batch_by_{name}"), "on": fields.get("by") == name}
            for name in BY_MIX
        ],
        "typed": typed,
        "rows": MOST_ROWS,
        "terms": MOST_TERMS,
        "command": COMMAND,
        "sample": SAMPLE,
        "action": f"{PATH}?lang={reader.lang}",
    }


def _columns(reader: Reader) -> list[dict[str, Any]]:
    return [
        {**column._asdict(), "text": reader.word(f"batch_column_{column.name}")}
        for column in COLUMNS
    ]


def _form(service: Service, ask: Ask) -> Body:
    fields = ask.sent.fields
    table = ask.sent.body or fields.get("table", "").encode()
    return _csv(matrix_csv(service, table, fields.get("by", "hours")))


def _matrix(service: Service, ask: Ask) -> Body:
    return _csv(matrix_csv(service, ask.sent.body, ask.query.one("by") or "hours"))


def _csv(content: bytes) -> Body:
    return Body(content=content, media_type=CSV, file_name="matrix.csv", kept=False)


def _about(service: Service, ask: Ask) -> Body:  # noqa: ARG001 as every maker
    most = {"rows": MOST_ROWS, "terms": MOST_TERMS}
    said = {**about(service), "by": list(BY_MIX), "most": most}
    return Body(content=orjson.dumps(said), media_type=JSON)


def _sample(service: Service, ask: Ask) -> Body:  # noqa: ARG001 as every maker
    return Body(content=SAMPLE, media_type=CSV, seconds=HOUR, file_name="matrix-sample.csv")


ROUTES = (
    Route(PATH, "batch", batch_page),
    Route(PATH, "batch_form", _form, takes="form", refused=batch_refused),
    Route("/api/matrix", "api_matrix_about", _about),
    Route("/api/matrix", "api_matrix", _matrix, ("by",), takes="body"),
    Route("/api/matrix/sample.csv", "api_matrix_sample", _sample),
)
