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
from webmap.matrix_table import ANSWERED, COLUMNS, NEEDED, SAMPLE, given_of, header_of
from webmap.refusal import Words, refusal_row, worded
from webmap.rendering import render
from webmap.routing import CSV, HOUR, JSON, MOST_SENT, Ask, Body, Route
from webmap.service import Service
from webmap.spreadsheet import BOM

PATH = "/plan/batch"
MOST_ROWS = 10_000
"""Rows of a table that is answered at once: some ten seconds."""
MOST_PLACES = 2000
"""Different places in it: each takes some milliseconds, a row between known ones one."""
MOST_TABLE = 2_097_152
"""Bytes of it."""
MOST_TERMS = 8
"""Different sets of modes and closures in it: each takes a second or so to prepare."""
COMMAND = "atlas matrix in.csv out.csv"
OTHERWISE = Words("otherwise", {"command": COMMAND})


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
        There are too many rows, places, or sets of modes and closures.
    """
    if by not in BY_MIX:
        raise worded(ParameterError, "word", name="by", value=by, known=tuple(BY_MIX))
    first, *lines = table.split(b"\n")
    header = header_of(first)
    numbered = [(row, line) for row, line in enumerate(lines, 2) if line.strip()]
    _check_size("rows", len(numbered), MOST_ROWS)
    rows = [given_of(header, row, line) for row, line in numbered]
    places = {row.cells[end] for row in rows for end in NEEDED}
    _check_size("places", len(places), MOST_PLACES)
    cells = Answering(service, by, most_terms=MOST_TERMS, otherwise=OTHERWISE).cells(rows)
    return f"{BOM}{csv_text([ANSWERED, *cells])}".encode()


def _check_size(what: str, count: int, most: int) -> None:
    if count > most:
        size = {"count": f"{count:,}", "most": f"{most:,}", "otherwise": OTHERWISE}
        raise worded(TooLargeError, f"size_{what}", name="table", **size)


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
    # A file is given back as text, for no browser fills in a file again; a long one is not.
    sent = ask.sent.body if len(ask.sent.body) <= MOST_SENT else b""
    typed = sent.decode("utf-8-sig", errors="replace") or fields.get("table", "")
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
        "places": MOST_PLACES,
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
    most = {"rows": MOST_ROWS, "places": MOST_PLACES, "terms": MOST_TERMS}
    said = {**about(service), "by": list(BY_MIX), "most": most}
    return Body(content=orjson.dumps(said), media_type=JSON)


def _sample(service: Service, ask: Ask) -> Body:  # noqa: ARG001 as every maker
    return Body(content=SAMPLE, media_type=CSV, seconds=HOUR, file_name="matrix-sample.csv")


ROUTES = (
    Route(PATH, "batch", batch_page),
    Route(PATH, "batch_form", _form, takes="form", most_sent=MOST_TABLE, refused=batch_refused),
    Route("/api/matrix", "api_matrix_about", _about),
    Route("/api/matrix", "api_matrix", _matrix, ("by",), takes="body", most_sent=MOST_TABLE),
    Route("/api/matrix/sample.csv", "api_matrix_sample", _sample),
)
