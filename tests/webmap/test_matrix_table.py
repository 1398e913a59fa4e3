"""Tables of origins and destinations are read line by line: what is broken is said of its line."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import ParameterError
from geo.multimodal import MODES
from webmap.matrix_table import ASKED, MOST_LETTERS, SAMPLE, given_of, header_of

HEADER = ("from", "to", "teu")


@pytest.fixture(params=[10_000, 131_072, 10_000_000])
def field_limit(request: pytest.FixtureRequest) -> Iterator[int]:
    """Set csv's limit of a cell, which is one for the whole process."""
    before = csv.field_size_limit(request.param)
    yield request.param
    csv.field_size_limit(before)


def fault_of(line: bytes) -> str:
    (fault,) = given_of(HEADER, 2, line).faults
    return fault.rule


@pytest.mark.parametrize(
    "line",
    [
        b"from,to,teu",
        b"from,to,teu\r\n",
        b"\xef\xbb\xbffrom,to,teu\r\n",
        b'"From"," TO ",teu\n',
    ],
)
def test_a_header_is_read_however_a_spreadsheet_wrote_it(line: bytes) -> None:
    assert header_of(line) == HEADER


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"", "The header is '': no column 'from', no column 'to'; accepted are id, from, to"),
        (b"from\n", "The header is 'from': no column 'to'; accepted"),
        (b"from,to,to\n", "'to' more than once"),
        (b"From,from,to\n", "'from' more than once"),
        (b"from,to,\n", "unknown ''"),
        (b"from;to\n", "unknown 'from;to'; accepted are id, from, to, modes, closed, teu, joined"),
        (b"from,to,=1+1\n", "unknown '=1+1'"),
        (b"\xff\xfef\x00r\x00o\x00m\x00", "which is no UTF-8"),
        (b"from,to\x00\n", "which has the character U+0000"),
        (b"from,to\ryiwu,Madrid\r", "which has the character U+000D"),
        (b'from,"to\n', "which cannot be read (unexpected end of data)"),
        (b"from,to," + b"x" * 300_000, "which has more than 2,000 letters"),
    ],
)
def test_a_line_that_is_no_header_is_refused_in_words(line: bytes, message: str) -> None:
    with pytest.raises(ParameterError, match=re.escape(message)) as refused:
        header_of(line)
    assert len(str(refused.value)) < 400


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (b"a\n", "the row is 'a', which has 1 cells; accepted are 3, as in the header."),
        (b"a,b,1,2\n", "which has 4 cells; accepted are 3"),
        (b'"a,b,1\n', "which cannot be read (unexpected end of data); accepted is CSV"),
        (b'"a"b,c,1\n', "which cannot be read"),
        (b"\xd2\xe5\xce\xda,b,1\n", "which is no UTF-8; accepted is UTF-8."),
        (b"a\x00,b,1\n", "which has the character U+0000; accepted is text without such."),
        (b'"a\rb",c,1\n', "which has the character U+000D"),
        ("a\u2028,b,1\n".encode(), "which has the character U+2028"),
        (b"a,b,-1\n", "teu is '-1'; accepted: a number above 0 and up to 1,000,000."),
        (b"a,b,0\n", "teu is '0'"),
        (b"a,b,nan\n", "teu is 'nan'"),
        (b"a,b,1e999\n", "teu is '1e999'"),
        (b"a,b,1_0\n", "teu is '1_0'"),
        (b"a,b,many\n", "teu is 'many'"),
    ],
)
def test_a_broken_row_names_its_value_and_what_is_accepted(line: bytes, fault: str) -> None:
    assert fault in fault_of(line)


@pytest.mark.parametrize("letter", ["x", "义", "🚄"])
@pytest.mark.parametrize("count", [MOST_LETTERS + 1, 16_384, 200_000])
def test_a_huge_row_is_too_long_whatever_its_letters(
    letter: str, count: int, field_limit: int
) -> None:
    assert field_limit
    fault = fault_of(f"{letter * count},b,1\n".encode())
    assert "has more than 2,000 letters; accepted are up to so many" in fault
    assert len(fault) < 200


def test_a_row_as_long_as_may_be_is_read(field_limit: int) -> None:
    assert field_limit
    name = "义" * (MOST_LETTERS - 4)
    assert given_of(HEADER, 2, f"{name},b,1\r\n".encode()).cells["from"] == name


def test_every_fault_of_a_row_is_told() -> None:
    header = ("from", "to", "modes", "teu")
    faults = given_of(header, 7, b"a,b,flying;rail,none\n").faults
    assert [(fault.row, fault.column, fault.value) for fault in faults] == [
        (7, "modes", "flying;rail"),
        (7, "teu", "none"),
    ]
    assert "accepted: one or more of rail, road, sea, air. Between them stands ';'." in faults[0][3]


def test_blanks_mean_all_modes_and_one_container() -> None:
    row = given_of(ASKED, 2, b",a,b,,,\n")
    assert (row.modes, row.closed, row.teu, row.faults) == (MODES, (), 1.0, ())


def test_the_sample_can_be_read() -> None:
    first, *lines = SAMPLE.encode().splitlines(keepends=True)
    header = header_of(first)
    rows = [given_of(header, row, line) for row, line in enumerate(lines, 2)]
    assert [len(row.faults) for row in rows] == [0, 0, 0, 0]


@given(st.binary(max_size=60))
def test_whatever_the_bytes_a_line_is_a_row_or_has_faults(line: bytes) -> None:
    row = given_of(HEADER, 2, line.replace(b"\n", b""))
    assert set(row.cells) == set(ASKED)
    for fault in row.faults:
        assert repr(fault.value) in fault.rule
        assert "accepted" in fault.rule


@given(st.lists(st.text(alphabet='fromteu,"\t =;义\x00\r', max_size=9), max_size=5))
def test_whatever_the_header_it_is_read_or_refused(cells: list[str]) -> None:
    line = ",".join(cells).encode()
    names = refusal = None
    try:
        names = header_of(line)
    except ParameterError as refused:
        refusal = str(refused)
    if names is None:
        assert refusal is not None
        assert "accepted are id, from, to, modes, closed, teu" in refusal
    else:
        assert {"from", "to"} <= set(names) <= set(ASKED)
        assert len(names) == len(set(names))
