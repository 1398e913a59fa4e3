"""Tables of origins and destinations over HTTP: refused in words, or answered row by row."""

from __future__ import annotations

import csv
import io

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from webmap import matrix_page
from webmap.matrix_page import MOST_PLACES, MOST_ROWS, MOST_TABLE, MOST_TERMS
from webmap.matrix_table import SAMPLE
from webmap.routing import MOST_SENT

COMMAND = "atlas matrix in.csv out.csv"


def ask(client: FlaskClient, table: bytes, by: str = "hours"):
    return client.post(f"/api/matrix?by={by}", data=table, content_type="text/csv")


def answered(client: FlaskClient, table: bytes, by: str = "hours") -> list[dict[str, str]]:
    answer = ask(client, table, by)
    assert answer.status_code == 200, answer.text[:300]
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


def refused(client: FlaskClient, table: bytes, status: int = 400) -> str:
    answer = ask(client, table)
    assert answer.status_code == status
    return str(answer.get_json()["description"])


def test_rows_keep_their_order_and_broken_ones_say_why(client: FlaskClient) -> None:
    rows = answered(client, b"from,to\nyiwu,Duisburg\nnowhere at all,Madrid\nyiwu,Tashkent\n")
    assert [row["status"] for row in rows] == ["ok", "error", "ok"]
    assert "from is 'nowhere at all'; accepted: id or name" in rows[1]["error"]
    assert 24 < float(rows[2]["hours"]) < float(rows[0]["hours"]) * 3


def test_the_least_by_each_criterion_is_least(client: FlaskClient) -> None:
    table = b"from,to\nyiwu,Duisburg\n"
    found = {by: answered(client, table, by)[0] for by in ("hours", "cost", "co2e")}
    columns = {"hours": "hours", "cost": "cost_usd_per_teu", "co2e": "co2e_kg_per_teu"}
    for by, column in columns.items():
        assert float(found[by][column]) == min(float(row[column]) for row in found.values())


def test_the_sample_is_answered_but_for_its_broken_row(client: FlaskClient) -> None:
    sample = client.get("/api/matrix/sample.csv")
    assert sample.text == SAMPLE
    rows = answered(client, sample.data)
    assert [row["status"] for row in rows] == ["ok", "ok", "ok", "error"]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (b"", "The header is ''"),
        (b"a,b\n1,2\n", "unknown 'a', unknown 'b'; accepted are id, from, to"),
        (b"from\nyiwu\n", "no column 'to'; accepted"),
        (b"from,to,to\n", "'to' more than once; accepted"),
        (b"\x00\x01", "has the character U+0000; accepted"),
        (b"\xff\xfef\x00", "which is no UTF-8; accepted"),
        (b"PK\x03\x04\x14\x00", "has the character U+0003; accepted"),
        (b"x" * 200_000, "has more than 2,000 letters; accepted"),
    ],
)
def test_a_table_that_is_none_is_refused_in_words(
    client: FlaskClient, table: bytes, said: str
) -> None:
    assert said in refused(client, table)


@pytest.mark.parametrize("table", [b"from,to", b"\xef\xbb\xbffrom,to\r\n", b"from,to\n\n  \n"])
def test_a_header_alone_is_answered_by_one(client: FlaskClient, table: bytes) -> None:
    assert answered(client, table) == []


def test_a_criterion_that_is_none_is_refused(client: FlaskClient) -> None:
    answer = ask(client, b"from,to\n", "beauty")
    assert answer.status_code == 400
    assert answer.get_json()["description"] == "by is 'beauty'; accepted: hours, cost, co2e."


@pytest.mark.parametrize("count", [MOST_ROWS + 1, 100_001])
def test_too_many_rows_are_refused_and_the_command_is_named(
    client: FlaskClient, count: int
) -> None:
    said = refused(client, b"from,to\n" + b"a,b\n" * count, 413)
    assert f"The table has {count:,} rows; accepted are up to {MOST_ROWS:,} at a time." in said
    assert COMMAND in said


def test_too_many_places_are_refused_and_the_command_is_named(client: FlaskClient) -> None:
    table = b"from,to\n" + b"".join(b"place %d,Madrid\n" % number for number in range(MOST_PLACES))
    said = refused(client, table, 413)
    assert f"The table has {MOST_PLACES + 1:,} different places; accepted are up to" in said
    assert COMMAND in said


def test_too_many_closures_are_refused_and_the_command_is_named(client: FlaskClient) -> None:
    borders = [one["id"] for one in client.get("/api/closures").get_json()["closures"]]
    rows = [f"yiwu,Madrid,{name}\n" for name in borders[: MOST_TERMS + 1]]
    said = refused(client, f"from,to,closed\n{''.join(rows)}".encode(), 413)
    assert f"The table has {MOST_TERMS + 1} different sets of modes and closures" in said
    assert COMMAND in said


