"""Ten thousand rows, many broken: each has its answer or its fault; a killed run goes on."""

from __future__ import annotations

import csv
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import orjson
import pytest
from flask.testing import FlaskClient

from tests.serving import TODAY
from webmap.matrix_run import ROWS_AT_ONCE
from webmap.matrix_table import ANSWERED

ROOT = Path(__file__).resolve().parents[2]
COUNT = 10_000
EVERY = 7
HEADER = b"id,from,to,modes,closed,teu"
ORIGINS = ("yiwu", "jinhua", "Ningbo", '"120.07,29.31"', "Shanghai")
DESTINATIONS = (
    "Madrid",
    "Duisburg",
    "Tashkent",
    "Hanoi",
    "Nairobi",
    "Los Angeles",
    '"4.48,51.92"',
    '"76.91,43.25"',
    '"-59.93,-29.31"',  # the antipodes of Yiwu
)
TERMS = (",,", ",,", ",,2.5", "rail;road;sea,suez,")
CLOSED = "mode:rail;mode:road;mode:sea;mode:air"


class Broken(NamedTuple):
    """A row that has no way, and what must be said of it."""

    line: bytes
    status: str
    column: str = "row"
    said: str = ""


BROKEN = (
    Broken(b"x,yiwu,Madrid", "error", said="'x,yiwu,Madrid', which has 3 cells; accepted are 6"),
    Broken(b"x,yiwu,Madrid,,,1,more", "error", said="has 7 cells; accepted are 6"),
    Broken(
        b"x,Atlantis-on-Sea,Madrid,,,",
        "error",
        "from",
        "'Atlantis-on-Sea'; accepted: id or name of a place",
    ),
    Broken(b"x,yiwu,,,,", "error", "to", "to is blank; accepted: id or name"),
    Broken(b'x,"-140,-40",Madrid,,,', "error", "from", "'-140,-40', at sea; accepted: points"),
    Broken(b'x,yiwu,"500,90",,,', "error", "to", "'500,90'; accepted: lon,lat with -180"),
    Broken(b"x,yiwu,Madrid,flying,,", "error", "modes", "flying; accepted: one or more of rail"),
    Broken(b"x,yiwu,Madrid,,,-3", "error", "teu", "teu is '-3'; accepted: a number above 0"),
    Broken(b"x,yiwu,Madrid,,kiel,", "error", "closed", "Closed is 'kiel'; accepted are passages"),
    Broken(
        f"x,yiwu,Madrid,,{CLOSED},".encode(), "error", "closed", "accepted: at least one mode left"
    ),
    Broken(b'x,"yiwu,Madrid,,,', "error", said="cannot be read (unexpected end of data)"),
    Broken(b"x,\xd2\xe5\xce\xda,Madrid,,,", "error", said="is no UTF-8; accepted is UTF-8"),
    Broken(b"x,yi\x00wu,Madrid,,,", "error", said="has the character U+0000"),
    Broken(b"x," + b"y" * 9_000 + b",Madrid,,,", "error", said="has more than 2,000 letters"),
    Broken(b"x,=1+1,@SUM(A1),,,", "error", "from", "'=1+1'; accepted: id or name"),
    Broken(b"x,yiwu,yiwu,,,", "same"),
    Broken(b'x,yiwu,"166.67,-77.85",,,', "unreachable", "reason"),
)


