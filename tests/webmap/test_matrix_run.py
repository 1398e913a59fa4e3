"""A table from file to file: bounded pieces, nothing worked out twice, no other file harmed."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

import orjson
import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.errors import ParameterError
from webmap import matrix_run
from webmap.matrix_run import ROWS_AT_ONCE, Job
from webmap.matrix_table import ANSWERED, Given
from webmap.service import Service
from webmap.spreadsheet import Cell

ROWS = b"from,to\n" + b"".join(b"a%d,b\n" % number for number in range(25))


class Echo:
    """Stand in for what answers: each row comes back, and is remembered."""

    asked: ClassVar[list[int]] = []

    def __init__(self, service: Service, by: str) -> None:
        assert service
        assert by

    def cells(self, rows: Sequence[Given]) -> list[list[Cell]]:
        Echo.asked += [row.row for row in rows]
        return [self._row(row) for row in rows]

    def _row(self, given: Given) -> list[Cell]:
        status = "error" if given.faults else "ok"
        cells = {"row": given.row, **given.cells, "status": status}
        return [cells.get(name) for name in ANSWERED]


@pytest.fixture(autouse=True)
def _echo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(matrix_run, "Answering", Echo)
    Echo.asked = []
    yield
    Echo.asked = []


@pytest.fixture
def service(app: Flask) -> Service:
    found: Service = app.extensions["atlas"]
    return found


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.csv"
    path.write_bytes(ROWS)
    return path


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "out.csv"


def whole(job: Job) -> bytes:
    for _ in job.run():
        pass
    return job.target.read_bytes()


def stopped(job: Job, times: int) -> None:
    """Run until some pieces are kept, then no further."""
    run = job.run()
    for _ in range(times + 1):
        next(run)
    run.close()


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(content.decode("utf-8-sig").splitlines()))


@pytest.mark.parametrize("pieces", [0, 1, 3])
def test_a_stopped_run_goes_on_and_asks_for_no_row_twice(
    service: Service, source: Path, target: Path, tmp_path: Path, pieces: int
) -> None:
    expected = whole(Job(service, source, tmp_path / "at-once.csv", rows_at_once=7))
    Echo.asked = []
    stopped(Job(service, source, target, rows_at_once=7), pieces)
    assert Echo.asked == list(range(2, 2 + 7 * pieces))
    second = Job(service, source, target, rows_at_once=7)
    done = list(second.run())
    assert done[0] == 7 * pieces
    assert target.read_bytes() == expected
    assert Echo.asked == list(range(2, 27))
    assert second.counts == {"ok": 25, "same": 0, "unreachable": 0, "error": 0}


@pytest.mark.parametrize("rows_at_once", [1, 4, 1000])
def test_the_answer_does_not_depend_on_the_pieces(
    service: Service, source: Path, target: Path, tmp_path: Path, rows_at_once: int
) -> None:
    expected = whole(Job(service, source, tmp_path / "other.csv", rows_at_once=3))
    assert whole(Job(service, source, target, rows_at_once=rows_at_once)) == expected


@pytest.mark.parametrize("more", [b"", b"half a ro", b"27,whole\r\n" * 99])
def test_what_was_written_after_the_last_mark_is_written_again(
    service: Service, source: Path, target: Path, tmp_path: Path, more: bytes
) -> None:
    expected = whole(Job(service, source, tmp_path / "at-once.csv"))
    stopped(Job(service, source, target, rows_at_once=7), 2)
    with (tmp_path / "out.csv.part").open("ab") as part:
        part.write(more)
    assert whole(Job(service, source, target, rows_at_once=7)) == expected


def cut_part(folder: Path) -> None:
    with (folder / "out.csv.part").open("r+b") as part:
        part.truncate(40)


def lose_part(folder: Path) -> None:
    (folder / "out.csv.part").unlink()


def break_mark(folder: Path) -> None:
    (folder / "out.csv.part.json").write_bytes(b'{"key": ')


def strange_mark(folder: Path) -> None:
    (folder / "out.csv.part.json").write_bytes(b'{"key": "x", "more": 1}')


def change_source(folder: Path) -> None:
    (folder / "in.csv").write_bytes(ROWS.replace(b"a0,", b"z0,"))


@pytest.mark.parametrize("spoil", [cut_part, lose_part, break_mark, strange_mark, change_source])
def test_what_cannot_be_gone_on_from_is_begun_anew(
    service: Service, source: Path, target: Path, tmp_path: Path, spoil
) -> None:
    stopped(Job(service, source, target, rows_at_once=7), 2)
    spoil(tmp_path)
    Echo.asked = []
    found = whole(Job(service, source, target, rows_at_once=7))
    assert Echo.asked == list(range(2, 27))
    assert found == whole(Job(service, source, tmp_path / "at-once.csv"))


def test_another_criterion_does_not_go_on_from_it(
    service: Service, source: Path, target: Path
) -> None:
    stopped(Job(service, source, target, rows_at_once=7), 2)
    Echo.asked = []
    whole(Job(service, source, target, "cost", rows_at_once=7))
    assert Echo.asked == list(range(2, 27))


def test_only_the_answer_and_how_it_was_made_are_left(
    service: Service, source: Path, target: Path, tmp_path: Path
) -> None:
    whole(Job(service, source, target))
    assert {path.name for path in tmp_path.iterdir()} == {"in.csv", "out.csv", "out.csv.json"}
    said = orjson.loads((tmp_path / "out.csv.json").read_bytes())
    assert said["rows"] == {"all": 25, "ok": 25, "same": 0, "unreachable": 0, "error": 0}


def test_an_answer_of_before_stays_until_the_new_one_is_whole(
    service: Service, source: Path, target: Path
) -> None:
    target.write_text("before")
    stopped(Job(service, source, target, rows_at_once=7), 2)
    assert target.read_text() == "before"
    assert whole(Job(service, source, target)).count(b"\r\n") == 26


@pytest.mark.parametrize("name", ["in.csv", "../{folder}/in.csv"])
def test_no_answer_is_written_over_its_own_question(
    service: Service, source: Path, tmp_path: Path, name: str
) -> None:
    job = Job(service, source, tmp_path / name.format(folder=tmp_path.name))
    with pytest.raises(ParameterError, match=r"written over in\.csv; accepted: another file"):
        whole(job)
    assert source.read_bytes() == ROWS


@pytest.mark.parametrize("name", ["out.csv.part", "out.csv.json", "out.csv.part.json"])
def test_what_stands_beside_the_answer_is_not_written_over_the_question_either(
    service: Service, target: Path, name: str
) -> None:
    source = target.with_name(name)
    source.write_bytes(ROWS)
    with pytest.raises(ParameterError, match="would be written over"):
        whole(Job(service, source, target))
    assert source.read_bytes() == ROWS


def test_a_folder_that_is_not_there_is_said_to_be_none(
    service: Service, source: Path, tmp_path: Path
) -> None:
    with pytest.raises(ParameterError, match="is no folder; accepted: a file in a folder"):
        whole(Job(service, source, tmp_path / "nowhere" / "out.csv"))


def test_two_runs_do_not_write_one_answer(service: Service, source: Path, target: Path) -> None:
    first = Job(service, source, target, rows_at_once=7).run()
    assert [next(first), next(first)] == [0, 7]
    with pytest.raises(ParameterError, match=r"out\.csv\.part is being written by another run"):
        whole(Job(service, source, target))
    assert list(first)[-1] == 25
    assert len(rows_of(target.read_bytes())) == 25


def test_a_criterion_that_is_none_is_refused(service: Service, source: Path, target: Path) -> None:
    with pytest.raises(ParameterError, match="by is 'beauty'; accepted: hours, cost, co2e"):
        whole(Job(service, source, target, "beauty"))


@pytest.mark.parametrize("content", [b"from,to", b"from,to\r\n", b"\xef\xbb\xbffrom,to\n\n \r\n"])
def test_a_header_alone_is_answered_by_one(
    service: Service, source: Path, target: Path, content: bytes
) -> None:
    source.write_bytes(content)
    job = Job(service, source, target)
    assert job.rows == 0
    assert whole(job).decode("utf-8-sig") == ",".join(ANSWERED) + "\r\n"


@pytest.mark.parametrize("content", [b"", b"\n", b"\x00" * 99, b"\xff\xfe", b"name\nx\n"])
def test_a_file_without_the_columns_is_refused_and_leaves_nothing(
    service: Service, source: Path, target: Path, tmp_path: Path, content: bytes
) -> None:
    source.write_bytes(content)
    with pytest.raises(ParameterError, match=r"The header is .*; accepted are id, from, to"):
        whole(Job(service, source, target))
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def test_rows_are_numbered_as_lines_of_the_file(
    service: Service, source: Path, target: Path
) -> None:
    source.write_bytes(b"\xef\xbb\xbffrom,to\r\n\r\na,b\r\n\n \t\nc,d")
    rows = rows_of(whole(Job(service, source, target, rows_at_once=1)))
    assert [(row["row"], row["from"]) for row in rows] == [("3", "a"), ("6", "c")]


def test_a_hundred_thousand_rows_are_held_a_piece_at_a_time(
    service: Service, source: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[int] = []
    plain = Echo.cells
    monkeypatch.setattr(
        Echo, "cells", lambda self, rows: (held.append(len(rows)), plain(self, rows))[1]
    )
    with source.open("wb") as file:
        file.write(b"from,to\n")
        file.writelines(b"a%d,b\n" % number for number in range(100_001))
    job = Job(service, source, target)
    assert job.rows == 100_001
    assert whole(job).count(b"\r\n") == 100_002
    assert max(held) == ROWS_AT_ONCE
    assert Echo.asked == list(range(2, 100_003))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    st.lists(st.binary(max_size=30).map(lambda line: line.replace(b"\n", b"")), max_size=12),
    st.integers(1, 4),
)
def test_whatever_the_lines_each_has_one_answer(
    service: Service,
    tmp_path_factory: pytest.TempPathFactory,
    lines: list[bytes],
    rows_at_once: int,
) -> None:
    folder = tmp_path_factory.mktemp("lines")
    source = folder / "in.csv"
    source.write_bytes(b"\n".join([b"from,to", *lines]))
    content = whole(Job(service, source, folder / "out.csv", rows_at_once=rows_at_once))
    numbers = [number for number, line in enumerate(lines, 2) if line.strip()]
    assert [int(row["row"]) for row in rows_of(content)] == numbers
    assert content.count(b"\n") == content.count(b"\r\n") == len(numbers) + 1
