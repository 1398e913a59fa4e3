"""What a cell may hold, type by type; what is read is what was written."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers._schema import LARGEST, is_partial_date, read_table, typed
from layers._spec import Field, Table

DTYPES = ("text", "number", "integer", "boolean", "date", "partial_date")
TABLE = Table(
    id="sample",
    zh="样",
    en="Sample",
    description="One column of each type.",
    primary_key=("id",),
    fields=(
        Field(name="id", zh="号", en="Id", description="Id.", required=True, unique=True),
        *(Field(name=dtype, dtype=dtype, zh="列", en="C", description="C.") for dtype in DTYPES),
    ),
)
NAMES = ["id", *DTYPES]
plain_text = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).map(str.strip)


def read(folder: Path, **cells: str) -> tuple[pd.DataFrame, list[str]]:
    frame = pd.DataFrame([{**dict.fromkeys(NAMES, ""), "id": "1", **cells}])
    frame.to_csv(folder / "sample.csv", index=False)
    rows, faults = read_table(TABLE, folder)
    return rows, [str(fault) for fault in faults]


@pytest.mark.parametrize(
    ("dtype", "value"),
    [
        ("number", "1,000"),
        ("number", "1_000"),
        ("number", "nan"),
        ("number", "inf"),
        ("number", "0x10"),
        ("number", "1e16"),
        ("number", "３"),
        ("number", "٣"),
        ("number", ".5"),
        ("integer", "1.0"),
        ("integer", "9" * 40),
        ("boolean", "True"),
        ("boolean", "1"),
        ("date", "2025-1-1"),
        ("date", "20250101"),
        ("date", "2025-W01-1"),
        ("date", "2025-02-29"),
        ("date", "2025-01-01T00:00"),
        ("partial_date", "25"),
        ("partial_date", "2025-00"),
        ("partial_date", "0000"),
        ("partial_date", "2025-06-31"),
        ("partial_date", "２０２５"),
    ],
)
def test_a_value_of_another_type_is_a_fault(tmp_path: Path, dtype: str, value: str) -> None:
    _, faults = read(tmp_path, **{dtype: value})
    assert len(faults) == 1
    assert faults[0].startswith(f"sample.csv:2 {dtype} is '{value}': no {dtype}; accepted: ")


@pytest.mark.parametrize("value", [" x", "x ", "\tx", "x\u3000"])
def test_blanks_at_an_end_are_a_fault(tmp_path: Path, value: str) -> None:
    _, faults = read(tmp_path, text=value)
    assert faults == [
        f"sample.csv:2 text is {value!r}: has blanks at an end; accepted: the text without them."
    ]


@given(value=st.floats(-LARGEST, LARGEST))
def test_a_number_is_read_as_it_was_written(tmp_path_factory, value: float) -> None:
    rows, faults = read(tmp_path_factory.mktemp("n"), number=repr(value))
    assert not faults
    assert typed(TABLE, rows)["number"].iloc[0] == value


@given(value=st.dates())
def test_every_day_is_a_date_and_a_partial_date(value: date) -> None:
    text = value.isoformat()
    assert all(is_partial_date(part) for part in (text, text[:7], text[:4]))


@given(value=plain_text)
def test_text_is_read_as_it_was_written(tmp_path_factory, value: str) -> None:
    rows, faults = read(tmp_path_factory.mktemp("t"), text=value)
    assert not faults
    assert rows["text"].iloc[0] == value


@pytest.mark.parametrize("value", ["NA", "nan", "null", "None", "NULL", "-", "#N/A"])
def test_a_word_that_looks_like_nothing_stays_a_word(tmp_path: Path, value: str) -> None:
    rows, _ = read(tmp_path, text=value)
    assert typed(TABLE, rows)["text"].iloc[0] == value


@pytest.mark.parametrize("dtype", DTYPES)
def test_blank_becomes_missing(tmp_path: Path, dtype: str) -> None:
    rows, faults = read(tmp_path)
    assert not faults
    assert pd.isna(typed(TABLE, rows)[dtype].iloc[0])


def test_a_table_without_rows_has_no_faults_and_all_columns(tmp_path: Path) -> None:
    (tmp_path / "sample.csv").write_text(",".join(NAMES) + "\n")
    rows, faults = read_table(TABLE, tmp_path)
    assert faults == []
    assert list(typed(TABLE, rows)) == NAMES


def test_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    (tmp_path / "sample.csv").write_text(f"{','.join(reversed(NAMES))}\n,,,,,word,7\n")
    rows, faults = read_table(TABLE, tmp_path)
    assert faults == []
    assert rows.loc[0, ["id", "text"]].tolist() == ["7", "word"]


def test_a_folder_in_the_place_of_a_file_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "sample.csv").mkdir()
    _, faults = read_table(TABLE, tmp_path)
    assert "unreadable; accepted: CSV in UTF-8" in str(faults[0])
