"""Who is refused is told why in the language of the page, and keeps what was typed."""

from __future__ import annotations

import html
import io
import pickle
import re

import pytest
from flask.testing import FlaskClient

from geo.errors import ParameterError
from webmap.refusal import Words, told, worded

HAN = re.compile(r"[\u4e00-\u9fff]")
PEOPLE = {"Accept": "text/html"}
REFUSED = (
    "/plan?from=yiwu&to=nowhere-at-all",
    "/plan?from=yiwu",
    "/plan?from=yiwu&to=yiwu",
    "/plan?from=yiwu&to=-140,-40",
    "/plan?from=yiwu&to=200,10",
    "/plan?from=country-cze&to=yiwu",
    "/plan?from=yiwu&from=jinhua&to=Duisburg",
    "/plan?from=yiwu&to=Duisburg&teu=-1",
    "/plan?from=yiwu&to=Duisburg&depart=tomorrow",
    "/plan?from=yiwu&to=Duisburg&modes=raft",
    "/plan?from=yiwu&to=Duisburg&modes=",
    "/plan?from=yiwu&to=Duisburg&modes=rail&closed=mode:rail",
    "/plan?from=yiwu&to=Duisburg&closed=narnia",
    "/plan?from=yiwu&to=Duisburg&closed=near:120,30",
    "/plan?from=yiwu&to=Duisburg&opened=suez",
    "/plan?from=yiwu&to=Duisburg&avoid=85,40",
    "/plan?from=yiwu&to=Duisburg&via=a;b;c;d;e;f",
    "/plan?from=yiwu&to=Duisburg&sort=beauty",
    "/plan?from=yiwu&to=Duisburg&way=3",
    "/plan/break-even?from=nowhere-at-all",
    "/coverage?from=nowhere-at-all",
    "/coverage?days=-1",
    "/coverage?express=1&pickup_h=-1",
    "/coverage?express=1&modes=rail",
    "/coverage?pickup_h=3",
    "/coverage?rank=p99",
    "/coverage?reverse=2",
    "/coverage?from=120,29&from=121,29",
    "/coverage?closed=narnia",
)


def alert(page: str) -> str:
    found = re.search(r'id="refusal".*?<p>(.*?)</p>', page, re.DOTALL)
    assert found, page[:2000]
    return html.unescape(found[1])


@pytest.mark.parametrize("path", REFUSED)
def test_a_refused_form_says_why_in_both_languages(client: FlaskClient, path: str) -> None:
    chinese, english = (client.get(f"{path}&lang={x}", headers=PEOPLE) for x in ("zh", "en"))
    assert chinese.status_code == english.status_code == 400
    assert HAN.search(alert(chinese.text))
    assert "accepted" not in alert(chinese.text)
    assert not HAN.search(alert(english.text))
    assert "accepted" in alert(english.text)


@pytest.mark.parametrize("path", REFUSED)
def test_programs_are_told_the_same_in_english(client: FlaskClient, path: str) -> None:
    told_people = alert(client.get(f"{path}&lang=en", headers=PEOPLE).text)
    answer = client.get(f"{path}&lang=zh", headers={"Accept": "application/json"})
    assert answer.status_code == 400
    assert answer.get_json() == {"code": "ParameterError", "description": told_people}


def test_a_refused_form_keeps_what_was_typed(client: FlaskClient) -> None:
    path = "/plan?from=yiwu&to=nowhere-at-all&teu=7&via=Moscow&depart=2026-12-24&closed=suez"
    page = client.get(f"{path}&modes=rail&modes=sea", headers=PEOPLE).text
    for value in ("yiwu", "nowhere-at-all", "7", "Moscow", "2026-12-24"):
        assert f'value="{value}"' in page
    ticked = re.findall(r'value="(\w+)" checked', page)
    assert {"rail", "sea", "suez"} == set(ticked)
    assert re.search(r'id="plan-to"[^>]*aria-invalid="true"', page)


def test_the_other_language_of_a_refused_form_keeps_it_too(client: FlaskClient) -> None:
    page = client.get("/plan?from=yiwu&to=nowhere-at-all&lang=zh", headers=PEOPLE).text
    assert "to=nowhere-at-all" in page.split('class="lang"')[1][:120]


def test_what_is_typed_cannot_become_markup(client: FlaskClient) -> None:
    page = client.get("/plan?from=%22%3E%3Cb%3Ehi&to=x", headers=PEOPLE).text
    assert "<b>hi" not in page


def test_a_refused_page_is_kept_by_nobody(client: FlaskClient) -> None:
    answer = client.get("/coverage?days=-1", headers=PEOPLE)
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_refused_table_comes_back_to_be_mended(client: FlaskClient) -> None:
    table = {"file": (io.BytesIO(b"fro,to\nyiwu,Madrid\n"), "a.csv"), "by": "cost"}
    answer = client.post("/plan/batch?lang=zh", data=table, headers=PEOPLE)
    assert answer.status_code == 400
    assert alert(answer.text).startswith("表头为“fro,to”：缺少列“from”、不认得“fro”")
    assert "fro,to\nyiwu,Madrid\n</textarea>" in answer.text
    assert '<option value="cost" selected>' in answer.text


def test_a_table_too_long_is_refused_with_its_rows(client: FlaskClient) -> None:
    table = "from,to\n" + "yiwu,Madrid\n" * 10_001
    answer = client.post("/plan/batch?lang=en", data={"table": table}, headers=PEOPLE)
    assert answer.status_code == 413
    assert "The table has 10,001 rows; accepted are up to 10,000" in alert(answer.text)


def test_an_unknown_service_is_told_in_the_language_of_the_page(client: FlaskClient) -> None:
    page = client.get("/routes/NOPE?lang=zh", headers=PEOPLE)
    assert page.status_code == 404
    assert "没有班列“NOPE”；现有：" in page.text


def test_an_error_goes_from_process_to_process_with_its_words() -> None:
    fault = Words("header_without", {"value": "to"})
    error = worded(ParameterError, "header", value="from", faults=[fault], accepted="x")
    again = pickle.loads(pickle.dumps(error))
    assert str(again) == str(error) == "The header is 'from': no column 'to'; x"
    assert told(again, "zh") == "表头为“from”：缺少列“to”；x"


def test_an_error_without_words_is_told_as_it_is() -> None:
    assert told(ParameterError("plain"), "zh") == "plain"
