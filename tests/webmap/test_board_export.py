"""CSV that opens in a spreadsheet as what it is: text as text, numbers as numbers."""

import csv
import io

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from webmap.board_export import file_stem
from webmap.spreadsheet import BOM, csv_bytes

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"]


def cells(body: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_a_formula(text: str) -> None:
    assert cells(csv_bytes(["a"], [[text]]))[1] == [f"'{text}"]


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_text_comes_back_as_it_was_but_for_the_guard(row: list[str]) -> None:
    found = cells(csv_bytes(["a"], [row, ["end"]]))[1]
    assert [text.removeprefix("'") for text in found] == [text.removeprefix("'") for text in row]


@given(st.lists(st.text(max_size=20), max_size=3))
def test_no_cell_of_any_row_starts_a_formula(texts: list[str]) -> None:
    body = csv_bytes(["a"], [[text] for text in texts], comments=texts)
    assert not [c for row in cells(body) for c in row if c.startswith(("=", "+", "-", "@"))]


def test_numbers_stay_numbers_and_unknown_is_blank() -> None:
    assert cells(csv_bytes(["a", "b", "c"], [[-2.5, 0, None]]))[1] == ["-2.5", "0", ""]


def test_excel_is_told_that_it_is_utf_8() -> None:
    assert csv_bytes(["甲"], []).startswith(BOM.encode())


def test_the_filter_is_in_the_name_and_in_the_first_lines(client: FlaskClient) -> None:
    answer = client.get("/indicators.csv?lang=en&plan=trade&theme=finance")
    disposition = answer.headers["Content-Disposition"]
    assert disposition == "attachment; filename=indicators_plan-trade_theme-finance.csv"
    lines = answer.data.decode("utf-8-sig").splitlines()
    assert lines[1] == "# Filter: plan=trade; theme=finance"
    assert lines[2].endswith("/indicators?lang=en&plan=trade&theme=finance")
    assert lines[3].startswith("Target,Place,County,")


def test_a_name_of_a_file_has_no_blanks() -> None:
    assert file_stem({"theme": "oil and gas"}) == "indicators_theme-oil-and-gas"
    assert file_stem({}) == "indicators"


def test_hostile_texts_stay_text(hostile: FlaskClient) -> None:
    answer = hostile.get("/indicators.csv")
    assert answer.status_code == 200
    assert len({len(row) for row in cells(answer.data)[3:]}) == 1