def test_closures_of_broken_rows_do_not_count(client: FlaskClient) -> None:
    rows = [f"yiwu,Madrid,nothing-{number}\n" for number in range(MOST_TERMS + 1)]
    found = answered(client, f"from,to,closed\n{''.join(rows)}".encode())
    assert {row["status"] for row in found} == {"error"}


def test_too_many_bytes_are_refused(client: FlaskClient) -> None:
    said = refused(client, b"from,to\n" + b"x" * MOST_TABLE, 413)
    assert said.endswith(f"accepted are at most {MOST_TABLE}.")


@pytest.mark.parametrize("field", ["file", "table"])
def test_the_form_takes_a_file_and_as_long_a_text(client: FlaskClient, field: str) -> None:
    table = "from,to\r\n" + "yiwu,yiwu\r\n" * 9_999 + "yiwu," + "x" * (3 * MOST_SENT)
    sent = (io.BytesIO(table.encode()), "in.csv") if field == "file" else table
    answer = client.post("/plan/batch", data={field: sent, "by": "cost"})
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == "attachment; filename=matrix.csv"
    rows = list(csv.DictReader(answer.data.decode("utf-8-sig").splitlines()))
    assert [row["status"] for row in rows] == ["same"] * 9_999 + ["error"]


def test_a_form_with_a_broken_header_is_answered_by_a_page(client: FlaskClient) -> None:
    answer = client.post(
        "/plan/batch?lang=en", data={"table": "<b>,to"}, headers={"Accept": "text/html"}
    )
    assert answer.status_code == 400
    assert answer.mimetype == "text/html"
    assert "unknown &#39;&lt;b&gt;&#39;" in answer.text


def test_cells_come_back_as_text_that_is_no_formula(client: FlaskClient) -> None:
    ids = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "=1", "-5", "+3.5", "a=1"]
    table = io.StringIO()
    csv.writer(table).writerows([["id", "from", "to"], *([one, "=x", "-1,2"] for one in ids)])
    rows = answered(client, table.getvalue().encode())
    safe = [f"'{one}" for one in ids[:5]] + ids[5:]
    assert [row["id"] for row in rows] == safe
    assert {(row["from"], row["to"]) for row in rows} == {("'=x", "-1,2")}


def test_near_places_are_no_closures_here(client: FlaskClient) -> None:
    (row,) = answered(client, b'from,to,closed\nyiwu,Madrid,"near:x;near:1,2"\n')
    assert "Closed is 'near:x'; accepted are things of the network by their ids." in row["error"]


cell = st.one_of(
    st.sampled_from(
        ["", "yiwu", "Madrid", '"120,29"', '"-140,-40"', "rail", "suez", "mode:air", "1", "-1"]
    ),
    st.text(max_size=8),
)
row = st.one_of(
    st.binary(max_size=30),
    st.lists(cell, min_size=5, max_size=5).map(lambda cells: ",".join(cells).encode()),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(row, max_size=6), st.sampled_from([b"\n", b"\r\n"]))
def test_whatever_the_rows_each_line_has_one_line(
    client: FlaskClient, rows: list[bytes], end: bytes
) -> None:
    table = end.join([b"from,to,modes,closed,teu", *rows])
    numbers = [number for number, line in enumerate(table.split(b"\n")[1:], 2) if line.strip()]
    answer = ask(client, table)
    assert answer.status_code == 200, answer.text
    assert answer.data.count(b"\n") == answer.data.count(b"\r\n") == len(numbers) + 1
    found = list(csv.DictReader(answer.data.decode("utf-8-sig").splitlines()))
    assert [int(row["row"]) for row in found] == numbers
    for one in found:
        assert one["status"] in {"ok", "same", "unreachable", "error"}
        assert bool(one["error"]) == (one["status"] == "error")
        assert bool(one["hours"]) == (one["status"] in {"ok", "same"})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_whatever_the_bytes_they_are_answered_or_refused(client: FlaskClient, sent: bytes) -> None:
    answer = ask(client, sent)
    assert answer.status_code in {200, 400}
    if answer.status_code == 400:
        assert "accepted are id, from, to, modes, closed, teu" in answer.get_json()["description"]


def test_what_is_said_of_the_table_is_what_is_held_to(client: FlaskClient) -> None:
    said = client.get("/api/matrix").get_json()
    assert said["most"] == {"rows": MOST_ROWS, "places": MOST_PLACES, "terms": MOST_TERMS}
    assert said["by"] == ["hours", "cost", "co2e"]
    page = client.get("/plan/batch?lang=en").text
    assert matrix_page.COMMAND in page
    for most in (MOST_ROWS, MOST_PLACES, MOST_TERMS):
        assert f">{most}<" in page
