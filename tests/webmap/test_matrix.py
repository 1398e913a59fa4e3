"""Tables of origins and destinations: faults on their rows, answers as the planner gives them."""

from __future__ import annotations

import csv
import io

import pytest

from server import create_app


@pytest.fixture(scope="module")
def client():
    return create_app().test_client()


def answered(client, text: str) -> list[dict[str, str]]:
    answer = client.post("/api/matrix", data=text.encode(), content_type="text/csv")
    assert answer.status_code == 200, answer.text[:300]
    return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))


def test_rows_keep_their_order_and_broken_ones_say_why(client) -> None:
    rows = answered(client, "from,to\nyiwu,Duisburg\nnowhere at all,Madrid\nyiwu,Tashkent\n")
    assert [bool(row["error"]) for row in rows] == [False, True, False]
    assert "nowhere at all" in rows[1]["error"]
    assert 24 < float(rows[2]["hours"]) < float(rows[0]["hours"]) * 3


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "from\nyiwu\n", "\x00\x01", "from,to\n"])
def test_a_table_that_is_none_is_refused_in_words(client, text) -> None:
    answer = client.post("/api/matrix", data=text.encode(), content_type="text/csv")
    assert answer.status_code in (200, 400)
