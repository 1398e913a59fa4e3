"""The printed brief: two pages, every number with its source, equal bytes, text never markup."""

import hashlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from webmap import brief
from webmap.typeset import typeset
from webmap.views import VIEWS

ROOT = Path(__file__).parents[2]
PLACES = {
    1: "yixinou",
    2: "jinyi-cbz,belmax-serbia",
    5: "jinyi-cbz,china-ceec-yuyao,ningbo-zhoushan-port,belmax-serbia,yixinou",
}
CHOICES = [*(f"ids={ids}" for ids in PLACES.values()), "view=parks", "view=africa"]
HOSTILE = r'#panic("x") $x^2$ @ref <label> \u{0} [a] *b* _c_ `d` // e'


def text_of(pdf: bytes) -> str:
    """Return the text of a PDF without the blanks, whose places depend on the layout."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return re.sub(r"\s", "", "".join(page.extract_text() for page in pages))


def compact(text: object) -> str:
    return re.sub(r"\s", "", str(text))


def figures(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every observation that a document is given to show."""
    if isinstance(value, dict):
        if "cite" in value and "value" in value:
            yield value
        for part in value.values():
            yield from figures(part)
    elif isinstance(value, list):
        for part in value:
            yield from figures(part)


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch, app: Flask) -> list[dict[str, Any]]:
    """Keep what documents are made from; the last is the one that fitted."""
    app.extensions["atlas"].answers.clear()
    kept: list[dict[str, Any]] = []

    def keeping(template: str, data: dict[str, Any], *args: Any, **options: Any) -> bytes | None:
        pdf = typeset(template, data, *args, **options)
        if pdf is not None:
            kept.append(data | {"pdf": pdf})
        return pdf

    monkeypatch.setattr(brief, "typeset", keeping)
    return kept


@pytest.mark.parametrize("choice", [*CHOICES, *(f"view={view}" for view in VIEWS)])
def test_a_brief_has_two_pages(client: FlaskClient, choice: str) -> None:
    answer = client.get(f"/brief.pdf?{choice}&lang=en")
    assert answer.content_type == "application/pdf"
    assert len(PdfReader(io.BytesIO(answer.data)).pages) == 2


@pytest.mark.parametrize("choice", [f"ids={PLACES[1]}", f"ids={PLACES[5]}", "view=parks"])
def test_every_number_is_printed_with_the_number_of_its_source(
    client: FlaskClient, printed: list[dict[str, Any]], choice: str
) -> None:
    pdf = client.get(f"/brief.pdf?{choice}").data
    (data,) = [data for data in printed if data["pdf"] == pdf]
    text = text_of(pdf)
    shown = list(figures(data))
    assert shown
    for item in shown:
        assert compact(f"{item['sign']}{item['value']['lead']}[{item['cite']}]") in text


@pytest.mark.parametrize("choice", CHOICES)
def test_every_cited_number_is_in_the_list_of_sources(
    client: FlaskClient, printed: list[dict[str, Any]], choice: str
) -> None:
    pdf = client.get(f"/brief.pdf?{choice}").data
    (data,) = [data for data in printed if data["pdf"] == pdf]
    listed = text_of(pdf).rsplit("Sources", 1)[1]
    assert [source["no"] for source in data["sources"]] == [*range(1, len(data["sources"]) + 1)]
    for item in figures(data):
        assert f"[{item['cite']}]" in listed


@pytest.mark.parametrize("choice", CHOICES)
def test_what_is_not_known_is_printed_as_such(client: FlaskClient, choice: str) -> None:
    assert "无数据nodata" in text_of(client.get(f"/brief.pdf?{choice}").data)


def test_a_brief_speaks_both_languages_unless_asked_for_one(client: FlaskClient) -> None:
    both = text_of(client.get("/brief.pdf?ids=yixinou&lang=en").data)
    one = text_of(client.get("/brief.pdf?ids=yixinou&lang=en&languages=one").data)
    assert "指标" in both
    assert "指标" not in one


def test_a_map_that_shows_china_has_its_approval_line_and_its_credits(client: FlaskClient) -> None:
    text = text_of(client.get(f"/brief.pdf?ids={PLACES[2]}").data)
    assert "审图号：" in text
    assert "天地图" in text


def test_only_the_fonts_of_the_package_are_used(client: FlaskClient) -> None:
    reader = PdfReader(io.BytesIO(client.get("/brief.pdf?ids=yixinou").data))
    names = {
        str(font.get_object()["/BaseFont"]).split("+")[-1]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert {name.split("-")[0] for name in names} == {"NotoSansSC"}


def test_text_of_the_facts_is_never_markup(
    client: FlaskClient, printed: list[dict[str, Any]]
) -> None:
    client.get("/brief.pdf?ids=yixinou")
    data = {key: value for key, value in printed[-1].items() if key != "pdf"}
    data["title"] = {"lead": HOSTILE, "side": HOSTILE}
    data["figures"][0]["items"][0]["name"]["lead"] = HOSTILE
    data["sources"][0]["title"] = HOSTILE
    pdf = typeset("brief.typ", data, date(2026, 11, 23), most_pages=9)
    assert pdf
    assert text_of(pdf).count(compact(HOSTILE)) >= 4


def test_the_same_input_gives_the_same_bytes_in_any_time_zone() -> None:
    script = (
        "import sys, hashlib; from server import create_app;"
        "client = create_app({'ATLAS_TODAY': '2026-11-23'}).test_client();"
        f"data = [client.get(f'/brief.pdf?{{c}}').data for c in ('ids={PLACES[5]}', 'view=rail')];"
        "sys.stdout.write(hashlib.sha256(b''.join(data)).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            check=True,
            capture_output=True,
        ).stdout
        for zone, seed in (("Asia/Shanghai", "1"), ("America/Los_Angeles", "2"))
    }
    assert len(digests) == 1
    assert len(digests.pop()) == hashlib.sha256().digest_size * 2


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("", 400, "ids is '' and view ''; accepted is one of them"),
        ("ids=yixinou&view=parks", 400, "accepted is one of them"),
        ("ids=a", 404, "No place 'a'"),
        ("view=nope", 404, "No view 'nope'"),
        ("ids=yixinou&languages=fr", 400, "languages is 'fr'; accepted: both, one."),
        (
            "ids=jinyi-cbz,yiwu-cbz,belmax-serbia,yixinou,china-ceec-yuyao,YIW-MAD",
            400,
            "ids has 6 places; accepted are 1 to 5",
        ),
    ],
)
def test_bad_input_says_what_is_accepted(
    client: FlaskClient, query: str, status: int, said: str
) -> None:
    answer = client.get(f"/brief.pdf?{query}", headers={"Accept": "application/json"})
    assert answer.status_code == status
    assert said in answer.get_json()["description"]


def test_a_place_named_twice_is_printed_once(
    client: FlaskClient, printed: list[dict[str, Any]]
) -> None:
    client.get("/brief.pdf?ids=yixinou,yixinou")
    assert len(printed[-1]["places"]) == 1


def test_the_page_orders_what_is_chosen(client: FlaskClient) -> None:
    html = client.get(f"/brief?ids={PLACES[2]}&lang=en").text
    assert f"/brief.pdf?ids={PLACES[2]}&amp;lang=en" in html
    assert html.count('name="ids"') > 100