def line_of(number: int) -> bytes:
    """Return a row of the table: every seventh is broken, in each way in turn."""
    if number % EVERY == 0:
        return BROKEN[number // EVERY % len(BROKEN)].line
    ends = ORIGINS[number % len(ORIGINS)], DESTINATIONS[number // 3 % len(DESTINATIONS)]
    return f"n{number},{','.join(ends)},{TERMS[number % len(TERMS)]}".encode()


def table() -> bytes:
    return b"\r\n".join([b"\xef\xbb\xbf" + HEADER, *map(line_of, range(COUNT))]) + b"\r\n"


def command(source: Path, target: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", "from server import main; main()", "matrix", source, target],
        cwd=ROOT,
        env={**os.environ, "ATLAS_TODAY": TODAY},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def shown(progress: bytes) -> list[int]:
    """Return the numbers of rows that a progress bar showed, in their order."""
    return [int(number) for number in re.findall(rb"(\d+)/%d" % COUNT, progress)]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "in.csv"
    path.write_bytes(table())
    return path


@pytest.fixture(scope="module")
def answer(source: Path) -> bytes:
    """Return what the command answers when nothing stops it."""
    target = source.with_name("at-once.csv")
    run = command(source, target)
    out, progress = run.communicate()
    assert run.returncode == 0, progress.decode()
    assert f"Wrote {target.name} with {COUNT} rows" in out.decode()
    assert shown(progress)[0] == 0
    assert shown(progress)[-1] == COUNT
    return target.read_bytes()


@pytest.fixture(scope="module")
def rows(answer: bytes) -> list[dict[str, str]]:
    found = list(csv.DictReader(answer.decode("utf-8-sig").splitlines()))
    assert tuple(found[0]) == ANSWERED
    return found


def test_every_row_has_its_line_and_they_keep_their_order(rows: list[dict[str, str]]) -> None:
    assert [int(row["row"]) for row in rows] == list(range(2, COUNT + 2))
    whole = [row for number, row in enumerate(rows) if number % EVERY]
    assert [row["id"] for row in whole] == [f"n{n}" for n in range(COUNT) if n % EVERY]


def test_rows_between_broken_ones_are_answered(rows: list[dict[str, str]]) -> None:
    for number, row in enumerate(rows):
        if number % EVERY:
            assert (row["status"], row["error"]) == ("ok", ""), row
            assert float(row["hours"]) > 0
            assert float(row["days"]) == pytest.approx(float(row["hours"]) / 24, abs=1e-3)
            assert float(row["cost_usd"]) == pytest.approx(
                float(row["cost_usd_per_teu"]) * float(row["teu"]), abs=0.02
            )


@pytest.mark.parametrize("way", range(len(BROKEN)), ids=lambda way: repr(BROKEN[way].line[:30]))
def test_a_broken_row_says_what_is_wrong_with_it(rows: list[dict[str, str]], way: int) -> None:
    broken = BROKEN[way]
    for number in range(way * EVERY, COUNT, EVERY * len(BROKEN)):
        row = rows[number]
        assert row["status"] == broken.status
        if broken.status == "error":
            start = "the row is" if broken.column == "row" else broken.column
            assert any(one.lower().startswith(start) for one in row["error"].split(" | "))
            assert broken.said in row["error"]
            assert len(row["error"]) < 400
        else:
            assert not row["error"]
            assert (row["hours"] == "0.0") == (broken.status == "same")
            assert bool(row["reason"]) == (broken.status == "unreachable")


def test_equal_rows_have_equal_answers(rows: list[dict[str, str]]) -> None:
    seen: dict[tuple[str, ...], dict[str, str]] = {}
    for number, row in enumerate(rows):
        if number % EVERY:
            asked = tuple(row[name] for name in ("from", "to", "modes", "closed", "teu"))
            same = {name: cell for name, cell in row.items() if name not in ("row", "id")}
            assert seen.setdefault(asked, same) == same
    assert len(seen) < 400


def test_no_cell_is_a_formula(rows: list[dict[str, str]]) -> None:
    number = re.compile(r"[-+]?\d+(\.\d*)?(e[-+]?\d+)?([,，]\s*[-+]?\d+(\.\d*)?)?")
    cells = {cell for row in rows for cell in row.values()}
    odd = [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert not [cell for cell in odd if not number.fullmatch(cell)]
    assert {"'=1+1", "'@SUM(A1)"} <= cells


def test_http_gives_the_same_answer(client: FlaskClient, source: Path, answer: bytes) -> None:
    found = client.post("/api/matrix", data=source.read_bytes(), content_type="text/csv")
    assert found.status_code == 200
    assert found.data == answer


def test_a_run_that_is_killed_goes_on_and_gives_the_same_bytes(source: Path, answer: bytes) -> None:
    target = source.with_name("killed.csv")
    first = command(source, target)
    assert first.stderr is not None
    progress = b""
    # The bar shows a number only when so many rows are on the disk.
    while not shown(progress) or shown(progress)[-1] < ROWS_AT_ONCE:
        piece = os.read(first.stderr.fileno(), 4096)
        assert piece, progress.decode()
        progress += piece
    first.kill()
    first.communicate()
    assert first.returncode == -signal.SIGKILL
    assert not target.exists()
    mark = orjson.loads(target.with_name("killed.csv.part.json").read_bytes())
    kept = sum(mark["counts"].values())
    assert ROWS_AT_ONCE <= shown(progress)[-1] <= kept < COUNT
    part = target.with_name("killed.csv.part").read_bytes()[: mark["written"]]
    assert answer.startswith(part)
    second = command(source, target)
    _, progress = second.communicate()
    assert second.returncode == 0, progress.decode()
    assert shown(progress)[0] == kept
    assert target.read_bytes() == answer
    said = target.with_name("killed.csv.json").read_bytes()
    assert said == target.with_name("at-once.csv.json").read_bytes()
    assert not list(source.parent.glob("killed.csv.part*"))
