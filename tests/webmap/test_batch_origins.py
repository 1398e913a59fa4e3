"""A file of origins: every broken row is named with what is wrong, and spoils no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import ParameterError
from webmap.batch_origins import Origin, read_origins


def located(text: str) -> tuple[float, float]:
    """Stand in for the search of places: Yiwu and plain numbers."""
    if text == "Yiwu":
        return 120.07, 29.31
    try:
        lon, lat = (float(part) for part in text.split(","))
    except ValueError as error:
        msg = f"from is {text!r}; accepted: Yiwu."
        raise ParameterError(msg) from error
    return lon, lat


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "origins.csv"


def read(file: Path, text: str, encoding: str = "utf-8") -> list[Origin]:
    file.write_text(text, encoding=encoding)
    return read_origins(file, located)


def test_origins_are_named_or_given_by_coordinates(file: Path) -> None:
    assert read(file, "origin_id,from\nа,Yiwu\nb, 3.5,7\n")[0] == Origin(
        2, "а", 120.07, 29.31, None
    )
    assert read(file, "lat,note,lon,origin_id\n7,x,3.5,b\n") == [Origin(2, "b", 3.5, 7.0, None)]


def test_what_excel_writes_is_read(file: Path) -> None:
    found = read(file, "# 义乌\r\norigin_id,from\r\n义,Yiwu\r\n\r\n", "utf-8-sig")
    assert found == [Origin(3, "义", 120.07, 29.31, None)]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("a", "The row has 1 cells; accepted are 3."),
        ("a,1,2,3", "The row has 4 cells; accepted are 3."),
        (",1,2", "origin_id is blank; accepted is any text."),
        ("a,east,2", "from is 'east,2'; accepted: Yiwu."),
        ("a,,", "from is ','; accepted: Yiwu."),
    ],
)
def test_a_broken_row_says_what_is_wrong_and_spoils_no_other(
    file: Path, row: str, fault: str
) -> None:
    broken, whole = read(file, f"origin_id,lon,lat\n{row}\nb,1,2\n")
    assert (broken.line, broken.lon, broken.fault) == (2, None, fault)
    assert whole == Origin(3, "b", 1.0, 2.0, None)


@pytest.mark.parametrize("text", ["", "\n\n", "name,lon,lat\n", "origin_id,lon\na,1\n"])
def test_a_file_without_the_columns_is_refused(file: Path, text: str) -> None:
    with pytest.raises(
        ParameterError, match=r"origins\.csv has the columns .* accepted: origin_id"
    ):
        read(file, text)


def test_a_file_that_is_no_text_is_refused(file: Path) -> None:
    file.write_bytes(b"origin_id,from\n\xff\xfe")
    with pytest.raises(ParameterError, match=r"origins\.csv cannot be read .* CSV file in UTF-8"):
        read_origins(file, located)


def test_a_file_that_is_not_there_is_refused(file: Path) -> None:
    with pytest.raises(ParameterError, match=r"origins\.csv cannot be read"):
        read_origins(file, located)


@pytest.mark.parametrize("length", [1, 200_000])
def test_a_cell_without_an_end_spoils_no_other_row(file: Path, length: int) -> None:
    broken, whole = read(file, f'origin_id,lon,lat\n"{"x" * length}\nb,1,2\n')
    assert (broken.line, broken.lon) == (2, None)
    assert broken.fault is not None
    assert "cannot be read" in broken.fault
    assert whole == Origin(3, "b", 1.0, 2.0, None)


def test_a_header_without_an_end_is_refused(file: Path) -> None:
    with pytest.raises(ParameterError, match="has the columns none"):
        read(file, 'origin_id,"lon,lat\n')


@given(st.lists(st.text(alphabet='a1,."\n\r ;#é义', max_size=12), max_size=6))
def test_whatever_the_rows_each_is_an_origin_or_has_a_fault(
    tmp_path_factory: pytest.TempPathFactory, rows: list[str]
) -> None:
    file = tmp_path_factory.mktemp("rows") / "origins.csv"
    file.write_text("\n".join(["origin_id,lon,lat", *rows]), "utf-8", newline="")
    for origin in read_origins(file, located):
        assert (origin.lon is None) == (origin.lat is None) == (origin.fault is not None)
